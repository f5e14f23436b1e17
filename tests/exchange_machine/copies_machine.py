"""Hypothesis drives many copies by single edits and single packages: the bulk of the proof."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.exchange_machine.copies import Copy, Parcel, found
from tests.exchange_machine.judging import Judge, shown
from tests.exchange_machine.ledger import Fields, Ledger, Name
from tests.exchange_machine.pcs import throw_away
from wardapp.core.errors import PackageRefused, WardError
from wardapp.core.exchange import Receipt
from wardapp.store.database import Database
from wardapp.store.rebuild import rebuild

MOST = 6
AN_HOUR_MS = 60 * 60 * 1000
WHO = st.integers(0, MOST - 1)
LUCK = st.integers(0, 2**16 - 1)


@dataclass
class Tally:
    """What all walks did together."""

    steps: int = 0
    writes: int = 0
    pairs: int = 0
    looked_at: int = 0
    done: Counter[str] = field(default_factory=Counter)


class CopiesMachine(RuleBasedStateMachine):
    """Two copies at first; edits, packages in any order, copies that come and go."""

    ground: ClassVar[Path]
    tally: ClassVar[Tally]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.ground))
        self.ledger = Ledger()
        first = found(self.folder / "c0.db", self.ledger, {})
        self.copies = [first]
        self.judge = Judge(self.ledger, dict(first.records))
        self.bag: list[Parcel] = []
        self.shelf: list[tuple[Copy, Path]] = []
        self.made = 0
        self._second(first)

    # ---- edits -------------------------------------------------------------------------------

    @rule(who=WHO, luck=LUCK)
    def write(self, who: int, luck: int) -> None:
        """Somebody writes."""
        self._write(who, luck)

    @rule(who=WHO, luck=LUCK)
    def write_on(self, who: int, luck: int) -> None:
        """Somebody writes, later."""
        self._copy(who).desk.clock.instant_ms += luck
        self._write(who, luck + 1)

    @rule(who=WHO, other=WHO, luck=LUCK)
    def write_apart(self, who: int, other: int, luck: int) -> None:
        """Two write at the same record, each in their own way."""
        self._write(who, luck)
        self._write(other, luck)

    @rule(luck=LUCK)
    def all_write(self, luck: int) -> None:
        """Everybody writes once."""
        for at in range(len(self.copies)):
            self._write(at, luck + at)

    def _write(self, who: int, luck: int) -> None:
        copy = self._copy(who)
        self._step("write", copy.do(lambda: copy.write(random.Random(luck))))

    @rule(who=WHO, forward=st.booleans())
    def undo(self, who: int, forward: bool) -> None:
        """Take a step back, or do it again."""
        copy = self._copy(who)
        if forward and copy.database.redoable():
            self._step("redo", self._back_or_on(copy, forward))
        elif not forward and copy.database.undoable():
            self._step("undo", self._back_or_on(copy, forward))

    def _back_or_on(self, copy: Copy, forward: bool) -> bool:
        """Undo may take a whole import out: then what was seen follows from the journal."""
        others, before = self._foreign(copy), copy.records
        try:
            step = copy.redo() if forward else copy.undo()
        except WardError:
            return False
        copy.look()
        if self._foreign(copy) == others:
            copy.note(step, before)
        else:
            copy.seen = copy.look_seen()
        self._look_at(copy)
        return True

    @staticmethod
    def _foreign(copy: Copy) -> set[tuple[str, int]]:
        own = copy.database.replica_id
        return {(head.replica_id, head.seq) for head in copy.heads() if head.replica_id != own}

    @rule(who=WHO, luck=LUCK)
    def decide(self, who: int, luck: int) -> None:
        """A clerk decides what waits."""
        copy = self._copy(who)
        if copy.waiting():
            self._step("decide", copy.do(lambda: copy.settle(random.Random(luck))))
            self._look_at(copy)

    @rule(who=WHO, hours=st.sampled_from([-30, -1, 1, 40]))
    def set_clock(self, who: int, hours: int) -> None:
        """Somebody sets a clock."""
        self._copy(who).desk.clock.instant_ms += hours * AN_HOUR_MS

    # ---- packages ----------------------------------------------------------------------------

    @rule(who=WHO, other=WHO, whole=st.booleans())
    def pack(self, who: int, other: int, whole: bool) -> None:
        """Pack everything, or what another one lacks now."""
        copy, to = self._copy(who), self._copy(other)
        parcel = copy.pack(() if whole else to.heads())
        assert copy.seen & ~to.seen & ~parcel.bits == 0, "something was left out of a package"
        self.bag.append(parcel)
        del self.bag[:-8]
        self._step("pack", True)

    @rule(which=LUCK, who=WHO)
    @precondition(lambda self: self.bag)
    def deliver(self, which: int, who: int) -> None:
        """A package arrives: late, again, or before older ones."""
        self._deliver(self.bag[which % len(self.bag)], self._copy(who))

    @rule(which=LUCK, who=WHO, at=LUCK)
    @precondition(lambda self: self.bag)
    def deliver_a_part(self, which: int, who: int, at: int) -> None:
        """Only the steps of the first part of a package come."""
        parcel = self.bag[which % len(self.bag)]
        cut = at % (len(parcel.events) + 1)
        while 0 < cut < len(parcel.events) and (
            parcel.events[cut].step_id == parcel.events[cut - 1].step_id
        ):
            cut -= 1
        bits = 0
        for event in parcel.events[:cut]:
            bits |= self.copies[0].steps.get(event.step_id, 0)
        part = replace(parcel, events=parcel.events[:cut], bits=bits, is_whole=False)
        self._deliver(part, self._copy(who))

    @rule(which=LUCK, who=WHO, at=LUCK)
    @precondition(lambda self: self.bag)
    def edit_an_event(self, which: int, who: int, at: int) -> None:
        """A package arrives with an event that was edited: refused whole, unless it is known."""
        parcel, copy = self.bag[which % len(self.bag)], self._copy(who)
        if not parcel.events:
            return
        events = list(parcel.events)
        at %= len(events)
        kind = ("reason", "title", "entity_id", "clock_ms")[which % 4]
        value = 7 if kind == "clock_ms" else "khác"
        events[at] = replace(events[at], **{kind: value})
        reached = {head.replica_id: head.seq for head in copy.heads()}
        is_known = events[at].seq <= reached.get(events[at].replica_id, 0)
        before = copy.records
        try:
            receipt = copy.take(replace(parcel, events=events))
        except WardError:
            copy.look()
            assert copy.records == before
            self._step("edited", False)
            return
        assert is_known, "an edited event was taken in"
        self._received(copy, parcel, receipt, before)

    @rule(who=WHO, other=WHO)
    def visit(self, who: int, other: int) -> None:
        """Two copies tell each other everything."""
        self._visit(self._copy(who), self._copy(other))

    def _visit(self, one: Copy, other: Copy) -> None:
        for sender, receiver in ((one, other), (other, one)):
            parcel = sender.pack(receiver.heads())
            assert self._deliver(parcel, receiver), f"{receiver.name} refused what it lacked"
            assert receiver.seen & sender.seen == sender.seen

    @rule(who=WHO)
    def merge_with_itself(self, who: int) -> None:
        """A copy takes in what it packed: nothing at all is written."""
        copy = self._copy(who)
        heads = copy.heads()
        assert copy.take(copy.pack()) is None
        assert copy.heads() == heads
        self._step("itself", True)

    def _deliver(self, parcel: Parcel, copy: Copy) -> bool:
        before = copy.records
        try:
            receipt = copy.take(parcel)
        except PackageRefused as error:
            copy.look()
            assert copy.records == before
            if parcel.is_whole:
                raise AssertionError("a whole package was refused") from error
            self._step("deliver", False)
            return False
        self._received(copy, parcel, receipt, before)
        return True

    def _received(
        self, copy: Copy, parcel: Parcel, receipt: Receipt | None, before: dict[Name, Fields]
    ) -> None:
        old, copy.seen = copy.seen, copy.look_seen()
        assert copy.seen == old | parcel.bits, "other writes came than the package holds"
        copy.look()
        if receipt is None:
            assert copy.seen == old
            assert copy.records == before
        else:
            copy.imports[receipt.id] = (copy.seen & ~old, before, copy.seen)
        self._look_at(copy)
        self._step("deliver", True)

    def _look_at(self, copy: Copy) -> None:
        waiting = copy.waiting()
        self.judge.judge(copy, waiting)
        for other in self.copies:
            if other is copy or other.seen != copy.seen:
                continue
            self.tally.pairs += 1
            apart = {
                name: (copy.records.get(name), other.records.get(name))
                for name in copy.records.keys() | other.records.keys()
                if copy.records.get(name) != other.records.get(name)
            }
            assert not apart, f"{copy.name} and {other.name} saw the same: {shown(apart)}"
            assert waiting == other.waiting(), f"{copy.name}, {other.name}: other conflicts wait"

    @rule(who=WHO)
    def take_import_back(self, who: int) -> None:
        """Take the newest import out again: the state before, where nothing was written since."""
        copy = self._copy(who)
        if not copy.imports:
            return
        receipt_id, (brought, before, after) = copy.imports.popitem()
        is_quiet, left = copy.seen == after, copy.seen & ~brought
        try:
            copy.database.take_back(receipt_id, copy.desk.command("Hoàn tác nhận gói"))
        except WardError:
            self._step("take back", False)
            return
        copy.seen = copy.look_seen()
        assert copy.seen == left, "more or less was taken out than the package brought"
        copy.look()
        if is_quiet:
            assert copy.records == before, "taken back, but not as before"
        self._look_at(copy)
        self._step("take back", True)

    # ---- copies ------------------------------------------------------------------------------

    @rule(who=WHO)
    @precondition(lambda self: len(self.copies) < MOST)
    def second(self, who: int) -> None:
        """One more copy of a folder."""
        self._second(self._copy(who))

    def _second(self, source: Copy) -> None:
        self.made += 1
        copy = source.image(f"c{self.made}", self.folder)
        copy.adopt(in_place=False)
        self.copies.append(copy)

    @rule(who=WHO)
    def back_up(self, who: int) -> None:
        """Keep a copy of the file aside."""
        copy = self._copy(who)
        self.made += 1
        aside = copy.image(f"kho{self.made}", self.folder)
        aside.database.close()
        self.shelf.append((replace(aside, name=copy.name), aside.path))
        del self.shelf[:-3]
        self._step("back up", True)

    @rule(which=LUCK, ahead=st.integers(0, 10))
    @precondition(lambda self: self.shelf)
    def restore(self, which: int, ahead: int) -> None:
        """A backup takes the place of the copy it was made of, under a new name."""
        kept, path = self.shelf[which % len(self.shelf)]
        at = next((i for i, each in enumerate(self.copies) if each.name == kept.name), None)
        if at is None:
            return
        gone = self.copies[at]
        gone.database.close()
        self.made += 1
        fresh = self.folder / f"lai{self.made}.db"
        fresh.write_bytes(path.read_bytes())
        clock = gone.desk.clock
        desk = replace(gone.desk, database=Database.open(fresh), clock=clock)
        copy = replace(kept, path=fresh, desk=desk, imports={})
        copy.adopt(in_place=True)
        self.copies[at] = copy
        self._look_at(copy)
        self._step("restore", True)

    # ---- the end -----------------------------------------------------------------------------

    def teardown(self) -> None:
        """Everybody gets everything: all alike and whole."""
        try:
            first = self.copies[0]
            for other in (*self.copies[1:], *self.copies[1:]):
                self._visit(other, first)
            assert len({copy.seen for copy in self.copies}) == 1
            for copy in self.copies:
                with copy.database.read() as tx:
                    assert tx.journal.verify() == ()
            self._judge_tables(self._copy(self.made))
        finally:
            for copy in self.copies:
                copy.database.close()
            self.tally.writes += self.ledger.count
            self.tally.looked_at += self.judge.looked_at
            throw_away(self.folder)

    def _judge_tables(self, copy: Copy) -> None:
        """Build a copy anew from its journal; the others have their turn in other walks."""
        assert rebuild(copy.database, self.folder / f"dung-{copy.name}.db") == ()

    def _copy(self, who: int) -> Copy:
        return self.copies[who % len(self.copies)]

    def _step(self, what: str, done: bool) -> None:
        self.tally.steps += 1
        self.tally.done[what if done else f"{what}, refused"] += 1
