"""The filter bar of a register: text, standing chips with live counts, year and book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from wardapp.core.arrivals import ArrivalBook
from wardapp.core.dispatches import ListFilter, ListQuery
from wardapp.core.issuers import Issuer
from wardapp.core.views import COUNT_CAP, FilterCounts
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Chip, Kind
from wardapp.ui.widgets.fields import SearchField

HEIGHT = 42
WAIT_MS = 30
SHORT_FIELD = 180
LONG_NAME = 16
COMMON = "den"
STANDING = (
    (ListFilter.ALL, "Tất cả", False),
    (ListFilter.OPEN, "Chưa xong", False),
    (ListFilter.OVERDUE, "Quá hạn", True),
)
LISTED = (
    (ListFilter.THIS_WEEK, "Tuần này"),
    (ListFilter.DUE_TODAY, "Đến hạn hôm nay"),
    (ListFilter.WITHOUT_FILE, "Chưa kèm tệp"),
    (ListFilter.UNFILED, "Chưa lập hồ sơ"),
    (ListFilter.CANCELLED, "Đã hủy"),
)


_NOTHING: dict[str, Any] = {
    "book": "",
    "term_id": None,
    "date_from": None,
    "date_to": None,
    "organ_name": "",
    "handler": "",
    "type_code": "",
    "in_files": False,
}
"""What narrows a list without a chip of its own; a named filter may hold it."""


class FilterBar(QWidget):
    """Says `changed` with the new query whenever the clerk narrows the list."""

    changed = Signal(object)  # ListQuery
    left = Signal()
    standing: tuple[tuple[ListFilter, str, bool], ...] = STANDING
    listed: tuple[tuple[ListFilter, str], ...] = LISTED
    """The chips always shown and those behind the last one; another book has others."""

    def __init__(self, theme: Theme, query: ListQuery, placeholder: str = "Lọc trong sổ") -> None:
        super().__init__()
        self._theme, self.query, self._words = theme, query, placeholder
        self._issuers: tuple[Issuer, ...] = ()
        self._books: tuple[ArrivalBook, ...] = ()
        self._this_year = query.year or 0
        self.text = SearchField(theme, placeholder, "Ctrl F")
        self.chips: dict[ListFilter, Chip] = {}
        self._listed = Chip(theme, self.listed[0][1], chevron=True)
        self._named = Chip(theme, "", icon="filter")
        self._files = Chip(theme, "", icon="document_text")
        self.offer_more: Callable[[QMenu], object] = lambda _menu: None
        self.name_of: Callable[[ListQuery], str] = lambda _query: ""
        self._counts: FilterCounts | None = None
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._narrow)
        self.text.textChanged.connect(self._await)
        self.text.dismissed.connect(self.left)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 5, 14, 5)
        row.setSpacing(7)
        self.text.setMinimumWidth(self._theme.px(112))
        self.text.setMaximumWidth(self._theme.px(190))
        row.addWidget(self.text, 1)
        for value, words, dot in self.standing:
            chip = Chip(self._theme, words, dot=dot)
            chip.clicked.connect(self._picker(value))
            self.chips[value] = chip
            row.addWidget(chip)
        self._listed.clicked.connect(self._open_list)
        row.addWidget(self._listed)
        self._files.setAccessibleName("Tìm cả trong tệp")
        self._files.setToolTip("Đang tìm cả trong tệp. Bấm để bỏ.")
        for chip, drop in ((self._named, self.clear), (self._files, self.switch_files)):
            chip.setCheckable(True)
            chip.clicked.connect(drop)
            chip.hide()
            row.addWidget(chip)
        row.addStretch(0)
        self._more = Button(self._theme, "", icon="filter", kind=Kind.GHOST, height=INLINE)
        self._more.setAccessibleName("Năm, cơ quan, sổ")
        self._more.setToolTip("Năm, cơ quan, sổ")
        self._more.clicked.connect(self._open_more)
        row.addWidget(self._more)
        self.setMinimumHeight(self._theme.px(HEIGHT))
        self.mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        is_short = self.text.width() < self._theme.px(SHORT_FIELD)
        self.text.setPlaceholderText("Lọc" if is_short else self._words)

    def show_counts(self, counts: FilterCounts) -> None:
        """Show live counts on the chips."""
        self._counts = counts
        for value, chip in self.chips.items():
            chip.set_count(capped(getattr(counts, value.value)))
        self.mark()

    def show_issuers(self, issuers: tuple[Issuer, ...]) -> None:
        """Know the bodies of the office, to offer their books."""
        self._issuers = issuers

    def show_books(self, books: tuple[ArrivalBook, ...]) -> None:
        """Know the books beside the common one, to offer each alone."""
        self._books = books

    def reset(self) -> None:
        """Show everything of the year again, without telling."""
        self.query = replace(
            self.query,
            text="",
            only=ListFilter.ALL,
            year=self._this_year,
            **_NOTHING,
        )
        self.text.blockSignals(True)  # noqa: FBT003
        self.text.clear()
        self.text.blockSignals(False)  # noqa: FBT003
        self.mark()

    def set_sort(self, order: str) -> None:
        """Ask for another order."""
        self._set(replace(self.query, sort=order))

    def show_year(self, year: int) -> None:
        """Show the whole book of a year, sorted as before, without telling."""
        self.reset()
        self.query = replace(self.query, year=year, issuer_id=None)

    def clear(self) -> None:
        """Show everything again."""
        self.reset()
        self.changed.emit(self.query)

    @property
    def is_narrow(self) -> bool:
        """Return True while something is filtered out."""
        query = self.query
        is_more = any(getattr(query, name) != value for name, value in _NOTHING.items())
        return bool(query.text) or query.only is not ListFilter.ALL or is_more

    def _await(self) -> None:
        self._wait.start()

    def _narrow(self) -> None:
        self._set(replace(self.query, text=self.text.text().strip()))

    def _picker(self, value: ListFilter) -> Callable[[], None]:
        return lambda: self.pick(value)

    def pick(self, value: ListFilter) -> None:
        """Choose a standing filter."""
        self._set(replace(self.query, only=value))

    def show_query(self, query: ListQuery) -> None:
        """Narrow the list as a named filter says."""
        self.text.blockSignals(True)  # noqa: FBT003
        self.text.setText(query.text)
        self.text.blockSignals(False)  # noqa: FBT003
        self._set(query)

    def switch_files(self) -> None:
        """Search inside files too, or no longer."""
        self._set(replace(self.query, in_files=not self.query.in_files))

    def show_menu(self, menu: QMenu) -> None:
        """Open a menu below the button of what else narrows the list."""
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _set(self, query: ListQuery) -> None:
        is_new = query != self.query
        self.query = query
        self.mark()
        if is_new:
            self.changed.emit(query)

    def mark(self) -> None:
        """Show on the chips what the list is narrowed by."""
        for value, chip in self.chips.items():
            chip.setChecked(value is self.query.only)
        names = dict(self.listed)
        self._listed.setText(names.get(self.query.only, self.listed[0][1]))
        self._listed.setChecked(self.query.only in names)
        is_counted = self.query.only in names and self._counts is not None
        self._listed.set_count(self._count_of(self.query.only) if is_counted else "")
        name = self.name_of(self.query)
        self._named.setText(
            name if len(name) <= LONG_NAME else f"{name[: LONG_NAME - 1].rstrip()}…"
        )
        self._named.setToolTip(f"Bộ lọc {name}. Bấm để bỏ." if name else "")
        self._listed.setVisible(not name)
        for chip, is_on in ((self._named, bool(name)), (self._files, self.query.in_files)):
            chip.setChecked(is_on)
            chip.setVisible(is_on)

    def _open_list(self) -> None:
        self.mark()
        menu = QMenu(self)
        for value, words in self.listed:
            count = self._count_of(value)
            menu.addAction(f"{words}  {count}".rstrip(), self._picker(value))
        menu.exec(self._listed.mapToGlobal(QPoint(0, self._listed.height() + 2)))

    def _count_of(self, value: ListFilter) -> str:
        """Return the count of a chip; some are not counted ahead."""
        count = getattr(self._counts, value.value, None)
        return "" if count is None else capped(count)

    def _open_more(self) -> None:
        menu = QMenu(self)
        years = [self._this_year - back for back in range(4)]
        for year in years:
            self._checked(menu, f"Sổ năm {year}", replace(self.query, year=year))
        self._checked(menu, "Mọi năm", replace(self.query, year=None))
        if len(self._issuers) > 1:
            menu.addSeparator()
            for issuer in self._issuers:
                self._checked(menu, issuer.name, replace(self.query, issuer_id=issuer.id))
            self._checked(menu, "Mọi cơ quan", replace(self.query, issuer_id=None))
        self._offer_books(menu)
        menu.addSeparator()
        self._checked(menu, "Tìm cả trong tệp", replace(self.query, in_files=True))
        self.offer_more(menu)
        self.show_menu(menu)

    def _offer_books(self, menu: QMenu) -> None:
        codes = dict.fromkeys(
            book.code for book in self._books if self.query.issuer_id in (None, book.issuer_id)
        )
        if not set(codes) - {COMMON}:
            return
        names = {book.code: book.name for book in reversed(self._books)}
        menu.addSeparator()
        for code in codes:
            self._checked(menu, names[code], replace(self.query, book=code))
        self._checked(menu, "Mọi sổ", replace(self.query, book=""))

    def _checked(self, menu: QMenu, words: str, query: ListQuery) -> QAction:
        entry = menu.addAction(words, lambda: self._set(query))
        entry.setCheckable(True)
        entry.setChecked(query == self.query)
        return entry


def capped(count: int) -> str:
    """Return a count as a chip shows it: 999+ where counting stopped."""
    return f"{COUNT_CAP - 1}+" if count >= COUNT_CAP else str(count)
