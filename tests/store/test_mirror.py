"""The mirror holds every event, whatever happens to its file, and never fails what is committed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Proof
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
from wardapp.store import mirror as mirror_module
from wardapp.store.backup import make_backup
from wardapp.store.database import Database
from wardapp.store.file_lock import try_lock, unlock
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror import BEHIND, LOCK, Mirror, hear_all, mirror_files
from wardapp.store.mirror_check import MirrorLook, look_at_mirror
from wardapp.store.mirror_lines import (
    Tale,
    body_of,
    cut_line,
    event_line,
    header_line,
    self_line,
)
from wardapp.store.mirror_tidy import tidy
from wardapp.store.opening import OpenFolder, open_beside, open_with_lock
from wardapp.store.reaching import reached_in, rows_after


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    return an_office(tmp_path / "so", an_opening(tmp_path / "data"))


def opened(folder: OfficeFolder, data: Path) -> closing[OpenFolder]:
    return closing(open_with_lock(folder.root, an_opening(data)))


def rows_of(database: Database) -> list[dict[str, object]]:
    with database.read() as tx:
        connection = tx.work.connection
        return [row for name in reached_in(connection) for row in rows_after(connection, name, 0)]


def check_same(folder: OfficeFolder, database: Database) -> None:
    """The mirror tells the events of the database, each as it is there."""
    tale, _ = hear_all(mirror_files(folder), {})
    kept = sorted(tale.rows.values(), key=lambda row: (row["replica_id"], row["seq"]))
    assert kept == sorted(rows_of(database), key=lambda row: (row["replica_id"], row["seq"]))
    assert (tale.stray, tale.begins, tale.office_id) == ({}, {}, database.office_id)


def test_every_event_is_mirrored_before_its_writer_is_told(
    folder: OfficeFolder, tmp_path: Path
) -> None:
    with opened(folder, tmp_path / "data") as office:
        for number in (1, 2, 3):
            register(office.database, number)
            check_same(folder, office.database)
        tale, _ = hear_all(mirror_files(folder))
        assert (tale.replica_id, tale.token) == (
            office.database.replica_id,
            office.database.local("token"),
        )


def test_a_window_and_a_command_write_one_mirror_in_turn(
    folder: OfficeFolder, tmp_path: Path
) -> None:
    with (
        opened(folder, tmp_path / "data") as window,
        closing(open_beside(folder.root, an_opening(tmp_path / "data"))) as command,
    ):
        for number in range(1, 9):
            register((window if number % 2 else command).database, number)
        check_same(folder, window.database)


def test_a_write_cut_off_between_commit_and_mirror_is_made_good_at_the_next_start(
    folder: OfficeFolder, tmp_path: Path
) -> None:
    with closing(Database.open(folder.database)) as bare:  # no mirror: as if killed before it
        register(bare, 1)
    assert look_at_mirror(folder).faults == ("Thiếu 1 sự kiện; sẽ được ghi bù khi mở sổ.",)
    with opened(folder, tmp_path / "data") as office:
        check_same(folder, office.database)
    assert look_at_mirror(folder) == MirrorLook((), {}, 0)


def test_a_big_file_is_followed_by_the_next_and_a_start_reads_only_that(
    folder: OfficeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror_module, "LONGEST", 3_000)
    for first in (1, 11):
        with opened(folder, tmp_path / "data") as office:
            for number in range(first, first + 8):
                register(office.database, number)
            check_same(folder, office.database)
    assert len(mirror_files(folder)) > 2
    mirror_files(folder)[0].write_bytes(b"x" * 70)
    with opened(folder, tmp_path / "data") as office:
        assert numbers_in(office.database) == [*range(1, 9), *range(11, 19)]


def test_a_mirror_too_big_keeps_what_the_two_newest_good_backups_lack(
    folder: OfficeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror_module, "LONGEST", 3_000)
    with opened(folder, tmp_path / "data") as office:
        register(office.database, 1)
        assert tidy(folder, most=1) == 0, "nothing goes without two backups"
        for number in range(2, 9):
            register(office.database, number)
        make_backup(folder, NOW_MS, "Khi đóng sổ")
        before = len(mirror_files(folder))
        for number in range(9, 17):
            register(office.database, number)
        assert tidy(folder, most=1) == 0, "nor with one"
        make_backup(folder, NOW_MS + 60_000, "Khi đóng sổ")
        assert tidy(folder, most=1) >= before - 1
        register(office.database, 17)
    folder.database.write_bytes(b"")
    newest = max(folder.backups.glob("2*/office.db"))
    newest.write_bytes(b"hong")
    with opened(folder, tmp_path / "data") as office:
        assert numbers_in(office.database) == list(range(1, 18))


@contextmanager
def locked(folder: OfficeFolder) -> Iterator[None]:
    with (folder.journal / LOCK).open("ab") as stream:
        assert try_lock(stream)
        try:
            yield
        finally:
            unlock(stream)


def test_a_mirror_that_somebody_keeps_locked_fails_no_write_and_catches_up(
    folder: OfficeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror_module, "_WAITS", (0.0,))
    with opened(folder, tmp_path / "data") as office:
        with locked(folder):
            register(office.database, 1)
            assert office.database.catch_up() == "tệp đang bận"
            assert (folder.journal / BEHIND).exists()
        register(office.database, 2)
        assert office.database.catch_up() == ""
        assert not (folder.journal / BEHIND).exists()
        check_same(folder, office.database)


def test_a_full_disk_under_the_mirror_fails_no_write(folder: OfficeFolder, tmp_path: Path) -> None:
    with opened(folder, tmp_path / "data") as office:
        with small_disk(tmp_path / "ổ", kilobytes=64) as disk:
            copy_folder(folder.journal, disk / "journal")
            away = folder.journal.rename(folder.root / "journal-cũ")
            folder.journal.symlink_to(disk / "journal")
            (disk / "phim").write_bytes(b"0" * 40_000)
            written = 0
            while not office.database.catch_up():
                register(office.database, written := written + 1)
            assert office.database.catch_up() == "ổ đĩa đã đầy"
            register(office.database, written + 1)
            (disk / "phim").unlink()
            register(office.database, written + 2)
            assert office.database.catch_up() == ""
            check_same(folder, office.database)
            folder.journal.unlink()
            office.database.close()
        away.rename(folder.journal)


def test_a_mirror_that_may_not_be_written_fails_no_write(
    folder: OfficeFolder, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "ổ", kilobytes=256) as disk:
        shutil.rmtree(folder.journal)
        (disk / "journal").mkdir()
        make_read_only(disk)
        folder.journal.symlink_to(disk / "journal")
        with opened(folder, tmp_path / "data") as office:
            register(office.database, 1)
            assert "chỉ cho đọc" in office.database.catch_up()
        folder.journal.unlink()
    with opened(folder, tmp_path / "data") as office:
        check_same(folder, office.database)


# ---- lines, tails, bits --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a mirror with events of two chains and notes between them."""
    root = tmp_path_factory.mktemp("mirror")
    folder = an_office(root / "so", an_opening(root / "data"))
    for step, data in enumerate(("data", "other", "data")):
        with opened(folder, root / data) as office:
            for number in range(3):
                register(office.database, 100 * step + number)
    return b"".join(path.read_bytes() for path in mirror_files(folder))


