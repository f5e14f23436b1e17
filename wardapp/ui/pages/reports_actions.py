"""What can be done on Báo cáo, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "reports"


def _action(
    name: str, title: str, slot: str, icon: str, key: str = "", *, writes: bool = False
) -> Action:
    words = {
        "word": "Word",
        "excel": "Excel",
        "print": "In",
        "close": "Chốt báo cáo",
        "issue": "Phát hành",
    }
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
OFFICIAL = _action(
    "official", "Xuất báo cáo theo mẫu chính thức", "export_official", "document_table"
)
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
ISSUE = _action("issue", "Phát hành báo cáo (BC) kèm biểu", "issue_report", "send", writes=True)
COMPOSE = _action(
    "compose", "Soạn báo cáo (BC) thành dự thảo", "compose_report", "document_edit", writes=True
)
APPROVE = _action("approve", "Duyệt báo cáo", "approve_form", "checkmark_circle", writes=True)
LETTER = _action("letter", "Mở văn bản đi của báo cáo", "open_letter", "open")
DRAFT = _action("draft", "Mở dự thảo của báo cáo", "open_draft", "document_edit")
PRINT_ALL = _action("print_all", "In báo cáo đã phát hành kèm biểu", "print_all", "print")
EXPORT_ALL = _action("export_all", "Xuất cả bộ báo cáo ra thư mục", "export_all", "folder")
WORDS = _action("words", "Lời báo cáo", "switch_words", "document_edit", "Ctrl+L")
RENEW = _action(
    "renew", "Cập nhật số đã đổi trong lời báo cáo", "renew_words", "arrow_sync", "F5", writes=True
)
REDRAFT = _action(
    "redraft", "Soạn lại lời báo cáo từ số liệu", "redraft_words", "document_edit", writes=True
)
TIE = _action("tie", "Đến ô của số trong lời báo cáo", "go_to_tie", "arrow_right", "Alt+Return")
SCOPE = _action("scope", "Của đơn vị, tổng hợp", "switch_scope", "arrow_swap", "Ctrl+T")
FORM = _action("form", "Chọn biểu mẫu báo cáo", "open_forms", "table")
PANE = _action("pane", "Hiện, ẩn phần chi tiết", "switch_pane", "text_bullet_list", "F4")

ACTIONS = (
    WORD,
    EXCEL,
    OFFICIAL,
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
    ISSUE,
    COMPOSE,
    APPROVE,
    LETTER,
    DRAFT,
    PRINT_ALL,
    EXPORT_ALL,
    WORDS,
    RENEW,
    REDRAFT,
    TIE,
    SCOPE,
    FORM,
)
