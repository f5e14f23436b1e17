"""Copies of one office without its services: databases, one edit a transaction, events as lists."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.builders import (
    NOW_MS,
    a_body,
    a_log_line,
    a_signer,
    a_term,
    a_unit,
    an_id,
    an_issuer,
)
from tests.desk import Desk
from tests.exchange_machine.ledger import Fields, Ledger, Name, as_json
from wardapp.core.clock import SetClock
from wardapp.core.dossiers import Dossier, Filing
from wardapp.core.errors import WardError
from wardapp.core.exchange import Head, Purpose, Receipt, Sending
from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.journal import Event
from wardapp.services import desk as service_desk
from wardapp.services.syncing_conflicts import Settling
from wardapp.store.attachments import FileStore
from wardapp.store.database import Database
from wardapp.store.entities import (
    BODY,
    DOSSIER,
    FILING,
    ISSUER,
    LOG_LINE,
    SETTLEMENT,
    SIGNER,
    UNIT,
    Entity,
)

NAMES = 6
"""Records of a kind that all copies write at: few, so that they meet."""

KINDS: tuple[Entity[Any], ...] = (ISSUER, UNIT, BODY, LOG_LINE, SIGNER, DOSSIER, FILING)
LOOKED_AT = (*KINDS, SETTLEMENT)
Steps = dict[str, int]
"""What each step wrote, as bits of the ledger."""


@dataclass
class Parcel:
    """Events under way, and how far the chains of the sender reached."""

    sender: str
    events: list[Event]
    heads: tuple[Head, ...]
    bits: int
    is_whole: bool


@dataclass
class Copy:
    """One copy: its database, and what the test knows of it."""

    name: str
    path: Path
    desk: Desk
    ledger: Ledger
    steps: Steps
    seen: int = 0
    records: dict[Name, Fields] = field(default_factory=dict)
    imports: dict[RecordId, tuple[int, dict[Name, Fields], int]] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """Its database."""
        return self.desk.database

    def look(self) -> None:
        """Learn what it shows."""
        with self.database.read() as tx:
            self.records = {
                (entity.name, str(entity.key_of(value))): as_json(entity.fields_of(value))
                for entity in LOOKED_AT
                for value in tx.work.all(entity)
            }

    def look_seen(self) -> int:
        """Return the writes whose steps lie in its journal, as bits."""
        with self.database.read() as tx:
            rows = tx.work.connection.exec_driver_sql("SELECT DISTINCT step_id FROM events")
            bits = 0
            for (step,) in rows:
                bits |= self.steps.get(step, 0)
        return bits

    def waiting(self) -> set[tuple[str, str, str]]:
        """Return the fields that wait for the clerk."""
        with self.database.read() as tx:
            return {(each.entity, each.record_id, each.field) for each in tx.conflicts.all(10_000)}

    def heads(self) -> tuple[Head, ...]:
        """Return how far it has seen."""
        with self.database.read() as tx:
            return tx.merging.heads()

    # ---- writing -----------------------------------------------------------------------------

    def do(self, deed: Callable[[], str]) -> bool:
        """Do one step, which returns its name; a refusal changes nothing that shows."""
        before = self.records
        try:
            step = deed()
        except WardError:
            return False
        self.look()
        self.note(step, before)
        return True

    def note(self, step: str, before: dict[Name, Fields]) -> None:
        """Write into the ledger what one step changed here."""
        bits = self.ledger.note(self.name, self.seen, before, self.records)
        for name in self.records.keys() - before.keys():
            if name[0] == SETTLEMENT.name:
                bits |= self.ledger.settled(self.name, self.seen, self.records, name)
        self.steps[step] = self.steps.get(step, 0) | bits
        self.seen |= bits

    def write(self, dice: random.Random) -> str:
        """Add, change or remove one record, one that others write at too."""
        entity = dice.choice(KINDS)
        name = an_id(5000 + dice.randrange(NAMES))
        command = self.desk.command("Sửa")
        with self.database.begin(command) as tx:
            old = tx.work.find(entity, name)
            if old is None:
                tx.work.write(entity, None, a_record(entity, name, dice))
            elif dice.random() < 0.15:
                tx.work.write(entity, old, None)
            else:
                tx.work.write(entity, old, a_change(entity, old, dice))
        return command.step_id

    def undo(self) -> str:
        """Take the newest step back."""
        command = self.desk.command("Hoàn tác")
        self.database.undo(command)
        return command.step_id

    def redo(self) -> str:
        """Do again what was taken back last."""
        command = self.desk.command("Làm lại")
        self.database.redo(command)
        return command.step_id

    def settle(self, dice: random.Random) -> str:
        """Decide something that waits, as the service does."""
        clerk = service_desk.Desk(
            self.database, FileStore(self.path.parent / "files"), self.desk.clock, "MAY\\lan"
        )
        conflicts = Settling(clerk).all(100)
        conflict = dice.choice(conflicts)
        Settling(clerk).settle(conflict.id, dice.choice(conflict.sides).event_id)
        with self.database.read() as tx:
            own = tx.journal.events_of(SETTLEMENT.name, conflict.id)
            return own[-1].step_id

    # ---- exchanging --------------------------------------------------------------------------

    def pack(self, known: tuple[Head, ...] = ()) -> Parcel:
        """Return all that somebody who knows this much lacks, and remember that it went out."""
        with self.database.read() as tx:
            events = list(tx.merging.events_after(known))
            heads = tx.merging.heads()
        bits = 0
        for step in {event.step_id for event in events}:
            bits |= self.steps.get(step, 0)
        command = self.desk.command("Gửi gói")
        sending = Sending(
            id=new_record_id(command.now_ms), purpose=Purpose.SYNC, package_sha256="",
            file_name="goi.wardpack", way="folder", to="", sent_ms=command.now_ms, sent_by="",
            upto=heads,
        )  # fmt: skip
        with self.database.begin(command, undoable=False) as tx:
            tx.exchanges.remember(sending)
        return Parcel(self.name, events, heads, bits, is_whole=not known)

    def take(self, parcel: Parcel) -> Receipt | None:
        """Take a parcel in; return the receipt, None when nothing was new."""
        command = self.desk.command("Nhận gói")
        receipt = Receipt(
            id=new_record_id(command.now_ms), purpose=Purpose.SYNC, package_sha256="",
            file_name="goi.wardpack", office_name="Liên Hồ", device_name=parcel.sender,
            device_key="", received_ms=command.now_ms,
        )  # fmt: skip
        with self.database.begin(command) as tx:
            return tx.merging.merge(parcel.events, receipt, lambda _touched, _new: None).receipt

    def image(self, name: str, folder: Path) -> Copy:
        """Return a copy of the file that still thinks it is this one."""
        self.database.fold_log()
        path = folder / f"{name}.db"
        shutil.copyfile(self.path, path)
        desk = Desk(Database.open(path), SetClock(self.desk.clock.instant_ms))
        return replace(self, name=name, path=path, desk=desk, imports={})

    def adopt(self, *, in_place: bool) -> None:
        """Go on under a name of its own."""
        command = self.desk.command("Tiếp tục")
        self.database.adopt_replica(new_record_id(command.now_ms), command, in_place=in_place)
        self.look()


def found(path: Path, ledger: Ledger, steps: Steps) -> Copy:
    """Return the first copy: an office with a few records of each kind."""
    database = Database.create(path, replica_id=an_id(11), office_id=an_id(12), now_ms=NOW_MS)
    desk = Desk(database, SetClock(NOW_MS))
    dice = random.Random(1)
    with desk.begin("Tạo sổ") as tx:
        tx.catalogue.save_issuer(an_issuer())
        tx.catalogue.save_term(a_term())
        for entity in KINDS[:-1]:
            tx.work.write(entity, None, a_record(entity, an_id(5000), dice, among=1))
    copy = Copy("c0", path, desk, ledger, steps)
    copy.look()
    return copy


def a_record(entity: Entity[Any], name: RecordId, dice: random.Random, among: int = NAMES) -> Any:
    """Return a new record of a kind, below one of some parents."""
    said, parent = str(dice.randrange(40)), an_id(5000 + dice.randrange(among))
    made: dict[str, Callable[[], Any]] = {
        UNIT.name: lambda: a_unit(id=name, name=f"Tổ {said}"),
        BODY.name: lambda: a_body(id=name, name=f"Ban {said}"),
        LOG_LINE.name: lambda: a_log_line(id=name, content=f"Tin {said}"),
        SIGNER.name: lambda: a_signer(id=name, issuer_id=parent, position=f"PHÓ BAN {said}"),
        ISSUER.name: lambda: an_issuer(id=name, name=f"Ban {said}"),
        DOSSIER.name: lambda: Dossier(
            id=name, issuer_id=parent, year=2026, symbol=said, title="Hồ sơ"
        ),
        FILING.name: lambda: Filing(
            id=name, dossier_id=parent, entity="incoming", record_id=an_id(3), ordinal=1
        ),
    }
    return made[entity.name]()


def a_change(entity: Entity[Any], old: Any, dice: random.Random) -> Any:
    """Return a record with one field or two said anew."""
    said, more = str(dice.randrange(40)), dice.randrange(40)
    options: dict[str, tuple[dict[str, Any], ...]] = {
        UNIT.name: ({"name": f"Tổ {said}"}, {"households": more}, {"email": said},
                    {"other_names": (f"TDP {said}",)}, {"active": more % 2 == 0}),
        BODY.name: ({"name": f"Ban {said}"}, {"address": said}),
        LOG_LINE.name: ({"content": f"Tin {said}"}, {"amount": more}, {"note": said},
                        {"content": f"Tin {said}", "minutes": more}),
        SIGNER.name: ({"full_name": f"Trần {said}"}, {"position": said}),
        ISSUER.name: ({"name": f"Ban {said}"}, {"place": said}, {"symbol": said}),
        DOSSIER.name: ({"title": f"Hồ sơ {said}"}, {"box": said}, {"symbol": said}),
        FILING.name: ({"ordinal": more}, {"note": said}),
    }  # fmt: skip
    fields = set(type(old).__dataclass_fields__)
    choice = dice.choice([o for o in options[entity.name] if o.keys() <= fields])
    return replace(old, **choice)
