"""Dư luận xã hội: topics that people speak about, the chosen one beside the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId
from wardapp.core.opinions import OpinionCounts, OpinionQuery, OpinionTopic
from wardapp.core.views import ListPage
from wardapp.services.office import Office
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.cell_records import CellRecords
from wardapp.ui.pages.opinions_actions import (
    ACTIONS,
    APART,
    BACK,
    CLOSE,
    EDIT,
    EVIDENCE,
    EXPORT,
    HEARD,
    HISTORY,
    JOIN,
    NEW,
    OF_TOPIC,
    PAGE,
    REMOVE,
    REOPEN,
)
from wardapp.ui.pages.opinions_deeds import OpinionDeeds
from wardapp.ui.pages.opinions_filter import OpinionFilterBar
from wardapp.ui.pages.opinions_forms import OpinionGround
from wardapp.ui.pages.opinions_rows import columns, look_of, pane_line
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.deed_pane import DeedPane
from wardapp.ui.widgets.pane_over import PaneOver
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Rule, Text

MOST = 5_000
PANE, BESIDE_FROM = 420, 1000
ROWS = ((CLOSE, REOPEN, HEARD), (EDIT, EVIDENCE), (JOIN, APART), (HISTORY, REMOVE))
BY_ID = {each.id: each for each in ACTIONS}


@dataclass(frozen=True, slots=True)
class _Read:
    """All that the page read at once."""

    page: ListPage[OpinionTopic]
    counts: OpinionCounts
    names: dict[RecordId, str]


def ground_of(office: Office) -> OpinionGround:
    """Return what the form offers (a job of the reading lane)."""
    units = tuple(unit for unit in office.catalogue.units() if unit.active and unit.code)
    recent = office.opinions.page(OpinionQuery(), 0, 200).rows
    origins = tuple(dict.fromkeys(topic.origin for topic in recent if topic.origin))
    return OpinionGround(units=units, origins=origins)


class OpinionsPage(Page):
    """Lists topics and shows the chosen one."""

    books = frozenset({Book.OPINIONS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme, today = context.theme, context.clock.today()
        self.topic: OpinionTopic | None = None
        self._wanted: RecordId | None = None
        self._names: dict[RecordId, str] = {}
        self.filter = OpinionFilterBar(theme, today)
        self.rows: RowList[OpinionTopic] = RowList(columns(today), look_of, self)
        self.list = RowView(theme, "Dư luận xã hội")
        self.pane = DeedPane(
            theme, "Vấn đề dư luận đang chọn", ROWS, frozenset({REMOVE.id, HISTORY.id})
        )
        self.deeds = OpinionDeeds(self, context)
        self._none = Text(theme, "Không có vấn đề nào khớp.", Role.BODY, "text2", wrap=True)
        self._room, self._whole = QStackedWidget(), QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.header.say("Dư luận xã hội")
        self.header.add_action(BACK, show_key=False)
        self.header.add_action(EXPORT, show_key=False)
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
            "Chưa ghi vấn đề dư luận nào",
            "Ghi vấn đề người dân quan tâm, khuynh hướng, mức độ lan rộng và biện pháp định "
            "hướng. Không ghi họ tên ai. Biểu C của báo cáo lấy từ đây.",
            (Way("Ghi vấn đề dư luận", self.add, "people_team", "Ctrl N"),),
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
        """Show the topic another page names, or those behind a cell of a report."""
        if isinstance(argument, CellRecords):
            self.filter.show_cell(argument)
        elif isinstance(argument, str) and argument:
            self._wanted = RecordId(argument)
            self.filter.clear()

    def refresh(self) -> None:
        """Read list and counts again."""
        self._ask(self.filter.query)

    def _ask(self, query: OpinionQuery) -> None:
        opinions = self.context.office.opinions

        def read() -> _Read:
            found = opinions.page(query, 0, MOST)
            named = {topic.id: topic.issue for topic in opinions.page(OpinionQuery(), 0, MOST).rows}
            return _Read(found, opinions.counts(query), named)

        self.context.jobs.read(read, self._show_read, key="opinions.list", owner=self)

    def _show_read(self, read: _Read) -> None:
        self._names = read.names
        self.filter.know(read.counts)
        self.rows.columns = columns(self.context.clock.today())
        self._show_rows(read.page)
        self.header.say("Dư luận xã hội", f"Đang nghe {read.counts.open} vấn đề")

    def _show_rows(self, page: ListPage[OpinionTopic]) -> None:
        wanted = self._wanted or (self.topic.id if self.topic else None)
        before, self._wanted = max(self.list.chosen_row, 0), None
        self.rows.show(page.rows)
        is_empty = not page.rows and not self.filter.is_narrow
        self._whole.setCurrentIndex(1 if is_empty else 0)
        self._room.setCurrentIndex(0 if page.rows else 1)
        self._over.know(has_rows=bool(page.rows))
        if not page.rows:
            self.topic = None
            return
        ids = [topic.id for topic in page.rows]
        at = ids.index(wanted) if wanted in ids else min(before, len(ids) - 1)
        self.list.choose(at)
        self._choose(at)

    def _choose(self, at: int) -> None:
        row = self.rows.row_at(at)
        if not isinstance(row, OpinionTopic):
            return
        self.topic = row
        beside = {each.id for each in self.rows_joined(row)} | {row.id, row.joined_to}
        names = {each: words for each, words in self._names.items() if each in beside}
        line = pane_line(row, self.context.clock.today(), names)
        writes = not self.context.office.read_only
        self.pane.show_line(line, lambda action: fits(action, row), may_write=writes)

    def rows_joined(self, topic: OpinionTopic) -> tuple[OpinionTopic, ...]:
        """Return the topics in the list that this one stands for."""
        rows = (self.rows.row_at(at) for at in range(self.rows.rowCount()))
        return tuple(
            row for row in rows if isinstance(row, OpinionTopic) and row.joined_to == topic.id
        )

    # ---- actions -----------------------------------------------------------------------------

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        if action not in OF_TOPIC:
            return True
        return self.topic is not None and fits(BY_ID[action], self.topic)

    def add(self) -> None:
        """Take down a new topic."""
        self._enter(None)

    def edit(self) -> None:
        """Correct the chosen one."""
        self._on_topic(self._enter)

    def _enter(self, topic: OpinionTopic | None) -> None:
        office = self.context.office
        self.context.jobs.read(
            lambda: ground_of(office),
            lambda ground: self.deeds.enter(ground, topic, self._show_kept),
            key="opinions.enter",
            owner=self,
        )

    def _show_kept(self, kept: OpinionTopic) -> None:
        self._wanted = kept.id
        self.refresh()

    def _on_topic(self, deed: Callable[[OpinionTopic], object]) -> None:
        if self.topic is not None:
            deed(self.topic)

    def heard_again(self) -> None:
        """Note that the chosen one came up again today."""
        self._on_topic(self.deeds.heard_again)

    def close_topic(self) -> None:
        """Write how the chosen one ended."""
        self._on_topic(self.deeds.close)

    def reopen(self) -> None:
        """Let the chosen one count as alive again."""
        self._on_topic(self.deeds.reopen)

    def join(self) -> None:
        """Join the chosen one with another."""
        self._on_topic(self.deeds.join)

    def take_apart(self) -> None:
        """Let the chosen one stand for itself again."""
        self._on_topic(self.deeds.take_apart)

    def add_evidence(self) -> None:
        """Add files or links to the chosen one."""
        self._on_topic(self.deeds.add_evidence)

    def _detach(self, file: Attachment) -> None:
        self._on_topic(lambda topic: self.deeds.detach(topic, file))

    def tell_history(self) -> None:
        """Show what happened to the chosen one."""
        self._on_topic(self.deeds.tell_history)

    def remove(self) -> None:
        """Remove the chosen one."""
        self._on_topic(self.deeds.remove)

    def export(self) -> None:
        """Write what is shown to a file."""
        self.deeds.export(self.filter.query)

    def focus_filter(self) -> None:
        """Go into the filter."""
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_petitions(self) -> None:
        """Go to the petitions."""
        self.context.frame.go("petitions")

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


def fits(action: Action, topic: OpinionTopic) -> bool:
    """Return whether an action makes sense for a topic."""
    is_joined = topic.joined_to is not None
    return {
        CLOSE: topic.closed_on is None and not is_joined,
        REOPEN: topic.closed_on is not None and not is_joined,
        HEARD: not is_joined,
        JOIN: not is_joined,
        APART: is_joined,
    }.get(action, True)


SPEC = PageSpec(
    key=PAGE,
    title="Dư luận xã hội",
    icon="people_team",
    factory=OpinionsPage,
    actions=ACTIONS,
    under="petitions",
    help_topic="opinions",
)
