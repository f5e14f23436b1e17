"""Right of the tables: where the chosen figure comes from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wardapp.core.dates import short_date
from wardapp.core.forms import (
    CellKey,
    CellRecord,
    CellType,
    ColumnSpec,
    FilledCell,
    FilledScope,
    TableKind,
)
from wardapp.core.report_views import FormHistory
from wardapp.core.returns import Contribution
from wardapp.ui import painting
from wardapp.ui.pages.reports_faces import NOT_YET, WORDY, figure, has_override
from wardapp.ui.pages.reports_past import PastPane
from wardapp.ui.pages.reports_reading import Behind, Sheet
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.texts import Elided, Text

LINE, DAY_WIDTH, MOST_LINES = 34, 44, 5
SAID = {
    "amount": "Cộng từ {n} dòng nhật ký, {days}.",
    "amount_year": "Lũy kế: cộng từ {n} dòng nhật ký, {days}.",
    "reach": "Từ {n} dòng nhật ký, {days}.",
    "interactions": "Cộng từ {n} dòng nhật ký, {days}.",
    "places": "Các tổ nêu ở {n} dòng nhật ký, {days}.",
    "evidence": "Minh chứng của {n} dòng nhật ký, {days}.",
    "reached": "Ước tính từ {n} dòng nhật ký tính bằng hộ, {days}.",
    "channels": "Kênh nhiều tin, bài nhất trong {n} dòng nhật ký, {days}.",
}


NAMES = {"petition": "phản ánh, kiến nghị", "opinion": "vấn đề dư luận", "unit": "đơn vị"}
WAYS = {
    "log": "dòng trong Nhật ký",
    "petition": "vụ việc trong sổ",
    "opinion": "vấn đề dư luận",
    "unit": "đơn vị trong Danh mục",
}


class SourceLines(QWidget):
    """The newest lines behind a figure: day, content, what each adds; says which was clicked."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[tuple[str, str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def show_rows(self, rows: tuple[tuple[str, str, str], ...]) -> None:
        """Show day, content and figure of some lines."""
        self._rows = rows[:MOST_LINES]
        self.setAccessibleName("; ".join(", ".join(row) for row in self._rows))
        self.setToolTip("\n".join(row[1] for row in self._rows))
        self.updateGeometry()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which line was clicked."""
        at = int(event.position().y() // self._step())
        if 0 <= at < len(self._rows):
            self.chosen.emit(at)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(200, self._step() * len(self._rows))

    def _step(self) -> int:
        return max(self._theme.px(LINE), round(self._theme.metrics(Role.STRONG).height()) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, step = QPainter(self), self._theme, self._step()
        day_width = theme.px(DAY_WIDTH)
        for at, (day, content, count) in enumerate(self._rows):
            top = at * step
            area = QRectF(0, top, day_width, step)
            painting.draw_text(painter, area, day, theme.font(Role.SMALL), theme.colour("text3"))
            width = theme.metrics(Role.STRONG).horizontalAdvance(count) + 1
            area = QRectF(self.width() - width, top, width, step)
            painting.draw_text(painter, area, count, theme.font(Role.STRONG), theme.colour("text"))
            area = QRectF(day_width, top, self.width() - day_width - width - 10, step)
            painting.draw_text(painter, area, content, theme.font(Role.BODY), theme.colour("text"))
            painter.fillRect(QRectF(0, top + step - 1, self.width(), 1), theme.colour("line"))


class CellPane(QWidget):
    """Says `acted` with the id of an action, `chosen` with the key of another cell of the row."""

    acted = Signal(str)
    chosen = Signal(object)
    dismissed = Signal()
    file_wanted = Signal(str)  # id of a return

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = Text(theme, "", Role.LABEL, "text2")
        self._figure = Text(theme, "", Role.FIGURE)
        self._unit = Elided(theme, "", Role.BODY, "text2")
        self._text = Text(theme, "", Role.BODY, wrap=True)
        self._from = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._typed = Text(theme, "", Role.SMALL, "warn", wrap=True)
        self.lines = SourceLines(theme)
        self.past = PastPane(theme)
        self.all_lines = Link(theme, "", key="Enter", role=Role.BODY)
        self.amend = Link(theme, "Sửa tay ô này…", key="F2", role=Role.BODY)
        self.restore = Link(theme, "Trả lại số tính từ nhật ký", key="Del", role=Role.BODY)
        self._others = QVBoxLayout()
        self._given: tuple[Contribution, ...] = ()
        self.lines.chosen.connect(self._open_given)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        figure_row = QHBoxLayout()
        figure_row.setSpacing(8)
        figure_row.addWidget(self._figure)
        figure_row.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBottom)
        self._unit.setContentsMargins(0, 0, 0, 6)
        column.addWidget(self._name)
        column.addLayout(figure_row)
        self._others.setSpacing(2)
        for part in (self._text, self._typed, self._from, self.past, self.lines):
            column.addWidget(part)
        for link, action in (
            (self.all_lines, "reports.lines"),
            (self.amend, "reports.amend"),
            (self.restore, "reports.restore"),
        ):
            link.clicked.connect(self._runner(action))
            column.addWidget(link)
        column.addLayout(self._others)

    def _runner(self, action: str) -> Callable[[], None]:
        return lambda: self.acted.emit(action)

    def show_cell(self, sheet: Sheet, key: CellKey, hidden: tuple[str, ...]) -> None:
        """Show a cell; its lines follow."""
        cell, row, column = sheet.cell(key), sheet.row(key), sheet.column(key)
        if cell is None or row is None:
            return
        self._name.setText(sheet.label(key))
        value = figure(cell.value, column.type)
        is_wordy = column.type in WORDY
        self._figure.setVisible(not is_wordy)
        self._unit.setVisible(not is_wordy)
        self._text.setVisible(is_wordy)
        self._figure.setText(value or NOT_YET)
        self._text.setText(value or "Chưa ghi.")
        unit = row.unit if column.source.startswith("amount") else column.label
        self._unit.set_text(f"{unit} · {row.label}" if unit else row.label)
        self._typed.setVisible(has_override(cell))
        self._typed.setText(_typed_words(cell, column))
        self._from.setText(_plain_source(column, sheet))
        self._given = ()
        self.lines.show_rows(())
        self.lines.hide()
        self.all_lines.hide()
        is_answer = sheet.table(key.table).kind is TableKind.TEXTS
        self.amend.setVisible(not column.formula and not is_answer)
        words = "Sửa tay ô này…" if cell.computed is not None else "Ghi ô này"
        self.amend.setText(words)
        self.restore.setVisible(cell.is_typed and not column.formula)
        has_computed = cell.computed is not None
        self.restore.setText("Trả lại số tính từ nhật ký" if has_computed else "Xóa ô này")
        self._show_others(sheet, key, hidden)

    def show_past(self, sheet: Sheet, history: FormHistory | None, key: CellKey) -> None:
        """Show the figure through its last periods."""
        self.past.show_past(sheet, history, key)

    def show_behind(self, sheet: Sheet, key: CellKey, behind: Behind, today: date) -> None:
        """Show the newest records behind the cell that is shown, or what each unit gave."""
        if behind.given:
            self._show_given(behind)
        elif behind.records:
            self._show_records(sheet, key, behind.records, today)

    def _show_records(
        self, sheet: Sheet, key: CellKey, records: tuple[CellRecord, ...], today: date
    ) -> None:
        rows = tuple(
            (short_date(each.day, today) if each.day else "", each.text, each.amount)
            for each in records
        )
        days = [each.day for each in records if each.day]
        said = ""
        if days:
            said = f"{short_date(min(days), today)} đến {short_date(max(days), today)}"
        words = SAID.get(sheet.column(key).source, "Từ {n} dòng nhật ký, {days}.")
        kind = records[0].entity
        if kind != "log":
            words = "Từ {n} " + NAMES.get(kind, "mục") + (", {days}." if said else ".")
        self._from.setText(words.format(n=len(records), days=said))
        self.lines.show_rows(rows)
        self.lines.show()
        self.all_lines.setText(f"Xem cả {len(records)} {WAYS.get(kind, 'dòng')}")
        self.all_lines.setVisible(kind in WAYS)

    def _show_given(self, behind: Behind) -> None:
        """Show unit by unit what was given, with file and cell."""
        given = tuple(sorted(behind.given, key=_most_first))
        self._given = given
        filled = sum(each.value not in {None, ""} for each in given)
        self._from.setText(f"{behind.law} Có số ở {filled} trên {len(given)} nơi.".strip())
        self.lines.show_rows(tuple(_given_row(each) for each in given))
        self.lines.show()
        self.all_lines.setText("Mở các báo cáo đơn vị gửi về")
        self.all_lines.show()

    def _open_given(self, at: int) -> None:
        """Ask for the kept file of the unit whose line was clicked."""
        if at < len(self._given) and self._given[at].return_id:
            self.file_wanted.emit(self._given[at].return_id)

    def _show_others(self, sheet: Sheet, key: CellKey, hidden: tuple[str, ...]) -> None:
        """Show what the row has in columns that found no room."""
        while (item := self._others.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        row = sheet.row(key)
        for name in hidden:
            cell = row.cell(name) if row else None
            if cell is not None and cell.key != key:
                label = sheet.column(cell.key).label
                said = figure(cell.value, CellType.TEXT)
                link = Link(self._theme, f"{label}: {said or 'ghi…'}")
                link.clicked.connect(self._chooser(cell.key))
                self._others.addWidget(link)

    def _chooser(self, key: CellKey) -> Callable[[], None]:
        return lambda: self.chosen.emit(key)


def _most_first(given: Contribution) -> tuple[bool, bool, float]:
    """Set our own form first, then what units gave, greatest first, blanks last."""
    number = given.value if isinstance(given.value, int | Decimal) else 0
    return bool(given.unit_id), given.value in {None, ""}, -float(number)


def _given_row(given: Contribution) -> tuple[str, str, str]:
    """Return cell, unit with its file, value: a blank is told apart from a zero."""
    place = given.place
    where = place.cell if place else ""
    who = given.unit_name or "Phần của cơ quan"
    named = f"{who}, {place.file}" if place and place.file else who
    return where, named, figure(given.value, CellType.COUNT) or NOT_YET


def _typed_words(cell: FilledCell, column: ColumnSpec) -> str:
    was = figure(cell.computed, column.type) or NOT_YET
    return f"Đã sửa tay, nhật ký tính {was}. Lý do: {cell.reason or 'không ghi'}."


PLAIN = {
    "households": "Lấy từ Danh mục, số hộ của tổ dân phố.",
    "digital_target": "Lấy từ Cài đặt, chỉ tiêu tin, bài mỗi tháng.",
    "": "Nhập tay.",
}


def _plain_source(column: ColumnSpec, sheet: Sheet) -> str:
    """Return where a figure comes from when no line of the log made it."""
    if column.formula:
        return "Tính theo công thức từ các cột bên trái."
    if sheet.filled.scope is FilledScope.ALL:
        return "Tổng hợp từ các đơn vị."
    if column.source.startswith("petition"):
        return "Sổ phản ánh, kiến nghị không có vụ việc nào cho ô này."
    return PLAIN.get(column.source, "Nhật ký chưa có dòng nào cho ô này trong kỳ.")
