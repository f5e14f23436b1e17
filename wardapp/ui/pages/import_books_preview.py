"""Step 3 of bringing old books in: every line as it will stand, and every doubtful cell."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.old_books import LEFT_OUT, CellFix, Doubt, DoubtKind, DryRun, OldLine, OldRow
from wardapp.ui.context import Context
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import DENSE, RowView
from wardapp.ui.pages.import_books_actions import ACCEPT, ADD_TERM, LEAVE_OUT
from wardapp.ui.pages.proposal_layout import beside, scrolled, stacked
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button, Kind
from wardapp.ui.widgets.fields import LineField
from wardapp.ui.widgets.texts import Rule, Text

SIDE = 372
LEAST_DOUBTS, NARROW = 118, 640
Key = tuple[str, str, int]
_SHOWN_GAPS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the preview: its line, what stood there, its worst doubt."""

    line: OldLine
    row: OldRow | None
    fields: tuple[str, ...]
    doubt: Doubt | None

    def raw(self, *names: str) -> str:
        """Return what stands in the first of these fields that the row has."""
        here = [self.fields.index(name) for name in names if name in self.fields]
        texts = (self.row.cell(at).text for at in here) if self.row else ()
        return next((text for text in texts if text), "")


@dataclass(frozen=True, slots=True)
class Preview:
    """A dry run made ready to be shown: 50,000 rows are no work for the window's thread."""

    dry: DryRun
    rows: tuple[Shown, ...]
    places: dict[Key, int]
    doubts: tuple[Doubt, ...]


def preview_of(dry: DryRun, accepted: frozenset[Doubt]) -> Preview:
    """Return the rows of a dry run; doubts that were accepted are no longer listed."""
    rows = {
        (file.name, sheet.name, row.number): row
        for file in dry.files
        for sheet in file.sheets
        for row in sheet.rows
    }
    fields = {(file, columns.sheet): columns.fields for file, columns in dry.plan.sheets}
    worst: dict[Key, Doubt] = {}
    doubts = tuple(each for each in dry.doubts if each not in accepted)
    for doubt in doubts:
        key = (doubt.file, doubt.sheet, doubt.row)
        if key not in worst or doubt.blocks:
            worst[key] = doubt
    shown, places = [], {}
    for at, line in enumerate(dry.lines):
        key = (line.file, line.sheet, line.row)
        places[key] = at
        shown.append(Shown(line, rows.get(key), fields[key[0], key[1]], worst.get(key)))
    return Preview(dry, tuple(shown), places, doubts)


