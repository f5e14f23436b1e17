"""Opening an office: copies become their own, damage and newer versions are refused."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.copies import copy_folder
from tests.folder_tools import (
    NOW_MS,
    an_office,
    an_opening,
    make_read_only,
    numbers_in,
    register,
    small_disk,
)
from wardapp.core.errors import (
    DiskRefused,
    OfficeDamaged,
    OfficeOpenElsewhere,
    OfficeRefused,
    OfficeTooNew,
)
from wardapp.store import opening
from wardapp.store.backup import make_backup
from wardapp.store.identity import Device, Identity
from wardapp.store.opening import TOKEN, open_beside, open_to_look, open_with_lock
from wardapp.store.restoring import restore


def replica_at_start(root: Path, data: Path) -> tuple[str, tuple[str, ...]]:
    opened = open_with_lock(root, an_opening(data))
    opened.close()
    return opened.database.replica_id, opened.notices


def test_the_same_folder_stays_the_same_replica(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))

    first, notices = replica_at_start(tmp_path / "so", tmp_path / "data")
    second, again = replica_at_start(tmp_path / "so", tmp_path / "data")

    assert first == second
    assert notices == again == ()


def test_a_copied_folder_becomes_a_replica_of_its_own_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    an_office(tmp_path / "so", an_opening(data))
    first, _ = replica_at_start(tmp_path / "so", data)
    copy_folder(tmp_path / "so", tmp_path / "chép")
    replica_at_start(tmp_path / "so", data)

    copy, notices = replica_at_start(tmp_path / "chép", data)
    assert copy != first
    assert "chép từ nơi khác" in notices[0]
    original, notices = replica_at_start(tmp_path / "so", data)
    assert original == first
    assert f"thư mục khác của cùng sổ: {tmp_path / 'chép'}" in notices[0]
    assert replica_at_start(tmp_path / "chép", data)[0] == copy


def test_a_folder_carried_to_another_pc_becomes_a_replica_of_its_own(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    first, _ = replica_at_start(tmp_path / "so", tmp_path / "data")
    there, notices = replica_at_start(tmp_path / "so", tmp_path / "data of another PC")
    assert there != first
    assert notices


def test_a_copy_that_was_adopted_can_still_give_numbers(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    opened = open_with_lock(tmp_path / "so", an_opening(tmp_path / "other"))
    register(opened.database, 1)
    assert numbers_in(opened.database) == [1]
    opened.close()


def test_a_stop_between_two_writes_of_the_token_is_no_copy(tmp_path: Path) -> None:
    before = Identity(office_id="o", replica_id="r", token="old")
    device = Device(tmp_path)
    device.settle("r", "old")
    device.promise(before, "new")

    assert device.knows(before)
    assert device.knows(Identity(office_id="o", replica_id="r", token="new"))
    assert not device.knows(Identity(office_id="o", replica_id="r", token=""))
    assert not device.knows(Identity(office_id="o", replica_id="r", token="third"))


def test_a_spoilt_device_file_only_makes_a_new_replica(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    (tmp_path / "data" / "device.json").write_text("{")
    _, notices = replica_at_start(tmp_path / "so", tmp_path / "data")
    assert len(notices) == 1


def test_a_command_works_beside_the_window_and_both_stay_one_replica(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    window = open_with_lock(tmp_path / "so", an_opening(tmp_path / "data"))
    command = open_beside(tmp_path / "so", an_opening(tmp_path / "data"))
    register(command.database, 1)
    command.close()
    register(window.database, 2)

    assert numbers_in(window.database) == [1, 2]
    assert command.database.replica_id == window.database.replica_id
    window.close()
    assert replica_at_start(tmp_path / "so", tmp_path / "data")[1] == ()


def test_what_a_restore_took_out_stays_out_though_a_command_came_before_the_window(
    tmp_path: Path,
) -> None:
    opening = an_opening(tmp_path / "data")
    folder = an_office(tmp_path / "so", opening)
    made = make_backup(folder, NOW_MS, "Theo yêu cầu")
    with closing(open_with_lock(folder.root, opening)) as window:
        register(window.database, 1)
    restore(folder, made.name, NOW_MS)
    with closing(open_beside(folder.root, opening)) as command:
        assert numbers_in(command.database) == []

    with closing(open_with_lock(folder.root, opening)) as window:
        assert (window.recovery, numbers_in(window.database)) == (None, [])


def test_a_command_of_another_account_waits_until_the_window_is_closed(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    window = open_with_lock(tmp_path / "so", an_opening(tmp_path / "data"))
    with pytest.raises(OfficeOpenElsewhere):
        open_beside(tmp_path / "so", an_opening(tmp_path / "other"))
    window.close()
    open_beside(tmp_path / "so", an_opening(tmp_path / "other")).close()


def test_a_second_window_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    window = open_with_lock(tmp_path / "so", an_opening(tmp_path / "data"))
    with pytest.raises(OfficeOpenElsewhere):
        open_with_lock(tmp_path / "so", an_opening(tmp_path / "data"))
    register(window.database, 1)
    window.close()


def test_an_open_office_can_be_looked_at_through_its_newest_backup(tmp_path: Path) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    window = open_with_lock(tmp_path / "so", an_opening(tmp_path / "data"))
    register(window.database, 1)
    make_backup(folder, NOW_MS, "Theo yêu cầu")
    register(window.database, 2)

    look = open_to_look(tmp_path / "so")
    assert look.database.read_only
    assert numbers_in(look.database) == [1]
    assert "09:42 ngày 05/6/2026" in look.notices[0]
    look.close()
    window.close()


def test_without_a_backup_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    with pytest.raises(OfficeRefused, match="chưa có bản sao lưu"):
        open_to_look(tmp_path / "so")


@pytest.mark.parametrize("harm", ["head", "length", "schema", "newest event"])
def test_a_damaged_office_is_brought_back_from_its_newest_good_backup(
    tmp_path: Path, harm: str
) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    good = make_backup(folder, NOW_MS, "Khi đóng sổ")
    bad = make_backup(folder, NOW_MS + 60_000, "Khi đóng sổ")
    spoil(folder.backups / bad.name / "office.db", "middle")
    spoil(folder.database, harm)
    before = folder.database.read_bytes()

    with closing(open_with_lock(tmp_path / "so", an_opening(tmp_path / "data"))) as opened:
        recovery = opened.recovery

    assert recovery is not None
    assert recovery.backup_name == good.name
    assert (folder.root / recovery.kept_aside / "office.db").read_bytes() == before


def spoil(path: Path, where: str) -> None:
    if where == "schema":
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("DROP TABLE log_lines")
        return
    if where == "newest event":
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("DROP TRIGGER events_no_update")
            database.execute("UPDATE events SET title = 'khác'")
        return
    size = path.stat().st_size
    with path.open("r+b") as stream:
        if where == "length":
            stream.truncate(size - 4096)
            return
        stream.seek(0 if where == "head" else size // 4 // 4096 * 4096)
        stream.write(b"\xa5" * (4096 if where == "head" else size // 2))


def test_a_fault_in_the_middle_is_found_beside_the_open_office_and_ends_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "CHECKED_AT_START", 0)
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    good = make_backup(folder, NOW_MS, "Khi đóng sổ")
    opened = open_with_lock(folder.root, an_opening(tmp_path / "data"))
    register(opened.database, 1)
    assert opened.health_check().is_sound()
    opened.close()
    spoil_a_leaf(folder.database)

    opened = open_with_lock(folder.root, an_opening(tmp_path / "data"))
    assert not opened.health_check().is_sound()

    with pytest.raises(OfficeDamaged, match="ngừng ghi"):
        register(opened.database, 2)
    damage = opened.damage()
    assert damage.backup == good.name
    assert "ngừng ghi" in damage.sentence
    opened.close()

    again = open_with_lock(folder.root, an_opening(tmp_path / "data"))
    assert again.recovery is not None
    assert numbers_in(again.database) == [1]
    assert again.health_check().is_sound()
    again.close()


def spoil_a_leaf(path: Path) -> None:
    """Write random bytes over a page that no start reads: the last of the search index."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'incoming'"
        ).fetchone()
    with path.open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(random.Random(5).randbytes(4096))


