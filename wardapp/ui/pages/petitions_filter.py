"""The filter bar of Phản ánh, kiến nghị: text, standing chips with counts, the year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from wardapp.core.petitions import FIELD_NAMES, PetitionField, PetitionFilter, PetitionQuery
from wardapp.ui.pages.cell_records import CellRecords
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Chip
from wardapp.ui.widgets.fields import SearchField

HEIGHT, WAIT_MS = 42, 30
GAP, SIDES, LEAST = 7, 36, 420
STANDING = (
    (PetitionFilter.ALL, "Tất cả", False),
    (PetitionFilter.OPEN, "Đang xử lý", False),
    (PetitionFilter.OVERDUE, "Quá hạn", True),
    (PetitionFilter.CLOSED, "Đã xong", False),
)


class PetitionFilterBar(QWidget):
    """Says `changed` with the new query whenever the clerk narrows the list."""

    changed = Signal(object)  # PetitionQuery
    left = Signal()

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__()
        self._theme = theme
        self._home = PetitionQuery(year=year)
        self.query = self._home
        self._years: tuple[int, ...] = (year,)
        self._reopened = 0
        self.text = SearchField(theme, "Lọc phản ánh", "Ctrl F")
        self.chips: dict[PetitionFilter, Chip] = {}
        self.field = Chip(theme, "", chevron=True)
        self.year = Chip(theme, "", chevron=True)
        self.cell = Chip(theme, "", icon="dismiss")
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 5, 14, 5)
        row.setSpacing(GAP)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.text.setMinimumWidth(self._theme.px(72))
        self.text.setMaximumWidth(self._theme.px(190))
        row.addWidget(self.text, 1)
        row.addWidget(self.cell)
        for value, words, dot in STANDING:
            chip = Chip(self._theme, words, dot=dot)
            chip.clicked.connect(partial(self.pick, value))
            self.chips[value] = chip
            row.addWidget(chip)
        row.addStretch(0)
        row.addWidget(self.field)
        row.addWidget(self.year)
        self.setMinimumHeight(self._theme.px(HEIGHT))
        self._wait.timeout.connect(self._narrow)
        self.text.textChanged.connect(lambda _text: self._wait.start())
        self.text.dismissed.connect(self.left)
        self.year.clicked.connect(self._open_years)
        self.field.clicked.connect(self._open_fields)
        self.cell.clicked.connect(self.clear)
        self._mark()

    @property
    def is_narrow(self) -> bool:
        """Return True while something besides the year is filtered out."""
        query = self.query
        return bool(query.text or query.field or query.ids) or query.only is not PetitionFilter.ALL

    def know(self, years: tuple[int, ...], counts: dict[PetitionFilter, int]) -> None:
        """Offer these years and show the counts on the chips."""
        self._years = years
        self._reopened = counts.get(PetitionFilter.REOPENED, 0)
        for value, chip in self.chips.items():
            chip.set_count(str(counts.get(value, 0)))

    def pick(self, value: PetitionFilter, *_checked: object) -> None:
        """Choose a standing filter; what is overdue is of every year."""
        is_of_all = value is PetitionFilter.OVERDUE or self.query.ids
        year = None if is_of_all else self.query.year or self._home.year
        self.put(replace(self.query, only=value, year=year))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the chip that the menu offers too, where there is no room for all."""
        super().resizeEvent(event)
        closed = self.chips[PetitionFilter.CLOSED]
        chips = (*self.chips.values(), self.field, self.year)
        chips = (*chips, self.cell) if self.query.ids else chips
        wanted = sum(chip.sizeHint().width() + GAP for chip in chips)
        closed.setVisible(wanted + self.text.minimumWidth() + SIDES <= self.width())

    def minimumSizeHint(self) -> QSize:
        """Return little: what has no room is cut, the list beside needs its pane."""
        return QSize(self._theme.px(LEAST), super().minimumSizeHint().height())

    def clear(self) -> None:
        """Show everything of this year again."""
        with QSignalBlocker(self.text):
            self.text.clear()
        self.put(self._home)

    def show_cell(self, cell: CellRecords) -> None:
        """Show exactly the lines behind a cell of a report; the chip goes back to all."""
        with QSignalBlocker(self.text):
            self.text.clear()
        self.cell.setText(cell.words)
        self.cell.setToolTip(f"Chỉ các dòng của ô {cell.label}. Bấm để xem lại tất cả.")
        self.put(PetitionQuery(ids=cell.ids))

    def put(self, query: PetitionQuery) -> None:
        """Ask for this."""
        self.query = query
        self._mark()
        self.changed.emit(query)

    def _narrow(self) -> None:
        self.put(replace(self.query, text=self.text.text().strip()))

    def _mark(self) -> None:
        self.cell.setVisible(bool(self.query.ids))
        self.cell.setChecked(bool(self.query.ids))
        for value, chip in self.chips.items():
            chip.setChecked(value is self.query.only)
        field = self.query.field
        again = self.query.only is PetitionFilter.REOPENED
        words = (FIELD_NAMES[field] if field else "", "Mở lại" if again else "")
        self.field.setText(", ".join(filter(None, words)) or "Thêm")
        self.field.setChecked(field is not None or again)
        self.year.setText(f"Năm {self.query.year}" if self.query.year else "Mọi năm")

    def _open_years(self) -> None:
        menu = QMenu(self)
        for year in (*self._years, None):
            words = f"Năm {year}" if year else "Mọi năm"
            menu.addAction(words).triggered.connect(self._chooser(year))
        menu.popup(self.year.mapToGlobal(QPoint(0, self.year.height() + 2)))

    def _open_fields(self) -> None:
        menu = QMenu(self)
        done = menu.addAction("Đã xong")
        done.triggered.connect(lambda: self.pick(PetitionFilter.CLOSED))
        again = menu.addAction(f"Đã mở lại ({self._reopened})")
        again.triggered.connect(lambda: self.pick(PetitionFilter.REOPENED))
        menu.addSeparator()
        for field in (None, *PetitionField):
            words = FIELD_NAMES[field] if field else "Mọi lĩnh vực"
            menu.addAction(words).triggered.connect(self._field_chooser(field))
        menu.popup(self.field.mapToGlobal(QPoint(0, self.field.height() + 2)))

    def _field_chooser(self, field: PetitionField | None) -> Callable[[], None]:
        return lambda: self.put(replace(self.query, field=field))

    def _chooser(self, year: int | None) -> Callable[[], None]:
        return lambda: self.put(replace(self.query, year=year))
