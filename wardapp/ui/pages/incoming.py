"""Văn bản đến: the book as a list, the chosen dispatch beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QTimer

from wardapp.core.arrivals import ArrivalBook
from wardapp.core.dispatches import Incoming, ListFilter, ListQuery, Outgoing
from wardapp.core.dossier_views import RecordRef
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.journal import HistoryEntry
from wardapp.core.views import FilterCounts
from wardapp.core.workdays import Workdays
from wardapp.ui.affair import read_affair
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import PagedRows
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import PageSpec
from wardapp.ui.pages.books_actions import OPEN as OPEN_BOOKS
from wardapp.ui.pages.incoming_actions import ACTIONS, REGISTER
from wardapp.ui.pages.incoming_deeds import IncomingDeeds
from wardapp.ui.pages.incoming_dialogs import IncomingDialogs
from wardapp.ui.pages.incoming_filter import FilterBar
from wardapp.ui.pages.incoming_layout import IncomingLayout
from wardapp.ui.pages.incoming_pane import IncomingPane
from wardapp.ui.pages.incoming_printing import IncomingPrinting
from wardapp.ui.pages.incoming_rows import book_marks, columns, look_of
from wardapp.ui.pages.regimes_reading import PlanOf
from wardapp.ui.pages.register_actions import is_of_list, list_actions
from wardapp.ui.pages.register_page import FOLLOW_MS
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.page_panel import PagePanel


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the page needs once before it can show lines."""

    workdays: Workdays
    issuers: tuple[Issuer, ...]
    books: tuple[ArrivalBook, ...]


