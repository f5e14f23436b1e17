"""Lists from Excel: a template to fill, a look at every line first, then all at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wardapp.core.catalogue import ListChange, ListKind, ListLine, ListPlan
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.file_dialogs import EXCEL, Purpose, ask_file, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import Cell, Column
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.texts import Text

WIDE, HIGH = 720, 300
NAMES = {
    ListKind.BODIES: "co-quan",
    ListKind.UNITS: "don-vi",
    ListKind.SIGNERS: "nguoi-ky",
    ListKind.GROUPS: "nhom-noi-nhan",
}
CHANGES = {
    ListChange.ADD: Cell(first="Thêm mới"),
    ListChange.CHANGE: Cell(first="Sửa", tone="accent"),
    ListChange.SAME: Cell(first="Như cũ", tone="text3"),
    ListChange.REFUSED: Cell(first="Chưa nhận", tone="danger", is_badge=True),
}
COLUMNS: tuple[Column[ListLine], ...] = (
    Column("Dòng", 70, lambda line: Cell(first=str(line.row), is_right=True), is_right=True),
    Column("Tên", 0, lambda line: Cell(first=line.name, second=line.sentence, is_strong=True)),
    Column("Sẽ làm", 120, lambda line: CHANGES[line.change]),
)


class PlanDialog(Dialog):
    """Every line of a workbook with what it would do; the doubtful ones first."""

    def __init__(self, parent: QWidget, theme: Theme, plan: ListPlan) -> None:
        title = f"Xem trước {plan.file_name}"
        super().__init__(parent, theme, title, _summary(plan), "table")
        self.setFixedWidth(theme.px(WIDE))
        self.list = RowView(theme, "Các dòng trong tệp", 50)
        model: RowList[ListLine] = RowList(COLUMNS, parent=self)
        refused = [line for line in plan.lines if line.change is ListChange.REFUSED]
        others = [line for line in plan.lines if line.change is not ListChange.REFUSED]
        model.show((*refused, *others))
        self.list.show_model(model)
        self.list.setFixedHeight(theme.px(HIGH))
        self.room.addWidget(self.list)
        if plan.unused:
            words = f"Cột không dùng đến: {', '.join(plan.unused)}."
            self.room.addWidget(Text(theme, words, Role.SMALL, "text3", wrap=True))
        self.add_stretch()
        self.add_close("Thôi")
        wanted = plan.count(ListChange.ADD) + plan.count(ListChange.CHANGE)
        self.go = self.add_button(f"Ghi {wanted} dòng", Kind.PRIMARY, key="Enter", accepts=True)
        self.go.setEnabled(bool(wanted))


class ListsFromExcel:
    """What the page does with workbooks, for the section shown."""

    def __init__(self, context: Context, page: QWidget) -> None:
        self._context, self._page = context, page

    def choose(self, kind: ListKind) -> None:
        """Ask for a workbook and show what it would do."""
        context = self._context
        path = ask_file(self._page, context.desk, Purpose.RECEIVE, "Chọn danh sách Excel, CSV")
        if path is None:
            return
        lists = context.office.catalogue_import
        context.jobs.write(
            lambda: lists.look_at(kind, path), self._show, title="Đang đọc danh sách…"
        )

    def _show(self, plan: ListPlan) -> None:
        context = self._context
        dialog = PlanDialog(self._page, context.theme, plan)
        dialog.accepted.connect(lambda: self._bring_in(plan))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _bring_in(self, plan: ListPlan) -> None:
        lists, frame = self._context.office.catalogue_import, self._context.frame
        self._context.jobs.write(
            lambda: lists.bring_in(plan),
            lambda count: frame.toast(f"Đã nhập {count} dòng.", frame.undo),
            touches={Book.CATALOGUE},
            title="Đang ghi danh sách…",
        )

    def template(self, kind: ListKind) -> None:
        """Write the workbook to be filled where the clerk says."""
        context = self._context
        start = context.export_folder / f"mau-{NAMES[kind]}.xlsx"
        target = ask_target(self._page, "Lưu tệp mẫu", start, (EXCEL,))
        if target is None:
            return
        context.desk.change(last_export_folder=str(target.parent))
        lists, frame = context.office.catalogue_import, context.frame
        context.jobs.write(
            lambda: lists.template(kind, target),
            lambda path: frame.toast(f"Đã lưu tệp mẫu {path.name}. Điền rồi nhập lại ở đây."),
        )


def _summary(plan: ListPlan) -> str:
    parts = (
        (ListChange.ADD, "thêm mới"),
        (ListChange.CHANGE, "sửa"),
        (ListChange.SAME, "như cũ"),
        (ListChange.REFUSED, "chưa nhận"),
    )
    counts = (f"{plan.count(each)} {word}" for each, word in parts if plan.count(each))
    return f"{', '.join(counts)}. Chưa ghi gì; ghi xong hoàn tác được bằng một phím."
