"""Hồ sơ: the filing plan of a year as a list, the chosen dossier with its papers beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wardapp.core.dossier_views import (
    DossierContents,
    DossierCounts,
    DossierPaper,
    DossierRow,
    RecordRef,
)
from wardapp.core.dossiers import Dossier, DossierFilter, DossierQuery, RetentionRule
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.views import ListPage
from wardapp.ui.context import Context
from wardapp.ui.dossier_chooser import file_action, file_records
from wardapp.ui.file_dialogs import Purpose, ask_file
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.dossiers_actions import ACTIONS, NEW, PRINT, RETENTION
from wardapp.ui.pages.dossiers_dialogs import DossierDialogs
from wardapp.ui.pages.dossiers_filter import DossierFilterBar
from wardapp.ui.pages.dossiers_layout import DossiersLayout
from wardapp.ui.pages.dossiers_pane import DossierPane
from wardapp.ui.pages.dossiers_printing import DossierPrinting, Shown
from wardapp.ui.pages.dossiers_retention import RetentionDialog
from wardapp.ui.pages.dossiers_rows import columns, grouped, look_of
from wardapp.ui.pages.outgoing_machine import export_dossier
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.chain_strip import PAGES

FOLLOW_MS = 80
MOST = 5_000
FREE = {
    "dossiers.new", "dossiers.print", "dossiers.copy", "dossiers.import", "dossiers.retention",
    "dossiers.filter", "dossiers.overdue", "dossiers.pane",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the page needs beside its rows."""

    issuers: tuple[Issuer, ...]
    years: tuple[int, ...]
    counts: DossierCounts
    rules: tuple[RetentionRule, ...]


