"""Kiểm tra sổ: what is wrong or open in the numbers of a book, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardapp.core.books import BookFinding
from wardapp.core.dates import long_date
from wardapp.core.identity import RecordId
from wardapp.core.number_views import SeriesFaults
from wardapp.core.numbering import Series
from wardapp.services.series import COPY_BOOK, OUTGOING_BOOK, PETITION_BOOK
from wardapp.services.series_titles import SeriesNames
from wardapp.store.transaction import Transaction

RULES = (
    "contested",
    "duplicate",
    "counter_below",
    "missing",
    "date_order",
    "overdue_lease",
    "waiting",
    "overdue_reservation",
    "left_over_reservation",
    "no_attachment",
    "printed_twice",
    "arrived_twice",
)
"""Gravest first: the order in which findings are told."""

SENT = frozenset({OUTGOING_BOOK, COPY_BOOK})


@dataclass(frozen=True, slots=True)
class Checked:
    """One counter under check, with its whole name."""

    found: Series
    name: str
    ended_on: date

    def finding(
        self,
        rule: str,
        sentence: str,
        numbers: tuple[int, int],
        record_id: RecordId | None = None,
        *,
        is_fault: bool = True,
    ) -> BookFinding:
        """Return a finding about some of its numbers."""
        return BookFinding(
            rule=rule,
            sentence=sentence,
            series=self.name,
            first=numbers[0],
            last=numbers[1],
            record_id=record_id,
            is_fault=is_fault,
            series_id=self.found.id,
        )


def check_book(
    tx: Transaction,
    today: date,
    *,
    issuer_id: RecordId | None = None,
    book: str = "",
    scope_value: str = "",
) -> tuple[BookFinding, ...]:
    """Return what stands out in a book of an issuer and a year or term, gravest first.

    What is left open is not narrowed: without any, every counter of the office is checked.
    """
    names = SeriesNames.load(tx)
    chosen = [
        Checked(found, names.whole(found.key), names.days(found.key)[1])
        for found in tx.numbers.all()
        if issuer_id in {None, found.key.issuer_id}
        and book in {"", found.key.book}
        and scope_value in {"", found.key.scope_value}
    ]
    findings = [each for checked in chosen for each in _in_series(tx, checked, today)]
    findings += _across(tx, chosen)
    return tuple(
        sorted(findings, key=lambda each: (RULES.index(each.rule), each.series, each.first))
    )


def _in_series(tx: Transaction, checked: Checked, today: date) -> Iterator[BookFinding]:
    faults = tx.numbers.faults(checked.found.id)
    yield from _numbers(checked, faults)
    yield from _days(checked, faults)
    yield from _files(checked, faults)
    yield from _reservations(tx, checked, today)
    yield from _leases(tx, checked, today)
    yield from _waiting(tx, checked)
    if checked.found.key.book not in {*SENT, PETITION_BOOK}:
        for twice in tx.numbers.arrived_twice(checked.found.id):
            sentence = (
                f"Văn bản {twice.printed} vào sổ nhiều lần, số đến {' và '.join(twice.numbers)}. "
                "Nếu là cùng một văn bản, hãy Hủy dòng vào sau và ghi lý do."
            )
            numbers = (twice.number, twice.number)
            yield checked.finding(
                "arrived_twice", sentence, numbers, twice.record_id, is_fault=False
            )


def _numbers(checked: Checked, faults: SeriesFaults) -> Iterator[BookFinding]:
    for first, last in faults.missing:
        sentence = (
            f"{_range(first, last)} trống: không có văn bản và không ghi lý do. "
            "Hãy vào sổ muộn kèm lý do, hoặc Hủy số và ghi lý do."
        )
        yield checked.finding("missing", sentence, (first, last))
    for number in faults.contested:
        sentence = (
            f"Số {number:02} thuộc hai văn bản do hai máy cấp. Hãy mở trang Số trên nhiều máy "
            "và cấp số khác cho một văn bản."
        )
        yield checked.finding("contested", sentence, (number, number))
    for number in faults.held_twice:
        sentence = (
            f"Số {number:02} vừa thuộc một văn bản vừa ghi là đang giữ, đã hủy hoặc dùng ở sổ "
            "riêng. Hãy xem Giải thích số này rồi bỏ bản ghi sai."
        )
        yield checked.finding("duplicate", sentence, (number, number))
    if faults.highest > checked.found.last_number:
        last = checked.found.last_number
        sentence = (
            f"Số cuối của dãy là {last:02} nhưng sổ đã có số {faults.highest:02}. "
            f"Hãy Đặt số hiện tại thành {faults.highest:02}."
        )
        yield checked.finding("counter_below", sentence, (last, faults.highest))


def _days(checked: Checked, faults: SeriesFaults) -> Iterator[BookFinding]:
    for each in faults.out_of_order:
        sentence = (
            f"Số {each.number:02} ghi ngày {long_date(each.day)}, trước ngày "
            f"{long_date(each.before_day)} của số {each.before_number:02}. "
        )
        if each.was_reserved:
            sentence += "Số đã được giữ từ trước nên không phải sửa."
        else:
            sentence += "Hãy xem lại ngày, hoặc ghi lý do vào sổ muộn."
        numbers = (each.number, each.number)
        is_fault = not each.was_reserved
        yield checked.finding("date_order", sentence, numbers, each.record_id, is_fault=is_fault)


def _files(checked: Checked, faults: SeriesFaults) -> Iterator[BookFinding]:
    if checked.found.key.book == PETITION_BOOK:
        return  # what a citizen says need not come on paper
    what = "bản đã ký" if checked.found.key.book in SENT else "tệp văn bản"
    for first, last, record_id in faults.without_file:
        sentence = f"{_range(first, last)} chưa kèm tệp. Hãy kèm {what}."
        yield checked.finding("no_attachment", sentence, (first, last), record_id)


def _reservations(tx: Transaction, checked: Checked, today: date) -> Iterator[BookFinding]:
    is_over = checked.ended_on < today or bool(tx.numbers.lock_on(checked.found.key))
    for span in tx.numbers.reservations(checked.found.id):
        holder = f" cho {span.holder}" if span.holder else ""
        numbers = (span.first, span.last)
        if is_over:
            sentence = (
                f"Số {span.first:02} còn giữ{holder} trong sổ đã hết năm, hết nhiệm kỳ hoặc đã "
                "khóa. Hãy bỏ giữ và ghi lý do, hoặc dùng số kèm lý do vào sổ muộn."
            )
            yield checked.finding("left_over_reservation", sentence, numbers)
        elif span.until is not None and span.until < today:
            sentence = (
                f"Số {span.first:02} giữ{holder} đến {long_date(span.until)} đã quá hạn. "
                "Hãy dùng số, gia hạn hoặc bỏ giữ."
            )
            yield checked.finding("overdue_reservation", sentence, numbers)


def _leases(tx: Transaction, checked: Checked, today: date) -> Iterator[BookFinding]:
    is_past = checked.ended_on < today or bool(tx.numbers.lock_on(checked.found.key))
    for span in tx.numbers.leases(checked.found.id):
        is_over = span.until is not None and span.until < today
        if not (is_past or is_over):
            continue
        why = "sổ đã hết năm, hết nhiệm kỳ hoặc đã khóa" if is_past else "đã hết hạn dùng"
        sentence = (
            f"Khối số {span.first:02} - {span.last:02} còn cấp cho máy khác nhưng {why}. Hãy nhận "
            "gói trao đổi của máy đó rồi nhờ trả lại số chưa dùng; máy đã mất thì Thu hồi."
        )
        yield checked.finding("overdue_lease", sentence, (span.first, span.last))


def _waiting(tx: Transaction, checked: Checked) -> Iterator[BookFinding]:
    lines = [
        line for line in tx.numbers.waiting() if tx.numbers.key_of_line(line) == checked.found.key
    ]
    if lines:
        sentence = (
            f"{len(lines)} dòng số tạm ({lines[0].provisional} …) chờ cấp số chính thức. Hãy mở "
            "trang Số trên nhiều máy, ở máy giữ số, và chọn Cấp số chính thức."
        )
        last = checked.found.last_number
        yield checked.finding("waiting", sentence, (last, last), lines[0].id, is_fault=False)


def _across(tx: Transaction, chosen: list[Checked]) -> Iterator[BookFinding]:
    """Yield numbers that print the same in two counters of one body and term (domain §1.3)."""
    by_id = {checked.found.id: checked for checked in chosen}
    places = {
        (checked.found.key.issuer_id, checked.found.key.scope_value)
        for checked in chosen
        if checked.found.key.book in SENT
    }
    for place in sorted(places):
        for twice in tx.numbers.printed_twice(*place):
            checked = by_id.get(twice.series_id) if twice.series_id else None
            if checked is None:
                continue
            sentence = (
                f"Số, ký hiệu in ra giống nhau: {', '.join(twice.numbers)}. Hai dãy riêng nên "
                "không sai; khi viện dẫn hãy ghi cả tên loại và ngày."
            )
            numbers = (twice.number, twice.number)
            yield checked.finding(
                "printed_twice", sentence, numbers, twice.record_id, is_fault=False
            )


def _range(first: int, last: int) -> str:
    return f"Số {first:02}" if first == last else f"Các số {first:02} - {last:02}"
