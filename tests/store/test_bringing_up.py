"""An office of an earlier version: backed up, then brought up, never under an open window."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.folder_tools import an_office, an_opening, register
from wardapp.core.errors import OfficeOpenElsewhere
from wardapp.store import migrations
from wardapp.store.backup import shelf_of
from wardapp.store.folder import OfficeFolder
from wardapp.store.opening import OpenFolder, open_beside, open_with_lock


@pytest.fixture
def a_later_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next release of the program, with one more step of the schema."""
    steps = (*migrations.STEPS, ("CREATE TABLE later (id TEXT PRIMARY KEY)",))
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations, "NEWEST", len(steps))


def versions(folder: OfficeFolder) -> tuple[int, list[str]]:
    with closing(sqlite3.connect(folder.database)) as database:
        version = int(database.execute("PRAGMA user_version").fetchone()[0])
    return version, [backup.reason for backup in shelf_of(folder).list()]


@pytest.mark.parametrize("way_in", [open_with_lock, open_beside])
def test_an_older_office_is_backed_up_before_it_is_brought_up(
    tmp_path: Path, request: pytest.FixtureRequest, way_in: Callable[..., OpenFolder]
) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    old, _ = versions(folder)
    request.getfixturevalue("a_later_version")

    opened = way_in(folder.root, an_opening(tmp_path / "data"))
    register(opened.database, 1)
    opened.close()

    assert versions(folder) == (old + 1, [f"Trước khi nâng cấp từ bản {old}"])


def test_a_command_never_brings_an_office_up_under_an_open_window(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    old, _ = versions(folder)
    window = open_with_lock(folder.root, an_opening(tmp_path / "data"))
    request.getfixturevalue("a_later_version")

    with pytest.raises(OfficeOpenElsewhere):
        open_beside(folder.root, an_opening(tmp_path / "data"))
    window.close()
    assert versions(folder) == (old, [])
