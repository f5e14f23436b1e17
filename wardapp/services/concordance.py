"""Bảng đối chiếu: provisional numbers beside the final ones, as PDF, Word or Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from wardapp.core.clock import moment_of
from wardapp.core.files import write_whole
from wardapp.core.identity import RecordId
from wardapp.core.keeping import ProvisionalLine
from wardapp.core.places import Places
from wardapp.core.printout import Printout, SignatureBlock
from wardapp.documents.printouts import written
from wardapp.reports.lists import HEADING, STRUCK, ListFacts, ListRow, list_printout, load_book
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.targets import checked_targets

BOOK = "doi-chieu-so-tam"
KINDS = (".docx", ".xlsx", ".pdf")
WAITING = "chờ cấp"
_SIGNED = "(Ký, ghi rõ họ tên)"


class ConcordancePaper:
    """Prints lines with provisional numbers; a heading parts the books they stand in."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk = desk
        self._places = places

    def printout(
        self, lines: tuple[ProvisionalLine, ...], issuer_id: RecordId | None = None
    ) -> Printout:
        """Return the concordance as it prints, with the heading of an issuer of the office."""
        wanted = [each for each in lines if issuer_id in {None, each.key.issuer_id}]
        first = issuer_id or (wanted[0].key.issuer_id if wanted else None)
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, first)
        spec = load_book(self._places.resources / "books", BOOK, issuer.family)
        waiting = sum(not each.final for each in wanted)
        told = f"{len(wanted)} dòng" + (f", {waiting} dòng chờ số chính thức" if waiting else "")
        facts = ListFacts(
            issuer=issuer,
            subtitle=told,
            day=self._desk.today(),
            signatures=tuple(
                SignatureBlock(lines=(words,), note=_SIGNED)
                for words in ("NGƯỜI LẬP", "NGƯỜI ĐỨNG ĐẦU CƠ QUAN")
            ),
        )
        return list_printout(spec, tuple(_rows(wanted)), facts)

    def to(self, lines: tuple[ProvisionalLine, ...], target: Path) -> Path:
        """Write the concordance to a .pdf, .docx or .xlsx file."""
        checked_targets((target,), KINDS)
        kind, today = target.suffix.casefold(), self._desk.today()
        write_whole(
            target, written(self.printout(lines), kind, self._places.resources, created=today)
        )
        return target

    def pdf(self, lines: tuple[ProvisionalLine, ...]) -> bytes:
        """Return the concordance as PDF."""
        resources, today = self._places.resources, self._desk.today()
        return written(self.printout(lines), ".pdf", resources, created=today)


def _rows(lines: Iterable[ProvisionalLine]) -> Iterator[ListRow]:
    book = ""
    ordered = sorted(lines, key=lambda each: each.book)  # stable: the order of arrival stays
    many = len({each.book for each in ordered}) > 1
    for place, line in enumerate(ordered, start=1):
        if many and line.book != book:
            book = line.book
            yield {HEADING: book}
        yield {
            "ordinal": place,
            "provisional": line.provisional,
            "final": line.final or WAITING,
            "day": line.day,
            "sender": line.sender or None,
            "subject": line.subject,
            "copy": line.copy or None,
            "given": _given(line),
            STRUCK: 1 if line.is_cancelled else None,
        }


def _given(line: ProvisionalLine) -> str | None:
    if not line.given_ms:
        return None
    moment = moment_of(line.given_ms)
    when = f"{moment:%H:%M} ngày {moment.day:02}/{moment.month}/{moment.year}"
    return f"{when}, {line.given_by}" if line.given_by else when
