"""A damaged office comes back by itself: whatever was harmed, what was acknowledged is there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import an_issuer
from tests.copies import copy_folder
from tests.damage import (
    HARMS,
    Harm,
    a_worked_office,
    check_whole,
    empty,
    lose_a_table,
    lose_the_head,
    opened,
    random_bytes,
    vanish,
    zero_a_page,
)
from tests.folder_tools import (
    NOW_MS,
    a_command,
    an_office,
    an_opening,
    numbers_in,
    register,
    remove_kept,
)
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import OfficeDamaged
from wardapp.core.safety import Healing
from wardapp.store.attachments import FileStore
from wardapp.store.backup import make_backup, shelf_of
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror import BEHIND, mirror_files
from wardapp.store.opening import OpenFolder, open_with_lock
from wardapp.store.recovery_marks import reports_in
from wardapp.store.restoring import restore


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """An office with a backup at line 2 and three more lines since, closed."""
    return a_worked_office(tmp_path)


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


@pytest.mark.parametrize("doubt", ["behind", "flipped"])
def test_where_the_mirror_may_lack_something_the_office_goes_on_as_a_new_copy(
    office: OfficeFolder, tmp_path: Path, doubt: str
) -> None:
    before = replica(office)
    empty(office.database)
    if doubt == "behind":
        (office.journal / BEHIND).write_text("ổ đĩa đã đầy", encoding="utf-8")
    else:
        mirror = mirror_files(office)[-1]
        lines = mirror.read_bytes().splitlines(keepends=True)
        mirror.write_bytes(b"".join((*lines[:-1], lines[-1][:-9] + b"x" + lines[-1][-8:])))

    with opened(office, tmp_path) as again:
        assert again.recovery is not None
        assert not again.recovery.goes_on
        assert again.database.replica_id != before
        register(again.database, 9)
    with opened(office, tmp_path) as later:
        assert later.recovery is None
        assert numbers_in(later.database)[-1] == 9


def test_kept_files_that_went_with_the_database_come_back_from_the_backups(
    office: OfficeFolder, tmp_path: Path
) -> None:
    kept = FileStore(office.files).keep(b"giay", "giay.pdf", FileRole.ORIGINAL)
    make_backup(office, NOW_MS + 60_000, "Theo yêu cầu")
    remove_kept(office.files)
    empty(office.database)

    with opened(office, tmp_path) as again:
        assert again.recovery is not None
        assert FileStore(office.files).find(kept.sha256) is not None


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
    copy_folder(other.journal, office.journal)

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
