"""What a recovery leaves on the disk: a mark while it goes on, and its report for good.

journal/recovery.json         damage that was found, or a recovery that is about to be swapped in
backups/hong-…/report.json    what was told, beside the damaged files
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from wardapp.core.files import remove_file, write_whole
from wardapp.core.safety import Healing, Recovery
from wardapp.store.backup import DAMAGED_PREFIX
from wardapp.store.folder import OfficeFolder

MARK = "recovery.json"
REPORT = "report.json"


class Stage(StrEnum):
    """How far a recovery is."""

    FOUND = "found"  # damage is known, nothing was done yet
    READY = "ready"  # the recovered database is whole and waits to be swapped in


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A recovery that is to be begun or ended at the next start."""

    stage: Stage
    found: str
    fresh: str = ""
    recovery: Recovery | None = None


def pending_in(folder: OfficeFolder) -> Pending | None:
    """Return the recovery that an office waits for, None when it waits for none."""
    told = _read(folder.journal / MARK)
    try:
        report = told.get("recovery")
        return Pending(
            stage=Stage(told["stage"]),
            found=str(told["found"]),
            fresh=str(told.get("fresh", "")),
            recovery=None if report is None else _recovery(report),
        )
    except (KeyError, TypeError, ValueError):
        return None


def keep_pending(folder: OfficeFolder, pending: Pending) -> None:
    """Remember a recovery across a crash; DiskRefused when the disk does not take it."""
    _write(folder.journal / MARK, asdict(pending))


def forget_pending(folder: OfficeFolder) -> None:
    """Forget it once it is done."""
    remove_file(folder.journal / MARK)


def keep_report(folder: OfficeFolder, recovery: Recovery) -> None:
    """Keep what happened beside the damaged files."""
    _write(folder.root / recovery.kept_aside / REPORT, asdict(recovery))


def reports_in(folder: OfficeFolder) -> tuple[Recovery, ...]:
    """Return what was told after each recovery of an office, the newest first."""
    kept = sorted(folder.backups.glob(f"{DAMAGED_PREFIX}*/{REPORT}"), reverse=True)
    found = []
    for path in kept:
        try:
            found.append(_recovery(_read(path)))
        except (KeyError, TypeError, ValueError):
            continue  # a spoilt report is still a folder with the damaged file
    return tuple(found)


def _recovery(told: dict[str, Any]) -> Recovery:
    known = {each.name for each in fields(Recovery)}
    given = {name: value for name, value in told.items() if name in known}
    given |= {"healing": Healing(told["healing"]), "lost": tuple(map(str, told.get("lost", ())))}
    return Recovery(**given)


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _write(path: Path, told: dict[str, Any]) -> None:
    write_whole(path, json.dumps(told, ensure_ascii=False, indent=1).encode())
