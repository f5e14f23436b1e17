"""A disk copied whole: two PCs write under one name, and nothing of either is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import an_id
from tests.copies import Copies, carry, contents, heads_of, pack, take_in
from tests.desk import Desk
from wardapp.core.clock import SetClock
from wardapp.core.errors import PackageWaits
from wardapp.store.database import Database
from wardapp.store.merging_insert import Diverged
from wardapp.store.rebuild import rebuild


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[tuple[Desk, Desk, Desk]]:
    """One PC, its twin (a disk copied whole), and another copy that knows of neither."""
    copies = Copies(tmp_path)
    one = copies.found()
    other = copies.copy()
    note(one, "Trước khi chép")
    carry(one, other)
    carry(other, one)
    one.database.fold_log()
    path = tmp_path / "sinh-doi.db"
    shutil.copyfile(one.database.path, path)
    twin = Desk(Database.open(path), SetClock(one.clock.now_ms()))
    copies.desks.append(twin)
    yield one, twin, other
    copies.close()


def note(desk: Desk, name: str) -> None:
    """Write the place of the issuer."""
    with desk.begin("Ghi") as tx:
        (issuer,) = tx.catalogue.issuers()
        tx.catalogue.save_issuer(replace(issuer, place=name))


def apart(desk: Desk, number: int) -> None:
    """Give a copy a new name, as the service does when it meets itself."""
    desk.database.adopt_replica(an_id(number), desk.command("Tách"), in_place=False)


def places_of(desk: Desk) -> list[str]:
    """Every value the place of the issuer ever had here."""
    with desk.database.read() as tx:
        (issuer,) = tx.catalogue.issuers()
        return sorted(tx.journal.values_of("issuer", issuer.id, "place"))


def meet(desk: Desk, number: int, sender: Desk) -> None:
    """Take all of another copy in; a copy that meets itself takes a new name first."""
    package = pack(sender)
    try:
        take_in(desk, package)
    except Diverged:
        apart(desk, number)
        take_in(desk, package)


def records(desk: Desk) -> dict[str, list[object]]:
    """The tables that clerks see."""
    found = contents(desk, journal=False)
    return {name: rows for name, rows in found.items() if name not in {"copies", "keepings"}}


def test_a_twin_is_noticed_and_all_it_wrote_is_kept(twins: tuple[Desk, Desk, Desk]) -> None:
    one, twin, other = twins
    note(one, "Một")
    note(twin, "Hai")
    note(twin, "Ba")

    with pytest.raises(Diverged):
        take_in(one, pack(twin))
    meet(one, 201, twin)
    meet(twin, 202, one)
    for _ in range(2):
        for giver, taker in ((one, twin), (twin, one), (one, other), (twin, other), (other, one)):
            take_in(taker, pack(giver))

    wanted = ["Ba", "Hai", "Liên Hồ", "Một", "Trước khi chép"]
    for desk in twins:
        assert places_of(desk) == sorted(wanted)
        assert records(desk) == records(one)
        with desk.database.read() as tx:
            assert tx.journal.verify() == ()
            assert [(each.field, len(each.event_ids)) for each in tx.conflicts.all(9)] == [
                ("place", 2)
            ]
        assert rebuild(desk.database, desk.database.path.with_suffix(".again")) == ()


def test_what_a_twin_wrote_later_is_not_hung_on_what_the_first_wrote(
    twins: tuple[Desk, Desk, Desk],
) -> None:
    one, twin, other = twins
    note(one, "Một")
    note(twin, "Hai")
    carry(one, other)
    known = heads_of(twin)
    note(twin, "Ba")
    before = contents(other)

    with pytest.raises(PackageWaits):
        take_in(other, pack(twin, known))
    assert contents(other) == before
    take_in(other, pack(twin))
    assert places_of(other) == sorted(["Ba", "Hai", "Liên Hồ", "Một", "Trước khi chép"])


def test_the_same_packages_again_change_nothing(twins: tuple[Desk, Desk, Desk]) -> None:
    one, twin, _ = twins
    note(one, "Một")
    note(twin, "Hai")
    meet(one, 201, twin)
    meet(twin, 202, one)
    package = pack(twin)
    take_in(one, package)
    before = contents(one)

    assert not take_in(one, package).new_events
    assert contents(one) == before


def test_a_twin_that_goes_on_unaware_is_followed(twins: tuple[Desk, Desk, Desk]) -> None:
    one, twin, other = twins
    note(one, "Một")
    note(twin, "Hai")
    meet(one, 201, twin)
    note(twin, "Ba")
    carry(other, twin)
    note(twin, "Bốn")

    take_in(one, pack(twin))
    take_in(other, pack(twin))
    take_in(other, pack(one))

    for desk in (one, other):
        assert {"Một", "Hai", "Ba", "Bốn"} <= set(places_of(desk))
        with desk.database.read() as tx:
            assert tx.journal.verify() == ()
    assert records(one)["issuers"] == records(other)["issuers"]


def test_a_copy_that_only_stood_still_goes_on_under_a_new_name(
    twins: tuple[Desk, Desk, Desk],
) -> None:
    one, twin, _ = twins
    note(twin, "Hai")

    meet(one, 201, twin)
    note(one, "Ba")
    meet(twin, 202, one)

    assert places_of(one) == places_of(twin)
    with twin.database.read() as tx:
        assert tx.conflicts.count() == 0
