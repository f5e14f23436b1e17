"""What can be done while old books come in, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "import"

OPEN = Action(
    id="import.open",
    title="Nhập sổ cũ…",
    slot="begin",
    page=PAGE,
    icon="document_table",
    needs_writing=True,
)
CHOOSE = Action(
    id="import.choose", title="Chọn tệp của sổ cũ", slot="choose", page=PAGE, key="Ctrl+O",
    icon="attach", button="Chọn tệp",
)  # fmt: skip
ON = Action(
    id="import.on", title="Bước kế tiếp của việc nhập sổ", slot="go_on", page=PAGE,
    key="Ctrl+Return", icon="arrow_right",
)  # fmt: skip
BACK = Action(
    id="import.back", title="Bước trước của việc nhập sổ", slot="go_back", page=PAGE,
    key="Alt+Left", icon="arrow_left", button="Bước trước",
)  # fmt: skip
NEXT = Action(
    id="import.next_doubt", title="Ô chưa chắc tiếp theo", slot="next_doubt", page=PAGE,
    key="F8", icon="arrow_right",
)  # fmt: skip
PREVIOUS = Action(
    id="import.previous_doubt", title="Ô chưa chắc trước", slot="previous_doubt", page=PAGE,
    key="Alt+F8", icon="arrow_left",
)  # fmt: skip
ACCEPT = Action(
    id="import.accept", title="Nhận mọi ô chỉ cần xem", slot="accept_all", page=PAGE,
    key="Ctrl+T", icon="checkmark", button="Nhận tất cả",
)  # fmt: skip
LEAVE_OUT = Action(
    id="import.leave_out", title="Bỏ dòng đang xem, không nhập", slot="leave_out", page=PAGE,
    key="Ctrl+Delete", icon="delete", button="Bỏ dòng này",
)  # fmt: skip
TAKE_BACK = Action(
    id="import.take_back", title="Thôi các sửa đổi của dòng đang xem", slot="take_back", page=PAGE,
    key="Ctrl+Backspace", icon="arrow_undo",
)  # fmt: skip
ADD_TERM = Action(
    id="import.add_term", title="Thêm nhiệm kỳ cho sổ cũ", slot="add_term", page=PAGE,
    icon="calendar_ltr", button="Thêm nhiệm kỳ", needs_writing=True,
)  # fmt: skip

ACTIONS = (
    OPEN, CHOOSE, ON, BACK, NEXT, PREVIOUS, ACCEPT, LEAVE_OUT, TAKE_BACK, ADD_TERM
)  # fmt: skip
