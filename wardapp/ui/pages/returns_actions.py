"""What can be done on the page of returns, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "returns"

CHOOSE = Action(
    id="returns.choose", title="Nhận tệp các đơn vị gửi về", slot="choose", page=PAGE,
    key="Ctrl+N", icon="arrow_download", button="Chọn tệp", needs_writing=True,
)  # fmt: skip
KEEP = Action(
    id="returns.keep", title="Nhận các tệp đã xem", slot="keep_ready", page=PAGE,
    key="Ctrl+Return", icon="checkmark", button="Nhận", needs_writing=True,
)  # fmt: skip
SAME_NEW = Action(
    id="returns.same_new", title="Giữ bản mới, bản cũ để bên cạnh", slot="same_new", page=PAGE,
    icon="arrow_sync", button="Giữ bản mới", needs_writing=True,
)  # fmt: skip
SAME_OLD = Action(
    id="returns.same_old", title="Giữ bản cũ, bản mới để bên cạnh", slot="same_old", page=PAGE,
    icon="history", button="Giữ bản cũ", needs_writing=True,
)  # fmt: skip
DROP = Action(
    id="returns.drop", title="Thôi không nhận tệp đang chọn", slot="drop_waiting", page=PAGE,
    icon="dismiss", button="Thôi",
)  # fmt: skip
NEXT = Action(
    id="returns.next", title="Chỗ cần xem tiếp theo", slot="next_doubt", page=PAGE, key="F8",
    icon="arrow_down",
)  # fmt: skip
TAKE = Action(
    id="returns.take", title="Lấy giá trị như đề nghị", slot="take", page=PAGE, key="Ctrl+L",
    icon="checkmark", button="Lấy", needs_writing=True,
)  # fmt: skip
TYPE = Action(
    id="returns.type", title="Ghi giá trị khác cho chỗ đang xem", slot="type_value", page=PAGE,
    key="F2", icon="edit", button="Ghi giá trị", needs_writing=True,
)  # fmt: skip
LEAVE = Action(
    id="returns.leave", title="Bỏ giá trị ra, có lý do", slot="leave_out", page=PAGE, key="Del",
    icon="dismiss", button="Bỏ ra", needs_writing=True,
)  # fmt: skip
TAKE_ALL = Action(
    id="returns.take_all", title="Lấy mọi chỗ cùng loại", slot="take_all", page=PAGE,
    key="Ctrl+E", icon="checkmark_circle", button="Lấy mọi chỗ cùng loại", needs_writing=True,
)  # fmt: skip
TAKE_EVERYWHERE = Action(
    id="returns.take_everywhere", title="Lấy mọi chỗ cùng loại ở mọi đơn vị",
    slot="take_everywhere", page=PAGE, icon="people_team", button="Ở mọi đơn vị",
    needs_writing=True,
)  # fmt: skip
OPEN = Action(
    id="returns.open", title="Mở tệp đơn vị gửi", slot="open_file", page=PAGE, key="F3",
    icon="open", button="Mở tệp",
)  # fmt: skip
EVIDENCE = Action(
    id="returns.evidence", title="Mở minh chứng kèm bản gửi về", slot="open_evidence", page=PAGE,
    icon="attach", button="Minh chứng",
)  # fmt: skip
DAY = Action(
    id="returns.day", title="Sửa ngày nhận bản gửi về", slot="change_day", page=PAGE,
    icon="calendar_ltr", button="Ngày nhận", needs_writing=True,
)  # fmt: skip
MOVE = Action(
    id="returns.move", title="Đổi đơn vị, mẫu, kỳ của bản gửi về", slot="change_unit", page=PAGE,
    icon="arrow_swap", button="Đổi đơn vị", needs_writing=True,
)  # fmt: skip
REFUSE = Action(
    id="returns.refuse", title="Trả lại bản gửi về, có lý do", slot="refuse", page=PAGE,
    icon="arrow_undo", button="Trả lại", needs_writing=True,
)  # fmt: skip
USE = Action(
    id="returns.use", title="Dùng lại bản đã thay hoặc đã trả", slot="use", page=PAGE,
    icon="checkmark_circle", button="Dùng bản này", needs_writing=True,
)  # fmt: skip
MERGE = Action(
    id="returns.merge", title="Gộp vấn đề trùng nhau của các đơn vị", slot="merge", page=PAGE,
    key="Ctrl+M", icon="arrow_swap", button="Gộp vấn đề",
)  # fmt: skip
WHOLE = Action(
    id="returns.whole", title="Xem bản tổng hợp", slot="show_whole", page=PAGE, key="F4",
    icon="table", button="Tổng hợp",
)  # fmt: skip
EXPORT = Action(
    id="returns.export", title="Xuất bản tổng hợp kèm nguồn từng số", slot="export", page=PAGE,
    key="Ctrl+P", icon="document_table", button="Xuất",
)  # fmt: skip

ACTIONS = (
    CHOOSE, KEEP, SAME_NEW, SAME_OLD, DROP, NEXT, TAKE, TYPE, LEAVE, TAKE_ALL, TAKE_EVERYWHERE,
    OPEN, EVIDENCE, DAY, MOVE, REFUSE, USE, MERGE, WHOLE, EXPORT,
)  # fmt: skip
OF_RETURN = {OPEN.id, EVIDENCE.id, DAY.id, MOVE.id, REFUSE.id, USE.id}
OF_DOUBT = {TAKE.id, TYPE.id, LEAVE.id, TAKE_ALL.id, TAKE_EVERYWHERE.id}
OF_WAITING = {OPEN.id, DAY.id, MOVE.id, DROP.id, SAME_NEW.id, SAME_OLD.id}
