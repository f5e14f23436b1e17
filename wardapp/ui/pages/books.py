"""Sổ đăng ký: the books of the office as the law prints them, closed pages and other lists."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.book_lists import ListRequest
from wardapp.core.books import BookVolume, Closing, ClosingKind, RegisterBook
from wardapp.core.closing_views import VolumeState
from wardapp.core.errors import BadDate
from wardapp.core.views import BookRequest
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.books_actions import (
    ACTIONS,
    CLOSE_PAGE,
    CLOSE_WHOLE,
    EXPORT,
    OF_CLOSINGS,
    OF_OWN_BOOKS,
    OF_VOLUMES,
    PAGE,
    PRINT,
    SUPPLEMENT,
)
from wardapp.ui.pages.books_deeds import BookDeeds
from wardapp.ui.pages.books_layout import foot_bar, status_of, top_bar
from wardapp.ui.pages.books_rows import BookLine, columns, look_of, rows_of
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Chip, Kind
from wardapp.ui.widgets.fields import DateField
from wardapp.ui.widgets.page_panel import PagePanel
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Elided, Rule

ROW = 50
PAPER, PAPER_FROM = 520, 1180
FOLLOW_MS = 120
NEWEST = 300
"""Rows of a book that are drawn to look at; print and export have them all."""

PAPERS = ("A4", "A3")


class BooksPage(Page):
    """Lists books with their closings and shows the pages of the chosen one."""

    books = frozenset({Book.BOOKS, Book.INCOMING, Book.OUTGOING, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.rows: RowList[BookLine] = RowList(columns(), look_of, self)
        self.list = RowView(theme, "Sổ đăng ký", ROW)
        self.list.show_model(self.rows)
        self.paper = PagePanel(theme, context.jobs, context.office.exporting, can_open=False)
        self.first = DateField(theme, "Danh sách từ ngày", context.clock.today)
        self.last = DateField(theme, "đến ngày", context.clock.today)
        self.chips = {name: Chip(theme, name) for name in PAPERS}
        self.deeds = BookDeeds(self, context)
        self.status = Elided(theme, "", Role.SMALL, "text2")
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._own: tuple[RegisterBook, ...] = ()
        self._wanted = ""
        self._state: VolumeState | None = None
        self._supplement: BookVolume | None = None  # whose supplement is shown in the page's place
        self._build()
        self._connect()

    def _build(self) -> None:
        today = self.context.clock.today()
        self.header.say("Sổ đăng ký", "In, đóng trang, đóng sổ")
        self.header.add_action(SUPPLEMENT, show_key=False)
        self.header.add_action(CLOSE_WHOLE, show_key=False)
        self.header.add_action(EXPORT)
        self.header.add_action(PRINT)
        self.header.add_action(CLOSE_PAGE, Kind.PRIMARY)
        self.first.set_day(today.replace(month=1, day=1))
        self.last.set_day(today)
        for field in (self.first, self.last):
            field.say_weekday(on=False)
            field.setFixedWidth(self.context.theme.px(132))
        self.chips[PAPERS[0]].setChecked(True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (top_bar(self), Rule(), self.list, Rule(), foot_bar(self)):
            column.addWidget(part, 1 if part is self.list else 0)
        left = QWidget()
        left.setLayout(column)
        left.setMinimumWidth(self.context.theme.px(380))
        self.paper.setMinimumWidth(self.context.theme.px(260))
        widths = (0, self.context.theme.px(PAPER))
        self.body.addWidget(SplitPane(self.context.desk, "books", (left, self.paper), widths))

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _row: self._choose())
        self._follow.timeout.connect(self._show_pages)
        self.first.changed.connect(self._follow.start)
        self.last.changed.connect(self._follow.start)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _on=False, paper=name: self._take_paper(paper))

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Choose the book of a kind, named by its code."""
        if isinstance(argument, str):
            self._wanted = f"*{argument}"
            self.refresh()

    def refresh(self) -> None:
        """Read books and closings again; the chosen row stays chosen."""
        office = self.context.office
        chosen = self.chosen()
        if chosen is not None and not self._wanted:
            self._wanted = chosen.key
        self.context.jobs.read(
            lambda: (office.closing.overview(), office.register_books.list()),
            lambda found: self._show_books(*found),
            key="books.list",
            owner=self,
        )

    def _show_books(self, states: tuple[VolumeState, ...], own: tuple[RegisterBook, ...]) -> None:
        self._own = own
        shown = rows_of(states)
        self.rows.show(shown)
        places = [at for at, row in enumerate(shown) if self._is_wanted(row)]
        self._wanted = ""
        self.list.choose(places[0] if places else 1)
        self._choose()

    def _is_wanted(self, row: object) -> bool:
        if not isinstance(row, BookLine):
            return False
        if self._wanted.startswith("*"):
            return row.state is not None and row.state.volume.book == self._wanted[1:]
        return row.key == self._wanted

    def _choose(self) -> None:
        row = self.chosen()
        self._state = self._supplement = None
        if row is None:
            return
        if row.state is not None and row.closing is None:
            volume, office = row.state.volume, self.context.office
            self.context.jobs.render(  # a long book takes a while: lists must not wait for it
                lambda: office.closing.state(volume),
                self._take_state,
                key="books.state",
                owner=self,
            )
        self._say(row)
        self._follow.start()

    def _take_state(self, state: VolumeState) -> None:
        row = self.chosen()
        if row is not None and row.state is not None and row.state.volume == state.volume:
            self._state = state
            self._say(row)

    def _say(self, row: BookLine) -> None:
        self.status.set_text(status_of(row, self._state))

    def _show_pages(self) -> None:
        """Draw the pages of the chosen row, once the arrows rest."""
        work = self._pages()
        if work is None or not self.paper.isVisible():
            return
        self.context.jobs.render(
            work,
            self.paper.view.show_pdf,
            key="books.pages",
            owner=self,
            on_refused=lambda error: self.paper.view.show_words(error.sentence),
        )

    def _pages(self) -> Callable[[], bytes] | None:
        row, office = self.chosen(), self.context.office
        if row is None:
            return None
        if row.closing is not None:
            made = row.closing.id
            self.paper.note.set_text("Đúng như lúc đóng")
            return lambda: office.closing.pages(made)
        if row.state is not None:
            request = self._request(row.state.volume)
            self.paper.note.set_text("Xem trước; in và xuất thì đủ sổ")
            return lambda: office.exporting.book_preview(request, NEWEST)
        wanted = self._list_request(row)
        self.paper.note.set_text("")
        return (lambda: office.book_lists.pdf(wanted)) if wanted else None

    def _request(self, volume: BookVolume) -> BookRequest:
        return BookRequest(
            code=volume.book,
            issuer_id=volume.issuer_id,
            scope_value=volume.scope_value,
            paper=self._paper_size(),
        )

    def _list_request(self, row: BookLine) -> ListRequest | None:
        if row.code is None:
            return None
        try:
            first, last = self.first.day(), self.last.day()
        except BadDate:
            return None
        return ListRequest(code=row.code, first=first, last=last, paper=self._paper_size())

    def _paper_size(self) -> str:
        return next(name for name, chip in self.chips.items() if chip.isChecked())

    # ---- the page among pages ----------------------------------------------------------------

    def chosen(self) -> BookLine | None:
        """Return the chosen row."""
        row = self.rows.row_at(self.list.chosen_row) if self.list.chosen_row >= 0 else None
        return row if isinstance(row, BookLine) else None

    def panes(self) -> tuple[QWidget, ...]:
        """Return list, days and page for F6."""
        parts = (self.list, self.first.line, self.paper.view)
        return tuple(part for part in parts if part.isVisible())

    def start_focus(self) -> None:
        """Begin in the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the page beside the list where there is room for both."""
        super().resizeEvent(event)
        self.paper.setVisible(self.window().width() >= self.context.theme.px(PAPER_FROM))
        self._follow.start()

    def can(self, action: str) -> bool:
        """Return whether an action fits the chosen row."""
        row = self.chosen()
        if action in OF_VOLUMES:
            return row is not None and row.state is not None
        if action in OF_CLOSINGS:
            return self._closing() is not None
        if action in OF_OWN_BOOKS:
            return self._own_book() is not None
        return True

    def _closing(self) -> Closing | None:
        """Return the chosen closing; of a locked book the one that locks it."""
        row = self.chosen()
        if row is None:
            return None
        if row.closing is not None or row.state is None:
            return row.closing
        return row.state.locked_by or (row.state.closings[-1] if row.state.closings else None)

    def _own_book(self) -> RegisterBook | None:
        row = self.chosen()
        if row is None or row.state is None:
            return None
        volume = row.state.volume
        named = (volume.issuer_id, volume.book)
        return next((each for each in self._own if (each.issuer_id, each.code) == named), None)

    # ---- actions -----------------------------------------------------------------------------

    def print_chosen(self) -> None:
        """Print the chosen book, closed pages or list."""
        row = self.chosen()
        if row is None:
            return
        wanted = self._list_request(row)
        if self._supplement is not None:
            self.deeds.print_supplement(self._supplement)
        elif row.closing is not None:
            self.deeds.print_closing(row.closing)
        elif row.state is not None:
            self.deeds.print_volume(self._request(row.state.volume), row.state.volume)
        elif wanted is not None:
            self.deeds.print_list(wanted)

    def export_chosen(self) -> None:
        """Save the chosen book, closed pages or list."""
        row = self.chosen()
        if row is None:
            return
        wanted = self._list_request(row)
        if self._supplement is not None:
            self.deeds.save_supplement(self._supplement)
        elif row.closing is not None:
            self.deeds.save_closing(row.closing)
        elif row.state is not None:
            self.deeds.save_volume(self._request(row.state.volume), row.state.volume)
        elif wanted is not None:
            self.deeds.save_list(wanted)

    def reprint(self) -> None:
        """Print closed pages as they were kept."""
        made = self._closing()
        if made is not None:
            self.deeds.print_closing(made)

    def close_page(self) -> None:
        """Close what is open in the chosen book as pages."""
        self._close(None)

    def close_whole(self) -> None:
        """Close the year or term of the chosen book and lock its numbers."""
        row = self.chosen()
        if row is not None and row.state is not None:
            self._close(ClosingKind.TERM if row.state.volume.by_term else ClosingKind.YEAR)

    def _close(self, kind: ClosingKind | None) -> None:
        row, closing = self.chosen(), self.context.office.closing
        if row is None or row.state is None:
            return
        volume = row.state.volume

        def ask(state: VolumeState) -> None:
            self.deeds.close(state, kind or ClosingKind.PAGE, self._show_closed)

        self.context.jobs.render(
            lambda: closing.state(volume), ask, key="books.closing", owner=self
        )

    def _show_closed(self, closed: Closing) -> None:
        self._wanted = str(closed.id)
        self.refresh()

    def show_supplement(self) -> None:
        """Show the supplement pages of the chosen book, to be printed or exported."""
        row = self.chosen()
        if row is not None and row.state is not None:
            self.deeds.draw_supplement(row.state.volume, self._take_supplement)

    def _take_supplement(self, volume: BookVolume, pdf: bytes) -> None:
        self._supplement = volume
        self.paper.view.show_pdf(pdf)
        self.paper.note.set_text("Trang bổ sung: Ctrl P in, Ctrl E xuất")

    def reopen(self) -> None:
        """Open a closed book again, with a reason."""
        made = self._closing()
        if made is not None:
            self.deeds.reopen(made)

    def verify(self) -> None:
        """Compare closed pages with their code."""
        made = self._closing()
        if made is not None:
            self.deeds.verify(made)

    def add_book(self) -> None:
        """Add a book by sender's level or of another span."""
        self.deeds.fill_in(None)

    def edit_book(self) -> None:
        """Change the chosen book of its own."""
        own = self._own_book()
        if own is not None:
            self.deeds.fill_in(own)

    def remove_book(self) -> None:
        """Remove the chosen book when it has no number yet."""
        own = self._own_book()
        if own is not None:
            self.deeds.remove(own)

    def focus_days(self) -> None:
        """Go to the days of the lists."""
        self.first.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.first.line.selectAll()

    def switch_paper(self) -> None:
        """Change between A4 and A3."""
        self._take_paper(PAPERS[1 - PAPERS.index(self._paper_size())])

    def _take_paper(self, paper: str) -> None:
        for name, chip in self.chips.items():
            chip.setChecked(name == paper)
        self._follow.start()


SPEC = PageSpec(
    key=PAGE,
    title="Sổ đăng ký",
    icon="document_table",
    factory=BooksPage,
    actions=ACTIONS,
    under="outgoing",
    help_topic="so-dang-ky",
)
