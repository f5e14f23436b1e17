"""What several copies wrote, merged and took back comes through a recovery; so do hard places."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import an_issuer
from tests.copies import Package, carry, contents, copy_folder, heads_of, pack, take_in
from tests.desk import Desk
from tests.folder_tools import NOW_MS, an_office, an_opening, numbers_in, register, small_disk
from wardapp.core.clock import SetClock
from wardapp.core.errors import DiskRefused
from wardapp.core.issuers import Issuer
from wardapp.store import migrations
from wardapp.store.backup import make_backup
from wardapp.store.folder import OfficeFolder
from wardapp.store.merging_undo import take_back
from wardapp.store.opening import OpenFolder, open_with_lock


@dataclass
class Pair:
    """Two copies of one office on two PCs, each open with its mirror."""

    ours: OpenFolder
    theirs: OpenFolder
    ticks: int = 0

    def desk(self, office: OpenFolder) -> Desk:
        self.ticks += 1
        return Desk(office.database, SetClock(NOW_MS + 1_000 * self.ticks))

    def rename(self, office: OpenFolder, **fields: str) -> None:
        with self.desk(office).begin("Sửa") as tx:
            tx.catalogue.save_issuer(an_issuer(**fields))


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    copy_folder(folder.root, tmp_path / "máy hai")
    with (
        closing(open_with_lock(tmp_path / "máy hai", an_opening(tmp_path / "other"))) as theirs,
        closing(open_with_lock(folder.root, an_opening(tmp_path / "data"))) as ours,
    ):
        yield Pair(ours, theirs)
        ours.close()


def lose_and_recover(pair: Pair, tmp_path: Path) -> OpenFolder:
    """Zero the head of our database and start again."""
    pair.ours.close()
    with pair.ours.folder.database.open("r+b") as stream:
        stream.write(bytes(4096))
    again = open_with_lock(pair.ours.folder.root, an_opening(tmp_path / "data"))
    assert again.recovery is not None
    return again


def issuer_of(office: OpenFolder) -> Issuer:
    with office.database.read() as tx:
        return tx.catalogue.issuers()[0]


@pytest.mark.parametrize("backed_up", ["before", "between", "never"])
def test_a_merge_with_its_conflict_comes_back_as_it_was(
    pair: Pair, tmp_path: Path, backed_up: str
) -> None:
    if backed_up == "before":
        make_backup(pair.ours.folder, NOW_MS, "Khi đóng sổ")
    pair.rename(pair.theirs, name="Tên máy hai", place="Nơi hai")
    register(pair.theirs.database, 7, NOW_MS + 9)
    pair.rename(pair.ours, name="Tên máy một")
    carry(pair.desk(pair.theirs), pair.desk(pair.ours))
    if backed_up == "between":
        make_backup(pair.ours.folder, NOW_MS, "Khi đóng sổ")
    pair.rename(pair.ours, name="Tên máy một", place="Nơi ba")
    before = contents(pair.desk(pair.ours))
    assert before["conflicts"]

    with closing(lose_and_recover(pair, tmp_path)) as again:
        assert contents(pair.desk(again)) == before
        carry(pair.desk(pair.theirs), pair.desk(again))


@pytest.mark.parametrize("backed_up", ["before", "between", "never"])
def test_an_import_that_was_taken_back_stays_away(
    pair: Pair, tmp_path: Path, backed_up: str
) -> None:
    if backed_up == "before":
        make_backup(pair.ours.folder, NOW_MS, "Khi đóng sổ")
    pair.rename(pair.theirs, place="Nơi hai")
    sent: Package = pack(pair.desk(pair.theirs), heads_of(pair.desk(pair.ours)))
    merged = take_in(pair.desk(pair.ours), sent)
    assert merged.receipt is not None
    if backed_up == "between":
        make_backup(pair.ours.folder, NOW_MS, "Khi đóng sổ")
    with pair.desk(pair.ours).begin("Hoàn tác nhận gói") as tx:
        take_back(tx.work, merged.receipt.id)
    assert issuer_of(pair.ours).place != "Nơi hai"
    before = contents(pair.desk(pair.ours))

    with closing(lose_and_recover(pair, tmp_path)) as again:
        assert contents(pair.desk(again)) == before
        take_in(pair.desk(again), sent)
        assert issuer_of(again).place == "Nơi hai"


def test_a_backup_of_the_older_schema_is_brought_up_and_gets_the_events_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    with closing(open_with_lock(folder.root, an_opening(tmp_path / "data"))) as office:
        register(office.database, 1)
    steps = (*migrations.STEPS, ("CREATE TABLE later (id TEXT PRIMARY KEY)",))
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations, "NEWEST", len(steps))
    with closing(open_with_lock(folder.root, an_opening(tmp_path / "data"))) as office:
        register(office.database, 2)
    folder.database.write_bytes(b"")

    with closing(open_with_lock(folder.root, an_opening(tmp_path / "data"))) as again:
        assert again.recovery is not None
        assert again.recovery.replayed_events == 1
        assert numbers_in(again.database) == [1, 2]


def test_a_recovery_that_finds_no_room_changes_nothing_and_goes_on_when_there_is(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "ổ", kilobytes=8 * 1024) as disk:
        folder = filled(disk, tmp_path)
        size = folder.database.stat().st_size
        folder.database.write_bytes(bytes(size))
        fill(disk / "phim.mp4", leave=size // 2)

        with pytest.raises(DiskRefused, match="đầy"):
            open_with_lock(folder.root, an_opening(tmp_path / "data"))
        assert folder.database.read_bytes() == bytes(size)
        assert list(folder.root.glob(".*")) == []

        (disk / "phim.mp4").unlink()
        with closing(open_with_lock(folder.root, an_opening(tmp_path / "data"))) as again:
            assert numbers_in(again.database) == [1, 2]


def filled(disk: Path, tmp_path: Path) -> OfficeFolder:
    folder = an_office(disk / "so", an_opening(tmp_path / "data"))
    with closing(open_with_lock(folder.root, an_opening(tmp_path / "data"))) as office:
        register(office.database, 1)
        make_backup(folder, NOW_MS, "Khi đóng sổ")
        register(office.database, 2)
    return folder


def fill(path: Path, leave: int) -> None:
    free = shutil.disk_usage(path.parent).free
    with suppress(OSError), path.open("wb", buffering=0) as stream:
        stream.write(bytes(max(free - leave, 0)))
