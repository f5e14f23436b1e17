"""Các lần lưu: what was kept of a draft, any two side by side in one text, and having one back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.drafts import Draft
from wardapp.core.identity import RecordId
from wardapp.core.versions import NOW, DraftVersion, VersionDifference
from wardapp.core.word_trip import spoken_name
from wardapp.services.office import Office
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import Cell, Column
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.outside import show_kept
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.draft_editor_facts import CLOSED
from wardapp.ui.pages.incoming_rows import moment_text
from wardapp.ui.theme import Role
from wardapp.ui.widgets.bars import choice_bar, words_bar
from wardapp.ui.widgets.buttons import Chip
from wardapp.ui.widgets.difference_view import DifferenceView
from wardapp.ui.widgets.fields import Choice
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Elided, Rule, Text

PAGE, EDITOR = "versions", "draft"
LIST = 330
BEFORE_ALL = -1

NEXT = Action(
    id="versions.next",
    title="Chỗ khác kế tiếp",
    button="Chỗ khác",
    slot="next_change",
    page=PAGE,
    key="F8",
    icon="arrow_down",
)
PREVIOUS = Action(
    id="versions.previous",
    title="Chỗ khác trước đó",
    slot="previous_change",
    page=PAGE,
    key="Alt+F8",
    icon="arrow_up",
)
ONLY = Action(
    id="versions.only",
    title="Chỉ hiện chỗ khác, hoặc cả văn bản",
    slot="switch_only",
    page=PAGE,
    key="F4",
    icon="filter",
)
OPEN = Action(
    id="versions.open",
    title="Mở tệp của bản đang chọn",
    button="Mở tệp",
    slot="open_file",
    page=PAGE,
    key="Ctrl+E",
    icon="open",
)
RESTORE = Action(
    id="versions.restore",
    title="Lấy lại bản đang chọn",
    button="Lấy lại bản này",
    slot="restore",
    page=PAGE,
    key="Ctrl+Return",
    icon="arrow_undo",
    needs_writing=True,
)


@dataclass(frozen=True, slots=True)
class VersionsFound:
    """A draft with its kept versions."""

    draft: Draft
    versions: tuple[DraftVersion, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A row of the list: a kept version, or None for the text as it stands."""

    number: int
    version: DraftVersion | None


def read_versions(office: Office, draft_id: RecordId) -> VersionsFound:
    """Return what the page lists (runs in a lane)."""
    return VersionsFound(office.drafting.get(draft_id), office.versions.of(draft_id))


