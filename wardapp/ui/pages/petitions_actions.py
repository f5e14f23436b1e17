"""What can be done on the page of petitions, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "petitions"

NEW = Action(
    id="petitions.new", title="Ghi phản ánh, kiến nghị", slot="add", page=PAGE, key="Ctrl+G",
    icon="comment_edit", button="Ghi", everywhere=True, needs_writing=True,
)  # fmt: skip
NEW_HERE = Action(
    id="petitions.new_here", title="Ghi phản ánh, kiến nghị mới", slot="add", page=PAGE,
    key="Ctrl+N", icon="add", needs_writing=True,
)  # fmt: skip
EDIT = Action(
    id="petitions.edit", title="Sửa phản ánh, kiến nghị", slot="edit", page=PAGE, key="F2",
    icon="edit", button="Sửa", needs_writing=True,
)  # fmt: skip
CLOSE = Action(
    id="petitions.close", title="Ghi kết quả giải quyết", slot="close_petition", page=PAGE,
    key="Ctrl+Return", icon="checkmark", button="Ghi kết quả", needs_writing=True,
)  # fmt: skip
REOPEN = Action(
    id="petitions.reopen", title="Mở lại phản ánh, kiến nghị", slot="reopen", page=PAGE,
    key="Ctrl+M", icon="history", button="Mở lại", needs_writing=True,
)  # fmt: skip
PERSON = Action(
    id="petitions.person", title="Người phản ánh: xem, ghi hoặc xóa", slot="show_person",
    page=PAGE, key="Ctrl+I", icon="person", button="Người phản ánh",
)  # fmt: skip
ANSWER = Action(
    id="petitions.answer", title="Mở văn bản trả lời", slot="open_answer", page=PAGE,
    key="Alt+Right", icon="send", button="Văn bản trả lời",
)  # fmt: skip
CANCEL = Action(
    id="petitions.cancel", title="Hủy phản ánh, kiến nghị", slot="cancel", page=PAGE, key="Del",
    icon="delete", button="Hủy", needs_writing=True,
)  # fmt: skip
RESTORE = Action(
    id="petitions.restore", title="Bỏ hủy phản ánh, kiến nghị", slot="restore", page=PAGE,
    key="Ctrl+Del", icon="arrow_undo", button="Bỏ hủy", needs_writing=True,
)  # fmt: skip
PRINT = Action(
    id="petitions.print", title="In, xuất sổ phản ánh, kiến nghị", slot="print_book", page=PAGE,
    key="Ctrl+P", icon="print", button="In sổ",
)  # fmt: skip
FILTER = Action(
    id="petitions.filter", title="Lọc phản ánh, kiến nghị", slot="focus_filter", page=PAGE,
    key="Ctrl+F", icon="filter",
)  # fmt: skip
OVERDUE = Action(
    id="petitions.overdue", title="Phản ánh, kiến nghị quá hạn", slot="show_overdue", page=PAGE,
    icon="clock",
)  # fmt: skip
URGE = Action(
    id="petitions.urge", title="Đôn đốc đơn vị xử lý phản ánh", slot="urge", page=PAGE,
    key="Ctrl+U", icon="alert", button="Đôn đốc", needs_writing=True,
)  # fmt: skip
LINK = Action(
    id="petitions.link", title="Ghép vào phản ánh trùng", slot="link", page=PAGE, key="Ctrl+L",
    icon="link", button="Ghép trùng", needs_writing=True,
)  # fmt: skip
APART = Action(
    id="petitions.apart", title="Bỏ ghép phản ánh trùng", slot="take_apart", page=PAGE,
    key="Ctrl+B", icon="link_dismiss", button="Bỏ ghép", needs_writing=True,
)  # fmt: skip
EVIDENCE = Action(
    id="petitions.evidence", title="Thêm minh chứng cho phản ánh: tệp, liên kết",
    slot="add_evidence", page=PAGE, key="Ctrl+E", icon="attach", button="Minh chứng",
    needs_writing=True,
)  # fmt: skip
HISTORY = Action(
    id="petitions.history", title="Lịch sử một phản ánh, kiến nghị", slot="tell_history",
    page=PAGE, key="Ctrl+H", icon="history", button="Lịch sử",
)  # fmt: skip
FIGURES = Action(
    id="petitions.figures", title="Số liệu phản ánh, kiến nghị theo kỳ (Biểu 01)",
    slot="show_figures", page=PAGE, key="F7", icon="data_pie", button="Số liệu",
)  # fmt: skip
OPINIONS = Action(
    id="petitions.opinions", title="Mở Dư luận xã hội", slot="open_opinions", page=PAGE,
    key="Alt+D", icon="people_team", button="Dư luận",
)  # fmt: skip
PRIVACY = Action(
    id="petitions.privacy", title="Mở Dữ liệu cá nhân: yêu cầu, sự cố", slot="open_privacy",
    page=PAGE, key="Alt+P", icon="shield_checkmark", button="Dữ liệu",
)  # fmt: skip

ACTIONS = (
    NEW, NEW_HERE, EDIT, CLOSE, REOPEN, PERSON, ANSWER, URGE, LINK, APART, EVIDENCE, HISTORY,
    CANCEL, RESTORE, PRINT, FIGURES, OPINIONS, PRIVACY, FILTER, OVERDUE,
)  # fmt: skip
OF_LINE = {
    each.id
    for each in (
        EDIT, CLOSE, REOPEN, PERSON, ANSWER, URGE, LINK, APART, EVIDENCE, HISTORY, CANCEL, RESTORE
    )
}  # fmt: skip
