"""A clerk who does whatever can be done to numbers, by chance; `number_audit` looks after them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.builders import (
    COMMITTEE,
    a_committee,
    a_state_issuer,
    a_term,
    an_arrival,
    an_id,
    an_issuer,
    an_outgoing,
)
from tests.desk import Desk
from wardapp.core.books import BookKind, BookSpan, Closing, ClosingKind, RegisterBook
from wardapp.core.clock import SetClock, day_of
from wardapp.core.dispatches import IncomingStatus, OutgoingStatus
from wardapp.core.errors import WardError
from wardapp.core.issuers import IssuerKind, Term
from wardapp.core.numbering import NumberSpan, Reserving, Series, SeriesKey
from wardapp.services.series import incoming_key, outgoing_key, petition_key
from wardapp.store.database import Database
from wardapp.store.transaction import Transaction

A_DAY_MS = 24 * 60 * 60 * 1000
START_MS = 1_777_600_000_000  # 1 May 2026: Party copies still have numbers

BODY, COMMITTEE_BODY = an_issuer(), a_committee(shared_qd_counter=False)
STATE = a_state_issuer(number_groups=(("QĐ", "QĐ"),))
CONGRESS = a_committee(
    id=an_id(104), kind=IssuerKind.CONGRESS, symbol="ĐH",
    sits_from=date(2026, 5, 1), sits_to=date(2036, 1, 1),
)  # fmt: skip
BOOKS = (
    RegisterBook(
        id=an_id(71), issuer_id=BODY.id, code="den-tw", kind=BookKind.INCOMING,
        name="Trung ương", span=BookSpan.FIVE_YEARS, first_year=2026,
    ),
    RegisterBook(
        id=an_id(72), issuer_id=BODY.id, code="den-tp", kind=BookKind.INCOMING,
        name="Thành phố", span=BookSpan.TERM,
    ),
)  # fmt: skip

Terms = tuple[Term, ...]
KINDS: dict[str, Callable[[date, Terms], SeriesKey]] = {
    "party type": lambda day, terms: outgoing_key(BODY, "CV", day, terms),
    "party type 2": lambda day, terms: outgoing_key(BODY, "KH", day, terms),
    "shared QĐ": lambda day, terms: outgoing_key(BODY, "QyĐ", day, terms),
    "separate QyĐ": lambda day, terms: outgoing_key(COMMITTEE_BODY, "QyĐ", day, terms),
    "party copies": lambda day, terms: outgoing_key(BODY, "BS", day, terms),
    "congress": lambda day, terms: outgoing_key(CONGRESS, "BC", day, terms),
    "state": lambda day, terms: outgoing_key(STATE, "KH", day, terms),
    "state group": lambda day, terms: outgoing_key(STATE, "QĐ", day, terms),
    "state copies": lambda day, terms: outgoing_key(STATE, "SY", day, terms),
    "incoming, year": lambda day, terms: incoming_key(BODY, "den", day, BOOKS, terms),
    "incoming, five years": lambda day, terms: incoming_key(BODY, "den-tw", day, BOOKS, terms),
    "incoming, term": lambda day, terms: incoming_key(BODY, "den-tp", day, BOOKS, terms),
    "petitions": lambda day, terms: petition_key(BODY, day),
}
LETTERS = "abcdđ"


def furnish(path: Path) -> None:
    """Make the office that walks go through: every kind of body and book."""
    database = Database.create(path, replica_id=an_id(11), office_id=an_id(12), now_ms=START_MS)
    with Desk(database, SetClock(START_MS)).begin("Tạo sổ") as tx:
        for issuer in (BODY, COMMITTEE_BODY, STATE, CONGRESS):
            tx.catalogue.save_issuer(issuer)
        tx.catalogue.save_term(a_term())
        for book in BOOKS:
            tx.books.save_book(book)
    database.close()


@dataclass
class Walker:
    """A clerk with dice; `done` and `refused` count what came of each kind of step."""

    database: Database
    dice: random.Random
    clock: SetClock
    kinds: tuple[str, ...] = tuple(KINDS)
    is_alone: bool = True
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.desk = Desk(self.database, self.clock)
        self.steps: tuple[tuple[str, int, Callable[[], None]], ...] = (
            ("take", 24, self.take),
            ("use", 8, self.use),
            ("insert", 6, self.insert),
            ("reserve", 8, self.reserve),
            ("use reserved", 6, self.use_reserved),
            ("extend", 2, self.extend),
            ("release", 5, self.release),
            ("cancel", 4, self.cancel),
            ("secret", 3, self.secret),
            ("set", 2, self.set_last),
            ("roll back", 6, self.roll_back),
            ("cancel line", 4, self.cancel_line),
            ("show", 6, self.show),
            ("undo", 8, self.undo),
            ("redo", 5, self.redo),
            ("lock", 1, self.lock),
            ("reopen", 2, self.reopen),
            ("day", 2, self.let_a_day_pass),
        )
        if self.is_alone:
            self.steps += (
                ("new term", 1, self.new_term),
                ("new year", 1, self.new_year),
            )

    def walk(self, steps: int) -> None:
        """Do so many things, one after the other."""
        weights = [weight for _, weight, _ in self.steps]
        rare = {"new term": 0.03, "new year": 0.03, "lock": 0.2}
        for name, _, step in self.dice.choices(self.steps, weights, k=steps):
            if self.dice.random() > rare.get(name, 1):
                continue
            try:
                step()
                self.done[name] += 1
            except WardError:
                self.refused[name] += 1

    # ---- what a clerk does -------------------------------------------------------------------

    def take(self) -> None:
        with self.desk.begin("Vào sổ") as tx:
            key = self._key(tx)
            if key.book == "don-thu":
                tx.numbers.reserve(key, 1, Reserving(holder="Đơn"))
            else:
                self._write(tx, key, tx.numbers.take(key))

    def use(self) -> None:
        with self.desk.begin("Ghi tay") as tx:
            key = self._key(tx)
            number = self._near(tx, key, up=3)
            late = self.dice.choice(("", "Bỏ sót"))
            tx.numbers.use(key, number, late_reason=late)
            self._write(tx, key, number, late=late)

    def insert(self) -> None:
        with self.desk.begin("Chèn") as tx:
            key = self._key(tx)
            number = self._near(tx, key, up=0)
            suffix = self.dice.choice((tx.numbers.next_letter(key, number), *LETTERS))
            tx.numbers.use(key, number, suffix, late_reason="Bỏ sót")
            self._write(tx, key, number, suffix, late="Bỏ sót")

    def reserve(self) -> None:
        until = self.clock.today() + timedelta(days=self.dice.randrange(9))
        with self.desk.begin("Giữ số") as tx:
            what = Reserving(holder="Văn phòng", until=self.dice.choice((None, until)))
            tx.numbers.reserve(self._key(tx), self.dice.choice((1, 1, 1, 3)), what)

    def use_reserved(self) -> None:
        with self.desk.begin("Dùng số giữ") as tx:
            span = self._one(self._reserved(tx))
            key = tx.numbers.get(span.series_id).key
            late = "Muộn" if tx.numbers.lock_on(key) else ""
            if key.book == "don-thu":
                raise WardError("Đơn thư chưa có dòng")
            tx.numbers.use_reserved(key, span.first, late_reason=late)
            self._write(tx, key, span.first, late=late)

    def extend(self) -> None:
        with self.desk.begin("Gia hạn") as tx:
            tx.numbers.extend(
                self._one(self._reserved(tx)).id, self.clock.today() + timedelta(days=9)
            )

    def release(self) -> None:
        with self.desk.begin("Bỏ giữ", reason="Thôi") as tx:
            spans = sorted(self._reserved(tx), key=lambda span: span.first)
            tx.numbers.release(self._one(self.dice.choice((spans, spans[-1:]))).id, "Thôi")

    def cancel(self) -> None:
        with self.desk.begin("Hủy số", reason="Hỏng") as tx:
            key = self._key(tx)
            tx.numbers.cancel(key, self._near(tx, key, up=2), "Hỏng")

    def secret(self) -> None:
        with self.desk.begin("Sổ riêng") as tx:
            key = self._key(tx)
            tx.numbers.secret(key, "Kế hoạch", self.dice.choice((None, self._near(tx, key, up=1))))

    def set_last(self) -> None:
        with self.desk.begin("Đặt số", reason="Sổ giấy") as tx:
            key = self._key(tx)
            number = self._near(tx, key, up=4)
            if self.dice.choice((True, False)):
                tx.numbers.raise_to(key, number, "Sổ giấy")
            else:
                tx.numbers.set_last(key, number)

    def roll_back(self) -> None:
        with self.desk.begin("Trả lại số", reason="Nhầm") as tx:
            tx.numbers.roll_back(self._series(tx).id, "Nhầm")

    def cancel_line(self) -> None:
        with self.desk.begin("Hủy", reason="Sai") as tx:
            line = self._line(tx)
            if hasattr(line, "arrival_number"):
                tx.incoming.save(replace(line, status=IncomingStatus.CANCELLED))
            else:
                tx.outgoing.save(replace(line, status=OutgoingStatus.CANCELLED))

    def show(self) -> None:
        with self.database.begin(self.desk.command("In"), undoable=False) as tx:
            spans = self._reserved(tx) if self.dice.random() < 0.3 else ()
            if spans:
                span = self.dice.choice(spans)
                tx.numbers.mark_left(span.series_id, span.first)
                return
            line = self._line(tx)
            book = tx.incoming if hasattr(line, "arrival_number") else tx.outgoing
            book.save(replace(line, left_screen=True))

    def undo(self) -> None:
        for _ in range(self.dice.choice((1, 1, 2, 3))):
            self.desk.undo()

    def redo(self) -> None:
        for _ in range(self.dice.choice((1, 1, 2))):
            self.desk.redo()

    def lock(self) -> None:
        with self.database.begin(self.desk.command("Khóa sổ"), undoable=False) as tx:
            key, today = self._series(tx).key, self.clock.today()
            tx.books.save_closing(
                Closing(
                    id=tx.new_id(),
                    issuer_id=key.issuer_id,
                    book=key.book,
                    kind=ClosingKind.YEAR,
                    scope_value=key.scope_value,
                    label="Kỳ",
                    first_day=today,
                    last_day=today,
                    first_number="1",
                    last_number="1",
                    line_count=1,
                    closed_on=today,
                    code="",
                )
            )

    def reopen(self) -> None:
        with self.database.begin(self.desk.command("Mở lại"), undoable=False) as tx:
            for closing in tx.books.closings():
                if closing.locks:
                    tx.books.save_closing(replace(closing, reopened_on=self.clock.today()))

    def let_a_day_pass(self) -> None:
        self.clock.instant_ms += A_DAY_MS

    def new_year(self) -> None:
        today = self.clock.today()
        self.clock.instant_ms += (date(today.year + 1, 1, 2) - today).days * A_DAY_MS

    def new_term(self) -> None:
        with self.desk.begin("Nhiệm kỳ mới") as tx:
            today, term = self.clock.today(), tx.catalogue.terms(COMMITTEE)[-1]
            if today <= term.start:
                raise WardError("Nhiệm kỳ vừa mở")
            tx.catalogue.save_term(replace(term, end=today - timedelta(days=1)))
            tx.catalogue.save_term(
                Term(
                    id=tx.new_id(),
                    committee=COMMITTEE,
                    label=f"Từ {today}",
                    start=today,
                    start_reason="Đại hội",
                )
            )

    # ---- chance ------------------------------------------------------------------------------

    def _key(self, tx: Transaction) -> SeriesKey:
        kind = KINDS[self.dice.choice(self.kinds)]
        return kind(self.clock.today(), tx.catalogue.terms(COMMITTEE))

    def _series(self, tx: Transaction) -> Series:
        found = tx.numbers.find_series(self._key(tx))
        if found is None:
            raise WardError("Dãy chưa có")
        return found

    def _near(self, tx: Transaction, key: SeriesKey, up: int) -> int:
        found = tx.numbers.find_series(key)
        last = found.last_number if found else 0
        return max(1, last + self.dice.randint(-6, up))

    def _line(self, tx: Transaction) -> Any:
        found = self._series(tx)
        for _ in range(4):
            number = max(1, found.last_number - self.dice.randrange(8))
            line_id = tx.numbers.line_of(found, number)
            if line_id is not None:
                return tx.outgoing.find(line_id) or tx.incoming.get(line_id)
        raise WardError("Không có dòng")

    def _reserved(self, tx: Transaction) -> tuple[NumberSpan, ...]:
        return tx.numbers.reservations(self._series(tx).id)

    def _one(self, values: Any) -> Any:
        if not values:
            raise WardError("Không có gì")
        return self.dice.choice(values)

    def _write(
        self,
        tx: Transaction,
        key: SeriesKey,
        number: int,
        suffix: str = "",
        *,
        late: str = "",
    ) -> None:
        today = day_of(tx.now_ms)
        if key.book.startswith("den"):
            arrival = an_arrival(
                issuer_id=key.issuer_id, book=key.book, arrival_date=today, suffix=suffix,
                late_reason=late,
            )  # fmt: skip
            tx.incoming.add(
                arrival, arrival_number=number, record_id=tx.new_id(), registered_ms=tx.now_ms,
                book_scope=key.scope_value,
            )  # fmt: skip
            return
        if key.book == "don-thu":
            raise WardError("Đơn thư chưa có dòng")
        tx.outgoing.add(
            an_outgoing(
                id=tx.new_id(),
                issuer_id=key.issuer_id,
                series_id=tx.numbers.series(key).id,
                number=number,
                suffix=suffix,
                issued_date=today,
                book=key.book,
                late_reason=late,
                registered_ms=tx.now_ms,
            )
        )


BESIDE = ("party type", "shared QĐ", "state", "incoming, year", "incoming, term")
"""Several counters that writers beside each other meet at."""


def walk_beside(path: Path, seed: str, steps: int, teller: Any) -> None:
    """Walk through a few counters that others write to at the same time, and tell what was done."""
    database = Database.open(path)
    walker = Walker(
        database, random.Random(seed), SetClock(START_MS + 1000), kinds=BESIDE, is_alone=False
    )
    walker.steps = tuple(step for step in walker.steps if step[0] not in {"day", "lock", "reopen"})
    walker.walk(steps)
    database.close()
    teller.send((dict(walker.done), dict(walker.refused)))
    teller.close()
