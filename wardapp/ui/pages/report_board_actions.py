"""What can be done on the board of reports, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "report_board"

REMIND = Action(
    id="report_board.remind", title="Nhắc các đơn vị chậm báo cáo", slot="remind", page=PAGE,
    key="Ctrl+Return", icon="send", button="Nhắc các đơn vị chậm", needs_writing=True,
)  # fmt: skip
RETURN = Action(
    id="report_board.return", title="Mở báo cáo đơn vị gửi", slot="open_return", page=PAGE,
    key="Return", icon="open", button="Mở bản gửi", is_local=True,
)  # fmt: skip
RECEIVE = Action(
    id="report_board.receive", title="Ghi đã nhận báo cáo bằng cách khác", slot="receive",
    page=PAGE, key="F8", icon="checkmark", button="Đã nhận", needs_writing=True,
)  # fmt: skip
EXCUSE = Action(
    id="report_board.excuse", title="Miễn báo cáo kỳ này cho đơn vị", slot="excuse", page=PAGE,
    key="F2", icon="dismiss", button="Miễn kỳ này", needs_writing=True,
)  # fmt: skip
EXPECT = Action(
    id="report_board.expect", title="Bỏ ghi đã nhận, bỏ miễn báo cáo", slot="expect", page=PAGE,
    key="Ctrl+B", icon="arrow_undo", button="Bỏ ghi", needs_writing=True,
)  # fmt: skip
EXPORT = Action(
    id="report_board.export", title="Xuất bảng theo dõi báo cáo: Word, Excel, PDF", slot="export",
    page=PAGE, key="Ctrl+P", icon="print", button="Xuất",
)  # fmt: skip
PERIODS = Action(
    id="report_board.period", title="Chọn chế độ và kỳ báo cáo", slot="choose_period", page=PAGE,
    key="Ctrl+F", icon="calendar_ltr",
)  # fmt: skip
LATE = Action(
    id="report_board.late", title="Chỉ xem đơn vị chưa gửi", slot="toggle_late", page=PAGE,
    key="Ctrl+L", icon="filter",
)  # fmt: skip
REGIME = Action(
    id="report_board.regime", title="Sang Chế độ báo cáo", slot="open_regime", page=PAGE,
    key="Alt+D", icon="calendar_ltr", button="Chế độ",
)  # fmt: skip
MAKE = Action(
    id="report_board.make", title="Làm tệp cho đơn vị ghi, kèm hướng dẫn", slot="make_files",
    page=PAGE, icon="document_table", button="Làm tệp",
)  # fmt: skip
ACTIONS = (REMIND, RETURN, RECEIVE, EXCUSE, EXPECT, EXPORT, PERIODS, LATE, REGIME, MAKE)
OF_ROW = {each.id for each in (RETURN, RECEIVE, EXCUSE, EXPECT)}
