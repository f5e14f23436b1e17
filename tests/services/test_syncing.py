"""The service that brings two copies together: look, take in, take back, decide."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.copies import Copies, heads_of, pack
from tests.desk import Desk as StoreDesk
from wardapp.core.errors import ChangedSince, PackageRefused
from wardapp.core.exchange import Change, Manifest, Purpose
from wardapp.services.desk import Desk
from wardapp.services.syncing import Syncing
from wardapp.store.attachments import FileStore
from wardapp.store.database import Database
from wardapp.store.rebuild import rebuild


@dataclass
class Place:
    """A desk of the services at one of the copies."""

    desk: Desk
    syncing: Syncing
    raw: object


@pytest.fixture
def places_of_two(tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """Two PCs of one office."""
    copies = Copies(tmp_path)
    copies.found()
    copies.copy()
    found = []
    for number, raw in enumerate(copies.desks):
        desk = Desk(raw.database, FileStore(tmp_path / "files"), raw.clock, f"MAY-{number}\\lan")
        data = tmp_path / f"data-{number}"
        data.mkdir()
        found.append(Place(desk, Syncing(desk, data), raw))
    yield found[0], found[1]
    copies.close()


def manifest_of(sender: Place, **fields: object) -> Manifest:
    """A manifest as the sender writes it."""
    values: dict[str, object] = {
        "purpose": Purpose.SYNC,
        "office_id": sender.desk.database.office_id,
        "office_name": "Liên Hồ",
        "replica_id": sender.desk.database.replica_id,
        "device_name": "MAY-0",
        "made_ms": 1,
    }
    return Manifest(**{**values, **fields})


def carry(sender: Place, receiver: Place) -> str:
    """Take over what the other lacks; return the sentence."""
    events = pack(sender.raw, heads_of(receiver.raw)).events
    return receiver.syncing.merge(manifest_of(sender), events).sentence


def rename(pc: Place, **fields: object) -> None:
    """Change the issuer."""
    with pc.desk.database.begin(pc.desk.command("catalogue.save", "Sửa cơ quan")) as tx:
        (issuer,) = tx.catalogue.issuers()
        tx.catalogue.save_issuer(replace(issuer, **fields))


def place_name(place: Place) -> str:
    """Where the issuer sits."""
    with place.desk.database.read() as tx:
        return tx.catalogue.issuers()[0].place


def test_a_preview_shows_each_field_and_changes_nothing(
    places_of_two: tuple[Place, Place],
) -> None:
    one, two = places_of_two
    rename(one, place="Hà Liên")
    rename(two, place="Liên Hà")
    events, heads = pack(one.raw, heads_of(two.raw)).events, heads_of(two.raw)

    preview = two.syncing.preview(manifest_of(one), events)

    (record,) = preview.records
    (field,) = record.fields
    assert (preview.conflicts, preview.changed) == (1, 0)
    assert (record.change, record.kind, record.title) == (
        Change.CONFLICT, "Cơ quan", "Ban Xây dựng Đảng",
    )  # fmt: skip
    assert (field.label, field.is_conflict) == ("Địa danh", True)
    assert (field.before, field.after) == ("Liên Hà", "Hà Liên")
    assert "MAY-0" in record.who
    assert heads_of(two.raw) == heads
    assert place_name(two) == "Liên Hà"


def test_a_conflict_waits_until_somebody_decides(places_of_two: tuple[Place, Place]) -> None:
    one, two = places_of_two
    rename(one, place="Hà Liên")
    rename(two, place="Liên Hà")
    assert "chờ chọn" in carry(one, two)
    carry(two, one)
    (conflict,) = one.syncing.conflicts()
    assert conflict == two.syncing.conflicts()[0]
    hidden = next(side for side in conflict.sides if not side.is_shown)
    assert {side.text for side in conflict.sides} == {"Hà Liên", "Liên Hà"}

    one.syncing.settle(conflict.id, hidden.event_id)

    assert place_name(one) == hidden.text
    assert one.syncing.count_conflicts() == 0
    with pytest.raises(ChangedSince):
        one.syncing.settle(conflict.id, hidden.event_id)
    carry(one, two)
    assert (two.syncing.conflicts(), place_name(two)) == ((), hidden.text)
    one.desk.database.undo(one.desk.command("history.undo", "Hoàn tác"))
    assert place_name(one) != hidden.text


def test_keeping_what_shows_is_told_to_the_other_copy_too(
    places_of_two: tuple[Place, Place],
) -> None:
    one, two = places_of_two
    rename(one, place="Hà Liên")
    rename(two, place="Liên Hà")
    carry(one, two)
    carry(two, one)
    (conflict,) = one.syncing.conflicts()
    shown, hidden = conflict.sides

    one.syncing.settle(conflict.id, shown.event_id)
    two.syncing.settle(conflict.id, hidden.event_id)  # apart again: both clerks chose
    carry(one, two)
    carry(two, one)

    (again,) = one.syncing.conflicts()
    assert {side.text for side in again.sides} == {"Hà Liên", "Liên Hà"}
    assert again == two.syncing.conflicts()[0]


def test_an_import_is_taken_back_from_the_list(places_of_two: tuple[Place, Place]) -> None:
    one, two = places_of_two
    rename(one, place="Hà Liên")
    events = pack(one.raw, heads_of(two.raw)).events
    received = two.syncing.merge(manifest_of(one), events)

    two.syncing.undo(received.receipt.id)

    assert place_name(two) == "Liên Hồ"
    with pytest.raises(ChangedSince, match="hoàn tác"):
        two.syncing.undo(received.receipt.id)
    two.syncing.merge(manifest_of(one), events)
    assert place_name(two) == "Hà Liên"


def test_another_office_is_refused(places_of_two: tuple[Place, Place]) -> None:
    one, two = places_of_two
    with pytest.raises(PackageRefused, match="sổ khác"):
        two.syncing.merge(manifest_of(one, office_id="khac"), [])


def test_a_clock_far_ahead_is_named(places_of_two: tuple[Place, Place]) -> None:
    one, two = places_of_two
    one.desk.clock.instant_ms += 3 * 24 * 3_600_000
    rename(one, place="Hà Liên")

    assert "chạy trước máy này 2 ngày" in carry(one, two)
    with two.desk.database.read() as tx:
        (issuer,) = tx.catalogue.issuers()
        assert tx.journal.history("issuer", issuer.id)[0].who.endswith("(máy MAY-0)")


def test_a_copy_that_meets_its_own_name_goes_on_under_another(
    places_of_two: tuple[Place, Place], tmp_path: Path
) -> None:
    one, _ = places_of_two
    one.desk.database.fold_log()
    shutil.copyfile(one.desk.database.path, tmp_path / "sinh-doi.db")
    database = Database.open(tmp_path / "sinh-doi.db")
    twin = Place(
        replace(one.desk, database=database), one.syncing, StoreDesk(database, one.raw.clock)
    )
    rename(twin, symbol="SD")
    rename(one, place="Hà Liên")
    package, manifest = pack(twin.raw), manifest_of(twin, device_name="MAY-9")
    database.close()
    name = one.desk.database.replica_id
    assert "Một máy khác cũng ghi" in one.syncing.preview(manifest, package.events).notices[0]
    assert one.desk.database.replica_id == name

    received = one.syncing.merge(manifest, package.events)

    assert "Một máy khác cũng ghi" in received.sentence
    assert one.desk.database.replica_id != name
    with one.desk.database.read() as tx:
        (issuer,) = tx.catalogue.issuers()
        assert (issuer.symbol, issuer.place) == ("SD", "Hà Liên")
        assert tx.conflicts.count() == 0
    assert rebuild(one.desk.database, tmp_path / "lai.db") == ()
