"""Bodies that stand twice: found, joined, parted; nothing printed changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_body, an_arrival, an_id
from tests.folder_tools import an_office, an_opening
from wardapp.core.clock import SetClock
from wardapp.core.errors import BadValue
from wardapp.core.issuers import AddresseeGroup, Body, FormerName
from wardapp.services.catalogue import Catalogue
from wardapp.services.desk import Desk
from wardapp.services.doubles import Doubles, find_doubles
from wardapp.services.history import History
from wardapp.services.searching import Searching
from wardapp.store.database import Database
from wardapp.store.rebuild import rebuild


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    database = Database.open(folder.database)
    yield Desk(database, folder.file_store(), clock, "VP-01\\hà")
    database.close()


def named(number: int, name: str, **fields: object) -> Body:
    values: dict[str, object] = {"symbol": "", "short_names": (), **fields}
    return a_body(id=an_id(2000 + number), name=name, **values)


def test_doubles_are_found_and_bodies_of_other_places_never_are() -> None:
    city = named(1, "UBND thành phố Hà Liên", symbol="UBND")
    spelt = named(2, "Ủy ban nhân dân thành phố Hà Liên")
    slip = named(3, "Sở Văn hoá và Thể thao thành phố Hà Liên", symbol="SVHTT")
    slipped = named(4, "Sở Văn hóa và Thẻ thao thành phố Hà Liên")
    others = (
        named(5, "UBND thành phố Hà Nội"),
        named(6, "Chi bộ số 8"),
        named(7, "Chi bộ số 9"),
        named(8, "Ban Tuyên giáo"),
    )
    found = find_doubles((city, spelt, slip, slipped, *others))

    assert [(each.keep.id, each.other.id, each.is_certain) for each in found] == [
        (city.id, spelt.id, True),
        (slip.id, slipped.id, False),
    ]


def test_a_merged_double_lives_on_as_a_name_and_can_be_parted_or_undone(
    desk: Desk, tmp_path: Path
) -> None:
    catalogue, doubles = Catalogue(desk), Doubles(desk)
    keep = catalogue.save(named(1, "Sở Nội vụ thành phố Hà Liên", symbol="SNV"))
    other = catalogue.save(
        named(2, "Sở Nội Vụ TP Hà Liên", symbol="SNVHL", email="vt@snv.halien.example")
    )
    older = catalogue.save(named(3, "Sở Nội vụ HL"))
    doubles.merge(other.id, [older.id])
    group = AddresseeGroup(id=catalogue.new_id(), name="Các sở", members=(other.name,))
    catalogue.save(group)
    before = catalogue.bodies()

    one = doubles.merge(keep.id, [other.id])

    assert catalogue.bodies() == (one,)
    assert one.short_names == (other.name, older.name)
    assert one.former_names == (FormerName(name=other.name, symbol="SNVHL"),)
    assert one.email == "vt@snv.halien.example"
    assert catalogue.addressee_groups()[0].members == (keep.name,)
    assert {each.id for each in doubles.merged(keep.id)} == {other.id, older.id}
    assert doubles.find() == ()

    assert History(desk).undo() == "Đã hoàn tác: Gộp cơ quan vào Sở Nội vụ thành phố Hà Liên."
    assert catalogue.bodies() == before
    History(desk).redo()

    doubles.part(other.id)
    assert {each.name for each in catalogue.bodies()} == {keep.name, other.name}
    assert next(b for b in catalogue.bodies() if b.id == keep.id).former_names == ()
    assert rebuild(desk.database, tmp_path / "again.db") == ()


def test_a_renamed_body_keeps_the_day_of_its_old_name(desk: Desk) -> None:
    catalogue, doubles = Catalogue(desk), Doubles(desk)
    keep = catalogue.save(named(1, "Sở Khoa học và Công nghệ"))
    other = catalogue.save(named(2, "Sở Thông tin và Truyền thông", symbol="STTTT"))

    one = doubles.merge(keep.id, [other.id], as_former=True, until=date(2025, 2, 28))

    assert one.former_names == (
        FormerName(name=other.name, symbol="STTTT", until=date(2025, 2, 28)),
    )
    assert one.short_names == ()
    with pytest.raises(BadValue):
        doubles.merge(keep.id, [keep.id])
    command = desk.command("test", "Vào sổ")
    with desk.database.begin(command) as tx:
        tx.incoming.add(
            an_arrival(organ_name=keep.name), arrival_number=1, record_id=tx.new_id(),
            registered_ms=command.now_ms,
        )  # fmt: skip
    (hit,) = Searching(desk).find("so thong tin va truyen thong")
    assert keep.name in hit.circumstance
    assert replace(one, former_names=()).name == keep.name
