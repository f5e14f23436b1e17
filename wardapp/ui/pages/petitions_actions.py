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

ACTIONS = (
    NEW, NEW_HERE, EDIT, CLOSE, REOPEN, PERSON, ANSWER, CANCEL, RESTORE, PRINT, FILTER, OVERDUE
)  # fmt: skip
OF_LINE = {EDIT.id, CLOSE.id, REOPEN.id, PERSON.id, ANSWER.id, CANCEL.id, RESTORE.id}
