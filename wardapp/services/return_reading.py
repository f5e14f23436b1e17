"""Returned files looked at, many at once: read, matched with their form, nothing kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.progress import Progress
from wardapp.core.returns import (
    NOTED,
    CellPlace,
    DoubtKind,
    ReturnDoubt,
    ReturnedFile,
    ReturnProposal,
    SettleChoice,
    UnitReturn,
)
from wardapp.core.sources import FileSource, HeldFile
from wardapp.core.unit_books import AwaitedReturn
from wardapp.documents.reader.gate import judge
from wardapp.documents.returned.door import read_returned, returned_file
from wardapp.reports.matching import match
from wardapp.services.kept_files import fingerprint

_READING, _MATCHING = "Đang đọc tệp", "Đang đối chiếu"
_JUDGED_ROWS = 40


Awaits = Callable[[str, str], AwaitedReturn]
"""Form and period that are gathered → what the ward knows of them."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that was read, or the sentence why it was not."""

    path: FileSource
    digest: str = ""
    file: ReturnedFile | None = None
    refusal: str = ""


def look(
    paths: Sequence[FileSource], given: tuple[str, str], awaits: Awaits, told: Progress
) -> tuple[ReturnProposal, ...]:
    """Return a proposal for each file, in their order.

    What most of the files say of their form and period is what is gathered: one that says another
    comes with a doubt, one that says nothing follows the others. Where none says anything, the
    form and period given go.
    """
    opened = []
    for at, path in enumerate(paths):
        told.step(at, 2 * len(paths), f"{_READING} {path.name}")
        opened.append(_opened(path))
    awaited = awaits(*gathered([each.file for each in opened if each.file], given))
    found = []
    for at, each in enumerate(opened, start=len(paths)):
        told.step(at, 2 * len(paths), f"{_MATCHING} {each.path.name}")
        found.append(_matched(each, awaited))
    return tuple(found)


def gathered(files: Sequence[ReturnedFile], given: tuple[str, str]) -> tuple[str, str]:
    """Return form and period that most files name; the first of those named alike."""
    named = Counter(
        (facts["form_id"], facts.get("period_id", ""))
        for file in files
        if (facts := dict(file.identity)).get("form_id")
    )
    return named.most_common(1)[0][0] if named else given


def _opened(path: FileSource) -> _Opened:
    try:
        digest, _size = fingerprint(path)
        if isinstance(path, HeldFile):
            file = returned_file(path.name, path.data)
        else:
            file = read_returned(path)
        judge(_head_lines(file))
    except WardError as refusal:
        return _Opened(path, refusal=refusal.sentence)
    return _Opened(path, digest, file)


def _matched(opened: _Opened, awaited: AwaitedReturn) -> ReturnProposal:
    if opened.file is None:
        return _from(opened, ReturnProposal(file=opened.path.name, blocked=opened.refusal))
    try:
        proposal = match(opened.file, awaited)
    except WardError as refusal:
        return _from(opened, ReturnProposal(file=opened.path.name, blocked=refusal.sentence))
    noted = (*proposal.doubts, *_notes(opened.file))
    return replace(_from(opened, proposal), sha256=opened.digest, doubts=noted)


def _notes(file: ReturnedFile) -> Iterator[ReturnDoubt]:
    """Yield a note for each thing in the file that is not read; the clerk need not answer it."""
    for at, sentence in enumerate(file.left_out, start=1):
        yield ReturnDoubt(
            id=f"n{at}",
            kind=DoubtKind.FILE,
            sentence=sentence,
            place=CellPlace(file=file.name),
            settled=SettleChoice.TAKEN.value,
            reason=NOTED,
        )


def _from(opened: _Opened, proposal: ReturnProposal) -> ReturnProposal:
    """Return a proposal that knows its file: where it lies, or the file itself in memory."""
    path = opened.path
    if isinstance(path, HeldFile):
        return replace(proposal, path=f"{path.sha256}/{path.name}", held=path)
    return replace(proposal, path=str(path))


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
