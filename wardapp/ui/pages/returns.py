"""Đơn vị gửi về: many files at once, whose they are, their doubts one by one, who is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.forms import FilledScope
from wardapp.core.report_views import ReportPlace
from wardapp.core.returns import (
    ReturnProposal,
    ReturnWish,
    SameUnit,
    UnitReturn,
)
from wardapp.core.sources import FileSource
from wardapp.services.return_doubts import COUNTING
from wardapp.services.return_planning import KeptReturn, Rehearsed
from wardapp.services.returns_board import ReturnsBoard
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import Purpose, ask_files
from wardapp.ui.jobs import Book, JobProgress
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.outside import show_kept
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.returns_actions import (
    ACTIONS,
    CHOOSE,
    DROP,
    EVIDENCE,
    KEEP,
    MERGE,
    OF_DOUBT,
    OF_RETURN,
    OF_WAITING,
    PAGE,
    REFUSE,
    SAME_NEW,
    SAME_OLD,
    USE,
    WHOLE,
)
from wardapp.ui.pages.returns_bar import ReturnsBar
from wardapp.ui.pages.returns_deeds import ReturnDeeds
from wardapp.ui.pages.returns_doubts import SettlesDoubts
from wardapp.ui.pages.returns_files import show_evidence, show_waiting, unpacked
from wardapp.ui.pages.returns_out import export_whole
from wardapp.ui.pages.returns_pane import ReturnsPane
from wardapp.ui.pages.returns_rows import Line, columns, lines_of, look_of
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.pane_over import PaneOver
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Rule

PANE, BESIDE_FROM = 520, 1000


@dataclass(frozen=True, slots=True)
class _Looked:
    """Files that were looked at, rehearsed with those that wait already."""

    rehearsed: tuple[Rehearsed, ...]
    form_id: str
    period_id: str


class ReturnsPage(SettlesDoubts, Page):
    """Lists what came in for a form and period, and settles it."""

    books = frozenset({Book.RETURNS, Book.REPORTS, Book.CATALOGUE, Book.REGIMES, Book.FORMS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.board: ReturnsBoard | None = None
        self.line: Line | None = None
        self.waiting: tuple[Rehearsed, ...] = ()
        self._form_id = self._period_id = self._wanted = ""
        self.bar = ReturnsBar(theme)
        self.rows: RowList[Line] = RowList(columns(), look_of, self)
        self.list = RowView(theme, "Bản các đơn vị gửi về")
        self.pane = ReturnsPane(theme)
        self.deeds = ReturnDeeds(self, context)
        self._room = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header.add_action(MERGE, show_key=False)
        self.header.add_action(WHOLE, show_key=False)
        self.header.add_action(CHOOSE)
        self._keep = self.header.add_action(KEEP, Kind.PRIMARY)
        self.list.show_model(self.rows)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, Rule()):
            column.addWidget(part)
        empty = EmptyPage(
            self.context.theme,
            "Nhận báo cáo các đơn vị gửi về",
            "Thả nhiều tệp cùng lúc: Excel, bảng Word, CSV, kể cả tệp bị sửa tên, xê dòng, gộp ô. "
            "Chỗ nào không đọc chắc chắn sẽ hỏi lại, không bỏ sót.",
            (Way("Chọn tệp đơn vị gửi về", self.choose, "arrow_download", CHOOSE.cap),),
        )
        self.empty = empty
        left_room = QStackedWidget()
        left_room.addWidget(self.list)
        left_room.addWidget(empty)
        column.addWidget(left_room, 1)
        self._room = left_room
        self._split = SplitPane(self.context.desk, PAGE, (left, self.pane), (0, PANE))
        self.body.addWidget(self._split)
        self._over = PaneOver(self.context.theme, left, self.pane, self.list, BESIDE_FROM)

    def _connect(self) -> None:
        self.bar.changed.connect(self._turn_to)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self._over.open(self.pane.list))
        self.pane.acted.connect(self.context.frame.run_action)

    # ---- coming and reading ------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Take files, or show a form and period, or one return."""
        if isinstance(argument, tuple) and argument:
            self.take_files(argument)
        elif isinstance(argument, ReportPlace):
            self._form_id, self._period_id = argument.form_id, argument.period_id
        elif isinstance(argument, UnitReturn):
            self._form_id, self._period_id = argument.form_id, argument.period_id
            self._wanted = argument.id

    def take_files(self, files: tuple[FileSource, ...]) -> bool:
        """Look at files dropped on the page, those straight out of a mail program too."""
        if not files or self.context.office.read_only:
            return False
        office, before = self.context.office, self.waiting
        form_id, period_id = self._form_id, self._period_id

        def work(progress: JobProgress) -> _Looked:
            sources = unpacked(office, files)
            found = office.returns.look_at(sources, form_id, period_id, progress)
            wishes = [each.wish for each in before]
            known = {each.proposal.path for each in wishes}
            wishes += [ReturnWish(proposal=each) for each in found if each.path not in known]
            first = next((each for each in found if each.form_id and each.period_id), None)
            return _Looked(
                office.returns.rehearse(wishes),
                first.form_id if first else form_id,
                first.period_id if first else period_id,
            )

        self.context.jobs.long(work, self._show_looked, title="Đang đọc tệp các đơn vị…")
        return True

    def _show_looked(self, looked: _Looked) -> None:
        self.waiting = looked.rehearsed
        self._form_id, self._period_id = looked.form_id, looked.period_id
        self._wanted = _path(looked.rehearsed[0].wish.proposal) if looked.rehearsed else ""
        self.refresh()

    def refresh(self) -> None:
        """Read the board again, and rehearse what waits."""
        office, waiting = self.context.office, self.waiting
        form_id, period_id = self._form_id, self._period_id
        self.context.jobs.read(
            lambda: (
                office.returns_boards.board(form_id, period_id),
                office.returns.rehearse([each.wish for each in waiting]),
            ),
            self._show_read,
            key="returns.board",
            owner=self,
        )

    def _turn_to(self, form_id: str, period_id: str) -> None:
        self._form_id, self._period_id = form_id, period_id
        self.refresh()

    def _show_read(self, read: tuple[ReturnsBoard, tuple[Rehearsed, ...]]) -> None:
        board, waiting = read
        if [each.wish for each in waiting] == [each.wish for each in self.waiting]:
            self.waiting = waiting
        self.board = board
        self._form_id, self._period_id = board.spec.id, board.period.id
        self.bar.show_board(board)
        self.pane.missing.show_board(board)
        counting = sum(each.state is not None for each in board.standings)
        expected = sum(each.is_expected for each in board.standings)
        self.header.say("Đơn vị gửi về", f"{counting} trên {expected} đơn vị")
        ready = sum(not each.field and each.is_new for each in self.waiting)
        self._keep.setText(f"Nhận {ready} tệp" if ready else KEEP.button)
        self._keep.setVisible(bool(self.waiting))
        self.header.fit()
        self._show_rows(board)

    def _show_rows(self, board: ReturnsBoard) -> None:
        rows = lines_of(board, self.waiting, self.context.clock.today())
        wanted = self._wanted or (_name(self.line) if self.line else "")
        self._wanted = ""
        self.rows.show(rows)
        self._room.setCurrentIndex(0 if rows else 1)
        at = next(
            (n for n, row in enumerate(rows) if isinstance(row, Line) and _name(row) == wanted),
            next((n for n, row in enumerate(rows) if isinstance(row, Line)), -1),
        )
        if at < 0:
            self.line = None
            self.pane.show_line(None, may_write=False)
            return
        self.list.choose(at)
        self._choose(at)

    def _choose(self, at: int) -> None:
        row = self.rows.row_at(at)
        if isinstance(row, Line):
            self.line = row
            self.pane.show_line(row, may_write=not self.context.office.read_only)

    # ---- files that wait ---------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files."""
        paths = ask_files(self, self.context.desk, Purpose.RETURNS, "Chọn tệp các đơn vị gửi về")
        if paths:
            self.take_files(paths)

    def keep_ready(self) -> None:
        """Keep every file that asks nothing, as one step."""
        wishes = tuple(each.wish for each in self.waiting if not each.field)

        def done(kept: tuple[KeptReturn, ...]) -> None:
            gone = {wish.proposal.path for wish in wishes}
            self.waiting = tuple(e for e in self.waiting if e.wish.proposal.path not in gone)
            self._wanted = kept[0].returned.id if kept else ""
            self.refresh()

        if wishes:
            self.deeds.keep(wishes, done)

    def drop_waiting(self) -> None:
        """Let the chosen file lie."""
        chosen = self.line.waiting if self.line else None
        self.waiting = tuple(each for each in self.waiting if each is not chosen)
        self.refresh()

    def same_new(self) -> None:
        """Let the new file of a unit count."""
        self._wish_same(SameUnit.NEW)

    def same_old(self) -> None:
        """Let the return that is here count."""
        self._wish_same(SameUnit.OLD)

    def _wish_same(self, same: SameUnit) -> None:
        chosen = self.line.waiting if self.line else None
        if chosen is not None:
            self._change(chosen, replace(chosen.wish, same_unit=same))

    def _change(self, chosen: Rehearsed, wish: ReturnWish) -> None:
        self.waiting = tuple(
            replace(each, wish=wish) if each is chosen else each for each in self.waiting
        )
        self.refresh()

    # ---- returns -----------------------------------------------------------------------------

    def open_file(self) -> None:
        """Open a copy of the file in its own program."""
        if self.line is not None and self.line.returned is not None:
            show_kept(self.context, self, self.line.returned.file)
        elif self.line is not None and self.line.waiting is not None:
            show_waiting(self.context, self.line.waiting.wish.proposal)

    def open_evidence(self) -> None:
        """Open a file that came along with the chosen return; of several the clerk chooses."""
        if self.line is not None and self.line.returned is not None:
            show_evidence(self.context, self, self.line.returned.evidence)

    def change_unit(self) -> None:
        """Say whose the chosen one is."""
        if self.line is None or self.board is None:
            return
        if self.line.returned is not None:
            self.deeds.change_unit(self.board, self.line.returned)
        elif self.line.waiting is not None:
            chosen = self.line.waiting
            wish = self.deeds.ask_wish(self.board, chosen.wish)
            if wish is not None:
                self._change(chosen, wish)

    def change_day(self) -> None:
        """Say when the chosen one came."""
        if self.line is not None and self.line.returned is not None:
            self.deeds.change_day(self.line.returned)
        else:
            self.change_unit()

    def refuse(self) -> None:
        """Send the chosen return back."""
        if self.board is not None and self.line is not None and self.line.returned is not None:
            self.deeds.refuse(self.board, self.line.returned)

    def use(self) -> None:
        """Let the chosen return count again."""
        if self.board is not None and self.line is not None and self.line.returned is not None:
            self.deeds.use(self.board, self.line.returned)

    # ---- the page among pages ----------------------------------------------------------------

    def merge(self) -> None:
        """Go to the topics that may be one."""
        self.context.frame.go("merging", self._place)

    def show_whole(self) -> None:
        """Go to the consolidated form."""
        self.context.frame.go("reports", replace(self._place, scope=FilledScope.ALL.value))

    def export(self) -> None:
        """Write the consolidated form to a file."""
        if self.board is not None:
            export_whole(self.context, self, self.board)

    @property
    def _place(self) -> ReportPlace:
        return ReportPlace(form_id=self._form_id, period_id=self._period_id)

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        if action in OF_DOUBT:
            return self._settling is not None
        returned = self.line.returned if self.line else None
        if action == KEEP.id:
            return any(not each.field for each in self.waiting)
        if action in OF_WAITING and self.line is not None and self.line.waiting is not None:
            is_asked = self.line.waiting.field == "same_unit"
            return is_asked if action in {SAME_NEW.id, SAME_OLD.id} else True
        if action in {DROP.id, SAME_NEW.id, SAME_OLD.id}:
            return False
        if action in OF_RETURN:
            counts = returned is not None and returned.state in COUNTING
            has_files = bool(returned and returned.evidence)
            fits = {USE.id: not counts, REFUSE.id: counts, EVIDENCE.id: has_files}.get(action, True)
            return returned is not None and fits
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.list, self.pane.list, self.bar.form)

    def escape(self) -> bool:
        """Put the list back over the details."""
        return self._over.back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._over.fit(self.width())


def _name(line: Line) -> str:
    if line.returned is not None:
        return line.returned.id
    return _path(line.waiting.wish.proposal) if line.waiting else ""


def _path(proposal: ReturnProposal) -> str:
    return proposal.path or proposal.file


SPEC = PageSpec(
    key=PAGE,
    title="Đơn vị gửi về",
    icon="people_team",
    factory=ReturnsPage,
    actions=ACTIONS,
    group=2,
    help_topic="tong-hop",
)
