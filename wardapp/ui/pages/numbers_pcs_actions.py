"""What can be done on Số trên nhiều máy, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "number_pcs"

OPEN = Action(
    id="number_pcs.open", title="Số trên nhiều máy: ai giữ số, khối số, số tạm, số trùng",
    slot="start_focus", page=PAGE, icon="arrow_swap", button="Nhiều máy", everywhere=True,
)  # fmt: skip
FINALISE = Action(
    id="number_pcs.finalise", title="Cấp số chính thức cho mọi dòng số tạm đang chờ",
    slot="finalise", page=PAGE, key="Ctrl+Return", icon="checkmark", button="Cấp số chính thức",
    needs_writing=True,
)  # fmt: skip
GRANT = Action(
    id="number_pcs.grant", title="Cấp khối số cho máy khác", slot="grant", page=PAGE, key="Ctrl+N",
    icon="add", button="Cấp khối số…", needs_writing=True, words="mượn số, cho mượn số",
)  # fmt: skip
END = Action(
    id="number_pcs.end", title="Trả lại, thu hồi, hủy khối số đang chọn", slot="end", page=PAGE,
    key="Del", icon="delete", button="Trả lại, thu hồi…", needs_writing=True,
)  # fmt: skip
TAKE_BACK = Action(
    id="number_pcs.take_back", title="Lấy lại số được trả để cấp tiếp", slot="take_back",
    page=PAGE, key="Ctrl+L", icon="arrow_undo", button="Lấy lại cho dãy", needs_writing=True,
)  # fmt: skip
SETTLE = Action(
    id="number_pcs.settle", title="Cấp số khác cho dòng trùng số đang chọn", slot="settle",
    page=PAGE, key="F2", icon="edit", button="Cấp số khác…", needs_writing=True,
)  # fmt: skip
SHOW_LINE = Action(
    id="number_pcs.line", title="Mở văn bản của dòng đang chọn", slot="open_line", page=PAGE,
    key="Return", icon="open", is_local=True,
)  # fmt: skip
SAVE = Action(
    id="number_pcs.save", title="Xuất bảng đối chiếu số tạm, số chính thức", slot="save",
    page=PAGE, key="Ctrl+E", icon="save", button="Đối chiếu…",
)  # fmt: skip
PRINT = Action(
    id="number_pcs.print", title="In bảng đối chiếu số tạm, số chính thức", slot="print_out",
    page=PAGE, key="Ctrl+P", icon="print",
)  # fmt: skip
HAND_OVER = Action(
    id="number_pcs.hand_over", title="Giao giữ số cho máy khác", slot="hand_over", page=PAGE,
    icon="arrow_right", needs_writing=True,
)  # fmt: skip
SEIZE = Action(
    id="number_pcs.seize", title="Nhận giữ số vì máy giữ số đã mất hẳn", slot="seize", page=PAGE,
    icon="error_circle", needs_writing=True,
)  # fmt: skip
NAME = Action(
    id="number_pcs.name", title="Đặt tên máy này cho các máy khác thấy", slot="name_pc", page=PAGE,
    icon="edit", needs_writing=True,
)  # fmt: skip
MOVED = Action(
    id="number_pcs.moved", title="Thư mục chép tới: máy này thay máy cũ", slot="say_moved",
    page=PAGE, icon="checkmark", needs_writing=True,
)  # fmt: skip
SECOND = Action(
    id="number_pcs.second", title="Thư mục chép tới: đây là máy thứ hai", slot="say_second",
    page=PAGE, icon="people", needs_writing=True,
)  # fmt: skip

ACTIONS = (
    OPEN, FINALISE, GRANT, END, TAKE_BACK, SETTLE, SHOW_LINE, SAVE, PRINT, HAND_OVER, SEIZE, NAME,
    MOVED, SECOND,
)  # fmt: skip