class PreviewPanel(QWidget):
    """The lines at the left, the doubtful cells and what to do about them at the right."""

    fixed = Signal(object)  # CellFix

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self._preview: Preview | None = None
        self._is_narrow = False
        self._places: dict[Key, int] = {}
        self.doubts: tuple[Doubt, ...] = ()
        self.rows: RowList[Shown] = RowList(_columns("den"), _look)
        self.list = RowView(theme, "Các dòng sẽ nhập", DENSE)
        self.found: RowList[Doubt] = RowList((Column("", 0, _doubt_cell),))
        self.doubt_list = RowView(theme, "Các ô chưa chắc")
        self.doubt_list.hide_head()
        self.doubt_list.show_model(self.found)
        self.doubt_list.chosen.connect(self._show_doubt)
        self.form = QWidget()
        self.summary = Text(theme, "", Role.STRONG, "text", wrap=True)
        self.why = Text(theme, "", Role.BODY, "text", wrap=True)
        self.mend = LineField(theme, "Sửa ô này thành")
        self.mend.line.returnPressed.connect(self._apply)
        self.doubt_list.opened.connect(lambda _row: self._go_mend())
        run = context.frame.run_action
        self.accept, self.leave, self.term = (
            Button(theme, each.button, icon=each.icon, key=each.cap, kind=Kind.SECONDARY)
            for each in (ACCEPT, LEAVE_OUT, ADD_TERM)
        )
        for button, action in zip(
            (self.accept, self.leave, self.term), (ACCEPT, LEAVE_OUT, ADD_TERM), strict=True
        ):
            button.clicked.connect(lambda _=False, each=action: run(each.id))
        self._build(theme.px(SIDE))

    def _build(self, width: int) -> None:
        right = stacked(
            stacked(self.doubt_list, Rule(), self._form((self.why, self.mend))),
        )
        column = right.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, Rule())
            column.insertWidget(0, self._head())
        self.doubt_list.setMinimumHeight(self._context.theme.px(LEAST_DOUBTS))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._side = scrolled(right, width)
        whole.addWidget(beside(self.list, self._side), 1)

    def _go_mend(self) -> None:
        self.mend.setFocus()
        self._side.ensureWidgetVisible(self.form)

    def _head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(18, 12, 18, 10)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addLayout(_at_left(self.accept))
        return head

    def _form(self, parts: tuple[QWidget, ...]) -> QWidget:
        column = QVBoxLayout(self.form)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(10)
        for part in parts:
            column.addWidget(part)
        column.addLayout(_at_left(self.leave, self.term))
        return self.form

    # ---- what is shown -----------------------------------------------------------------------

    def show_preview(self, preview: Preview) -> None:
        """Show a dry run as it was made ready in a lane."""
        kept = self.doubt_list.chosen_row
        self._places, self.doubts = preview.places, preview.doubts
        self._preview = preview
        self._is_narrow = self._must_be_narrow()
        self.rows = RowList(_columns(preview.dry.plan.book, is_narrow=self._is_narrow), _look)
        self.rows.show(preview.rows)
        self.list.show_model(self.rows)
        self.found.show(self.doubts)
        self._say(preview.dry)
        self._show_doubt(-1)
        if self.doubts:
            self.doubt_list.choose(min(max(kept, 0), len(self.doubts) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns that a narrow window has no room for."""
        super().resizeEvent(event)
        if self._preview is not None and self._is_narrow != self._must_be_narrow():
            self.show_preview(self._preview)

    def _must_be_narrow(self) -> bool:
        theme = self._context.theme
        return self.width() - theme.px(SIDE) < theme.px(NARROW)

    def _say(self, dry: DryRun) -> None:
        counts = dry.counts
        parts = [f"{_figure(counts.ready)} dòng nhập được"]
        if counts.blocked:
            parts.append(f"{_figure(counts.blocked)} dòng chưa")
        if counts.left_out:
            parts.append(f"bỏ {_figure(counts.left_out)} dòng")
        looks = sum(not doubt.blocks for doubt in self.doubts)
        if looks:
            parts.append(f"{_figure(looks)} ô cần xem")
        if counts.mended:
            parts.append(f"{_figure(counts.mended)} ô đổi từ bảng mã cũ")
        gaps = sum(gap.last - gap.first + 1 for gap in dry.missing)
        if gaps:
            first = ", ".join(_gap(gap.first, gap.last) for gap in dry.missing[:_SHOWN_GAPS])
            more = "…" if len(dry.missing) > _SHOWN_GAPS else ""
            parts.append(
                f"thiếu {_figure(gaps)} số ({first}{more}), sẽ ghi “không có trong sổ nhập”"
            )
        self.summary.setText(" · ".join(parts) + ".")
        self.accept.setVisible(bool(looks))

    def _show_doubt(self, at: int) -> None:
        doubt = self.chosen()
        self.form.setVisible(doubt is not None)
        if doubt is None:
            return
        read = f"\nHiểu là: {doubt.read}" if doubt.read else ""
        stood = f"\nTrong tệp: “{doubt.raw}”" if doubt.raw else ""
        self.why.setText(f"{doubt.why}{stood}{read}")
        self.mend.setVisible(doubt.column >= 0)
        self.mend.label.setText(f"Sửa ô {doubt.head or 'này'} thành")
        self.mend.set_text(doubt.raw)
        self.term.setVisible(doubt.kind is DoubtKind.TERM)
        place = self._places.get((doubt.file, doubt.sheet, doubt.row))
        if place is not None:
            self.list.choose(place)

    # ---- what the clerk does -----------------------------------------------------------------

    def chosen(self) -> Doubt | None:
        """Return the doubt that is looked at."""
        row = self.found.row_at(self.doubt_list.chosen_row)
        return row if isinstance(row, Doubt) else None

    def step(self, by: int) -> None:
        """Go to the next or previous doubt, round at the ends."""
        if self.doubts:
            self.doubt_list.choose((self.doubt_list.chosen_row + by) % len(self.doubts))
            editor = self.mend if self.mend.isVisibleTo(self) else self.doubt_list
            editor.setFocus()
            self.mend.line.selectAll()

    def row_left_out(self) -> CellFix | None:
        """Return the fix that leaves out the row looked at: that of the doubt, or of the list."""
        doubt = self.chosen()
        if doubt is not None and not self.list.hasFocus():
            return CellFix(doubt.file, doubt.sheet, doubt.row, LEFT_OUT)
        shown = self.rows.row_at(self.list.chosen_row)
        if isinstance(shown, Shown):
            return CellFix(shown.line.file, shown.line.sheet, shown.line.row, LEFT_OUT)
        return None

    def _apply(self) -> None:
        doubt = self.chosen()
        if doubt is not None and doubt.column >= 0:
            text = self.mend.text()
            self.fixed.emit(CellFix(doubt.file, doubt.sheet, doubt.row, doubt.column, text))


def _at_left(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def _columns(book: str, *, is_narrow: bool = False) -> tuple[Column[Shown], ...]:
    row: Column[Shown] = Column("Dòng", 58, _row_number)
    subject: Column[Shown] = Column("Trích yếu", 0, lambda each: _cell(each, _subject(each)))
    symbol: Column[Shown] = Column("Số, ký hiệu", 124, lambda each: _cell(each, _symbol(each)))
    state: Column[Shown] = Column("", 92, _state)
    if book == "di":
        day: Column[Shown] = Column("Ngày", 92, lambda each: _cell(each, _day(each)))
        kind: Column[Shown] = Column("Loại", 104, lambda each: _cell(each, _kind(each)))
        if is_narrow:
            return (row, symbol, subject, state)
        return (row, symbol, day, kind, subject, state)
    number: Column[Shown] = Column("Số đến", 70, lambda each: _cell(each, _number(each)))
    came: Column[Shown] = Column("Ngày đến", 92, lambda each: _cell(each, _day(each)))
    organ: Column[Shown] = Column("Tác giả", 150, lambda each: _cell(each, _organ(each)))
    if is_narrow:
        return (row, number, came, subject, state)
    return (row, number, came, organ, symbol, subject, state)


def _cell(each: Shown, text: str) -> Cell:
    return Cell(first=text, tone="text" if each.line.line is not None else "text3")


def _row_number(each: Shown) -> Cell:
    return Cell(first=str(each.line.row), tone="text3")


def _number(each: Shown) -> str:
    line = each.line.line
    if isinstance(line, Incoming):
        return line.arrival_code
    if each.line.secret_number is not None:
        return str(each.line.secret_number)
    return each.raw("arrival_number", "count")


def _symbol(each: Shown) -> str:
    line = each.line.line
    if line is None and each.line.secret_number is not None:
        return str(each.line.secret_number)
    return line.number_symbol if line is not None else each.raw("number_symbol", "code_number")


def _day(each: Shown) -> str:
    line = each.line.line
    if line is None:
        secret = each.line.secret_number is not None
        return "" if secret else each.raw("arrival_date", "issued_date")
    return f"{line.arrival_date if isinstance(line, Incoming) else line.issued_date:%d/%m/%Y}"


def _organ(each: Shown) -> str:
    line = each.line.line
    if isinstance(line, Incoming):
        return line.organ_name
    return "" if each.line.secret_number is not None else each.raw("organ_name")


def _kind(each: Shown) -> str:
    line = each.line.line
    return line.type_name if isinstance(line, Outgoing) else ""


def _subject(each: Shown) -> str:
    """Return the subject; of a row that cannot come in, what stands in it."""
    if each.line.line is not None:
        return each.line.line.subject
    if each.line.secret_number is not None:
        return "Dùng cho sổ riêng"
    return each.raw("subject", "type_name")


def _state(each: Shown) -> Cell:
    if each.line.line is None and each.line.secret_number is None:
        return Cell(first="Chưa nhập", tone="danger", is_badge=True)
    if each.doubt is not None:
        return Cell(first="Cần xem", tone="warn", is_badge=True)
    return Cell()


def _look(_each: Shown) -> RowLook:
    return RowLook.NORMAL


def _doubt_cell(doubt: Doubt) -> Cell:
    where = f"Dòng {doubt.row}" + (f" · {doubt.head}" if doubt.head else "")
    raw = f" · “{doubt.raw}”" if doubt.raw else ""
    icon = "error_circle" if doubt.blocks else "warning"
    return Cell(first=f"{where}{raw}", second=doubt.why, is_strong=doubt.blocks, icon=icon,
                tone="danger" if doubt.blocks else "text")  # fmt: skip


def _gap(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} đến {last}"


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")
