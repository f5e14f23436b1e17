"""The book of petitions as paper: printed, exported, and what then cannot go back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wardapp.core.book_rows import BookRow
from wardapp.core.files import write_whole
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.core.places import Places
from wardapp.core.printout import Printout
from wardapp.documents.printouts import written
from wardapp.reports.books import SpanNames, load_book, row_of_span
from wardapp.services.book_reading import without_lines
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.left_screen import mark_spans
from wardapp.services.petition_book import CODE, book_of_year
from wardapp.services.targets import checked_targets
from wardapp.store.book_lines import BookLines
from wardapp.store.transaction import Transaction

BOOK_KINDS = (".xlsx", ".docx", ".pdf")


class PetitionPaper:
    """Brings the book of a year out of the program."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk, self._places = desk, places

    def printout(self, year: int, issuer_id: RecordId | None = None) -> Printout:
        """Return the book of a year as it prints: no name, counts below."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, issuer_id)
            held = _numbers_without_lines(tx, issuer, year, self._places)
            return book_of_year(tx, issuer, year, self._places.resources, held)

    def book_to(self, target: Path, year: int, issuer_id: RecordId | None = None) -> Path:
        """Write the book of a year to .xlsx, .docx or .pdf."""
        (checked,) = checked_targets((target,), BOOK_KINDS)
        printout = self.printout(year, issuer_id)
        kind = checked.suffix.casefold()
        today = self._desk.today()
        write_whole(checked, written(printout, kind, self._places.resources, created=today))
        self.mark_left(year, issuer_id)
        return checked

    def mark_left(self, year: int, issuer_id: RecordId | None = None) -> None:
        """Remember that the lines of a year stand on paper: their numbers never go back."""
        command = self._desk.command("exporting.left", f"In sổ phản ánh, kiến nghị năm {year}")
        with self._desk.database.begin(command, undoable=False) as tx:
            issuer = issuer_or_first(tx, issuer_id)
            series = tx.numbers.find_series(_of_year(issuer, year))
            for line in tx.petitions.of_year(issuer.id, year):
                if not line.left_screen:
                    tx.petitions.save(replace(line, left_screen=True), line)
            mark_spans(tx, tx.numbers.reservations(series.id) if series else ())


def _of_year(issuer: Issuer, year: int) -> SeriesKey:
    return SeriesKey(
        issuer_id=issuer.id, book=CODE, group="", scope=Scope.YEAR, scope_value=str(year)
    )


def _numbers_without_lines(
    tx: Transaction, issuer: Issuer, year: int, places: Places
) -> tuple[BookRow, ...]:
    """Return the rows of numbers that were reserved, spoiled or used elsewhere in a year."""
    series = tx.numbers.find_series(_of_year(issuer, year))
    if series is None:
        return ()
    spec = load_book(places.resources / "books", CODE, issuer.family)
    lines, spans = tx.petitions.of_year(issuer.id, year), BookLines(tx.work).spans([series.id])
    return tuple(
        row_of_span(spec, span, numbers, SpanNames())
        for span, numbers in without_lines(series, lines, spans)
    )
