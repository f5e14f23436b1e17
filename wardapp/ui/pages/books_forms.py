"""The small form of a book of its own: which senders, which span."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from wardapp.core.books import BookSpan, RegisterBook
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import BodyLevel, Issuer
from wardapp.ui.form_dialog import FormDialog, Keep
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Chip
from wardapp.ui.widgets.fields import ChoiceField, Field, LineField

SPANS = (
    (BookSpan.YEAR, "Mỗi năm một sổ"),
    (BookSpan.FIVE_YEARS, "Năm năm một sổ"),
    (BookSpan.TERM, "Mỗi nhiệm kỳ một sổ"),
)
LEVELS = (
    (BodyLevel.CENTRAL, "Trung ương"),
    (BodyLevel.CITY, "Thành phố"),
    (BodyLevel.WARD, "Phường, xã khác"),
    (BodyLevel.OWN, "Trong phường"),
    (BodyLevel.OTHER, "Nơi khác"),
)


IN_ROW = 3  # all five beside each other are wider than the dialog


class LevelChips(QWidget):
    """The levels of senders whose papers go into the book by themselves."""

    def __init__(self, theme: Theme, levels: tuple[str, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(5)
        self._chips = {level.value: Chip(theme, words) for level, words in LEVELS}
        for place, (value, chip) in enumerate(self._chips.items()):
            chip.setChecked(value in levels)
            grid.addWidget(chip, *divmod(place, IN_ROW), Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(IN_ROW, 1)
        self.setFocusProxy(next(iter(self._chips.values())))

    def values(self) -> tuple[str, ...]:
        """Return the chosen levels."""
        return tuple(value for value, chip in self._chips.items() if chip.isChecked())


def book_form(
    parent: QWidget,
    theme: Theme,
    book: RegisterBook,
    issuers: tuple[Issuer, ...],
    keep: Keep,
) -> FormDialog:
    """Return the form of a book, to be opened."""
    name = LineField(theme, "Tên sổ", "Sổ đăng ký văn bản đến: Trung ương")
    name.set_text(book.name)
    code = LineField(theme, "Mã sổ (chữ thường, không dấu)", "den-tw")
    code.set_text(book.code)
    owner = ChoiceField(theme, "Sổ của", tuple((each.id, each.name) for each in issuers))
    owner.set_value(book.issuer_id)
    span = ChoiceField(theme, "Số chạy", SPANS)
    span.set_value(book.span)
    first = LineField(theme, "Năm đầu của sổ năm năm", "2026")
    first.set_text(str(book.first_year or ""))
    active = ChoiceField(theme, "Đang dùng", ((True, "Đang dùng"), (False, "Không dùng nữa")))
    active.set_value(book.active)
    chips = LevelChips(theme, book.levels)
    levels = Field(theme, "Tự nhận văn bản của", chips)
    fields: dict[str, Field] = {
        "name": name,
        "code": code,
        "issuer_id": owner,
        "span": span,
        "first_year": first,
        "active": active,
    }

    def value() -> RegisterBook:
        year = first.text().strip()
        if year and not year.isdecimal():
            raise BadValue("first_year", "Năm đầu gồm bốn chữ số, ví dụ 2026.")
        return replace(
            book,
            name=name.text(),
            code=code.text(),
            issuer_id=RecordId(str(owner.value())),
            span=BookSpan(str(span.value())),
            first_year=int(year) if year else None,
            active=bool(active.value()),
            levels=chips.values(),
        )

    dialog = FormDialog(parent, theme, "Sổ đến riêng", fields, value, keep)
    dialog.room.insertWidget(1, levels)
    return dialog
