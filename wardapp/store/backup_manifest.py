"""What a backup says of itself, beside its database: when, why, how big, every table's hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wardapp.core.files import write_whole
from wardapp.core.journal import Backup
from wardapp.store.row_hashes import TableHash, as_facts, from_facts

MANIFEST = "manifest.json"
VERSION = 1
BEFORE_RESTORE = "Trước khi khôi phục"
_DISPATCHES = ("incoming", "outgoing")
_COUNTED = (
    ("Văn bản đến", "incoming"),
    ("Văn bản đi", "outgoing"),
    ("Dự thảo", "drafts"),
    ("Nhật ký", "log_lines"),
    ("Phản ánh, kiến nghị", "petitions"),
    ("Hồ sơ", "dossiers"),
    ("Báo cáo", "filled_forms"),
)
"""What a clerk wants to know is in it, by table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The manifest of one backup. `rows` is empty in those of earlier versions."""

    made_ms: int
    size: int
    dispatches: int
    reason: str = ""
    serial: int = 0  # backups of a shelf are numbered, whatever the clock says
    sha256: str = ""
    mark: str = ""
    office_id: str = ""
    seal: str = ""  # the code that stands for all that is in it (`core.check_code.seal_code`)
    schema: int = 0
    is_sealed: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, TableHash] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, int]:
        """Return what puts the backups of a shelf in order."""
        return (self.serial, self.made_ms)

    def told(self, name: str) -> Backup:
        """Return the backup as other rooms know it."""
        return Backup(
            name=name,
            made_ms=self.made_ms,
            size=self.size,
            dispatches=self.dispatches,
            reason=self.reason,
            schema=self.schema,
            is_kept=self.reason == BEFORE_RESTORE,
            is_sealed=self.is_sealed,
            counts=tuple(
                (label, self.counts[table]) for label, table in _COUNTED if table in self.counts
            ),
        )


def dispatches_in(counts: Mapping[str, int]) -> int:
    """Return how many dispatches the counts of tables tell of."""
    return sum(counts.get(table, 0) for table in _DISPATCHES)


def write_facts(folder: Path, facts: Facts) -> None:
    """Write the manifest of a backup, whole and synced."""
    told = {
        "version": VERSION,
        "made_ms": facts.made_ms,
        "serial": facts.serial,
        "reason": facts.reason,
        "size": facts.size,
        "sha256": facts.sha256,
        "mark": facts.mark,
        "office_id": facts.office_id,
        "seal": facts.seal,
        "schema": facts.schema,
        "is_sealed": facts.is_sealed,
        "dispatches": facts.dispatches,
        "counts": dict(facts.counts),
        "rows": as_facts(facts.rows),
    }
    write_whole(folder / MANIFEST, json.dumps(told, ensure_ascii=False, indent=1).encode())


def read_facts(folder: Path) -> Facts | None:
    """Return the manifest of a backup, None where there is none that can be read."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not all(
        _is_count(told.get(name)) for name in ("made_ms", "size", "dispatches")
    ):
        return None
    return _facts(told)


def _facts(told: dict[str, Any]) -> Facts:
    counts = told.get("counts")
    return Facts(
        made_ms=told["made_ms"],
        size=told["size"],
        dispatches=told["dispatches"],
        reason=str(told.get("reason", "")),
        serial=_count(told, "serial"),
        sha256=str(told.get("sha256", "")),
        mark=str(told.get("mark", "")),
        office_id=str(told.get("office_id", "")),
        seal=str(told.get("seal", "")),
        schema=_count(told, "schema"),
        is_sealed=told.get("is_sealed") is True,
        counts={str(name): each for name, each in counts.items() if _is_count(each)}
        if isinstance(counts, dict)
        else {},
        rows=from_facts(told.get("rows")),
    )


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62


def _count(told: dict[str, Any], name: str) -> int:
    value = told.get(name)
    return value if isinstance(value, int) and _is_count(value) else 0
