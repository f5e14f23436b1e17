"""300 unit files: looked at, kept in one step, consolidated; beside a plain load of the same files.

The floor is `openpyxl.load_workbook` of each file and nothing else: whoever reads them so has
neither matched a cell nor kept one. Every sixth file is damaged in a way of its own.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl

from tests.bench.table import Row, repeated, timed
from tests.returned_units import DAMAGES, FORM, JUNE, damaged, invented_values, sent_in
from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.forms import FilledForm
from wardapp.core.issuers import Unit
from wardapp.core.returns import ReturnProposal, ReturnWish
from wardapp.services.office import Office, create_office
from wardapp.services.setup import example_profile

FILES, EVERY = 300, 6
HOUSEHOLDS = 140


def measure(out: Path) -> list[Row]:
    """Return the rows of the table."""
    folder = out / "returns"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "files").mkdir(parents=True)
    clock = DayClock(date(2026, 6, 5))
    places = replace(find_places(), data=folder / "data")
    profile = example_profile("party", places, clock)
    with create_office(folder / "so", profile, places, clock) as office:
        paths = _files(office, folder / "files")
        floor = timed(lambda: _load(paths))
        return [*_ours(office, paths), Row("  floor: openpyxl loads the files, no more", (floor,))]


def _files(office: Office, folder: Path) -> list[Path]:
    chance = random.Random(300)
    units = _units(office)
    paths = [sent_in(office, folder, unit, invented_values(unit, chance)) for unit in units]
    for at in range(0, FILES, EVERY):
        damaged(paths[at], DAMAGES[at // EVERY % len(DAMAGES)])
    return paths


def _units(office: Office) -> list[Unit]:
    """Return 300 tổ dân phố, those of the example among them."""
    known = [unit for unit in office.catalogue.units() if unit.kind == "tdp"]
    for number in range(len(known) + 1, FILES + 1):
        name = f"Tổ dân phố số {number}"
        unit = Unit(id=office.desk.new_id(), name=name, code=str(number), households=HOUSEHOLDS)
        known.append(office.catalogue.save(unit))
    return known[:FILES]


def _ours(office: Office, paths: list[Path]) -> list[Row]:
    looked: list[ReturnProposal] = []
    forms: list[FilledForm] = []
    units = _units(office)

    def keep() -> None:
        office.returns.keep_all(
            [
                ReturnWish(proposal=proposal, unit_id=unit.id, period_id=JUNE)
                for proposal, unit in zip(looked, units, strict=True)
            ]
        )

    reading = timed(lambda: looked.extend(office.returns.look_at(paths, FORM, JUNE)))
    keeping = timed(keep)
    joining = timed(lambda: forms.append(office.consolidation.fill(FORM, JUNE)))
    again = repeated(lambda: office.consolidation.fill(FORM, JUNE), 5, warm=0)
    values = sum(len(each.values) for each in looked)
    doubts = sum(1 for each in looked for doubt in each.doubts if not doubt.settled)
    told = f"target <= 60000; {values} values, {doubts} doubts, {len(forms[0].return_ids)} count"
    return [
        Row("300 unit files: dropped to consolidated", (reading + keeping + joining,), told),
        Row("  of it: read and matched", (reading,)),
        Row("  of it: judged, kept byte for byte, one step", (keeping,)),
        Row("  of it: consolidated", (joining,)),
        Row("  consolidated again", again),
    ]


def _load(paths: list[Path]) -> None:
    for path in paths:
        openpyxl.load_workbook(path).close()
