"""What can be done on the page of reporting regimes, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "regimes"

NEW = Action(
    id="regimes.new", title="Thêm chế độ báo cáo", slot="add", page=PAGE, key="Ctrl+N",
    icon="add", button="Thêm", needs_writing=True,
)  # fmt: skip
READ = Action(
    id="regimes.read", title="Đọc chế độ báo cáo từ tệp…", slot="read_file", page=PAGE,
    key="Ctrl+E", icon="document_text", button="Đọc từ tệp…", needs_writing=True,
)  # fmt: skip
EDIT = Action(
    id="regimes.edit", title="Sửa chế độ báo cáo", slot="edit", page=PAGE, key="F2", icon="edit",
    button="Sửa", needs_writing=True,
)  # fmt: skip
BOARD = Action(
    id="regimes.board", title="Theo dõi báo cáo của chế độ này", slot="open_board", page=PAGE,
    key="Ctrl+Return", icon="people_team", button="Theo dõi",
)  # fmt: skip
SENT = Action(
    id="regimes.sent", title="Ghi đã gửi báo cáo của ta", slot="mark_sent", page=PAGE,
    key="F8", icon="checkmark", button="Đã gửi", needs_writing=True,
)  # fmt: skip
RETIRE = Action(
    id="regimes.retire", title="Kết thúc chế độ báo cáo", slot="retire", page=PAGE, key="Del",
    icon="delete", button="Kết thúc", needs_writing=True,
)  # fmt: skip
AGAIN = Action(
    id="regimes.again", title="Cho chế độ báo cáo chạy lại", slot="run_again", page=PAGE,
    key="Ctrl+M", icon="history", button="Chạy lại", needs_writing=True,
)  # fmt: skip
HISTORY = Action(
    id="regimes.history", title="Lịch sử chế độ báo cáo", slot="tell_history", page=PAGE,
    key="Ctrl+H", icon="history", button="Lịch sử",
)  # fmt: skip
ACTIONS = (NEW, READ, EDIT, BOARD, SENT, RETIRE, AGAIN, HISTORY)
OF_REGIME = {each.id for each in (EDIT, BOARD, SENT, RETIRE, AGAIN, HISTORY)}
