"""A damaged office comes back by itself: whatever was harmed, what was acknowledged is there."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import an_issuer
from tests.folder_tools import NOW_MS, a_command, an_office, an_opening, numbers_in, register
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import OfficeDamaged
from wardapp.core.safety import Healing
from wardapp.store.attachments import hashed_path
from wardapp.store.backup import make_backup, restore, shelf_of
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror import mirror_files
from wardapp.store.opening import OpenFolder, open_with_lock
from wardapp.store.rebuild import rebuild
from wardapp.store.recovery_marks import reports_in
from wardapp.store.sqlite_files import faults_of

Harm = Callable[[Path], None]


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """An office with a backup at line 2 and three more lines since, closed."""
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    with opened(folder, tmp_path) as office:
        register(office.database, 1)
        register(office.database, 2)
        make_backup(folder, NOW_MS, "Khi đóng sổ")
        for number in (3, 4, 5):
            register(office.database, number)
    return folder


def opened(folder: OfficeFolder, tmp_path: Path) -> closing[OpenFolder]:
    return closing(open_with_lock(folder.root, an_opening(tmp_path / "data")))


def zero_a_page(path: Path) -> None:
    overwrite(path, 4 * 4096, bytes(4096))


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(data)


def cut(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size // 2 // 4096 * 4096)


def lose_the_head(path: Path) -> None:
    overwrite(path, 0, bytes(100))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def vanish(path: Path) -> None:
    path.unlink()


def lose_a_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE log_lines")


def spoil_the_newest_event(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("DROP TRIGGER events_no_update")
        database.execute("UPDATE events SET title = 'khác'")


def random_bytes(path: Path) -> None:
    overwrite(path, 4096, random.Random(3).randbytes(path.stat().st_size // 2))


HARMS: tuple[Harm, ...] = (
    zero_a_page,
    cut,
    lose_the_head,
    empty,
    become_a_folder,
    vanish,
    lose_a_table,
    spoil_the_newest_event,
    random_bytes,
)


def check_whole(folder: OfficeFolder, office: OpenFolder, tmp_path: Path) -> None:
    """The file, the chains and the state are what the events say."""
    assert faults_of(folder.database) == ()
    with office.database.read() as tx:
        assert tx.journal.verify() == ()
        assert tx.work.connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert rebuild(office.database, tmp_path / f"again-{random.random()}.db") == ()


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_damaged_office_comes_back_with_every_line(
    office: OfficeFolder, tmp_path: Path, harm: Harm
) -> None:
    before = replica(office)
    harm(office.database)

    with opened(office, tmp_path) as again:
        recovery = again.recovery
        assert numbers_in(again.database) == [1, 2, 3, 4, 5]
        check_whole(office, again, tmp_path)
        register(again.database, 6)
        assert again.database.replica_id == before

    assert recovery is not None
    assert recovery.backup_name == shelf_of(office).list()[0].name
    assert (recovery.replayed_events, recovery.replayed_dispatches) == (3, 3)
    assert recovery.goes_on
    assert reports_in(office) == (recovery,)
    kept = office.root / recovery.kept_aside / "office.db"
    assert kept.exists() or harm is vanish
    with opened(office, tmp_path) as later:
        assert later.recovery is None
        assert numbers_in(later.database) == [1, 2, 3, 4, 5, 6]


def replica(folder: OfficeFolder) -> str:
    with closing(sqlite3.connect(folder.database)) as database:
        return str(
            database.execute("SELECT value FROM local WHERE name = 'replica_id'").fetchone()[0]
        )


def test_an_older_copy_in_its_place_is_noticed_and_gets_the_lines_since(
    office: OfficeFolder, tmp_path: Path
) -> None:
    shutil.copyfile(office.database, tmp_path / "older.db")
    with opened(office, tmp_path) as now:
        register(now.database, 6)
    shutil.copyfile(tmp_path / "older.db", office.database)

    with opened(office, tmp_path) as again:
        assert numbers_in(again.database) == [1, 2, 3, 4, 5, 6]
        assert again.recovery is not None
        assert again.recovery.healing is Healing.RECOVERED
        assert again.recovery.backup_name == ""
        check_whole(office, again, tmp_path)


def test_without_any_backup_the_mirror_alone_makes_the_office_again(
    office: OfficeFolder, tmp_path: Path
) -> None:
    before = replica(office)
    shutil.rmtree(office.backups)
    lose_the_head(office.database)

    with opened(office, tmp_path) as again:
        assert numbers_in(again.database) == [1, 2, 3, 4, 5]
        assert again.database.replica_id == before
        check_whole(office, again, tmp_path)


def test_without_a_mirror_what_the_damaged_file_still_gives_is_brought_back(
    office: OfficeFolder, tmp_path: Path
) -> None:
    before = replica(office)
    shutil.rmtree(office.journal)
    lose_a_table(office.database)

    with opened(office, tmp_path) as again:
        assert numbers_in(again.database) == [1, 2, 3, 4, 5]
        assert again.recovery is not None
        assert again.recovery.healing is Healing.RECOVERED
        assert again.database.replica_id != before, "a mirror that is gone proves nothing"
        check_whole(office, again, tmp_path)


def test_with_the_backup_alone_the_clerk_is_told_from_when_on_lines_may_be_missing(
    office: OfficeFolder, tmp_path: Path
) -> None:
    shutil.rmtree(office.journal)
    empty(office.database)

    with opened(office, tmp_path) as again:
        assert numbers_in(again.database) == [1, 2]
        assert again.recovery is not None
        assert again.recovery.healing is Healing.PARTLY
        assert "có thể thiếu" in again.recovery.lost[0]
        assert any("bản khôi phục" in each.title for each in steps(again))
        check_whole(office, again, tmp_path)


def steps(office: OpenFolder) -> Iterator[object]:
    with office.database.read() as tx:
        yield from tx.journal.events(office.database.replica_id)


def test_where_nothing_holds_enough_the_file_is_left_and_the_clerk_is_told(
    office: OfficeFolder, tmp_path: Path
) -> None:
    shutil.rmtree(office.backups)
    shutil.rmtree(office.journal)
    random_bytes(office.database)
    before = office.database.read_bytes()

    with pytest.raises(OfficeDamaged, match="nơi thứ hai"):
        open_with_lock(office.root, an_opening(tmp_path / "data"))

    assert office.database.read_bytes() == before
    assert list(office.root.glob(".*")) == []


def test_rows_without_events_are_taken_over_from_the_damaged_file(
    office: OfficeFolder, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(office.database, isolation_level=None)) as database:
        database.execute("INSERT INTO private_people VALUES ('r', 'Nguyễn Văn A', 'Tổ 1', '09')")
        database.execute("INSERT INTO draft_texts VALUES ('d', '{}', 7)")
        database.execute("INSERT INTO local VALUES ('title', 'Sổ Liên Hồ')")
    lose_a_table(office.database)

    with opened(office, tmp_path) as again:
        with again.database.read() as tx:
            people = tx.work.connection.exec_driver_sql("SELECT full_name FROM private_people")
            assert people.scalars().all() == ["Nguyễn Văn A"]
            texts = tx.work.connection.exec_driver_sql("SELECT changed_ms FROM draft_texts")
            assert texts.scalars().all() == [7]
        assert again.database.local("title") == "Sổ Liên Hồ"
        assert again.recovery is not None
        assert again.recovery.lost == ()


def tear(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(path.read_bytes()[-300:-150])


def edit_a_line(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("Vào sổ".encode(), "Xóa sổ".encode(), 1))


@pytest.mark.parametrize("harm", [tear, edit_a_line, vanish, empty, random_bytes])
def test_a_harmed_mirror_of_a_sound_office_is_made_whole_again(
    office: OfficeFolder, tmp_path: Path, harm: Harm
) -> None:
    harm(mirror_files(office)[-1])
    with opened(office, tmp_path) as again:
        assert again.recovery is None
        register(again.database, 6)
        assert again.database.catch_up() == ""
    shutil.rmtree(office.backups)
    lose_the_head(office.database)

    with opened(office, tmp_path) as again:
        assert numbers_in(again.database) == [1, 2, 3, 4, 5, 6]
        check_whole(office, again, tmp_path)


def test_database_and_mirror_both_damaged_give_together_what_each_still_has(
    office: OfficeFolder, tmp_path: Path
) -> None:
    path = mirror_files(office)[-1]
    lines = path.read_bytes().splitlines(keepends=True)
    lines[-3] = lines[-3].replace("Vào".encode(), "Xóa".encode())
    path.write_bytes(b"".join(lines))
    lose_a_table(office.database)

    with opened(office, tmp_path) as again:
        assert numbers_in(again.database) == [1, 2, 3, 4, 5]
        check_whole(office, again, tmp_path)


def test_the_mirror_of_another_office_is_put_aside(office: OfficeFolder, tmp_path: Path) -> None:
    other = an_office(tmp_path / "khác", an_opening(tmp_path / "data"))
    with opened(other, tmp_path) as there:
        register(there.database, 9)
    shutil.rmtree(office.journal)
    shutil.copytree(other.journal, office.journal)

    with opened(office, tmp_path) as again:
        assert again.recovery is None
        assert numbers_in(again.database) == [1, 2, 3, 4, 5]
        assert again.database.catch_up() == ""
    assert len(list(office.journal.glob("*.khac"))) == 1


def test_a_restore_by_the_clerk_is_no_damage_and_is_followed(
    office: OfficeFolder, tmp_path: Path
) -> None:
    restore(office, shelf_of(office).list()[0].name, NOW_MS + 5)
    with opened(office, tmp_path) as again:
        assert again.recovery is None
        assert numbers_in(again.database) == [1, 2]
        register(again.database, 7)
    lose_the_head(office.database)

    with opened(office, tmp_path) as again:
        assert numbers_in(again.database) == [1, 2, 7]
        check_whole(office, again, tmp_path)


def test_events_of_a_copy_that_went_on_as_another_come_back_too(
    office: OfficeFolder, tmp_path: Path
) -> None:
    with closing(open_with_lock(office.root, an_opening(tmp_path / "other PC"))) as there:
        register(there.database, 6)
        with there.database.begin(a_command(NOW_MS, "Sửa")) as tx:
            tx.catalogue.save_issuer(an_issuer(name="Ban khác"))
    zero_a_page(office.database)
    lose_the_head(office.database)

    with closing(open_with_lock(office.root, an_opening(tmp_path / "other PC"))) as again:
        assert again.notices == ()
        assert numbers_in(again.database) == [1, 2, 3, 4, 5, 6]
        check_whole(office, again, tmp_path)


def flip_an_old_event(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        trigger = "SELECT sql FROM sqlite_master WHERE name = 'events_no_update'"
        (guard,) = database.execute(trigger).fetchone()
        database.execute("DROP TRIGGER events_no_update")
        database.execute("UPDATE events SET title = 'Vao so' WHERE rowid = 2")
        database.execute(guard)


def test_an_old_event_that_flipped_is_found_beside_the_window_and_mended(
    office: OfficeFolder, tmp_path: Path
) -> None:
    flip_an_old_event(office.database)

    with opened(office, tmp_path) as first:
        assert first.recovery is None
        assert not first.health_check().is_sound()
        with pytest.raises(OfficeDamaged):
            register(first.database, 6)
    with opened(office, tmp_path) as again:
        assert again.recovery is not None
        assert again.recovery.healing is Healing.RECOVERED
        assert again.health_check().is_sound()
        check_whole(office, again, tmp_path)


def test_a_flip_that_every_copy_has_is_told_once_and_stops_nobody(
    office: OfficeFolder, tmp_path: Path
) -> None:
    flip_an_old_event(office.database)
    shutil.rmtree(office.backups)
    shutil.rmtree(office.journal)
    make_backup(office, NOW_MS, "Khi đóng sổ")

    with opened(office, tmp_path) as first:
        assert not first.health_check().is_sound()
    with opened(office, tmp_path) as again:
        assert again.recovery is not None
        assert "không còn khớp mã băm" in " ".join(again.recovery.lost)
        assert again.health_check().is_sound()
        register(again.database, 6)
        assert numbers_in(again.database) == [1, 2, 3, 4, 5, 6]
    with opened(office, tmp_path) as later:
        assert later.recovery is None
        assert later.health_check().is_sound()


def test_the_check_goes_on_from_where_it_was_sound_and_can_be_stopped(
    office: OfficeFolder, tmp_path: Path
) -> None:
    with opened(office, tmp_path) as first:
        assert first.health_check().is_sound()
        assert first.health.events == 6
        register(first.database, 6)
        again = first.health_check()
        assert again.is_sound()
        assert 1 <= first.health.events <= 6 + 1
        stopped = first.health_check()
        stopped.stop()
        assert stopped.is_sound()


def test_files_that_are_gone_come_back_from_the_backups_or_are_named(
    office: OfficeFolder, tmp_path: Path
) -> None:
    with opened(office, tmp_path) as first:
        kept = [first.files.keep(data, f"{data!r}.txt", FileRole.ORIGINAL) for data in DATA]
        with first.database.begin(a_command(NOW_MS)) as tx:
            line = tx.incoming.by_number(an_issuer().id, 2026, 5)
            assert line is not None
            tx.incoming.save(replace(line, attachments=tuple(kept)))
        make_backup(office, NOW_MS + 60_000, "Khi đóng sổ")
        for each in kept[:2]:
            hashed_path(office.files, each.sha256).unlink()
        lost = hashed_path(office.backups / "files", kept[1].sha256)
        lost.chmod(0o600)
        lost.unlink()

        assert first.health_check().is_sound()

        assert first.health.files.brought_back == (kept[0].name,)
        assert first.health.files.gone == (kept[1].name,)
        assert hashed_path(office.files, kept[0].sha256).read_bytes() == DATA[0]


DATA = (b"mot", b"hai", b"ba")
