"""What can be done on Văn bản đi, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action
from wardapp.ui.affair import chain_action
from wardapp.ui.dossier_chooser import file_action

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
    title="Hủy số đi đang chọn",
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

SEND_ALL = Action(
    id="outgoing.send_all",
    title="Gửi tất cả hôm nay",
    slot="send_all",
    page=PAGE,
    key="Ctrl+Return",
    icon="send",
    needs_writing=True,
)
DELIVERIES = Action(
    id="outgoing.deliveries",
    title="Nơi gửi: số bản, cách gửi, đã nhận",
    button="Nơi gửi",
    slot="open_deliveries",
    page=PAGE,
    key="F7",
    icon="people_team",
    needs_writing=True,
)
STEP_BACK = Action(
    id="outgoing.step_back",
    title="Lùi một bước: bỏ thu hồi, bỏ đánh dấu đã gửi",
    slot="step_back",
    page=PAGE,
    key="Ctrl+Backspace",
    icon="arrow_undo",
    needs_writing=True,
)
RECALL = Action(
    id="outgoing.recall",
    title="Thu hồi văn bản đang chọn",
    slot="recall",
    page=PAGE,
    key="Ctrl+B",
    icon="arrow_left",
    needs_writing=True,
)
CONFIRM = Action(
    id="outgoing.confirm",
    title="Mọi nơi nhận đã trả lại văn bản thu hồi",
    slot="confirm_returned",
    page=PAGE,
    icon="checkmark_circle",
    needs_writing=True,
)
REPLACE = Action(
    id="outgoing.replace",
    title="Soạn văn bản thay thế",
    slot="replace",
    page=PAGE,
    key="Ctrl+R",
    icon="arrow_swap",
    needs_writing=True,
)
CORRECT = Action(
    id="outgoing.correct",
    title="Soạn công văn đính chính",
    slot="correct",
    page=PAGE,
    key="Ctrl+I",
    icon="comment_edit",
    needs_writing=True,
)
RESTORE = Action(
    id="outgoing.restore",
    title="Bỏ hủy số đi đang chọn",
    slot="restore",
    page=PAGE,
    key="Ctrl+Del",
    icon="arrow_undo",
    needs_writing=True,
)
NEW_FINAL = Action(
    id="outgoing.new_final",
    title="Thay bản đã ký bằng bản quét khác",
    slot="replace_final",
    page=PAGE,
    icon="attach",
    needs_writing=True,
)
NO_FINAL = Action(
    id="outgoing.no_final",
    title="Bỏ bản đã ký đang kèm",
    slot="detach_final",
    page=PAGE,
    icon="dismiss",
    needs_writing=True,
)
COPY = Action(
    id="outgoing.copy",
    title="Sao văn bản (bản sao, sao y, sao lục, trích sao)",
    slot="copy_paper",
    page=PAGE,
    icon="copy",
    needs_writing=True,
)
MACHINE = Action(
    id="outgoing.machine",
    title="Xuất cho hệ thống khác (edXML, gói dữ liệu)",
    slot="export_machine",
    page=PAGE,
    key="Ctrl+E",
    icon="usb_stick",
)
PACKAGE = Action(
    id="outgoing.package",
    title="Gửi gói trao đổi cho cơ quan khác",
    slot="send_package",
    words="chép ra USB, gửi thư điện tử",
    page=PAGE,
    key="Ctrl+T",
    icon="arrow_swap",
    button="Gửi gói",
    needs_writing=True,
)
LINKED = Action(
    id="outgoing.linked",
    title="Mở văn bản thay thế, đính chính liên quan",
    slot="open_linked",
    page=PAGE,
    key="Alt+Right",
    icon="open",
)

REPORT = Action(
    id="outgoing.report",
    title="Mở báo cáo của văn bản này",
    slot="open_report",
    page=PAGE,
    icon="chart_multiple",
)

FILE = file_action(PAGE)
CHAIN = chain_action(PAGE)

ACTIONS = (
    ADD,
    FILE,
    CHAIN,
    PRINT,
    EXPORT,
    OVERLAY,
    SEND_ALL,
    DELIVERIES,
    STEP_BACK,
    RECALL,
    CONFIRM,
    REPLACE,
    CORRECT,
    FINAL,
    NEW_FINAL,
    NO_FINAL,
    COPY,
    MACHINE,
    PACKAGE,
    AMEND,
    CANCEL,
    RESTORE,
    HISTORY,
    LINKED,
    REPORT,
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
BUTTONS = (DELIVERIES, PRINT, EXPORT, OVERLAY)
MENU = (
    FILE, CHAIN,
    SEND_ALL, STEP_BACK, FINAL, NEW_FINAL, NO_FINAL, AMEND, RECALL, CONFIRM, REPLACE, CORRECT,
    COPY, MACHINE, PACKAGE, HISTORY, LINKED, REPORT, SOURCE, DRAFT, OPEN_FILE, EXPORT_BOOK, CANCEL,
    RESTORE,
)  # fmt: skip
"""What the ⋯ menu of the pane offers."""
