"""What the pages of both registers share: list, chips, counts, the paper and its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wardapp.core.dispatches import Incoming, ListFilter, ListQuery, Outgoing
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.lists import NamedQuery
from wardapp.core.progress import Progress
from wardapp.core.views import FilterCounts, ListPage, PaperView
from wardapp.services.file_stems import safe_stem
from wardapp.ui.file_dialogs import EXCEL, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.listing.many import dotted
from wardapp.ui.listing.models import PagedRows
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page
from wardapp.ui.pages.incoming_filter import FilterBar
from wardapp.ui.pages.incoming_layout import IncomingLayout
from wardapp.ui.pages.saved_filters import FilterShelf
from wardapp.ui.widgets.page_panel import PagePanel

FOLLOW_MS = 80
"""The page follows the arrows this long after the last key."""

Line = TypeVar("Line", Incoming, Outgoing)


class Register(Protocol[Line]):
    """The service behind a register page."""

    def page(self, query: ListQuery, offset: int = 0, limit: int = 100) -> ListPage[Line]:
        """Return a stretch of the book."""
        ...

    def position_of(self, query: ListQuery, line_id: RecordId, /) -> int:
        """Return where a line stands in the book so sorted and narrowed."""
        ...

    def counts(self, query: ListQuery) -> FilterCounts:
        """Return the counts of the chips."""
        ...


class RegisterPage(Page, Generic[Line]):
    """A register as a list with the chosen line beside it."""

    key: ClassVar[str]
    title: ClassVar[str]

    register_service: Register[Line]
    filter: FilterBar
    rows: PagedRows[Line]
    list: RowView
    pane: QWidget
    paper: PagePanel
    layout_box: IncomingLayout
    line: Line | None
    _wanted: RecordId | None
    shelf: FilterShelf
    _counts: FilterCounts | None
    _counted: ListQuery | None = None
    _follow: QTimer

    def _choose(self, row: int) -> None:
        """Show the line of a row beside the list."""
        raise NotImplementedError

    def _listen(self) -> None:
        """Connect what both registers connect alike."""
        self.list.allow_many()
        self.shelf = FilterShelf(self.key, self.filter, self.context)
        self.filter.changed.connect(self._narrow)
        self.filter.left.connect(self.list.setFocus)
        self.rows.loaded.connect(self._show_loaded)
        self.rows.dataChanged.connect(lambda: self._choose(self.list.chosen_row))
        self.list.chosen.connect(self._choose)
        self.list.sorted.connect(self._sort)
        self.list.opened.connect(lambda _row: self.layout_box.open_pane())
        self.list.enlarged.connect(lambda _row: self.layout_box.enlarge())
        self.paper.view.enlarged.connect(self.layout_box.enlarge)
        self.layout_box.empty_left.connect(self.filter.clear)

    def _ask(self, query: ListQuery) -> None:
        """Read list and counts again."""
        self._ask_rows(query)
        self._counted = _scope_of(query)
        register = self.register_service
        self.context.jobs.read(
            lambda: register.counts(query), self._show_counts, key=f"{self.key}.counts", owner=self
        )
        self._say_book()

    def _narrow(self, query: ListQuery) -> None:
        """Show another list; the counts of the chips follow the book, not what is typed."""
        if _scope_of(query) != self._counted:
            self._ask(query)
        else:
            self._ask_rows(query)
            self._say_book()

    def _ask_rows(self, query: ListQuery) -> None:
        register, wanted = self.register_service, self._wanted
        self.rows.ask(
            lambda offset, limit: register.page(query, offset, limit),
            (lambda: register.position_of(query, wanted)) if wanted else None,
        )

    def _show_counts(self, counts: FilterCounts) -> None:
        self._counts = counts
        self.filter.show_counts(counts)
        self._say_book()

    def _show_loaded(self, total: int) -> None:
        self.layout_box.show_state(
            is_empty=not total and not self.filter.is_narrow,
            is_hitless=not total,
            text=self.filter.query.text,
        )
        self._wanted = None
        if not total:
            self.line = None
            return
        row = max(self.rows.found, 0)
        self.list.choose(row)
        self._choose(row)

    def _take_paper(self, paper: PaperView) -> None:
        self.paper.show_paper(paper)

    def _say_paper_lost(self, error: WardError) -> None:
        """Say it where the page stands: the line may just have been taken back."""
        self.paper.view.show_words(error.sentence)

    def _sort(self, order: str) -> None:
        self.context.desk.keep_text(f"{self.key}.sort", order)
        self._wanted = self.line.id if self.line is not None else None
        self.filter.set_sort(order)

    def _say_book(self) -> None:
        year = self.filter.query.year
        book = f"Sổ năm {year}" if year else "Mọi năm"
        query, name = self.filter.query, self.shelf_name()
        facts = (book, name and f"bộ lọc {name}", query.in_files and "cả chữ trong tệp")
        self.header.say(self.title, " · ".join(fact for fact in facts if fact))
        total = f"{self._counts.all if self._counts else 0:,}".replace(",", ".")
        self.layout_box.say(f"{total} văn bản trong {book[0].lower()}{book[1:]}")

    # ---- keys and sizes ----------------------------------------------------------------------

    def panes(self) -> tuple[QWidget, ...]:
        """Return list, pane and page for F6."""
        return tuple(part for part in (self.list, self.pane, self.paper.view) if part.isVisible())

    def start_focus(self) -> None:
        """Begin in the list, or where an empty book begins."""
        self.layout_box.start_focus()

    def escape(self) -> bool:
        """Close the enlarged page or the pane over the list, else clear the filter."""
        if self.layout_box.close_over():
            self.list.setFocus()
            return True
        if self.filter.is_narrow:
            self.filter.clear()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new width."""
        super().resizeEvent(event)
        self.layout_box.arrange(self.window().width())

    def focus_filter(self) -> None:
        """Go into the filter."""
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.text.selectAll()

    def switch_pane(self) -> None:
        """Show or hide the details."""
        self.layout_box.switch_pane()

    # ---- the list as a whole -----------------------------------------------------------------

    def took_filter(self, argument: object) -> bool:
        """Narrow the list by a named filter that the clerk was sent here with."""
        if not isinstance(argument, NamedQuery):
            return False
        self.filter.show_query(argument.query)
        return True

    def open_filters(self) -> None:
        """Offer the named filters."""
        self.shelf.open()

    def keep_filter(self) -> None:
        """Keep the filter in use under a name."""
        self.shelf.keep()

    def change_filter(self) -> None:
        """Rename or remove a named filter."""
        self.shelf.change()

    def switch_files(self) -> None:
        """Search inside files too, or no longer."""
        self.filter.switch_files()

    def export_shown(self) -> None:
        """Write the list as it is shown to an Excel workbook."""
        context, query = self.context, self.filter.query
        name = safe_stem(f"{self.title} {self.shelf_name()} {context.clock.today():%d-%m-%Y}")
        target = ask_target(
            self, "Xuất danh sách đang xem", context.export_folder / f"{name}.xlsx", (EXCEL,)
        )
        if target is None:
            return
        context.desk.change(last_export_folder=str(target.parent))
        write = self._exporter()
        context.jobs.long(
            lambda progress: write(query, target, progress),
            lambda count: context.frame.toast(f"Đã xuất {dotted(count)} dòng ra {target.name}."),
            title="Đang xuất danh sách…",
            touches={Book.INCOMING, Book.OUTGOING},
        )

    def shelf_name(self) -> str:
        """Return the name of the filter in use, "" without one."""
        return self.filter.name_of(self.filter.query)

    def _exporter(self) -> Callable[[ListQuery, Path, Progress], int]:
        export = self.context.office.list_export
        return export.incoming_to if self.key == "incoming" else export.outgoing_to


def _scope_of(query: ListQuery) -> ListQuery:
    """Return what the counts of the chips depend on."""
    return replace(query, text="", sort="", only=ListFilter.ALL, in_files=False)
