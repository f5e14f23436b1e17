"""Several copies of one office on disk, and packages that go between them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tests.builders import NOW_MS, a_term, an_id, an_issuer
from tests.desk import Desk
from wardapp.core.clock import SetClock
from wardapp.core.exchange import Head, Purpose, Receipt
from wardapp.core.identity import new_record_id
from wardapp.core.journal import Event
from wardapp.store.database import Database
from wardapp.store.identity import DEVICE_NAME
from wardapp.store.merging import Merged

LOCAL = {"local", "sendings", "trusted_devices", "draft_texts", "private_people", "file_texts"}
"""Tables that belong to one copy."""


@dataclass
class Package:
    """What one copy packed for another: events, and where the sender stood."""

    events: list[Event]
    heads: tuple[Head, ...]


@dataclass
class Copies:
    """Copies of one office, each with its own clock; the first one founded it."""

    folder: Path
    desks: list[Desk] = field(default_factory=list)

    def found(self) -> Desk:
        """The first copy: an office with one issuer and its term."""
        path = self.folder / "so-0.db"
        database = Database.create(path, replica_id=an_id(11), office_id=an_id(12), now_ms=NOW_MS)
        self.desks.append(Desk(database, SetClock(NOW_MS)))
        with self.desks[0].begin("Tạo sổ") as tx:
            tx.catalogue.save_issuer(an_issuer())
            tx.catalogue.save_term(a_term())
        return self.desks[0]

    def copy(self, of: int = 0, ahead_ms: int = 1) -> Desk:
        """One more copy of a folder, on another PC."""
        number = len(self.desks)
        path = self.folder / f"so-{number}.db"
        self.desks[of].database.fold_log()
        shutil.copyfile(self.desks[of].database.path, path)
        database = Database.open(path)
        desk = Desk(database, SetClock(self.desks[of].clock.now_ms() + ahead_ms))
        self.desks.append(desk)
        database.adopt_replica(an_id(100 + number), desk.command("Chép"), in_place=False)
        return desk

    def close(self) -> None:
        """Close every copy."""
        for desk in self.desks:
            desk.database.close()


def pack(sender: Desk, known: tuple[Head, ...] = ()) -> Package:
    """All that a copy has beyond what is known."""
    with sender.database.read() as tx:
        return Package(list(tx.merging.events_after(known)), tx.merging.heads())


def heads_of(desk: Desk) -> tuple[Head, ...]:
    """How far the chains of a copy reach."""
    with desk.database.read() as tx:
        return tx.merging.heads()


def a_receipt(desk: Desk, **fields: Any) -> Receipt:
    """A receipt of a package that came now."""
    now_ms = desk.clock.now_ms()
    values: dict[str, Any] = {
        "id": new_record_id(now_ms),
        "purpose": Purpose.SYNC,
        "package_sha256": "",
        "file_name": "goi.wardpack",
        "office_name": "Liên Hồ",
        "device_name": "MAY-2",
        "device_key": "",
        "received_ms": now_ms,
    }
    return Receipt(**{**values, **fields})


def take_in(desk: Desk, package: Package) -> Merged:
    """Merge a package, as the service does."""
    with desk.begin("Nhận gói") as tx:
        return tx.merging.merge(package.events, a_receipt(desk), lambda _touched, _new: None)


def carry(sender: Desk, receiver: Desk) -> Merged:
    """Take what the other copy lacks over to it."""
    return take_in(receiver, pack(sender, heads_of(receiver)))


def contents(desk: Desk, *, journal: bool = True) -> dict[str, list[Any]]:
    """What all tables of a copy hold that copies have in common, in an order of their own."""
    found: dict[str, list[Any]] = {}
    with desk.database.read() as tx:
        connection = tx.work.connection
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'")
        ).scalars()
        for name in sorted(set(names) - LOCAL):
            if not journal and name in {"events", "receipts"}:
                continue
            rows = connection.execute(text(f'SELECT * FROM "{name}"')).mappings()
            found[name] = sorted(
                repr({key: value for key, value in row.items() if key != "row"}) for row in rows
            )
    return found


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder into another that may be there already.

    By `copy`, which keeps the mode but not the times: what `copy2` calls on Windows since Python
    3.13 is missing in older Wines.
    """
    shutil.copytree(source, target, copy_function=shutil.copy, dirs_exist_ok=True)
    device = target / DEVICE_NAME
    if device.is_file():  # the PC of a test knows no folder of other tests
        facts = json.loads(device.read_text(encoding="utf-8"))
        device.write_text(json.dumps(facts | {"folders": {}}), encoding="utf-8")