class VersionsPage(Page):
    """Lists the kept versions newest first and shows how the chosen one differs from another."""

    books = frozenset({Book.DRAFTS})
    is_task = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._draft_id: RecordId | None = None
        self._found: VersionsFound | None = None
        self._offered = BEFORE_ALL
        self.rows: RowList[VersionRow] = RowList(COLUMNS)
        self.list = RowView(theme, "Các lần lưu")
        self.list.show_model(self.rows)
        self.beside = Choice(theme)
        self.beside.setAccessibleName("So với")
        self.only = Chip(theme, "Chỉ chỗ khác")
        self.view = DifferenceView(theme)
        self._where = Text(theme, "", Role.SMALL, "text2")
        self._said = Elided(theme, "", Role.SMALL, "text3")
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self.header.add_action(NEXT)
        self.open_button = self.header.add_action(OPEN)
        self.restore_button = self.header.add_action(RESTORE)
        right = QWidget()
        right.setProperty("ground", "surface")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = choice_bar(theme, "So với", self.beside, (self.only, 0))
        foot = words_bar(theme, (self._where, 0), (self._said, 1))
        for part in (bar, Rule(), self.view, Rule(), foot):
            column.addWidget(part, 1 if part is self.view else 0)
        self.list.setMinimumWidth(theme.px(240))
        right.setMinimumWidth(theme.px(300))
        self.body.addWidget(
            SplitPane(self.context.desk, PAGE, (self.list, right), (theme.px(LIST), 0))
        )

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _row: self._offer())
        self.list.opened.connect(lambda _row: self.view.setFocus())
        self.beside.currentIndexChanged.connect(lambda _index: self._compare())
        self.only.toggled.connect(lambda on: self.view.show_only_changes(on=on))
        self.view.moved.connect(self._say_where)

    # ---- arriving, reading -------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show the versions of a draft by its id."""
        if argument and argument != self._draft_id:
            self._draft_id, self._found = RecordId(str(argument)), None
        self.refresh()

    def refresh(self) -> None:
        """Read the versions again."""
        draft_id, office = self._draft_id, self.context.office
        if draft_id is not None:
            self.context.jobs.read(
                lambda: read_versions(office, draft_id), self._show, key="versions", owner=self
            )

    def _show(self, found: VersionsFound) -> None:
        chosen = self.chosen() if self._found is not None else None
        self._found = found
        kept = [VersionRow(each.number, each) for each in reversed(found.versions)]
        self.rows.show([VersionRow(NOW, None), *kept])
        self.header.say("Các lần lưu", found.draft.subject or "Chưa có trích yếu")
        numbers = [NOW, *(row.number for row in kept)]
        wanted = chosen.number if chosen is not None else NOW
        self.list.choose(numbers.index(wanted) if wanted in numbers else 0)
        self._offer()

    def chosen(self) -> VersionRow | None:
        """Return the chosen row."""
        row = self.rows.row_at(self.list.chosen_row) if self.list.chosen_row >= 0 else None
        return row if isinstance(row, VersionRow) else None

    def _offer(self) -> None:
        """Offer what the chosen version can be compared with."""
        row, found = self.chosen(), self._found
        if row is None or found is None:
            return
        is_same = row.number == self._offered
        before = self.beside.currentData() if is_same else None
        self._offered = row.number
        with QSignalBlocker(self.beside):
            self.beside.clear()
            if row.number != NOW:
                self.beside.addItem("Bây giờ", NOW)
            for each in reversed(found.versions):
                if each.number != row.number:
                    self.beside.addItem(_spoken(each), each.number)
            self.beside.setCurrentIndex(max(self.beside.findData(before), 0))
        is_open = found.draft.status not in CLOSED and not self.context.office.read_only
        self.restore_button.setEnabled(row.version is not None and is_open)
        self.open_button.setEnabled(row.version is not None)
        self._compare()

    def _compare(self) -> None:
        row, other, draft_id = self.chosen(), self.beside.currentData(), self._draft_id
        if row is None or draft_id is None or other is None:
            self.view.show_difference(VersionDifference())
            return
        office = self.context.office
        before, after = _ordered(row.number, int(other))
        self.context.jobs.read(
            lambda: office.versions.compare(draft_id, before, after),
            self.view.show_difference,
            key="versions.compare",
            owner=self,
            on_refused=lambda error: self.context.frame.fail("Chưa so được", error.sentence),
        )

    def _say_where(self, place: int, count: int) -> None:
        if not count:
            self._where.setText("Không có chỗ nào khác.")
        else:
            self._where.setText(f"Chỗ {place} trong {count}" if place else f"{count} chỗ khác")
        self._said.set_text(self.view.said)

    # ---- the frame ---------------------------------------------------------------------------

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through."""
        return (self.list, self.beside, self.view)

    def start_focus(self) -> None:
        """Begin in the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Go back to the editor."""
        self.context.frame.back()
        return True

    def can(self, action: str) -> bool:
        """Return whether an action fits the chosen row."""
        buttons = {"versions.restore": self.restore_button, "versions.open": self.open_button}
        return action not in buttons or buttons[action].isEnabled()

    # ---- actions -----------------------------------------------------------------------------

    def next_change(self) -> None:
        """Go to the next place that differs (F8)."""
        self.view.next_place()

    def previous_change(self) -> None:
        """Go to the place before (Alt+F8)."""
        self.view.previous_place()

    def switch_only(self) -> None:
        """Show the changed paragraphs alone, or the whole text."""
        self.only.toggle()

    def open_file(self) -> None:
        """Open a copy of the kept file in its own program."""
        row = self.chosen()
        if row is not None and row.version is not None:
            show_kept(self.context, self, row.version.kept)

    def restore(self) -> None:
        """Let the chosen version be the draft again; Hoàn tác gives the newer text back."""
        row, office, frame = self.chosen(), self.context.office, self.context.frame
        draft_id = self._draft_id
        if row is None or row.version is None or draft_id is None:
            return
        number = row.number

        def restored(_draft: Draft) -> None:
            frame.go(EDITOR, draft_id)
            frame.toast(f"Đã lấy lại bản {number}.", frame.undo)

        self.context.jobs.write(
            lambda: office.versions.restore(draft_id, number),
            restored,
            touches={Book.DRAFTS},
            on_refused=lambda error: frame.fail("Chưa lấy lại được", error.sentence),
        )


def _ordered(one: int, other: int) -> tuple[int, int]:
    """Return two states, the earlier one first; NOW is the latest of all."""
    if NOW in {one, other}:
        return (one or other, NOW)
    return (min(one, other), max(one, other))


def _name(version: DraftVersion) -> str:
    return spoken_name(version.kept.name) if version.is_word else f"Bản {version.number}"


def _spoken(version: DraftVersion) -> str:
    return ", ".join(filter(None, (_name(version), version.why)))


def _title(row: VersionRow) -> Cell:
    version = row.version
    if version is None:
        return Cell(first="Bây giờ", second="Nội dung đang soạn", is_strong=True)
    who = " · ".join(filter(None, (version.why, version.who)))
    return Cell(first=_name(version), second=who, is_strong=True)


def _moment(row: VersionRow) -> Cell:
    version = row.version
    if version is None or not version.when_ms:
        return Cell()
    mark = "Bản chính" if version.is_master else ("Word" if version.is_word else "")
    return Cell(first=moment_text(version.when_ms), second=mark)


COLUMNS: tuple[Column[VersionRow], ...] = (
    Column("Bản", 0, _title),
    Column("Lúc", 104, _moment),
)

SPEC = PageSpec(
    key=PAGE,
    title="Các lần lưu của dự thảo",
    icon="history",
    factory=VersionsPage,
    actions=(NEXT, PREVIOUS, ONLY, OPEN, RESTORE),
    under="drafts",
    help_topic="drafts",
)
