"""Backups: whole, compared row by row, thinned out, and back again."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import an_issuer
from tests.folder_tools import (
    NOW_MS,
    a_command,
    an_office,
    an_opening,
    read,
    register,
    small_disk,
    write,
)
from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import DiskRefused, NotFound, OfficeDamaged, StoreBusy
from wardapp.core.files import remove_file
from wardapp.store.backup import (
    changed_since_last,
    make_backup,
    shelf_of,
    sweep_strays,
)
from wardapp.store.backup_thinning import NEWEST
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder
from wardapp.store.opening import open_with_lock
from wardapp.store.restoring import restore

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    return an_office(tmp_path / "so", an_opening(tmp_path / "data"))


def keep_with_line(folder: OfficeFolder, data: bytes) -> str:
    """Keep a file and hang it on line 1."""
    kept = folder.file_store().keep(data, "CV 142.pdf", FileRole.ORIGINAL)
    hang(folder, (kept,))
    return kept.sha256


def hang(folder: OfficeFolder, files: tuple[Attachment, ...]) -> None:
    database = Database.open(folder.database)
    with database.begin(a_command(NOW_MS)) as tx:
        line = tx.incoming.by_number(an_issuer().id, 2026, 1)
        assert line is not None
        tx.incoming.save(replace(line, attachments=files))
    database.close()


def test_a_backup_brings_the_book_back_and_keeps_the_present(folder: OfficeFolder) -> None:
    write(folder, 1)
    kept = make_backup(folder, NOW_MS, "Theo yêu cầu")
    write(folder, 2)

    restore(folder, kept.name, NOW_MS + MINUTE_MS)

    assert read(folder) == [1]
    before = shelf_of(folder).list()[0]
    assert before.reason == "Trước khi khôi phục"
    assert before.dispatches == 2
    restore(folder, before.name, NOW_MS + 2 * MINUTE_MS)
    assert read(folder) == [1, 2]


def test_a_restored_office_is_a_new_replica(folder: OfficeFolder, tmp_path: Path) -> None:
    opened = open_with_lock(folder.root, an_opening(tmp_path / "data"))
    opened.close()
    kept = make_backup(folder, NOW_MS, "Khi đóng sổ")
    restore(folder, kept.name, NOW_MS)

    again = open_with_lock(folder.root, an_opening(tmp_path / "data"))
    assert again.database.replica_id != opened.database.replica_id
    assert "khôi phục" in again.notices[0]
    again.close()


def test_a_backup_is_made_while_the_window_writes(folder: OfficeFolder) -> None:
    database = Database.open(folder.database)
    register(database, 1)
    with database.begin(a_command(NOW_MS)) as tx:
        tx.catalogue.save_settings(tx.catalogue.settings())
        kept = make_backup(folder, NOW_MS, "Theo yêu cầu")
    register(database, 2)
    database.close()
    assert kept.dispatches == 1
    assert shelf_of(folder).faults(kept.name) == ()


def test_kept_files_come_back_with_the_book(folder: OfficeFolder) -> None:
    write(folder, 1)
    sha256 = keep_with_line(folder, b"%PDF-1.7 noi dung")
    kept = make_backup(folder, NOW_MS, "Theo yêu cầu")
    assert kept.note == ""
    remove_file(folder.files / sha256[:2] / sha256)

    restore(folder, kept.name, NOW_MS + MINUTE_MS)

    assert folder.file_store().find(sha256) == folder.files / sha256[:2] / sha256
    assert (folder.files / sha256[:2] / sha256).read_bytes() == b"%PDF-1.7 noi dung"


def test_many_backups_hold_a_kept_file_once(folder: OfficeFolder) -> None:
    folder.file_store().keep(b"0" * 100_000, "a.pdf", FileRole.ORIGINAL)
    for number in range(NEWEST + 3):
        make_backup(folder, NOW_MS + number * MINUTE_MS, "Theo yêu cầu")

    names = [backup.name for backup in shelf_of(folder).list()]
    assert len(names) == NEWEST  # of one hour the newest stay
    assert names == sorted(names, reverse=True)
    assert len([path for path in (folder.backups / "files").rglob("*") if path.is_file()]) == 1


def test_two_backups_of_one_second_have_two_names(folder: OfficeFolder) -> None:
    names = {make_backup(folder, NOW_MS, "Theo yêu cầu").name for _ in range(2)}
    assert names == {"2026-06-05_09-42-00", "2026-06-05_09-42-00-2"}


def test_only_a_change_asks_for_a_backup(folder: OfficeFolder) -> None:
    assert changed_since_last(folder)
    make_backup(folder, NOW_MS, "Khi mở sổ")
    assert not changed_since_last(folder)
    write(folder, 1)
    assert changed_since_last(folder)


def test_a_half_written_backup_is_never_offered(folder: OfficeFolder) -> None:
    (folder.backups / ".1234.dang-ghi").mkdir()
    (folder.backups / ".1234.dang-ghi" / "manifest.json").write_text("{}")
    (folder.backups / "2026-06-04_10-00-00").mkdir()
    (folder.backups / "2026-06-04_10-00-00" / "manifest.json").write_text('{"made_ms": 1')
    assert shelf_of(folder).list() == ()


def test_an_altered_backup_is_not_restored_and_nothing_changes(folder: OfficeFolder) -> None:
    write(folder, 1)
    kept = make_backup(folder, NOW_MS, "Theo yêu cầu")
    with (folder.backups / kept.name / "office.db").open("r+b") as stream:
        stream.seek(5000)
        stream.write(b"\xa5" * 500)

    with pytest.raises(OfficeDamaged, match="chọn bản khác"):
        restore(folder, kept.name, NOW_MS)
    assert read(folder) == [1]
    assert shelf_of(folder).newest_good() is None


@pytest.mark.parametrize("name", ["không có", "../so", "..", ""])
def test_an_unknown_backup_is_refused(folder: OfficeFolder, name: str) -> None:
    with pytest.raises(NotFound):
        restore(folder, name, NOW_MS)


def test_a_damaged_database_is_kept_aside_when_a_backup_replaces_it(folder: OfficeFolder) -> None:
    write(folder, 1)
    kept = make_backup(folder, NOW_MS, "Khi đóng sổ")
    folder.database.write_bytes(b"hong" * 5000)

    restore(folder, kept.name, NOW_MS)

    assert read(folder) == [1]
    aside = next(folder.backups.glob("hong-*"))
    assert (aside / "office.db").read_bytes() == b"hong" * 5000


def test_restoring_is_refused_while_another_program_has_the_office_open(
    folder: OfficeFolder,
) -> None:
    kept = make_backup(folder, NOW_MS, "Theo yêu cầu")
    other = Database.open(folder.database)
    register(other, 1)
    with pytest.raises(StoreBusy, match="bận"):
        restore(folder, kept.name, NOW_MS)
    register(other, 2)
    other.close()
    assert read(folder) == [1, 2]


def fill_and_back_up(disk: Path, folder: OfficeFolder) -> None:
    for number in range(9, 20):
        (disk / f"đầy {number}").write_bytes(b"0" * shutil.disk_usage(disk).free)
        make_backup(folder, NOW_MS + number * HOUR_MS, "Theo yêu cầu")


def test_a_full_disk_leaves_no_half_backup(tmp_path: Path) -> None:
    with small_disk(tmp_path / "ổ", kilobytes=6144) as disk:
        folder = an_office(disk / "so", an_opening(tmp_path / "data"))
        write(folder, 1)
        for number in range(8):  # old ones make way for new ones
            make_backup(folder, NOW_MS + number * HOUR_MS, "Theo yêu cầu")
        kept = shelf_of(folder).list()
        with pytest.raises(DiskRefused):
            fill_and_back_up(disk, folder)

        assert NEWEST <= len(kept) < 8
        assert list(folder.backups.glob(".*")) == []
        left = shelf_of(folder).list()
        assert len(left) == NEWEST
        assert all(shelf_of(folder).proof(each.name) == () for each in left)
        assert read(folder) == [1]


def test_a_file_that_only_history_names_is_never_swept(folder: OfficeFolder) -> None:
    write(folder, 1)
    named = keep_with_line(folder, b"da go ra")
    hang(folder, ())
    stray = folder.file_store().keep(b"khong ai goi", "x", FileRole.ORIGINAL)
    far_ahead = 4_000_000_000_000

    assert sweep_strays(folder, far_ahead) == 1
    assert folder.file_store().find(named) is not None
    assert folder.file_store().find(stray.sha256) is None


def test_of_a_book_whose_index_no_longer_fits_no_backup_counts(folder: OfficeFolder) -> None:
    with closing(sqlite3.connect(folder.database, isolation_level=None)) as raw:
        raw.execute("CREATE TABLE thu (a)")
        raw.execute("CREATE INDEX thu_a ON thu (a)")
        raw.execute("INSERT INTO thu VALUES (1)")
        raw.execute("PRAGMA writable_schema = ON")
        broken = "CREATE INDEX thu_a ON thu (a) WHERE a > 100"
        raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'thu_a'", (broken,))

    with pytest.raises(OfficeDamaged, match="không qua được kiểm tra"):
        make_backup(folder, NOW_MS, "Thử")

    assert shelf_of(folder).list() == ()
