"""The filter bar of Nhật ký: month or day, channel, group, missing evidence, text."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from wardapp.core.dates import short_date
from wardapp.core.daylog import LogQuery
from wardapp.ui.pages.daylog_rows import CellLines, Ground
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Chip
from wardapp.ui.widgets.fields import SearchField

WAIT_MS = 30
MOST_WORDS = 18


class LogFilter(QWidget):
    """Says `changed` whenever the clerk narrows or widens the list."""

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme, self._today, self._ground = theme, today, Ground()
        self.month = today.replace(day=1)
        self.day: date | None = None
        self.is_all = False
        self.cell: CellLines | None = None
        self._rest = LogQuery()
        self.text = SearchField(theme, "Lọc nhật ký", "Ctrl F")
        self.time_chip = Chip(theme, "")
        self.channel_chip = Chip(theme, "Kênh", chevron=True)
        self.group_chip = Chip(theme, "Nhóm", chevron=True)
        self.missing_chip = Chip(theme, "Thiếu minh chứng")
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._build()
        self._connect()
        self._mark()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 5, 18, 5)
        row.setSpacing(8)
        for chip in (self.time_chip, self.channel_chip, self.group_chip, self.missing_chip):
            row.addWidget(chip)
        row.addStretch(1)
        self.text.setMinimumWidth(self._theme.px(112))
        self.text.setMaximumWidth(self._theme.px(190))
        row.addWidget(self.text, 2)
        self.setMinimumHeight(self._theme.px(44))

    def _connect(self) -> None:
        self.time_chip.clicked.connect(self._switch_time)
        self.channel_chip.clicked.connect(self._open_channels)
        self.group_chip.clicked.connect(self._open_groups)
        self.missing_chip.clicked.connect(self._switch_missing)
        self._wait.timeout.connect(self._narrow)
        self.text.textChanged.connect(lambda _text: self._wait.start())
        self.text.dismissed.connect(self.left)

    # ---- what is asked -----------------------------------------------------------------------

    @property
    def query(self) -> LogQuery:
        """Return what the list asks the log for."""
        if self.is_all:
            return self._rest
        first = self.day or self.month
        last = self.day or first.replace(day=monthrange(first.year, first.month)[1])
        return replace(self._rest, date_from=first, date_to=last)

    @property
    def is_narrow(self) -> bool:
        """Return True while more than the month is asked for."""
        return self.cell is not None or self.day is not None or self._rest != LogQuery()

    @property
    def words(self) -> str:
        """Return the stretch of days in words: `tháng 6/2026`."""
        if self.is_all:
            return "mọi ngày"
        if self.day is not None:
            return f"ngày {short_date(self.day, self._today)}"
        return f"tháng {self.month.month}/{self.month.year}"

    # ---- what changes it ---------------------------------------------------------------------

    def show_ground(self, ground: Ground) -> None:
        """Know channels and groups to choose from."""
        self._ground = ground
        self._mark()

    def show_missing(self, count: int) -> None:
        """Show how many lines of the stretch have no evidence."""
        self.missing_chip.set_count(str(count) if count else "")

    def show_month(self, month: date) -> None:
        """Show another month."""
        self._set(month=month, day=None, is_all=False, cell=None)

    def pick_day(self, day: date | None) -> None:
        """Show one day, None = its month again."""
        self._set(day=day, is_all=False, cell=None)

    def show_cell(self, cell: CellLines) -> None:
        """Show the lines behind a cell of a report."""
        self._set(cell=cell)

    def show_query(self, query: LogQuery) -> None:
        """Show what another page asks for: a day or a month, a channel."""
        first = query.date_from or self._today
        self._rest = LogQuery(channel=query.channel, group=query.group)
        is_day = query.date_from == query.date_to
        day = first if is_day else None
        self._set(month=first.replace(day=1), day=day, is_all=False, cell=None)

    def show_day_of(self, day: date) -> None:
        """Make sure that a line of this day is in the list, without telling."""
        self.blockSignals(True)  # noqa: FBT003
        self.clear()
        self._set(month=day.replace(day=1), day=None, is_all=False, cell=None)
        self.blockSignals(False)  # noqa: FBT003

    def clear(self) -> None:
        """Show the whole month again."""
        self._rest = LogQuery()
        self.text.blockSignals(True)  # noqa: FBT003
        self.text.clear()
        self.text.blockSignals(False)  # noqa: FBT003
        self._set(day=None, cell=None)

    def take_missing(self) -> None:
        """Show only lines without evidence."""
        self._rest = replace(self._rest, missing_evidence=True)
        self._set(cell=None)

    def _set(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self._mark()
        self.changed.emit()

    def _switch_time(self) -> None:
        if self.cell is not None:
            self._set(cell=None)
        elif self.day is not None:
            self._set(day=None)
        else:
            self._set(is_all=not self.is_all)

    def _switch_missing(self) -> None:
        self._rest = replace(self._rest, missing_evidence=not self._rest.missing_evidence)
        self._set(cell=None)

    def _narrow(self) -> None:
        text = self.text.text().strip()
        if text != self._rest.text:
            self._rest = replace(self._rest, text=text)
            self._set(cell=None)

    def _open_channels(self) -> None:
        entries = [(each.code, each.name) for each in self._ground.channels]
        self._choose(self.channel_chip, "Mọi kênh", entries, self._pick_channel)

    def _open_groups(self) -> None:
        entries = [(each.code, f"{each.code} {each.name}") for each in self._ground.groups]
        self._choose(self.group_chip, "Mọi nhóm", entries, self._pick_group)

    def _choose(
        self, chip: Chip, anything: str, entries: list[tuple[str, str]], pick: Callable[[str], None]
    ) -> None:
        self._mark()
        menu = QMenu(self)
        for value, words in [("", anything), *entries]:
            entry = menu.addAction(words)
            entry.setData(value)
        chosen = menu.exec(chip.mapToGlobal(QPoint(0, chip.height() + 2)))
        if chosen is not None:
            pick(str(chosen.data()))

    def _pick_channel(self, code: str) -> None:
        self._rest = replace(self._rest, channel=code)
        self._set(cell=None)

    def _pick_group(self, code: str) -> None:
        self._rest = replace(self._rest, group=code)
        self._set(cell=None)

    def _mark(self) -> None:
        rest = self._rest
        self.time_chip.setText(self._time_words())
        self.time_chip.setChecked(not self.is_all or self.cell is not None)
        name = self._ground.channel_name(rest.channel) if rest.channel else "Kênh"
        self.channel_chip.setText(name[:MOST_WORDS])
        self.channel_chip.setChecked(bool(rest.channel))
        self.group_chip.setText(f"Nhóm {rest.group}" if rest.group else "Nhóm")
        self.group_chip.setChecked(bool(rest.group))
        self.missing_chip.setChecked(rest.missing_evidence)
        for chip in (self.channel_chip, self.group_chip, self.missing_chip, self.text):
            chip.setEnabled(self.cell is None)

    def _time_words(self) -> str:
        if self.cell is not None:
            return f"Ô {self.cell.label}  ×"
        if self.day is not None:
            return f"Ngày {short_date(self.day, self._today)}  ×"
        year = "" if self.month.year == self._today.year else f"/{self.month.year}"
        return f"Tháng {self.month.month}{year}"
