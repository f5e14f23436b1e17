"""What can be done on the page of public opinion, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "opinions"

NEW = Action(
    id="opinions.new", title="Ghi vấn đề dư luận xã hội", slot="add", page=PAGE, key="Ctrl+N",
    icon="people_team", button="Ghi", needs_writing=True,
)  # fmt: skip
EDIT = Action(
    id="opinions.edit", title="Sửa vấn đề dư luận", slot="edit", page=PAGE, key="F2", icon="edit",
    button="Sửa", needs_writing=True,
)  # fmt: skip
HEARD = Action(
    id="opinions.heard", title="Nghe lại vấn đề dư luận hôm nay", slot="heard_again", page=PAGE,
    key="Ctrl+U", icon="add", button="Nghe lại", needs_writing=True,
)  # fmt: skip
CLOSE = Action(
    id="opinions.close", title="Kết thúc vấn đề dư luận", slot="close_topic", page=PAGE,
    key="Ctrl+Return", icon="checkmark", button="Kết thúc", needs_writing=True,
)  # fmt: skip
REOPEN = Action(
    id="opinions.reopen", title="Mở lại vấn đề dư luận", slot="reopen", page=PAGE, key="Ctrl+M",
    icon="history", button="Mở lại", needs_writing=True,
)  # fmt: skip
JOIN = Action(
    id="opinions.join", title="Gộp vào vấn đề dư luận khác", slot="join", page=PAGE, key="Ctrl+L",
    icon="link", button="Gộp", needs_writing=True,
)  # fmt: skip
APART = Action(
    id="opinions.apart", title="Tách vấn đề dư luận đã gộp", slot="take_apart", page=PAGE,
    key="Ctrl+B", icon="link_dismiss", button="Tách ra", needs_writing=True,
)  # fmt: skip
EVIDENCE = Action(
    id="opinions.evidence", title="Thêm minh chứng cho vấn đề dư luận", slot="add_evidence",
    page=PAGE, key="Ctrl+E", icon="attach", button="Minh chứng", needs_writing=True,
)  # fmt: skip
HISTORY = Action(
    id="opinions.history", title="Lịch sử vấn đề dư luận", slot="tell_history", page=PAGE,
    key="Ctrl+H", icon="history", button="Lịch sử",
)  # fmt: skip
REMOVE = Action(
    id="opinions.remove", title="Xóa vấn đề dư luận", slot="remove", page=PAGE, key="Del",
    icon="delete", button="Xóa", needs_writing=True,
)  # fmt: skip
EXPORT = Action(
    id="opinions.export", title="Xuất danh sách dư luận: Word, Excel, PDF", slot="export",
    page=PAGE, key="Ctrl+P", icon="print", button="Xuất",
)  # fmt: skip
FILTER = Action(
    id="opinions.filter", title="Lọc vấn đề dư luận", slot="focus_filter", page=PAGE, key="Ctrl+F",
    icon="filter",
)  # fmt: skip
BACK = Action(
    id="opinions.petitions", title="Sang Phản ánh, kiến nghị", slot="open_petitions", page=PAGE,
    key="Alt+D", icon="comment_edit", button="Phản ánh",
)  # fmt: skip

ACTIONS = (
    NEW, EDIT, HEARD, CLOSE, REOPEN, JOIN, APART, EVIDENCE, HISTORY, REMOVE, EXPORT, FILTER, BACK,
)  # fmt: skip
OF_TOPIC = {
    each.id
    for each in (EDIT, HEARD, CLOSE, REOPEN, JOIN, APART, EVIDENCE, HISTORY, REMOVE)
}  # fmt: skip
