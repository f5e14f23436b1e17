"""What can be done on Báo cáo, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "reports"


def _action(
    name: str, title: str, slot: str, icon: str, key: str = "", *, writes: bool = False
) -> Action:
    words = {"word": "Word", "excel": "Excel", "print": "In", "close": "Chốt báo cáo"}
    return Action(
        id=f"reports.{name}",
        title=title,
        button=words.get(name, ""),
        slot=slot,
        page=PAGE,
        key=key,
        icon=icon,
        needs_writing=writes,
    )


WORD = _action("word", "Xuất báo cáo ra Word, PDF", "export_word", "document_text")
EXCEL = _action("excel", "Xuất báo cáo ra Excel", "export_excel", "table")
PRINT = _action("print", "In báo cáo", "print_form", "print", "Ctrl+P")
CLOSE = _action("close", "Chốt báo cáo", "close_form", "checkmark", "Ctrl+Return", writes=True)
REOPEN = _action("reopen", "Mở lại báo cáo đã chốt", "reopen_form", "arrow_undo", writes=True)
AMEND = _action("amend", "Sửa ô đang chọn", "amend", "edit", "F2", writes=True)
RESTORE = _action(
    "restore", "Trả lại số tính, xóa số đã gõ", "restore", "arrow_undo", "Del", writes=True
)
NEXT = _action("next", "Chỗ cần xem kế tiếp", "next_check", "warning", "F8")
BEFORE = _action("before", "Chỗ cần xem trước đó", "check_before", "warning", "Alt+F8")
LINES = _action("lines", "Xem các dòng nhật ký của ô", "open_lines", "book")
ADD_ROW = _action("add_row", "Thêm dòng vào biểu", "add_row", "add", "Ctrl+N", writes=True)
REMOVE_ROW = _action(
    "remove_row", "Xóa dòng đang chọn của biểu", "remove_row", "delete", writes=True
)
NEXT_TABLE = _action("next_table", "Sang biểu sau", "next_table", "arrow_right", "Ctrl+PgDown")
TABLE_BEFORE = _action("table_before", "Về biểu trước", "table_before", "arrow_left", "Ctrl+PgUp")
PERIOD = _action("period", "Chọn kỳ báo cáo", "open_periods", "calendar_ltr")
WINDOW = _action("window", "Đổi thời gian lấy số liệu", "ask_window", "clock", writes=True)
SIGN_OFF = _action("sign_off", "Ghi người lập, điện thoại", "ask_sign_off", "person", writes=True)
PANE = _action("pane", "Hiện, ẩn phần chi tiết", "switch_pane", "text_bullet_list", "F4")

ACTIONS = (
    WORD,
    EXCEL,
    PRINT,
    CLOSE,
    REOPEN,
    AMEND,
    RESTORE,
    NEXT,
    BEFORE,
    LINES,
    ADD_ROW,
    REMOVE_ROW,
    NEXT_TABLE,
    TABLE_BEFORE,
    PERIOD,
    WINDOW,
    SIGN_OFF,
    PANE,
)
