"""Lists and search in the real window at 100,000 and 1,000,000 dispatches, beside bare SQL."""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.bench.big_office import LINES, MANY, big_office
from tests.bench.table import Row, repeated
from tests.bench.typed_keys import KEYS
from wardapp.store.index import readings

HERE = Path(__file__).parent
ROUNDS = 3
LONGEST_RUN = 1200
"""Seconds that the window may take for all it is asked; it tells by itself what it hangs in."""

LIKED = ("đường", "kh/btgdvtu", "nguyễn", "không có")
"""What the slow way is asked: a scan of the whole table each time."""

SHOWN = {
    "open": ("Văn bản đến opens, to painted rows, {}", "target ≤ 150"),
    "open_all": ("the same, all years", "target ≤ 150"),
    "frames": ("scroll: one step and what comes with it, {}", "target ≤ 16 each"),
    "keys": ("search per key to painted rows, all years, {}", "target p95 ≤ 16"),
    "keys_year": ("search per key, this year", "target p95 ≤ 16"),
    "keys_open": ("search per key, Chưa xong", "target p95 ≤ 16"),
    "keys_files": ("search per key, inside files too", ""),
    "palette": ("Ctrl+K per key to painted hits, {}", "target p95 ≤ 16"),
}


def measure(out: Path) -> list[Row]:
    return [*_rows(out, LINES), *_rows(out, MANY)]


def measure_small(out: Path) -> list[Row]:
    return _rows(out, LINES)


def _rows(out: Path, lines: int) -> list[Row]:
    folder, places = big_office(out, lines)
    told = _window(folder, places.data)
    count = f"{lines:,}"
    rows = [
        Row(what.format(count), tuple(told[name]), _noted(note, told[f"{name}_cpu"]))
        for name, (what, note) in SHOWN.items()
    ]
    memory = Row(
        f"memory of the program with {count} dispatches, MB", tuple(told["rss_mb"]), "≤ 200"
    )
    return [*rows, memory, *_floors(folder, count)]


def _noted(note: str, worked: list[float]) -> str:
    """Return the note with what the program itself worked, whatever else runs on the machine."""
    p95 = sorted(worked)[max(0, round(0.95 * len(worked)) - 1)]
    return f"{note}; cpu {statistics.median(worked):.1f}, p95 {p95:.1f}".removeprefix("; ")


def _window(folder: Path, data: Path) -> dict[str, list[float]]:
    surroundings = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, str(HERE / "window_lists.py"), str(folder), str(data)],
        capture_output=True,
        text=True,
        env=surroundings,
        check=False,
        timeout=LONGEST_RUN,
    )
    if done.returncode:
        raise SystemExit(f"The window ended with {done.returncode}:\n{done.stderr}")
    told: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return told


def _floors(folder: Path, count: str) -> list[Row]:
    """The bare queries: rows of the index alone, and the scan that a list without one needs."""
    indexed = (
        "SELECT rowid FROM incoming_search WHERE incoming_search MATCH ? "
        "ORDER BY rowid DESC LIMIT {}"
    )
    liked = (
        'SELECT "row" FROM incoming WHERE subject LIKE ? OR organ_name LIKE ? OR '
        'code_notation LIKE ? ORDER BY "row" DESC LIMIT 100'
    )
    with closing(sqlite3.connect(folder / "office.db")) as database:

        def bare(most: int) -> Callable[[str], object]:
            query = indexed.format(most)
            return lambda key: database.execute(query, (readings(key)[0].match,)).fetchall()

        def like(words: str) -> object:
            return database.execute(liked, (f"%{words}%",) * 3).fetchall()

        return [
            Row(f"  floor: bare FTS5, newest 100 row ids, {count}", _each(bare(100), KEYS)),
            Row("  floor: bare FTS5, newest 1,000 row ids", _each(bare(1000), KEYS)),
            Row("  slow way: LIKE over three columns", _each(like, LIKED)),
        ]


def _each(find: Callable[[str], object], keys: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(
        time for key in keys for time in repeated(lambda key=key: find(key), ROUNDS, warm=1)
    )