def test_a_check_that_is_stopped_finds_nothing_and_harms_nothing(tmp_path: Path) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    opened = open_with_lock(folder.root, an_opening(tmp_path / "data"))
    check = opened.health_check()
    check.stop()
    assert check.is_sound()
    register(opened.database, 1)
    opened.close()


def test_a_damaged_office_without_backup_and_mirror_says_so(tmp_path: Path) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    shutil.rmtree(folder.journal)
    folder.database.write_bytes(b"not a database" * 1000)
    with pytest.raises(OfficeDamaged, match="nơi thứ hai"):
        open_with_lock(tmp_path / "so", an_opening(tmp_path / "data"))


def test_an_office_of_a_newer_program_is_refused_unchanged(tmp_path: Path) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    with closing(sqlite3.connect(folder.database)) as database:
        database.execute("PRAGMA user_version = 999")
        database.execute("PRAGMA journal_mode = DELETE")
    before = folder.database.read_bytes()
    for way_in in (open_with_lock, open_beside):
        with pytest.raises(OfficeTooNew, match="mới hơn"):
            way_in(tmp_path / "so", an_opening(tmp_path / "data"))
    with closing(sqlite3.connect(folder.database)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    assert folder.database.read_bytes()[60:64] == before[60:64]


def test_a_refused_office_gives_its_lock_back(tmp_path: Path) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    whole = folder.database.read_bytes()
    folder.database.write_bytes(b"not a database" * 1000)
    shutil.rmtree(folder.journal)
    with pytest.raises(OfficeDamaged):
        open_with_lock(tmp_path / "so", an_opening(tmp_path / "data"))
    folder.database.write_bytes(whole)
    open_with_lock(tmp_path / "so", an_opening(tmp_path / "data")).close()


def test_a_folder_without_an_office_or_on_a_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OfficeRefused, match="init"):
        open_with_lock(tmp_path, an_opening(tmp_path / "data"))


