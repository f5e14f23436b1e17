"""What can be done with the charts of the log, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "log_charts"

COPY = Action(
    id="log_charts.copy", title="Chép biểu đồ thành ảnh", slot="copy_picture", page=PAGE,
    key="Ctrl+C", icon="copy", button="Chép ảnh",
)  # fmt: skip
SAVE = Action(
    id="log_charts.save", title="Lưu biểu đồ ra tệp ảnh, PDF", slot="save_picture", page=PAGE,
    key="Ctrl+E", icon="image", button="Lưu ảnh",
)  # fmt: skip
PRINT = Action(
    id="log_charts.print", title="In biểu đồ", slot="print_sheet", page=PAGE, key="Ctrl+P",
    icon="print", button="In",
)  # fmt: skip
FIGURES = Action(
    id="log_charts.figures", title="Chép số liệu biểu đồ để dán vào Excel", slot="copy_figures",
    page=PAGE, icon="table",
)  # fmt: skip
BARS = Action(
    id="log_charts.bars", title="Xem biểu đồ theo kênh, nhóm, tháng, tổ dân phố", slot="show_bars",
    page=PAGE, key="Alt+1", icon="chart_multiple",
)  # fmt: skip
HEAT = Action(
    id="log_charts.heat", title="Xem bản đồ nhiệt theo kênh", slot="show_heat", page=PAGE,
    key="Alt+2", icon="calendar_ltr",
)  # fmt: skip
YEAR = Action(
    id="log_charts.year", title="Xem chỉ tiêu nền tảng số 12 tháng", slot="show_year", page=PAGE,
    key="Alt+3", icon="data_pie",
)  # fmt: skip
BEFORE = Action(
    id="log_charts.before", title="Khoảng thời gian trước", slot="go_before", page=PAGE,
    key="Alt+Left", icon="chevron_left",
)  # fmt: skip
AFTER = Action(
    id="log_charts.after", title="Khoảng thời gian sau", slot="go_after", page=PAGE,
    key="Alt+Right", icon="chevron_right",
)  # fmt: skip
SPAN = Action(
    id="log_charts.span", title="Chọn khoảng thời gian của biểu đồ", slot="choose_span",
    page=PAGE, key="Ctrl+T", icon="clock",
)  # fmt: skip
MEASURE = Action(
    id="log_charts.measure", title="Chọn số đo của biểu đồ", slot="choose_measure", page=PAGE,
    key="Ctrl+M", icon="number_symbol",
)  # fmt: skip
STEP = Action(
    id="log_charts.step", title="Chọn cột ngày, tuần, tháng của bản đồ nhiệt", slot="choose_step",
    page=PAGE, icon="calendar_ltr",
)  # fmt: skip
TARGET = Action(
    id="log_charts.target", title="Đổi chỉ tiêu tin, bài trên nền tảng số", slot="change_target",
    page=PAGE, icon="edit", button="Đổi chỉ tiêu", needs_writing=True,
)  # fmt: skip

ACTIONS = (
    BARS, HEAT, YEAR, COPY, SAVE, PRINT, FIGURES, BEFORE, AFTER, SPAN, MEASURE, STEP, TARGET
)  # fmt: skip
