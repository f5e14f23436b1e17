"""The lines of the mirror: each begins with the hash of its own bytes, so that any tail is told.

An event's line is its hash in the chain and the bytes that hash is made of. What the mirror says of
itself (where a file begins, what was taken out, who this copy is) is an object in the same dress.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wardapp.store.journal import HASHED, START, canonical
from wardapp.store.records import dump

VERSION = 1
_HASH = 64
_GAP = b" "

Reached = dict[str, tuple[int, str]]
"""How far each chain reaches: number and hash of its newest event, by replica."""

EventRow = dict[str, Any]


def event_line(row: Mapping[str, Any]) -> bytes:
    """Return the line of an event as its row in the database has it."""
    return str(row["hash"]).encode() + _GAP + canonical(row) + b"\n"


def note_line(note: Mapping[str, Any]) -> bytes:
    """Return the line of something the mirror says of itself."""
    body = dump(dict(note)).encode()
    return hashlib.sha256(body).hexdigest().encode() + _GAP + body + b"\n"


def header_line(office_id: str, reached: Reached) -> bytes:
    """Return the first line of a file: whose events come, and how far the chains reach before."""
    return note_line({"mirror": VERSION, "office": office_id, "heads": _plain(reached)})


def cut_line(upto: Reached) -> bytes:
    """Return the line that says that the events of chains after these were taken out."""
    return note_line({"cut": _plain(upto)})


def self_line(replica_id: str, token: str) -> bytes:
    """Return the line that says which copy of the office goes on writing here."""
    return note_line({"self": [replica_id, token]})


def body_of(line: bytes) -> Any | None:
    """Return what a line holds, a list for an event and a dict for a note; None when it is torn."""
    own, body = line[:_HASH], line[_HASH + 1 : -1]
    if line[_HASH : _HASH + 1] != _GAP or line[-1:] != b"\n":
        return None
    if hashlib.sha256(body).hexdigest().encode() != own:
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def row_of(line: bytes, values: Any) -> EventRow | None:
    """Return the event of a line, None when it is no event of ours."""
    if not isinstance(values, list) or len(values) != len(HASHED):
        return None
    row = dict(zip(HASHED, values, strict=True))
    if not isinstance(row["seq"], int) or not isinstance(row["replica_id"], str):
        return None
    return row | {"hash": line[:_HASH].decode()}


@dataclass(slots=True)
class Tale:
    """What the lines of a mirror tell, read one after the other.

    Only events that go on a chain count: after a hole the chain stops there until the missing ones
    come, which the database appends again. `begins` is how far the chains reach before the first
    line, None until a header was read. With `kept_after` the events after those places are kept,
    and those that follow a hole as `stray`. `is_torn` marks an end in the middle of a line, as a
    crash leaves it.
    """

    reached: Reached = field(default_factory=dict)
    begins: Reached | None = None
    office_id: str = ""
    replica_id: str = ""
    token: str = ""
    cuts: set[str] = field(default_factory=set)  # chains of which something was taken out
    bad_lines: int = 0
    is_torn: bool = False
    kept_after: Reached | None = None
    rows: dict[tuple[str, int], EventRow] = field(default_factory=dict)
    stray: dict[str, EventRow] = field(default_factory=dict)

    def hear(self, line: bytes) -> bool:
        """Take one line in; False when it is torn or no line of a mirror."""
        told = body_of(line)
        if isinstance(told, dict) and self._noted(told):
            return True
        row = row_of(line, told)
        if row is None:
            self.is_torn = line[-1:] != b"\n"
            self.bad_lines += not self.is_torn
            return False
        self._event(row)
        return True

    def _event(self, row: EventRow) -> None:
        replica, seq = row["replica_id"], row["seq"]
        known, newest = self.reached.get(replica, (0, START))
        goes_on = seq == known + 1 and row["prev_hash"] == newest
        if goes_on:
            self.reached[replica] = (seq, row["hash"])
        if self.kept_after is None or seq <= self.kept_after.get(replica, (0, START))[0]:
            return
        if goes_on:
            self.rows[replica, seq] = row
        elif seq > known:
            self.stray[row["hash"]] = row

    def _noted(self, note: dict[str, Any]) -> bool:
        try:
            if "mirror" in note:
                self._headed(note)
            elif "cut" in note:
                self._cut(_reached(note["cut"]))
            elif "self" in note:
                self.replica_id, self.token = (str(each) for each in note["self"])
            else:
                return False
        except (AttributeError, TypeError, ValueError):
            return False
        return True

    def _headed(self, note: dict[str, Any]) -> None:
        office, reached = str(note["office"]), _reached(note["heads"])
        self.office_id = office
        if self.begins is None:
            self.begins = reached
            self.reached = dict(reached)

    def _cut(self, upto: Reached) -> None:
        for replica, (seq, own) in upto.items():
            known, _ = self.reached.get(replica, (0, START))
            if known <= seq:
                continue
            self.reached[replica] = (seq, own)
            self.cuts.add(replica)
            for place in [each for each in self.rows if each[0] == replica and each[1] > seq]:
                self.rows.pop(place)
            for stray in [row for row in self.stray.values() if row["replica_id"] == replica]:
                self.stray.pop(stray["hash"])


def _plain(reached: Reached) -> dict[str, list[int | str]]:
    return {replica: [seq, own] for replica, (seq, own) in reached.items()}


def _reached(plain: Any) -> Reached:
    return {str(name): (int(seq), str(own)) for name, (seq, own) in plain.items()}
