"""Hypothesis drives two to six PCs of one office; packages are lost, repeated, cut and edited."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.exchange_machine.carrying import (
    WAYS_TO_HARM,
    by_the_window,
    harmed,
    judge_preview,
    quickly,
)
from tests.exchange_machine.deeds import DEEDS, Clerk, NothingThere
from tests.exchange_machine.judging import Judge, Numbers, judge_alike, judge_numbers, waiting
from tests.exchange_machine.ledger import Ledger
from tests.exchange_machine.pcs import Import, Parcel, Pc, throw_away
from wardapp.core.errors import BadValue, PackageRefused, WardError
from wardapp.core.keeping import CopyAnswer
from wardapp.services.joining import JoinWish, join_office
from wardapp.store.entities import RECEIPT
from wardapp.store.rebuild import rebuild

AN_HOUR_MS = 60 * 60 * 1000
MOST_PCS = 6
WHO = st.integers(0, MOST_PCS - 1)
LUCK = st.integers(0, 2**32 - 1)
COMMON = st.sampled_from([name for name, (_, often) in DEEDS.items() for _ in range(often)])


def of(*names: str) -> st.SearchStrategy[str]:
    """Return one of some deeds."""
    return st.sampled_from(names)


@dataclass
class Tally:
    """What all walks did together."""

    steps: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    pairs: int = 0
    writes: int = 0
    numbers: int = 0
    looked_at: int = 0


class OfficeMachine(RuleBasedStateMachine):
    """Two PCs at first; clerks work, packages travel, nothing is lost and no number comes twice."""

    template: ClassVar[Pc]
    ground: ClassVar[Path]
    tally: ClassVar[Tally]
    is_told: ClassVar[bool] = False  # folders are cloned and restored: doubles are told, not barred

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.ground))
        self.ledger, self.numbers = Ledger(), Numbers()
        self.bag: list[Parcel] = []
        self.left = 0
        self.made = 0
        self.times: Counter[str] = Counter()
        self.pcs = [self._first()]
        self.judge = Judge(self.ledger, dict(self.pcs[0].shared()))
        self._second(self.pcs[0])

    def _first(self) -> Pc:
        source = self.template
        home = self.folder / "p0"
        shutil.copytree(source.home, home, copy_function=shutil.copy)
        pc = replace(
            source, name="p0", home=home, ledger=self.ledger, imports={}, refusals=[],
            places=replace(source.places, data=home / "data"),
            clock=replace(source.clock), rows={}, records={}, opened=None,
        )  # fmt: skip
        pc.look()
        return pc

    # ---- what clerks do ----------------------------------------------------------------------

    @rule(who=WHO, name=COMMON, luck=LUCK)
    def work(self, who: int, name: str, luck: int) -> None:
        """A clerk does something at one PC."""
        self._work(self._pc(who), name, luck)

    @rule(who=WHO, name=of("log", "amend_log", "remove_log", "amend_unit"), luck=LUCK)
    def keep_the_log(self, who: int, name: str, luck: int) -> None:
        """A clerk writes down what was done."""
        self._work(self._pc(who), name, luck)

    @rule(who=WHO, name=of("register", "amend_incoming", "petition", "finalise"), luck=LUCK)
    def keep_the_books(self, who: int, name: str, luck: int) -> None:
        """A clerk puts what came into the books."""
        self._work(self._pc(who), name, luck)

    @rule(who=WHO, name=of("send", "grant", "end_lease", "reserve", "amend_outgoing"), luck=LUCK)
    def give_numbers(self, who: int, name: str, luck: int) -> None:
        """A clerk sends papers with numbers."""
        self._work(self._pc(who), name, luck)

    @rule(who=WHO, name=COMMON, luck=LUCK, other=WHO, more=LUCK)
    def work_apart(self, who: int, name: str, luck: int, other: int, more: int) -> None:
        """Two clerks do the same kind of thing at two PCs."""
        self._work(self._pc(who), name, luck)
        self._work(self._pc(other), name, more)

    @rule(who=WHO, luck=LUCK)
    def decide(self, who: int, luck: int) -> None:
        """A clerk decides what waits."""
        self._work(self._pc(who), "settle", luck)

    def _work(self, pc: Pc, name: str, luck: int) -> None:
        self.tally.steps += 1
        pc.clock.instant_ms += luck % 5000
        clerk = Clerk(pc.office, random.Random(luck))
        before = pc.records
        try:
            done = pc.do(lambda: DEEDS[name][0](clerk))
        except NothingThere:
            return
        self._count(name, pc, done=done)
        self._after(pc, before)

    def _after(self, pc: Pc, before: dict[Any, Any]) -> None:
        self.numbers.note(pc, before, self.left, is_told=self.is_told)

    @rule(who=WHO, forward=st.booleans())
    def undo(self, who: int, forward: bool) -> None:
        """Take the newest step back, or do it again; it may be a whole import."""
        self.tally.steps += 1
        pc = self._pc(who)
        history = pc.office.history
        if (history.redoable() if forward else history.undoable()) is None:
            return
        states, before = pc.undone(), pc.records
        try:
            history.redo() if forward else history.undo()
        except WardError as error:
            pc.refused(error)
            self._count("redo" if forward else "undo", pc, done=False)
            return
        pc.look()
        if pc.undone() == states:
            pc.note(before)
        else:
            pc.recount()
        self._count("redo" if forward else "undo", pc, done=True)
        self._after(pc, before)

    @rule(who=WHO, hours=st.sampled_from([-50, -3, -1, 1, 3, 30]))
    @precondition(lambda self: self.times["set_clock"] < 6)
    def set_clock(self, who: int, hours: int) -> None:
        """Somebody sets the clock of a PC."""
        self.tally.steps += 1
        self.times["set_clock"] += 1
        self._pc(who).clock.instant_ms += hours * AN_HOUR_MS

    @rule(who=WHO)
    @precondition(lambda self: self.times["restart"] < 3)
    def restart(self, who: int) -> None:
        """Switch a PC off and on: nothing changes."""
        self.tally.steps += 1
        self.times["restart"] += 1
        pc = self._pc(who)
        pc.close()
        assert pc.read_rows() == pc.rows

    # ---- packages ----------------------------------------------------------------------------

    @rule(who=WHO, other=WHO, full=st.booleans())
    def pack(self, who: int, other: int, full: bool) -> None:
        """Pack everything, or what another PC lacks."""
        self.tally.steps += 1
        pc, to = self._pc(who), self._pc(other)
        self.made += 1
        path = self.folder / f"goi-{self.made}.wardpack"
        partner = None if full or pc is to else to.replica()
        try:
            self.bag.append(pc.pack(path, partner=partner))
        except BadValue:  # nothing came from there yet: only everything can be packed
            self.bag.append(pc.pack(path))
        self.left |= pc.seen

    @rule(which=LUCK)
    @precondition(lambda self: self.bag)
    def lose(self, which: int) -> None:
        """A package is lost on the way."""
        self.tally.steps += 1
        self.bag.pop(which % len(self.bag)).path.unlink()

    @rule(which=LUCK, who=WHO, by_window=st.booleans())
    @precondition(lambda self: self.bag)
    def deliver(self, which: int, who: int, by_window: bool) -> None:
        """A package arrives somewhere, perhaps again, perhaps before older ones."""
        self.tally.steps += 1
        parcel = self.bag[which % len(self.bag)]
        taken = self._deliver(parcel, self._pc(who), by_window and which % 4 == 0)
        assert taken or not parcel.is_full, "a whole package was refused"

    @rule(who=WHO, other=WHO)
    def visit(self, who: int, other: int) -> None:
        """Two PCs exchange everything, one way and back."""
        self.tally.steps += 1
        one, two = self._pc(who), self._pc(other)
        self._carry(one, two)
        self._carry(two, one)

    def _carry(self, one: Pc, two: Pc) -> None:
        self.made += 1
        parcel = one.pack(self.folder / f"goi-{self.made}.wardpack", to=two)
        self.left |= one.seen
        assert self._deliver(parcel, two), f"what {two.name} lacked was refused"
        parcel.path.unlink()

    def _deliver(self, parcel: Parcel, pc: Pc, by_window: bool = False) -> bool:
        events, before, records = pc.count_events(), pc.rows, pc.records
        try:
            looked, receipt = (by_the_window if by_window else quickly)(parcel, pc)
        except PackageRefused as error:
            pc.refused(error)
            self._count("deliver", pc, done=False)
            return False
        pc.look()
        new = parcel.seen & ~pc.seen
        if pc.count_events() == events:
            assert pc.rows == before, "no event came, but a table changed"
            assert not new, f"{pc.name} took in nothing of what {parcel.sender} had"
        else:
            assert receipt.id not in pc.imports
            if (RECEIPT.name, receipt.id) in pc.records:
                pc.imports[receipt.id] = Import(new, before, pc.count_events())
            else:
                assert not new, "a package with news left no receipt"
            pc.seen |= parcel.seen
            judge_preview(looked, receipt, records, pc)
        self._count("deliver", pc, done=True)
        self.judge.judge(pc, waiting(pc))
        self.tally.pairs += judge_alike(self.pcs)
        return True

    @rule(which=LUCK, who=WHO, how=st.sampled_from(WAYS_TO_HARM), at=LUCK)
    @precondition(lambda self: self.bag)
    def tamper(self, which: int, who: int, how: str, at: int) -> None:
        """A package arrives cut, with a bit turned, or signed by a stranger: nothing comes in."""
        self.tally.steps += 1
        parcel, pc = self.bag[which % len(self.bag)], self._pc(who)
        arrival = pc.look_at(harmed(parcel.path, how, at))
        assert arrival.refusal or how == "sign", "a damaged package looks whole"
        try:
            pc.office.exchanging.receive(arrival)
        except WardError as error:
            pc.refused(error)
            self._count(f"tamper {how}", pc, done=True)
            return
        raise AssertionError(f"taken in though {how}")

    @rule(who=WHO)
    @precondition(lambda self: self.times["merge_with_itself"] < 2)
    def merge_with_itself(self, who: int) -> None:
        """A PC takes in what it packed itself: zero changes."""
        self.tally.steps += 1
        self.times["merge_with_itself"] += 1
        pc = self._pc(who)
        self.made += 1
        parcel = pc.pack(self.folder / f"goi-{self.made}.wardpack")
        self.left |= pc.seen
        events = pc.count_events()
        assert self._deliver(parcel, pc)
        assert pc.count_events() == events, "merging with itself wrote something"
        parcel.path.unlink()

    @rule(who=WHO, which=LUCK)
    def take_import_back(self, who: int, which: int) -> None:
        """Take a whole import back: exactly the state before, where nothing was done since."""
        self.tally.steps += 1
        pc = self._pc(who)
        active = [name for name in pc.imports if not pc.undone()[name]]
        if not active:
            return
        name = active[which % len(active)] if which % 3 == 0 else active[-1]
        quiet, records = pc.count_events() == pc.imports[name].events, pc.records
        try:
            pc.office.exchanging.undo(name)
        except WardError as error:
            pc.refused(error)
            self._count("take back", pc, done=False)
            return
        pc.look()
        pc.recount()
        if quiet:
            now = {key: row for key, row in pc.rows.items() if key != (RECEIPT.name, name)}
            assert now == pc.imports[name].before, (
                "an import was taken back, but the tables are not as before"
            )
        self._count("take back", pc, done=True)
        self.judge.judge(pc, waiting(pc))
        self._after(pc, records)

    # ---- more PCs ----------------------------------------------------------------------------

    @rule(who=WHO)
    @precondition(lambda self: self.times["second"] < 3 and len(self.pcs) < MOST_PCS)
    def second(self, who: int) -> None:
        """A folder is copied to one more PC, whose clerk says so."""
        self.tally.steps += 1
        self.times["second"] += 1
        self._second(self._pc(who))

    def _second(self, source: Pc) -> None:
        name = f"p{len(self.pcs)}"
        pc = source.image(name, self.folder / name, with_data=False)
        self.pcs.append(pc)
        assert pc.do(lambda: pc.office.leases.answer(CopyAnswer.SECOND))
        assert pc.do(lambda: pc.office.leases.introduce(f"Máy {name}"))

    @rule(who=WHO)
    @precondition(lambda self: self.times["join"] < 2 and len(self.pcs) < MOST_PCS)
    def join(self, who: int) -> None:
        """A new PC begins from a whole package."""
        self.tally.steps += 1
        self.times["join"] += 1
        source, name = self._pc(who), f"p{len(self.pcs)}"
        self.made += 1
        parcel = source.pack(self.folder / f"goi-{self.made}.wardpack")
        self.left |= source.seen
        home = self.folder / name
        (home / "data").mkdir(parents=True)
        pc = replace(
            source, name=name, home=home, clock=replace(source.clock), imports={}, refusals=[],
            opened=None, rows={}, records={}, own=0, start=source.seen,
            places=replace(source.places, data=home / "data"),
        )  # fmt: skip
        wish = JoinWish(
            paths=(parcel.path,), code=source.office.devices.card().code, account=f"{name}\\lan"
        )
        pc.opened = join_office(home / "so", wish, pc.places, pc.clock)
        pc.look()
        self.pcs.append(pc)
        self._count("join", pc, done=True)
        self._written_by_joining(pc, source)
        self.judge.judge(pc, waiting(pc))

    def _written_by_joining(self, pc: Pc, source: Pc) -> None:
        """What a new copy says of itself is its first write."""
        pc.note(source.records)

    # ---- the end -----------------------------------------------------------------------------

    def teardown(self) -> None:
        """Everybody gets everything: all alike, all whole; then the folders go."""
        try:
            self._come_together()
            for pc in self.pcs:
                self._judge_whole(pc)
        finally:
            for pc in self.pcs:
                pc.close()
            self.tally.writes += self.ledger.count
            self.tally.numbers += self.numbers.given
            self.tally.looked_at += self.judge.looked_at
            throw_away(self.folder)

    def _come_together(self) -> None:
        first = self.pcs[0]
        for pc in self.pcs[1:]:
            self._carry(pc, first)
        for pc in self.pcs[1:]:
            self._carry(first, pc)
        everything = (1 << self.ledger.count) - 1
        for pc in self.pcs:
            assert pc.seen == first.seen
            if not self.is_told:
                assert pc.seen == everything, f"{pc.name} never saw all that was written"

    def _judge_whole(self, pc: Pc) -> None:
        with pc.office.desk.database.read() as tx:
            assert tx.journal.verify() == ()
        again = self.folder / f"lai-{pc.name}.db"
        assert rebuild(pc.office.desk.database, again) == ()
        judge_numbers(pc)

    def _pc(self, who: int) -> Pc:
        return self.pcs[who % len(self.pcs)]

    def _count(self, what: str, pc: Pc, *, done: bool) -> None:
        if done:
            self.tally.done[what] += 1
        else:
            self.tally.refused[f"{what}: {pc.refusals[-1][:70]}"] += 1
