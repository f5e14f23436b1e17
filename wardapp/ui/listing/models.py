"""Models of lists: all rows at hand, or a window on a book of any length."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from wardapp.core.views import ListPage
from wardapp.ui.jobs import Jobs
from wardapp.ui.listing.cells import Cell, Column, GroupRow, RowLook

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

PAGE = 100
KEPT_PAGES = 40
Fetch = Callable[[int, int], ListPage[Row]]


class RowModel(QAbstractTableModel, Generic[Row]):
    """What the view asks: rows as values, a look and a cell for each."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        look: Callable[[Row], RowLook] = lambda _row: RowLook.NORMAL,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._look = look

    def row_at(self, index: int) -> Row | GroupRow | None:
        """Return the row, a heading, or None while it is being fetched."""
        raise NotImplementedError

    def look_at(self, index: int) -> RowLook:
        """Return how a row looks."""
        row = self.row_at(index)
        return RowLook.NORMAL if row is None or isinstance(row, GroupRow) else self._look(row)

    def heading_rows(self) -> tuple[int, ...]:
        """Return where headings stand."""
        return ()

    def cell(self, index: int, column: int) -> Cell | None:
        """Return what stands in a cell, None for headings and rows on their way."""
        row = self.row_at(index)
        return None if row is None or isinstance(row, GroupRow) else self.columns[column].cell(row)

    def bring(self, count: int, then: Callable[[int], object]) -> None:
        """Have the first rows at hand, `count` at most, then tell how many they are."""
        then(min(count, self.rowCount()))

    def hold(self, rows: Sequence[int]) -> None:
        """Keep these rows at hand, because something may be done to all of them."""

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of a cell."""
        if role not in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        row = self.row_at(index.row())
        if isinstance(row, GroupRow):
            return f"{row.title} {row.count}"
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return None
        return "\n".join(part for part in (cell.stamp, cell.first, cell.second) if part)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what Qt asks of a head."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.columns[section].is_right
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        if isinstance(self.row_at(index.row()), GroupRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowList(RowModel[Row]):
    """A list whose rows are all at hand, headings among them."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        look: Callable[[Row], RowLook] = lambda _row: RowLook.NORMAL,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, look, parent)
        self._rows: tuple[Row | GroupRow, ...] = ()

    def show(self, rows: Sequence[Row | GroupRow]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def append(self, rows: Sequence[Row | GroupRow]) -> None:
        """Add rows at the end."""
        if not rows:
            return
        start = len(self._rows)
        self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
        self._rows = (*self._rows, *rows)
        self.endInsertRows()

    def heading_rows(self) -> tuple[int, ...]:
        """Return where the headings stand."""
        return tuple(at for at, row in enumerate(self._rows) if isinstance(row, GroupRow))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, index: int) -> Row | GroupRow | None:
        """Return the row or heading."""
        return self._rows[index] if 0 <= index < len(self._rows) else None


@dataclass(frozen=True, slots=True)
class _Begun(Generic[Row]):
    """What the first look at a query brings: its first page, and that of the wanted row."""

    first: ListPage[Row]
    found: int
    more: dict[int, tuple[Row, ...]]


def _begun(fetch: Fetch[Row], position: Callable[[], int] | None) -> _Begun[Row]:
    found = position() if position is not None else -1
    number = max(found, 0) // PAGE
    more = {number: fetch(number * PAGE, PAGE).rows} if number else {}
    return _Begun(fetch(0, PAGE), found, more)


class PagedRows(RowModel[Row]):
    """A window on a book: pages are fetched through the reading lane as they come into view."""

    loaded = Signal(int)  # total, after the first page of a query

    def __init__(
        self,
        jobs: Jobs,
        columns: Sequence[Column[Row]],
        look: Callable[[Row], RowLook] = lambda _row: RowLook.NORMAL,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, look, parent)
        self._jobs = jobs
        self._fetch: Fetch[Row] | None = None
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._held: frozenset[int] = frozenset()
        self._total = 0
        self._round = 0
        self.is_capped = False
        self.found = -1
        """Where the wanted row stands in the query shown, -1 when none was wanted or found."""

    def ask(self, fetch: Fetch[Row], position: Callable[[], int] | None = None) -> None:
        """Show another query: the old rows stay until its first page is there.

        `position` tells where the row to choose stands; its page is then there from the start.
        """
        self._fetch = fetch
        self._round += 1
        started = self._round
        self._asked = set()
        key = f"rows.{id(self)}"
        self._jobs.read(
            lambda: _begun(fetch, position),
            lambda begun: self._begin(begun, started),
            key=key,
            owner=self,
        )

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._total

    def row_at(self, index: int) -> Row | GroupRow | None:
        """Return the row, None while its page is on the way."""
        number, place = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._need(number)
            return None
        return page[place] if place < len(page) else None

    def bring(self, count: int, then: Callable[[int], object]) -> None:
        """Fetch the first rows, `count` at most, then tell how many they are."""
        fetch, started = self._fetch, self._round
        wanted = min(count, self._total)
        if fetch is None or all(n in self._pages for n in range(-(-wanted // PAGE))):
            then(wanted)
            return

        def take(page: ListPage[Row]) -> None:
            if started == self._round:
                for first in range(0, len(page.rows), PAGE):
                    self._pages[first // PAGE] = page.rows[first : first + PAGE]
                then(len(page.rows))

        self._jobs.read(lambda: fetch(0, wanted), take, owner=self)

    def hold(self, rows: Sequence[int]) -> None:
        """Keep the pages of these rows, fetching those that are not here."""
        self._held = frozenset(row // PAGE for row in rows)
        for number in self._held - self._pages.keys():
            self._need(number)

    def place_of(self, wanted: Callable[[Row], bool]) -> int:
        """Return the index of the first row at hand that fits, -1 when there is none."""
        for number, page in sorted(self._pages.items()):
            for place, row in enumerate(page):
                if wanted(row):
                    return number * PAGE + place
        return -1

    def _begin(self, begun: _Begun[Row], started: int) -> None:
        if started != self._round:
            return
        page, self.found = begun.first, begun.found
        self.beginResetModel()
        self._pages = OrderedDict({0: page.rows, **begun.more})
        self._total, self.is_capped = page.total, page.is_capped
        self.endResetModel()
        self.loaded.emit(page.total)

    def _need(self, number: int) -> None:
        fetch, started = self._fetch, self._round
        if fetch is None or number in self._asked or number < 0:
            return
        self._asked.add(number)
        self._jobs.read(
            lambda: fetch(number * PAGE, PAGE),
            lambda page: self._take(number, page, started),
            owner=self,
        )

    def _take(self, number: int, page: ListPage[Row], started: int) -> None:
        if started != self._round:
            return
        self._asked.discard(number)
        self._pages[number] = page.rows
        for old in [each for each in self._pages if each not in self._held]:
            if len(self._pages) <= KEPT_PAGES:
                break
            del self._pages[old]
        last = min((number + 1) * PAGE, self._total) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))
