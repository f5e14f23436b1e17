"""The tour's later parts: the answer, the log, the report and the registers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardapp.core.daylog import LogEntry
from wardapp.core.errors import NotFound
from wardapp.core.places import Places
from wardapp.core.tour import TourOrder, TourStep
from wardapp.core.views import BookRequest
from wardapp.services.office import Office

ANSWER = "tra-loi"
FORM = "phu-luc-02"
DOCUMENT_KINDS = (".docx", ".pdf")
SHEET_KINDS = (".xlsx", ".docx", ".pdf")
BOOKS = {"den": "so-den", "di": "so-di"}


def answer_newest(office: Office, order: TourOrder, places: Places) -> Iterator[TourStep]:
    """Answer the newest dispatch with a deadline, else the newest: draft, then issue."""
    incoming = office.intake.to_answer()
    if incoming is None:
        raise NotFound("Sổ văn bản đến chưa có dòng nào để trả lời.")
    draft = office.drafting.reply(incoming.id)
    said = (places.example / f"{order.example}_reply.txt").read_text("utf-8").strip()
    content = replace(draft, body=f"{draft.body.rstrip()}\n{said}\n")
    office.drafting.autosave(draft.id, content)
    yield TourStep(
        step="draft",
        ok=True,
        sentence=f"Đã soạn trả lời văn bản đến số {incoming.arrival_number}.",
        values=(
            ("arrival_number", incoming.arrival_number),
            ("subject", content.subject),
            ("addressee", "; ".join(content.addressees)),
            ("basis", content.body.partition("\n")[0]),
            ("findings", "; ".join(each.text for each in office.drafting.findings(content))),
        ),
    )
    issued = office.issuing.issue(draft.id).outgoing
    targets = _targets(order.out, ANSWER, DOCUMENT_KINDS)
    for target in targets:
        office.exporting.issued_to(issued.id, target)
    yield TourStep(
        step="issue",
        ok=True,
        sentence=f"Đã phát hành {issued.number_symbol}.",
        files=_names(targets),
        values=(
            ("number_symbol", issued.number_symbol),
            ("issued_date", issued.issued_date.isoformat()),
            ("standard", office.drafting.standard(office.drafting.get(draft.id))[0]),
            ("pages", issued.page_amount),
        ),
    )


def write_log(office: Office, order: TourOrder, places: Places) -> Iterator[TourStep]:
    """Write the example's lines of the log."""
    lines = log_lines(places.example / f"{order.example}_log.toml")
    for entry in lines:
        office.daylog.add(entry)
    yield TourStep(
        step="log",
        ok=True,
        sentence=f"Đã ghi {len(lines)} dòng nhật ký.",
        values=(("lines", len(lines)), ("items", sum(line.amount for line in lines))),
    )


def fill_report(office: Office, order: TourOrder, places: Places) -> Iterator[TourStep]:
    """Fill Phụ lục 02 of the current period from the log and write it in three forms."""
    period = office.reporting.current_period(FORM)
    filled = office.reporting.fill(FORM, period.id)
    checks = office.reporting.check(filled)
    targets = _targets(order.out, FORM, SHEET_KINDS)
    for target in targets:
        office.exporting.form_to(filled, target)
    broken = [each.sentence for each in checks if not each.passed]
    yield TourStep(
        step="report",
        ok=True,
        sentence=f"Đã lập Phụ lục 02, {period.label}.",
        files=_names(targets),
        values=(
            ("period", period.id),
            ("from", period.window_from.isoformat()),
            ("to", period.window_to.isoformat()),
            ("checks", "; ".join(broken)),
        ),
    )


def export_books(office: Office, order: TourOrder, places: Places) -> Iterator[TourStep]:
    """Write both registers of the year in three forms."""
    for code, stem in BOOKS.items():
        request = BookRequest(code=code, year=order.day.year)
        targets = _targets(order.out, stem, SHEET_KINDS)
        for target in targets:
            office.exporting.book_to(request, target)
        printed = office.exporting.book(request)
        rows: int = sum(len(table.rows) for table in printed.tables)
        yield TourStep(
            step="book",
            ok=True,
            sentence=f"Đã in {printed.title.lower()}.",
            files=_names(targets),
            values=(("book", code), ("rows", rows)),
        )


def log_lines(path: Path) -> tuple[LogEntry, ...]:
    """Return the lines of the log that a file of examples declares."""
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["lines"]
    return tuple(LogEntry(**_fields(row)) for row in rows)


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _targets(out: Path, stem: str, kinds: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(out / f"{stem}{kind}" for kind in kinds)


def _names(targets: tuple[Path, ...]) -> tuple[str, ...]:
    return tuple(target.name for target in targets)
