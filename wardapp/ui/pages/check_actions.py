"""What can be done on the page of the layout check, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "check"

CHOOSE = Action(
    id="check.choose",
    title="Soát thể thức một tệp Word",
    button="Chọn tệp",
    slot="choose_file",
    page=PAGE,
    key="Ctrl+O",
    icon="document_text",
)
START = Action(
    id="check.start",
    title="Soát thể thức tệp Word (không vào sổ)",
    slot="choose_file",
    page=PAGE,
    icon="document_text",
    everywhere=True,
)
NEXT = Action(
    id="check.next",
    title="Chỗ kế tiếp",
    slot="next_place",
    page=PAGE,
    key="F8",
    icon="arrow_down",
)
PREVIOUS = Action(
    id="check.previous",
    title="Chỗ trước đó",
    slot="previous_place",
    page=PAGE,
    key="Alt+F8",
    icon="arrow_up",
)
FIX = Action(
    id="check.fix",
    title="Sửa chỗ này (vào bản sao)",
    button="Sửa chỗ này",
    slot="fix_this",
    page=PAGE,
    key="Ctrl+Return",
    icon="checkmark",
)
FIX_ALL = Action(
    id="check.fix_all",
    title="Sửa tất cả chỗ an toàn (vào bản sao)",
    button="Sửa tất cả",
    slot="fix_all",
    page=PAGE,
    key="F7",
    icon="checkmark_circle",
)
TAKE_BACK = Action(
    id="check.take_back",
    title="Bỏ lần sửa vừa rồi của bản sao",
    slot="take_back",
    page=PAGE,
    key="Alt+Backspace",
    icon="arrow_undo",
)
SAVE = Action(
    id="check.save",
    title="Lưu bản đã sửa",
    slot="save_copy",
    page=PAGE,
    key="Ctrl+E",
    icon="save",
)
PRINT = Action(
    id="check.print",
    title="In báo cáo soát thể thức",
    button="In báo cáo",
    slot="print_report",
    page=PAGE,
    key="Ctrl+P",
    icon="print",
)
REPORT = Action(
    id="check.report",
    title="Lưu báo cáo soát thể thức ra PDF, Word",
    slot="save_report",
    page=PAGE,
    icon="document_pdf",
)
STANDARD = Action(
    id="check.standard",
    title="Đổi thể thức dùng để soát (Đảng, Nhà nước)",
    slot="choose_standard",
    page=PAGE,
    key="F4",
    icon="filter",
)

ACTIONS = (
    CHOOSE, START, NEXT, PREVIOUS, FIX, FIX_ALL, TAKE_BACK, SAVE, PRINT, REPORT, STANDARD,
)  # fmt: skip
