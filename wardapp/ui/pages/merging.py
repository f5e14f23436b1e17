"""Gộp vấn đề: topics of all units at the left, merged ones at the right, by the clerk's hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.errors import NotFound
from wardapp.core.forms import FormSpec, FormValue
from wardapp.core.report_views import ReportPlace
from wardapp.core.returns import MergeGroup, MergeMember
from wardapp.services.merging import MergedTopic, Topic, TopicBoard
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import Refused
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import Cell, Column, GroupRow
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.merging_actions import (
    ACTIONS,
    ADD,
    JOIN,
    OF_GROUP,
    OUT,
    PAGE,
    PART,
    PROPOSED,
    WRITE,
)
from wardapp.ui.pages.merging_form import row_form, row_words
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Rule

TOUCHED = frozenset({Book.RETURNS, Book.REPORTS})
RIGHT, BESIDE_FROM = 540, 900
LEAST = 2
Values = tuple[tuple[str, FormValue], ...]


class MergingPage(Page):
    """Joins topics that are one and takes them apart; nothing is merged by itself."""

    is_task = True
    books = frozenset({Book.RETURNS, Book.REPORTS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.board: TopicBoard | None = None
        self._place: ReportPlace | None = None
        self._wanted = ""
        self._proposal = -1
        self.loose: RowList[Topic] = RowList(_topic_columns("Vấn đề các đơn vị nêu"), parent=self)
        self.merged: RowList[MergedTopic | Topic] = RowList(_merged_columns(self), parent=self)
        self.left = RowView(theme, "Vấn đề các đơn vị nêu")
        self.right = RowView(theme, "Vấn đề đã gộp")
        self._room = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.header.add_action(PROPOSED)
        self.header.add_action(JOIN, Kind.PRIMARY)
        self.left.show_model(self.loose)
        self.left.allow_many()
        self.right.show_model(self.merged)
        self.left.opened.connect(lambda _row: self.join())
        self.right.opened.connect(lambda _row: self.write())
        self.split = SplitPane(
            self.context.desk,
            PAGE,
            (_boxed(self.left), _boxed(self.right, self._foot())),
            (0, RIGHT),
        )
        empty = EmptyPage(
            self.context.theme,
            "Chưa có vấn đề nào để gộp",
            "Khi các đơn vị gửi báo cáo có biểu dư luận, mỗi vấn đề họ nêu hiện ở đây.",
            (Way("Nhận báo cáo các đơn vị", self._go_returns, "mail_inbox"),),
        )
        self._room.addWidget(self.split)
        self._room.addWidget(empty)
        self.body.addWidget(self._room)

    def _foot(self) -> QWidget:
        """Return the buttons of the groups."""
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        for action in (WRITE, ADD, OUT, PART):
            kind = Kind.GHOST if action is PART else Kind.SECONDARY
            button = Button(
                self.context.theme, action.button, icon=action.icon, kind=kind, height=INLINE
            )
            button.setToolTip(f"{action.title} ({action.cap})")
            button.clicked.connect(partial(self.context.frame.run_action, action.id))
            row.addWidget(button)
        row.addStretch(1)
        return foot

    def _go_returns(self) -> None:
        self.context.frame.go("returns", self._place)

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Take the form and period whose topics are to be merged."""
        if isinstance(argument, ReportPlace):
            self._place = argument

    def refresh(self) -> None:
        """Read the topics again."""
        office, place = self.context.office, self._place

        def read() -> TopicBoard | None:
            known = place or _first_place(office.reporting.forms(), office)
            try:
                return office.merging.board(known.form_id, known.period_id) if known else None
            except NotFound:
                return None

        self.context.jobs.read(read, self._show, key="merging.board", owner=self)

    def _show(self, board: TopicBoard | None) -> None:
        self.board = board
        if board is None or not (board.loose or board.merged):
            self._room.setCurrentIndex(1)
            self.header.say("Gộp vấn đề", "")
            return
        self._room.setCurrentIndex(0)
        period = board.filled.period.label
        self.header.say("Gộp vấn đề", f"{board.table.short_title}, {period}")
        self.loose.show(_loose_rows(board))
        self.merged.show(_merged_rows(board))
        self._choose_group(self._wanted)
        self._proposal = -1
        if self.loose.rowCount():
            self.left.choose(0 if not isinstance(self.loose.row_at(0), GroupRow) else 1)

    def _choose_group(self, group_id: str) -> None:
        for at in range(self.merged.rowCount()):
            row = self.merged.row_at(at)
            if isinstance(row, MergedTopic) and group_id in {"", row.group.id}:
                self.right.choose(at)
                return

    # ---- deeds -------------------------------------------------------------------------------

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        if action == JOIN.id:
            return len(self._chosen) >= LEAST
        if action == PROPOSED.id:
            return self.board is not None and bool(self.board.proposals)
        if action == ADD.id:
            return bool(self._chosen) and self._group is not None
        if action == OUT.id:
            return isinstance(self.merged.row_at(self.right.chosen_row), Topic)
        return self._group is not None if action in OF_GROUP else True

    @property
    def _chosen(self) -> tuple[MergeMember, ...]:
        return tuple(row.member for row in self.left.chosen_rows() if isinstance(row, Topic))

    @property
    def _group(self) -> MergedTopic | None:
        """Return the merged topic that is chosen at the right, or the one of a chosen member."""
        for at in range(self.right.chosen_row, -1, -1):
            row = self.merged.row_at(at)
            if isinstance(row, MergedTopic):
                return row
        return None

    def next_proposal(self) -> None:
        """Choose the next set of topics whose words are alike."""
        board = self.board
        if board is None or not board.proposals:
            return
        self._proposal = (self._proposal + 1) % len(board.proposals)
        wanted = set(board.proposals[self._proposal])
        rows = [at for at in range(self.loose.rowCount()) if self.loose.row_at(at) in wanted]
        selection = QItemSelection()
        last = self.loose.columnCount() - 1
        for at in rows:
            selection.select(self.loose.index(at, 0), self.loose.index(at, last))
        self.left.choose(rows[0])
        self.left.selectionModel().select(
            selection, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.left.setFocus()

    def join(self) -> None:
        """Merge the topics chosen at the left."""
        board, chosen = self.board, self._chosen
        if board is None or len(chosen) < LEAST:
            return
        merging, frame = self.context.office.merging, self.context.frame

        def joined(group: MergeGroup) -> None:
            self._wanted = group.id
            frame.toast(f"Đã gộp {len(chosen)} vấn đề thành một.", frame.undo)

        self.context.jobs.write(lambda: merging.join(board, chosen), joined, touches=TOUCHED)

    def add_to(self) -> None:
        """Take the topics chosen at the left into the group at the right."""
        group, chosen = self._group, self._chosen
        if group is None or not chosen:
            return
        merging, frame = self.context.office.merging, self.context.frame
        self._wanted = group.group.id
        self.context.jobs.write(
            lambda: merging.add(group.group, chosen),
            lambda _group: frame.toast(f"Đã thêm {len(chosen)} vấn đề vào nhóm.", frame.undo),
            touches=TOUCHED,
        )

    def take_out(self) -> None:
        """Take the topic chosen at the right out of its group."""
        topic, group = self.merged.row_at(self.right.chosen_row), self._group
        if not isinstance(topic, Topic) or group is None:
            return
        merging, frame = self.context.office.merging, self.context.frame
        self._wanted = group.group.id
        self.context.jobs.write(
            lambda: merging.take_out(group.group, topic.member),
            lambda _none: frame.toast(f"Đã tách vấn đề của {topic.unit_name}.", frame.undo),
            touches=TOUCHED,
        )

    def part(self) -> None:
        """Take the chosen group apart."""
        group = self._group
        if group is None:
            return
        merging, frame = self.context.office.merging, self.context.frame
        self._wanted = ""
        self.context.jobs.write(
            lambda: merging.part(group.group),
            lambda _none: frame.toast("Đã tách cả nhóm.", frame.undo),
            touches=TOUCHED,
        )

    def write(self) -> None:
        """Say what the merged row says."""
        board, group = self.board, self._group
        if board is None or group is None:
            return
        merging, frame = self.context.office.merging, self.context.frame

        def keep(values: Values, done: Callable[[], None], refused: Refused) -> None:
            def said(_group: MergeGroup) -> None:
                done()
                frame.toast("Đã ghi nội dung vấn đề đã gộp.", frame.undo)

            self._wanted = group.group.id
            self.context.jobs.write(
                lambda: merging.write(board, group.group, values),
                said,
                touches=TOUCHED,
                on_refused=refused,
            )

        dialog = row_form(self, self.context.theme, board, group, keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.left, self.right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both lists one above the other where they have no room beside each other."""
        super().resizeEvent(event)
        is_beside = self.width() >= self.context.theme.px(BESIDE_FROM)
        turned = Qt.Orientation.Horizontal if is_beside else Qt.Orientation.Vertical
        if self.split.orientation() is not turned:
            self.split.setOrientation(turned)
            self.split.arrange("" if is_beside else "narrow", (0, RIGHT) if is_beside else (1, 1))


def _first_place(forms: tuple[FormSpec, ...], office: Office) -> ReportPlace | None:
    """Return the first form that merges topics, in its period due next."""
    for form in forms:
        if office.merging.tables(form.id):
            period = office.reporting.current_period(form.id)
            return ReportPlace(form_id=form.id, period_id=period.id)
    return None


def _boxed(view: RowView, foot: QWidget | None = None) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(view)
    if foot is not None:
        column.addWidget(Rule())
        column.addWidget(foot)
    return room


def _topic_columns(head: str) -> tuple[Column[Topic], ...]:
    return (
        Column(head, 0, lambda row: Cell(first=row.title, second=row.detail)),
        Column("Đơn vị", 168, lambda row: Cell(first=row.unit_name, tone="text2")),
    )


def _merged_columns(page: MergingPage) -> tuple[Column[MergedTopic | Topic], ...]:
    def what(row: MergedTopic | Topic) -> Cell:
        if isinstance(row, Topic):
            return Cell(first=row.title, second=row.unit_name, tone="text2", icon="chevron_right")
        board = page.board
        first, second = row_words(board.table, row.row) if board else ("", "")
        return Cell(first=first or "Chưa có nội dung", second=second, is_strong=True)

    def count(row: MergedTopic | Topic) -> Cell:
        return Cell() if isinstance(row, Topic) else Cell(first=f"{len(row.topics)} đơn vị")

    return (Column("Vấn đề đã gộp", 0, what), Column("Từ", 84, count))


def _loose_rows(board: TopicBoard) -> list[Topic | GroupRow]:
    """Return the topics, those that may be one together on top."""
    rows: list[Topic | GroupRow] = []
    proposed: set[MergeMember] = set()
    for each in board.proposals:
        rows += [GroupRow("Có thể là một", str(len(each)), "accent"), *each]
        proposed |= {topic.member for topic in each}
    rest = [topic for topic in board.loose if topic.member not in proposed]
    if rest and rows:
        rows.append(GroupRow("Còn lại", str(len(rest))))
    return rows + rest


def _merged_rows(board: TopicBoard) -> list[MergedTopic | Topic | GroupRow]:
    rows: list[MergedTopic | Topic | GroupRow] = []
    for each in board.merged:
        rows += [each, *each.topics]
    return rows


SPEC = PageSpec(
    key=PAGE,
    title="Gộp vấn đề",
    icon="arrow_swap",
    factory=MergingPage,
    actions=ACTIONS,
    under="returns",
    help_topic="tong-hop",
)
