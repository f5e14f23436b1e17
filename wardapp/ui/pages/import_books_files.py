"""Step 1 of bringing old books in: which files and sheets, as which book, whose, of which year."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.old_books import OldFile, SheetColumns
from wardapp.services.importing_heads import fields_of, is_enough
from wardapp.ui.context import Context
from wardapp.ui.listing.cells import Cell, Column
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.pages.proposal_layout import beside, scrolled
from wardapp.ui.theme import Role
from wardapp.ui.widgets.fields import ChoiceField, LineField
from wardapp.ui.widgets.texts import Text

SIDE = 340
_FIRST_YEAR = 1945
_SHOWN_FIELDS = 4


@dataclass(frozen=True, slots=True)
class Opened:
    """Files that were read, what they look like and whose books there are."""

    files: tuple[OldFile, ...]
    book: str
    issuers: tuple[Issuer, ...]
    books: tuple[tuple[RecordId, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    file: str
    columns: SheetColumns
    rows: int
    is_chosen: bool


class FilesPanel(QWidget):
    """The sheets at the left, the book they become at the right."""

    changed = Signal()  # book or body: the columns are to be understood anew

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._today = context.clock.today
        self._opened: Opened | None = None
        self._left_out: set[tuple[str, str]] = set()
        self._is_fresh = False
        self._columns: tuple[tuple[str, SheetColumns], ...] = ()
        self.rows: RowList[_Sheet] = RowList(
            (
                Column("Nhập", 62, lambda row: Cell(first="Có" if row.is_chosen else "Không",
                       has_tick=row.is_chosen, tone="text" if row.is_chosen else "text3")),
                Column("Tệp và trang", 200, lambda row: Cell(
                    first=row.columns.sheet, second=row.file, is_strong=row.is_chosen)),
                Column("Số dòng", 90, lambda row: Cell(first=_figure(row.rows), is_right=True),
                       is_right=True),
                Column("Nhận ra", 0, self._known),
            )
        )  # fmt: skip
        self.list = RowView(theme, "Các trang của tệp")
        self.list.show_model(self.rows)
        self.list.enlarged.connect(self._toggle)
        self.list.opened.connect(self._toggle)
        self.book = ChoiceField(theme, "Nhập vào sổ")
        self.issuer = ChoiceField(theme, "Sổ của cơ quan")
        self.year = LineField(theme, "Năm của những ngày thiếu năm", "để trống: theo tên trang")
        self.note = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.book.choice.currentIndexChanged.connect(self._ask_anew)
        self.issuer.choice.currentIndexChanged.connect(self._offer_books)
        self._build(theme.px(SIDE))

    def _build(self, width: int) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(14)
        for part in (self.issuer, self.book, self.year, self.note):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(beside(self.list, scrolled(side, width)))
        self.note.setText(
            "Phím cách: nhập hay bỏ một trang. Chưa có gì được ghi vào sổ cho đến bước cuối."
        )

    @property
    def book_code(self) -> str:
        """Return the code of the book chosen."""
        return str(self.book.value() or "den")

    @property
    def issuer_id(self) -> RecordId:
        """Return whose book it is."""
        return RecordId(str(self.issuer.value()))

    def year_typed(self) -> int | None:
        """Return the year typed, None without one; BadValue when it is none."""
        text = self.year.text()
        self.year.set_state("")
        self.year.set_echo("")
        if not text:
            return None
        if text.isdecimal() and _FIRST_YEAR <= int(text) <= self._today().year:
            return int(text)
        sentence = f"Năm phải từ {_FIRST_YEAR} đến {self._today().year}."
        self.year.refuse(sentence)
        raise BadValue("year", sentence)

    def show_opened(self, opened: Opened) -> None:
        """Show what was read."""
        self._opened = None  # nothing is asked while the choices are filled
        self._is_fresh = True
        self._left_out = {
            (file.name, sheet.name) for file in opened.files for sheet in file.sheets
            if sheet.is_hidden
        }  # fmt: skip
        self.issuer.set_entries(tuple((each.id, each.name) for each in opened.issuers))
        self.issuer.setVisible(len(opened.issuers) > 1)
        self._opened = opened
        self._offer_books()
        self.book.set_value(opened.book or "den")

    def show_columns(self, columns: tuple[tuple[str, SheetColumns], ...]) -> None:
        """Show how the sheets were understood."""
        self._columns = columns
        if self._is_fresh:
            self._is_fresh = False
            self._leave_out_unknown()
        self._show()
        self.list.choose(max(self.list.chosen_row, 0))

    def _leave_out_unknown(self) -> None:
        """Leave out what is no book at all, where another sheet is one."""
        unknown = {
            (file, each.sheet)
            for file, each in self._columns
            if not is_enough(each, self.book_code)
        }
        if len(unknown) < len(self._columns):
            self._left_out |= unknown

    def sheets(self) -> tuple[tuple[str, SheetColumns], ...]:
        """Return the sheets to import, as they were understood."""
        return tuple(
            (file, columns)
            for file, columns in self._columns
            if (file, columns.sheet) not in self._left_out
        )

    def _show(self) -> None:
        counted = {
            (file.name, sheet.name): len(sheet.rows)
            for file in (self._opened.files if self._opened else ())
            for sheet in file.sheets
        }
        self.rows.show(
            tuple(
                _Sheet(
                    file,
                    columns,
                    counted.get((file, columns.sheet), 0),
                    (file, columns.sheet) not in self._left_out,
                )
                for file, columns in self._columns
            )
        )

    def _known(self, row: _Sheet) -> Cell:
        names = fields_of(self.book_code)
        known = [names[field] for field in row.columns.fields if field in names]
        if not known:
            return Cell(first="Chưa nhận ra cột nào", second="Chỉ cột ở bước sau", tone="warn")
        first = "Theo lần nhập trước" if row.columns.is_remembered else f"{len(known)} cột"
        more = "…" if len(known) > _SHOWN_FIELDS else ""
        return Cell(first=first, second=", ".join(known[:_SHOWN_FIELDS]) + more)

    def _toggle(self, at: int) -> None:
        row = self.rows.row_at(at)
        if isinstance(row, _Sheet):
            self._left_out ^= {(row.file, row.columns.sheet)}
            self._show()
            self.list.choose(at)

    def _offer_books(self) -> None:
        if self._opened is None:
            return
        kept = self.book.value()
        books = dict(self._opened.books).get(self.issuer_id, ())
        self.book.set_entries(books)
        self.book.set_value(kept or self._opened.book or "den")
        self._ask_anew()

    def _ask_anew(self) -> None:
        if self._opened is not None:
            self.changed.emit()


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")
