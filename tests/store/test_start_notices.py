"""Files that others lay beside an office, and accounts that share a PC: named, never mixed in."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.folder_tools import an_office, an_opening, numbers_in, register
from wardapp.store.opening import Opening, open_beside, open_with_lock
from wardapp.store.start_notices import strange_copies


def started(root: Path, opening: Opening) -> tuple[str, tuple[str, ...]]:
    """Replica and notices of a start with the window's lock."""
    with closing(open_with_lock(root, opening)) as office:
        return office.database.replica_id, office.notices


def test_conflict_copies_are_named_never_opened_and_left_alone(tmp_path: Path) -> None:
    opening = an_opening(tmp_path / "data")
    folder = an_office(tmp_path / "so", opening)
    names = (
        "Office (1).db",
        "office-MOT-CUA.db",
        "office (Bản sao xung đột của VP-02 2026-06-05).db-wal",
        "journal/mirror-000001 (conflicted copy).log",
    )
    for name in names:
        (folder.root / name).write_bytes(b"SQLite format 3\x00 of somebody else")
    with closing(open_with_lock(folder.root, opening)) as office:
        register(office.database, 1)
        (notice,) = office.notices
        assert numbers_in(office.database) == [1]
    assert "và 1 tệp khác" in notice
    assert "OneDrive" in notice
    assert {Path(name).name for name in names} == set(strange_copies(folder))
    assert all((folder.root / name).read_bytes().endswith(b"else") for name in names)
    for name in names:
        (folder.root / name).unlink()
    assert started(folder.root, opening)[1] == ()


def test_two_windows_accounts_share_an_office_as_one_copy(tmp_path: Path) -> None:
    shared = tmp_path / "ProgramData"
    lan = replace(an_opening(tmp_path / "lan"), shared=shared)
    huong = replace(an_opening(tmp_path / "huong"), shared=shared)
    folder = an_office(tmp_path / "so", lan)
    first, _ = started(folder.root, lan)

    for opening in (huong, lan, huong, lan):
        assert started(folder.root, opening) == (first, ())
        with closing(open_beside(folder.root, opening)) as office:
            assert (office.database.replica_id, office.notices) == (first, ())
    stranger, notices = started(folder.root, an_opening(tmp_path / "máy khác"))
    assert stranger != first
    assert "chép từ nơi khác" in notices[0]
