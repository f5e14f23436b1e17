"""Months of an office on two to six PCs that follow the rules, by chance, and a plain recount.

Packages are lost, doubled, late and in any order. The recount knows nothing of how the store
works: it reads bare rows.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from tests.builders import an_arrival, an_id, an_issuer, an_outgoing
from tests.copies_of_office import Parcel, Pc, second_pc
from tests.desk import party_key
from wardapp.core.clock import day_of
from wardapp.core.dispatches import Incoming
from wardapp.core.errors import WardError
from wardapp.core.exchange import Head
from wardapp.core.keeping import CopyAnswer
from wardapp.core.numbering import Reserving, SeriesKey
from wardapp.core.petitions import Petition
from wardapp.services.incoming_reading import as_line
from wardapp.services.series import petition_key
from wardapp.store.numbers import incoming_key
from wardapp.store.records import plain
from wardapp.store.tables_exchange import sendings
from wardapp.store.transaction import Transaction

STEPS_OF_A_MONTH = 40
HOUR_MS = 3_600_000
ISSUER = an_id(101)
GROUPS = ("CV", "KH")
MOST_UNDER_WAY = 12
_MADE = dict.fromkeys(("package_sha256", "file_name", "way", "to", "sent_by", "note"), "")


@dataclass
class Office:
    """The copies of one office and the packages that are under way between them."""

    first: Pc
    folder: Path
    dice: random.Random
    pcs: list[Pc] = field(default_factory=list)
    under_way: list[tuple[Pc, Parcel]] = field(default_factory=list)
    acknowledged: dict[tuple[str, str], tuple[Head, ...]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    clock_ms: int = 0

    def __post_init__(self) -> None:
        self.pcs = [self.first]
        self.clock_ms = self.first.desk.clock.instant_ms

    # ---- what a clerk does -------------------------------------------------------------------

    def month(self) -> None:
        """Let the PCs work for a month; after each step at most one keeps each series."""
        for _ in range(STEPS_OF_A_MONTH):
            self.clock_ms += self.dice.randrange(36 * HOUR_MS)
            pc = self.dice.choice(self.pcs)
            pc.desk.clock.instant_ms = max(pc.desk.clock.instant_ms, self.clock_ms)
            name, deed = self._deed()
            try:
                deed(pc)
                self.done[name] += 1
                self._regret(pc)
            except WardError:
                self.refused[name] += 1
        self.check_keepers()

    def _regret(self, pc: Pc) -> None:
        """Take the step back now and then at once, and do it again."""
        if pc in self.pcs and self.dice.random() < 0.1:
            self._undo(pc)
            self.done["undo"] += 1
            if self.dice.random() < 0.4:
                self._redo(pc)
                self.done["redo"] += 1

    def _deed(self) -> tuple[str, Callable[[Pc], None]]:
        deeds: tuple[tuple[int, str, Callable[[Pc], None]], ...] = (
            (22, "arrive", self._arrive), (12, "petition", self._petition),
            (18, "issue", self._issue), (3, "reserve", self._reserve), (3, "cancel", self._cancel),
            (5, "undo", self._undo), (2, "redo", self._redo), (9, "lease", self._lease),
            (4, "give back", self._give_back), (4, "take back", self._take_back),
            (2, "hand over", self._hand_over), (8, "finalise", self._finalise),
            (20, "pack", self._pack), (20, "receive", self._receive), (1, "new pc", self._join),
            (1, "move", self._move),
        )  # fmt: skip
        weights = [weight for weight, _, _ in deeds]
        _, name, deed = self.dice.choices(deeds, weights)[0]
        return name, deed

    def _arrive(self, pc: Pc) -> None:
        day = pc.desk.clock.today()
        with pc.desk.begin("Vào sổ") as tx:
            key = incoming_key(ISSUER, day)
            arrival = an_arrival(arrival_date=day)
            if tx.numbers.is_provisional(key):
                code = tx.numbers.take_provisional(key)
                tx.incoming.add_waiting(_waiting(tx, as_line(arrival), code))
                return
            number = tx.numbers.take(key)
            made = {"record_id": tx.new_id(), "registered_ms": tx.now_ms}
            tx.incoming.add(arrival, arrival_number=number, **made)

    def _petition(self, pc: Pc) -> None:
        day = pc.desk.clock.today()
        with pc.desk.begin("Vào sổ đơn") as tx:
            key = petition_key(an_issuer(), day)
            code, number = "", 0
            if tx.numbers.is_provisional(key):
                code = tx.numbers.take_provisional(key)
            else:
                number = tx.numbers.take(key)
            line = Petition(
                issuer_id=ISSUER, received=day, subject="Đèn đường", id=tx.new_id(), number=number,
                registered_ms=tx.now_ms, provisional=code,
            )  # fmt: skip
            tx.petitions.save(line)

    def _issue(self, pc: Pc) -> None:
        day, group = pc.desk.clock.today(), self.dice.choice(GROUPS)
        with pc.desk.begin("Phát hành") as tx:
            number = tx.numbers.take(party_key(group))
            series = tx.numbers.series(party_key(group))
            named = {"id": tx.new_id(), "series_id": series.id, "type_code": group}
            tx.outgoing.add(an_outgoing(**named, number=number, issued_date=day))

    def _reserve(self, pc: Pc) -> None:
        with pc.desk.begin("Giữ số") as tx:
            count = self.dice.randint(1, 2)
            tx.numbers.reserve(party_key(self.dice.choice(GROUPS)), count, Reserving(holder="Lan"))

    def _cancel(self, pc: Pc) -> None:
        key = party_key(self.dice.choice(GROUPS))
        with pc.desk.begin("Hủy số") as tx:
            kept = tx.numbers.reservations()
            if kept and self.dice.random() < 0.7:
                tx.numbers.release(self.dice.choice(kept).id, "Không dùng")
            else:
                tx.numbers.cancel(key, tx.numbers.peek(key), "Ghi nhầm")

    def _undo(self, pc: Pc) -> None:
        pc.desk.undo()

    def _redo(self, pc: Pc) -> None:
        pc.desk.redo()

    def _lease(self, pc: Pc) -> None:
        with _plainly(pc, "Cấp khối số") as tx:
            series = [each for each in tx.numbers.all() if each.last_number]
            found = self.dice.choice(series or [tx.numbers.series(party_key())])
            to = self.dice.choice(list(tx.keeping.replicas()))
            days = self.dice.choice((None, 10, 40))
            until = None if days is None else pc.desk.clock.today() + timedelta(days=days)
            tx.numbers.lease(found.id, to, self.dice.randint(1, 9), until)

    def _give_back(self, pc: Pc) -> None:
        with _plainly(pc, "Trả khối số") as tx:
            spans = tx.numbers.leases()
            if spans:
                tx.numbers.give_back(self.dice.choice(spans).id, "Không dùng nữa")

    def _take_back(self, pc: Pc) -> None:
        with _plainly(pc, "Lấy lại số") as tx:
            spans = tx.numbers.given_back()
            if spans and self.dice.random() < 0.6:
                tx.numbers.take_back(self.dice.choice(spans).id)
            elif spans:
                tx.numbers.spoil(self.dice.choice(spans).id, "Không cần")

    def _hand_over(self, pc: Pc) -> None:
        with _plainly(pc, "Giao giữ số") as tx:
            to = self.dice.choice(tx.keeping.replicas())
            series = self.dice.choice((None, *(each.id for each in tx.numbers.all())))
            tx.keeping.hand_over(to, series, "Đổi máy")

    def _finalise(self, pc: Pc) -> None:
        with pc.desk.begin("Cấp số chính thức") as tx:
            for line in tx.numbers.waiting():
                key = tx.numbers.key_of_line(line) or (
                    petition_key(an_issuer(), line.received)
                    if isinstance(line, Petition)
                    else incoming_key(ISSUER, line.arrival_date)
                )
                tx.numbers.finalise(line, key)

    # ---- packages ----------------------------------------------------------------------------

    def _pack(self, pc: Pc) -> None:
        if len(self.pcs) < 2:
            return
        to = self.dice.choice([each for each in self.pcs if each is not pc])
        known = self.acknowledged.get((pc.replica, to.replica), ())
        parcel = pc.parcel(known if self.dice.random() < 0.7 else ())
        command = pc.desk.command("Gửi gói")
        facts = {
            **_MADE, "id": command.step_id, "purpose": "sync", "sent_ms": command.now_ms,
            "event_count": 0, "file_count": 0, "size": 0,
            "upto": [plain(head) for head in pc.heads()],
        }  # fmt: skip
        with pc.database.begin(command, undoable=False) as tx:
            tx.work.connection.execute(insert(sendings), facts)
        self.under_way.append((to, parcel))
        if len(self.under_way) > MOST_UNDER_WAY or self.dice.random() < 0.1:
            self.under_way.pop(self.dice.randrange(len(self.under_way)))  # lost

    def _receive(self, pc: Pc) -> None:
        mine = [each for each in self.under_way if each[0] is pc]
        if not mine:
            return
        chosen = self.dice.choice(mine)
        if self.dice.random() < 0.7:
            self.under_way.remove(chosen)
        self._take_in(pc, chosen[1])

    def _take_in(self, pc: Pc, parcel: Parcel) -> None:
        pc.take_in(parcel)
        said = [event for event in parcel.events if event.replica_id == parcel.sender]
        if said:
            self.acknowledged[pc.replica, parcel.sender] = parcel.heads

    def _join(self, pc: Pc) -> None:
        if len(self.pcs) < 6:
            name = f"PC-{len(self.pcs) + 1}"
            self.pcs.append(second_pc(pc, self.folder / name / "office.db", name))

    def _move(self, pc: Pc) -> None:
        """Carry a folder to a new PC in whose place it stands from now on."""
        if pc is self.first:
            return
        name = f"{pc.name}x"
        moved = second_pc(pc, self.folder / name / "office.db", name, CopyAnswer.MOVED)
        pc.database.close()
        self.pcs[self.pcs.index(pc)] = moved
        self.under_way = [(moved if to is pc else to, each) for to, each in self.under_way]

    # ---- looking -----------------------------------------------------------------------------

    def meet(self) -> None:
        """Carry everything to everybody until nothing is new."""
        self.under_way.clear()
        for _ in range(2):
            for pc in self.pcs:
                for other in self.pcs:
                    if other is not pc:
                        self._take_in(other, pc.parcel(other.heads()))

    def check_keepers(self) -> None:
        """See that no two PCs keep one series."""
        for key in _keys(self.clock_ms):
            keeping = [pc.name for pc in self.pcs if _keeps(pc, key)]
            assert len(keeping) <= 1, (key, keeping)


def _waiting(tx: Transaction, line: Incoming, code: str) -> Incoming:
    made = {"id": tx.new_id(), "registered_ms": tx.now_ms}
    return replace(line, **made, provisional=code)


def _plainly(pc: Pc, title: str) -> AbstractContextManager[Transaction]:
    """A step that Ctrl+Z leaves alone, as the services of numbers have it."""
    return pc.database.begin(pc.desk.command(title), undoable=False)


def _keys(now_ms: int) -> tuple[SeriesKey, ...]:
    day = day_of(now_ms)
    return (
        incoming_key(ISSUER, day),
        petition_key(an_issuer(), day),
        *(party_key(group) for group in GROUPS),
    )


def _keeps(pc: Pc, key: SeriesKey) -> bool:
    with pc.database.read() as tx:
        return tx.numbers.keeps(key)


_LINES = """
    SELECT 'den' || i.issuer_id || i.book || i.scope_value, i.arrival_number, i.suffix, i.id,
      s.id FROM incoming i LEFT JOIN series s USING (issuer_id, book, scope_value)
      WHERE i.arrival_number > 0
    UNION ALL SELECT 'don' || p.issuer_id || p.book || p.scope_value, p.number, p.suffix, p.id,
      s.id FROM petitions p LEFT JOIN series s USING (issuer_id, book, scope_value)
      WHERE p.number > 0
    UNION ALL SELECT series_id, number, suffix, id, series_id FROM outgoing
