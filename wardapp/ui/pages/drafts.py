"""Dự thảo: what is being written, newest change first; Ctrl+D begins another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.clock import day_of
from wardapp.core.dates import short_date, time_text
from wardapp.core.dossier_views import RecordRef
from wardapp.core.drafts import Draft, DraftStatus
from wardapp.core.errors import NotFound
from wardapp.core.identity import RecordId
from wardapp.core.titles import type_name_of
from wardapp.core.views import ListPage
from wardapp.core.word_trip import spoken_name
from wardapp.services.office import Office
from wardapp.ui import dialogs
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.dossier_chooser import file_action, file_records
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.listing.models import PagedRows
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.drafts_new import NewChoices, ask_new, read_choices
from wardapp.ui.pages.outgoing_rows import begun_large
from wardapp.ui.pages.templates_actions import OPEN_PAGE
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Chip, Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.page_panel import PagePanel
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Elided, Rule, Text

PAGE, EDITOR = "drafts", "draft"
BAR, STATUS = 42, 30
PAPER, PAPER_FROM = 448, 1280
FOLLOW_MS = 80
NO_SUBJECT = "Chưa có trích yếu"
HINTS = ("↑ ↓ chọn", "Enter mở", "Del bỏ")
STATES = {
    DraftStatus.WRITING: Cell(first="Đang soạn"),
    DraftStatus.SUBMITTED: Cell(first="Đã trình ký", tone="soft", is_badge=True),
    DraftStatus.SIGNED: Cell(first="Đã ký, chờ số", tone="warn", is_badge=True),
    DraftStatus.ISSUED: Cell(first="Đã phát hành", tone="ok", has_tick=True),
    DraftStatus.DROPPED: Cell(first="Đã bỏ", tone="text3"),
}

NEW = Action(
    id="drafts.new",
    title="Soạn văn bản mới",
    button="Soạn văn bản",
    slot="start_draft",
    page=PAGE,
    key="Ctrl+D",
    icon="add",
    everywhere=True,
    needs_writing=True,
)
NEW_HERE = Action(
    id="drafts.new_here",
    title="Soạn văn bản",
    slot="start_draft",
    page=PAGE,
    key="Ctrl+N",
    icon="add",
    needs_writing=True,
)
DROP = Action(
    id="drafts.drop",
    title="Bỏ dự thảo đang chọn",
    slot="drop",
    page=PAGE,
    key="Del",
    icon="delete",
    needs_writing=True,
)
ALL = Action(
    id="drafts.all",
    title="Hiện cả dự thảo đã phát hành, đã bỏ",
    slot="switch_all",
    page=PAGE,
    icon="filter",
)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft with what its row says of other records."""

    draft: Draft
    issuer: str
    answers: str  # "Trả lời số đến 318"


