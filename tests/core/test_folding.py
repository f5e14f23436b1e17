"""Folding against a slow model that knows no chains, only sets of what each write had seen."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Proof
from wardapp.core.causality import Fork, Knowledge, Milestone
from wardapp.core.folding import LIFE, Rule, Shape, Told, fold

STEPS = 40
PACKS, TAKES, EDITS, LOSES = 0.2, 0.5, 0.93, 0.3
"""Below which a step packs, takes in or edits; how often a package that came is gone."""
FIELDS = ("ten", "noi", "tep", "cuoi")
RULES = {"tep": Rule.ITEMS, "cuoi": Rule.MOST}
SHAPE = Shape(key="id", rule=lambda name: RULES.get(name, Rule.LATER), key_of=lambda _name: str)


@dataclass
class Copy:
    """A copy in the model: what it knows, its record as it stands, and its receipts."""

    name: str
    known: list[Told] = field(default_factory=list)
    stones: list[Milestone] = field(default_factory=list)
    seq: int = 0

    def reach(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for event in self.known:
            found[event.chain] = max(found.get(event.chain, 0), event.seq)
        return found


@dataclass
class World:
    """Copies of one record, and for each event the events that its writer had seen."""

    copies: list[Copy]
    past: dict[str, frozenset[str]] = field(default_factory=dict)
    clock: int = 0

    def knowledge(self) -> Knowledge:
        return Knowledge({copy.name: copy.stones for copy in self.copies})

    def state(self, copy: Copy) -> dict[str, str] | None:
        return fold(sorted(copy.known), self.knowledge(), SHAPE).fields

    def write(self, copy: Copy, changes: tuple[tuple[str, str | None, str | None], ...]) -> None:
        copy.seq += 1
        newest = max((event.order[0] for event in copy.known), default=0)
        order = (newest + 1, 0, copy.name, f"{copy.name}{copy.seq:03}")
        self.past[order[3]] = frozenset(event.event_id for event in copy.known)
        copy.known.append(Told(order, copy.name, copy.seq, changes))

    def merge(self, sender: Copy, receiver: Copy) -> None:
        self.take(sender.known, receiver)

    def take(self, package: Sequence[Told], receiver: Copy) -> None:
        here = {event.event_id for event in receiver.known}
        fresh = [event for event in package if event.event_id not in here]
        if fresh:
            receiver.known += fresh
            receiver.seq += 1  # the receipt has its place in the chain
            receiver.stones.append(Milestone(receiver.seq, receiver.reach()))


STEP = st.tuples(
    st.integers(0, 2), st.sampled_from(("edit", "edit", "remove", "merge", "merge")),
    st.sampled_from(FIELDS), st.integers(0, 3), st.integers(0, 2),
)  # fmt: skip


def play(steps: list[tuple[int, str, str, int, int]]) -> World:
    """A history of one record on three copies."""
    world = World([Copy("a"), Copy("b"), Copy("c")])
    for who, deed, name, value, other in steps:
        copy = world.copies[who]
        if deed == "merge":
            world.merge(world.copies[other], copy)
        else:
            change(world, copy, name, value, removes=deed == "remove")
    return world


def change(world: World, copy: Copy, name: str, value: int, *, removes: bool) -> None:
    """Write as the clerk of a copy does, who sees the record as it shows there."""
    now = world.state(copy)
    if now is None:
        fresh = {"id": '"r"', "ten": f'"{value}"', "noi": '"-"', "tep": "[]", "cuoi": "0"}
        world.write(copy, tuple((each, None, fresh[each]) for each in fresh))
    elif removes:
        world.write(copy, tuple((each, now[each], None) for each in now))
    else:
        new = _new_value(now[name], name, value)
        if new != now[name]:
            world.write(copy, ((name, now[name], new),))


def walk(dice: random.Random, steps: int) -> World:
    """Write, pack and take in at random on up to six copies; packages come late, twice or never."""
    world = World([Copy(name) for name in "abcdef"[: dice.randint(2, 6)]])
    on_the_way: list[list[Told]] = []
    for _ in range(steps):
        copy, deed = dice.choice(world.copies), dice.random()
        if deed < PACKS:
            on_the_way.append(list(copy.known))
        elif deed < TAKES and on_the_way:
            package = dice.choice(on_the_way)
            if dice.random() < LOSES:
                on_the_way.remove(package)
            world.take(package, copy)
        else:
            change(world, copy, dice.choice(FIELDS), dice.randint(0, 3), removes=deed > EDITS)
    return world


def _new_value(old: str, name: str, value: int) -> str:
    if name == "tep":
        items = json.loads(old)
        key = str(value)
        items = [each for each in items if each != key] if key in items else [*items, key]
        return json.dumps(items, separators=(",", ":"))
    if name == "cuoi":
        return str(int(old) + value)
    return f'"{value}"'


Wrote = dict[str, tuple[str | None, bool]]
"""What each event wrote of a field or item, and whether it said so or only left it out."""


@dataclass
class Model:
    """The record and its clashes by the definitions alone."""

    world: World
    events: list[Told]

    def __post_init__(self) -> None:
        self.events = sorted(self.events)
        self.removed = {e.event_id for e in self.events if _says(e, "id", 2)}
        self.live = [e for e in self.events if e.event_id not in self.removed]
        self.clashes: set[tuple[str, ...]] = set()

    def newest(self, among: list[str]) -> list[str]:
        past = self.world.past
        return [one for one in among if not any(one in past[two] for two in among)]

    def record(self) -> dict[str, str] | None:
        """What shows; `clashes` holds what waits."""
        fields = {
            name: value for name in FIELDS if name != "tep"
            if (value := self.value(name, self.wrote(name))) is not None
        }  # fmt: skip
        if self.live:
            fields["id"] = '"r"'
            kept = {each for each in map(str, range(4)) if self.value(*self.wrote_item(each))}
            fields["tep"] = json.dumps(sorted(kept))
        tops = self.newest([e.event_id for e in self.events])
        gone = sum(each in self.removed for each in tops)
        life = {(LIFE, *sorted(tops))} if 0 < gone < len(tops) else set()
        if not self.events or self.events[-1].event_id in self.removed:
            self.clashes = life
            return None
        self.clashes |= life
        return fields

    def wrote(self, name: str) -> Wrote:
        return {e.event_id: (n, True) for e in self.live for f, _, n in e.changes if f == name}

    def wrote_item(self, item: str) -> tuple[str, Wrote]:
        found: Wrote = {}
        for event in self.live:
            for old, new in ((o, n) for name, o, n in event.changes if name == "tep"):
                before, after = (item in json.loads(each or "[]") for each in (old, new))
                if before != after or old is None:
                    found[event.event_id] = ("ja" if after else None, before != after)
        return f"tep/{item}", found

    def value(self, name: str, wrote: Wrote) -> str | None:
        tops = self.newest(list(wrote))
        tops = [each for each in tops if wrote[each][1]] or tops
        values = {wrote[each][0] for each in tops}
        if name == "cuoi":
            return str(max((int(each or 0) for each in values), default=0)) if values else None
        if len(values) > 1:
            self.clashes.add((name, *sorted(tops)))
        return wrote[tops[-1]][0] if tops else None


def _says(event: Told, name: str, place: int) -> bool:
    return any(change[0] == name and change[place] is None for change in event.changes)


@given(st.lists(STEP, max_size=25))
@settings(max_examples=150, deadline=None)
def test_folding_is_what_the_slow_model_says(steps: list[tuple[int, str, str, int, int]]) -> None:
    check_against_the_model(play(steps))


def check_against_the_model(world: World) -> None:
    """Hold what shows and what waits on each copy, and with all events, against the definitions."""
    everything = {e.event_id: e for copy in world.copies for e in copy.known}
    for events in ([*everything.values()], *(copy.known for copy in world.copies)):
        folded = fold(sorted(events), world.knowledge(), SHAPE)
        model = Model(world, events)
        fields = model.record()
        found = dict(folded.fields) if folded.fields is not None else None
        if found is not None and "tep" in found:
            found["tep"] = json.dumps(sorted(json.loads(found["tep"])))
        assert found == fields
        assert {(each.field, *sorted(each.event_ids)) for each in folded.clashes} == model.clashes


@pytest.mark.prove
def test_any_walk_of_up_to_six_copies_is_what_the_slow_model_says(proof: Proof) -> None:
    dice = proof.random("walks of copies")
    for _ in range(proof.times(test=1_000, prove=100_000, full=1_000_000) // STEPS):
        world = walk(dice, STEPS)
        check_against_the_model(world)
        everything = list({e.event_id: e for copy in world.copies for e in copy.known}.values())
        for copy in world.copies:
            world.take(everything, copy)
        first, *others = (fold(sorted(c.known), world.knowledge(), SHAPE) for c in world.copies)
        assert all(each == first for each in others)


@given(st.lists(STEP, max_size=25))
@settings(max_examples=100, deadline=None)
def test_who_writes_last_knowing_all_is_what_shows(
    steps: list[tuple[int, str, str, int, int]],
) -> None:
    world = play(steps)
    for copy in world.copies:
        now = world.state(copy)
        if now is None:
            continue
        new = _new_value(now["tep"], "tep", 1)
        world.write(copy, (("ten", now["ten"], '"x"'), ("tep", now["tep"], new)))

        after = fold(sorted(copy.known), world.knowledge(), SHAPE)

        assert after.fields == {**now, "ten": '"x"', "tep": new}
        assert "ten" not in {each.field for each in after.clashes}


def test_a_fork_knows_what_the_chain_knew_that_it_left() -> None:
    knowledge = Knowledge({"x": [Milestone(3, {"q": 7})]}, {"y": Fork("x", 5)})
    assert knowledge.knew("y", 1, "x", 5)
    assert not knowledge.knew("y", 1, "x", 6)
    assert knowledge.knew("y", 2, "q", 7)


def test_a_chain_is_unaware_again_of_what_was_taken_back() -> None:
    came, went = Milestone(3, {"q": 7}), Milestone(5, {})
    knowledge = Knowledge({"x": [came, went, Milestone(9, {"q": 8})]})
    assert list(knowledge.unaware("x", "q", 7)) == [(0, 3), (5, 9)]
    assert list(knowledge.unaware("x", "q", 9)) == [(0, None)]
    assert list(knowledge.unaware("y", "q", 1)) == [(0, None)]
