"""Biểu mẫu: every form and version, the chosen one as an empty page, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.form_views import FormEntry, FormLook, KeptReport
from wardapp.core.report_views import ReportPlace
from wardapp.core.views import PaperView
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.forms_actions import (
    ACTIONS,
    BACK,
    FILL,
    KEEP,
    MOVE,
    NEW,
    OF_LOOK,
    OFFICIAL,
    OPEN,
    PAGE,
    PRINT,
    RETIRE,
    ROWS,
    SAVE,
)
from wardapp.ui.pages.forms_deeds import REPORTS, FormDeeds, read_empty
from wardapp.ui.pages.forms_rows import COLUMNS, entry_line, look_line, look_of, rows_of
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.deed_pane import DeedPane
from wardapp.ui.widgets.page_panel import PagePanel
from wardapp.ui.widgets.split_pane import SplitPane

LIST, PANE, PANE_FROM, PAPER_FROM = 330, 330, 700, 1000
ENDINGS = (".toml", ".xlsx", ".docx")
WAY_BACK = Action(
    id="forms.leave_look", title="Thôi xem mẫu mới", slot="leave_look", page=PAGE, icon="dismiss",
    button="Thôi",
)  # fmt: skip
LOOK_ROWS = (*ROWS, (WAY_BACK,))


class FormsPage(Page):
    """The forms this office can fill; a file looked at stands beside them before it is kept."""

    books = frozenset({Book.FORMS, Book.REPORTS})
    is_task = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.entries: tuple[FormEntry, ...] = ()
        self.look: FormLook | None = None
        self._wanted: tuple[str, str] = ("", "")
        self.rows: RowList[FormEntry] = RowList(COLUMNS, look_of, self)
        self.list = RowView(theme, "Các mẫu và phiên bản")
        self.list.show_model(self.rows)
        self.paper = PagePanel(theme, context.jobs, context.office.exporting, can_open=False)
        self.pane = DeedPane(theme, "Mẫu đang chọn", LOOK_ROWS)
        self.deeds = FormDeeds(self, context)
        self._build()

    def _build(self) -> None:
        theme = self.context.theme
        self.header.say("Biểu mẫu")
        self.header.add_action(OFFICIAL, show_key=False)
        self.header.add_action(NEW, Kind.PRIMARY)
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.paper)
        self.room = room
        for part, least in ((self.list, 200), (room, 200), (self.pane, 220)):
            part.setMinimumWidth(theme.px(least))
        panes = (self.list, room, self.pane)
        self.body.addWidget(
            SplitPane(self.context.desk, PAGE, panes, (theme.px(LIST), 0, theme.px(PANE))), 1
        )
        self.list.chosen.connect(lambda _row: self._pick())
        self.list.opened.connect(lambda _row: self.open_report())
        self.pane.acted.connect(self._act)

    def _act(self, name: str) -> None:
        if name == WAY_BACK.id:
            self.leave_look()
        else:
            self.context.frame.run_action(name)

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a form by its id, a version by (id, version), or look at a file by its path."""
        if isinstance(argument, Path):
            self.deeds.take(argument, self._show_look)
        elif isinstance(argument, tuple):
            self._wanted = (str(argument[0]), str(argument[1]))
        elif argument:
            self._wanted = (str(argument), "")
        self.refresh()

    def refresh(self) -> None:
        """Read the forms again; the chosen version stays chosen."""
        office = self.context.office
        self.context.jobs.read(
            office.own_forms.keeping.entries, self._show, key="forms.list", owner=self
        )

    def _show(self, entries: tuple[FormEntry, ...]) -> None:
        chosen = self.chosen()
        form, version = self._wanted
        if not form and chosen is not None:
            form, version = chosen.form_id, chosen.version
        self._wanted = ("", "")
        self.entries = entries
        active = {each.form_id for each in entries if each.active}
        self.header.say("Biểu mẫu", f"{len(active)} mẫu đang dùng")
        rows = rows_of(entries)
        fits = [
            at
            for at, row in enumerate(rows)
            if isinstance(row, FormEntry)
            and form in {"", row.form_id}
            and version in {"", row.version}
        ]
        first = next((at for at, row in enumerate(rows) if isinstance(row, FormEntry)), -1)
        with QSignalBlocker(self.list):  # not chosen by hand: a file looked at stays
            self.rows.show(rows)
            self.list.choose(fits[0] if fits else first)
        self._choose()

    def chosen(self) -> FormEntry | None:
        """Return the chosen version."""
        at = self.list.chosen_row
        row = self.rows.row_at(at) if at >= 0 else None
        return row if isinstance(row, FormEntry) else None

    def _pick(self) -> None:
        """Show the version chosen by hand; a file looked at is left for it."""
        if self.list.hasFocus():
            self.look = None
        self._choose()

    def _choose(self) -> None:
        if self.look is not None:
            return
        entry, office = self.chosen(), self.context.office
        if entry is None:
            return
        self._show_pane()
        if entry.fault:
            self.paper.view.show_words(entry.fault)
            return
        form, version = entry.form_id, entry.version
        self._show_pdf(lambda: read_empty(office, form, version))

    def _show_pdf(self, work: Callable[[], bytes]) -> None:
        self.context.jobs.render(
            work,
            lambda pdf: self.paper.show_paper(PaperView(pdf=pdf)),
            key="forms.paper",
            owner=self,
            on_refused=lambda error: self.paper.view.show_words(error.sentence),
        )

    def _show_pane(self) -> None:
        entry, writes = self.chosen(), not self.context.office.read_only
        if self.look is not None:
            self.pane.show_line(look_line(self.look), self._fits, may_write=writes)
        elif entry is not None:
            self.pane.show_line(entry_line(entry), self._fits, may_write=writes)

    def _show_look(self, look: FormLook) -> None:
        """Show a file looked at: its empty page, its faults or what it does to reports."""
        self.look = look
        self._show_pane()
        office, spec = self.context.office, look.spec
        if spec is None:
            self.paper.view.show_words("Sửa hết chỗ sai thì trang mẫu hiện ở đây.")
            return
        self._show_pdf(lambda: office.own_forms.papers.empty_pdf(spec))

    # ---- actions -----------------------------------------------------------------------------

    def can(self, action: str) -> bool:
        """Tell what is possible now."""
        known = next((each for each in ACTIONS if each.id == action), None)
        return known is None or known in {NEW, OFFICIAL} or self._fits(known)

    def _fits(self, action: Action) -> bool:
        if action.id in OF_LOOK or action is WAY_BACK:
            is_kept = self.look is not None and self.look.can_be_kept
            return is_kept if action is KEEP else self.look is not None
        entry = self.chosen()
        if self.look is not None or entry is None:
            return False
        return {
            RETIRE: entry.active,
            BACK: not entry.active and not entry.fault,
            MOVE: bool(self._movable(entry)),
            PRINT: bool(self._printable(entry)),
            FILL: bool(entry.official and entry.reports),
            SAVE: not entry.shipped,
            OPEN: entry.is_newest,
        }.get(action, True)

    def _movable(self, entry: FormEntry) -> tuple[KeptReport, ...]:
        """Return the reports of a version that a newer one waits for."""
        has_newer = any(
            each.is_newest and each.version != entry.version
            for each in self.entries
            if each.form_id == entry.form_id
        )
        return entry.reports if has_newer else ()

    def _printable(self, entry: FormEntry) -> tuple[KeptReport, ...]:
        if entry.fault:
            return ()
        same = (each for each in self.entries if each.form_id == entry.form_id)
        return tuple(report for each in same for report in each.reports)

    def add_form(self) -> None:
        """Look at a form.toml before it is kept."""
        self.deeds.ask_form(self._show_look)

    def from_official(self) -> None:
        """Make a form of an official workbook or Word file."""
        self.deeds.ask_official_file(self._show_look)

    def take_files(self, files: tuple[Path, ...]) -> bool:
        """Look at a form or an official file dropped on the page."""
        fits = [path for path in files if path.suffix.casefold() in ENDINGS]
        if fits:
            self.deeds.take(fits[0], self._show_look)
        return bool(fits)

    def keep_form(self) -> None:
        """Keep the form looked at."""
        look = self.look
        if look is None or look.spec is None or not look.can_be_kept:
            return
        wanted = (look.spec.id, look.spec.version)

        def done(_entry: object) -> None:
            self.look, self._wanted = None, wanted
            self.refresh()

        self.deeds.keep(look, done)

    def look_again(self) -> None:
        """Read the file looked at anew, after it was mended."""
        if self.look is not None:
            self.deeds.look_at(Path(self.look.path), self._show_look)

    def leave_look(self) -> None:
        """Leave the file alone and show the chosen form again."""
        self.look = None
        self._choose()

    def retire_form(self) -> None:
        """Take the chosen version out of use."""
        self._on_entry(lambda entry: self.deeds.switch(entry, active=False))

    def bring_back(self) -> None:
        """Take the chosen version into use again."""
        self._on_entry(lambda entry: self.deeds.switch(entry, active=True))

    def move_report(self) -> None:
        """Move a report of the chosen version to the newest."""
        self._on_entry(lambda entry: self.deeds.move(self._movable(entry)))

    def print_in_version(self) -> None:
        """Write a report in the layout of the chosen version."""
        self._on_entry(lambda entry: self.deeds.print_in(entry, self._printable(entry)))

    def fill_official(self) -> None:
        """Write a report of the chosen version into its official file."""
        self._on_entry(self.deeds.fill_official)

    def save_text(self) -> None:
        """Save the chosen form as a file."""
        self._on_entry(self.deeds.save_text)

    def open_report(self) -> None:
        """Go to the reports of the chosen form."""
        self._on_entry(
            lambda entry: self.context.frame.go(
                REPORTS, ReportPlace(form_id=entry.form_id, period_id="")
            )
        )

    def _on_entry(self, deed: Callable[[FormEntry], object]) -> None:
        entry = self.chosen()
        if entry is not None:
            deed(entry)

    # ---- the page among pages ----------------------------------------------------------------

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through."""
        parts = (self.list, self.paper.view, self.pane)
        return tuple(part for part in parts if part.isVisibleTo(self))

    def escape(self) -> bool:
        """Leave the file looked at, then the page."""
        if self.look is not None:
            self.leave_look()
        else:
            self.context.frame.back()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the page out where the words need the room."""
        super().resizeEvent(event)
        theme = self.context.theme
        self.room.setVisible(self.width() >= theme.px(PAPER_FROM))
        self.pane.setVisible(self.width() >= theme.px(PANE_FROM))


SPEC = PageSpec(
    key=PAGE,
    title="Biểu mẫu",
    icon="library",
    factory=FormsPage,
    actions=(*ACTIONS, WAY_BACK),
    under="reports",
    help_topic="forms",
)
