"""What can be done with packages that arrived, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "exchange_in"
WORDS = "trao đổi, nhận gói từ USB, thư điện tử"

ADD = Action(
    id="exchange_in.add", title="Thêm gói trao đổi vào danh sách nhận", slot="add", page=PAGE,
    key="Ctrl+O", icon="arrow_download", button="Thêm gói", needs_writing=True,
    words=WORDS,
)  # fmt: skip
TAKE = Action(
    id="exchange_in.take", title="Nhận gói đang chọn vào sổ", slot="take", page=PAGE,
    key="Ctrl+Return", icon="checkmark", button="Nhận gói này", needs_writing=True,
    words=WORDS,
)  # fmt: skip
TAKE_ALL = Action(
    id="exchange_in.take_all", title="Nhận mọi gói nhận được", slot="take_all", page=PAGE,
    key="Ctrl+E", icon="checkmark_circle", button="Nhận tất cả", needs_writing=True,
    words=WORDS,
)  # fmt: skip
PASSWORD = Action(
    id="exchange_in.password", title="Nhập mật khẩu của gói đang chọn", slot="ask_password",
    page=PAGE, key="F2", icon="lock_closed", button="Nhập mật khẩu",
    words=WORDS,
)  # fmt: skip
TRUST = Action(
    id="exchange_in.trust", title="So mã của máy gửi qua điện thoại", slot="ask_trust", page=PAGE,
    key="Ctrl+L", icon="shield_checkmark", button="So mã qua điện thoại", needs_writing=True,
    words=WORDS,
)  # fmt: skip
DROP = Action(
    id="exchange_in.drop", title="Bỏ gói đang chọn khỏi danh sách", slot="drop", page=PAGE,
    key="Del", icon="dismiss", button="Bỏ khỏi danh sách",
)  # fmt: skip
OPEN_ALL = Action(
    id="exchange_in.open_all", title="Mở, gấp mọi dòng xem trước", slot="toggle_all", page=PAGE,
    key="F4", icon="text_bullet_list", button="Mở mọi dòng",
)  # fmt: skip
EXPAND = Action(
    id="exchange_in.expand", title="Mở từng ô của dòng", slot="toggle", page=PAGE, key="Return",
    icon="chevron_right", is_local=True,
)  # fmt: skip
PICK = Action(
    id="exchange_in.pick", title="Lấy giá trị trong gói cho ô khác nhau", slot="pick", page=PAGE,
    key="Ctrl+T", icon="arrow_swap", button="Lấy giá trị trong gói",
)  # fmt: skip

ACTIONS = (PICK, ADD, TAKE, TAKE_ALL, PASSWORD, TRUST, DROP, OPEN_ALL, EXPAND)
