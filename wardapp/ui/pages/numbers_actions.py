"""What can be done on Số văn bản, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "numbers"

OPEN = Action(
    id="numbers.open", title="Số văn bản: các dãy số, số đang giữ, giải thích số",
    slot="start_focus", page=PAGE, key="Alt+S", icon="number_symbol", button="Số văn bản",
    everywhere=True,
)  # fmt: skip
RESERVE = Action(
    id="numbers.reserve", title="Giữ số cho một hay nhiều văn bản", slot="reserve", page=PAGE,
    key="Ctrl+N", icon="add", button="Giữ số", needs_writing=True,
)  # fmt: skip
TAKE = Action(
    id="numbers.take", title="Lấy số kế tiếp cho văn bản đang cầm", slot="take", page=PAGE,
    key="Ctrl+L", icon="arrow_right", button="Lấy số", needs_writing=True,
)  # fmt: skip
USE = Action(
    id="numbers.use", title="Dùng số đang giữ: vào sổ văn bản của số này", slot="use", page=PAGE,
    key="Ctrl+Return", icon="checkmark", button="Dùng số này", needs_writing=True,
)  # fmt: skip
EXTEND = Action(
    id="numbers.extend", title="Gia hạn giữ số đang chọn", slot="extend", page=PAGE, key="F2",
    icon="clock", button="Gia hạn", needs_writing=True,
)  # fmt: skip
RELEASE = Action(
    id="numbers.release", title="Bỏ giữ, hủy số đang chọn", slot="release", page=PAGE, key="Del",
    icon="delete", button="Bỏ giữ, hủy", needs_writing=True,
)  # fmt: skip
SECRET = Action(
    id="numbers.secret", title="Ghi số đã dùng ở sổ văn bản mật", slot="mark_secret", page=PAGE,
    key="Ctrl+M", icon="lock_closed", needs_writing=True,
)  # fmt: skip
ROLL_BACK = Action(
    id="numbers.roll_back", title="Trả lại số cuối của dãy, cấp trong ngày", slot="roll_back",
    page=PAGE, key="Ctrl+Backspace", icon="arrow_undo", button="Trả lại số", needs_writing=True,
)  # fmt: skip
RAISE = Action(
    id="numbers.raise", title="Đặt số hiện tại của dãy, chỉ tăng", slot="raise_counter",
    page=PAGE, key="Alt+Up", icon="arrow_up", needs_writing=True,
)  # fmt: skip
EXPLAIN = Action(
    id="numbers.explain", title="Giải thích một số của dãy", slot="explain", page=PAGE, key="F7",
    icon="question_circle", button="Giải thích số",
)  # fmt: skip
CHECK = Action(
    id="numbers.check", title="Kiểm tra sổ: số trống, trùng, sai ngày, quá hạn giữ",
    slot="check", page=PAGE, key="F8", icon="checkmark_circle", button="Kiểm tra sổ",
)  # fmt: skip
NEW_TERM = Action(
    id="numbers.term", title="Nhiệm kỳ mới: mọi dãy số bắt đầu lại từ 01", slot="open_term",
    page=PAGE, key="Ctrl+T", icon="calendar_ltr", needs_writing=True,
)  # fmt: skip
CONGRESS = Action(
    id="numbers.congress", title="Mở dãy số đại hội", slot="open_congress", page=PAGE,
    icon="people_team", needs_writing=True,
)  # fmt: skip
REOPEN = Action(
    id="numbers.reopen", title="Mở lại sổ đã khóa của dãy đang chọn", slot="reopen", page=PAGE,
    key="Ctrl+R", icon="open", button="Mở lại sổ", needs_writing=True,
)  # fmt: skip
SHOW_LINE = Action(
    id="numbers.line", title="Mở văn bản của số đang chọn", slot="open_line", page=PAGE,
    key="Return", icon="open", is_local=True,
)  # fmt: skip
PAST = Action(
    id="numbers.past", title="Hiện, ẩn các dãy của năm, nhiệm kỳ đã qua", slot="switch_past",
    page=PAGE, key="F4", icon="history",
)  # fmt: skip
FILTER = Action(
    id="numbers.filter", title="Lọc số: đang giữ, quá hạn, trống, đã hủy", slot="focus_chips",
    page=PAGE, key="Ctrl+F", icon="filter",
)  # fmt: skip

ACTIONS = (
    OPEN, RESERVE, TAKE, USE, EXTEND, RELEASE, SECRET, ROLL_BACK, RAISE, EXPLAIN, CHECK, NEW_TERM,
    CONGRESS, REOPEN, SHOW_LINE, PAST, FILTER,
)  # fmt: skip
OF_RESERVATIONS = {USE.id, EXTEND.id}
OF_OPEN_SERIES = {RESERVE.id, TAKE.id, SECRET.id, ROLL_BACK.id, RAISE.id}
