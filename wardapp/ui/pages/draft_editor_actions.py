"""What can be done with a draft, declared once."""

from __future__ import annotations

from dataclasses import replace

from wardapp.ui.actions import Action
from wardapp.ui.affair import chain_action
from wardapp.ui.dossier_chooser import file_action
from wardapp.ui.pages.draft_editor_text_actions import TEXT_ACTIONS

PAGE = "draft"

NEXT_FINDING = Action(
    id="draft.next_finding",
    title="Điểm thể thức kế tiếp",
    button="Thể thức",
    slot="next_finding",
    page=PAGE,
    key="F8",
    icon="warning",
)
PREVIOUS_FINDING = Action(
    id="draft.previous_finding",
    title="Điểm thể thức trước đó",
    slot="previous_finding",
    page=PAGE,
    key="Alt+F8",
    icon="warning",
)
MEND = Action(
    id="draft.mend",
    title="Sửa giúp điểm thể thức đang xem",
    slot="mend_finding",
    page=PAGE,
    key="F7",
    icon="edit",
    needs_writing=True,
)
PRINT = Action(
    id="draft.print",
    title="In trình ký",
    slot="print_for_signing",
    page=PAGE,
    key="Ctrl+P",
    icon="print",
)
ISSUE = Action(
    id="draft.issue",
    title="Phát hành",
    slot="issue",
    page=PAGE,
    key="Ctrl+Return",
    icon="send",
    needs_writing=True,
)
FIELDS = Action(
    id="draft.fields",
    title="Hiện, ẩn phần đầu của dự thảo",
    slot="switch_fields",
    page=PAGE,
    key="F4",
    icon="text_bullet_list",
)
MORE_FIELDS = Action(
    id="draft.more_fields",
    title="Hiện, ẩn phần đầu ít dùng",
    slot="switch_more_fields",
    page=PAGE,
    key="Shift+F4",
    icon="text_bullet_list",
)
SIGNED = Action(
    id="draft.signed",
    title="Đánh dấu đã ký",
    slot="mark_signed",
    page=PAGE,
    icon="checkmark_circle",
    needs_writing=True,
)
EXPORT = Action(
    id="draft.export",
    title="Xuất dự thảo ra Word, PDF",
    slot="export",
    page=PAGE,
    icon="document_text",
)
WORD = Action(
    id="draft.word",
    title="Mở trong Word",
    slot="open_in_word",
    page=PAGE,
    key="Ctrl+E",
    icon="open",
    needs_writing=True,
)
VERSIONS = Action(
    id="draft.versions",
    title="Các lần lưu, so sánh, lấy lại",
    slot="show_versions",
    page=PAGE,
    key="Ctrl+L",
    icon="history",
)
CHECK = Action(
    id="draft.check",
    title="Soát thể thức bản in của dự thảo",
    slot="check_layout",
    page=PAGE,
    key="Shift+F7",
    icon="checkmark_circle",
)
VERSION = Action(
    id="draft.version",
    title="Giữ một bản của dự thảo",
    slot="keep_version",
    page=PAGE,
    icon="history",
    needs_writing=True,
)
SEND_MANY = Action(
    id="draft.send_many",
    title="Gửi nhiều nơi theo danh sách…",
    slot="send_many",
    page=PAGE,
    icon="people_team",
    needs_writing=True,
)
HISTORY = Action(
    id="draft.history",
    title="Lịch sử của dự thảo",
    slot="show_history",
    page=PAGE,
    icon="history",
)
SOURCE = Action(
    id="draft.source",
    title="Mở văn bản đến đang trả lời",
    slot="open_source",
    page=PAGE,
    icon="mail_inbox",
)
DROP = Action(
    id="draft.drop",
    title="Bỏ dự thảo này",
    slot="drop",
    page=PAGE,
    icon="delete",
    needs_writing=True,
)
FILE = replace(file_action(PAGE), key="Alt+H")  # Ctrl+H finds and replaces in the text
CHAIN = chain_action(PAGE)

ACTIONS = (
    NEXT_FINDING,
    PREVIOUS_FINDING,
    MEND,
    PRINT,
    ISSUE,
    FIELDS,
    MORE_FIELDS,
    SIGNED,
    EXPORT,
    SEND_MANY,
    WORD,
    VERSION,
    VERSIONS,
    CHECK,
    HISTORY,
    SOURCE,
    FILE,
    CHAIN,
    DROP,
    *TEXT_ACTIONS,
)
MENU = (
    WORD, EXPORT, SEND_MANY, CHECK, VERSION, VERSIONS, HISTORY, SIGNED, SOURCE, FILE, CHAIN, DROP,
)  # fmt: skip
"""What the ⋯ menu of the header offers."""
