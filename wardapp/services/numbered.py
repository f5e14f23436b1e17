"""Writing a line under the number that was announced, again when another took it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue, WardError
from wardapp.core.issuers import Issuer, Term
from wardapp.core.layout import DocumentType
from wardapp.core.numbering import NumberSpan, NumberState, NumberWish, Scope, SeriesKey
from wardapp.core.text import one_line
from wardapp.core.titles import type_name_of
from wardapp.services.series import QD_GROUP, SHARED_QD, shares_qd_counter
from wardapp.store.transaction import Transaction

Line = TypeVar("Line")
Number = TypeVar("Number")  # one, or those of many letters

ATTEMPTS = 200


@dataclass(frozen=True, slots=True)
class NextCode:
    """What the next line of a book gets: a number, or 0 and the provisional one of this PC."""

    number: int
    provisional: str = ""

    @property
    def code(self) -> str:
        """Return it as the line will show it."""
        return self.provisional or str(self.number)


def next_code(tx: Transaction, key: SeriesKey) -> NextCode:
    """Return what the next line of a book of arrivals or petitions gets; nothing is reserved."""
    if tx.numbers.is_provisional(key):
        return NextCode(0, tx.numbers.peek_provisional(key))
    return NextCode(tx.numbers.peek(key))


def take_next(tx: Transaction, key: SeriesKey, announced: NextCode) -> None:
    """Take what was announced in the transaction that writes its line, else try again."""
    if tx.numbers.is_provisional(key):
        taken = NextCode(0, tx.numbers.take_provisional(key))
    else:
        taken = NextCode(tx.numbers.take(key))
    if taken != announced:
        raise NumberMoved


class NumberMoved(Exception):
    """The number taken is not the one announced; the transaction is rolled back."""


def with_number(announced: Callable[[], Number], write: Callable[[Number], Line]) -> Line:
    """Return what `write` made under the announced number.

    The number stands in the title of the step and in the rendered paper, both made before the
    transaction; each lost race means that another writer got on.
    """
    for _ in range(ATTEMPTS):
        try:
            return write(announced())
        except NumberMoved:
            continue
    raise WardError("Nhiều nơi đang cấp số cùng lúc. Hãy thử lại sau ít phút.")


def agreed(taken: int, announced: int) -> int:
    """Return the taken number when it is the announced one, else roll back and try again."""
    if taken != announced:
        raise NumberMoved
    return taken


def clean_wish(wish: NumberWish) -> NumberWish:
    """Return a wish tidy; BadValue when an inserted number has no reason."""
    suffix, why = one_line(wish.suffix).lower(), one_line(wish.late_reason)
    if wish.number is None:
        return NumberWish(late_reason=why)
    if suffix and not why:
        raise BadValue(
            "late_reason",
            f"Số chèn {wish.number}{suffix} phải có lý do vào sổ muộn. Hãy ghi lý do.",
        )
    is_reserved = wish.reserved and not suffix
    return NumberWish(number=wish.number, suffix=suffix, reserved=is_reserved, late_reason=why)


def announced(tx: Transaction, key: SeriesKey, wish: NumberWish) -> int:
    """Return the number a document would get now; nothing is reserved by looking.

    WardError where this PC can give none, with what to do instead.
    """
    why = tx.numbers.why_not_kept(key) if wish.number is None else ""
    if why:
        raise WardError(why)
    return tx.numbers.peek(key) if wish.number is None else wish.number


def take(tx: Transaction, key: SeriesKey, wish: NumberWish, number: int) -> None:
    """Give a number in the transaction that writes its line, as the wish wants it."""
    if wish.number is None:
        agreed(tx.numbers.take(key), number)
    elif wish.reserved:
        tx.numbers.use_reserved(key, number, late_reason=wish.late_reason)
    else:
        tx.numbers.use(key, number, wish.suffix, late_reason=wish.late_reason)


def give_chosen(tx: Transaction, key: SeriesKey, code: tuple[int, str], late_reason: str) -> None:
    """Give the number and letter the clerk chose, one that was kept for somebody among them."""
    number, suffix = code
    series = tx.numbers.find_series(key)
    kept = tx.numbers.kept_by(series.id, number) if series is not None and not suffix else None
    if kept is not None and kept.state is NumberState.RESERVED:
        tx.numbers.use_reserved(key, number, late_reason=late_reason)
    else:
        tx.numbers.use(key, number, suffix, late_reason=late_reason)


def reserved_in(tx: Transaction, key: SeriesKey) -> tuple[NumberSpan, ...]:
    """Return the numbers of a series that are kept for somebody, lowest first."""
    series = tx.numbers.find_series(key)
    return () if series is None else tx.numbers.reservations(series.id)


def series_title(
    key: SeriesKey, issuer: Issuer, kind: DocumentType, terms: tuple[Term, ...]
) -> str:
    """Return what a series is called: `Công văn, nhiệm kỳ 2025 - 2030`."""
    names = {"": "Văn bản đi", kind.code: kind.name}
    group = names.get(key.group) or type_name_of(key.group) or key.group
    if key.book == "sao":
        group = "Bản sao"
    elif (
        key.scope is Scope.TERM
        and key.group == QD_GROUP
        and shares_qd_counter(issuer, key.scope_value)
    ):
        group = SHARED_QD
    if key.scope is Scope.TERM:
        label = next((term.label for term in terms if term.id == key.scope_value), "")
        return f"{group}, nhiệm kỳ {label}".rstrip()
    if key.scope is Scope.CONGRESS:
        return "Văn bản đại hội, mọi loại"
    return f"{group}, năm {key.scope_value}"


def series_reason(tx: Transaction, key: SeriesKey, wish: NumberWish, title: str) -> str:
    """Return which series a number counts in and why it is this number, as one sentence."""
    if wish.suffix:
        return f"Số chèn sau số {wish.number}, dãy {title}; không làm đổi số kế tiếp."
    if wish.reserved:
        return f"Số đã giữ của dãy {title}."
    if wish.number is not None:
        return f"Số do anh, chị chọn trong dãy {title}."
    series = tx.numbers.find_series(key)
    if series is None or not series.last_number:
        return f"Số đầu của dãy {title}."
    last = tx.outgoing.by_number(series.id, series.last_number)
    before = f"{series.last_number:02}"
    if last is not None:
        before = f"{last.number_symbol}, ngày {long_date(last.issued_date)}"
    return f"Số kế tiếp của dãy {title}; số trước là {before}."
