"""What can be done on Nhật ký, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action
from wardapp.ui.affair import cited_action

PAGE = "daylog"

ADD = Action(
    id="daylog.add",
    title="Ghi nhật ký truyền thông",
    button="Ghi nhật ký",
    slot="start_line",
    page=PAGE,
    key="Ctrl+J",
    icon="book",
    everywhere=True,
    needs_writing=True,
)
ADD_HERE = Action(
    id="daylog.add_here",
    title="Ghi một dòng mới",
    slot="start_line",
    page=PAGE,
    key="Ctrl+N",
    icon="add",
    needs_writing=True,
)
AMEND = Action(
    id="daylog.amend",
    title="Sửa dòng nhật ký đang chọn",
    slot="amend",
    page=PAGE,
    key="F2",
    icon="edit",
    needs_writing=True,
)
REMOVE = Action(
    id="daylog.remove",
    title="Xóa dòng nhật ký đang chọn",
    slot="remove",
    page=PAGE,
    key="Del",
    icon="delete",
    needs_writing=True,
)
ATTACH = Action(
    id="daylog.attach",
    title="Thêm tệp minh chứng vào dòng đang chọn",
    slot="attach_files",
    page=PAGE,
    icon="attach",
    needs_writing=True,
)
OPEN = Action(
    id="daylog.open_evidence",
    title="Mở minh chứng của dòng đang chọn",
    slot="open_evidence",
    page=PAGE,
    icon="open",
)
EXPORT = Action(
    id="daylog.export",
    title="Xuất nhật ký đang xem ra Excel",
    button="Xuất Excel",
    slot="export",
    page=PAGE,
    icon="table",
)
FILTER = Action(
    id="daylog.filter",
    title="Lọc nhật ký",
    slot="focus_filter",
    page=PAGE,
    key="Ctrl+F",
    icon="filter",
)
MISSING = Action(
    id="daylog.missing",
    title="Hiện các dòng thiếu minh chứng",
    slot="show_missing",
    page=PAGE,
    icon="filter",
)
SIDE = Action(
    id="daylog.side",
    title="Hiện, ẩn bản đồ tháng",
    slot="switch_side",
    page=PAGE,
    key="F4",
    icon="calendar_ltr",
)
CITED = cited_action(PAGE)

ACTIONS = (ADD, ADD_HERE, AMEND, REMOVE, ATTACH, OPEN, CITED, EXPORT, FILTER, MISSING, SIDE)
MENU = (AMEND, ATTACH, OPEN, CITED, REMOVE)
"""What the context menu of a row offers."""
