"""What was ever written, as the test alone remembers it: who, knowing what, which value.

It knows nothing of how events are kept or merged. What a copy has *seen* is a set of numbers of
writes, as bits of one integer: a merge is an `or`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Name = tuple[str, str]
"""Kind and id of a record."""

Fields = dict[str, str]
"""The fields of a record as JSON."""

IS_THERE = "(is there)"
"""The field that tells whether a record is there at all."""


@dataclass(frozen=True, slots=True)
class Write:
    """One field of one record, written once by somebody who had seen `knew`."""

    number: int
    who: str
    knew: int
    value: str | None  # None = the field is no more

    @property
    def bit(self) -> int:
        """Its place in what a copy has seen."""
        return 1 << self.number


@dataclass
class Ledger:
    """Every write ever acknowledged, by record and field."""

    count: int = 0
    writes: dict[Name, dict[str, list[Write]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def note(
        self, who: str, knew: int, before: dict[Name, Fields], after: dict[Name, Fields]
    ) -> int:
        """Remember what one deed changed; return the bits of the writes."""
        bits = 0
        for name in before.keys() | after.keys():
            old, new = before.get(name), after.get(name)
            if old == new:
                continue
            changed = dict(_changed(old, new))
            for each, value in changed.items():
                write = Write(self.count, who, knew, value)
                self.writes[name][each].append(write)
                self.count += 1
                bits |= write.bit
        return bits

    def settled(self, who: str, knew: int, records: dict[Name, Fields], settlement: Name) -> int:
        """Remember that somebody let what a record shows stand; return the bit of that write."""
        kept = {key: json.loads(value) for key, value in records[settlement].items()}
        record, each = records.get((kept["entity"], kept["record_id"])), kept["field"]
        target = each if record is not None and each in record else IS_THERE
        value = None if record is None else record.get(each, "true")
        write = Write(self.count, who, knew, value)
        self.writes[kept["entity"], kept["record_id"]][target].append(write)
        self.count += 1
        return write.bit

    def seen_of(self, name: Name, each: str, seen: int) -> list[Write]:
        """Return the writes of a field that a copy has seen."""
        return [write for write in self.writes[name].get(each, ()) if write.bit & seen]

    def standing(self, name: Name, each: str, seen: int) -> list[Write]:
        """Return those of them that no other one knew."""
        writes = self.seen_of(name, each, seen)
        known = 0
        for write in writes:
            known |= write.knew
        return [write for write in writes if not write.bit & known]


def _changed(old: Fields | None, new: Fields | None) -> Iterator[tuple[str, str | None]]:
    if new is None:
        yield IS_THERE, None
        return
    if old is None:
        yield IS_THERE, "true"
    for each in (old or {}).keys() | new.keys():
        if (old or {}).get(each) != new.get(each):
            yield each, new.get(each)


def as_json(packed: dict[str, Any]) -> Fields:
    """Return the fields of a record as JSON."""
    return {
        name: json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
        for name, value in packed.items()
    }
