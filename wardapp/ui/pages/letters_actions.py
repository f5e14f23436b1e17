"""What can be done while letters go to many, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "letters"

CHOOSE = Action(
    id="letters.choose",
    title="Chọn tệp danh sách nơi nhận",
    button="Chọn tệp danh sách",
    slot="choose_list",
    page=PAGE,
    key="Ctrl+O",
    icon="document_table",
)
ONCE = Action(
    id="letters.once",
    title="Bỏ, lấy lại các nơi nhận trùng",
    button="Bỏ dòng trùng",
    slot="switch_once",
    page=PAGE,
    key="F7",
    icon="filter",
)
NEXT = Action(
    id="letters.next",
    title="Dòng cần xem kế tiếp của danh sách",
    slot="next_doubt",
    page=PAGE,
    key="F8",
    icon="arrow_down",
)
ON = Action(
    id="letters.on",
    title="Bước tiếp, hay cấp số và ghi",
    button="Tiếp",
    slot="go_on",
    page=PAGE,
    key="Ctrl+Return",
    icon="arrow_right",
)
ACTIONS = (CHOOSE, ONCE, NEXT, ON)
