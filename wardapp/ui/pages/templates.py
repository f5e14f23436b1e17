"""Mẫu của cơ quan: the list, the words of the chosen one with its fields, what to do with them."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.identity import RecordId
from wardapp.core.letters import LetterTemplate, TemplateField
from wardapp.core.template_views import fault_sentence
from wardapp.core.titles import type_name_of
from wardapp.services.template_fields import SOURCES
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import PageSpec
from wardapp.ui.pages.templates_actions import (
    ACCEPT,
    ACTIONS,
    EDIT,
    MARK,
    MENU,
    NEW,
    PAGE,
    SEND,
    UNMARK,
    USE,
)
from wardapp.ui.pages.templates_deeds import TemplateDeeds
from wardapp.ui.pages.templates_forms import TemplateFacts, read_template_facts
from wardapp.ui.widgets.buttons import Button, Kind
from wardapp.ui.widgets.cards import EmptyPage, Notice, Way
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.template_text import TemplateText
from wardapp.ui.widgets.texts import Rule

LIST, SIDE, SIDE_FROM = 268, 316, 860
_SOURCES = dict(SOURCES)
_NEEDS_FIELD = {EDIT.id, UNMARK.id}
_WITHOUT_TEMPLATE = {NEW.id, "templates.all"}


class TemplatesPage(TemplateDeeds):
    """Shows the office's own templates; words are marked as fields where they stand."""

    books = frozenset({Book.TEMPLATES})
    is_task = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.rows: RowList[LetterTemplate] = RowList(COLUMNS, _look)
        self.list = RowView(theme, "Các mẫu")
        self.list.show_model(self.rows)
        self.notice = Notice(theme)
        self.fields: RowList[TemplateField] = RowList(FIELD_COLUMNS)
        self.field_list = RowView(theme, "Các trường của mẫu")
        self.field_list.show_model(self.fields)
        self._sheets = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self._more = Button(theme, "", icon="more_horizontal", kind=Kind.GHOST)
        self._more.setAccessibleName("Việc khác với mẫu")
        self._more.setToolTip("Việc khác")
        self.header.add_widget(self._more)
        self.header.add_action(NEW)
        self.header.add_action(SEND)
        self.header.add_action(USE, Kind.PRIMARY)
        middle = _column(self.notice, self.text)
        side = _column(self.field_list, Rule(), self._foot())
        self.side = side
        self.list.setMinimumWidth(theme.px(190))
        middle.setMinimumWidth(theme.px(260))
        side.setMinimumWidth(theme.px(240))
        panes = (self.list, middle, side)
        self._sheets.addWidget(
            SplitPane(self.context.desk, PAGE, panes, (theme.px(LIST), 0, theme.px(SIDE)))
        )
        self.empty = EmptyPage(
            theme,
            "Chưa có mẫu nào của cơ quan",
            "Lấy tệp Word cơ quan vẫn dùng, bôi đen những chữ hay đổi rồi đặt làm trường.\n"
            "Khi dùng, WardApp chỉ thay chữ trong trường; mọi thứ khác của tệp giữ nguyên.",
            (Way("Thêm mẫu từ tệp Word", self.add_template, "add", NEW.cap,
                 "Tệp .docx không macro, không khóa"),),
        )  # fmt: skip
        self._sheets.addWidget(self.empty)
        self.body.addWidget(self._sheets, 1)

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        self.mark_button, self.accept_button, self.edit_button, self.unmark_button = (
            self._button(action) for action in (MARK, ACCEPT, EDIT, UNMARK)
        )
        column.addWidget(self.mark_button)
        column.addWidget(self.accept_button)
        pair = QHBoxLayout()
        pair.setSpacing(6)
        pair.addWidget(self.edit_button)
        pair.addWidget(self.unmark_button)
        column.addLayout(pair)
        return foot

    def _button(self, action: Action) -> Button:
        button = Button(self.context.theme, action.button, icon=action.icon, key=action.cap)
        button.clicked.connect(lambda: self.context.frame.run_action(action.id))
        return button

    def _connect(self) -> None:
        self._more.clicked.connect(self._open_menu)
        self.list.chosen.connect(lambda _row: self._read())
        self.list.opened.connect(lambda _row: self.text.setFocus())
        self.field_list.chosen.connect(lambda _row: self._show_field())
        self.field_list.opened.connect(lambda _row: self.edit_field())
        self.text.selectionChanged.connect(self._enable)
        self.text.cursorPositionChanged.connect(self._follow_cursor)

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a template by its id."""
        if argument:
            self.wanted = RecordId(str(argument))
        self.refresh()

    def refresh(self) -> None:
        """Read the templates again; the chosen one stays chosen."""
        chosen = self.chosen()
        self.wanted = self.wanted or (chosen.id if chosen is not None else None)
        office, retired = self.context.office, self.with_retired
        self.context.jobs.read(
            lambda: office.templates.all(with_retired=retired),
            self._show,
            key="templates.list",
            owner=self,
        )

    def _show(self, templates: tuple[LetterTemplate, ...]) -> None:
        self._sheets.setCurrentIndex(0 if templates else 1)
        self.header.say("Mẫu của cơ quan", f"{len(templates)} mẫu" if templates else "")
        self.rows.show(list(templates))
        ids = [each.id for each in templates]
        self.list.choose(ids.index(self.wanted) if self.wanted in ids else 0)
        self.wanted = None
        self._read()

    def _read(self) -> None:
        template, office = self.chosen(), self.context.office
        if template is None:
            self.facts = None
            self._enable()
            return
        template_id = template.id
        self.context.jobs.read(
            lambda: read_template_facts(office, template_id),
            self._show_template,
            key="templates.one",
            owner=self,
            on_refused=lambda error: self.context.frame.fail("Chưa mở được mẫu", error.sentence),
        )

    def _show_template(self, facts: TemplateFacts) -> None:
        before, view = self.facts, facts.opened.view
        is_same = before is not None and before.opened.template.id == facts.opened.template.id
        self.facts = facts
        chosen = self.chosen_field()
        self.text.show_view(view, keep_place=is_same)
        self.fields.show(list(view.fields))
        keys = [each.key for each in view.fields]
        wanted = keys.index(chosen.key) if chosen is not None and chosen.key in keys else 0
        self.field_list.choose(wanted if keys else -1)
        self._show_notice()
        self._enable()

    def _show_notice(self) -> None:
        view = self.facts.opened.view if self.facts is not None else None
        if view is not None and view.faults:
            others = len(view.faults) - 1
            more = f" Còn {others} chỗ khác, bấm F8 để tới từng chỗ." if others else ""
            self.notice.set_tone("danger")
            self.notice.show_notice(
                "Mẫu này chưa dùng được", f"{fault_sentence(view.faults[0])}{more}"
            )
        elif view is not None and view.proposals:
            self.notice.set_tone("warn")
            count = len(view.proposals)
            self.notice.show_notice(
                f"Có {count} chỗ giống trường",
                "Chỗ nền vàng: nhận tất cả (F7), hoặc tới từng chỗ (F8) rồi đặt tên.",
            )
        else:
            self.notice.hide()

    def chosen(self) -> LetterTemplate | None:
        """Return the chosen template."""
        row = self.rows.row_at(self.list.chosen_row) if self.list.chosen_row >= 0 else None
        return row if isinstance(row, LetterTemplate) else None

    def chosen_field(self) -> TemplateField | None:
        """Return the chosen field of the template."""
        at = self.field_list.chosen_row
        row = self.fields.row_at(at) if at >= 0 else None
        return row if isinstance(row, TemplateField) else None

    def _show_field(self) -> None:
        field = self.chosen_field()
        if field is not None and self.field_list.hasFocus():
            self.text.go_to_field(field.key)
        self._enable()

    def _follow_cursor(self) -> None:
        key = self.text.key_here() if self.text.hasFocus() else ""
        keys = [each.key for each in self.facts.opened.view.fields] if self.facts else []
        if key in keys:
            self.field_list.choose(keys.index(key))
        self._enable()

    def _enable(self) -> None:
        can_write = not self.context.office.read_only
        view = self.facts.opened.view if self.facts is not None else None
        self.mark_button.setEnabled(can_write and self.text.chosen() is not None)
        self.accept_button.setVisible(bool(view and view.proposals))
        self.accept_button.setEnabled(can_write)
        has_field = self.chosen_field() is not None
        self.edit_button.setEnabled(can_write and has_field)
        self.unmark_button.setEnabled(can_write and has_field)

    def can(self, action: str) -> bool:
        """Tell what is possible with the chosen template."""
        if action in _WITHOUT_TEMPLATE:
            return True
        if action in _NEEDS_FIELD:
            return self.chosen_field() is not None
        return self.facts is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the fields out where the words need the room; keys and the menu work on them."""
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= self.context.theme.px(SIDE_FROM))

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through."""
        if self._sheets.currentIndex():
            return (self.empty.cards[0],)
        parts = (self.list, self.text, self.field_list)
        return tuple(part for part in parts if part.isVisibleTo(self))

    def escape(self) -> bool:
        """Go back."""
        self.context.frame.back()
        return True

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for action in MENU:
            entry = menu.addAction(action.title)
            entry.setEnabled(self.can(action.id))
            entry.triggered.connect(
                lambda _checked=False, name=action.id: self.context.frame.run_action(name)
            )
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height())))


def _column(*parts: QWidget) -> QWidget:
    """Return a pane of parts over each other; the lists and the text take what is left."""
    pane = QWidget()
    pane.setProperty("ground", "surface")
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, (RowView, TemplateText)) else 0)
    return pane


def _look(template: LetterTemplate) -> RowLook:
    return RowLook.NORMAL if template.active else RowLook.CANCELLED


def _template_cell(template: LetterTemplate) -> Cell:
    count = len(template.fields)
    kind = type_name_of(template.type_code) if template.type_code else ""
    second = " · ".join(filter(None, (kind, f"{count} trường" if count else "chưa có trường")))
    return Cell(first=template.name, second=second, is_strong=True)


def _field_cell(field: TemplateField) -> Cell:
    return Cell(first=field.label, second=_SOURCES.get(field.source, field.source))


COLUMNS: tuple[Column[LetterTemplate], ...] = (Column("Mẫu", 0, _template_cell),)
FIELD_COLUMNS: tuple[Column[TemplateField], ...] = (
    Column("Trường của mẫu, lấy từ đâu", 0, _field_cell),
)

SPEC = PageSpec(
    key=PAGE,
    title="Mẫu của cơ quan",
    icon="library",
    factory=TemplatesPage,
    actions=ACTIONS,
    under="drafts",
    help_topic="drafts",
)
