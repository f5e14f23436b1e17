"""What can be done on the page An toàn dữ liệu."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "safety"
BACK_UP = "window.backup"


def _action(name: str, title: str, slot: str, icon: str, **more: object) -> Action:
    more = {"page": PAGE, "words": "sao lưu, backup"} | more
    return Action(id=f"{PAGE}.{name}", title=title, slot=slot, icon=icon, **more)  # type: ignore[arg-type]


OPEN = _action("open", "An toàn dữ liệu: xem sổ có an toàn không", "show_all", "shield_checkmark",
               everywhere=True)  # fmt: skip
CHECK = _action("check", "Kiểm tra ngay toàn bộ dữ liệu", "check", "checkmark_circle",
                button="Kiểm tra ngay", key="F7")  # fmt: skip
RESTORE = _action("restore", "Khôi phục bản sao lưu đang chọn", "restore", "history",
                  button="Khôi phục…", key="Ctrl+R", needs_writing=True)  # fmt: skip
REMOVE = _action("remove", "Xóa bản sao lưu đang chọn", "remove", "delete",
                 button="Xóa…", key="Ctrl+Delete", needs_writing=True)  # fmt: skip
SECOND = _action("second", "Chọn nơi sao lưu thứ hai (USB, ổ khác)", "choose_second", "usb_stick",
                 button="Chọn nơi…", needs_writing=True)  # fmt: skip
NO_SECOND = _action("no_second", "Bỏ nơi sao lưu thứ hai", "drop_second", "delete",
                    button="Bỏ", needs_writing=True)  # fmt: skip
PASSWORD = _action("password", "Đặt mật khẩu cho nơi sao lưu thứ hai", "set_password",
                   "lock_closed", button="Đặt mật khẩu…", needs_writing=True)  # fmt: skip
NO_PASSWORD = _action("no_password", "Bỏ mật khẩu của nơi sao lưu thứ hai", "drop_password",
                      "lock_closed", button="Bỏ mật khẩu", needs_writing=True)  # fmt: skip
FETCH = _action("fetch", "Lấy bản sao lưu từ nơi thứ hai về máy", "fetch", "arrow_download",
                button="Lấy bản về…", needs_writing=True)  # fmt: skip

SEALS = _action("seals", "In phiếu mã niêm phong của một tháng", "seal_sheet", "lock_closed",
                button="Phiếu mã…")  # fmt: skip
PROVE = _action("prove", "Kiểm tra lịch sử của sổ theo mã đã in", "prove", "search",
                button="Kiểm tra mã…")  # fmt: skip

LAST_NUMBERS = _action("last_numbers", "Xác nhận số cuối đã cấp trên giấy của mọi sổ",
                       "confirm_numbers", "number_symbol", button="Xác nhận số cuối…",
                       needs_writing=True, words="số cuối, khôi phục, cấp lại số")  # fmt: skip

ACTIONS = (
    OPEN, CHECK, LAST_NUMBERS, RESTORE, REMOVE, SECOND, NO_SECOND, PASSWORD, NO_PASSWORD, FETCH,
    SEALS, PROVE,
)  # fmt: skip
NAMES = {action.id: action for action in ACTIONS}
