"""The book of petitions on paper: no names, and the counts that reports ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from wardapp.core.book_rows import BookRow
from wardapp.core.dates import long_date
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.petition_counts import PetitionCounts, counts
from wardapp.core.petitions import (
    CHANNEL_NAMES,
    FIELD_NAMES,
    KIND_NAMES,
    STATUS_NAMES,
    Petition,
    PetitionStatus,
)
from wardapp.core.printout import Printout, PrintText
from wardapp.reports.book_spec import BookSpec
from wardapp.reports.lists import STRUCK, ListFacts, ListRow, list_printout, load_book
from wardapp.store.transaction import Transaction

CODE = "don-thu"
NO_MAINS: Mapping[RecordId | None, str] = MappingProxyType({})


def book_of_year(
    tx: Transaction, issuer: Issuer, year: int, resources: Path, held: Iterable[BookRow] = ()
) -> Printout:
    """Return the book of a year, struck lines among them, with its counts below.

    `held` are the rows of numbers without a line: reserved, spoiled, used elsewhere.
    """
    lines = tx.petitions.of_year(issuer.id, year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    told = counts(tx.petitions.alive_between(first, last, issuer.id), first, last)
    spec = load_book(resources / "books", CODE, issuer.family)
    cover: tuple[str, ...] = ()
    if lines:
        cover = (f"Từ số {lines[0].number_symbol} đến số {lines[-1].number_symbol}",)
    facts = ListFacts(
        issuer=issuer,
        subtitle=f"Năm {year}",
        cover=cover,
        texts=(PrintText(title="Tổng hợp", lines=tuple(count_lines(told))),),
    )
    mains: dict[RecordId | None, str] = {line.id: line.number_symbol for line in lines}
    rows = [((line.number, line.suffix), row_of(line, mains)) for line in lines]
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


def row_of(line: Petition, mains: Mapping[RecordId | None, str] = NO_MAINS) -> ListRow:
    """Return a line as the columns of the book name it; `mains` are numbers of lines by id."""
    answered = long_date(line.answered_date) if line.answered_date else ""
    result = STATUS_NAMES[line.status]
    told = line.cancel_reason or line.result
    again = f". Mở lại {len(line.reopened)} lần" if line.reopened else ""
    before = f". Số tạm {line.provisional}" if line.provisional and not line.is_waiting else ""
    joined = f". Ghép vào số {mains[line.duplicate_of]}" if line.duplicate_of in mains else ""
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
        "remarks": ": ".join(filter(None, (result, told)))
        + again
        + before
        + joined,  # not struck through: it says why
        **({STRUCK: True} if is_cancelled else {}),
    }


def _authority(line: Petition) -> str:
    if line.competent and not line.forwarded_to:
        return "Thuộc"
    known = "Thuộc" if line.competent else "Không thuộc"
    return f"{known}, chuyển {line.forwarded_to}" if line.forwarded_to else known


def count_lines(told: PetitionCounts) -> Iterable[str]:
    """Yield the counts of statistics on petitions (domain §7), cancelled lines left out."""
    kinds = ", ".join(f"{KIND_NAMES[kind]}: {len(ids)}" for kind, ids in told.by_kind.items())
    again = f" (trong đó mở lại: {len(told.reopened)})" if told.reopened else ""
    yield (
        f"Năm trước chuyển sang: {len(told.carried)}. "
        f"Tiếp nhận trong năm: {len(told.received)}{again}."
    )
    yield f"{kinds}. Đủ điều kiện xử lý: {len(told.eligible)}."
    yield (
        f"Thuộc thẩm quyền: {len(told.competent)}, "
        f"không thuộc thẩm quyền: {len(told.not_competent)}."
    )
    yield (
        f"Đã giải quyết: {len(told.solved)} (đúng hạn {len(told.on_time)}, "
        f"quá hạn {len(told.late)}), đã chuyển: {len(told.moved)}, "
        f"đã hướng dẫn: {len(told.guided)}, lưu: {len(told.filed)}, "
        f"đang giải quyết: {len(told.pending)}."
    )
    yield f"Đôn đốc: {told.urgings} lần. Văn bản trả lời: {len(told.answers)}."
    if told.duplicates:
        yield f"Ghép vào dòng khác, không tính riêng: {len(told.duplicates)}."