"""


def _marks(bare: sqlite3.Connection) -> dict[str, set[str]]:
    """Return who ever had each mark; copies in each other's place count as one."""
    moved = dict(bare.execute("SELECT id, follows FROM copies WHERE is_moved AND follows NOTNULL"))
    marks: dict[str, set[str]] = {}
    said = "SELECT entity_id, changes FROM events WHERE entity = 'copy'"
    for copy, changes in bare.execute(said):
        first = copy
        while first in moved:
            first = moved[first]
        for name, _, new in json.loads(changes):
            if name == "code" and new:
                marks.setdefault(json.loads(new), set()).add(first)
    return marks


def recount(path: Path) -> tuple[int, list[str]]:
    """Return how many numbers lines hold, and what is wrong: bare rows, no word of the store."""
    with closing(sqlite3.connect(path)) as bare:
        lines = bare.execute(_LINES).fetchall()
        spans = bare.execute(
            "SELECT series_id, first, last FROM number_spans WHERE ended_on IS NULL"
        ).fetchall()
        last = dict(bare.execute("SELECT id, last_number FROM series"))
        codes = bare.execute(
            "SELECT 'i' || book, scope_value, provisional FROM incoming WHERE provisional != ''"
            " UNION ALL SELECT 'p', scope_value, provisional FROM petitions WHERE provisional != ''"
        ).fetchall()
        marks = _marks(bare)
    wrong = [f"twice {each}" for each, n in Counter(row[:3] for row in lines).items() if n > 1]
    # copies that never met may have the same mark, one in 900: both are told by their PC
    codes = [each for each in codes if len(marks[each[2].partition("-")[0]]) < 2]
    wrong += [f"provisional twice {each}" for each, n in Counter(codes).items() if n > 1]
    held: dict[str, set[int]] = {each: set() for each in last}
    for _, number, _, _, series in lines:
        held[series].add(number)
    for series, first, end in spans:
        held[series].update(range(first, end + 1))
    for series, upto in last.items():
        gaps = set(range(1, upto + 1)) - held[series]
        wrong += [f"gap {series} {sorted(gaps)}"] if gaps else []
    return len(lines), wrong
