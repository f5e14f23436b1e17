"""Whose a returned file is: the whole name decides, and what another office made is told."""

from __future__ import annotations

import pytest

from tests import unit_files as ward
from tests.builders import an_id
from wardapp.core.issuers import Unit
from wardapp.core.returns import ReturnedFile
from wardapp.core.unit_books import identity_code
from wardapp.reports.matching_identity import Whose, name_unit, whose

CELL = Unit(id=an_id(300), name="Chi bộ Tổ dân phố số 1", code="CB1", kind="chi-bo")


def named(words: str, units: tuple[Unit, ...], file: str = "bao cao.xlsx") -> Whose:
    found = Whose()
    name_unit(found, ReturnedFile(name=file, kind="xlsx", grids=()), words, (), units)
    return found


@pytest.mark.parametrize(
    ("file", "units", "wanted"),
    [
        ("Bao cao To dan pho so 11.xlsx", ward.UNITS, ward.UNITS[10]),
        ("Bao cao To dan pho so 11.xlsx", ward.UNITS[:9], None),
        ("BC tổ 1 tháng 6.xlsx", ward.UNITS, ward.UNITS[0]),
        ("Chi bo To dan pho so 1.xlsx", (*ward.UNITS, CELL), CELL),
        ("To dan pho so 1.xlsx", (*ward.UNITS, CELL), ward.UNITS[0]),
    ],
)
def test_the_whole_and_longest_name_in_a_file_name_is_the_unit(
    file: str, units: tuple[Unit, ...], wanted: Unit | None
) -> None:
    assert named("", units, file).unit_id == (wanted and wanted.id)


def test_a_number_that_begins_alike_is_another_unit() -> None:
    assert named("Tổ dân phố số 11", ward.UNITS).unit_id == ward.UNITS[10].id
    assert named("Tổ dân phố số 11", ward.UNITS[:9]).unit_id is None


def test_a_file_of_another_office_says_so() -> None:
    facts = {"form_id": "phu-luc-02", "office_id": "office-khac", "unit_id": ward.UNIT.id}
    facts["code"] = identity_code(facts)
    file = ReturnedFile(name="a.xlsx", kind="xlsx", grids=(), identity=tuple(facts.items()))

    assert any("cơ quan khác" in each for each in whose(file, ward.awaited()).doubts)
    assert whose(file, ward.awaited(office_id="office-khac")).doubts == []
