"""Search per keystroke at 100,000 dispatches, beside the bare full-text query."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.bench.big_office import DAY, LINES, big_office
from tests.bench.table import Row, repeated
from wardapp.core.clock import DayClock
from wardapp.core.dispatches import ListQuery
from wardapp.services.office import Office, open_office
from wardapp.store.index import readings

TYPED = ("đường ven hồ", "duong ven ho", "46 kh btgdvtu", "132-CV/BTGDVTU", "tuyen truyen bau cu")
ROUNDS = 5


def measure(out: Path) -> list[Row]:
    folder, places = big_office(out)
    with open_office(folder, places, DayClock(DAY)) as office:
        keys = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
        # A key that leaves nothing to look for (a lone dash) is no search.
        keys = [key for key in keys if readings(key)]
        rows = [
            Row(
                f"Văn bản đến: page and count per key, {LINES} lines",
                _each(lambda key: _page(office, key), keys),
                "target p95 ≤ 16",
            ),
            Row(
                "Văn bản đến, this year: page and count per key",
                _each(lambda key: _page(office, key, DAY.year), keys),
                "target p95 ≤ 16",
            ),
            Row(
                "Ctrl+K: hits of all registers per key",
                _each(office.searching.find, keys),
                "target p95 ≤ 16",
            ),
            Row(
                "Văn bản đến: first page without search",
                repeated(lambda: _page(office, ""), 20),
                "target ≤ 150",
            ),
            Row(
                "Văn bản đến: page at the far end",
                repeated(lambda: office.intake.page(ListQuery(), LINES - 100, 100), 20),
            ),
            Row("Văn bản đến: counts of all chips", repeated(lambda: _counts(office), 20)),
        ]
    return [*rows, _floor(folder, keys)]


def _each(find: Callable[[str], object], keys: list[str]) -> tuple[float, ...]:
    return tuple(
        time for key in keys for time in repeated(lambda key=key: find(key), ROUNDS, warm=1)
    )


def _page(office: Office, key: str, year: int | None = None) -> object:
    return office.intake.page(ListQuery(text=key, year=year), 0, 100)


def _counts(office: Office) -> object:
    return office.intake.counts(ListQuery())


def _floor(folder: Path, keys: list[str]) -> Row:
    """The bare query: newest 100 rows of the index, without reading the lines."""
    database = sqlite3.connect(folder / "office.db")
    query = (
        "SELECT rowid FROM incoming_search WHERE incoming_search MATCH ? "
        "ORDER BY rowid DESC LIMIT 100"
    )
    try:
        times = _each(
            lambda key: database.execute(query, (readings(key)[0].match,)).fetchall(), keys
        )
    finally:
        database.close()
    return Row("  floor: bare FTS5 query, newest 100 row ids", times)
