"""Registers and slips as tables on paper; which columns a register has stands in `books/*.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardapp.core.dispatches import Incoming, IncomingStatus, Outgoing, OutgoingStatus
from wardapp.core.issuers import Family, Issuer
from wardapp.core.printout import Align, CellValue, PrintCell, PrintColumn, Printout, PrintTable
from wardapp.reports.slip import slip_printout
from wardapp.reports.tomlfile import Record, read_toml

__all__ = ["BookColumn", "BookFacts", "BookSpec", "book_printout", "load_book", "slip_printout"]

Line = Incoming | Outgoing


@dataclass(frozen=True, slots=True, kw_only=True)
class BookColumn:
    """A column of a register and the field that fills it."""

    field: str
    head: str
    width_mm: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSpec:
    """A register as the rule of its family draws it."""

    code: str
    title: str
    file_stem: str
    clause: str
    columns: tuple[BookColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFacts:
    """Whose register it is and which part of it prints."""

    issuer: Issuer
    year_label: str  # "Năm 2026", "Nhiệm kỳ 2025 - 2030"
    day_from: date | None = None
    day_to: date | None = None
    volume: str = "01"


def load_book(folder: Path, code: str, family: Family) -> BookSpec:
    """Return the register `den` or `di` of a family; raise FormFault at the first fault."""
    top = read_toml(folder / f"{code}.toml")
    top.only(("code", "title", "file_stem", "state", "party"))
    part = Record(top.source, top.values.get(family.value, {}), (f"[{family.value}]",))
    part.only(("clause", "columns"))
    return BookSpec(
        code=top.text("code"),
        title=top.text("title"),
        file_stem=top.text("file_stem"),
        clause=part.text("clause"),
        columns=tuple(_column(record) for record in part.records("columns", "field")),
    )


def _column(record: Record) -> BookColumn:
    record.only(("field", "head", "width", "align"))
    field = record.text("field")
    if field not in _FIELDS:
        raise record.fault(f"không có cột “{field}” trong sổ.", field)
    align = record.text("align", "left")
    if align not in set(Align):
        raise record.fault("align chỉ là left, center hoặc right.", "align")
    return BookColumn(
        field=field, head=record.text("head"), width_mm=record.number("width"), align=Align(align)
    )


def book_printout(spec: BookSpec, lines: Sequence[Line], facts: BookFacts) -> Printout:
    """Return the register with its cover; cancelled lines stay, struck through, with the reason."""
    issuer = facts.issuer
    return Printout(
        file_stem=spec.file_stem,
        title=spec.title,
        subtitle=facts.year_label,
        top_left=_header(issuer),
        cover=_cover(spec, lines, facts),
        tables=(
            PrintTable(
                key=spec.code,
                title="",
                columns=tuple(
                    PrintColumn(
                        key=column.field,
                        head=column.head,
                        width_mm=column.width_mm,
                        align=column.align,
                        index_label=f"({position})",
                    )
                    for position, column in enumerate(spec.columns, start=1)
                ),
                rows=tuple(_row(spec, line) for line in lines),
            ),
        ),
        footer=f"{issuer.full_name}: {spec.title.lower()}, {facts.year_label.lower()}",
        hidden_facts=(("book", spec.code), ("scope", facts.year_label), ("clause", spec.clause)),
    )


def _header(issuer: Issuer) -> tuple[tuple[bool, str], ...]:
    parent = ((False, issuer.parent_line),) if issuer.parent_line else ()
    return (*parent, (True, issuer.own_line.replace("\n", " ")))


def _cover(spec: BookSpec, lines: Sequence[Line], facts: BookFacts) -> tuple[str, ...]:
    days = [_day_of(line) for line in lines]
    first = facts.day_from or min(days, default=None)
    last = facts.day_to or max(days, default=None)
    numbers = [_number_of(line) for line in lines]
    said = [text for _, text in _header(facts.issuer)]
    said += [spec.title, facts.year_label]
    if first and last:
        said.append(f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}")
    if numbers and len({_series_of(line) for line in lines}) == 1:
        said.append(f"Từ số {min(numbers)} đến số {max(numbers)}")
    elif lines:
        said.append(f"{len(lines)} văn bản")
    said.append(f"Quyển số {facts.volume}")
    return tuple(said)


def _series_of(line: Line) -> str:
    return line.series_id if isinstance(line, Outgoing) else line.issuer_id


def _day_of(line: Line) -> date:
    return line.issued_date if isinstance(line, Outgoing) else line.arrival_date


def _number_of(line: Line) -> int:
    return line.number if isinstance(line, Outgoing) else line.arrival_number


def _row(spec: BookSpec, line: Line) -> tuple[PrintCell, ...]:
    cancelled = line.status in {IncomingStatus.CANCELLED, OutgoingStatus.CANCELLED}
    return tuple(
        PrintCell(value=_FIELDS[column.field](line), struck=cancelled and column.field != "remarks")
        for column in spec.columns
    )


def _either(
    incoming: Callable[[Incoming], CellValue], outgoing: Callable[[Outgoing], CellValue]
) -> Callable[[Line], CellValue]:
    return lambda line: outgoing(line) if isinstance(line, Outgoing) else incoming(line)


def _nothing(_line: Line) -> CellValue:
    return None


def _type_and_subject(line: Line) -> CellValue:
    """Return `Kế hoạch tổ chức …`; a công văn gives its subject after `V/v` as books do."""
    subject = line.subject
    if not line.type_name or subject.casefold().startswith(line.type_name.casefold()):
        return subject
    if not subject:
        return line.type_name
    return f"{line.type_name}: {subject[:1].upper()}{subject[1:]}"


def _handler(line: Incoming) -> CellValue:
    if line.handler:
        return line.handler
    return line.direction.lead_unit if line.direction else None


def _recipients(line: Outgoing) -> CellValue:
    names = dict.fromkeys((*line.addressees, *(each.name for each in line.recipients)))
    return "; ".join(names) or None


def _remarks(line: Line) -> CellValue:
    parts = []
    if line.cancel_reason or line.status in {IncomingStatus.CANCELLED, OutgoingStatus.CANCELLED}:
        parts.append(f"ĐÃ HỦY: {line.cancel_reason}".rstrip(": "))
    if isinstance(line, Incoming) and line.due_date and line.is_open:
        parts.append(f"Hạn {line.due_date:%d/%m/%Y}")
    if line.description:
        parts.append(line.description)
    return ". ".join(parts) or None


_FIELDS: Mapping[str, Callable[[Line], CellValue]] = {
    "blank": _nothing,
    "arrival_date": _either(lambda line: line.arrival_date, _nothing),
    "arrival_number": _either(lambda line: line.arrival_number, _nothing),
    "organ_name": _either(lambda line: line.organ_name, _nothing),
    "number_symbol": lambda line: line.number_symbol or None,
    "issued_date": lambda line: line.issued_date,
    "type_and_subject": _type_and_subject,
    "subject": lambda line: line.subject,
    "handler": _either(_handler, _nothing),
    "direction_date": _either(lambda line: line.direction.on if line.direction else None, _nothing),
    "page_amount": lambda line: line.page_amount,
    "copy_amount": _either(lambda line: line.copy_amount, _nothing),
    "signer": lambda line: line.signer.full_name or None,
    "recipients": _either(_nothing, _recipients),
    "archive_holder": _either(_nothing, lambda line: line.archive_holder or None),
    "issued_amount": _either(_nothing, lambda line: line.issued_amount),
    "sent_date": _either(_nothing, lambda line: line.sent_date),
    "remarks": _remarks,
}
