"""Events as lines of canonical JSON, and the rule by which they follow each other in a package.

They lie chain by chain (by `replica_id`), each chain in order and without a hole, every event
naming the hash of the one before it; the manifest says where each chain begins and ends. An
event's own hash is judged where events are kept.
"""

from __future__ import annotations

from typing import Any

from wardapp.core.exchange import Head, Manifest, Purpose
from wardapp.core.identity import RecordId
from wardapp.core.journal import Actor, Event, FieldChange
from wardapp.exchange import shapes
from wardapp.exchange.canonical import dumped, is_spelled, parsed
from wardapp.exchange.shapes import Misshapen

LONGEST_LINE = 32 << 20
MOST_CHANGES = 10_000
_NAMES = frozenset(
    {
        "event_id", "replica_id", "seq", "clock_ms", "clock_counter", "clerk", "account", "command",
        "title", "step_id", "entity", "entity_id", "changes", "reason", "prev_hash", "hash",
    }
)  # fmt: skip


def line_of(event: Event) -> bytes:
    """Return an event as one line, without its end."""
    return dumped(
        {
            "event_id": event.event_id,
            "replica_id": event.replica_id,
            "seq": event.seq,
            "clock_ms": event.clock_ms,
            "clock_counter": event.clock_counter,
            "clerk": event.actor.clerk,
            "account": event.actor.account,
            "command": event.command,
            "title": event.title,
            "step_id": event.step_id,
            "entity": event.entity,
            "entity_id": event.entity_id,
            "changes": [[change.field, change.old, change.new] for change in event.changes],
            "reason": event.reason,
            "prev_hash": event.prev_hash,
            "hash": event.hash,
        }
    )


def event_of(line: bytes) -> Event:
    """Return the event of a line; NotCanonical or Misshapen when it is none."""
    row = shapes.fields_of(parsed(line), _NAMES)
    return Event(
        event_id=RecordId(shapes.record_name(row["event_id"])),
        replica_id=RecordId(shapes.record_name(row["replica_id"])),
        seq=shapes.whole(row["seq"]),
        clock_ms=shapes.instant(row["clock_ms"]),
        clock_counter=shapes.whole(row["clock_counter"]),
        actor=Actor(clerk=_text(row["clerk"]), account=_text(row["account"])),
        command=_text(row["command"]),
        title=_text(row["title"]),
        step_id=RecordId(_text(row["step_id"])),
        entity=_text(row["entity"]),
        entity_id=RecordId(_text(row["entity_id"])),
        changes=tuple(map(_change, shapes.items(row["changes"], MOST_CHANGES))),
        reason=_text(row["reason"]),
        prev_hash=shapes.hash_text(row["prev_hash"], or_empty=True),
        hash=shapes.hash_text(row["hash"]),
    )


def _text(value: Any) -> str:
    """Return a text as long as a line may be: no journal may hold what no package carries."""
    return shapes.text(value, LONGEST_LINE)


def _change(value: Any) -> FieldChange:
    """Return a change; there are many, so that their shape is told in one look."""
    match value:
        case [str() as field, str() | None as old, str() | None as new] if all(
            each is None or is_spelled(each) for each in (old, new)
        ):
            return FieldChange(field=field, old=old, new=new)
    raise Misshapen("no change")


class ChainRule:
    """Takes the events of a package one by one; Misshapen when they do not follow each other."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._after = {head.replica_id: head for head in manifest.after}
        self._upto = {head.replica_id: head for head in manifest.upto}
        self._ended: set[RecordId] = set()
        self._last: Head | None = None
        self._count = 0

    def take(self, event: Event) -> None:
        """Take the next event."""
        last = self._last
        if last is None or event.replica_id != last.replica_id:
            self._end()
            if last is not None and event.replica_id < last.replica_id:
                raise Misshapen("chains out of order")
            last = self._after.get(event.replica_id)
        seq, hash_ = (last.seq, last.hash) if last else (0, "")
        if event.seq != seq + 1 or event.prev_hash != hash_:
            raise Misshapen("a hole in a chain")
        self._last = Head(replica_id=event.replica_id, seq=event.seq, hash=event.hash)
        self._count += 1

    def finish(self) -> None:
        """Say that no event follows."""
        self._end()
        if self._count != self._manifest.event_count:
            raise Misshapen("another count")
        if self._manifest.purpose is Purpose.SYNC:
            for chain, head in self._upto.items():
                if chain not in self._ended and self._after.get(chain) != head:
                    raise Misshapen("a chain without its events")

    def _end(self) -> None:
        if self._last is None:
            return
        if self._upto.get(self._last.replica_id) != self._last:
            raise Misshapen("a chain that ends elsewhere")
        self._ended.add(self._last.replica_id)
