"""Bodies that stand twice in the directory: found, joined into one, parted again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations

from wardapp.core.catalogue import DoubleBodies
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import AddresseeGroup, Body, FormerName
from wardapp.core.text import fold, sort_key
from wardapp.services.bodies import CERTAIN, LIKELY, name_key, names_of, nearness
from wardapp.services.desk import Desk
from wardapp.store.transaction import Transaction

FILLED = ("symbol", "organ_id", "address", "email", "level", "group")
"""What the kept body takes from the other where it has nothing itself."""

START_WORDS = 2
MOST_ALIKE = 60
"""Bodies in one heap of names with the same end; a bigger heap says nothing."""


def find_doubles(bodies: Iterable[Body]) -> tuple[DoubleBodies, ...]:
    """Return pairs of bodies that look like one, the certain ones first."""
    known = [body for body in bodies if body.merged_into is None]
    found = [pair for one, other in _near_pairs(known) if (pair := _double(one, other))]
    return tuple(sorted(found, key=lambda each: (not each.is_certain, sort_key(each.keep.name))))


def _near_pairs(bodies: list[Body]) -> Iterable[tuple[Body, Body]]:
    """Yield pairs that share an end, a beginning or a whole name: no need to compare all."""
    heaps: dict[tuple[str, str], dict[RecordId, Body]] = defaultdict(dict)
    for body in bodies:
        for name in names_of(body):
            words = fold(name).split()
            for mark in (
                ("start", " ".join(words[:START_WORDS])),
                ("end", " ".join(words[-START_WORDS:])),
                ("whole", " ".join(fold(name_key(name)).split())),
            ):
                heaps[mark][body.id] = body
    seen: set[frozenset[RecordId]] = set()
    for (kind, _), heap in heaps.items():
        if kind != "whole" and len(heap) > MOST_ALIKE:
            continue
        for one, other in combinations(heap.values(), 2):
            pair = frozenset((one.id, other.id))
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _double(one: Body, other: Body) -> DoubleBodies | None:
    keep, double = sorted((one, other), key=_worth, reverse=True)
    score = max(
        nearness(name_key(mine), name_key(yours))
        for mine in names_of(keep)
        for yours in names_of(double)
    )
    folded = {fold(name_key(each)) for each in names_of(keep)}
    if any(fold(name_key(each)) in folded for each in names_of(double)):
        return DoubleBodies(
            keep=keep, other=double, why="Cùng một tên", is_certain=score >= CERTAIN
        )
    if score < LIKELY:
        return None
    return DoubleBodies(keep=keep, other=double, why="Tên gần giống nhau", is_certain=False)


def _worth(body: Body) -> tuple[int, int, str]:
    """Return how much is known of a body: the one that knows more is kept."""
    known = sum(bool(getattr(body, name)) for name in FILLED) + len(body.former_names)
    return (known, len(body.name), body.id)


def joined(keep: Body, other: Body, until: date | None, *, as_former: bool) -> Body:
    """Return the kept body with the names of the other, and what only the other knew."""
    has = set(map(fold, names_of(keep)))
    shorts = [] if as_former else [other.name]
    shorts = [each for each in (*shorts, *other.short_names) if fold(each) not in has]
    symbol = other.symbol if other.symbol != keep.symbol and keep.symbol else ""
    formers = list(other.former_names)
    if as_former or symbol:
        formers.insert(0, FormerName(name=other.name, symbol=other.symbol, until=until))
    known = {(fold(each.name), each.symbol) for each in keep.former_names}
    filled = {name: getattr(keep, name) or getattr(other, name) for name in FILLED}
    return replace(
        keep,
        short_names=tuple(dict.fromkeys((*keep.short_names, *shorts))),
        former_names=(
            *keep.former_names,
            *(each for each in formers if (fold(each.name), each.symbol) not in known),
        ),
        **filled,
    )


def parted(keep: Body, other: Body) -> Body:
    """Return the kept body without the names that came with the other."""
    gone = set(map(fold, (other.name, *other.short_names)))
    formers = {(fold(each.name), each.symbol) for each in other.former_names}
    return replace(
        keep,
        short_names=tuple(each for each in keep.short_names if fold(each) not in gone),
        former_names=tuple(
            each
            for each in keep.former_names
            if fold(each.name) != fold(other.name) and (fold(each.name), each.symbol) not in formers
        ),
    )


class Doubles:
    """Joins doubles of the directory; lines of the books keep the words they were written with."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self) -> tuple[DoubleBodies, ...]:
        """Return pairs of bodies that look like one."""
        with self._desk.database.read() as tx:
            return find_doubles(tx.catalogue.bodies())

    def merge(
        self,
        keep_id: RecordId,
        other_ids: Iterable[RecordId],
        *,
        as_former: bool = False,
        until: date | None = None,
    ) -> Body:
        """Let one body stand for others, whose names become its other (or former) names.

        One step of undo; `part` takes one of them out again later.
        """
        wanted = tuple(dict.fromkeys(other_ids))
        if keep_id in wanted or not wanted:
            raise BadValue("other", "Hãy chọn hai cơ quan khác nhau để gộp.")
        with self._desk.database.read() as tx:
            keep = tx.catalogue.body(keep_id)
        command = self._desk.command("catalogue.merge", f"Gộp cơ quan vào {keep.name}")
        with self._desk.database.begin(command) as tx:
            keep = tx.catalogue.body(keep_id)
            if keep.merged_into is not None:
                raise WardError(f"{keep.name} đã được gộp vào cơ quan khác. Hãy tách ra trước.")
            for other_id in wanted:
                other = tx.catalogue.body(other_id)
                keep = joined(keep, other, until, as_former=as_former)
                _hide(tx, other, keep)
            return tx.catalogue.save_body(keep)

    def merged(self, keep_id: RecordId) -> tuple[Body, ...]:
        """Return the bodies that one stands for."""
        with self._desk.database.read() as tx:
            every = tx.catalogue.bodies(with_merged=True)
        return tuple(body for body in every if body.merged_into == keep_id)

    def part(self, other_id: RecordId) -> Body:
        """Let a merged body stand for itself again, with its own names."""
        with self._desk.database.read() as tx:
            name = tx.catalogue.body(other_id).name
        command = self._desk.command("catalogue.part", f"Tách cơ quan {name}")
        with self._desk.database.begin(command) as tx:
            other = tx.catalogue.body(other_id)
            if other.merged_into is None:
                return other
            keep = tx.catalogue.body(other.merged_into)
            tx.catalogue.save_body(parted(keep, other))
            return tx.catalogue.save_body(replace(other, merged_into=None))


def _hide(tx: Transaction, other: Body, keep: Body) -> None:
    """Mark a double as merged; what was merged into it and groups that name it follow."""
    catalogue = tx.catalogue
    for each in catalogue.bodies(with_merged=True):
        if each.merged_into == other.id:
            catalogue.save_body(replace(each, merged_into=keep.id))
    catalogue.save_body(replace(other, merged_into=keep.id))
    for group in tx.lists.groups():
        renamed = _renamed(group, other.name, keep.name)
        if renamed != group:
            tx.lists.save_group(renamed)


def _renamed(group: AddresseeGroup, old: str, new: str) -> AddresseeGroup:
    members = (new if fold(each) == fold(old) else each for each in group.members)
    return replace(group, members=tuple(dict.fromkeys(members)))
