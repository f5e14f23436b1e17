"""What can be done on Trao đổi, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "exchange"

SEND = Action(
    id="exchange.send", title="Gửi gói trao đổi", slot="send", page=PAGE, key="Ctrl+N",
    icon="send", button="Gửi gói", needs_writing=True,
    words="chép ra USB, gửi thư điện tử, email, xuất gói, đồng bộ hai máy",
)  # fmt: skip
RECEIVE = Action(
    id="exchange.receive", title="Nhận gói trao đổi", slot="receive", page=PAGE, key="Ctrl+O",
    icon="arrow_download", button="Nhận gói", needs_writing=True,
    words="chép từ USB, thư điện tử, email, nhập gói, đồng bộ hai máy",
)  # fmt: skip
SEND_THERE = Action(
    id="exchange.send_there", title="Gửi cho máy đang chọn", slot="send_there", page=PAGE,
    key="Ctrl+Return", icon="send", button="Gửi cho bên kia", needs_writing=True,
    words="gửi gói, chép ra USB, gửi thư điện tử",
)  # fmt: skip
LOOK_IN = Action(
    id="exchange.look_in", title="Xem gói, việc đang chờ", slot="look_in", page=PAGE, key="F3",
    icon="eye", button="Xem",
)  # fmt: skip
WAITING = Action(
    id="exchange.waiting", title="Trao đổi: những gì đang chờ", slot="show_waiting", page=PAGE,
    icon="clock",
)  # fmt: skip
HISTORY = Action(
    id="exchange.history", title="Trao đổi: lịch sử gửi, nhận", slot="show_history", page=PAGE,
    icon="history",
)  # fmt: skip
CONFLICTS = Action(
    id="exchange.conflicts", title="Trao đổi: chỗ hai máy ghi khác nhau", slot="show_conflicts",
    page=PAGE, icon="warning",
)  # fmt: skip
DEVICES = Action(
    id="exchange.devices", title="Trao đổi: mã máy này, máy đã tin", slot="show_devices",
    page=PAGE, icon="lock_closed",
)  # fmt: skip
KEEP = Action(
    id="exchange.keep", title="Giữ giá trị đang hiện", slot="keep_shown", page=PAGE, key="Ctrl+L",
    icon="checkmark", button="Giữ giá trị này", needs_writing=True,
)  # fmt: skip
TAKE_OTHER = Action(
    id="exchange.take_other", title="Lấy giá trị kia", slot="take_other", page=PAGE, key="Ctrl+E",
    icon="arrow_swap", button="Lấy giá trị này", needs_writing=True,
)  # fmt: skip
NEXT = Action(
    id="exchange.next", title="Chỗ khác nhau tiếp theo", slot="next_conflict", page=PAGE, key="F8",
    icon="arrow_down",
)  # fmt: skip
OPEN = Action(
    id="exchange.open", title="Mở dòng có chỗ khác nhau", slot="open_record", page=PAGE, key="F4",
    icon="open", button="Mở dòng",
)  # fmt: skip
UNDO = Action(
    id="exchange.undo", title="Hoàn tác cả lần nhận đang chọn", slot="undo_receipt", page=PAGE,
    key="Del", icon="arrow_undo", button="Hoàn tác lần nhận này", needs_writing=True,
)  # fmt: skip
FORGET = Action(
    id="exchange.forget", title="Thôi tin máy đang chọn", slot="forget", page=PAGE, icon="dismiss",
    button="Thôi tin máy này", needs_writing=True,
)  # fmt: skip
COPY_CODE = Action(
    id="exchange.copy_code", title="Chép mã của máy này", slot="copy_code", page=PAGE, icon="copy",
    button="Chép mã",
)  # fmt: skip
RENAME = Action(
    id="exchange.rename", title="Đặt tên máy này", slot="rename", page=PAGE, icon="edit",
    button="Đặt tên", needs_writing=True,
)  # fmt: skip
MOVED = Action(
    id="exchange.moved", title="Máy này thay máy cũ, cấp số tiếp", slot="say_moved", page=PAGE,
    icon="arrow_right", needs_writing=True,
)  # fmt: skip
SECOND = Action(
    id="exchange.second", title="Máy này là máy thứ hai, máy cũ vẫn ghi", slot="say_second",
    page=PAGE, icon="people", needs_writing=True,
)  # fmt: skip

ACTIONS = (
    SEND, RECEIVE, SEND_THERE, LOOK_IN, WAITING, HISTORY, CONFLICTS, DEVICES, KEEP, TAKE_OTHER,
    NEXT, OPEN, UNDO, FORGET, COPY_CODE, RENAME, MOVED, SECOND,
)  # fmt: skip
