"""What a record is, from its events alone: the later write of a field shows, nothing is dropped.

Events are taken in the order of the hybrid clock, which extends causality. Of the writes of one
field those count that no other write of it knew: one of them shows by the field's rule, and where
they say different things they wait as a clash for the clerk. The same events give the same record
on every copy, whatever way they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from wardapp.core.causality import Knowledge
from wardapp.core.folding_items import item_writes

LIFE = ""
"""The name under which a clash about a whole record waits: removed here, changed there."""

Change = tuple[str, str | None, str | None]
"""Field, JSON before and after; None = the field was not there."""


class Rule(Enum):
    """Which of the writes that knew nothing of each other shows, and whether the clerk is asked."""

    LATER = "later"  # the later one; the clerk is asked
    QUIET = "quiet"  # the later one; nobody typed it
    MOST = "most"  # the greatest number
    EVER = "ever"  # true as soon as one says so
    ITEMS = "items"  # a list whose items come together one by one


RuleOf = Callable[[str], Rule]
KeyOf = Callable[[object], str]


class Told(NamedTuple):
    """An event of a record as folding sees it; `order` sorts all events of all copies alike."""

    order: tuple[int, int, str, str]  # clock, counter, replica, event
    chain: str
    seq: int
    changes: Sequence[Change]

    @property
    def event_id(self) -> str:
        """Return the name of the event."""
        return self.order[3]


@dataclass(frozen=True, slots=True)
class Clash:
    """Values of a field written apart: the events, the one that shows first; then by order."""

    field: str
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A record: its fields (None = it is not there), what it would be alive, what clashes."""

    fields: dict[str, str] | None
    alive: dict[str, str]
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """How records of one kind are folded: the field that names them, and each field's rule."""

    key: str
    rule: RuleOf
    key_of: Callable[[str], KeyOf]  # of the items of a list, by field

    def is_added(self, event: Told) -> bool:
        """Tell whether an event makes the record."""
        return any(
            f == self.key and old is None and new is not None for f, old, new in event.changes
        )

    def is_item(self, name: str) -> bool:
        """Tell whether a change says of one item of a list that it stands as it is."""
        listed, slash, _ = name.partition("/")
        return bool(slash) and self.rule(listed) is Rule.ITEMS

    def is_removed(self, event: Told) -> bool:
        """Tell whether an event removes the record."""
        return any(field == self.key and new is None for field, _, new in event.changes)


def fold(
    events: Sequence[Told], knowledge: Knowledge, shape: Shape, touches: Sequence[Told] = ()
) -> Folded:
    """Return the record that events in order make.

    `touches` are events of other records that name this one: whoever wrote them needs it, so it is
    not removed by somebody who knew nothing of them.
    """
    if not touches and _is_line(events, knowledge):
        return _replayed(events, shape)
    return _Folding(events, knowledge, shape, touches).result()


def _is_line(events: Sequence[Told], knowledge: Knowledge) -> bool:
    """Tell whether each event knew the one before it, so that nothing was written apart."""
    return all(
        one.chain == two.chain or knowledge.knew(two.chain, two.seq, one.chain, one.seq)
        for one, two in pairwise(events)
    )


def _replayed(events: Sequence[Told], shape: Shape) -> Folded:
    fields: dict[str, str] = {}
    before: dict[str, str] = {}
    for event in events:
        whole = fields
        for name, _, new in event.changes:
            if new is not None:
                if "/" not in name or not shape.is_item(name):
                    fields[name] = new
            elif name == shape.key:
                before, fields = whole or before, {}
                break
            else:
                if whole is fields:
                    whole = dict(fields)
                fields.pop(name, None)
    return Folded(fields or None, fields or before)


class _Write(NamedTuple):
    """A write of one field; not said where a maker of the record left the field out."""

    event: Told
    old: str | None
    new: str | None
    is_said: bool = True


