"""What can be done with the office's own templates, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "templates"

OPEN_PAGE = Action(
    id="drafts.templates",
    title="Mẫu của cơ quan",
    slot="open_templates",
    page="drafts",
    key="Ctrl+M",
    icon="library",
)
NEW = Action(
    id="templates.new",
    title="Thêm mẫu từ tệp Word",
    button="Thêm mẫu",
    slot="add_template",
    page=PAGE,
    key="Ctrl+N",
    icon="add",
    needs_writing=True,
)
USE = Action(
    id="templates.use",
    title="Dùng mẫu đang chọn",
    button="Dùng mẫu",
    slot="use_template",
    page=PAGE,
    key="Ctrl+Return",
    icon="document_edit",
)
SEND = Action(
    id="templates.send",
    title="Gửi mẫu này nhiều nơi",
    button="Gửi nhiều nơi",
    slot="send_many",
    page=PAGE,
    key="Ctrl+E",
    icon="people_team",
)
MARK = Action(
    id="templates.mark",
    title="Đặt những chữ đang chọn làm trường",
    button="Đặt làm trường",
    slot="mark_words",
    page=PAGE,
    key="Ctrl+M",
    icon="add",
    needs_writing=True,
)
ACCEPT = Action(
    id="templates.accept",
    title="Đặt mọi chỗ gợi ý ({{…}}, «…», ……) làm trường",
    button="Nhận các gợi ý",
    slot="accept_proposals",
    page=PAGE,
    key="F7",
    icon="checkmark",
    needs_writing=True,
)
NEXT = Action(
    id="templates.next",
    title="Chỗ cần xem kế tiếp của mẫu",
    slot="next_place",
    page=PAGE,
    key="F8",
    icon="arrow_down",
)
EDIT = Action(
    id="templates.field",
    title="Sửa trường đang chọn",
    button="Sửa trường",
    slot="edit_field",
    page=PAGE,
    key="F2",
    icon="edit",
    needs_writing=True,
)
UNMARK = Action(
    id="templates.unmark",
    title="Bỏ trường đang chọn, giữ chữ",
    button="Bỏ trường",
    slot="unmark",
    page=PAGE,
    key="Del",
    icon="dismiss",
    needs_writing=True,
)
RENAME = Action(
    id="templates.rename",
    title="Đổi tên, loại văn bản, cơ quan của mẫu",
    slot="rename",
    page=PAGE,
    icon="edit",
    needs_writing=True,
)
RENEW = Action(
    id="templates.renew",
    title="Thay tệp của mẫu bằng bản mới",
    slot="renew",
    page=PAGE,
    icon="arrow_sync",
    needs_writing=True,
)
RETIRE = Action(
    id="templates.retire",
    title="Thôi dùng, dùng lại mẫu",
    slot="retire",
    page=PAGE,
    icon="delete",
    needs_writing=True,
)
FILE = Action(
    id="templates.file",
    title="Mở tệp của mẫu trong Word",
    slot="open_file",
    page=PAGE,
    icon="open",
)
ALL = Action(
    id="templates.all",
    title="Hiện cả mẫu đã thôi dùng",
    slot="switch_all",
    page=PAGE,
    icon="filter",
)
ACTIONS = (NEW, USE, SEND, MARK, ACCEPT, NEXT, EDIT, UNMARK, RENAME, RENEW, RETIRE, FILE, ALL)
MENU = (MARK, ACCEPT, EDIT, UNMARK, RENAME, RENEW, FILE, RETIRE, ALL)
