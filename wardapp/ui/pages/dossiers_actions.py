"""What can be done on Hồ sơ, each with its words and key."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "dossiers"

NEW = Action(
    id="dossiers.new", title="Thêm hồ sơ vào danh mục", button="Thêm hồ sơ", slot="add",
    page=PAGE, key="Ctrl+N", icon="add", needs_writing=True,
)  # fmt: skip
EDIT = Action(
    id="dossiers.edit", title="Sửa hồ sơ, sửa số tờ của văn bản", button="Sửa", slot="edit",
    page=PAGE, key="F2", icon="edit", needs_writing=True,
)  # fmt: skip
REMOVE = Action(
    id="dossiers.remove", title="Xóa hồ sơ trống, rút văn bản khỏi hồ sơ", slot="remove",
    page=PAGE, key="Del", icon="delete", needs_writing=True,
)  # fmt: skip
CLOSE = Action(
    id="dossiers.close", title="Kết thúc hồ sơ", button="Kết thúc", slot="close_dossier",
    page=PAGE, key="Ctrl+Return", icon="lock_closed", needs_writing=True,
)  # fmt: skip
HAND_OVER = Action(
    id="dossiers.hand_over", title="Nộp lưu hồ sơ đã kết thúc", button="Nộp lưu",
    slot="hand_over", page=PAGE, key="Ctrl+B", icon="library", needs_writing=True,
)  # fmt: skip
KEEP_BACK = Action(
    id="dossiers.keep_back", title="Giữ lại hồ sơ quá hạn nộp lưu", button="Giữ lại",
    slot="keep_back", page=PAGE, icon="clock", needs_writing=True,
)  # fmt: skip
REOPEN = Action(
    id="dossiers.reopen", title="Mở lại hồ sơ, nhận lại từ lưu trữ", button="Mở lại",
    slot="reopen", page=PAGE, key="Ctrl+M", icon="arrow_undo", needs_writing=True,
)  # fmt: skip
PRINT = Action(
    id="dossiers.print", title="In, xuất danh mục, mục lục, bìa, biên bản", button="In",
    slot="print_paper", page=PAGE, key="Ctrl+P", icon="print",
)  # fmt: skip
COPY = Action(
    id="dossiers.copy", title="Chép danh mục hồ sơ của năm trước", button="Chép năm trước",
    slot="copy_plan", page=PAGE, icon="copy", needs_writing=True,
)  # fmt: skip
IMPORT = Action(
    id="dossiers.import", title="Nhập danh mục hồ sơ từ Excel", button="Nhập từ Excel",
    slot="import_plan", page=PAGE, icon="document_table", needs_writing=True,
)  # fmt: skip
RETENTION = Action(
    id="dossiers.retention", title="Bảng thời hạn bảo quản", button="Thời hạn",
    slot="open_retention", page=PAGE, key="F7", icon="clock",
)  # fmt: skip
FILTER = Action(
    id="dossiers.filter", title="Lọc hồ sơ", slot="focus_filter", page=PAGE, key="Ctrl+F",
    icon="filter",
)  # fmt: skip
OVERDUE = Action(
    id="dossiers.overdue", title="Hồ sơ quá hạn nộp lưu", slot="show_overdue", page=PAGE,
    icon="warning", everywhere=True,
)  # fmt: skip
SORT = Action(
    id="dossiers.sort", title="Xếp văn bản trong hồ sơ theo ngày", button="Xếp theo ngày",
    slot="sort_papers", page=PAGE, icon="text_bullet_list", needs_writing=True,
)  # fmt: skip
UP = Action(
    id="dossiers.up", title="Đưa văn bản lên trong hồ sơ", slot="move_up", page=PAGE,
    key="Alt+Up", icon="arrow_up", needs_writing=True,
)  # fmt: skip
DOWN = Action(
    id="dossiers.down", title="Đưa văn bản xuống trong hồ sơ", slot="move_down", page=PAGE,
    key="Alt+Down", icon="arrow_down", needs_writing=True,
)  # fmt: skip
OPEN_PAPER = Action(
    id="dossiers.open_paper", title="Mở văn bản đang chọn trong sổ của nó", slot="open_paper",
    page=PAGE, icon="open",
)  # fmt: skip
MACHINE = Action(
    id="dossiers.machine", title="Xuất hồ sơ thành gói dữ liệu cho hệ thống khác",
    slot="export_machine", page=PAGE, key="Ctrl+E", icon="usb_stick",
)  # fmt: skip
PANE = Action(
    id="dossiers.pane", title="Ẩn, hiện văn bản trong hồ sơ", slot="switch_pane", page=PAGE,
    key="F4", icon="eye",
)  # fmt: skip

ACTIONS = (
    NEW, EDIT, REMOVE, CLOSE, HAND_OVER, KEEP_BACK, REOPEN, PRINT, COPY, IMPORT, RETENTION,
    FILTER, OVERDUE, SORT, UP, DOWN, OPEN_PAPER, MACHINE, PANE,
)  # fmt: skip
