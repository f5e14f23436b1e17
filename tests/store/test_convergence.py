"""Copies that exchange packages lost, repeated and out of order end up alike, nothing dropped.

A walk that fails tells its seed and its steps; `walk(tmp_path, SEED, STEPS)` goes it once more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.builders import a_log_line, a_signer, a_unit, an_id, an_issuer
from tests.copies import Copies, Package, carry, contents, heads_of, pack, take_in
from tests.desk import Desk
from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.dossiers import Dossier, Filing
from wardapp.core.errors import ChangedSince, PackageWaits
from wardapp.core.identity import new_record_id
from wardapp.store.entities import DOSSIER, FILING, ISSUER, LOG_LINE, SIGNER, UNIT, Entity
from wardapp.store.rebuild import rebuild

KINDS: tuple[Entity[Any], ...] = (UNIT, LOG_LINE, ISSUER, SIGNER, DOSSIER, FILING)


@dataclass
class Party:
    """A few copies, and what chance does with them."""

    copies: Copies
    chance: random.Random
    under_way: list[Package] = field(default_factory=list)
    made: int = 0
    steps: list[str] = field(default_factory=list)

    def act(self) -> None:
        """Let one copy do one thing."""
        desk = self.chance.choice(self.copies.desks)
        desk.clock.instant_ms += self.chance.choice((0, 5, 5000))
        deed = self.chance.choice((*(self.write,) * 6, self.pack, self.take, self.take))
        self._note(desk, deed.__name__)
        deed(desk)

    def _note(self, desk: Desk, *words: Any) -> None:
        """Write a step down, for the report of a walk that fails."""
        self.steps.append(" ".join(map(str, (f"so-{self.copies.desks.index(desk)}", *words))))

    def write(self, desk: Desk) -> None:
        """Add, change or remove a record; what the database refuses does not happen."""
        entity = self.chance.choice(KINDS)
        with suppress(ChangedSince), desk.begin("Việc") as tx:
            here = tx.work.all(entity)
            deed = self.chance.random()
            if not here or deed < 0.3:
                self.add(tx.work, entity)
                return
            old = self.chance.choice(here)
            new = None if deed > 0.85 else self.changed(entity, old)
            self._note(desk, "  ", entity.name, old.id, "removed" if new is None else new)
            tx.work.write(entity, old, new)

    def add(self, work: Any, entity: Entity[Any]) -> None:
        """Add a record of a kind, sometimes one that another copy makes too."""
        self.made += 1
        shared = self.chance.random() < 0.2
        name = an_id(900 + self.chance.randrange(3)) if shared else an_id(10_000 + self.made)
        if work.find(entity, name) is not None:
            return
        issuer = self.chance.choice(work.all(ISSUER)).id if work.all(ISSUER) else an_id(101)
        dossiers = work.all(DOSSIER)
        made: Any = {
            UNIT.name: lambda: a_unit(id=name, name=f"Tổ {self.made}"),
            LOG_LINE.name: lambda: a_log_line(id=name, content=f"Tin {self.made}"),
            ISSUER.name: lambda: an_issuer(id=name, name=f"Ban {self.made}"),
            SIGNER.name: lambda: a_signer(id=name, issuer_id=issuer),
            DOSSIER.name: lambda: Dossier(
                id=name, issuer_id=issuer, year=2026, symbol=f"0{self.made % 4}.TH", title="Hồ sơ"
            ),
            FILING.name: lambda: (
                Filing(
                    id=name, dossier_id=self.chance.choice(dossiers).id, entity="incoming",
                    record_id=an_id(self.made % 5), ordinal=1,
                ) if dossiers else None
            ),
        }  # fmt: skip
        value = made[entity.name]()
        if value is not None:
            self.steps.append(f"        added {value}")
            work.write(entity, None, value)

    def changed(self, entity: Entity[Any], old: Any) -> Any:
        """A record with one field or item changed."""
        value = f"v{self.chance.randrange(4)}"
        if entity is UNIT and self.chance.random() < 0.6:
            return replace(old, other_names=_toggled(old.other_names, value))
        if entity is LOG_LINE and self.chance.random() < 0.6:
            file = Attachment(sha256=value * 32, name=value, size=1, role=FileRole.EVIDENCE)
            return replace(old, attachments=_toggled(old.attachments, file))
        names = {
            "unit": "name", "log": "note", "issuer": "place", "signer": "full_name",
            "dossier": "title", "filing": "note",
        }  # fmt: skip
        return replace(old, **{names[entity.name]: value})

    def pack(self, desk: Desk) -> None:
        """Pack all, or what another copy lacked a while ago."""
        other = self.chance.choice(self.copies.desks)
        known = heads_of(other) if self.chance.random() < 0.7 else ()
        self.under_way.append(pack(desk, known))
        self._note(desk, "   package", len(self.under_way) - 1)

    def take(self, desk: Desk) -> None:
        """Take some package in, perhaps an old one again, and sometimes take it back."""
        if not self.under_way:
            return
        package = self.chance.choice(self.under_way)
        takes_back = self.chance.random() < 0.3
        number = next(at for at, each in enumerate(self.under_way) if each is package)
        self._note(desk, "   package", number, "and back" if takes_back else "")
        before = contents(desk, journal=False) if takes_back else {}
        with suppress(PackageWaits):
            merged = take_in(desk, package)
            if takes_back and merged.receipt is not None:
                desk.undo()
                assert contents(desk, journal=False) == before


def _toggled(items: tuple[Any, ...], item: Any) -> tuple[Any, ...]:
    if item in items:
        return tuple(each for each in items if each != item)
    return (*items, item)


@contextmanager
def told(seed: int, party: Party) -> Iterator[None]:
    """Add to whatever goes wrong how to go the same walk once more."""
    try:
        yield
    except BaseException as fault:
        fault.add_note(f"walk(tmp_path, {seed}, …):\n" + "\n".join(party.steps))
        raise


@contextmanager
def names_by_chance(seed: int) -> Iterator[None]:
    """Let the names of new records follow from the seed: they decide between equal clocks."""
    kept, new_record_id.__defaults__ = (
        new_record_id.__defaults__,
        (random.Random(f"names {seed}").randbytes,),
    )
    try:
        yield
    finally:
        new_record_id.__defaults__ = kept


def walk(folder: Path, seed: int, steps: int) -> None:
    """A party from beginning to end: afterwards all is carried to all, and all is alike."""
    party = Party(Copies(folder), random.Random(seed))
    with names_by_chance(seed), told(seed, party):
        _walk(party, steps)


def _walk(party: Party, steps: int) -> None:
    copies, chance = party.copies, party.chance
    copies.found()
    for _ in range(chance.randint(1, 3)):
        copies.copy(chance.randrange(len(copies.desks)), ahead_ms=chance.choice((0, 1, 90_000)))
    try:
        for _ in range(steps):
            party.act()
        _judge(copies)
    finally:
        copies.close()


def _judge(copies: Copies) -> None:
    """All that each copy has is carried to all the others; then all are alike and whole."""
    moved = True
    while moved:
        pairs = [(one, two) for one in copies.desks for two in copies.desks if one is not two]
        moved = sum(carry(one, two).new_events for one, two in pairs) > 0
    wanted = contents(copies.desks[0])
    for desk in copies.desks:
        assert contents(desk) == wanted
        with desk.database.read() as tx:
            assert tx.journal.verify() == ()
            assert tx.work.connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert rebuild(desk.database, desk.database.path.with_suffix(".again")) == ()


def test_copies_end_up_alike(tmp_path: Path, proof: Any) -> None:
    walk(tmp_path, proof.random("convergence").randrange(10**9), steps=40)


def test_a_walk_tells_how_to_go_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_copies: Copies) -> None:
        raise AssertionError("not alike")

    monkeypatch.setitem(globals(), "_judge", fails)
    told_twice = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with pytest.raises(AssertionError) as caught:
            walk(tmp_path / name, 7, steps=12)
        told_twice.append("".join(caught.value.__notes__))

    assert told_twice[0] == told_twice[1]
    assert "walk(tmp_path, 7, …)" in told_twice[0]
    assert "added" in told_twice[0]


@pytest.mark.prove
def test_many_copies_end_up_alike_whatever_chance_does(tmp_path: Path, proof: Any) -> None:
    chance = proof.random("convergences")
    for number in range(proof.times(test=1, prove=6, full=400)):
        folder = tmp_path / str(number)
        folder.mkdir()
        walk(folder, chance.randrange(10**9), steps=120)