class IncomingPage(IncomingDeeds):
    """Lists the register of incoming dispatches and shows the chosen one."""

    key = "incoming"
    title = "Văn bản đến"
    books = frozenset({Book.INCOMING, Book.OUTGOING, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        today = context.clock.today()
        self.register_service = context.office.intake
        self.line: Incoming | None = None
        self._wanted: RecordId | None = None
        self._workdays = Workdays(frozenset(), frozenset())
        self._counts: FilterCounts | None = None
        self._books: tuple[ArrivalBook, ...] = ()
        self._issuers: tuple[Issuer, ...] = ()
        query = ListQuery(year=today.year, sort=context.desk.text("incoming.sort", "-number"))
        self.filter = FilterBar(context.theme, query)
        self.rows: PagedRows[Incoming] = PagedRows(
            context.jobs, columns(today, self._workdays), look_of, self
        )
        self.list = RowView(context.theme, "Sổ văn bản đến")
        self.list.show_model(self.rows)
        self.list.mark_sort(query.sort)
        self.pane = IncomingPane(context.theme)
        if context.office.read_only:
            self.pane.only_look()
        self.paper = PagePanel(context.theme, context.jobs, context.office.exporting)
        self.layout_box = IncomingLayout(context, self.filter, self.list, self.pane, self.paper)
        self._dialogs = IncomingDialogs(self, context)
        self._printing = IncomingPrinting(self, context)
        self.answers: tuple[Outgoing, ...] = ()
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header.add_action(OPEN_BOOKS, show_key=False)
        self.header.add_action(REGISTER, Kind.PRIMARY)
        self.body.addWidget(self.layout_box)
        self._say_book()

    def _connect(self) -> None:
        self._listen()
        self.paper.opened.connect(self.open_file)
        self.pane.acted.connect(self.context.frame.run_action)
        self.pane.walked.connect(self.context.frame.go)
        self._follow.timeout.connect(self._show_paper)

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read calendar, list and counts again."""
        office = self.context.office
        self.context.jobs.read(
            lambda: _Ground(
                office.desk.workdays(), office.catalogue.issuers(), office.intake.books()
            ),
            self._show_ground,
            key="incoming.ground",
            owner=self,
        )
        self._wanted = self._wanted or (self.line.id if self.line else None)
        self._ask(self.filter.query)
        if self.line is not None:
            self._read_affair(self.line)

    def _ask_rows(self, query: ListQuery) -> None:
        """Show several books together by their days: their numbers run beside each other."""
        self._show_columns(query)
        is_mixed = len(self._books) > 1 and not query.book and query.issuer_id is None
        is_by_day = is_mixed and query.sort == "-number"
        super()._ask_rows(replace(query, sort="-arrival") if is_by_day else query)

    def _show_columns(self, query: ListQuery) -> None:
        shown = [
            book
            for book in self._books
            if query.issuer_id in (None, book.issuer_id) and query.book in ("", book.code)
        ]
        marks = book_marks(shown, self._issuers)
        self.rows.columns = columns(self.context.clock.today(), self._workdays, marks)

    def _say_book(self) -> None:
        super()._say_book()
        query = self.filter.query
        named = [book.name for book in self._books if book.code == query.book]
        if named and query.book:
            year = f", năm {query.year}" if query.year else ""
            self.header.say(self.title, f"{named[0]}{year}")

    def _show_ground(self, ground: _Ground) -> None:
        self._workdays = ground.workdays
        self._issuers = ground.issuers
        self.filter.show_issuers(ground.issuers)
        was_mixed, self._books = len(self._books) > 1, ground.books
        self.filter.show_books(ground.books)
        if was_mixed != (len(ground.books) > 1):
            self._wanted = self._wanted or (self.line.id if self.line else None)
            self._ask_rows(self.filter.query)
        self._show_columns(self.filter.query)
        self.list.viewport().update()
        if self.line is not None:
            self._show_line(self.line)

    def _choose(self, row: int) -> None:
        line = self.rows.row_at(row) if row >= 0 else None
        if isinstance(line, Incoming) and line != self.line:
            self._show_line(line)

    def _show_line(self, line: Incoming) -> None:
        is_other = (
            self.line is None
            or line.id != self.line.id
            or line.attachments != self.line.attachments
        )
        self.line = line
        if is_other:
            self._show_answers(())
        self.pane.show_line(line, self.context.clock.today(), self._workdays)
        self._follow.start()
        if is_other:
            self.paper.setEnabled(bool(line.attachments))

    def _show_paper(self) -> None:
        line = self.line
        if line is None:
            return
        office, jobs = self.context.office, self.context.jobs
        jobs.render(
            lambda: office.intake.paper(line.id),
            self._take_paper,
            key="incoming.paper",
            owner=self,
            on_refused=self._say_paper_lost,
        )
        jobs.read(
            lambda: office.history.of("incoming", line.id),
            self._take_history,
            key="incoming.history",
            owner=self,
        )

        self._read_affair(line)

    def _read_affair(self, line: Incoming) -> None:
        intake = self.context.office.intake
        self.context.jobs.read(
            lambda: intake.answers_of(line.id),
            self._show_answers,
            key="incoming.answers",
            owner=self,
        )
        ref = RecordRef("incoming", line.id)
        read_affair(self, self.context, ref, self.pane.texts, self.pane.show_affair)

    def _show_answers(self, answers: tuple[Outgoing, ...]) -> None:
        self.answers = answers
        self.pane.show_answers(answers)

    def _take_history(self, entries: tuple[HistoryEntry, ...]) -> None:
        self.pane.show_history(entries)

    # ---- the page among pages ----------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a line by its id, or a standing filter."""
        if self.took_filter(argument):
            return
        if isinstance(argument, ListFilter):
            self.filter.pick(argument)
        elif isinstance(argument, str):
            intake = self.context.office.intake
            self.context.jobs.read(
                lambda: intake.get(RecordId(argument)),
                self._show_wanted,
                key="incoming.wanted",
                owner=self,
            )

    def _show_wanted(self, line: Incoming) -> None:
        self._wanted = line.id
        self.filter.show_year(line.arrival_date.year)
        self._ask(self.filter.query)
        self.layout_box.show_chosen()

    def can(self, action: str) -> bool:
        """Return whether an action of the chosen line is possible."""
        free = {
            "incoming.register",
            "incoming.print_book",
            "incoming.export_book",
            "incoming.filter",
            "incoming.secret",
            "incoming.pane",
        }
        if action in free or is_of_list(action):
            return True
        many = {"incoming.submit", "incoming.finish", "incoming.direct", "incoming.hand_over"}
        if action in many and len(self.chosen) > 1:
            return True
        known = next((each for each in ACTIONS if each.id == action), None)
        return self.line is not None and (known is None or self.pane.fits(known))

    # ---- actions -----------------------------------------------------------------------------

    def register_new(self) -> None:
        """Open the proposal for an entry by hand; files come by dropping or Ctrl+O."""
        self.context.frame.go("proposal", ())

    def read_regimes(self) -> None:
        """Read the reporting regimes the chosen paper asks for."""
        if self.line is not None:
            self.context.frame.go("regimes", PlanOf(self.line.id))

    def take_files(self, files: tuple[Path, ...]) -> bool:
        """Leave dropped files to the window: the proposal, or an old book its own page."""
        return False


SPEC = PageSpec(
    key="incoming",
    title="Văn bản đến",
    icon="mail_inbox",
    factory=IncomingPage,
    actions=(*ACTIONS, *list_actions("incoming", "văn bản đến")),
    group=1,
    counter=lambda counts: counts.incoming,
)
