"""A cell typed into a form made of 300 units' returns, with a year of the log beside them."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.bench.table import Row, repeated, timed
from tests.returned_units import FORM, JUNE, invented_values
from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.daylog import LogEntry
from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.forms import CellKey, FilledScope
from wardapp.core.issuers import Unit
from wardapp.core.returns import CellPlace, ReadValue, ReturnState, UnitReturn
from wardapp.services.office import Office, create_office
from wardapp.services.setup import example_profile

UNITS, HOUSEHOLDS, LINES = 300, 140, 2_000
DAY = date(2026, 6, 5)
CELL = CellKey(table="A", row="A4", column="actual")
EDITS = 30


def measure(out: Path) -> list[Row]:
    """Return the rows of the table."""
    folder = out / "office-consolidated"
    shutil.rmtree(folder, ignore_errors=True)
    clock = DayClock(DAY)
    places = replace(find_places(), data=out / "data-consolidated")
    with create_office(folder, example_profile("party", places, clock), places, clock) as office:
        chance = random.Random(300)
        _send_in(office, _units(office), chance)
        _log(office, chance)
        return _typing(office, chance)


def _units(office: Office) -> list[Unit]:
    known = [unit for unit in office.catalogue.units() if unit.kind == "tdp"]
    made = [
        Unit(
            id=office.desk.new_id(),
            name=f"Tổ dân phố số {number}",
            code=str(number),
            households=HOUSEHOLDS,
        )
        for number in range(len(known) + 1, UNITS + 1)
    ]
    with office.desk.database.begin(office.desk.command("bench.units", "Nạp đơn vị")) as tx:
        return [*known[:UNITS], *(tx.catalogue.save_unit(unit) for unit in made)]


def _send_in(office: Office, units: list[Unit], chance: random.Random) -> None:
    with office.desk.database.begin(office.desk.command("bench.returns", "Nạp số liệu")) as tx:
        for unit in units:
            name = f"{unit.name}.xlsx"
            place = CellPlace(file=name, sheet="Biểu A", cell="D7")
            values = invented_values(unit, chance).items()
            file = Attachment(sha256=unit.code.zfill(64), name=name, size=1, role=FileRole.RETURN)
            tx.returns.save(
                UnitReturn(
                    id=tx.new_id(),
                    form_id=FORM,
                    form_version=office.reporting.spec(FORM).version,
                    period_id=JUNE,
                    unit_id=unit.id,
                    file=file,
                    received_on=DAY,
                    received_ms=tx.now_ms,
                    state=ReturnState.ACCEPTED,
                    values=tuple(
                        ReadValue(key=key, value=value, raw=str(value), place=place)
                        for key, value in values
                    ),
                )
            )


def _log(office: Office, chance: random.Random) -> None:
    channels = [channel.code for channel in office.daylog.channels()]
    with office.desk.database.begin(office.desk.command("bench.lines", "Nạp dòng")) as tx:
        for number in range(LINES):
            entry = LogEntry(
                day=date(2026, 1 + number * 5 // LINES, 1 + number % 28),
                channel=chance.choice(channels),
                content=f"Tin số {number}",
                places=("*",) if number % 2 else (str(1 + number % UNITS),),
            )
            tx.daylog.add(entry, record_id=tx.new_id(), registered_ms=number)


def _typing(office: Office, chance: random.Random) -> list[Row]:
    merged = office.reporting.of(FilledScope.ALL)

    def typed() -> None:
        merged.put(FORM, JUNE, CELL, chance.randrange(900), "đếm lại")
        filled = merged.fill(FORM, JUNE)
        merged.check(filled)
        merged.progress(filled)
        office.consolidation.contributions(filled, CELL)

    first = timed(lambda: merged.fill(FORM, JUNE))
    times = repeated(typed, EDITS, warm=1)
    counted = len(merged.fill(FORM, JUNE).return_ids)
    return [
        Row(f"form consolidated from {UNITS} units: first look", (first,), f"{counted} count"),
        Row("typed cell of it: kept, filled, checked, who gave what", times, "target p95 <= 100"),
    ]