def told_by(data: bytes, path: Path) -> Tale:
    path.write_bytes(data)
    return hear_all((path,), {})[0]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_cut_off_mirror_tells_a_beginning_of_every_chain(
    whole: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(whole)))
    tail = data.draw(st.binary(max_size=60) | st.just(b"\0" * 700))
    path = tmp_path_factory.getbasetemp() / "cut.log"
    every = told_by(whole, path)
    tale = told_by(whole[:at] + tail, path)

    lines = whole[:at].count(b"\n")
    assert len(tale.rows) <= len(every.rows)
    assert all(every.rows[place] == row for place, row in tale.rows.items())
    for replica, (seq, own) in tale.reached.items():
        assert [tale.rows[replica, each]["seq"] for each in range(1, seq + 1)]
        assert tale.rows[replica, seq]["hash"] == own
    whole_lines = [body_of(line) for line in whole.splitlines(keepends=True)[:lines]]
    assert len(tale.rows) == sum(isinstance(each, list) for each in whole_lines)


@given(at=st.integers(0), bit=st.integers(0, 7))
@settings(max_examples=80, deadline=None)
def test_any_flipped_bit_is_told(
    whole: bytes, tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    assert is_flip_told(whole, tmp_path_factory.getbasetemp() / "flip.log", at, bit)


@pytest.mark.prove
@pytest.mark.timeout(900)
def test_every_sampled_flip_in_a_long_mirror_is_told(
    whole: bytes, tmp_path: Path, proof: Proof
) -> None:
    chance, tries = proof.random("mirror bits"), proof.times(test=50, prove=2_000, full=20_000)
    for _ in range(tries):
        at, bit = chance.randrange(len(whole)), chance.randrange(8)
        assert is_flip_told(whole, tmp_path / "flip.log", at, bit)
    proof.note("flipped bits told", tries)


def is_flip_told(whole: bytes, path: Path, at: int, bit: int) -> bool:
    spoilt = bytearray(whole)
    spoilt[at % len(whole)] ^= 1 << bit
    tale = told_by(bytes(spoilt), path)
    return bool(tale.bad_lines or tale.is_torn)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ENDS = st.dictionaries(NAMES, st.tuples(st.integers(0, 10**9), NAMES), max_size=4)


@given(office=NAMES, reached=ENDS, replica=NAMES, token=NAMES)
@settings(max_examples=40, deadline=None)
def test_what_the_mirror_says_of_itself_reads_back(
    office: str, reached: dict[str, tuple[int, str]], replica: str, token: str
) -> None:
    tale = Tale()
    assert tale.hear(header_line(office, reached))
    assert tale.hear(self_line(replica, token))
    assert (tale.office_id, tale.begins) == (office, reached)
    assert (tale.replica_id, tale.token) == (replica, token)
    gone = dict.fromkeys(reached, (0, ""))
    assert tale.hear(cut_line(gone))
    assert all(tale.reached[name][0] == 0 for name in reached)


@given(line=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_stumble_the_reader(line: bytes) -> None:
    assert not Tale().hear(line)


def test_a_line_is_the_event_byte_for_byte(folder: OfficeFolder) -> None:
    with closing(Database.open(folder.database)) as database:
        rows = rows_of(database)
    tale = Tale(kept_after={})
    for row in rows:
        assert tale.hear(event_line(row))
    assert list(tale.rows.values()) == rows


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be removed there")
def test_a_mirror_removed_while_it_is_open_is_written_anew(
    folder: OfficeFolder, tmp_path: Path
) -> None:
    with opened(folder, tmp_path / "data") as office:
        register(office.database, 1)
        for path in mirror_files(folder):
            path.unlink()
        register(office.database, 2)
        check_same(folder, office.database)


def test_a_mirror_closed_twice_is_closed(folder: OfficeFolder) -> None:
    mirror = Mirror(folder, "o")
    mirror.close()
    mirror.close()
