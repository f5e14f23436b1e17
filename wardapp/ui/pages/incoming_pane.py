"""The chosen dispatch: number, subject, actions, steps, opinion, facts, history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from wardapp.core.chain import Chain, Stage
from wardapp.core.dates import long_date, short_date
from wardapp.core.dispatches import Incoming, IncomingStatus, Outgoing
from wardapp.core.journal import HistoryEntry
from wardapp.core.workdays import Workdays
from wardapp.ui.actions import Action
from wardapp.ui.affair import Affair
from wardapp.ui.pages.incoming_actions import ATTACH, DIRECT, MENU, REPLY, SLIP
from wardapp.ui.pages.incoming_facts import assigned, facts_of, state_of
from wardapp.ui.pages.incoming_rows import about, moment_text, steps_of
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.cards import Card, Notice, Steps
from wardapp.ui.widgets.chain_strip import ChainStrip, CitedText
from wardapp.ui.widgets.fact_table import FactTable
from wardapp.ui.widgets.texts import Badge, Elided, Text

SHOWN_HISTORY = 12
PAPER_ROOM, LEAST_HEIGHT = 170, 150


class IncomingPane(QWidget):
    """Shows one line; `acted` names the action whose button was pressed."""

    acted = Signal(str)
    walked = Signal(str, str)  # page and record of a step of the chain

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.line: Incoming | None = None
        self._height = 300
        self._number = Badge(theme, "", "soft")
        self._symbol = Text(theme, "", Role.STRONG)
        self._issued = Elided(theme, "", Role.SMALL, "text2")
        self._subject = CitedText(theme, Role.SECTION)
        self._organ = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._steps = Steps(theme)
        self._stop = Notice(theme, "danger")
        self._opinion = _Opinion(theme)
        self._answers: tuple[Outgoing, ...] = ()
        self.chain = ChainStrip(theme)
        self._facts = FactTable(theme, "Thông tin")
        self._history = FactTable(theme, "Lịch sử")
        self._buttons: dict[Action, Button] = {}
        self._attach = Button(theme, "", icon="attach", kind=Kind.GHOST)
        self._may_write, self._is_wide, self._wants_facts = True, False, False
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._scroll = QScrollArea()
        for walk in (self.chain.opened, self._subject.opened, self._opinion.words.opened):
            walk.connect(self.walked)
        self.chain.resized.connect(self._fit)
        self._build()

    def _build(self) -> None:
        column = self._column
        column.setContentsMargins(18, 12, 16, 10)
        column.setSpacing(7)
        column.addLayout(self._head())
        column.addWidget(self._subject)
        column.addWidget(self._organ)
        column.addLayout(self._actions())
        column.addSpacing(4)
        parts = (self._stop, self._steps, self._opinion, self.chain)
        for part in (*parts, self._facts, self._history):
            column.addWidget(part)
        column.addStretch(1)
        self._content.setProperty("ground", "surface")
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self.set_wide(wide=False)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(9)
        row.addWidget(self._number)
        row.addWidget(self._symbol)
        row.addWidget(self._issued, 1)
        more = Button(self._theme, "", icon="more_horizontal", kind=Kind.GHOST, height=INLINE)
        more.setAccessibleName("Việc khác")
        more.setToolTip("Việc khác")
        more.clicked.connect(lambda: self._open_menu(more))
        row.addWidget(more)
        return row

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for action in (REPLY, DIRECT, SLIP):
            key = action.cap if action is REPLY else ""
            button = Button(self._theme, action.button, icon=action.icon, key=key)
            button.clicked.connect(self._presser(action))
            self._buttons[action] = button
            row.addWidget(button)
        row.addStretch(1)
        attach = self._attach
        attach.setAccessibleName(ATTACH.title)
        attach.setToolTip(ATTACH.title)
        attach.clicked.connect(self._presser(ATTACH))
        row.addWidget(attach)
        return row

    def set_wide(self, *, wide: bool) -> None:
        """Show facts and history too, where the page stands beside and not below."""
        self._is_wide = wide
        self._show_facts()
        self.chain.set_open(is_open=wide)
        policy = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._fit()

    def switch_facts(self) -> None:
        """Show or hide facts and history where the page stands below too."""
        self._wants_facts = not self._wants_facts
        self._show_facts()
        self._fit()
        if self._wants_facts:
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self._facts, 0, 60))

    def _show_facts(self) -> None:
        for part in (self._facts, self._history):
            part.setVisible(self._is_wide or self._wants_facts)

    def only_look(self) -> None:
        """Offer nothing that writes: the office is open to be looked at."""
        self._may_write = False

    def show_line(self, line: Incoming, today: date, workdays: Workdays) -> None:
        """Show a line of the book."""
        if self.line is None or self.line.id != line.id:
            self.chain.show_chain(Chain())
        self.line = line
        stop = state_of(line)
        before = f", số tạm {line.provisional}" if line.provisional and line.arrival_number else ""
        self._number.set_text(f"Số đến {line.arrival_code}{before}", "soft")
        self._symbol.setText("Sổ riêng" if line.is_secret else line.number_symbol or "Không số")
        self._issued.set_text(long_date(line.issued_date) if line.issued_date else "")
        self._subject.show_words(about(line))
        self._organ.setText(line.organ_name)
        self._organ.setVisible(bool(line.organ_name))
        self._steps.show_steps(steps_of(line, today))
        self._opinion.show_direction(line, today)
        self._steps.setVisible(stop is None)
        for action, button in self._buttons.items():
            button.setEnabled(self._fits(action))
        self._attach.setEnabled(self._fits(ATTACH))
        self._stop.hide()
        if stop is not None:
            self._stop.set_tone(stop[0])
            self._stop.show_notice(stop[1], stop[2])
        self._facts.show_facts(facts_of(line, today, workdays))
        self._history.show_facts(())
        self._scroll.verticalScrollBar().setValue(0)
        self._fit()

    def show_answers(self, answers: tuple[Outgoing, ...]) -> None:
        """Know which dispatches of ours answer the line; the chain shows them."""
        self._answers = answers

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the texts shown in which others may be cited: subject, opinion."""
        opinion = self.line.direction.opinion if self.line and self.line.direction else ""
        return (about(self.line) if self.line else "", opinion)

    def show_affair(self, affair: Affair) -> None:
        """Show the chain of the line, and links where it cites others."""
        if self.line is None or affair.ref.record_id != self.line.id:
            return
        # The task stands in the card of the decision already.
        steps = (step for step in affair.chain.steps if step.stage is not Stage.TASK)
        self.chain.show_chain(Chain(steps=tuple(steps)))
        for label, text, cited in zip(
            (self._subject, self._opinion.words), self.texts, affair.cited, strict=True
        ):
            label.show_cited(text, cited)
        self._fit()

    def show_history(self, entries: tuple[HistoryEntry, ...]) -> None:
        """Show what happened to the line, newest first."""
        newest = sorted(entries, key=lambda entry: entry.when_ms, reverse=True)[:SHOWN_HISTORY]
        self._history.show_facts(
            tuple((moment_text(entry.when_ms), entry.title) for entry in newest)
        )

    def _open_menu(self, button: Button) -> None:
        menu = QMenu(self)
        for action in MENU:
            entry = menu.addAction(action.title, self._presser(action))
            entry.setShortcut(action.key)
            entry.setShortcutVisibleInContextMenu(True)
            entry.setEnabled(self._fits(action))
        menu.exec(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _fits(self, action: Action) -> bool:
        """Return whether an action makes sense for the state of the line."""
        if action.needs_writing and not self._may_write:
            return False
        status = self.line.status if self.line else IncomingStatus.CANCELLED
        if self.line is None:
            return False
        is_secret = self.line.is_secret
        states = {
            "incoming.submit": status is IncomingStatus.NEW and not is_secret,
            "incoming.finish": self.line.is_open,
            "incoming.direct": self.line.is_open,
            "incoming.step_back": status in {IncomingStatus.SUBMITTED, IncomingStatus.HANDLING},
            "incoming.send_back": self.line.is_open,
            "incoming.reopen": status in {IncomingStatus.DONE, IncomingStatus.RETURNED},
            "incoming.restore": status is IncomingStatus.CANCELLED,
            "incoming.unlink": bool(self._answers),
            "incoming.open_answer": bool(self._answers),
            "incoming.open_file": bool(self.line.attachments),
            "incoming.cancel": status is not IncomingStatus.CANCELLED,
            "incoming.stamp": status is not IncomingStatus.CANCELLED,
            "incoming.show_stamp": bool(self.line.attachments) and not is_secret,
            "incoming.hand_over": True,
            "incoming.file": True,
            "incoming.chain": True,
            "incoming.facts": True,
        }
        is_usual = status is not IncomingStatus.CANCELLED and not is_secret
        return states.get(action.id, is_usual)

    fits = _fits

    def _presser(self, action: Action) -> Callable[[], None]:
        return lambda: self.acted.emit(action.id)

    def _fit(self) -> None:
        """Shrink buttons that do not fit, and let the head be as high as what it holds."""
        room = self.width() - 34 - 40
        wanted = sum(button.full_width + 8 for button in self._buttons.values())
        for button in reversed(self._buttons.values()):
            is_small = wanted > room
            button.shrink(small=is_small)
            wanted -= button.full_width - button.sizeHint().width() if is_small else 0
        self._height = self._column.totalHeightForWidth(max(self.width(), 200)) + 2
        # Set by hand: a scroll area asks wrapped words for their height at too narrow a width.
        self._content.setMinimumHeight(max(self._height - 2, 0))
        self._scroll.setMinimumHeight(max(min(self._height, LEAST_HEIGHT), 0))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of what it holds; the page below keeps room to be seen."""
        room = self.parentWidget()
        if room is None or self._is_wide:
            return QSize(448, self._height)
        most = max(room.height() - self._theme.px(PAPER_ROOM), LEAST_HEIGHT)
        return QSize(448, min(self._height, most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()


class _Opinion(Card):
    """The leader's opinion in a sunk card."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, fill="alt", padding=12)
        self._who = Text(theme, "", Role.SMALL, "text3")
        self.words = CitedText(theme)
        self._units = Text(theme, "", Role.SMALL, "text2", wrap=True)
        row = QHBoxLayout()
        row.addWidget(Text(theme, "Ý kiến chỉ đạo", Role.LABEL, "text2"))
        row.addStretch()
        row.addWidget(self._who)
        self.body.addLayout(row)
        self.body.addWidget(self.words)
        self.body.addWidget(self._units)
        self.body.setSpacing(2)

    def show_direction(self, line: Incoming, today: date) -> None:
        """Show the opinion; hidden while there is none."""
        direction = line.direction
        self.setVisible(direction is not None)
        if direction is not None:
            who = (direction.leader, short_date(direction.on, today))
            self._who.setText(", ".join(filter(None, who)))
            self.words.show_words(direction.opinion)
            self.words.setVisible(bool(direction.opinion))
            self._units.setText(assigned(line))
            self._units.setVisible(bool(assigned(line)))
