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
REPEAT = Action(
    id="daylog.repeat",
    title="Lặp lại dòng trước",
    slot="repeat",
    page=PAGE,
    key="Ctrl+L",
    icon="arrow_sync",
    needs_writing=True,
)
DUPLICATE = Action(
    id="daylog.duplicate",
    title="Chép dòng đang chọn thành dòng mới",
    slot="duplicate",
    page=PAGE,
    key="Ctrl+U",
    icon="copy",
    needs_writing=True,
)
DETACH = Action(
    id="daylog.detach",
    title="Bỏ tệp minh chứng khỏi dòng đang chọn",
    slot="detach",
    page=PAGE,
    icon="dismiss",
    needs_writing=True,
)
MORE = Action(
    id="daylog.more",
    title="Hiện, ẩn giờ, phút, tương tác, ghi chú",
    slot="switch_more",
    page=PAGE,
    key="F7",
    icon="more_horizontal",
)
PASTE = Action(
    id="daylog.paste",
    title="Dán nhiều dòng từ Zalo, Excel",
    button="Dán nhiều dòng",
    slot="paste_many",
    page=PAGE,
    key="Ctrl+I",
    icon="text_bullet_list",
    needs_writing=True,
)
CHARTS = Action(
    id="daylog.charts",
    title="Biểu đồ, bản đồ nhiệt của nhật ký",
    button="Biểu đồ",
    slot="show_charts",
    page=PAGE,
    key="Ctrl+B",
    icon="chart_multiple",
)
TARGET = Action(
    id="daylog.target",
    title="Đổi chỉ tiêu tin, bài trên nền tảng số",
    slot="change_target",
    page=PAGE,
    icon="edit",
    needs_writing=True,
)
CITED = cited_action(PAGE)

ACTIONS = (
    ADD,
    ADD_HERE,
    REPEAT,
    DUPLICATE,
    AMEND,
    REMOVE,
    ATTACH,
    DETACH,
    OPEN,
    CITED,
    MORE,
    PASTE,
    CHARTS,
    TARGET,
    EXPORT,
    FILTER,
    MISSING,
    SIDE,
)
MENU = (AMEND, DUPLICATE, ATTACH, DETACH, OPEN, CITED, REMOVE)
"""What the context menu of a row offers."""