def test_a_read_only_office_can_still_be_looked_at(tmp_path: Path) -> None:
    with small_disk(tmp_path / "ổ", kilobytes=8 * 1024) as disk:
        folder = an_office(disk / "so", an_opening(tmp_path / "data"))
        make_backup(folder, NOW_MS, "Khi đóng sổ")
        make_read_only(disk)
        with pytest.raises(DiskRefused, match="Mở để xem"):
            open_with_lock(folder.root, an_opening(tmp_path / "data"))
        look = open_to_look(folder.root)
        assert numbers_in(look.database) == []
        look.close()


def test_a_full_disk_is_told_and_the_book_stays_whole(tmp_path: Path) -> None:
    with small_disk(tmp_path / "ổ", kilobytes=4 * 1024) as disk:
        folder = an_office(disk / "so", an_opening(tmp_path / "data"))
        opened = open_with_lock(folder.root, an_opening(tmp_path / "data"))
        register(opened.database, 1)
        opened.close()
        fill(disk / "phim.mp4")

        with pytest.raises(DiskRefused, match="đầy"):
            open_with_lock(folder.root, an_opening(tmp_path / "data"))

        (disk / "phim.mp4").unlink()
        opened = open_with_lock(folder.root, an_opening(tmp_path / "data"))
        assert numbers_in(opened.database) == [1]
        assert opened.database.local(TOKEN)
        opened.close()


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as stream:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while stream.write(b"0" * size):
                    pass
            except OSError:
                continue


def test_an_office_in_a_synced_folder_opens_with_a_warning(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "so").rename(tmp_path / "OneDrive" / "so")

    opened = open_with_lock(tmp_path / "OneDrive" / "so", an_opening(tmp_path / "data"))
    assert "OneDrive" in opened.notices[0]
    opened.close()


def test_an_office_on_a_network_drive_is_not_opened_for_writing(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    there = replace(an_opening(tmp_path / "data"), is_network=lambda _: True)
    for way_in in (open_with_lock, open_beside):
        with pytest.raises(OfficeRefused, match="ổ mạng"):
            way_in(tmp_path / "so", there)
