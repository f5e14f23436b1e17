"""What can be done with the text of a draft, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "draft"


def _deed(name: str, title: str, icon: str, key: str = "") -> Action:
    return Action(
        id=f"draft.{name}", title=title, slot=f"text_{name}", page=PAGE, key=key, icon=icon,
        needs_writing=True,
    )  # fmt: skip


def _look(name: str, title: str, icon: str, key: str = "") -> Action:
    return Action(
        id=f"draft.{name}", title=title, slot=f"text_{name}", page=PAGE, key=key, icon=icon
    )


BOLD = _deed("bold", "Chữ đậm, bỏ chữ đậm", "text_bold", "Ctrl+B")
ITALIC = _deed("italic", "Chữ nghiêng, bỏ chữ nghiêng", "text_italic", "Ctrl+I")
FIND = _look("find", "Tìm trong nội dung", "search", "Ctrl+F")
REPLACE = _deed("replace", "Tìm và thay trong nội dung", "arrow_swap", "Ctrl+H")
FIND_NEXT = _look("find_next", "Tìm chỗ sau", "chevron_down", "F3")
FIND_PREVIOUS = _look("find_previous", "Tìm chỗ trước", "chevron_up", "Shift+F3")
CITE = _deed("cite", "Chèn căn cứ, trích dẫn từ sổ văn bản", "text_quote", "Ctrl+T")
SNIPPET = _deed("snippet", "Chèn mẫu câu", "comment_edit", "Ctrl+M")
KEEP_SNIPPET = _deed("keep_snippet", "Lưu đoạn đang chọn thành mẫu câu", "save")
RENUMBER = _deed("renumber", "Đánh số lại các mục", "text_number_list_ltr", "Alt+N")
TABLE = _deed("table", "Bảng mới…", "table", "Alt+T")
ROW = _deed("row", "Thêm dòng vào bảng", "table_insert_row")
COLUMN = _deed("column", "Thêm cột vào bảng", "table_insert_column")
NO_COLUMN = _deed("no_column", "Bỏ cột của bảng", "delete")
TABLE_HEAD = _deed("table_head", "Đặt, bỏ dòng đầu bảng", "table")
TIDY_TABLE = _deed("tidy_table", "Xếp ngay ngắn các ô của bảng", "table")
ANNEX = _deed("annex", "Thêm phụ lục", "document_add")
NEXT_PART = _look("next_part", "Sang nội dung, phụ lục kế tiếp", "chevron_right", "Ctrl+PgDown")
PREVIOUS_PART = _look("previous_part", "Về nội dung, phụ lục trước", "chevron_left", "Ctrl+PgUp")
ANNEX_UP = _deed("annex_up", "Đưa phụ lục lên trước", "arrow_up")
ANNEX_DOWN = _deed("annex_down", "Đưa phụ lục xuống sau", "arrow_down")
ANNEX_TURN = _deed("annex_turn", "Phụ lục khổ ngang, khổ dọc", "page_fit")
NO_ANNEX = _deed("no_annex", "Bỏ phụ lục đang xem", "delete")

TEXT_ACTIONS = (
    BOLD, ITALIC, FIND, REPLACE, FIND_NEXT, FIND_PREVIOUS, CITE, SNIPPET, KEEP_SNIPPET, RENUMBER,
    TABLE, ROW, COLUMN, NO_COLUMN, TABLE_HEAD, TIDY_TABLE, ANNEX, NEXT_PART, PREVIOUS_PART,
    ANNEX_UP, ANNEX_DOWN, ANNEX_TURN, NO_ANNEX,
)  # fmt: skip

INSERT_MENU: tuple[tuple[Action, ...], ...] = (
    (CITE, SNIPPET, KEEP_SNIPPET),
    (TABLE, ROW, COLUMN, NO_COLUMN, TABLE_HEAD, TIDY_TABLE),
    (ANNEX, ANNEX_UP, ANNEX_DOWN, ANNEX_TURN, NO_ANNEX),
    (RENUMBER, FIND, REPLACE),
)
"""What the menu Chèn over the text offers, group by group."""

READING_TEXT = {each.id for each in (FIND, FIND_NEXT, FIND_PREVIOUS, NEXT_PART, PREVIOUS_PART)}
OF_TABLES = {each.id for each in (ROW, COLUMN, NO_COLUMN, TABLE_HEAD, TIDY_TABLE)}
OF_ANNEXES = {each.id for each in (ANNEX_UP, ANNEX_DOWN, ANNEX_TURN, NO_ANNEX)}
