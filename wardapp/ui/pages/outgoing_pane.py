"""The pane of Văn bản đi: the chosen dispatch, what can be done with it, what it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from wardapp.core.chain import Chain
from wardapp.core.dates import long_date, short_date
from wardapp.core.dispatches import OutgoingStatus
from wardapp.core.journal import HistoryEntry
from wardapp.ui.actions import Action
from wardapp.ui.affair import Affair
from wardapp.ui.pages.incoming_rows import moment_text
from wardapp.ui.pages.outgoing_actions import (
    AMEND,
    BUTTONS,
    CHAIN,
    CONFIRM,
    DELIVERIES,
    DRAFT,
    EXPORT_BOOK,
    FILE,
    FINAL,
    HISTORY,
    LINKED,
    MENU,
    NEW_FINAL,
    NO_FINAL,
    OPEN_FILE,
    PRINT,
    RECALL,
    REPLACE,
    REPORT,
    RESTORE,
    SEND_ALL,
    SOURCE,
    STEP_BACK,
)
from wardapp.ui.pages.outgoing_links import LinkList, narrowing, report_target, targets_of
from wardapp.ui.pages.outgoing_rows import (
    LineBehind,
    begun_large,
    facts_of,
    final_hash,
    has_final,
    has_gone,
    kept_file,
    may_be_sent,
    sending_words,
    short_recipients,
    waiting_of,
)
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind, Link
from wardapp.ui.widgets.cards import Notice
from wardapp.ui.widgets.chain_strip import ChainStrip, CitedText
from wardapp.ui.widgets.fact_table import FactTable
from wardapp.ui.widgets.texts import Badge, Elided, Icon, Text

SHOWN_HISTORY = 12
LEAST_HEAD = 120
MOST_SHARE = 0.55  # of the height: the page below stays in view
UNBOUND = 16_777_215


FITS: dict[str, Callable[[LineBehind], bool]] = {
    SOURCE.id: lambda behind: behind.answered is not None,
    DRAFT.id: lambda behind: behind.line.draft_id is not None,
    OPEN_FILE.id: lambda behind: kept_file(behind.line) is not None,
    REPORT.id: lambda behind: bool(report_target(behind.line)),
    LINKED.id: lambda behind: bool(targets_of(behind.links, behind.line.issued_date)),
    EXPORT_BOOK.id: lambda _behind: True,
    HISTORY.id: lambda _behind: True,
    FILE.id: lambda _behind: True,
    CHAIN.id: lambda _behind: True,
    SEND_ALL.id: lambda behind: bool(waiting_of(behind.line) or may_be_sent(behind.line)),
    STEP_BACK.id: lambda behind: (
        behind.line.status is OutgoingStatus.RECALLED or has_gone(behind.line)
    ),
    RECALL.id: lambda behind: behind.line.status is OutgoingStatus.ISSUED,
    CONFIRM.id: lambda behind: (
        behind.line.status is OutgoingStatus.RECALLED and has_gone(behind.line)
    ),
    REPLACE.id: lambda behind: (
        behind.line.status in {OutgoingStatus.ISSUED, OutgoingStatus.RECALLED}
    ),
    AMEND.id: lambda behind: behind.line.status in {OutgoingStatus.ISSUED, OutgoingStatus.REPLACED},
    RESTORE.id: lambda behind: behind.line.status is OutgoingStatus.CANCELLED,
    FINAL.id: lambda behind: _stands(behind) and not has_final(behind.line),
    NEW_FINAL.id: lambda behind: _stands(behind) and has_final(behind.line),
    NO_FINAL.id: lambda behind: _stands(behind) and has_final(behind.line),
}
"""What an action needs of the line shown; the others need one that is not cancelled."""


def _stands(behind: LineBehind) -> bool:
    return behind.line.status is not OutgoingStatus.CANCELLED


class OutgoingPane(QWidget):
    """Shows one line; `acted` names the action whose button was pressed."""

    acted = Signal(str)
    walked = Signal(str, str)  # page and record of a step of the chain

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.behind: LineBehind | None = None
        self._number = Badge(theme, "", "soft")
        self._symbol = Text(theme, "", Role.STRONG)
        self._issued = Elided(theme, "", Role.SMALL, "text2")
        self._subject = CitedText(theme, Role.SECTION)
        self._receivers = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._cancelled = Notice(theme, "danger")
        self._sending = narrowing(Link(theme, ""))
        self.links = LinkList(theme)
        self.chain = ChainStrip(theme)
        self._final_icon = Icon(theme, "checkmark_circle", "ok", 16)
        self._final = Text(theme, "", Role.SMALL, "text2")
        self._hash = Elided(theme, "", Role.SMALL, "text3")
        self._attach = Link(theme, "Kèm bản đã ký…")
        self._source = narrowing(Link(theme, ""))
        self._facts = FactTable(theme, "Thông tin")
        self._history = FactTable(theme, "Lịch sử")
        self._buttons: list[Button] = []
        self._may_write = True
        self._content, self._scroll = QWidget(), QScrollArea()
        self._build()
        self._attach.clicked.connect(self._presser(FINAL))
        self._source.clicked.connect(self._presser(SOURCE))
        self._sending.clicked.connect(self._presser(DELIVERIES))
        for walk in (self.chain.opened, self._subject.opened):
            walk.connect(self.walked)
        self.chain.resized.connect(self._fit)

    def _build(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(18, 12, 16, 10)
        column.setSpacing(7)
        column.addLayout(self._head())
        column.addWidget(self._subject)
        column.addWidget(self._receivers)
        column.addLayout(self._actions())
        column.addWidget(self._cancelled)
        column.addLayout(self._sent_and_signed())
        column.addWidget(self._hash)
        column.addWidget(self._source)
        column.addWidget(self.links)
        column.addWidget(self.chain)
        column.addWidget(self._facts)
        column.addWidget(self._history)
        column.addStretch(1)
        self._content.setProperty("ground", "surface")
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self.setFocusProxy(self._buttons[0])
        self.set_wide(wide=False)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(9)
        row.addWidget(self._number)
        row.addWidget(self._symbol)
        row.addWidget(self._issued, 1)
        self._more = Button(self._theme, "", icon="more_horizontal", kind=Kind.GHOST, height=INLINE)
        self._more.setAccessibleName("Việc khác")
        self._more.setToolTip("Việc khác")
        self._more.clicked.connect(self._open_menu)
        row.addWidget(self._more)
        return row

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for action in BUTTONS:
            key = action.cap if action is PRINT else ""
            button = Button(self._theme, action.button, icon=action.icon, key=key)
            button.setToolTip(action.title)
            button.clicked.connect(self._presser(action))
            self._buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _sent_and_signed(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._final_icon)
        row.addWidget(self._final)
        row.addWidget(self._attach)
        row.addWidget(self._sending, 1)
        return row

    def set_wide(self, *, wide: bool) -> None:
        """Show facts and history too, where the page stands beside and not below."""
        self._facts.setVisible(wide)
        self._history.setVisible(wide)
        self.chain.set_open(is_open=wide)
        policy = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._fit()

    def show_line(self, behind: LineBehind, today: date) -> None:
        """Show a line of the book."""
        if self.behind is None or self.behind.line.id != behind.line.id:
            self.chain.show_chain(Chain())
        self.behind = behind
        line = behind.line
        is_cancelled = line.status is OutgoingStatus.CANCELLED
        is_valid = line.status is OutgoingStatus.ISSUED
        self._number.set_text(f"Số {line.code_number}", "soft" if is_valid else "mute")
        self._symbol.setText(line.number_symbol)
        self._issued.set_text(long_date(line.issued_date))
        self._subject.show_words(begun_large(line.subject))
        self._receivers.setText(_receivers(behind))
        for button in self._buttons:
            button.setEnabled(not is_cancelled)
        self._show_state(behind, today)
        self._show_links(behind, today)
        self._facts.show_facts(facts_of(behind))
        self._scroll.verticalScrollBar().setValue(0)
        self._fit()

    def _show_state(self, behind: LineBehind, today: date) -> None:
        line, notice = behind.line, self._cancelled
        notice.hide()
        if line.status is OutgoingStatus.CANCELLED:
            notice.set_tone("danger")
            notice.show_notice(f"Đã hủy số {line.code_number}", f"Lý do: {line.cancel_reason}")
        elif line.status is OutgoingStatus.RECALLED and line.recalled_on is not None:
            notice.set_tone("warn")
            notice.show_notice(
                f"Đã thu hồi ngày {short_date(line.recalled_on, today)}",
                f"Lý do: {line.recall_reason}",
            )
        elif line.status is OutgoingStatus.REPLACED:
            notice.set_tone("soft")
            notice.show_notice("Đã có văn bản thay thế", "Nơi nhận dùng văn bản mới.")

    def _show_links(self, behind: LineBehind, today: date) -> None:
        line, answered = behind.line, behind.answered
        has_copy = has_final(line)
        self._final_icon.setVisible(has_copy)
        self._final.setVisible(has_copy)
        self._final.setText("Bản ký")
        digest = final_hash(line)
        self._hash.set_text(f"SHA-256 {digest}", "text3")
        self._hash.setToolTip(f"Bản ký giữ nguyên từng byte. SHA-256 {digest}")
        self._hash.setVisible(bool(digest))
        self._sending.setToolTip("Nơi gửi: F7. Gửi tất cả hôm nay: Ctrl+Enter")
        self._sending.setText(sending_words(line, today))
        self._sending.setVisible(bool(self._sending.text()))
        self.links.show_links((*targets_of(behind.links, today), *report_target(behind.line)))
        self._attach.setVisible(not has_copy and self.fits(FINAL))
        self._source.setVisible(answered is not None)
        if answered is not None:
            came = short_date(answered.arrival_date, today)
            self._source.setText(f"Trả lời số đến {answered.arrival_number}, {came}")
            self._source.setAccessibleName(self._source.text())
            self._source.updateGeometry()

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the texts shown in which others may be cited."""
        return (begun_large(self.behind.line.subject) if self.behind else "",)

    def show_affair(self, affair: Affair) -> None:
        """Show the chain of the line, and links where it cites others."""
        if self.behind is not None and affair.ref.record_id == self.behind.line.id:
            self.chain.show_chain(affair.chain)
            self._subject.show_cited(self.texts[0], affair.cited[0])
            self._fit()

    def show_history(self, entries: tuple[HistoryEntry, ...]) -> None:
        """Show what happened to the line, newest first."""
        newest = sorted(entries, key=lambda entry: entry.when_ms, reverse=True)[:SHOWN_HISTORY]
        self._history.show_facts(
            tuple((moment_text(entry.when_ms), _told(entry)) for entry in newest)
        )

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for action in MENU:
            entry = menu.addAction(action.title, self._presser(action))
            entry.setShortcut(action.key)
            entry.setShortcutVisibleInContextMenu(True)
            entry.setEnabled(self.fits(action))
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    def only_look(self) -> None:
        """Offer nothing that writes: the office is open to be looked at."""
        self._may_write = False

    def fits(self, action: Action) -> bool:
        """Return whether an action makes sense for the line shown."""
        if self.behind is None or (action.needs_writing and not self._may_write):
            return False
        behind = self.behind
        fits = FITS.get(action.id)
        if fits is not None:
            return fits(behind)
        return behind.line.status is not OutgoingStatus.CANCELLED

    def _presser(self, action: Action) -> Callable[[], None]:
        return lambda: self.acted.emit(action.id)

    def _fit(self) -> None:
        """Shrink buttons that do not fit, and let the head be as high as what it holds."""
        room = self.width() - 34
        wanted = sum(button.full_width + 8 for button in self._buttons)
        for button in reversed(self._buttons):
            is_small = wanted > room
            button.shrink(small=is_small)
            wanted -= button.full_width - button.sizeHint().width() if is_small else 0
        layout = self._content.layout()
        if layout is None:
            return
        layout.activate()
        width = max(self.width(), 200)
        is_wrapped = layout.hasHeightForWidth()  # without, the height for a width is -1
        height = layout.totalHeightForWidth(width) if is_wrapped else layout.sizeHint().height()
        parent = self.parentWidget()
        above = parent.height() if parent is not None else 0
        self._scroll.setMinimumHeight(min(height, max(LEAST_HEAD, round(above * MOST_SHARE))))
        self.setMaximumHeight(UNBOUND if self._facts.isVisibleTo(self) else height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()


def _receivers(behind: LineBehind) -> str:
    parts = (behind.issuer, short_recipients(behind.line))
    return " · ".join(filter(None, parts))


def _told(entry: HistoryEntry) -> str:
    return f"{entry.title} ({entry.reason})" if entry.reason else entry.title
