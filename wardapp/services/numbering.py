"""Số văn bản: numbers kept for a document, spoiled, secret, rolled back; the counter by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wardapp.core.books import BookFinding
from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family
from wardapp.core.number_views import Reservation
from wardapp.core.numbering import NumberSpan, Reserving, RolledBack, Series, SeriesKey
from wardapp.core.text import one_line
from wardapp.core.titles import type_name_of
from wardapp.services.book_check import SENT, check_book
from wardapp.services.number_reading import NumberReading
from wardapp.services.numbered import agreed, with_number
from wardapp.services.registry_entry import refuse_numbers_elsewhere
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.services.series import OUTGOING_BOOK
from wardapp.services.series_titles import SeriesNames
from wardapp.services.toml_tables import MAX_NUMBER

LONGEST_TEXT = 300


class Numbering(NumberReading):
    """What a clerk does to numbers that have no line; every writing call is one transaction."""

    def take(self, key: SeriesKey, title: str = "", holder: str = "") -> NumberSpan:
        """Take the next number for the paper in hand: kept without a day until a line uses it."""
        holder = one_line(holder) or self._desk.settings().current_clerk
        (span,) = self.reserve(key, 1, Reserving(holder=holder, title=title))
        return span

    def reserve(self, key: SeriesKey, count: int, what: Reserving) -> tuple[NumberSpan, ...]:
        """Keep the next numbers for somebody, until a day or until they are used."""
        tidy = _tidy(what)
        if not tidy.holder and not tidy.title:
            raise BadValue("holder", "Hãy ghi giữ số cho ai hoặc cho văn bản nào.")
        self._refuse_elsewhere(key)

        def write(first: int) -> tuple[NumberSpan, ...]:
            number = self._printed(key, first)
            title = f"Giữ số {number}" if count == 1 else f"Giữ {count} số từ {number}"
            command = self._desk.command("numbers.reserve", title, tidy.reason)
            with self._desk.database.begin(command) as tx:
                spans = tx.numbers.reserve(key, count, tidy)
                agreed(spans[0].first, first)
                return spans

        return with_number(lambda: self._next(key), write)

    def _refuse_elsewhere(self, key: SeriesKey) -> None:
        """Refuse numbers of papers whose body has its numbers from another office."""
        if key.book in SENT:
            with self._desk.database.read() as tx:
                refuse_numbers_elsewhere(tx.catalogue.issuer(key.issuer_id))

    def extend(self, span_id: RecordId, until: date | None) -> NumberSpan:
        """Keep a number until another day, None = until it is used."""
        printed = self._of_span(span_id)
        when = f"đến {long_date(until)}" if until else "không hẹn ngày"
        command = self._desk.command("numbers.extend", f"Gia hạn giữ số {printed} {when}")
        with self._desk.database.begin(command) as tx:
            return tx.numbers.extend(span_id, until)

    def release(self, span_id: RecordId, reason: str) -> str:
        """Keep a number no longer; return what became of it as a sentence."""
        why = needed(reason, "bỏ giữ số")
        printed = self._of_span(span_id)
        command = self._desk.command("numbers.release", f"Bỏ giữ số {printed}", why)
        with self._desk.database.begin(command) as tx:
            went_back = tx.numbers.release(span_id, why)
        if went_back:
            return f"Đã trả số {printed} về dãy; văn bản sau sẽ lấy số này."
        return f"Số {printed} đã hủy và giữ trong sổ với lý do: {why}."

    def cancel(self, key: SeriesKey, number: int, reason: str) -> Series:
        """Spoil a number that no line holds; its reason prints in the book."""
        why = needed(reason, "hủy số")
        _check_number(number)
        title = f"Hủy số {self._printed(key, number)}"
        with self._desk.database.begin(self._desk.command("numbers.cancel", title, why)) as tx:
            return tx.numbers.cancel(key, number, why)

    def secret(self, key: SeriesKey, type_code: str, number: int | None = None) -> int:
        """Mark a number as used in the book of secret papers: number and type, no more.

        Only a Party body counts its secret papers with the others (HD05 3.1.1; NĐ30 Đ15).
        """
        self._refuse_state_secret(key)
        self._refuse_elsewhere(key)
        name = type_name_of(type_code)
        if not name:
            raise BadValue("type_code", "Hãy chọn loại của văn bản ghi ở sổ riêng.")
        if number is not None:
            _check_number(number)
            return self._secret(key, name, number)

        def write(following: int) -> int:
            return self._secret(key, name, following, is_next=True)

        return with_number(lambda: self._next(key), write)

    def roll_back(self, series_id: RecordId, reason: str) -> RolledBack:
        """Give the last number of a counter back, its line with it (design §4).

        ChangedSince says why it may not, and proposes Hủy.
        """
        why = needed(reason, "trả lại số")
        with self._desk.database.read() as tx:
            found = tx.numbers.get(series_id)
        printed = self._printed(found.key, found.last_number)
        command = self._desk.command("numbers.roll_back", f"Trả lại số {printed}", why)
        with self._desk.database.begin(command) as tx:
            if tx.numbers.get(series_id).last_number != found.last_number:
                raise WardError("Dãy số vừa cấp số khác. Hãy mở lại trang rồi xem số cuối.")
            return tx.numbers.roll_back(series_id, why)

    def raise_to(self, key: SeriesKey, number: int, reason: str) -> Series:
        """Set the last number used by hand, only upward; what it steps over is marked."""
        why = needed(reason, "đặt số hiện tại")
        _check_number(number)
        title = f"Đặt số hiện tại: {self._printed(key, number)}"
        with self._desk.database.begin(self._desk.command("numbers.raise", title, why)) as tx:
            return tx.numbers.raise_to(key, number, why)

    def check(
        self, issuer_id: RecordId | None = None, book: str = "", scope_value: str = ""
    ) -> tuple[BookFinding, ...]:
        """Return what "Kiểm tra sổ" finds, gravest first: a sentence each that says what to do."""
        with self._desk.database.read() as tx:
            return check_book(
                tx, self._desk.today(), issuer_id=issuer_id, book=book, scope_value=scope_value
            )

    def kept_for_use(self, span_id: RecordId) -> Reservation:
        """Return a reservation as a form that uses its number wants it."""
        with self._desk.database.read() as tx:
            return self._told(tx, (tx.numbers.span(span_id),))[0]

    def _secret(self, key: SeriesKey, name: str, number: int, *, is_next: bool = False) -> int:
        title = f"Ghi số {self._printed(key, number)} dùng ở sổ riêng"
        with self._desk.database.begin(self._desk.command("numbers.secret", title)) as tx:
            given = tx.numbers.secret(key, name, None if is_next else number)
            return agreed(given, number)

    def _refuse_state_secret(self, key: SeriesKey) -> None:
        with self._desk.database.read() as tx:
            issuer = tx.catalogue.issuer(key.issuer_id)
        if key.book != OUTGOING_BOOK:
            raise WardError("Văn bản mật đến được ghi ở trang Văn bản đến, mục Văn bản sổ riêng.")
        if issuer.family is Family.STATE:
            raise WardError(
                "Văn bản mật của cơ quan nhà nước lấy số ở sổ riêng (NĐ30 Đ15) nên không dùng số "
                "của sổ này. Không cần ghi gì ở đây."
            )

    def _next(self, key: SeriesKey) -> int:
        with self._desk.database.read() as tx:
            return tx.numbers.peek(key)

    def _printed(self, key: SeriesKey, number: int) -> str:
        with self._desk.database.read() as tx:
            names = SeriesNames.load(tx)
        return names.printed(key, f"{number:02}", self._papers, self._desk.today())

    def _of_span(self, span_id: RecordId) -> str:
        with self._desk.database.read() as tx:
            span = tx.numbers.span(span_id)
            key = tx.numbers.get(span.series_id).key
        return self._printed(key, span.first)


def needed(reason: str, what: str) -> str:
    """Return the reason made tidy; BadValue when none was given."""
    why = one_line(reason)
    if not why:
        raise BadValue("reason", f"Chưa có lý do {what}. Lý do được giữ trong lịch sử của số.")
    refuse_secret_words(why)
    return why


def _tidy(what: Reserving) -> Reserving:
    tidy = replace(
        what,
        holder=one_line(what.holder),
        title=one_line(what.title),
        reason=one_line(what.reason),
    )
    for name in ("holder", "title", "reason"):
        if len(getattr(tidy, name)) > LONGEST_TEXT:
            raise BadValue(name, f"Mục này dài quá {LONGEST_TEXT} ký tự. Hãy viết gọn lại.")
    refuse_secret_words(tidy.holder, tidy.title, tidy.reason)
    return tidy


def _check_number(number: int) -> None:
    if not 1 <= number <= MAX_NUMBER:
        raise BadValue("number", "Số văn bản từ 1 đến 10.000.000.")
