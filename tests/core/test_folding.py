"""Folding against a slow model that knows no chains, only sets of what each write had seen."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from wardapp.core.causality import Fork, Knowledge, Milestone
from wardapp.core.folding import LIFE, Rule, Shape, Told, fold

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
        here = {event.event_id for event in receiver.known}
        fresh = [event for event in sender.known if event.event_id not in here]
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
        now = world.state(copy)
        if deed == "merge":
            world.merge(world.copies[other], copy)
        elif now is None:
            fresh = {"id": '"r"', "ten": f'"{value}"', "noi": '"-"', "tep": "[]", "cuoi": "0"}
            world.write(copy, tuple((each, None, fresh[each]) for each in fresh))
        elif deed == "remove":
            world.write(copy, tuple((each, now[each], None) for each in now))
        else:
            new = _new_value(now[name], name, value)
            if new != now[name]:
                world.write(copy, ((name, now[name], new),))
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
    world = play(steps)
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
