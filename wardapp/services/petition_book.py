"""The book of petitions on paper: no names, and the counts that reports ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from wardapp.core.book_rows import BookRow
from wardapp.core.dates import long_date
from wardapp.core.issuers import Issuer
from wardapp.core.petitions import (
    CHANNEL_NAMES,
    FIELD_NAMES,
    KIND_NAMES,
    STATUS_NAMES,
    Petition,
    PetitionKind,
    PetitionStatus,
)
from wardapp.core.printout import Printout, PrintText
from wardapp.reports.book_spec import BookSpec
from wardapp.reports.lists import STRUCK, ListFacts, ListRow, list_printout, load_book
from wardapp.store.transaction import Transaction

CODE = "don-thu"


def book_of_year(
    tx: Transaction, issuer: Issuer, year: int, resources: Path, held: Iterable[BookRow] = ()
) -> Printout:
    """Return the book of a year, struck lines among them, with its counts below.

    `held` are the rows of numbers without a line: reserved, spoiled, used elsewhere.
    """
    lines = tx.petitions.of_year(issuer.id, year)
    before = tx.petitions.open_at(issuer.id, date(year, 1, 1))
    spec = load_book(resources / "books", CODE, issuer.family)
    cover: tuple[str, ...] = ()
    if lines:
        cover = (f"Từ số {lines[0].number_symbol} đến số {lines[-1].number_symbol}",)
    facts = ListFacts(
        issuer=issuer,
        subtitle=f"Năm {year}",
        cover=cover,
        texts=(PrintText(title="Tổng hợp", lines=tuple(counts(lines, before))),),
    )
    rows = [((line.number, line.suffix), row_of(line)) for line in lines]
    rows += [(row.place, _held_row(spec, row)) for row in held]
    rows.sort(key=lambda pair: pair[0])
    return list_printout(spec, tuple(row for _, row in rows), facts)


def _held_row(spec: BookSpec, row: BookRow) -> ListRow:
    cells = zip((column.field for column in spec.columns), row.cells, strict=True)
    return {**dict(cells), **({STRUCK: True} if row.struck else {})}


def petition_row(spec: BookSpec, line: Petition, series: str) -> BookRow:
    """Return a line as a row of its volume, to be closed with it."""
    told = row_of(line)
    return BookRow(
        series=series,
        first=line.number,
        last=line.number,
        suffix=line.suffix,
        code=line.number_symbol,
        day=line.received,
        cells=tuple(told.get(column.field) for column in spec.columns),
        struck=bool(told.get(STRUCK)),
        record_id=line.id,
    )


def row_of(line: Petition) -> ListRow:
    """Return a line as the columns of the book name it."""
    answered = long_date(line.answered_date) if line.answered_date else ""
    result = STATUS_NAMES[line.status]
    told = line.cancel_reason or line.result
    is_cancelled = line.status is PetitionStatus.CANCELLED
    return {
        "ordinal": line.number_symbol,
        "received": line.received,
        "channel": CHANNEL_NAMES[line.channel],
        "kind": KIND_NAMES[line.kind],
        "field": FIELD_NAMES[line.field],
        "summary": ". ".join(filter(None, (line.subject, line.place))),
        "authority": _authority(line),
        "handler": line.handler,
        "due": line.due_date,
        "answered": ", ".join(filter(None, (answered, line.answer_symbol))),
        "remarks": ": ".join(filter(None, (result, told))),  # not struck through: it says why
        **({STRUCK: True} if is_cancelled else {}),
    }


def _authority(line: Petition) -> str:
    if line.competent and not line.forwarded_to:
        return "Thuộc"
    known = "Thuộc" if line.competent else "Không thuộc"
    return f"{known}, chuyển {line.forwarded_to}" if line.forwarded_to else known


def counts(lines: Iterable[Petition], before: int) -> Iterable[str]:
    """Yield the counts of statistics on petitions (domain §7), cancelled lines left out."""
    known = [line for line in lines if line.status is not PetitionStatus.CANCELLED]
    kinds = {kind: sum(1 for line in known if line.kind is kind) for kind in PetitionKind}
    states = {state: sum(1 for each in known if each.status is state) for state in PetitionStatus}
    on_time = sum(1 for line in known if _in_time(line))
    yield f"Năm trước chuyển sang: {before}. Tiếp nhận trong năm: {len(known)}."
    yield ", ".join(f"{KIND_NAMES[kind]}: {count}" for kind, count in kinds.items()) + "."
    yield (
        f"Thuộc thẩm quyền: {sum(1 for each in known if each.competent)}, "
        f"không thuộc thẩm quyền: {sum(1 for each in known if not each.competent)}."
    )
    yield (
        f"Đã giải quyết: {states[PetitionStatus.DONE]} (đúng hạn {on_time}), "
        f"đã chuyển: {states[PetitionStatus.FORWARDED]}, lưu: {states[PetitionStatus.FILED]}, "
        f"đang giải quyết: {states[PetitionStatus.OPEN]}."
    )
    yield f"Văn bản trả lời: {sum(1 for line in known if line.answer_symbol)}."


def _in_time(line: Petition) -> bool:
    if line.status is not PetitionStatus.DONE:
        return False
    return line.due_date is None or (line.closed_on or line.due_date) <= line.due_date
