"""Copies of one office on several PCs, and packages between them as lists of events."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.desk import Desk
from wardapp.core.clock import SetClock
from wardapp.core.exchange import Head, Purpose, Receipt
from wardapp.core.identity import new_record_id
from wardapp.core.journal import Event
from wardapp.core.keeping import CopyAnswer
from wardapp.store.database import Database


@dataclass
class Parcel:
    """What one copy hands another: events, and how far its chains reach."""

    sender: str
    events: tuple[Event, ...]
    heads: tuple[Head, ...]


@dataclass
class Pc:
    """One copy of the office, with its clerk."""

    name: str
    desk: Desk

    @property
    def database(self) -> Database:
        """Its database."""
        return self.desk.database

    @property
    def replica(self) -> str:
        """What names it."""
        return self.database.replica_id

    def heads(self) -> tuple[Head, ...]:
        """How far it has seen."""
        with self.database.read() as tx:
            return tx.merging.heads()

    def parcel(self, known: tuple[Head, ...] = ()) -> Parcel:
        """All that somebody who knows this much lacks."""
        with self.database.read() as tx:
            return Parcel(self.replica, tuple(tx.merging.events_after(known)), tx.merging.heads())

    def take_in(self, parcel: Parcel) -> int:
        """Merge a parcel; return how many events were new."""
        command = self.desk.command("Nhận gói")
        receipt = Receipt(
            id=new_record_id(command.now_ms),
            purpose=Purpose.SYNC,
            package_sha256="",
            file_name="",
            office_name="",
            device_name=parcel.sender,
            device_key="",
            received_ms=command.now_ms,
        )
        with self.database.begin(command, undoable=False) as tx:
            return tx.merging.merge(parcel.events, receipt, lambda *_: None).new_events


def second_pc(
    first: Pc, path: Path, name: str, answer: CopyAnswer | None = CopyAnswer.SECOND
) -> Pc:
    """A copy of the folder on another PC, which its clerk says is a second one."""
    first.database.fold_log()
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(first.database.path, path)
    database = Database.open(path)
    pc = Pc(name, Desk(database, SetClock(first.desk.clock.now_ms())))
    command = pc.desk.command("Tiếp tục từ thư mục đã chép")
    database.adopt_replica(new_record_id(command.now_ms), command, name=name, in_place=False)
    if answer is not None:
        with pc.desk.begin("Trả lời") as tx:
            tx.keeping.answer(answer)
    return pc
