"""Where two PCs wrote apart: the list, and the values side by side with who wrote them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.exchange import Conflict, ConflictSide
from wardapp.ui.listing.cells import Cell, Column, GroupRow
from wardapp.ui.pages.exchange_actions import KEEP, OPEN, TAKE_OTHER
from wardapp.ui.pages.exchange_words import moment_words, quoted
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.texts import Badge, Rule, Text

BESIDE_FROM = 500
REMOVED = "Dòng này đã bị xóa ở máy kia"
ConflictRow = Conflict | GroupRow


def conflict_rows(conflicts: Sequence[Conflict]) -> list[ConflictRow]:
    """Return the conflicts under the kind of record they are in."""
    kinds: dict[str, list[Conflict]] = {}
    for each in conflicts:
        kinds.setdefault(each.kind, []).append(each)
    rows: list[ConflictRow] = []
    for kind, found in kinds.items():
        rows += [GroupRow(kind, str(len(found)), "warn"), *found]
    return rows


def conflict_columns() -> tuple[Column[Conflict], ...]:
    """Return the columns of the conflicts."""
    return (
        Column("Dòng", 0, lambda each: Cell(first=each.title, second=each.label)),
        Column("Đang hiện", 150, lambda each: _value(each, is_shown=True), grows=True),
        Column("Giá trị kia", 150, lambda each: _value(each, is_shown=False), grows=True),
    )


def _value(conflict: Conflict, *, is_shown: bool) -> Cell:
    sides = [each for each in conflict.sides if each.is_shown is is_shown]
    if not sides:
        return Cell()
    more = f" và {len(sides) - 1} giá trị nữa" if len(sides) > 1 else ""
    return Cell(first=f"{side_text(sides[0])}{more}", second=_writer(sides[0]))


def side_text(side: ConflictSide) -> str:
    """Return the value of one side as it is shown."""
    return REMOVED if side.value is None and not side.text else quoted(side.text)


def _writer(side: ConflictSide) -> str:
    return ", ".join(filter(None, (side.who, side.device)))


class SideCard(Card):
    """One value: what it is, who wrote it on which PC when, and the button that chooses it."""

    chosen = Signal()

    def __init__(
        self, theme: Theme, side: ConflictSide, today: date, key: str, *, may_write: bool
    ) -> None:
        super().__init__(theme, fill="alt" if side.is_shown else "surface", padding=12)
        shown = "Đang hiện" if side.is_shown else "Giá trị kia"
        self.badge = Badge(theme, shown, "soft" if side.is_shown else "mute")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(Text(theme, side_text(side), Role.STRONG, wrap=True))
        when = moment_words(side.when_ms, today)
        facts = " · ".join(filter(None, (side.who, side.device, when)))
        self.body.addWidget(Text(theme, facts, Role.SMALL, "text2", wrap=True))
        self.body.addStretch(1)
        words = KEEP.button if side.is_shown else TAKE_OTHER.button
        icon = KEEP.icon if side.is_shown else TAKE_OTHER.icon
        self.button = Button(theme, words, icon=icon, key=key, height=INLINE)
        self.button.setEnabled(may_write)
        self.button.setAccessibleDescription(f"{side_text(side)}. {facts}")
        self.button.clicked.connect(self.chosen)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.setAccessibleName(f"{shown}: {side_text(side)}. {facts}")


class ConflictPane(QWidget):
    """Shows one conflict; `settled` names the event whose value the clerk wants."""

    settled = Signal(str)
    acted = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self.conflict: Conflict | None = None
        self.cards: tuple[SideCard, ...] = ()
        self.setProperty("ground", "surface")
        self._title = Text(theme, "", Role.SECTION, wrap=True)
        self._facts = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._hint = Text(
            theme,
            "Chọn giá trị đúng. Giá trị còn lại vẫn nằm trong lịch sử của dòng, không mất.",
            Role.SMALL, "text2", wrap=True,
        )  # fmt: skip
        self._open = Button(theme, OPEN.button, icon=OPEN.icon, key=OPEN.cap, height=INLINE)
        self._open.clicked.connect(partial(self.acted.emit, OPEN.id))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()

    def _build(self) -> None:
        self.head = QWidget()
        column = QVBoxLayout(self.head)
        column.setContentsMargins(18, 10, 16, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch(1)
        column.addLayout(row)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        room = QVBoxLayout(inside)
        room.setContentsMargins(18, 12, 16, 12)
        room.setSpacing(10)
        self._sides.setSpacing(10)
        room.addWidget(self._hint)
        room.addLayout(self._sides)
        room.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(Rule())
        whole.addWidget(self.area, 1)

    def show_conflict(self, conflict: Conflict | None, *, may_write: bool) -> None:
        """Show a conflict, the value that shows now first."""
        self.conflict = conflict
        for card in self.cards:
            self._sides.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = ()
        self.head.setVisible(conflict is not None)
        self._hint.setVisible(conflict is not None)
        if conflict is None:
            return
        self._title.setText(conflict.title)
        self._facts.setText(f"{conflict.kind} · {conflict.label}")
        sides = sorted(conflict.sides, key=lambda each: not each.is_shown)
        cards = []
        for at, side in enumerate(sides):
            key = (KEEP.cap if side.is_shown else TAKE_OTHER.cap) if at <= 1 else ""
            card = SideCard(self._theme, side, self._today(), key, may_write=may_write)
            card.chosen.connect(partial(self.settled.emit, side.event_id))
            self._sides.addWidget(card, 1)
            cards.append(card)
        self.cards = tuple(cards)
        self._fit()

    def first_focus(self) -> QWidget:
        """Return where the focus goes when the pane is entered."""
        return self.cards[0].button if self.cards else self._open

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= self._theme.px(BESIDE_FROM) and len(self.cards) <= 2
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if is_wide else down)


def shown_side(conflict: Conflict) -> ConflictSide | None:
    """Return the value that shows now."""
    return next((each for each in conflict.sides if each.is_shown), None)


def other_side(conflict: Conflict) -> ConflictSide | None:
    """Return the newest of the values that do not show."""
    others = [each for each in conflict.sides if not each.is_shown]
    return max(others, key=lambda each: each.when_ms, default=None)
