"""PCs with one office between them: real folders, real services, packages as real files."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.copies import copy_folder
from tests.exchange_machine.ledger import Fields, Ledger, Name, as_json
from wardapp.core.clock import SetClock
from wardapp.core.errors import WardError
from wardapp.core.exchange import Arrival, PackRequest, Purpose
from wardapp.core.places import Places
from wardapp.core.settings import local_settings
from wardapp.services.office import Office, open_for_command, open_office
from wardapp.store.entities import ENTITIES, RECEIPT, SETTING, SETTLEMENT

Row = tuple[Any, ...]
Rows = dict[Name, Row]
QUERIES = {
    each.name: (
        "SELECT {} FROM {}".format(
            ", ".join(f'"{column.name}"' for column in each.table.columns), each.table.name
        ),
        [column.name for column in each.table.columns].index(each.key),
        next((at for at, c in enumerate(each.table.columns) if c.name == "row"), None),
    )
    for each in ENTITIES
}
"""Of each kind of record: its query, where its name stands, and where the order of its table."""

OF_ONE_COPY = {(SETTING.name, name) for name in local_settings()}


@dataclass
class Parcel:
    """A package under way: the file, and what its sender had seen when it was packed."""

    path: Path
    sender: str
    seen: int
    is_full: bool


@dataclass
class Import:
    """One package taken in: what it brought, and all that was there before."""

    brought: int
    before: Rows
    events: int  # how many had been written here by then


@dataclass
class Pc:
    """One PC: its folder, its memory of itself, its clock, and what the test knows of it."""

    name: str
    home: Path
    clock: SetClock
    places: Places
    ledger: Ledger
    seen: int = 0
    own: int = 0  # written here
    start: int = 0  # seen when it began
    imports: dict[str, Import] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)
    records: dict[Name, Fields] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    opened: Office | None = None

    @property
    def office(self) -> Office:
        """The open office."""
        if self.opened is None:
            self.opened = open_for_command(
                self.home / "so", self.places, self.clock, account=f"{self.name}\\lan"
            )
        return self.opened

    def open_window(self) -> None:
        """Open the office as its one window does."""
        self.opened = open_office(
            self.home / "so", self.places, self.clock, account=f"{self.name}\\lan"
        )

    def close(self) -> None:
        """Switch the PC off."""
        if self.opened is not None:
            self.opened.close()
            self.opened = None

    def image(self, name: str, home: Path, *, with_data: bool) -> Pc:
        """Another PC with a copy of the folder, and with this one's memory of itself if told."""
        self.close()
        home.mkdir(parents=True)
        copy_folder(self.home / "so", home / "so")
        data = home / "data"
        data.mkdir()
        if with_data:
            copy_folder(self.home / "data", data)
        pc = replace(
            self,
            name=name,
            home=home,
            clock=SetClock(self.clock.instant_ms),
            places=replace(self.places, data=data),
            imports=dict(self.imports),
            refusals=[],
            opened=None,
        )
        pc.look()
        return pc

    # ---- what is in its tables ---------------------------------------------------------------

    def read_rows(self) -> Rows:
        """Return every row of every kind of record, as it lies in the file."""
        found: Rows = {}
        with closing(sqlite3.connect(self.office.desk.database.path)) as connection:
            for kind, (query, key, skip) in QUERIES.items():
                for row in connection.execute(query):
                    kept = row if skip is None else row[:skip] + row[skip + 1 :]
                    found[kind, str(row[key])] = kept
        return found

    def look(self) -> None:
        """Learn what is in the tables now."""
        rows = self.read_rows()
        changed = {name for name in rows.keys() | self.rows.keys()
                   if rows.get(name) != self.rows.get(name)}  # fmt: skip
        self.rows = rows
        records = dict(self.records)
        with self.office.desk.database.read() as tx:
            for entity in ENTITIES:
                for name in changed:
                    if name[0] != entity.name:
                        continue
                    value = tx.work.find(entity, name[1])
                    if value is None or name in OF_ONE_COPY:
                        records.pop(name, None)
                    else:
                        records[name] = as_json(entity.fields_of(value))
        self.records = records

    def shared(self) -> dict[Name, Fields]:
        """Return the records that copies have in common."""
        return {name: each for name, each in self.records.items() if name[0] != RECEIPT.name}

    # ---- deeds -------------------------------------------------------------------------------

    def do(self, deed: Callable[[], object]) -> bool:
        """Do something here; a refusal changes nothing. What changed goes into the ledger."""
        before = self.records
        try:
            deed()
        except WardError as error:
            self.refused(error)
            return False
        self.look()
        self.note(before)
        return True

    def refused(self, error: WardError) -> None:
        """Something was refused: no row may have changed."""
        self.refusals.append(f"{type(error).__name__}: {error}")
        assert self.read_rows() == self.rows, f"refused, but something changed: {error}"

    def note(self, before: dict[Name, Fields]) -> None:
        """Write into the ledger what changed here since."""
        written = self.ledger.note(self.name, self.seen, _own(before), self.shared())
        for name in self.records.keys() - before.keys():
            if name[0] == SETTLEMENT.name:  # what a clerk decided is written, also if it showed
                written |= self.ledger.settled(self.name, self.seen, self.records, name)
        self.seen |= written
        self.own |= written

    def undone(self) -> dict[str, bool]:
        """Return of each receipt whether it was taken back."""
        return {
            name[1]: fields.get("undone_ms", "null") != "null"
            for name, fields in self.records.items() if name[0] == RECEIPT.name
        }  # fmt: skip

    def recount(self) -> None:
        """An import was taken back or done again: what was seen follows from those that stand."""
        self.seen = self.start | self.own
        undone = self.undone()
        for name, each in self.imports.items():
            if not undone.get(name, True):
                self.seen |= each.brought

    def count_events(self) -> int:
        """Return how many events lie here."""
        with self.office.desk.database.read() as tx:
            return int(
                tx.work.connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one()
            )

    def pack(self, path: Path, *, partner: str | None = None, to: Pc | None = None) -> Parcel:
        """Pack everything, what a partner lacks as far as is known here, or what `to` lacks."""
        since = None if partner is None else ()
        if to is not None:
            with to.office.desk.database.read() as tx:
                since = tx.merging.heads()
        request = PackRequest(purpose=Purpose.SYNC, to="Máy kia", partner=partner, since=since)
        packed = self.office.exchanging.pack_to(request, path)
        assert self.read_rows() == self.rows, "packing changed a table"
        return Parcel(packed.paths[0], self.name, self.seen, is_full=since is None)

    def look_at(self, path: Path) -> Arrival:
        """Look at a package as the window does."""
        return self.office.exchanging.look_at([path])[0]

    def replica(self) -> str:
        """Return what names this copy."""
        return self.office.desk.database.replica_id


def _own(records: dict[Name, Fields]) -> dict[Name, Fields]:
    return {name: each for name, each in records.items() if name[0] != RECEIPT.name}


def throw_away(folder: Path) -> None:
    """Remove a folder with everything in it."""
    shutil.rmtree(folder, ignore_errors=True)
