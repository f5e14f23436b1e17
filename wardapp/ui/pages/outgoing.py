"""Văn bản đi: the book of outgoing dispatches, the chosen one beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer

from wardapp.core.dispatches import Incoming, ListFilter, ListQuery, Outgoing
from wardapp.core.dossier_views import RecordRef
from wardapp.core.errors import NotFound
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.journal import HistoryEntry
from wardapp.core.views import FilterCounts
from wardapp.services.office import Office
from wardapp.ui.affair import read_affair
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import PagedRows
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import PageSpec
from wardapp.ui.pages.books_actions import OPEN as OPEN_BOOKS
from wardapp.ui.pages.numbers_actions import OPEN as OPEN_NUMBERS
from wardapp.ui.pages.outgoing_actions import ACTIONS, ADD, FREE, PAGE
from wardapp.ui.pages.outgoing_deeds import OutgoingDeeds
from wardapp.ui.pages.outgoing_dialogs import OutgoingDialogs
from wardapp.ui.pages.outgoing_layout import OutgoingFilter, OutgoingLayout
from wardapp.ui.pages.outgoing_pane import OutgoingPane
from wardapp.ui.pages.outgoing_rows import LineBehind, columns, lacks_pages, look_of
from wardapp.ui.pages.outgoing_states import OutgoingStates
from wardapp.ui.pages.register_actions import is_of_list, list_actions
from wardapp.ui.pages.register_page import FOLLOW_MS
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.page_panel import PagePanel


class OutgoingPage(OutgoingDeeds):
    """Lists the register of outgoing dispatches and shows the chosen one."""

    key = "outgoing"
    title = "Văn bản đi"
    books = frozenset({Book.OUTGOING, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        today = context.clock.today()
        self.register_service = context.office.registry
        self.line: Outgoing | None = None
        self._wanted: RecordId | None = None
        self._issuers: tuple[Issuer, ...] = ()
        self._counts: FilterCounts | None = None
        query = ListQuery(year=today.year, sort=context.desk.text("outgoing.sort", "-number"))
        self.filter = OutgoingFilter(context.theme, query)
        self.rows: PagedRows[Outgoing] = PagedRows(context.jobs, columns(today), look_of, self)
        self.list = RowView(context.theme, "Sổ văn bản đi")
        self.list.show_model(self.rows)
        self.list.mark_sort(query.sort)
        self.pane = OutgoingPane(context.theme)
        if context.office.read_only:
            self.pane.only_look()
        self.paper = PagePanel(context.theme, context.jobs, context.office.exporting)
        self.layout_box = OutgoingLayout(context, self.filter, self.list, self.pane, self.paper)
        self.dialogs = OutgoingDialogs(self, context)
        self.states = OutgoingStates(self, context)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self.header.add_action(OPEN_NUMBERS, show_key=False)
        self.header.add_action(OPEN_BOOKS, show_key=False)
        self.header.add_action(ADD, Kind.PRIMARY)
        self.body.addWidget(self.layout_box)
        self._connect()
        self._say_book()

    def _connect(self) -> None:
        self._listen()
        self.paper.opened.connect(self.open_file)
        self.pane.acted.connect(self.context.frame.run_action)
        self.pane.links.followed.connect(self.context.frame.go)
        self.pane.walked.connect(self.context.frame.go)
        self._follow.timeout.connect(self._show_behind)

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read bodies, list and counts again; the chosen line stays chosen."""
        self.context.jobs.read(
            self.context.office.catalogue.issuers,
            self._take_issuers,
            key="outgoing.issuers",
            owner=self,
        )
        if self._wanted is None and self.line is not None:
            self._wanted = self.line.id
        self._ask(self.filter.query)

    def _show_loaded(self, total: int) -> None:
        super()._show_loaded(total)
        if self.line is not None:
            self._follow.start()  # what stands behind an unchanged line may have changed

    def _take_issuers(self, issuers: tuple[Issuer, ...]) -> None:
        self._issuers = issuers
        self.filter.show_issuers(issuers)

    def _choose(self, row: int) -> None:
        line = self.rows.row_at(row) if row >= 0 else None
        if not isinstance(line, Outgoing) or line == self.line:
            return
        self.line = line
        self.pane.show_line(LineBehind(line, self._name_of(line)), self.context.clock.today())
        self._follow.start()

    def _name_of(self, line: Outgoing) -> str:
        return next((each.name for each in self._issuers if each.id == line.issuer_id), "")

    def _show_behind(self) -> None:
        """Read page, history and what the line answers, once the arrows rest."""
        line, office, jobs = self.line, self.context.office, self.context.jobs
        if line is None:
            return
        jobs.render(
            lambda: office.registry.paper(line.id),
            self._take_paper,
            key="outgoing.paper",
            owner=self,
            on_refused=self._say_paper_lost,
        )
        jobs.read(
            lambda: read_behind(office, line),
            self._take_behind,
            key="outgoing.behind",
            owner=self,
            on_refused=self._say_paper_lost,
        )
        jobs.read(
            lambda: office.history.of("outgoing", line.id),
            self._take_history,
            key="outgoing.history",
            owner=self,
        )

    def _take_behind(self, behind: LineBehind) -> None:
        if behind.line == self.line:  # an older reading would bring back what a deed just changed
            self.pane.show_line(behind, self.context.clock.today())
            ref = RecordRef("outgoing", behind.line.id)
            read_affair(self, self.context, ref, self.pane.texts, self.pane.show_affair)

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
            registry = self.context.office.registry
            self.context.jobs.read(
                lambda: registry.get(RecordId(argument)),
                self.show_line,
                key="outgoing.wanted",
                owner=self,
            )

    def show_line(self, line: Outgoing) -> None:
        """Choose a line of the book of its year."""
        self._wanted = line.id
        self.filter.show_year(line.issued_date.year)
        self._ask(self.filter.query)

    def can(self, action: str) -> bool:
        """Return whether an action fits the chosen line."""
        if action in FREE or is_of_list(action):
            return True
        known = next(each for each in ACTIONS if each.id == action)
        return self.line is not None and self.pane.fits(known)

    def take_files(self, files: tuple[Path, ...]) -> bool:
        """Ask whether a PDF is the paper of a line made in Word; leave others to the proposal."""
        line, file = self.line, files[0] if len(files) == 1 else None
        if line is None or not lacks_pages(line) or not isinstance(file, Path):
            return False
        return file.suffix.casefold() == ".pdf" and self.dialogs.offer_final(line, file)

    # ---- actions -----------------------------------------------------------------------------

    def add_by_hand(self) -> None:
        """Register a document made elsewhere."""
        self.dialogs.add_by_hand(self.show_line)

    def print_book(self) -> None:
        """Print the register, or save it."""
        self.dialogs.book(self.filter.query.issuer_id)

    def export_book(self) -> None:
        """Save the register, or print it."""
        self.dialogs.book(self.filter.query.issuer_id)


def read_behind(office: Office, line: Outgoing) -> LineBehind:
    """Return a line with its body and what it answers (runs in a lane)."""
    try:
        issuer = office.catalogue.issuer(line.issuer_id).name
    except NotFound:
        issuer = ""
    links = office.registry.links(line.id)
    return LineBehind(line, issuer, _answered(office, line), links)


def _answered(office: Office, line: Outgoing) -> Incoming | None:
    if line.answers is None:
        return None
    try:
        return office.intake.get(line.answers)
    except NotFound:
        return None


SPEC = PageSpec(
    key=PAGE,
    title="Văn bản đi",
    icon="send",
    factory=OutgoingPage,
    actions=(*ACTIONS, *list_actions("outgoing", "văn bản đi")),
    group=1,
)
