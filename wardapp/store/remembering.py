"""What was worked out of the tables once and holds until somebody writes: counts, rows of a filter.

It lies beside the connection it was read on, so nothing has to be locked, and goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wardapp.store.work import Work

Value = TypeVar("Value")

_PLACE = "wardapp.remembered"
MOST = 8
"""How many things of one kind are remembered; the one remembered first goes."""


@dataclass(slots=True)
class _Notes:
    version: int
    kinds: dict[str, dict[Hashable, Any]] = field(default_factory=dict)


def remembered(
    work: Work, kind: str, key: Hashable, make: Callable[[], Value], most: int = MOST
) -> Value:
    """Return what `make` gives, from memory while the office has not changed since.

    A writing transaction sees its own changes, so nothing is remembered there; nor is it for the
    key None.
    """
    if work.command is not None or key is None:
        return make()
    notes, version = work.connection.info.get(_PLACE), _version(work)
    if not isinstance(notes, _Notes) or notes.version != version:
        notes = work.connection.info[_PLACE] = _Notes(version)
    known = notes.kinds.setdefault(kind, {})
    if key not in known:
        made = make()
        while len(known) >= most:
            del known[next(iter(known))]
        known[key] = made
    found: Value = known[key]
    return found


def _version(work: Work) -> int:
    """Return a number that differs once another connection has changed the office."""
    driver = work.connection.connection.driver_connection
    return -1 if driver is None else int(driver.execute("PRAGMA data_version").fetchone()[0])
