"""Step 2 of bringing old books in: which column holds which field, with what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.old_books import OldCell, OldFile, SheetColumns, TextCode
from wardapp.services.importing_heads import RECEIPT, fields_of, is_index, key_of
from wardapp.ui.context import Context
from wardapp.ui.listing.cells import Cell, Column, GroupRow
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.pages.proposal_layout import beside, scrolled
from wardapp.ui.theme import Role
from wardapp.ui.widgets.fields import ChoiceField
from wardapp.ui.widgets.texts import Text

SIDE = 380
LEFT_OUT = "Bỏ cột này"
_SAMPLES = 6
_IN_ROW = 3
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class _Place:
    """One column of all sheets with the same heads."""

    group: int
    at: int
    head: str
    field: str
    cells: tuple[OldCell, ...]


class ColumnsPanel(QWidget):
    """The columns at the left, the field of the chosen one at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._book = "den"
        self._sheets: list[tuple[str, SheetColumns]] = []
        self._groups: list[tuple[str, ...]] = []
        self._places: list[_Place] = []
        self._is_showing = False
        self.rows: RowList[_Place] = RowList(
            (
                Column("Cột", 52, lambda row: Cell(first=_letter(row.at), tone="text2")),
                Column("Đầu cột trong tệp", 210, lambda row: Cell(
                    first=row.head or "Không có đầu cột", is_strong=bool(row.head), wraps=True)),
                Column("Nhập vào", 180, self._field),
                Column("Vài ô đầu", 0, lambda row: Cell(
                    first=" · ".join(_texts(row.cells)[:_IN_ROW]), tone="text2", wraps=True)),
            )
        )  # fmt: skip
        self.list = RowView(theme, "Các cột của sổ cũ")
        self.list.show_model(self.rows)
        self.list.chosen.connect(self._show_chosen)
        self.field = ChoiceField(theme, "Cột này là")
        self.field.choice.currentIndexChanged.connect(self._change)
        self.list.opened.connect(lambda _row: self.field.setFocus())
        self.samples = Text(theme, "", Role.BODY, "text", wrap=True)
        self.lacking = Text(theme, "", Role.SMALL, "warn", wrap=True)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(14)
        hint = Text(theme, "Enter: chọn trường cho cột. F6: về danh sách cột.", Role.SMALL, "text3",
                    wrap=True)  # fmt: skip
        for part in (self.field, hint, self.lacking, self.samples):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(beside(self.list, scrolled(side, theme.px(SIDE))))

    def show_sheets(
        self, files: tuple[OldFile, ...], sheets: tuple[tuple[str, SheetColumns], ...], book: str
    ) -> None:
        """Show the columns of sheets; those with the same heads once."""
        self._book, self._sheets = book, list(sheets)
        names = fields_of(book)
        self._is_showing = True
        self.field.set_entries((("", LEFT_OUT), *((name, names[name]) for name in names)))
        self._is_showing = False
        self._groups = list(dict.fromkeys(_group(columns) for _file, columns in sheets))
        found = {(file.name, sheet.name): sheet for file in files for sheet in file.sheets}
        self._places = []
        for number, group in enumerate(self._groups):
            file, columns = next(pair for pair in sheets if _group(pair[1]) == group)
            head = max(columns.head_rows, default=0)
            rows = [
                row
                for row in found[file, columns.sheet].rows
                if row.number > head and not is_index(row)
            ]
            for at, name in enumerate(columns.heads):
                cells = [row.cell(at) for row in rows if row.cell(at).text][:_SAMPLES]
                self._places.append(_Place(number, at, name, columns.fields[at], tuple(cells)))
        self._show()
        self.list.choose(1 if len(self._groups) > 1 else 0)

    def sheets(self) -> tuple[tuple[str, SheetColumns], ...]:
        """Return the sheets as the clerk understands their columns."""
        return tuple(self._sheets)

    def _show(self) -> None:
        rows: list[_Place | GroupRow] = []
        for number, _group_key in enumerate(self._groups):
            if len(self._groups) > 1:
                here = [columns.sheet for _file, columns in self._sheets
                        if _group(columns) == self._groups[number]]  # fmt: skip
                rows.append(GroupRow(", ".join(here)[:60], f"{len(here)} trang"))
            rows += [place for place in self._places if place.group == number]
        self.rows.show(rows)
        self._say_lacking()

    def _say_lacking(self) -> None:
        names = fields_of(self._book)
        needed = ("issued_date",) if self._book == "di" else ("arrival_date", "arrival_number")
        lacking = []
        for number in range(len(self._groups)):
            fields = {place.field for place in self._places if place.group == number}
            lacking += [names[each] for each in needed if each not in fields]
            if self._book == "di" and not fields & {"number_symbol", "code_number"}:
                lacking.append(names["number_symbol"])
        self.lacking.setText(
            f"Chưa có cột: {', '.join(dict.fromkeys(lacking))}." if lacking else ""
        )
        self.lacking.setVisible(bool(lacking))

    def _field(self, place: _Place) -> Cell:
        if not place.field:
            return Cell(first=LEFT_OUT, tone="text3")
        name = fields_of(self._book)[place.field]
        if place.field == RECEIPT:
            return Cell(first=name, second="không giữ lại", tone="text2")
        return Cell(first=name, has_tick=True)

    def _show_chosen(self, at: int) -> None:
        place = self.rows.row_at(at)
        if not isinstance(place, _Place):
            return
        self._is_showing = True
        self.field.set_value(place.field)
        self._is_showing = False
        self.samples.setText("\n".join(map(_before_after, place.cells)))

    def _change(self) -> None:
        at = self.list.chosen_row
        place = self.rows.row_at(at)
        if self._is_showing or not isinstance(place, _Place):
            return
        field = str(self.field.value() or "")
        self._places = [
            replace(
                each,
                field=field
                if (each.group, each.at) == (place.group, place.at)
                else ""
                if each.group == place.group and each.field == field
                else each.field,
            )
            for each in self._places
        ]
        fields = tuple(each.field for each in self._places if each.group == place.group)
        self._sheets = [
            (file, replace(columns, fields=fields) if self._is_in(columns, place) else columns)
            for file, columns in self._sheets
        ]
        self._show()
        self.list.choose(at)

    def _is_in(self, columns: SheetColumns, place: _Place) -> bool:
        return _group(columns) == self._groups[place.group]


def _group(columns: SheetColumns) -> tuple[str, ...]:
    """Return what joins sheets: their heads, or a sheet by itself where it has none."""
    return key_of(columns.heads) if columns.head_rows else (columns.sheet, str(len(columns.heads)))


def _texts(cells: tuple[OldCell, ...]) -> list[str]:
    return [cell.text for cell in cells]


def _before_after(cell: OldCell) -> str:
    if cell.code is TextCode.UNICODE:
        return f"• {cell.text}"
    return f"• {cell.raw}\n   {cell.code}: {cell.text}"


def _letter(at: int) -> str:
    before, last = divmod(at, _LETTERS)
    return (chr(ord("A") + before - 1) if before else "") + chr(ord("A") + last)