class DossiersPage(Page):
    """Lists dossiers by heading and shows what lies in the chosen one."""

    books = frozenset({Book.DOSSIERS, Book.INCOMING, Book.OUTGOING, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.dossier: Dossier | None = None
        self._wanted: RecordId | None = None
        self._rules: tuple[RetentionRule, ...] = ()
        self._bodies: tuple[tuple[object, str], ...] = ()
        today = context.clock.today()
        self.filter = DossierFilterBar(context.theme, DossierQuery(year=today.year))
        self.rows: RowList[DossierRow] = RowList(columns(today), look_of, self)
        self.list = RowView(context.theme, "Danh mục hồ sơ")
        self.list.show_model(self.rows)
        self.list.allow_many()
        self.pane = DossierPane(context.theme)
        if context.office.read_only:
            self.pane.only_look()
        self.layout_box = DossiersLayout(context, self.filter, self.list, self.pane)
        self._dialogs = DossierDialogs(self, context)
        self._printing = DossierPrinting(self, context)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()

    def _build(self) -> None:
        self.header.add_action(RETENTION, show_key=False)
        self.header.add_action(PRINT, show_key=False)
        self.header.add_action(NEW, Kind.PRIMARY)
        self.body.addWidget(self.layout_box)
        self.filter.changed.connect(self._ask)
        self.filter.left.connect(self.list.setFocus)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self.layout_box.open_pane())
        self.pane.list.opened.connect(lambda _row: self.open_paper())
        self.pane.acted.connect(self.context.frame.run_action)
        self.layout_box.cleared.connect(self.filter.clear)
        self._follow.timeout.connect(self._read_contents)

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read plan, counts and the chosen dossier again."""
        self._wanted = self._wanted or (self.dossier.id if self.dossier else None)
        self._ask(self.filter.query)

    def _ask(self, query: DossierQuery) -> None:
        office = self.context.office
        self.context.jobs.read(
            lambda: _Ground(
                office.catalogue.issuers(),
                office.dossiers.years(query.issuer_id),
                office.dossiers.counts(query),
                office.dossiers.rules(),
            ),
            self._show_ground,
            key="dossiers.ground",
            owner=self,
        )
        self.context.jobs.read(
            lambda: office.dossiers.page(query, 0, MOST),
            self._show_rows,
            key="dossiers.list",
            owner=self,
        )

    def _show_ground(self, ground: _Ground) -> None:
        self._rules = ground.rules
        self._bodies = tuple((each.id, each.name) for each in ground.issuers)
        self.filter.know(ground.issuers, ground.years)
        self.filter.show_counts(ground.counts)
        year = self.filter.query.year
        plan = f"Danh mục hồ sơ năm {year}" if year else "Danh mục hồ sơ mọi năm"
        self.header.say("Hồ sơ", plan)

    def _show_rows(self, page: ListPage[DossierRow]) -> None:
        listed = grouped(page.rows, dict(self._bodies))
        self.rows.show(listed)
        wanted = self._wanted or (self.dossier.id if self.dossier else None)
        names = [row.dossier.id if isinstance(row, DossierRow) else "" for row in listed]
        self.layout_box.show_state(
            has_rows=bool(page.rows), is_narrow=self.filter.is_narrow, text=self.filter.query.text
        )
        papers = sum(row.papers for row in page.rows)
        self.layout_box.say(f"{len(page.rows)} hồ sơ, {papers} văn bản")
        self._wanted = None
        if not page.rows:
            self.dossier = None
            return
        first = next(at for at, name in enumerate(names) if name)
        row = names.index(wanted) if wanted in names else first
        self.list.choose(row)
        self._choose(row)

    def _choose(self, row: int) -> None:
        chosen = self.rows.row_at(row) if row >= 0 else None
        if isinstance(chosen, DossierRow):
            self.dossier = chosen.dossier
            self._follow.start()

    def _read_contents(self) -> None:
        dossier, service = self.dossier, self.context.office.dossiers
        if dossier is not None:
            self.context.jobs.read(
                lambda: service.contents(dossier.id),
                self._show_contents,
                key="dossiers.contents",
                owner=self,
                on_refused=lambda _error: None,  # undone while it was read: the list says so
            )

    def _show_contents(self, contents: DossierContents) -> None:
        self.dossier = contents.dossier
        self.pane.show_contents(contents)

    # ---- the page among pages ----------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a dossier by its id, or a standing filter."""
        if isinstance(argument, DossierFilter):
            self.filter.pick(argument)
        elif isinstance(argument, str):
            service = self.context.office.dossiers
            self.context.jobs.read(
                lambda: service.get(RecordId(argument)),
                self._show_wanted,
                key="dossiers.wanted",
                owner=self,
                on_refused=self._say_gone,
            )

    def _show_wanted(self, dossier: Dossier) -> None:
        self._wanted = dossier.id
        query = DossierQuery(year=dossier.year)
        self.filter.clear()
        self.filter.put(query)
        self._ask(query)

    def _say_gone(self, error: WardError) -> None:
        self.context.frame.toast(error.sentence)

    def panes(self) -> tuple[QWidget, ...]:
        """Return list and papers for F6."""
        return tuple(part for part in (self.list, self.pane.list) if part.isVisible())

    def start_focus(self) -> None:
        """Begin in the list, or where an empty plan begins."""
        self.layout_box.start_focus()

    def escape(self) -> bool:
        """Close the pane over the list, else clear the filter."""
        if self.layout_box.close_over():
            return True
        if self.filter.is_narrow:
            self.filter.clear()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new width."""
        super().resizeEvent(event)
        self.layout_box.arrange(self.window().width())

    def can(self, action: str) -> bool:
        """Return whether an action of the chosen dossier is possible."""
        if action in FREE:
            return True
        if self.dossier is None:
            return False
        found = next((each for each in ACTIONS if each.id == action), None)
        return found is None or self.pane.fits(found, self.dossier)

    # ---- actions -----------------------------------------------------------------------------

    @property
    def _in_papers(self) -> bool:
        return self.pane.list.hasFocus()

    def _chosen(self) -> tuple[Dossier, ...]:
        rows = self.list.chosen_rows()
        found = tuple(row.dossier for row in rows if isinstance(row, DossierRow))
        return found if len(found) > 1 or self.dossier is None else (self.dossier,)

    def _paper(self) -> DossierPaper | None:
        papers = self.pane.chosen_papers()
        return papers[0] if papers else None

    def add(self) -> None:
        """Add a dossier to the plan of the year shown, under the heading shown."""
        query, service = self.filter.query, self.context.office.dossiers
        heading = self.dossier.heading if self.dossier else ""
        self.context.jobs.read(
            lambda: replace(service.blank(query.issuer_id, query.year), heading=heading),
            lambda blank: self._dialogs.edit(
                blank, self._rules, self._headings(), self._bodies, is_new=True
            ),
            key="dossiers.blank",
            owner=self,
        )

    def _headings(self) -> tuple[str, ...]:
        rows = (self.rows.row_at(at) for at in range(self.rows.rowCount()))
        found = (row.dossier.heading for row in rows if isinstance(row, DossierRow))
        return tuple(dict.fromkeys(filter(None, found)))

    def edit(self) -> None:
        """Change the chosen dossier, or the sheets of the chosen paper."""
        if self.dossier is None:
            return
        paper = self._paper()
        if self._in_papers and paper is not None:
            self._dialogs.edit_paper(self.dossier, paper)
            return
        self._dialogs.edit(self.dossier, self._rules, self._headings(), is_new=False)

    def remove(self) -> None:
        """Take the chosen papers out, or remove the empty dossier."""
        if self.dossier is None:
            return
        if self._in_papers:
            self._dialogs.take_out(self.dossier, self.pane.chosen_papers())
        else:
            self._dialogs.remove(self.dossier)

    def close_dossier(self) -> None:
        """Close the chosen dossier, as it is now."""
        dossier, service = self.dossier, self.context.office.dossiers
        if dossier is not None:
            self.context.jobs.read(
                lambda: service.contents(dossier.id),
                self._dialogs.close,
                key="dossiers.close",
                owner=self,
            )

    def hand_over(self) -> None:
        """Give the chosen dossiers to the archive."""
        self._dialogs.hand_over(self._chosen())

    def keep_back(self) -> None:
        """Keep the chosen dossiers back."""
        self._dialogs.keep_back(self._chosen())

    def reopen(self) -> None:
        """Take the chosen dossier one step back."""
        if self.dossier is not None:
            self._dialogs.reopen(self.dossier)

    def file_in_dossier(self) -> None:
        """Put the chosen papers into another dossier, too."""
        refs: tuple[RecordRef, ...] = tuple(paper.ref for paper in self.pane.chosen_papers())
        file_records(self, self.context, refs)

    def export_machine(self) -> None:
        """Save the chosen dossier with its papers for another system."""
        if self.dossier is not None:
            export_dossier(self, self.context, self.dossier)

    def sort_papers(self) -> None:
        """Put the papers in the order of their days."""
        if self.dossier is not None:
            self._dialogs.sort(self.dossier)

    def move_up(self) -> None:
        """Move the chosen paper up."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the chosen paper down."""
        self._move(1)

    def _move(self, by: int) -> None:
        paper = self._paper()
        if self.dossier is not None and paper is not None:
            self._dialogs.move(self.dossier, paper, by)

    def open_paper(self) -> None:
        """Go to the chosen paper in its own book."""
        paper = self._paper()
        if paper is not None and not paper.is_gone:
            page = PAGES.get(paper.filing.entity, paper.filing.entity)
            self.context.frame.go(page, paper.filing.record_id)

    def print_paper(self) -> None:
        """Ask which paper, and print or export it."""
        query, contents = self.filter.query, self.pane.contents
        year = query.year or (
            self.dossier.year if self.dossier else self.context.clock.today().year
        )
        issuer = query.issuer_id or (self.dossier.issuer_id if self.dossier else None)
        has_papers = contents is not None and bool(contents.papers)
        chosen = self._chosen() if self.dossier else ()
        self._printing.ask(Shown(year, issuer, chosen, has_papers))

    def copy_plan(self) -> None:
        """Copy last year's plan into the year shown."""
        self._dialogs.copy_plan(self.filter.query.year or self.context.clock.today().year)

    def import_plan(self) -> None:
        """Bring a plan in from Excel."""
        path = ask_file(self, self.context.desk, Purpose.RECEIVE, "Chọn tệp danh mục hồ sơ")
        if path is not None:
            year = self.filter.query.year or self.context.clock.today().year
            self._dialogs.import_plan(path, year)

    def open_retention(self) -> None:
        """Show the retention table."""
        service = self.context.office.dossiers
        self.context.jobs.read(
            service.rules,
            lambda rules: RetentionDialog(self, self.context, rules).exec(),
            key="dossiers.rules",
            owner=self,
        )

    def focus_filter(self) -> None:
        """Go into the filter."""
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.text.selectAll()

    def show_overdue(self) -> None:
        """Show what should lie in the archive already."""
        self.filter.pick(DossierFilter.OVERDUE)

    def switch_pane(self) -> None:
        """Show or hide the papers."""
        self.layout_box.switch_pane()


SPEC = PageSpec(
    key="dossiers",
    title="Hồ sơ",
    icon="folder",
    factory=DossiersPage,
    actions=(*ACTIONS, file_action("dossiers")),
    group=2,
)
