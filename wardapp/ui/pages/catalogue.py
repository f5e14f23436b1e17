"""Danh mục: what the office knows of itself and of those around it, list by list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Body, Person
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import Column
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.catalogue_doubles import DoublesAtHand
from wardapp.ui.pages.catalogue_fields import Desk
from wardapp.ui.pages.catalogue_forms import form_for
from wardapp.ui.pages.catalogue_lists import ListsFromExcel
from wardapp.ui.pages.catalogue_sections import EMPTY, SECTIONS, Known, Section, read_all
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.side_nav import SideNav
from wardapp.ui.widgets.texts import Rule, Text

NARROW_BELOW, LEAST_FIRST = 860, 200
SMALL_BELOW = 940
ROW = 50

ADD = Action(
    id="catalogue.add", title="Thêm vào danh mục", slot="add", page="catalogue", key="Ctrl+N",
    icon="add", button="Thêm", needs_writing=True,
)  # fmt: skip
EDIT = Action(
    id="catalogue.edit", title="Sửa dòng danh mục", slot="edit", page="catalogue", key="F2",
    icon="edit", button="Sửa", needs_writing=True,
)  # fmt: skip
REMOVE = Action(
    id="catalogue.remove", title="Bỏ dòng danh mục", slot="remove", page="catalogue", key="Del",
    icon="delete", button="Bỏ", needs_writing=True,
)  # fmt: skip
WORK_AS = Action(
    id="catalogue.work_as", title="Chọn người đang làm việc", slot="work_as", page="catalogue",
    icon="person", button="Đang làm việc", needs_writing=True,
)  # fmt: skip
IMPORT = Action(
    id="catalogue.import", title="Nhập danh mục từ Excel", slot="bring_in", page="catalogue",
    key="Ctrl+I", icon="table", button="Nhập từ Excel", needs_writing=True,
)  # fmt: skip
TEMPLATE = Action(
    id="catalogue.template", title="Lưu tệp Excel mẫu của danh mục", slot="template",
    page="catalogue", icon="document_text", button="Tệp mẫu",
)  # fmt: skip
DOUBLES = Action(
    id="catalogue.doubles", title="Tìm cơ quan ghi trùng", slot="look_for_doubles",
    page="catalogue", key="F8", icon="copy", button="Tìm trùng", needs_writing=True,
)  # fmt: skip
MERGE = Action(
    id="catalogue.merge", title="Gộp cơ quan đang chọn vào cơ quan khác", slot="merge",
    page="catalogue", key="Ctrl+M", icon="arrow_swap", button="Gộp vào…", needs_writing=True,
)  # fmt: skip
PART = Action(
    id="catalogue.part", title="Tách cơ quan đã gộp", slot="part", page="catalogue",
    icon="arrow_swap", needs_writing=True,
)  # fmt: skip
OF_BODIES = {DOUBLES.id, MERGE.id, PART.id}


class CataloguePage(Page):
    """Sections at the left, the lines of the chosen one, and what can be done with a line."""

    books = frozenset({Book.CATALOGUE, Book.INCOMING, Book.OUTGOING})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.nav = SideNav(theme, tuple((s.key, s.title, s.icon) for s in SECTIONS))
        self.section = SECTIONS[0]
        self.known = EMPTY
        self._column_count = 0
        self.list = RowView(theme, "Danh mục", ROW)
        self._model: RowList[Any] = RowList((), parent=self)
        self._hint = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._empty = Text(theme, "", Role.BODY, "text2", wrap=True)
        self._room = QStackedWidget()
        self._excel, self._doubles = ListsFromExcel(context, self), DoublesAtHand(context, self)
        self._small = {
            action.id: Button(
                theme, action.button, icon=action.icon, key=action.cap, kind=Kind.GHOST,
                height=INLINE,
            )
            for action in (DOUBLES, MERGE, TEMPLATE, IMPORT)
        }  # fmt: skip
        self._build()
        self._connect()
        self._show_section(self.section.key)

    def _build(self) -> None:
        self.work_button = self.header.add_action(WORK_AS)
        self.remove_button = self.header.add_action(REMOVE)
        self.edit_button = self.header.add_action(EDIT)
        self.add_button = self.header.add_action(ADD, Kind.PRIMARY)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._room.addWidget(self.list)
        self._room.addWidget(self._empty)
        top = QHBoxLayout()
        top.setContentsMargins(22, 8, 18, 8)
        top.addWidget(self._hint, 1)
        for button in self._small.values():
            top.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(top)
        right.addWidget(Rule())
        right.addWidget(self._room, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addWidget(Rule(upright=True))
        row.addLayout(right, 1)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self.nav.picked.connect(self._show_section)
        run = self.context.frame.run_action
        for name, button in self._small.items():
            button.clicked.connect(partial(run, name))
        self.list.opened.connect(lambda _row: self.context.frame.run_action(EDIT.id))
        self.list.chosen.connect(lambda _row: self._fit_buttons())

    def arrive(self, argument: object) -> None:
        """Show the section another page names."""
        if argument in self.nav.items:
            self._show_section(str(argument))

    def refresh(self) -> None:
        """Read every list again."""
        office = self.context.office
        self.context.jobs.read(
            lambda: read_all(office), self._show_known, key="catalogue", owner=self
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.list if self._rows() else self.nav, self.nav)

    def chosen(self) -> Any | None:
        """Return the chosen line."""
        return self._model.row_at(self.list.chosen_row)

    # ---- showing -----------------------------------------------------------------------------

    def _rows(self) -> tuple[Any, ...]:
        return self.known.lists.get(self.section.key, ())

    def _show_known(self, known: Known) -> None:
        self.known = known
        self._show_rows(keep=True)

    def _show_section(self, key: str) -> None:
        self.section = next(each for each in SECTIONS if each.key == key)
        self.nav.mark(key)
        self._hint.setText(self.section.hint)
        self.list.setAccessibleName(self.section.title)
        self._show_rows(keep=False)

    def _show_rows(self, *, keep: bool) -> None:
        rows, before = self._rows(), self.list.chosen_row
        count = f"{self.section.title}: {len(rows)}" if rows else self.section.title
        self.header.say("Danh mục", count)
        columns = self._columns()
        self._column_count = len(columns)
        self._model = RowList(columns, self.section.look, self)
        self._model.show(rows)
        self.list.show_model(self._model)
        if rows:
            self.list.choose(min(max(before, 0), len(rows) - 1) if keep else 0)
        words = f"Chưa có {self.section.one} nào. Bấm Thêm (Ctrl N) để ghi dòng đầu tiên."
        self._empty.setText(words if self.section.can_add else "Chưa có dãy số nào được dùng.")
        self._room.setCurrentIndex(0 if rows else 1)
        self._fit_buttons()

    def _columns(self) -> tuple[Column[Any], ...]:
        """Return the columns there is room for, the first one always."""
        theme, columns = self.context.theme, self.section.columns(self.known)
        room = self.width() - self.nav.width() - theme.px(LEAST_FIRST)
        kept = [columns[0]]
        for column in columns[1:]:
            room -= theme.px(column.width or LEAST_FIRST)
            if room >= 0:
                kept.append(column)
        return tuple(kept)

    def _fit_buttons(self) -> None:
        has_row, is_people = bool(self._rows()), self.section.key == "people"
        may = not self.context.office.read_only
        self.add_button.setEnabled(may and self.section.can_add)
        self.edit_button.setEnabled(may and has_row)
        self.remove_button.setEnabled(may and has_row and self.section.can_add)
        self.work_button.setVisible(is_people)
        self.work_button.setEnabled(may and has_row)
        for name, button in self._small.items():
            button.setVisible(self._is_here(name))
            button.setEnabled(self.can(name) and (may or name == TEMPLATE.id))

    def _is_here(self, action: str) -> bool:
        """Return whether an action belongs to the section shown."""
        if action in OF_BODIES:
            return self.section.key == "bodies"
        return self.section.list_kind is not None

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        if action in OF_BODIES or action in {IMPORT.id, TEMPLATE.id}:
            needs_row = action in {MERGE.id, PART.id}
            return self._is_here(action) and (bool(self._rows()) or not needs_row)
        buttons: dict[str, Button] = {
            ADD.id: self.add_button,
            EDIT.id: self.edit_button,
            REMOVE.id: self.remove_button,
        }
        if action == WORK_AS.id:
            return bool(self._rows()) and self.section.key == "people"
        return buttons[action].isEnabled()

    # ---- actions -----------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new line."""
        self._open_form(None)

    def edit(self) -> None:
        """Change the chosen line."""
        row = self.chosen()
        if row is not None:
            self._open_form(row)

    def remove(self) -> None:
        """Take the chosen line away; Hoàn tác brings it back."""
        row, catalogue = self.chosen(), self.context.office.catalogue
        if row is None:
            return
        frame, one = self.context.frame, self.section.one
        is_of_log = isinstance(row, LogChannel | ContentGroup)
        self.context.jobs.write(
            lambda: catalogue.remove_of_log(row) if is_of_log else catalogue.remove(row),
            lambda _none: frame.toast(f"Đã bỏ {one}.", frame.undo),
            touches={Book.CATALOGUE},
        )

    def work_as(self) -> None:
        """Make the chosen person the one whom the history names from now on."""
        person, catalogue = self.chosen(), self.context.office.catalogue
        if not isinstance(person, Person):
            return
        frame, name = self.context.frame, person.full_name
        self.context.jobs.write(
            lambda: catalogue.choose_clerk(person),
            lambda _none: frame.toast(f"Người đang làm việc: {name}."),
            touches={Book.CATALOGUE},
        )

    def bring_in(self) -> None:
        """Bring a list in from a workbook, after a look at every line."""
        if self.section.list_kind is not None:
            self._excel.choose(self.section.list_kind)

    def template(self) -> None:
        """Write the workbook to be filled."""
        if self.section.list_kind is not None:
            self._excel.template(self.section.list_kind)

    def look_for_doubles(self) -> None:
        """Show bodies that stand twice, one pair after the other."""
        self._doubles.look()

    def merge(self) -> None:
        """Merge the chosen body into another one."""
        body = self.chosen()
        if isinstance(body, Body):
            self._doubles.merge_into(body, self._rows())

    def part(self) -> None:
        """Let a body that was merged into the chosen one stand for itself again."""
        body = self.chosen()
        if isinstance(body, Body):
            self._doubles.part(body)

    def _open_form(self, row: Any | None) -> None:
        section = self.section
        self.context.jobs.read(
            self.context.office.catalogue.new_id,
            lambda new_id: self._show_form(section, row, new_id),
            key="catalogue.id",
            owner=self,
        )

    def _show_form(self, section: Section, row: Any | None, new_id: RecordId) -> None:
        context = self.context
        desk = Desk(context.theme, context.clock.today, self.known, new_id)
        form = form_for(section.key, desk, row)
        title = f"{'Thêm' if row is None else 'Sửa'} {section.one}"
        keep = partial(self._keep, row)
        dialog = FormDialog(self, context.theme, title, form.fields, form.value, keep)
        dialog.open()

    def _keep(
        self, row: Any | None, value: Any, done: Callable[[], None], refused: Refused
    ) -> None:
        catalogue, frame, one = self.context.office.catalogue, self.context.frame, self.section.one

        def write() -> object:
            if isinstance(value, tuple):
                series, number = value
                return catalogue.set_last_number(series.key, number)
            if isinstance(value, LogChannel | ContentGroup):
                return catalogue.save_of_log(value, row, is_new=row is None)
            return catalogue.save(value, row)

        def say(_kept: object) -> None:
            done()
            frame.toast(f"Đã lưu {one}.", frame.undo)

        self.context.jobs.write(write, say, touches={Book.CATALOGUE}, on_refused=refused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self.nav.set_narrow(narrow=self.width() < self.context.theme.px(NARROW_BELOW))
        for button in self._small.values():
            button.shrink(small=self.width() < self.context.theme.px(SMALL_BELOW))
        if len(self._columns()) != self._column_count:
            self._show_rows(keep=True)


SPEC = PageSpec(
    key="catalogue",
    title="Danh mục",
    icon="library",
    factory=CataloguePage,
    actions=(ADD, EDIT, REMOVE, WORK_AS, IMPORT, TEMPLATE, DOUBLES, MERGE, PART),
    group=9,
)
