"""What can be done on the page of personal data, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "privacy"

OPEN = Action(
    id="privacy.open", title="Dữ liệu cá nhân: yêu cầu của người dân, sự cố", slot="start_focus",
    page=PAGE, icon="shield_checkmark", everywhere=True,
)  # fmt: skip
NEW = Action(
    id="privacy.request", title="Ghi yêu cầu về dữ liệu cá nhân", slot="add_request", page=PAGE,
    key="Ctrl+N", icon="person", button="Ghi yêu cầu", needs_writing=True,
)  # fmt: skip
INCIDENT = Action(
    id="privacy.incident", title="Ghi sự cố dữ liệu cá nhân (72 giờ)", slot="add_incident",
    page=PAGE, key="Ctrl+I", icon="warning", button="Ghi sự cố", needs_writing=True,
)  # fmt: skip
REVIEW = Action(
    id="privacy.review", title="Rà soát dữ liệu cá nhân đang giữ", slot="review", page=PAGE,
    key="F7", icon="checkmark_circle", button="Rà soát", needs_writing=True,
)  # fmt: skip
ACKNOWLEDGE = Action(
    id="privacy.acknowledge", title="Xác nhận đã nhận yêu cầu", slot="acknowledge", page=PAGE,
    key="Ctrl+U", icon="checkmark", button="Xác nhận", needs_writing=True,
)  # fmt: skip
ANSWER = Action(
    id="privacy.answer", title="Trả lời yêu cầu về dữ liệu cá nhân", slot="answer", page=PAGE,
    key="Ctrl+Return", icon="arrow_reply", button="Trả lời", needs_writing=True,
)  # fmt: skip
EXTEND = Action(
    id="privacy.extend", title="Gia hạn yêu cầu một lần", slot="extend", page=PAGE, key="Ctrl+L",
    icon="clock", button="Gia hạn", needs_writing=True,
)  # fmt: skip
REFUSE = Action(
    id="privacy.refuse", title="Từ chối yêu cầu theo luật", slot="refuse", page=PAGE, key="Del",
    icon="dismiss", button="Từ chối", needs_writing=True,
)  # fmt: skip
TAKE_UP = Action(
    id="privacy.take_up", title="Mở lại yêu cầu đã xong", slot="take_up", page=PAGE, key="Ctrl+M",
    icon="history", button="Mở lại", needs_writing=True,
)  # fmt: skip
PETITION = Action(
    id="privacy.petition", title="Mở phản ánh của yêu cầu này", slot="open_petition", page=PAGE,
    key="Alt+Right", icon="comment_edit", button="Phản ánh",
)  # fmt: skip
EDIT = Action(
    id="privacy.edit", title="Sửa phiếu sự cố", slot="edit_incident", page=PAGE, key="F2",
    icon="edit", button="Sửa phiếu", needs_writing=True,
)  # fmt: skip
NOTIFY = Action(
    id="privacy.notify", title="Ghi đã báo cơ quan chức năng", slot="notify", page=PAGE,
    key="Ctrl+B", icon="send", button="Đã báo", needs_writing=True,
)  # fmt: skip
NOTE = Action(
    id="privacy.note", title="Phiếu sự cố: Word, PDF", slot="write_note", page=PAGE, key="Ctrl+P",
    icon="print", button="Phiếu",
)  # fmt: skip
CLOSE = Action(
    id="privacy.close", title="Kết thúc sự cố", slot="close_incident", page=PAGE, key="Ctrl+E",
    icon="checkmark", button="Kết thúc", needs_writing=True,
)  # fmt: skip
HISTORY = Action(
    id="privacy.history", title="Lịch sử yêu cầu, sự cố", slot="tell_history", page=PAGE,
    key="Ctrl+H", icon="history", button="Lịch sử",
)  # fmt: skip

ACTIONS = (
    OPEN, NEW, INCIDENT, REVIEW, ACKNOWLEDGE, ANSWER, EXTEND, REFUSE, TAKE_UP, PETITION, EDIT,
    NOTIFY, NOTE, CLOSE, HISTORY,
)  # fmt: skip
OF_LINE = {
    each.id
    for each in (
        ACKNOWLEDGE, ANSWER, EXTEND, REFUSE, TAKE_UP, PETITION, EDIT, NOTIFY, NOTE, CLOSE, HISTORY
    )
}  # fmt: skip
