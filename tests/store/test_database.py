"""The file itself: schema, versions, what SQLite refuses, readers beside a writer."""

from __future__ import annotations

import signal
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.builders import NOW_MS, TODAY, an_arrival, an_id
from tests.desk import Desk
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import ListQuery
from wardapp.core.errors import (
    BadValue,
    DiskRefused,
    OfficeDamaged,
    OfficeRefused,
    OfficeTooNew,
    StoreBusy,
)
from wardapp.store import connecting, migrations
from wardapp.store.database import Database
from wardapp.store.sqlite_files import copy_checked, faults_of
from wardapp.store.tables import metadata

if sys.platform != "win32":
    import resource


NOW = migrations.NEWEST


def schema_of(path: Path) -> dict[str, object]:
    """Columns, foreign keys and unique keys of every table of records."""
    with closing(sqlite3.connect(path)) as bare:
        names = bare.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_search%' "
            "ESCAPE '\\'"
        ).fetchall()
        return {name: schema_of_table(bare, name) for (name,) in names}


def schema_of_table(bare: sqlite3.Connection, table: str) -> object:
    columns = bare.execute(
        'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)
    ).fetchall()
    parents = bare.execute(
        'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', (table,)
    ).fetchall()
    keys = bare.execute(
        "SELECT name FROM pragma_index_list(?) WHERE origin != 'c'", (table,)
    ).fetchall()
    unique = [bare.execute("SELECT name FROM pragma_index_info(?)", key).fetchall() for key in keys]
    return columns, sorted(parents), sorted(unique)


def indexes_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as bare:
        found = bare.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql NOTNULL")
        return sorted(" ".join(sql.split()) for (sql,) in found)


def test_a_migrated_database_has_the_schema_of_the_tables(template: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    engine = create_engine(f"sqlite:///{made}")
    metadata.create_all(engine)
    engine.dispose()

    assert schema_of(template) == schema_of(made)
    assert indexes_of(template) == indexes_of(made)


def test_missing_steps_are_announced_once_together_and_each_run_once(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.db"
    path.write_bytes(template.read_bytes())
    steps = (*migrations.STEPS, ("CREATE TABLE later (id TEXT)",), ("DROP TABLE later",))
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations, "NEWEST", len(steps))
    announced: list[int] = []

    Database.open(path, before_migration=announced.append).close()
    Database.open(path, before_migration=announced.append).close()

    assert announced == [NOW]


def test_a_step_that_fails_leaves_the_version_before_it(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.db"
    path.write_bytes(template.read_bytes())
    steps = (*migrations.STEPS, ("CREATE TABLE later (id TEXT)", "SELECT nothing FROM nowhere"))
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations, "NEWEST", len(steps))

    with pytest.raises(OfficeRefused):
        Database.open(path)

    with closing(sqlite3.connect(path)) as bare:
        assert bare.execute("PRAGMA user_version").fetchone() == (NOW,)
        assert bare.execute("SELECT 1 FROM sqlite_master WHERE name = 'later'").fetchall() == []


def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    database.close()
    with closing(sqlite3.connect(database.path)) as bare:
        bare.execute("PRAGMA user_version = 99")

    with pytest.raises(OfficeTooNew, match="bản WardApp mới nhất"):
        Database.open(database.path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "office.db")) as bare:
        bare.execute("CREATE TABLE x (y)")

    with pytest.raises(OfficeRefused, match="không phải sổ của WardApp"):
        Database.open(tmp_path / "office.db")


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    path.write_bytes(b"khong phai co so du lieu" * 100)

    with pytest.raises(OfficeDamaged, match="dùng Khôi phục"):
        Database.open(path)


def test_a_missing_office_and_a_second_one_are_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(OfficeRefused, match="chưa có sổ"):
        Database.open(tmp_path / "none.db")
    with pytest.raises(OfficeRefused, match="đã có sổ"):
        Database.create(database.path, replica_id=an_id(1), office_id=an_id(2), now_ms=NOW_MS)


def test_an_office_opened_to_look_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    line = desk.register()
    copy = tmp_path / "copy.db"
    copy_checked(desk.database.path, copy)
    folder_before = {path: path.read_bytes() for path in (copy,)}

    looked = Database.open(copy, read_only=True)
    with looked.read() as tx:
        assert tx.incoming.get(line.id) == line
    with pytest.raises(OfficeRefused, match="chỉ để xem"):
        Desk(looked, desk.clock).register()
    looked.close()

    assert {path: path.read_bytes() for path in (copy,)} == folder_before


def test_a_reading_transaction_cannot_write(desk: Desk) -> None:
    with desk.database.read() as tx, pytest.raises(RuntimeError, match="cannot write"):
        tx.incoming.add(an_arrival(), arrival_number=1, record_id=an_id(1), registered_ms=1)


def test_one_call_is_one_transaction(desk: Desk) -> None:
    with desk.begin(), pytest.raises(RuntimeError, match="one call is one transaction"):
        desk.register()


def test_readers_see_one_view_while_another_thread_writes(desk: Desk) -> None:
    desk.register()
    with desk.database.read() as tx:
        before = tx.incoming.counts(ListQuery(), TODAY).all
        writer = threading.Thread(target=desk.register)
        writer.start()
        writer.join()
        assert tx.incoming.counts(ListQuery(), TODAY).all == before == 1

    with desk.database.read() as tx:
        assert tx.incoming.counts(ListQuery(), TODAY).all == 2


def test_only_the_writing_of_others_changes_the_data_version(
    desk: Desk, database: Database
) -> None:
    start = database.data_version()
    desk.register()
    assert database.data_version() == start

    beside = Database.open(database.path)
    Desk(beside, desk.clock).register()
    beside.close()
    assert database.data_version() != start


def test_a_number_too_large_and_broken_text_are_refused_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(BadValue, match="Số quá lớn"):
        desk.register(page_amount=2**70)
    with pytest.raises(BadValue, match="ký tự hỏng"):
        desk.register(subject="hỏng \ud800")
    assert desk.register().arrival_number == 1


def test_a_writer_that_waits_too_long_is_told_to_try_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.01)
    beside = Database.open(desk.database.path)
    with desk.begin(), pytest.raises(StoreBusy, match="đang bận"):
        Desk(beside, SetClock(NOW_MS)).register()

    assert Desk(beside, desk.clock).register().arrival_number == 1
    beside.close()


@contextmanager
def full_disk(at_size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is full."""
    if sys.platform == "win32":
        pytest.skip("limits of file size are a thing of Unix")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (at_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_refuses_in_a_sentence_and_keeps_what_stood(desk: Desk) -> None:
    first = desk.register()
    size = sum(path.stat().st_size for path in desk.database.path.parent.glob("office.db-wal"))
    with full_disk(size + 4096), pytest.raises(DiskRefused, match="ổ đĩa"):
        desk.register(description="dài " * 20_000)

    after = desk.register()
    with desk.database.read() as tx:
        assert tx.incoming.get(first.id) == first
        assert tx.journal.verify() == ()
    assert after.arrival_number >= 2
    assert faults_of(desk.database.path) == ()
