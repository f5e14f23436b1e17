"""Thời hạn bảo quản: the retention table in a dialog; Enter edits a row, Ctrl+N adds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wardapp.core.dossiers import RetentionRule, retention_text
from wardapp.core.errors import WardError
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import Cell, Column, GroupRow, RowLook
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.pages.dossiers_forms import rule_fields

WIDTH, HEIGHT, SIDES, HEAD = 860, 420, 40, 270
SENTENCE = (
    "Trị số theo danh sách cũ; dòng ghi “cần đối chiếu” phải được cơ quan xác nhận theo "
    "Thông tư 10/2022/TT-BNV. Sửa ở đây không đổi hồ sơ đã lập."
)


class RetentionDialog(Dialog):
    """The table as groups; every change is one step of undo."""

    def __init__(self, parent: QWidget, context: Context, rules: tuple[RetentionRule, ...]) -> None:
        super().__init__(parent, context.theme, "Thời hạn bảo quản", SENTENCE, "clock")
        self._context, self.rules = context, rules
        self.rows: RowList[RetentionRule] = RowList(_columns(), _look, self)
        self.list = RowView(context.theme, "Thời hạn bảo quản")
        self.list.show_model(self.rows)
        window = parent.window()
        self.list.setFixedHeight(
            max(120, min(context.theme.px(HEIGHT), window.height() - context.theme.px(HEAD)))
        )
        self.room.addWidget(self.list)
        self.setFixedWidth(min(context.theme.px(WIDTH), window.width() - SIDES))
        if not context.office.read_only:
            self.add_button("Thêm dòng", key="Ctrl N", icon="add").clicked.connect(self.add)
            self.add_button("Sửa", key="Enter", icon="edit").clicked.connect(self.edit)
            QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.add)
            self.list.opened.connect(lambda _row: self.edit())
        self.add_stretch()
        self.add_close("Đóng")
        self.show_rules(rules)
        self.list.setFocus()

    def show_rules(self, rules: tuple[RetentionRule, ...]) -> None:
        """Show the table; the chosen row stays where it is."""
        row = self.list.chosen_row
        self.rules = rules
        self.rows.show(_grouped(rules))
        self.list.choose(max(row, 1))

    def add(self) -> None:
        """Add a row."""
        self._context.jobs.read(
            self._context.office.dossiers.new_rule, self._form, key="retention.new", owner=self
        )

    def edit(self) -> None:
        """Change the chosen row."""
        rule = self.rows.row_at(self.list.chosen_row)
        if isinstance(rule, RetentionRule):
            self._form(rule)

    def _form(self, rule: RetentionRule) -> None:
        groups = tuple(dict.fromkeys(each.group for each in self.rules))
        fields, read = rule_fields(self._context.theme, rule, groups)
        service = self._context.office.dossiers

        def keep(
            value: RetentionRule, done: Callable[[], None], refused: Callable[[WardError], None]
        ) -> None:
            def kept(rules: tuple[RetentionRule, ...]) -> None:
                done()
                self.show_rules(rules)

            def write() -> tuple[RetentionRule, ...]:
                service.save_rule(value, rule)
                return service.rules()

            self._context.jobs.write(write, kept, touches={Book.DOSSIERS}, on_refused=refused)

        FormDialog(self, self._context.theme, "Thời hạn bảo quản", fields, read, keep).exec()


def _look(rule: RetentionRule) -> RowLook:
    return RowLook.NORMAL if rule.active else RowLook.CANCELLED


def _grouped(rules: Sequence[RetentionRule]) -> list[RetentionRule | GroupRow]:
    rows: list[RetentionRule | GroupRow] = []
    for group in dict.fromkeys(rule.group for rule in rules):
        same = [rule for rule in rules if rule.group == group]
        rows += [GroupRow(group or "Khác", f"{len(same)} dòng"), *same]
    return rows


def _columns() -> tuple[Column[RetentionRule], ...]:
    return (
        Column("Tài liệu", 0, lambda rule: Cell(first=rule.title, wraps=True)),
        Column("Thời hạn", 150, lambda rule: Cell(first=_years(rule), second="", is_strong=True)),
        Column(
            "Căn cứ", 210, lambda rule: Cell(first=rule.source or "Cơ quan quy định", wraps=True)
        ),
    )


def _years(rule: RetentionRule) -> str:
    return "Đến khi hết hiệu lực" if rule.years == 0 else retention_text(rule.years)
