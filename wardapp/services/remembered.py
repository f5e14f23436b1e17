"""What is made from the records at some cost: made once, and again only after a change.

What counts is the journal: every change of a record stands there, whoever made it, another
program, undo and what a copy brought too. A change of records that nothing is made from here
leaves the thing as it is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from wardapp.store.history import Marks
from wardapp.store.transaction import Transaction

QUIET = frozenset(
    {"filled", "draft", "incoming", "outgoing", "series", "number_span", "filing", "dossier"}
    | {"book", "closing", "filter", "mapping", "template", "snippet"}
)
"""Kinds of records that no figure of a report is counted from."""

OF_UNITS = frozenset({"unit_return", "merge_group", "unit_duty"})
"""Kinds of records that only figures of all units are counted from."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Made]):
    marks: Marks
    standing: object
    made: Made


class Remembered(Generic[Made]):
    """A few things, each kept until a record changes that it may be made from.

    Several lanes may ask, inside a change too: one that is not kept in the end leaves nothing
    behind that a later look would take for true.
    """

    def __init__(self, most: int, quiet: frozenset[str]) -> None:
        self._most = most
        self._quiet = quiet
        self._kept: OrderedDict[Hashable, _Kept[Made]] = OrderedDict()
        self._lock = Lock()

    def get(
        self,
        tx: Transaction,
        key: Hashable,
        make: Callable[[], Made],
        standing: object = None,
        *,
        keeps: bool = True,
    ) -> Made:
        """Return what was made under a key, made anew when a record changed or what it stands on.

        `make` looks at the records through `tx` only. With `keeps` False what is made is for once:
        nothing at hand makes room for it.
        """
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and kept.standing == standing and self._stands(tx, kept.marks):
            return self._used(key, kept)
        with self._lock:
            self._kept.pop(key, None)  # the old one need not lie beside the new one
        del kept
        made = make()
        if not keeps:
            return made
        with self._lock:
            self._kept[key] = _Kept(tx.journal.marks(), standing, made)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def _used(self, key: Hashable, kept: _Kept[Made]) -> Made:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
        return kept.made

    def _stands(self, tx: Transaction, marks: Marks) -> bool:
        touched = tx.journal.touched(marks)
        return touched is not None and touched <= self._quiet
