"""Returned files looked at, many at once: read, matched with their form, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.progress import Progress
from wardapp.core.returns import ReturnedFile, ReturnProposal, UnitReturn
from wardapp.core.unit_books import AwaitedReturn
from wardapp.documents.reader.gate import judge
from wardapp.documents.returned.door import read_returned
from wardapp.reports.matching import match
from wardapp.services.kept_files import fingerprint

_READING = "Đang đọc tệp"
_JUDGED_ROWS = 40


@dataclass(frozen=True, slots=True)
class ReturnLooking:
    """Looks at files one after the other; one that cannot be taken says why in its proposal."""

    awaited: AwaitedReturn

    def look(self, paths: Sequence[Path], told: Progress) -> tuple[ReturnProposal, ...]:
        """Return a proposal for each file, in their order."""
        found = []
        for at, path in enumerate(paths):
            told.step(at, len(paths), f"{_READING} {path.name}")
            found.append(self._looked(path))
        return tuple(found)

    def _looked(self, path: Path) -> ReturnProposal:
        try:
            digest, _size = fingerprint(path)
            file = read_returned(path)
            judge(_head_lines(file))
            proposal = match(file, self.awaited)
        except WardError as refusal:
            return ReturnProposal(file=path.name, blocked=refusal.sentence, path=str(path))
        return replace(proposal, path=str(path), sha256=digest)


def beside(proposal: ReturnProposal, there: Sequence[UnitReturn]) -> ReturnProposal:
    """Return a proposal that knows what came before it for its period."""
    same: tuple[RecordId, ...] = tuple(
        each.id for each in there if proposal.unit_id and each.unit_id == proposal.unit_id
    )
    is_same_file = any(each.file.sha256 == proposal.sha256 for each in there)
    return replace(proposal, same_unit=same, is_same_file=is_same_file)


def _head_lines(file: ReturnedFile) -> list[str]:
    """Return what stands first in a file, as the gate of secrets reads it."""
    lines = list(file.paragraphs)
    for grid in file.grids:
        lines += [cell.text or cell.raw for row in grid.rows[:_JUDGED_ROWS] for cell in row]
    return lines
