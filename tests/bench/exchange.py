"""Packages between two PCs, and the check of a journal of 1,000,000 events.

The floors beside: zlib over the same events for packing, SHA-256 alone for the check of chains.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from tests.bench.table import Row, timed
from tests.builders import an_incoming
from tests.folder_tools import NOW_MS, a_command, an_office, an_opening
from tests.two_pcs import packed, second_pc
from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.exchange import Arrival
from wardapp.core.identity import new_record_id
from wardapp.core.progress import Silent
from wardapp.services.office import Office, create_office, open_for_command
from wardapp.services.seal_proof import prove_in
from wardapp.services.setup import example_profile
from wardapp.store.chain_check import look_at_chains
from wardapp.store.chain_walk import rows_against_indexes
from wardapp.store.database import Database
from wardapp.store.journal import HASHED, canonical, hash_of

EVENTS = 1_000_000
PACKED = (10_000, 100_000)
DAY = date(2026, 6, 5)
_AT_ONCE = 50_000


def measure(out: Path) -> list[Row]:
    """Return the rows of the table."""
    root = out / "exchange"
    shutil.rmtree(root, ignore_errors=True)
    try:
        rows = [row for count in PACKED for row in _exchanged(root / str(count), count)]
        return [*_verified(root / "journal"), *rows]
    finally:
        shutil.rmtree(root, ignore_errors=True)


# ---- two PCs ---------------------------------------------------------------------------------


def _exchanged(root: Path, count: int) -> Iterator[Row]:
    places = replace(find_places(), data=root / "data")
    clock = DayClock(DAY)
    create_office(root / "so", example_profile("party", places, clock), places, clock).close()
    other = second_pc(root / "so", root / "hai", places, clock)
    with open_for_command(root / "so", places, clock) as office:
        _fill(office, count)
        paths: list[tuple[Path, ...]] = []
        yield _timed(f"pack {count} events", lambda: paths.append(packed(office, root / "g")))
        yield _timed("  floor: zlib over the same events", lambda: _squeezed(office))
    (made,) = paths
    with closing(other):
        (arrival,) = other.exchanging.look_at(made)
        assert arrival.card is not None
        other.devices.trust(arrival.card)
        arrivals = []
        looked = _timed(
            "  look at it, to each field", lambda: arrivals.append(_looked(other, made))
        )
        size = sum(path.stat().st_size for path in made) / 1e6
        yield replace(looked, note=f"{size:.1f} MB")
        yield _timed("  take it in", lambda: other.exchanging.receive(arrivals[0]))


def _looked(office: Office, paths: tuple[Path, ...]) -> Arrival:
    return office.exchanging.look_at(paths)[0]


def _fill(office: Office, count: int) -> None:
    issuer, database = office.catalogue.issuers()[0].id, office.desk.database
    new = [
        an_incoming(id=new_record_id(NOW_MS), issuer_id=issuer, arrival_number=number)
        for number in range(1, count + 1)
    ]
    with database.read() as tx:
        batch = tx.bulk.ready([], new, a_command(NOW_MS), Silent())
    with database.begin(a_command(NOW_MS)) as tx:
        tx.bulk.write(batch, Silent())


def _squeezed(office: Office) -> int:
    with closing(sqlite3.connect(office.opened.folder.database)) as bare:
        rows = bare.execute(f"SELECT {', '.join(HASHED)} FROM events")
        return len(zlib.compress("\n".join(json.dumps(row) for row in rows).encode()))


# ---- a long journal --------------------------------------------------------------------------


def _verified(root: Path) -> Iterator[Row]:
    folder = an_office(root / "so", an_opening(root / "data"))
    with closing(sqlite3.connect(folder.database)) as bare:
        _lengthen(bare)
        sizes = [len(each) for each in _bodies(bare, 1_000)]
    size = f"{folder.database.stat().st_size / 1e9:.1f} GB"
    blank = b" " * (sum(sizes) // len(sizes))
    yield _timed(f"floor: SHA-256 of {EVENTS} such events", lambda: _hashed(blank))
    with (
        closing(Database.open(folder.database, read_only=True)) as database,
        database.read() as tx,
    ):
        connection, looks = tx.work.connection, []
        whole = _timed(
            f"check of {EVENTS} events",
            lambda: looks.append(look_at_chains(connection, {}, _CHANCE, lambda: False)),
        )
        assert (looks[0].looked_at >= EVENTS, looks[0].faults) == (True, [])
        yield replace(whole, note=size)
        since = {name: (seq - 1_000, "?") for name, (seq, _) in looks[0].sound.items()}
        query = "SELECT hash FROM events WHERE replica_id = ? AND seq = ?"
        with closing(sqlite3.connect(folder.database)) as bare:
            for name, (seq, _) in list(since.items()):
                since[name] = (seq, bare.execute(query, (name, seq)).fetchone()[0])
        yield _timed(
            "  at a start: 1,000 new ones and 5,000 old",
            lambda: look_at_chains(connection, since, _CHANCE, lambda: False),
        )
        yield _timed("  rows against their indexes", lambda: rows_against_indexes(connection))
        seal = tx.seals.now()
        assert seal is not None
    proofs = []
    yield _timed("doctor --code", lambda: proofs.append(prove_in(folder.root, seal.code)))
    assert proofs[0].is_proved, proofs[0]


def _lengthen(bare: sqlite3.Connection) -> None:
    """Write events after those there are: one dispatch again and again, properly chained."""
    bare.row_factory = sqlite3.Row
    bare.execute("PRAGMA synchronous = OFF")
    row = dict(bare.execute("SELECT * FROM events ORDER BY seq DESC LIMIT 1").fetchone())
    fields = [[name, None, json.dumps(f"{name} của văn bản số 1")] for name in _FIELDS]
    row |= {"changes": json.dumps(fields, ensure_ascii=False), "entity": "incoming"}
    write = f"INSERT INTO events ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
    batch = []
    for number in range(row["seq"] + 1, EVENTS + 1):
        made = {
            "seq": number,
            "event_id": f"{number:032x}",
            "entity_id": f"{number:032x}",
            "step_id": f"{number:032x}",
            "clock_ms": row["clock_ms"] + 1,
            "prev_hash": row["hash"],
        }
        row |= made
        row["hash"] = hash_of(row)
        batch.append(tuple(row.values()))
        if len(batch) == _AT_ONCE or number == EVENTS:
            with bare:
                bare.executemany(write, batch)
            batch.clear()


def _bodies(bare: sqlite3.Connection, count: int) -> Iterator[bytes]:
    rows = bare.execute("SELECT * FROM events ORDER BY seq DESC LIMIT ?", (count,))
    return (canonical(row) for row in rows)


def _hashed(body: bytes) -> None:
    for _ in range(EVENTS):
        sha256(body).hexdigest()


_CHANCE = random.Random(1)
_FIELDS = (
    "issuer_id", "book", "arrival_number", "arrival_date", "organ_name", "number_symbol",
    "issued_date", "subject", "copies", "pages", "urgency", "status", "remarks", "registered_ms",
)  # fmt: skip


def _timed(what: str, deed: Callable[[], object]) -> Row:
    return Row(what, (timed(deed),))
