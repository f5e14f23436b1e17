"""All rows of a book in the order of its paper: lines, numbers on paper, gaps, inserted letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardapp.core.book_rows import BookRow
from wardapp.core.books import BookKind, BookVolume
from wardapp.core.dispatches import Incoming, Outgoing, OutgoingStatus
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Issuer
from wardapp.core.numbering import NumberSpan, NumberState, Series
from wardapp.core.petitions import Petition
from wardapp.core.titles import type_name_of
from wardapp.reports.book_spec import BookSpec
from wardapp.reports.books import Beside, SpanNames, row_of_line, row_of_span
from wardapp.services.petition_book import petition_row
from wardapp.store.book_lines import BookLines
from wardapp.store.transaction import Transaction

Line = Incoming | Outgoing | Petition


@dataclass(frozen=True, slots=True)
class _Item:
    """A row with what orders it among the rows of other series."""

    row: BookRow
    day: date
    when: int


def read_rows(
    tx: Transaction, volume: BookVolume, issuer: Issuer, spec: BookSpec, newest: int = 0
) -> tuple[list[BookRow], tuple[Line, ...], tuple[NumberSpan, ...]]:
    """Return every row of a volume with its lines and the numbers that no line holds.

    Each number up to the last one given stands somewhere. With `newest` only the end of the
    volume is read, from so many lines on.
    """
    lines_of = BookLines(tx.work)
    series = lines_of.series(volume.issuer_id, volume.book, volume.scope_value)
    lines = read_lines(tx, volume, [each.id for each in series], newest)
    is_cut = bool(newest) and len(lines) == newest
    beside = read_beside(tx, lines)
    spans = lines_of.spans([each.id for each in series])
    by_series: dict[str, list[Line]] = {str(each.id): [] for each in series}
    for line in lines:
        by_series.setdefault(_series_of(line, series), []).append(line)
    items: list[_Item] = []
    for each in series:
        mine = by_series[str(each.id)]
        held = [span for span in spans if span.series_id == each.id]
        names = _names(each, mine, issuer, volume.kind)
        rows = [(row_of(spec, line, str(each.id), beside), line.registered_ms) for line in mine]
        rows += [
            (row_of_span(spec, span, numbers, names), 0)
            for span, numbers in without_lines(each, mine, held, _floor(each, mine, is_cut=is_cut))
        ]
        items += _running(sorted(rows, key=lambda pair: pair[0].place))
    if not series and lines:  # brought in from elsewhere without a counter
        rows = [(row_of(spec, line, volume.scope_value, beside), 0) for line in lines]
        items = list(_running(rows))
    items.sort(key=lambda item: (item.day, item.when))  # stable: a series keeps its own order
    return [item.row for item in items], lines, spans


def read_lines(
    tx: Transaction, volume: BookVolume, series_ids: Sequence[RecordId], newest: int = 0
) -> tuple[Line, ...]:
    """Return the lines of a volume by number, with `newest` only the last ones."""
    found = BookLines(tx.work)
    if volume.kind is BookKind.PETITIONS:
        return found.petitions(volume.issuer_id, volume.book, volume.scope_value)
    if newest and volume.kind is BookKind.INCOMING:
        return found.newest_incoming(volume.issuer_id, volume.book, volume.scope_value, newest)
    if newest:
        return found.newest_outgoing(series_ids, newest)
    if volume.kind is BookKind.INCOMING:
        return tx.incoming.of_book(volume.issuer_id, volume.book, volume.scope_value)
    return found.outgoing(series_ids)


def row_of(spec: BookSpec, line: Line, series: str, beside: Beside | None = None) -> BookRow:
    """Return the row of a line of any book."""
    if isinstance(line, Petition):
        return petition_row(spec, line, series)
    return row_of_line(spec, line, series, beside)


def number_of(line: Line) -> int:
    """Return the number of a line of any book."""
    return line.arrival_number if isinstance(line, Incoming) else line.number


def read_beside(tx: Transaction, lines: Iterable[Line]) -> Beside:
    """Return what other records say of lines: dossiers, and lines that replace or correct them."""
    told = tuple(lines)
    dossiers: dict[RecordId, str] = {}
    for entity, kind in (("incoming", Incoming), ("outgoing", Outgoing)):
        ids = [line.id for line in told if isinstance(line, kind)]
        if ids:
            dossiers |= {
                record: "; ".join(dossier.symbol for dossier in found)
                for record, found in tx.filing.of_records(entity, ids).items()
            }
    out = [line for line in told if isinstance(line, Outgoing)]
    wanted = {id_ for line in out for id_ in (line.replaces, line.corrects) if id_}
    known = {line.id: line for line in out}
    symbols = {
        id_: _named(found)
        for id_ in wanted
        if (found := known.get(id_) or tx.outgoing.find(id_)) is not None
    }
    replaced = {line.replaces: _named(line) for line in out if line.replaces}
    corrected = {line.corrects: _named(line) for line in out if line.corrects}
    for line in out:
        if line.status is OutgoingStatus.REPLACED and line.id not in replaced:
            replaced.update((line.id, _named(each)) for each in tx.outgoing.replacing(line.id))
    return Beside(dossiers, symbols, replaced, corrected)


def _named(line: Outgoing) -> str:
    return f"{line.number_symbol} ngày {line.issued_date:%d/%m/%Y}"


def _series_of(line: Line, series: tuple[Series, ...]) -> str:
    if isinstance(line, Outgoing):
        return str(line.series_id)
    return str(series[0].id) if series else ""


def _names(series: Series, lines: Sequence[Line], issuer: Issuer, kind: BookKind) -> SpanNames:
    if kind in (BookKind.INCOMING, BookKind.PETITIONS):
        return SpanNames()
    first = next((line for line in lines if isinstance(line, Outgoing)), None)
    group = series.key.group
    if issuer.family is Family.STATE or not group:
        return SpanNames(is_padded=True)
    notation = first.code_notation if first else f"{group}/{issuer.symbol}"
    return SpanNames(notation, type_name_of(group), is_padded=True)


def without_lines(
    series: Series, lines: Sequence[Line], spans: Sequence[NumberSpan], floor: int = 1
) -> Iterator[tuple[NumberSpan, tuple[int, int]]]:
    """Yield the numbers that no line holds with why: stretches on paper, one row a held number.

    Numbers below `floor` are left out: their lines were not read.
    """
    free = _free_numbers(lines)
    told: set[int] = set()
    for span in (each for each in spans if each.is_active):
        rest = [
            n for n in range(max(span.first, floor), span.last + 1) if free(n) and n not in told
        ]
        told.update(rest)
        together = span.state in {NumberState.EXTERNAL, NumberState.LOST}
        for numbers in _stretches(rest) if together else ((n, n) for n in rest):
            yield span, numbers
    holes = [n for n in range(floor, series.last_number + 1) if free(n) and n not in told]
    for first, last in _stretches(holes):
        yield _hole(series, spans, first, last), (first, last)


def _floor(series: Series, lines: Sequence[Line], *, is_cut: bool) -> int:
    """Return the number from which on the lines of a series are known."""
    if not is_cut:
        return 1
    return min(filter(None, map(number_of, lines)), default=series.last_number + 1)


def _free_numbers(lines: Sequence[Line]) -> Callable[[int], bool]:
    held = {number_of(line) for line in lines if not line.suffix}
    return lambda number: number not in held


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
            yield numbers[start], numbers[place - 1]
            start = place


def _hole(series: Series, spans: Sequence[NumberSpan], first: int, last: int) -> NumberSpan:
    """Return an ended mark that tells why a number stands for nothing any more."""
    over = [span for span in spans if span.first <= first and span.last >= last]
    newest = over[-1] if over else None
    return NumberSpan(
        id=series.id,
        series_id=series.id,
        first=first,
        last=last,
        state=NumberState.RETURNED,
        on=newest.on if newest else date.min,
        actor="",
        reason=newest.ended_reason if newest else "",
    )


def _running(rows: Sequence[tuple[BookRow, int]]) -> Iterator[_Item]:
    """Yield rows with a day that never runs back, so that an inserted 12a stays behind 12."""
    day, when = date.min, 0
    for row, registered in rows:
        if row.record_id is not None:  # numbers without a line stand behind the one before
            day, when = max(day, row.day or day), max(when, registered)
        yield _Item(row, day, when)
