"""How packages that arrived, and what they would do, look in the lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from wardapp.core.exchange import Arrival, Change, FieldPreview, MergePreview, RecordPreview
from wardapp.core.identity import RecordId
from wardapp.ui.listing.cells import Cell, Column, GroupRow, RowLook
from wardapp.ui.pages.exchange_rows import arrival_state
from wardapp.ui.pages.exchange_words import (
    PURPOSES,
    count,
    moment_words,
    quoted,
    sender_words,
)

GROUPS = (
    (Change.ADDED, "Thêm", "text"),
    (Change.CHANGED, "Sửa", "text"),
    (Change.CONFLICT, "Hai máy ghi khác nhau", "warn"),
    (Change.DELETED, "Xóa", "danger"),
)


def arrival_columns() -> tuple[Column[Arrival], ...]:
    """Return the columns of packages that arrived."""
    return (
        Column("Gói", 0, _whose),
        Column("Tình trạng", 150, arrival_state),
    )


def arrival_look(arrival: Arrival) -> RowLook:
    """Return how a package looks."""
    return RowLook.DONE if arrival.received_before else RowLook.NORMAL


def _whose(arrival: Arrival) -> Cell:
    if arrival.manifest is None:
        return Cell(first=arrival.path.name, is_strong=True)
    kind = PURPOSES[arrival.manifest.purpose]
    return Cell(first=sender_words(arrival), second=f"{kind} · {arrival.path.name}", is_strong=True)


# ---- what a package would do -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record that a package would touch, opened to its fields or not."""

    record: RecordPreview
    is_open: bool


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of an opened record."""

    record: RecordPreview
    field: FieldPreview
    keeps_own: bool = False  # of two values the office's own one stays


@dataclass(frozen=True, slots=True)
class PlainLine:
    """What a package of another purpose holds, a sentence each."""

    words: str


PreviewLine = RecordLine | FieldLine | PlainLine
PreviewRow = PreviewLine | GroupRow


def preview_rows(
    preview: MergePreview,
    lines: Sequence[str],
    opened: Collection[RecordId],
    keeps_own: Callable[[RecordPreview, FieldPreview], bool] = lambda _record, _field: False,
) -> list[PreviewRow]:
    """Return the four groups, each record with its fields below while it is open."""
    rows: list[PreviewRow] = [PlainLine(each) for each in lines]
    if rows and not preview.records:
        return rows
    counts = {
        Change.ADDED: preview.added,
        Change.CHANGED: preview.changed,
        Change.CONFLICT: preview.conflicts,
        Change.DELETED: preview.deleted,
    }
    # A record with a conflict is counted as changed, too: listed whole, the list itself counts.
    is_whole = len(preview.records) >= preview.added + preview.changed + preview.deleted
    for change, title, tone in GROUPS:
        found = [each for each in preview.records if each.change is change]
        whole = len(found) if is_whole else max(counts[change], len(found))
        if not whole:
            continue
        rows.append(GroupRow(title, count(whole), tone))
        for record in found:
            is_open = record.record_id in opened
            rows.append(RecordLine(record, is_open))
            if is_open:
                rows += [FieldLine(record, each, keeps_own(record, each)) for each in record.fields]
        if whole > len(found):
            left = count(whole - len(found))
            more = f"và {left} dòng nữa" if found else f"{left} dòng, không liệt kê ở đây"
            rows.append(GroupRow(more, "", "text3"))
    return rows


def preview_columns(today: Callable[[], date]) -> tuple[Column[PreviewLine], ...]:
    """Return the columns of the preview."""
    return (
        Column("Dòng", 0, lambda line: _what(line, today())),
        Column("Trước", 176, _before, grows=True),
        Column("Sau", 196, _after, grows=True),
    )


def plain_columns() -> tuple[Column[PreviewLine], ...]:
    """Return the columns of a package that holds sentences alone."""
    return (Column("Trong gói", 0, lambda line: Cell(first=_words(line))),)


def _words(line: PreviewLine) -> str:
    return line.words if isinstance(line, PlainLine) else ""


def preview_look(line: PreviewLine) -> RowLook:
    """Return how a line of the preview looks."""
    is_gone = isinstance(line, RecordLine) and line.record.change is Change.DELETED
    return RowLook.CANCELLED if is_gone else RowLook.NORMAL


def _what(line: PreviewLine, today: date) -> Cell:
    if isinstance(line, PlainLine):
        return Cell(first=line.words)
    if isinstance(line, FieldLine):
        return Cell(first=f"      {line.field.label}", tone=_tone(line.field))
    record = line.record
    when = moment_words(record.when_ms, today)
    facts = " · ".join(filter(None, (record.kind, record.who, when)))
    icon = "chevron_down" if line.is_open else "chevron_right"
    return Cell(first=record.title, second=facts, icon=icon)


def _tone(field: FieldPreview) -> str:
    return "warn" if field.is_conflict else "text"


def _before(line: PreviewLine) -> Cell:
    if isinstance(line, FieldLine):
        return Cell(first=quoted(line.field.before), tone="text2")
    if isinstance(line, RecordLine):
        return _summary(line.record, is_after=False)
    return Cell()


def _after(line: PreviewLine) -> Cell:
    if isinstance(line, FieldLine):
        if line.keeps_own:
            return Cell(first=f"Giữ: {quoted(line.field.before)}", tone="text2")
        return Cell(first=quoted(line.field.after), tone=_tone(line.field), is_strong=True)
    if isinstance(line, RecordLine):
        return _summary(line.record, is_after=True)
    return Cell()


def _summary(record: RecordPreview, *, is_after: bool) -> Cell:
    """Return the first changed field of a record, so that a short change needs no opening."""
    if record.change in {Change.ADDED, Change.DELETED} or not record.fields:
        return Cell()
    first = next((each for each in record.fields if each.is_conflict), record.fields[0])
    others = len(record.fields) - 1
    more = f"và {others} ô nữa" if others and is_after else ""
    label = "" if is_after else first.label
    return Cell(
        first=quoted(first.after if is_after else first.before),
        second=more or label,
        tone=_tone(first) if is_after else "text2",
    )
