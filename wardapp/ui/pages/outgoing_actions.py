"""What can be done on Văn bản đi, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "outgoing"

ADD = Action(
    id="outgoing.add",
    title="Vào sổ văn bản đi soạn ở nơi khác",
    button="Vào sổ bằng tay",
    slot="add_by_hand",
    page=PAGE,
    key="Ctrl+N",
    icon="add",
    needs_writing=True,
)
PRINT = Action(
    id="outgoing.print",
    title="In văn bản đang chọn",
    button="In",
    slot="print_paper",
    page=PAGE,
    key="Ctrl+P",
    icon="print",
)
EXPORT = Action(
    id="outgoing.export",
    title="Xuất văn bản ra Word, PDF",
    button="Xuất Word",
    slot="export_paper",
    page=PAGE,
    icon="document_text",
)
OVERLAY = Action(
    id="outgoing.overlay",
    title="In số, ngày lên bản đã ký",
    button="In số, ngày",
    slot="print_overlay",
    page=PAGE,
    icon="number_symbol",
)
FINAL = Action(
    id="outgoing.final",
    title="Kèm bản đã ký (bản quét)",
    slot="attach_final",
    page=PAGE,
    icon="attach",
    needs_writing=True,
)
AMEND = Action(
    id="outgoing.amend",
    title="Sửa dòng đang chọn",
    slot="amend",
    page=PAGE,
    key="F2",
    icon="edit",
    needs_writing=True,
)
CANCEL = Action(
    id="outgoing.cancel",
    title="Hủy số đang chọn",
    slot="cancel",
    page=PAGE,
    key="Del",
    icon="delete",
    needs_writing=True,
)
HISTORY = Action(
    id="outgoing.history",
    title="Lịch sử của văn bản",
    slot="show_history",
    page=PAGE,
    icon="history",
)
SOURCE = Action(
    id="outgoing.source",
    title="Mở văn bản đến đã trả lời",
    slot="open_source",
    page=PAGE,
    icon="mail_inbox",
)
DRAFT = Action(
    id="outgoing.draft",
    title="Mở dự thảo của văn bản",
    slot="open_draft",
    page=PAGE,
    icon="document_edit",
)
OPEN_FILE = Action(
    id="outgoing.open_file",
    title="Mở tệp bằng chương trình khác",
    slot="open_file",
    page=PAGE,
    icon="open",
)
PRINT_BOOK = Action(
    id="outgoing.print_book",
    title="In sổ văn bản đi",
    button="In sổ",
    slot="print_book",
    page=PAGE,
    icon="print",
)
EXPORT_BOOK = Action(
    id="outgoing.export_book",
    title="Xuất sổ văn bản đi ra Excel, Word, PDF",
    slot="export_book",
    page=PAGE,
    icon="table",
)
FILTER = Action(
    id="outgoing.filter",
    title="Lọc trong sổ văn bản đi",
    slot="focus_filter",
    page=PAGE,
    key="Ctrl+F",
    icon="filter",
)
PANE = Action(
    id="outgoing.pane",
    title="Hiện, ẩn phần chi tiết",
    slot="switch_pane",
    page=PAGE,
    key="F4",
    icon="text_bullet_list",
)

ACTIONS = (
    ADD,
    PRINT,
    EXPORT,
    OVERLAY,
    FINAL,
    AMEND,
    CANCEL,
    HISTORY,
    SOURCE,
    DRAFT,
    OPEN_FILE,
    PRINT_BOOK,
    EXPORT_BOOK,
    FILTER,
    PANE,
)
FREE = {each.id for each in (ADD, PRINT_BOOK, EXPORT_BOOK, FILTER, PANE)}
"""Possible without a chosen line."""
BUTTONS = (PRINT, EXPORT, OVERLAY)
MENU = (FINAL, AMEND, HISTORY, SOURCE, DRAFT, OPEN_FILE, EXPORT_BOOK, CANCEL)
"""What the ⋯ menu of the pane offers."""
