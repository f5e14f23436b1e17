"""What a crash left behind goes a day later; nothing else is taken for it."""

from __future__ import annotations

import os
from pathlib import Path

from tests.folder_tools import NOW_MS, an_office, an_opening
from wardapp.store.leftovers import DAY_MS
from wardapp.store.opening import open_with_lock

LEFT = (
    "so/.0a1b2c3d.khoi-phuc",
    "so/.0a1b2c3d.thu",
    "so/backups/.0a1b2c3d.dang-ghi/office.db",
    "so/backups/files/0123456789abcdef.part",
    "so/files/0123456789abcdef.part",
    "so/exports/.sổ đến.xlsx.4711.part",
    "data/.device.json.4711.part",
    ".0a1b2c3d.tao-so/files/ab/abc",
    ".0a1b2c3d.bo/office.db",
)
STAYS = (
    "so/ghi chú.part",
    "so/exports/sổ đến.xlsx",
    "so/exports/.gitignore",
    ".sổ cũ.bo/office.db",
    "thường.part",
)


def put(home: Path, name: str, at_ms: int) -> None:
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    path.chmod(0o444)
    for each in (path, home / Path(name).parts[0], path.parent):
        os.utime(each, (at_ms / 1000, at_ms / 1000))


def opened_once(home: Path) -> set[str]:
    """Open the office and say what of it all is there afterwards."""
    open_with_lock(home / "so", an_opening(home / "data")).close()
    return {name for name in (*LEFT, *STAYS) if (home / name).exists()}


def test_what_a_crash_left_a_day_ago_goes_at_the_next_start(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    for name in (*LEFT, *STAYS):
        put(tmp_path, name, NOW_MS - DAY_MS - 1000)

    assert opened_once(tmp_path) == set(STAYS)


def test_what_another_window_may_be_writing_stays(tmp_path: Path) -> None:
    an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    for name in LEFT:
        put(tmp_path, name, NOW_MS - DAY_MS + 60_000)

    assert opened_once(tmp_path) == set(LEFT)
