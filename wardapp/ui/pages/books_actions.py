"""What can be done on Sổ đăng ký, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "books"

OPEN = Action(
    id="books.open", title="Sổ đăng ký: in, đóng trang, đóng sổ, các danh sách", slot="start_focus",
    page=PAGE, key="Alt+B", icon="document_table", button="Sổ đăng ký", everywhere=True,
)  # fmt: skip
PRINT = Action(
    id="books.print", title="Xem và in sổ, trang đã đóng, danh sách đang chọn", slot="print_chosen",
    page=PAGE, key="Ctrl+P", icon="print", button="In",
)  # fmt: skip
EXPORT = Action(
    id="books.export", title="Xuất sổ, danh sách ra PDF, Word, Excel", slot="export_chosen",
    page=PAGE, key="Ctrl+E", icon="arrow_download", button="Xuất",
)  # fmt: skip
CLOSE_PAGE = Action(
    id="books.close_page", title="Đóng trang: cố định các dòng chưa đóng", slot="close_page",
    page=PAGE, key="Ctrl+Return", icon="shield_checkmark", button="Đóng trang", needs_writing=True,
)  # fmt: skip
CLOSE_WHOLE = Action(
    id="books.close_whole", title="Đóng sổ năm, nhiệm kỳ và khóa số", slot="close_whole",
    page=PAGE, key="Alt+K", icon="lock_closed", button="Đóng sổ", needs_writing=True,
)  # fmt: skip
REPRINT = Action(
    id="books.reprint", title="In lại trang đã đóng, đúng như lúc đóng", slot="reprint",
    page=PAGE, key="Alt+P", icon="print",
)  # fmt: skip
SUPPLEMENT = Action(
    id="books.supplement", title="Trang bổ sung của các trang đã đóng", slot="show_supplement",
    page=PAGE, key="F8", icon="document_add", button="Trang bổ sung",
)  # fmt: skip
REOPEN = Action(
    id="books.reopen", title="Mở lại sổ đã khóa, bỏ lần đóng trang mới nhất", slot="reopen",
    page=PAGE, key="Ctrl+R", icon="arrow_undo", needs_writing=True,
)  # fmt: skip
VERIFY = Action(
    id="books.verify", title="So trang đã đóng với mã, tệp và nhật ký", slot="verify",
    page=PAGE, key="F7", icon="checkmark_circle",
)  # fmt: skip
ADD = Action(
    id="books.add", title="Thêm sổ đến riêng: theo cấp gửi, sổ năm năm", slot="add_book",
    page=PAGE, key="Ctrl+N", icon="add", button="Thêm sổ", needs_writing=True,
)  # fmt: skip
EDIT = Action(
    id="books.edit", title="Sửa sổ riêng đang chọn", slot="edit_book", page=PAGE, key="F2",
    icon="edit", needs_writing=True,
)  # fmt: skip
REMOVE = Action(
    id="books.remove", title="Bỏ sổ riêng chưa cấp số", slot="remove_book", page=PAGE, key="Del",
    icon="delete", needs_writing=True,
)  # fmt: skip
DAYS = Action(
    id="books.days", title="Chọn khoảng ngày của danh sách", slot="focus_days", page=PAGE,
    key="Ctrl+F", icon="calendar_ltr",
)  # fmt: skip
PAPER = Action(
    id="books.paper", title="Đổi khổ giấy A4, A3", slot="switch_paper", page=PAGE, key="Ctrl+L",
    icon="page_fit",
)  # fmt: skip

ACTIONS = (
    OPEN, PRINT, EXPORT, CLOSE_PAGE, CLOSE_WHOLE, REPRINT, SUPPLEMENT, REOPEN, VERIFY, ADD, EDIT,
    REMOVE, DAYS, PAPER,
)  # fmt: skip
OF_VOLUMES = {CLOSE_PAGE.id, CLOSE_WHOLE.id, SUPPLEMENT.id}
OF_CLOSINGS = {REPRINT.id, REOPEN.id, VERIFY.id}
OF_OWN_BOOKS = {EDIT.id, REMOVE.id}