class DraftsPage(Page):
    """Lists drafts; Enter opens one."""

    books = frozenset({Book.DRAFTS, Book.INCOMING, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted: RecordId | None = None
        self._shows_all = False
        theme = context.theme
        self.rows: PagedRows[DraftRow] = PagedRows(
            context.jobs, columns(context.clock.today()), look_of, self
        )
        self.list = RowView(theme, "Dự thảo")
        self.list.show_model(self.rows)
        self.open_chip, self.all_chip = Chip(theme, "Đang làm"), Chip(theme, "Tất cả")
        self._status = Elided(theme, "", Role.SMALL, "text3")
        self._sheets = QStackedWidget()
        self.paper = PagePanel(theme, context.jobs, context.office.exporting, can_open=False)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header.say("Dự thảo", "Chưa có số, chưa vào sổ")
        self.header.add_action(OPEN_PAGE)
        self.header.add_action(NEW_HERE, Kind.PRIMARY)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._filter_bar(), Rule(), self.list, Rule(), self._status_bar()):
            column.addWidget(part, 1 if part is self.list else 0)
        left = QWidget()
        left.setLayout(column)
        left.setMinimumWidth(self.context.theme.px(320))
        self.paper.setMinimumWidth(self.context.theme.px(260))
        panes, widths = (left, self.paper), (0, self.context.theme.px(PAPER))
        self._sheets.addWidget(SplitPane(self.context.desk, "drafts", panes, widths))
        self._empty = self._empty_page()
        self._sheets.addWidget(self._empty)
        self.body.addWidget(self._sheets)

    def _filter_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(22, 5, 14, 5)
        row.setSpacing(7)
        row.addWidget(self.open_chip)
        row.addWidget(self.all_chip)
        row.addStretch(1)
        bar.setMinimumHeight(self.context.theme.px(BAR))
        return bar

    def _status_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(22, 0, 14, 0)
        row.setSpacing(18)
        row.addWidget(self._status, 1)
        for words in HINTS:
            row.addWidget(Text(self.context.theme, words, Role.SMALL, "text3"))
        bar.setMinimumHeight(self.context.theme.px(STATUS))
        return bar

    def _empty_page(self) -> EmptyPage:
        run = self.context.frame.run_action
        ways = (
            Way("Soạn văn bản mới", self.start_draft, "add", "Ctrl N",
                "Chọn loại, gõ nội dung; trang in tự trình bày"),
            Way("Trả lời một văn bản đến", lambda: self.context.frame.go("incoming"),
                "arrow_reply", "Ctrl R", "Căn cứ, kính gửi, nơi nhận được điền sẵn"),
            Way("Xem hướng dẫn một trang", lambda: run("window.help"), "book_question_mark", "F1",
                "Cách soạn, trình ký và phát hành"),
        )  # fmt: skip
        return EmptyPage(
            self.context.theme,
            "Chưa có dự thảo nào",
            "Anh, chị chỉ gõ nội dung; tiêu đề, số, ngày, dấu câu đúng thể thức do WardApp đặt.\n"
            "Trang in hiện ngay bên cạnh và đổi theo từng phím.",
            ways,
        )

    def _connect(self) -> None:
        self.open_chip.clicked.connect(lambda: self._show_all(on=False))
        self.all_chip.clicked.connect(lambda: self._show_all(on=True))
        self.list.opened.connect(lambda _row: self.open_draft())
        self.list.chosen.connect(lambda _row: self._follow.start())
        self.rows.loaded.connect(self._show_loaded)
        self._follow.timeout.connect(self._show_pages)

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Open the draft that a search found."""
        if argument:  # once this page has settled, so that the focus ends in the editor
            QTimer.singleShot(0, self, lambda: self.context.frame.go(EDITOR, argument))

    def refresh(self) -> None:
        """Read the list again; the chosen draft stays chosen."""
        chosen = self.chosen()
        self._wanted = chosen.id if chosen is not None else self._wanted
        self.open_chip.setChecked(not self._shows_all)
        self.all_chip.setChecked(self._shows_all)
        office, open_only = self.context.office, not self._shows_all
        self.rows.ask(lambda offset, limit: read_rows(office, offset, limit, open_only=open_only))

    def _show_loaded(self, total: int) -> None:
        self._sheets.setCurrentIndex(1 if not total and not self._shows_all else 0)
        words = f"{total} dự thảo" if self._shows_all else f"{total} dự thảo đang làm"
        self._status.set_text(words)
        place = self.rows.place_of(lambda row: row.draft.id == self._wanted)
        self.list.choose(max(place, 0))
        self._follow.start()

    def _show_pages(self) -> None:
        """Show the chosen draft as it would print."""
        draft, office = self.chosen(), self.context.office
        if draft is None or not self.paper.isVisible():
            return
        if draft.word_master is not None:
            self.paper.view.show_words(
                f"{spoken_name(draft.word_master.name)} là bản chính của dự thảo này. "
                "Mở dự thảo rồi mở trong Word để xem trang."
            )
        else:
            self.context.jobs.render(
                lambda: office.drafting.render(draft),
                lambda rendered: self._show_rendered(draft, rendered.pdf),
                key="drafts.pages",
                owner=self,
                on_refused=lambda error: self.paper.view.show_words(error.sentence),
            )

    def _show_rendered(self, draft: Draft, pdf: bytes) -> None:
        if draft == self.chosen():  # not one that was left meanwhile
            self.paper.view.show_pdf(pdf)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the page beside the list where there is room for both."""
        super().resizeEvent(event)
        self.paper.setVisible(self.window().width() >= PAPER_FROM)
        self._follow.start()

    def _show_all(self, *, on: bool) -> None:
        self._shows_all = on
        self.refresh()

    def chosen(self) -> Draft | None:
        """Return the chosen draft."""
        row = self.rows.row_at(self.list.chosen_row) if self.list.chosen_row >= 0 else None
        return row.draft if isinstance(row, DraftRow) else None

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through."""
        if self._sheets.currentIndex():
            return (self._empty,)
        parts = (self.open_chip, self.list, self.paper.view)
        return tuple(part for part in parts if part.isVisible())

    def start_focus(self) -> None:
        """Begin in the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- actions -----------------------------------------------------------------------------

    def start_draft(self) -> None:
        """Ask for the type and open a new draft."""
        office = self.context.office
        self.context.jobs.read(
            lambda: read_choices(office), self._ask_new, key="drafts.choices", owner=self
        )

    def _ask_new(self, choices: NewChoices) -> None:
        wanted = ask_new(self, self.context.theme, choices)
        if wanted is None:
            return
        office = self.context.office
        self.context.jobs.write(
            lambda: office.drafting.new(wanted.issuer_id, wanted.type_code),
            lambda draft: self.context.frame.go(EDITOR, draft.id),
            touches={Book.DRAFTS},
        )

    def open_draft(self) -> None:
        """Open the chosen draft."""
        draft = self.chosen()
        if draft is not None:
            self.context.frame.go(EDITOR, draft.id)

    def open_templates(self) -> None:
        """Show the office's own templates."""
        self.context.frame.go("templates")

    def switch_all(self) -> None:
        """Show all drafts, or the open ones again."""
        self._show_all(on=not self._shows_all)

    def file_in_dossier(self) -> None:
        """Put the chosen draft into a dossier, or take it out."""
        draft = self.chosen()
        if draft is not None:
            file_records(self, self.context, (RecordRef("draft", draft.id),))

    def drop(self) -> None:
        """Put the chosen draft away."""
        draft, office = self.chosen(), self.context.office
        if draft is None:
            return
        title = draft.subject or "chưa có trích yếu"
        if not dialogs.ask(
            self,
            self.context.theme,
            "Bỏ dự thảo này?",
            f"“{title}” chưa có số nên bỏ được; nội dung vẫn còn trong sổ.",
            "Bỏ dự thảo",
            danger=True,
        ):
            return
        frame = self.context.frame
        self.context.jobs.write(
            lambda: office.drafting.drop(draft.id),
            lambda _draft: frame.toast("Đã bỏ dự thảo.", frame.undo),
            touches={Book.DRAFTS},
        )


def read_rows(office: Office, offset: int, limit: int, *, open_only: bool) -> ListPage[DraftRow]:
    """Return a stretch of drafts with what their rows say (runs in a lane)."""
    page = office.drafting.page(offset, limit, open_only=open_only)
    names = {each.id: each.name for each in office.catalogue.issuers()}
    rows = tuple(
        DraftRow(draft, names.get(draft.issuer_id, ""), _answers(office, draft))
        for draft in page.rows
    )
    return ListPage(rows=rows, offset=page.offset, total=page.total)


def _answers(office: Office, draft: Draft) -> str:
    if draft.in_reply_to is None:
        return ""
    try:
        return f"Trả lời số đến {office.intake.get(draft.in_reply_to).arrival_number}"
    except NotFound:
        return ""


def look_of(row: DraftRow) -> RowLook:
    """Return how a row looks."""
    looks = {DraftStatus.DROPPED: RowLook.CANCELLED, DraftStatus.ISSUED: RowLook.DONE}
    return looks.get(row.draft.status, RowLook.NORMAL)


def columns(today: date) -> tuple[Column[DraftRow], ...]:
    """Return the columns of the list."""

    def changed(row: DraftRow) -> Cell:
        day = day_of(row.draft.changed_ms)
        words = "Hôm nay" if day == today else short_date(day, today)
        return Cell(first=words, second=time_text(row.draft.changed_ms))

    def state(row: DraftRow) -> Cell:
        return replace(STATES[row.draft.status], second=row.answers)

    cells: tuple[tuple[str, int, Callable[[DraftRow], Cell]], ...] = (
        ("Loại", 154, lambda row: Cell(first=type_name_of(row.draft.type_code),
                                       second=row.issuer, is_strong=True)),
        ("Trích yếu", 0, lambda row: Cell(first=begun_large(row.draft.subject) or NO_SUBJECT,
                                          wraps=True)),
        ("Sửa lần cuối", 104, changed),
        ("Tình trạng", 142, state),
    )  # fmt: skip
    return tuple(Column(head, width, cell) for head, width, cell in cells)


SPEC = PageSpec(
    key=PAGE,
    title="Dự thảo",
    icon="document_edit",
    factory=DraftsPage,
    actions=(NEW, NEW_HERE, OPEN_PAGE, file_action(PAGE), DROP, ALL),
    group=1,
    counter=lambda counts: counts.drafts,
)