class _Folding:
    """Folds a record that was written apart."""

    def __init__(
        self, events: Sequence[Told], knowledge: Knowledge, shape: Shape, touches: Sequence[Told]
    ) -> None:
        self._events, self._knowledge = events, knowledge
        self._shape, self._touches = shape, touches
        self._removals = [each for each in events if shape.is_removed(each)]
        self._writes = [each for each in events if not shape.is_removed(each)]

    def result(self) -> Folded:
        """Return the record with what clashes."""
        fields, clashes = self._values()
        life = self._life_clash()
        if not self._is_alive():
            return Folded(None, fields, life)
        return Folded(fields, fields, (*life, *clashes))

    def _knew(self, one: Told, other: Told) -> bool:
        return self._knowledge.knew(one.chain, one.seq, other.chain, other.seq)

    def _newest(self, among: Sequence[Told]) -> list[Told]:
        """Return the events that no other of these knew, in order."""
        found: list[Told] = []
        for event in among:
            found = [each for each in found if not self._knew(event, each)]
            found.append(event)
        return found

    def _apart(self, removal: Told) -> list[Told]:
        """Return the touches that a removal knew nothing of."""
        return [
            each
            for each in self._touches
            if not self._knew(removal, each) and not self._knew(each, removal)
        ]

    def _is_alive(self) -> bool:
        alive = False
        for event in self._events:
            alive = not self._shape.is_removed(event) or bool(self._apart(event))
        return alive

    def _life_clash(self) -> tuple[Clash, ...]:
        """Return the clash of a removal with what was written without knowing it."""
        if not self._removals:
            return ()
        newest = self._newest(self._events)
        removals = [each for each in newest if self._shape.is_removed(each)]
        others = [each for each in newest if not self._shape.is_removed(each)]
        touches = [
            touch
            for removal in removals
            for touch in self._apart(removal)
            if not any(self._knew(each, touch) for each in newest)
        ]
        others += _in_order(touches)[-1:]  # one that needs the record tells enough
        if not removals or not others:
            return ()
        shown, hidden = (others, removals) if self._is_alive() else (removals, others)
        sides = (*_in_order(shown)[::-1], *_in_order(hidden))
        return (Clash(LIFE, tuple(dict.fromkeys(each.event_id for each in sides))),)

    def _values(self) -> tuple[dict[str, str], list[Clash]]:
        fields: dict[str, str] = {}
        clashes: list[Clash] = []
        by_field = self._by_field()
        for name, writes in by_field.items():
            if self._shape.is_item(name):
                continue
            rule = self._shape.rule(name)
            if rule is Rule.ITEMS:
                listed = self._items(name, by_field, clashes)
                if listed is not None:
                    fields[name] = listed
                    continue
            value = self._settled(name, writes, rule, clashes)
            if value is not None:
                fields[name] = value
        return fields, clashes

    def _by_field(self) -> dict[str, list[_Write]]:
        """Return the writes of each field; who makes a record says that it has no other field."""
        found: dict[str, list[_Write]] = {}
        for event in self._writes:
            for name, old, new in event.changes:
                found.setdefault(name, []).append(_Write(event, old, new))
        makers = [each for each in self._writes if self._shape.is_added(each)]
        for maker in makers if len(makers) > 1 or self._removals else ():
            named = {name for name, _, _ in maker.changes}
            for name, writes in found.items():
                if name not in named:
                    writes.append(_Write(maker, None, None, is_said=False))
        for writes in found.values():
            writes.sort(key=lambda write: write.event.order)
        return found

    def _settled(
        self, name: str, writes: Sequence[_Write], rule: Rule, clashes: list[Clash]
    ) -> str | None:
        """Return the value of a field that shows; what else was written apart clashes."""
        newest = self._newest_writes(writes)
        newest = [each for each in newest if each.is_said] or newest
        if rule is Rule.MOST:
            return max((each.new for each in newest), key=_number)
        if rule is Rule.EVER:
            return max((each.new for each in newest), key=lambda value: value == "true")
        if rule is not Rule.QUIET and len({each.new for each in newest}) > 1:
            sides = [each.event.event_id for each in (newest[-1], *newest[:-1])]
            clashes.append(Clash(name, tuple(sides)))
        return newest[-1].new

    def _newest_writes(self, writes: Sequence[_Write]) -> list[_Write]:
        found: list[_Write] = []
        for write in writes:
            found = [each for each in found if not self._knew(write.event, each.event)]
            found.append(write)
        return found

    def _items(
        self, name: str, by_field: Mapping[str, Sequence[_Write]], clashes: list[Clash]
    ) -> str | None:
        """Return a list whose items come together one by one; None where they cannot be told."""
        told = [each for each in by_field[name] if each.is_said]
        found = item_writes([(each.old, each.new) for each in told], self._shape.key_of(name))
        if found is None:
            return None
        kept: dict[str, str] = {}
        order: list[tuple[tuple[int, int, str, str], str]] = []
        makers = {at for at, each in enumerate(told) if self._shape.is_added(each.event)}
        for key, items in found.of_item.items():
            said = dict(items)
            each = [
                _Write(told[at].event, None, said.get(at), is_said=at in said)
                for at in sorted(makers | said.keys())
            ]
            each += (write for write in by_field.get(f"{name}/{key}", ()) if write.is_said)
            each.sort(key=lambda write: write.event.order)
            value = self._settled(f"{name}/{key}", each, Rule.LATER, clashes)
            if value is not None:
                kept[key] = value
                order.append((each[-1].event.order, key))
        return found.joined(kept, [key for _, key in sorted(order)])


def _in_order(events: Iterable[Told]) -> list[Told]:
    return sorted(events, key=lambda each: each.order)


def _number(value: str | None) -> int:
    try:
        return int(value or 0)
    except ValueError:
        return 0
