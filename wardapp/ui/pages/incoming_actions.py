"""What can be done on Văn bản đến, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action
from wardapp.ui.affair import chain_action
from wardapp.ui.dossier_chooser import file_action

PAGE = "incoming"

REGISTER = Action(
    id="incoming.register",
    title="Vào sổ văn bản đến",
    button="Vào sổ văn bản",
    slot="register_new",
    page=PAGE,
    key="Ctrl+N",
    icon="add",
    everywhere=True,
    needs_writing=True,
)
REPLY = Action(
    id="incoming.reply",
    title="Trả lời văn bản đang chọn",
    button="Trả lời",
    slot="reply",
    page=PAGE,
    key="Ctrl+R",
    icon="arrow_reply",
    needs_writing=True,
)
DIRECT = Action(
    id="incoming.direct",
    title="Ghi ý kiến chỉ đạo, giao xử lý",
    button="Ghi ý kiến",
    slot="write_opinion",
    page=PAGE,
    key="Ctrl+I",
    icon="comment_edit",
    needs_writing=True,
)
SLIP = Action(
    id="incoming.slip",
    title="In phiếu xử lý",
    button="In phiếu",
    slot="print_slip",
    page=PAGE,
    key="Ctrl+P",
    icon="print",
)
ATTACH = Action(
    id="incoming.attach",
    title="Kèm thêm tệp",
    slot="attach_file",
    page=PAGE,
    icon="attach",
    needs_writing=True,
)
SUBMIT = Action(
    id="incoming.submit",
    title="Đánh dấu đã trình",
    slot="submit",
    page=PAGE,
    key="Ctrl+T",
    icon="arrow_right",
    needs_writing=True,
)
FINISH = Action(
    id="incoming.finish",
    title="Đánh dấu xong",
    slot="finish",
    page=PAGE,
    key="Ctrl+Return",
    icon="checkmark_circle",
    needs_writing=True,
)
REOPEN = Action(
    id="incoming.reopen",
    title="Mở lại văn bản đã xong, đã chuyển trả",
    slot="reopen",
    page=PAGE,
    key="Ctrl+M",
    icon="arrow_undo",
    needs_writing=True,
)
AMEND = Action(
    id="incoming.amend",
    title="Sửa dòng đang chọn",
    slot="amend",
    page=PAGE,
    key="F2",
    icon="edit",
    needs_writing=True,
)
CANCEL = Action(
    id="incoming.cancel",
    title="Hủy số đến đang chọn",
    slot="cancel",
    page=PAGE,
    key="Del",
    icon="delete",
    needs_writing=True,
    is_local=False,
)
STEP_BACK = Action(
    id="incoming.step_back",
    title="Lùi một bước: bỏ ý kiến, bỏ đánh dấu đã trình",
    slot="step_back",
    page=PAGE,
    key="Ctrl+Backspace",
    icon="arrow_undo",
    needs_writing=True,
)
SEND_BACK = Action(
    id="incoming.send_back",
    title="Chuyển trả nơi gửi",
    slot="send_back",
    page=PAGE,
    key="Ctrl+B",
    icon="arrow_reply",
    needs_writing=True,
)
RESTORE = Action(
    id="incoming.restore",
    title="Bỏ hủy số đến đang chọn",
    slot="restore",
    page=PAGE,
    key="Ctrl+Del",
    icon="arrow_undo",
    needs_writing=True,
)
LINK = Action(
    id="incoming.link",
    title="Đã trả lời bằng văn bản …",
    slot="link_answer",
    page=PAGE,
    key="Ctrl+L",
    icon="arrow_reply",
    needs_writing=True,
)
UNLINK = Action(
    id="incoming.unlink",
    title="Gỡ văn bản trả lời",
    slot="unlink_answer",
    page=PAGE,
    icon="dismiss",
    needs_writing=True,
)
OPEN_ANSWER = Action(
    id="incoming.open_answer",
    title="Mở văn bản trả lời",
    slot="open_answer",
    page=PAGE,
    key="Alt+Right",
    icon="arrow_right",
)
SECRET = Action(
    id="incoming.secret",
    title="Ghi dòng đã đăng ký sổ riêng",
    slot="register_secret",
    page=PAGE,
    key="F9",
    icon="lock_closed",
    needs_writing=True,
    everywhere=True,
)
STAMP = Action(
    id="incoming.stamp",
    title="In dấu ĐẾN lên bản giấy",
    slot="print_stamp",
    page=PAGE,
    key="Alt+P",
    icon="number_symbol",
)
SHOW_STAMP = Action(
    id="incoming.show_stamp",
    title="Xem thử dấu ĐẾN trên trang đầu (chọn lại: chỗ khác)",
    slot="show_stamp",
    page=PAGE,
    key="Alt+X",
    icon="eye",
)
HAND_OVER = Action(
    id="incoming.hand_over",
    title="In danh sách giao nhận có ký nhận",
    slot="print_hand_over",
    page=PAGE,
    key="F7",
    icon="people_team",
)
OPEN_FILE = Action(
    id="incoming.open_file",
    title="Mở tệp bằng chương trình khác",
    slot="open_file",
    page=PAGE,
    icon="open",
)
PRINT_BOOK = Action(
    id="incoming.print_book",
    title="In sổ văn bản đến",
    button="In sổ",
    slot="print_book",
    page=PAGE,
    icon="print",
)
EXPORT_BOOK = Action(
    id="incoming.export_book",
    title="Xuất sổ văn bản đến ra Excel, Word, PDF",
    slot="export_book",
    page=PAGE,
    icon="table",
)
COPY = Action(
    id="incoming.copy",
    title="Sao văn bản (bản sao, sao y, sao lục, trích sao)",
    slot="copy_paper",
    page=PAGE,
    icon="copy",
    needs_writing=True,
)
REGIMES = Action(
    id="incoming.regimes",
    title="Đọc chế độ báo cáo trong văn bản…",
    slot="read_regimes",
    page=PAGE,
    icon="calendar_ltr",
    needs_writing=True,
)
MACHINE = Action(
    id="incoming.machine",
    title="Xuất cho hệ thống khác (edXML, gói dữ liệu)",
    slot="export_machine",
    page=PAGE,
    key="Ctrl+E",
    icon="usb_stick",
)
FILTER = Action(
    id="incoming.filter",
    title="Lọc trong sổ văn bản đến",
    slot="focus_filter",
    page=PAGE,
    key="Ctrl+F",
    icon="filter",
)
FACTS = Action(
    id="incoming.facts",
    title="Hiện, ẩn mọi thông tin và lịch sử của văn bản",
    slot="switch_facts",
    page=PAGE,
    key="Shift+F4",
    icon="text_bullet_list",
)
PANE = Action(
    id="incoming.pane",
    title="Hiện, ẩn phần chi tiết",
    slot="switch_pane",
    page=PAGE,
    key="F4",
    icon="text_bullet_list",
)

FILE = file_action(PAGE)
CHAIN = chain_action(PAGE)

ACTIONS = (
    REGISTER,
    REPLY,
    DIRECT,
    SLIP,
    ATTACH,
    SUBMIT,
    FINISH,
    REOPEN,
    STEP_BACK,
    SEND_BACK,
    AMEND,
    CANCEL,
    RESTORE,
    FILE,
    CHAIN,
    LINK,
    UNLINK,
    OPEN_ANSWER,
    SECRET,
    STAMP,
    SHOW_STAMP,
    HAND_OVER,
    OPEN_FILE,
    COPY,
    REGIMES,
    MACHINE,
    PRINT_BOOK,
    EXPORT_BOOK,
    FILTER,
    FACTS,
    PANE,
)
MENU = (
    FILE,
    CHAIN,
    SUBMIT,
    FINISH,
    REOPEN,
    STEP_BACK,
    SEND_BACK,
    LINK,
    UNLINK,
    OPEN_ANSWER,
    STAMP,
    SHOW_STAMP,
    HAND_OVER,
    FACTS,
    AMEND,
    ATTACH,
    OPEN_FILE,
    COPY,
    REGIMES,
    MACHINE,
    CANCEL,
    RESTORE,
)
"""What the ⋯ menu of the pane offers."""
