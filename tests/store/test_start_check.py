"""Beside the open window: old events that flipped, kept files gone, a check that goes on."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import an_issuer
from tests.damage import (
    a_worked_office,
    check_whole,
    opened,
)
from tests.folder_tools import NOW_MS, a_command, numbers_in, register, remove_kept
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import OfficeDamaged
from wardapp.core.safety import Healing
from wardapp.store.attachments import hashed_path
from wardapp.store.backup import make_backup
from wardapp.store.folder import OfficeFolder
from wardapp.store.sqlite_files import WHOLE_CHECK, faults_of


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """An office with a backup at line 2 and three more lines since, closed."""
    return a_worked_office(tmp_path)


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


def empty_an_index(path: Path) -> None:
    """Leave an index of the events without its entries, as a lost page does: `quick_check` nods."""
    name = "events_of_step"
    change = f"UPDATE sqlite_master SET sql = ? WHERE name = '{name}'"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        whole = f"SELECT sql FROM sqlite_master WHERE name = '{name}'"
        (sql,) = database.execute(whole).fetchone()
        database.execute("PRAGMA writable_schema = ON")
        database.execute(change, (f"{sql} WHERE seq < 0",))
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(f"REINDEX {name}")
        database.execute("PRAGMA writable_schema = ON")
        database.execute(change, (sql,))


def test_an_index_that_lost_events_is_found_beside_the_window_and_mended(
    office: OfficeFolder, tmp_path: Path
) -> None:
    empty_an_index(office.database)
    assert faults_of(office.database) == ()
    assert faults_of(office.database, WHOLE_CHECK)

    with opened(office, tmp_path) as first:
        assert first.recovery is None
        assert not first.health_check().is_sound()
    with opened(office, tmp_path) as again:
        assert again.recovery is not None
        assert again.recovery.lost == ()
        assert again.health_check().is_sound()
        assert faults_of(office.database, WHOLE_CHECK) == ()
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
            remove_kept(hashed_path(office.files, each.sha256))
        remove_kept(hashed_path(office.backups / "files", kept[1].sha256))

        assert first.health_check().is_sound()

        assert first.health.files.brought_back == (kept[0].name,)
        assert first.health.files.gone == (kept[1].name,)
        assert hashed_path(office.files, kept[0].sha256).read_bytes() == DATA[0]


DATA = (b"mot", b"hai", b"ba")
