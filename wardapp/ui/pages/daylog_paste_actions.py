"""What can be done with many pasted lines, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "log_paste"

PASTE = Action(
    id="log_paste.paste", title="Dán nhật ký từ bộ nhớ tạm", slot="paste", page=PAGE,
    key="Ctrl+V", icon="copy", button="Dán", needs_writing=True,
)  # fmt: skip
CHOOSE = Action(
    id="log_paste.choose", title="Chọn tệp Excel, CSV có dòng nhật ký", slot="choose", page=PAGE,
    key="Ctrl+O", icon="document_table", button="Chọn tệp", needs_writing=True,
)  # fmt: skip
KEEP = Action(
    id="log_paste.keep", title="Ghi các dòng đã sẵn sàng vào nhật ký", slot="keep", page=PAGE,
    key="Ctrl+Return", icon="checkmark", button="Ghi", needs_writing=True,
)  # fmt: skip
NEXT = Action(
    id="log_paste.next_doubt", title="Dòng cần sửa tiếp theo", slot="next_doubt", page=PAGE,
    key="F8", icon="arrow_right", button="Dòng cần sửa",
)  # fmt: skip
PREVIOUS = Action(
    id="log_paste.previous_doubt", title="Dòng cần sửa trước", slot="previous_doubt", page=PAGE,
    key="Alt+F8", icon="arrow_left",
)  # fmt: skip
LEAVE_OUT = Action(
    id="log_paste.leave_out", title="Ghi hoặc không ghi dòng đang xem", slot="switch_line",
    page=PAGE, key="Ctrl+Delete", icon="dismiss", button="Không ghi dòng này",
)  # fmt: skip
CHANNEL = Action(
    id="log_paste.channel", title="Chọn kênh cho các dòng chưa rõ", slot="choose_channel",
    page=PAGE, key="Ctrl+E", icon="megaphone_loud", button="Kênh cho dòng chưa rõ",
)  # fmt: skip
CLEAR = Action(
    id="log_paste.clear", title="Bỏ hết các dòng vừa dán", slot="clear", page=PAGE,
    icon="delete", button="Bỏ hết",
)  # fmt: skip

ACTIONS = (PASTE, CHOOSE, KEEP, NEXT, PREVIOUS, LEAVE_OUT, CHANNEL, CLEAR)
