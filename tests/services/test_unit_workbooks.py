"""Files for units go out all together, named safely, over nothing that lies there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.regime_examples import a_regime
from wardapp.core.errors import BadValue, Cancelled, NotFound
from wardapp.documents.page_images import page_count
from wardapp.documents.returned.door import read_returned
from wardapp.services.office import Office
from wardapp.services.unit_workbooks import UnitWish

FORM, PERIOD = "phu-luc-02", "2026-06"


def test_each_unit_gets_its_workbook_and_one_guide_goes_with_them(
    party: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "gui"
    folder.mkdir()
    made = party.unit_workbooks
    units = [unit for unit in made.units(FORM) if unit.kind == "tdp"][:3]
    wish = UnitWish(FORM, PERIOD, tuple(unit.id for unit in units), with_word=True)

    first, again = made.make(wish, folder), made.make(wish, folder)

    assert len(first) == len(again) == 3 * 2 + 2
    assert len({path.name.casefold() for path in folder.iterdir()}) == 16
    assert all(path.name.isascii() for path in first)
    assert f"Phu luc 02 - ky thang 6-2026 - {_plain(units[0].name)}.xlsx" in {
        path.name for path in first
    }
    assert all(" (2)." in path.name for path in again)
    facts = dict(read_returned(first[0]).identity)
    assert facts["unit_id"] == units[0].id
    guide = next(path for path in first if path.suffix == ".pdf")
    assert page_count(guide.read_bytes()) == 1


def test_the_units_are_those_of_the_regimes_of_the_form(party: Office) -> None:
    regimes, made = party.regime_desk.regimes, party.unit_workbooks
    units = regimes.units()
    kept = [
        a_regime(
            party,
            "ngày 10 của các tháng 6, 9, 12",
            title=f"Báo cáo {n}",
            form_id=FORM,
            unit_ids=(units[n].id,),
        )
        for n in (0, 1)
    ]

    assert {unit.id for unit in made.units(FORM)} == {units[0].id, units[1].id}
    assert [unit.id for unit in made.units(FORM, kept[1].id)] == [units[1].id]
    assert {unit.id for unit in made.units("thong-ke-nam")} == {
        unit.id for unit in units if unit.active
    }


def _plain(name: str) -> str:
    return name.replace("Tổ dân phố số", "To dan pho so")


def test_a_run_that_stops_leaves_nothing_behind(party: Office, tmp_path: Path) -> None:
    class Stopping:
        def step(self, done: int, total: int, text: str) -> None:
            if done > 1:
                raise Cancelled

    folder = tmp_path / "gui"
    folder.mkdir()

    with pytest.raises(Cancelled):
        party.unit_workbooks.make(UnitWish(FORM, PERIOD), folder, Stopping())

    assert list(folder.iterdir()) == []


def test_units_are_named_by_name_or_number_and_the_place_must_be_there(
    party: Office, tmp_path: Path
) -> None:
    made = party.unit_workbooks
    unit = next(each for each in made.units(FORM) if each.code == "9")

    assert made.unit_named(FORM, "9") == made.unit_named(FORM, unit.name) == unit
    with pytest.raises(NotFound):
        made.unit_named(FORM, "Tổ dân phố số 999")
    with pytest.raises(BadValue):
        made.make(UnitWish(FORM, PERIOD), tmp_path / "absent")
