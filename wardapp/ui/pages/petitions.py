"""Phản ánh, kiến nghị: the book as a list, the chosen line beside it; persons stay masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId
from wardapp.core.petitions import (
    Petition,
    PetitionFilter,
    PetitionQuery,
    PetitionRow,
)
from wardapp.core.views import ListPage
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.cell_records import CellRecords
from wardapp.ui.pages.petitions_actions import (
    ACTIONS,
    FIGURES,
    NEW,
    OF_LINE,
    OPINIONS,
    PAGE,
    PRINT,
    PRIVACY,
)
from wardapp.ui.pages.petitions_deeds import PetitionDeeds
from wardapp.ui.pages.petitions_dialogs import PetitionDialogs
from wardapp.ui.pages.petitions_filter import PetitionFilterBar
from wardapp.ui.pages.petitions_forms import PetitionGround
from wardapp.ui.pages.petitions_pane import PetitionPane, fits
from wardapp.ui.pages.petitions_rows import NO_WORKDAYS, columns, look_of
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.pane_over import PaneOver
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Rule, Text

MOST = 5_000
PANE, BESIDE_FROM = 420, 1000
BY_ID = {each.id: each for each in ACTIONS if each.id in OF_LINE}


@dataclass(frozen=True, slots=True)
class _Read:
    """All that the page read at once."""

    page: ListPage[PetitionRow]
    ground: PetitionGround
    counts: dict[PetitionFilter, int]
    goal: str


def ground_of(office: Office) -> PetitionGround:
    """Return what the forms need of the office (a job of the reading lane)."""
    catalogue = office.catalogue
    units = [unit for unit in catalogue.units() if unit.active]
    people = [person.full_name for person in catalogue.people() if person.active]
    others = [unit.name for unit in units if unit.kind != "tdp"]
    bodies = [body.name for body in catalogue.bodies() if body.active]
    return PetitionGround(
        issuers=catalogue.issuers(),
        places=tuple(unit.name for unit in units if unit.kind == "tdp"),
        handlers=tuple(dict.fromkeys((*others, *people, *bodies))),
        workdays=office.desk.workdays(),
        default_due=office.petitions.default_due(),
        rule=office.petitions.rule(),
        years=office.petitions.years(),
    )


def _goal(office: Office, year: int) -> str:
    """Return the goal of the plan as a live figure: all that came in is answered."""
    told = office.petitions.figures(date(year, 1, 1), date(year, 12, 31))
    if not told.handled:
        return f"Sổ năm {year}"
    share = round(100 * len(told.finished) / len(told.handled))
    return f"Năm {year}: xong {len(told.finished)}/{len(told.handled)} ({share}%)"


class PetitionsPage(Page):
    """Lists petitions and shows the chosen one."""

    books = frozenset({Book.PETITIONS, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme, today = context.theme, context.clock.today()
        self.row: PetitionRow | None = None
        self._wanted: RecordId | None = None
        self._ground: PetitionGround | None = None
        self.filter = PetitionFilterBar(theme, today.year)
        self.rows: RowList[PetitionRow] = RowList(columns(today), look_of, self)
        self.list = RowView(theme, "Phản ánh, kiến nghị")
        self.pane = PetitionPane(theme)
        self.dialogs = PetitionDialogs(self, context)
        self.deeds = PetitionDeeds(self, context)
        self._none = Text(theme, "", Role.BODY, "text2", wrap=True)
        self._room, self._whole = QStackedWidget(), QStackedWidget()
        self._build()

    def _build(self) -> None:
        privacy = self.header.add_action(PRIVACY, show_key=False)
        privacy.setToolTip("Dữ liệu cá nhân: yêu cầu của người dân, sự cố (Alt P)")
        self.header.add_action(OPINIONS, show_key=False)
        self.header.add_action(FIGURES, show_key=False)
        self.header.add_action(PRINT, show_key=False)
        self.header.add_action(NEW, Kind.PRIMARY)
        self.list.show_model(self.rows)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._room.addWidget(self.list)
        self._room.addWidget(self._none)
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.filter)
        left.addWidget(Rule())
        left.addWidget(self._room, 1)
        self._split = SplitPane(self.context.desk, PAGE, (side, self.pane), (0, PANE))
        self._over = PaneOver(self.context.theme, side, self.pane, self.list, BESIDE_FROM)
        empty = EmptyPage(
            self.context.theme,
            "Chưa có phản ánh nào trong sổ",
            "Ghi tóm tắt nội dung, đơn vị xử lý và hạn. Họ tên người phản ánh không bắt buộc, "
            "cất riêng và xóa khi hết hạn.",
            (Way("Ghi phản ánh, kiến nghị", self.add, "comment_edit", "Ctrl G"),),
        )
        self._whole.addWidget(self._split)
        self._whole.addWidget(empty)
        self.body.addWidget(self._whole)
        self._connect()

    def _connect(self) -> None:
        self.filter.changed.connect(self._ask)
        self.filter.left.connect(self.list.setFocus)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self._over.open(self.pane))
        self.pane.acted.connect(self.context.frame.run_action)
        self.pane.file_opened.connect(self.deeds.open_file)
        self.pane.file_removed.connect(self._detach)
        self.pane.link_opened.connect(self.deeds.open_link)

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show the line another page names, or those behind a cell of a report."""
        if isinstance(argument, CellRecords):
            self.filter.show_cell(argument)
        elif isinstance(argument, str):
            self._wanted = RecordId(argument)
            self.filter.put(PetitionQuery())

    def refresh(self) -> None:
        """Read list, counts and the chosen line again."""
        self._ask(self.filter.query)

    def _ask(self, query: PetitionQuery) -> None:
        office = self.context.office
        self.context.jobs.read(
            lambda: _Read(
                office.petitions.page(query, 0, MOST),
                ground_of(office),
                office.petitions.counts(query),
                _goal(office, query.year or office.desk.today().year),
            ),
            self._show_read,
            key="petitions.list",
            owner=self,
        )

    def _show_read(self, read: _Read) -> None:
        self._ground = read.ground
        self.filter.know(read.ground.years, read.counts)
        self.rows.columns = columns(self.context.clock.today(), read.ground.workdays)
        self._show_rows(read.page)
        self.header.say("Phản ánh, kiến nghị", read.goal)

    def _show_rows(self, page: ListPage[PetitionRow]) -> None:
        wanted = self._wanted or (self.row.petition.id if self.row else None)
        before, self._wanted = max(self.list.chosen_row, 0), None
        self.rows.show(page.rows)
        is_empty = not page.rows and not self.filter.is_narrow
        self._whole.setCurrentIndex(1 if is_empty else 0)
        self._room.setCurrentIndex(0 if page.rows else 1)
        text = self.filter.query.text
        self._none.setText(f"Không có dòng nào khớp “{text}”." if text else "Không có dòng nào.")
        self._over.know(has_rows=bool(page.rows))
        if not page.rows:
            self.row = None
            return
        names = [row.petition.id for row in page.rows]
        at = names.index(wanted) if wanted in names else min(before, len(names) - 1)
        self.list.choose(at)
        self._choose(at)

    def _choose(self, at: int) -> None:
        row = self.rows.row_at(at)
        if isinstance(row, PetitionRow):
            self.row = row
            workdays = self._ground.workdays if self._ground else NO_WORKDAYS
            today = self.context.clock.today()
            writes = not self.context.office.read_only
            self.pane.show_row(row, today, workdays, may_write=writes)

    # ---- actions -----------------------------------------------------------------------------

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        if action not in OF_LINE:
            return True
        return self.row is not None and fits(BY_ID[action], self.row.petition)

    def add(self) -> None:
        """Take down a new petition."""
        self._enter(None)

    def edit(self) -> None:
        """Correct the chosen one."""
        if self.row is not None:
            self._enter(self.row.petition)

    def _enter(self, line: Petition | None) -> None:
        office = self.context.office
        self.context.jobs.read(
            lambda: ground_of(office),
            lambda ground: self.dialogs.enter(ground, line, self._show_kept),
            key="petitions.enter",
            owner=self,
        )

    def _show_kept(self, kept: Petition) -> None:
        self._wanted = kept.id
        self.refresh()

    def close_petition(self) -> None:
        """Write how the chosen one ended."""
        if self.row is not None:
            self.dialogs.close(self.row)

    def reopen(self) -> None:
        """Take the chosen one up again."""
        if self.row is not None:
            self.dialogs.reopen(self.row.petition)

    def cancel(self) -> None:
        """Strike the chosen one through."""
        if self.row is not None:
            self.dialogs.cancel(self.row.petition)

    def restore(self) -> None:
        """Take the cancellation of the chosen one back."""
        if self.row is not None:
            self.dialogs.restore(self.row.petition)

    def show_person(self) -> None:
        """Show who raised the chosen one."""
        if self.row is not None:
            self.dialogs.person(self.row.petition)

    def urge(self) -> None:
        """Note that who handles the chosen one was urged."""
        if self.row is not None:
            self.deeds.urge(self.row.petition)

    def link(self) -> None:
        """Join the chosen one with one that stands for it."""
        if self.row is not None:
            self.deeds.link(self.row.petition)

    def take_apart(self) -> None:
        """Let the chosen one stand for itself again."""
        if self.row is not None:
            self.deeds.take_apart(self.row.petition)

    def add_evidence(self) -> None:
        """Add files or links to the chosen one."""
        if self.row is not None:
            self.deeds.add_evidence(self.row.petition)

    def _detach(self, file: Attachment) -> None:
        if self.row is not None:
            self.deeds.detach(self.row.petition, file)

    def tell_history(self) -> None:
        """Show what happened to the chosen one."""
        if self.row is not None:
            self.deeds.tell_history(self.row.petition)

    def show_figures(self) -> None:
        """Show the figures of a span of days."""
        self.deeds.show_figures()

    def open_opinions(self) -> None:
        """Go to the topics of public opinion."""
        self.context.frame.go("opinions")

    def open_privacy(self) -> None:
        """Go to requests and incidents of personal data."""
        self.context.frame.go("privacy")

    def open_answer(self) -> None:
        """Go to the outgoing dispatch that answers."""
        if self.row is not None and self.row.petition.answer_id is not None:
            self.context.frame.go("outgoing", self.row.petition.answer_id)

    def print_book(self) -> None:
        """Print the book of a year, or write it to a file."""
        if self._ground is not None:
            self.dialogs.print_book(self._ground, self.filter.query.year)

    def focus_filter(self) -> None:
        """Go into the filter."""
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_overdue(self) -> None:
        """Show what is overdue."""
        self.filter.pick(PetitionFilter.OVERDUE)

    # ---- the page among pages ----------------------------------------------------------------

    def escape(self) -> bool:
        """Put the list back over the details."""
        return self._over.back()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.list, self.pane, self.filter.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._over.fit(self.width())


SPEC = PageSpec(
    key=PAGE,
    title="Phản ánh, kiến nghị",
    icon="comment_edit",
    factory=PetitionsPage,
    actions=ACTIONS,
    group=2,
)
