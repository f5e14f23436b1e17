"""Where a dispatch stands in the book: number, day, way it came, which book; late ones say why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from wardapp.core.arrivals import ArrivalBook, LatePlace, Prospect, parse_arrival_code
from wardapp.core.dates import long_date
from wardapp.core.dispatches import Arrival, Channel, Incoming
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.ui.pages.incoming_rows import CHANNELS
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.fields import ChoiceField, DateField, Field, LineField

WAITING = "Số tạm"
"""What stands for a provisional number until it is known."""


class PlaceFields(QObject):
    """The first row of the form; `moved` says that number or doubles may be others now."""

    moved = Signal()
    renumbered = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self.number = LineField(theme, "Số đến")
        self.arrived = DateField(theme, "Ngày đến", today)
        self.channel = ChoiceField(theme, "Cách nhận", CHANNELS)
        self.book = ChoiceField(theme, "Vào sổ")
        self.late = LineField(theme, "Lý do vào sổ muộn", "Ví dụ: bưu điện chuyển chậm")
        self.late.hide()
        self.insert = Link(theme, "")
        self.insert.hide()
        self.insert.clicked.connect(self.switch_number)
        self.place: LatePlace | None = None
        self._books: tuple[ArrivalBook, ...] = ()
        self._proposed, self._is_kept, self._chose_book = "", False, False
        self.arrived.changed.connect(self.moved)
        self.book.choice.activated.connect(self._choose_book)

    def fields(self) -> tuple[Field, ...]:
        """Return the fields of the row in reading order."""
        return self.number, self.arrived, self.channel, self.book, self.late

    def set_books(self, books: tuple[ArrivalBook, ...], issuers: tuple[Issuer, ...]) -> None:
        """Know the books a line can be put in."""
        self._books = books
        kept = self.book.value()
        self.book.set_entries(book_entries(books, issuers))
        self.book.set_value(kept)
        self._fit()

    def show_place(self, arrival: Arrival, number: int) -> None:
        """Show a line and the number it would get; a kept line shows its own."""
        is_kept = isinstance(arrival, Incoming)
        self._is_kept, self._chose_book, self.place = is_kept, False, None
        self.insert.hide()
        self._proposed = arrival.arrival_code if isinstance(arrival, Incoming) else _code(number)
        self.number.set_text(self._proposed)
        self.number.line.setReadOnly(is_kept)
        self.arrived.set_day(arrival.arrival_date)
        self.channel.set_value(arrival.channel)
        self.book.set_value(f"{arrival.issuer_id}|{arrival.book}")
        self.late.set_text(arrival.late_reason)
        self.late.setVisible(bool(arrival.late_reason))
        self._fit()

    def take_prospect(self, prospect: Prospect) -> None:
        """Follow what the book says now: next number, book of the author, place of a late one."""
        following = prospect.provisional or _code(prospect.next_number)
        if not self.is_by_hand:
            self.number.set_text(following)
        self._proposed = following
        self.place = prospect.late
        self.late.setVisible(prospect.late is not None or bool(self.late.text()))
        self._offer()

    def follow_author(self, book: str) -> bool:
        """Choose the book of the author unless the clerk chose one; return whether it changed."""
        issuer = str(self.book.value() or "").partition("|")[0]
        wanted = f"{issuer}|{book}"
        known = {each.key for each in self._books}
        if self._chose_book or self._is_kept or wanted not in known or self.book.value() == wanted:
            return False
        self.book.set_value(wanted)
        return True

    def switch_number(self) -> None:
        """Take the number with a letter in the place the day would have had, or the next again."""
        inserted = self.place.inserted if self.place is not None else ""
        self.number.set_text(self._proposed if self.is_by_hand or not inserted else inserted)
        self._offer()
        self.renumbered.emit()

    def _offer(self) -> None:
        """Say what the late line stands behind, and offer the other number."""
        place = self.place
        self.insert.setVisible(place is not None and bool(place.inserted))
        if place is None:
            self.late.set_echo("")
            return
        if self.late.editor.property("state") != "wrong":
            self.late.set_echo(
                f"Sổ đã có số {place.newest_code} ngày {long_date(place.newest_date)}."
            )
        other = self._proposed if self.is_by_hand else place.inserted
        words = "Lấy số kế tiếp" if self.is_by_hand else "Chèn số"
        self.insert.setText(f"{words} {other}")

    @property
    def is_by_hand(self) -> bool:
        """Return True when the clerk typed another number than the proposed one."""
        return bool(self.number.text()) and self.number.text() != self._proposed

    @property
    def expected(self) -> str:
        """Return the number the line will probably get."""
        return self.number.text() or self._proposed

    def chosen_number(self) -> int | None:
        """Return the number typed by the clerk, None for the next; BadValue when it is none."""
        if self._is_kept or not self.is_by_hand:
            return None
        return parse_arrival_code(self.number.text())[0]

    def placed(self, arrival: Arrival, today: date) -> Arrival:
        """Return the line with what stands in this row."""
        issuer, _, book = str(self.book.value() or "").partition("|")
        arrived = self.arrived.day() or today
        changed = replace(
            arrival,
            arrival_date=arrived,
            channel=Channel(str(self.channel.value())),
            late_reason=self.late.text(),
        )
        if self._is_kept:
            return changed
        suffix = parse_arrival_code(self.number.text())[1] if self.is_by_hand else ""
        return replace(
            changed,
            issuer_id=RecordId(issuer or arrival.issuer_id),
            book=book or arrival.book,
            suffix=suffix,
        )

    def _choose_book(self) -> None:
        self._chose_book = True
        self.moved.emit()

    def _fit(self) -> None:
        self.book.setVisible(len(self._books) > 1 and not self._is_kept)


def book_entries(
    books: tuple[ArrivalBook, ...], issuers: tuple[Issuer, ...]
) -> tuple[tuple[object, str], ...]:
    """Return the books to choose from, each with the words that tell it from the others."""
    names = {issuer.id: issuer.name for issuer in issuers}
    return tuple((each.key, _said(each, books, names)) for each in books)


def _said(book: ArrivalBook, books: tuple[ArrivalBook, ...], names: dict[RecordId, str]) -> str:
    """Return the words that tell one book from the others: whose, which, or both."""
    owners = {each.issuer_id for each in books}
    own = [each for each in books if each.issuer_id == book.issuer_id]
    name = book.name.removeprefix("Sổ đăng ký văn bản đến").strip(" :-") or "Sổ chung"
    if len(owners) == 1:
        return name
    owner = names.get(book.issuer_id, "")
    return owner if len(own) == 1 else f"{name}, {owner}"


def _code(number: int) -> str:
    """Return the number that is proposed; 0 is a provisional one that is not known yet."""
    return str(number) if number else WAITING
