"""A hostile PC that is trusted: what it signs is taken in and taken back again, or refused."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Proof
from tests.package_tools import DAILY_AND_LONG
from wardapp.core.daylog import LogEntry
from wardapp.core.errors import WardError
from wardapp.core.exchange import Head, Manifest, PackRequest, Purpose
from wardapp.core.journal import Event, FieldChange
from wardapp.exchange.package_reading import open_package
from wardapp.exchange.package_writing import write_package
from wardapp.services.office import Office
from wardapp.store.journal import hash_of
from wardapp.store.records import dump

OpenOn = Callable[..., Office]
DAY = date(2026, 6, 5)
LOCAL = {"local", "file_texts"}
VALUES = (
    None, "", "{", "null", "1", "-1", "true", '"x"', "[]", "{}", "NaN", "1e999", "9" * 5_000,
    "[" * 60_000, '{"decimal":"x"}', '{"decimal":"1e999999"}', '"2026-13-45"', '"\\u0000"',
    '["a",["b"]]', '{"a":1}', str(2**63), str(2**70), '"' + "x" * 200_000 + '"',
)  # fmt: skip
ENTITIES = (
    "khong-co", "receipt", "settlement", "series", "incoming", "log", "issuer", "settings",
    "outgoing", "draft", "petition", "number_span", "unit", "",
)  # fmt: skip


@pytest.fixture
def pair(open_on: OpenOn) -> tuple[Office, Office]:
    """Two PCs of one office; the first trusts the second."""
    one, two = open_on("may-1", "party"), open_on("may-2", "party", new=True)
    one.devices.trust(two.devices.card())
    return one, two


def state(office: Office) -> dict[str, str]:
    """The rows of every table that holds what clerks wrote, hashed."""
    with closing(sqlite3.connect(office.folder / "office.db")) as base:
        names = [
            name
            for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_") and "search" not in name and name not in LOCAL
        ]
        return {
            name: hashlib.sha256(
                repr(sorted(map(repr, base.execute(f'SELECT * FROM "{name}"')))).encode()
            ).hexdigest()
            for name in names
        }


class Liar:
    """Writes the events of its own chain anew, with one lie in them and every hash right."""

    def __init__(self, manifest: Manifest, events: list[Event], chance: random.Random) -> None:
        self._manifest = manifest
        self._events = events
        self._random = chance

    def package(self, key: Any, target: Path, own: Head) -> None:
        """Write a package with a lie."""
        chain = [event for event in self._events if event.replica_id == self._manifest.replica_id]
        rest = [event for event in self._events if event.replica_id != self._manifest.replica_id]
        at = self._random.randrange(len(chain))
        chain[at] = self._lied(chain[at], own)
        made = chained(chain)
        events = sorted(rest + made, key=lambda event: (event.replica_id, event.seq))
        upto = {event.replica_id: event for event in events}
        heads = tuple(
            Head(replica_id=name, seq=last.seq, hash=last.hash) for name, last in upto.items()
        )
        manifest = replace(self._manifest, upto=heads, known=heads, files=())
        write_package(manifest, events=events, entries={}, files={}, key=key, target=target)

    def _lied(self, event: Event, own: Head) -> Event:
        chance = self._random
        change = chance.choice(event.changes) if event.changes else None
        lies: tuple[Callable[[], Event], ...] = (
            lambda: replace(event, changes=self._changes(event)),
            lambda: replace(event, changes=self._changes(event)),
            lambda: replace(event, changes=self._changes(event)),
            lambda: replace(event, entity=chance.choice(ENTITIES)),
            lambda: replace(event, entity_id=chance.choice(("", "x" * 5_000, "../a", own.hash))),
            lambda: replace(event, clock_ms=chance.choice((0, 2**53 - 1, 2**44, 1))),
            lambda: replace(event, clock_counter=chance.choice((2**53 - 1, 2**31))),
            lambda: replace(event, event_id=chance.choice(self._events).event_id),
            lambda: replace(event, step_id="", command="", title="\n\0\u202e" * 50),
            lambda: replace(event, changes=()),
            lambda: replace(event, changes=(change, change) if change else ()),
            lambda: replace(event, actor=replace(event.actor, clerk="x" * 90_000)),
        )
        return chance.choice(lies)()

    def _changes(self, event: Event) -> tuple[FieldChange, ...]:
        changes = list(event.changes) or [FieldChange(field="content", old=None, new="1")]
        at = self._random.randrange(len(changes))
        name = self._random.choice(
            (changes[at].field, changes[at].field, "id", "khong_co", "", "status", "row")
        )
        value = self._random.choice(VALUES)
        changes[at] = FieldChange(field=name, old=self._random.choice(VALUES), new=value)
        return tuple(changes)


def chained(events: list[Event]) -> list[Event]:
    """The events of one chain with their hashes made anew."""
    made: list[Event] = []
    for event in events:
        before = made[-1].hash if made else event.prev_hash
        changes = dump([[each.field, each.old, each.new] for each in event.changes])
        row = {name: getattr(event, name, None) for name in Event.__dataclass_fields__}
        row |= {"clerk": event.actor.clerk, "account": event.actor.account}
        row |= {"changes": changes, "prev_hash": before}
        made.append(replace(event, prev_hash=before, hash=hash_of(row)))
    return made


@DAILY_AND_LONG
def test_what_a_hostile_pc_of_the_office_sends_is_refused_or_can_be_taken_back(
    pair: tuple[Office, Office], tmp_path: Path, proof: Proof, is_long: bool
) -> None:
    one, two = pair
    for words in ("Họp giao ban", "Tiếp dân", "Trực"):
        two.daylog.add(LogEntry(day=DAY, channel=two.daylog.channels()[0].code, content=words))
    packed = two.exchanging.pack(PackRequest(purpose=Purpose.SYNC), tmp_path / "ra")
    with open_package(packed.paths[0]) as package:
        events, manifest = list(package.events()), package.manifest
    assert json.loads(events[0].changes[0].new or "null") is not None
    liar = Liar(manifest, events, proof.random("liar"))
    path, before = tmp_path / "sai.wardpack", state(one)
    with one.desk.database.read() as tx:
        own = next(
            head for head in tx.merging.heads() if head.replica_id == one.desk.database.replica_id
        )
    taken, refusal = 0, ""
    for _ in range(proof.times(5, 60, 2_000) if is_long else 5):
        liar.package(two.devices.signing_key(), path, own)
        try:
            (arrival,) = one.exchanging.look_at([path])
            received = one.exchanging.receive(arrival)
        except WardError as error:
            refusal = str(error)
            after = state(one)
        else:
            taken += 1
            one.exchanging.undo(received.receipt.id)
            after = state(one)
            after["receipts"], after["events"] = before["receipts"], before["events"]
        assert "\n" not in refusal
        assert {name for name in after if after[name] != before.get(name)} == set()
        before = state(one)
    with one.desk.database.read() as tx:
        assert tx.journal.verify() == ()
    assert taken >= 0
