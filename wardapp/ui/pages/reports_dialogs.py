"""What Báo cáo asks before it acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from wardapp.core.forms import CellKey, ColumnSpec, FilledCell, Period
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.reports_faces import NOT_YET, figure
from wardapp.ui.pages.reports_reading import Sheet
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, LineField


@dataclass(frozen=True, slots=True)
class Override:
    """A value typed over another, with the reason; `fault` says why it was refused."""

    text: str
    reason: str = ""
    fault: str = ""


def ask_override(
    parent: QWidget, theme: Theme, sheet: Sheet, key: CellKey, before: Override | None = None
) -> Override | None:
    """Ask for a value and why it stands over the computed one; None when thought better of.

    What was typed already, in the cell or in a form that was refused, stands there again.
    """
    cell, column = sheet.cell(key), sheet.column(key)
    if cell is None:
        return None
    computed = figure(cell.computed, column.type) or NOT_YET
    sentence = f"Nhật ký tính {computed}. Số này vẫn được giữ cùng lý do sửa."
    if sheet.is_closed:
        sentence = "Báo cáo đã chốt. Số cũ vẫn được giữ trong lịch sử cùng lý do sửa."
    dialog = Dialog(parent, theme, f"Sửa tay ô {sheet.label(key)}", sentence, "edit")
    value = _value_field(theme, column, cell, before)
    reason = LineField(theme, "Lý do", "Ví dụ: thêm 2 cuộc báo qua điện thoại, chưa ghi nhật ký")
    reason.set_text(before.reason if before and before.reason else cell.reason)
    dialog.room.addWidget(value)
    dialog.room.addWidget(reason)
    dialog.add_stretch()
    dialog.add_close("Thôi")
    button = dialog.add_button("Ghi", Kind.PRIMARY, key="Enter", accepts=True)
    button.setEnabled(bool(reason.text().strip()))
    reason.line.textChanged.connect(lambda said: button.setEnabled(bool(said.strip())))
    first = reason if before and not before.fault else value
    first.editor.setFocus()
    if before and before.fault:
        value.refuse(before.fault)
    if isinstance(value, LineField):
        value.line.selectAll()
    if not dialog.exec():
        return None
    said = value.text() if isinstance(value, LineField) else str(value.value() or "")
    return Override(said, reason.text())


def _value_field(
    theme: Theme, column: ColumnSpec, cell: FilledCell, before: Override | None
) -> LineField | ChoiceField:
    """Return where the value is typed or chosen, with what was typed already or stands there."""
    value: LineField | ChoiceField
    if column.choices:
        value = ChoiceField(theme, column.label, tuple((each, each) for each in column.choices))
        value.set_value(before.text if before else str(cell.value or ""))
    else:
        value = LineField(theme, column.label)
        value.set_text(before.text if before else figure(cell.value, column.type))
    return value


def ask_pasting(parent: QWidget, theme: Theme, count: int) -> str:
    """Ask once why pasted figures stand over computed ones; "" when thought better of."""
    reason = LineField(theme, "Lý do")
    sentence = "Có ô đang tính từ nhật ký. Số tính vẫn được giữ; sửa tay phải ghi lý do."
    is_sure = dialogs.ask_fields(parent, theme, f"Dán {count} ô?", (reason,), "Dán", sentence)
    return reason.text() if is_sure else ""


def ask_text(parent: QWidget, theme: Theme, title: str, label: str, before: str) -> str:
    """Ask for a text; "" when thought better of."""
    field = BoxField(theme, label, 3)
    field.set_text(before)
    is_sure = dialogs.ask_fields(parent, theme, title, (field,), "Ghi")
    return field.text().strip() if is_sure else ""


def ask_close(parent: QWidget, theme: Theme, sheet: Sheet, today: date) -> bool:
    """Ask once whether the report is to be closed."""
    missing = sheet.required - sheet.done
    left = f"Còn {missing} ô chưa có số. " if missing else ""
    return dialogs.ask(
        parent,
        theme,
        f"Chốt báo cáo {period_words(sheet.filled.period, today)}?",
        f"{left}Sau khi chốt, sửa phải ghi lý do.",
        "Chốt báo cáo",
    )


def ask_reopen(parent: QWidget, theme: Theme, words: str) -> str:
    """Ask why a closed report is opened again; "" when thought better of."""
    reason = LineField(theme, "Lý do mở lại")
    title = f"Mở lại báo cáo {words}?"
    sentence = "Các ô tính lại theo nhật ký hiện nay; số đã sửa tay vẫn giữ."
    return reason.text() if dialogs.ask_fields(
        parent, theme, title, (reason,), "Mở lại", sentence
    ) else ""  # fmt: skip


def ask_window(parent: QWidget, context: Context, period: Period) -> tuple[date, date] | None:
    """Ask which days the report covers; None when thought better of; BadDate when not a day."""
    first = DateField(context.theme, "Từ ngày", context.clock.today)
    last = DateField(context.theme, "Đến ngày", context.clock.today)
    first.set_day(period.window_from)
    last.set_day(period.window_to)
    sentence = "Số trong kỳ lấy từ các dòng nhật ký của những ngày này; lũy kế vẫn từ 01/01."
    if not dialogs.ask_fields(
        parent, context.theme, "Thời gian lấy số liệu", (first, last), "Đổi", sentence
    ):
        return None
    return first.day() or period.window_from, last.day() or period.window_to


def ask_sign_off(parent: QWidget, theme: Theme, sheet: Sheet) -> tuple[str, str] | None:
    """Ask who prepared the report; None when thought better of."""
    who, phone = LineField(theme, "Người lập"), LineField(theme, "Điện thoại")
    who.set_text(sheet.filled.prepared_by)
    phone.set_text(sheet.filled.phone)
    if not dialogs.ask_fields(parent, theme, "Người lập báo cáo", (who, phone), "Ghi"):
        return None
    return who.text(), phone.text()


def period_words(period: Period, today: date) -> str:
    """Return a period as the page says it: `kỳ tháng 6`, with the year when it is another."""
    return period.label.removesuffix(f"/{today.year}")
