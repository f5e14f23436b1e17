"""Values of catalogue packages that the clerk saw beside her own and did not take over.

They are not asked about again until the sender says something else; a memory of this copy alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wardapp.core.identity import RecordId
from wardapp.exchange.canonical import dumped
from wardapp.services.desk import Desk

_NAME = "kept_own"
Passed = tuple[str, str, Any]
"""A record, a field of it, and the packed value that was passed over."""


@dataclass(frozen=True, slots=True)
class KeptOwn:
    """What was passed over, each with the receipt that says so: one taken back says nothing."""

    told: dict[str, list[str]] = field(default_factory=dict)

    def has(self, passed: Passed) -> bool:
        """Return whether just this value was seen and passed over before."""
        name, mark = _marked(passed)
        return self.told.get(name, ["", ""])[0] == mark

    def but(self, taken: Iterable[tuple[str, str]]) -> KeptOwn:
        """Return the same without fields (record, field) that the clerk takes over now."""
        names = {f"{record_id}/{name}" for record_id, name in taken}
        return KeptOwn({name: said for name, said in self.told.items() if name not in names})


def kept_own(desk: Desk) -> KeptOwn:
    """Return what was passed over here."""
    told = json.loads(desk.database.local(_NAME) or "{}")
    with desk.database.read() as tx:
        standing = {each.id for each in tx.exchanges.receipts() if each.undone_ms is None}
    return KeptOwn({name: said for name, said in told.items() if said[1] in standing})


def note_kept_own(desk: Desk, receipt_id: RecordId, passed: Iterable[Passed]) -> None:
    """Remember what a clerk who took a package in passed over."""
    told = dict(kept_own(desk).told)
    before = dict(told)
    for each in passed:
        name, mark = _marked(each)
        told[name] = [mark, receipt_id]
    if told != before:
        desk.database.set_local(_NAME, json.dumps(told))


def _marked(passed: Passed) -> tuple[str, str]:
    record_id, name, packed = passed
    return f"{record_id}/{name}", hashlib.sha256(dumped(packed)).hexdigest()
