"""Documents, registers and forms as files: written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from wardapp.core.dispatches import FileRole, Outgoing
from wardapp.core.document import PageImage
from wardapp.core.drafts import DraftContent
from wardapp.core.errors import WardError
from wardapp.core.files import write_whole
from wardapp.core.form_views import OfficialWritten
from wardapp.core.forms import FilledForm, FilledScope
from wardapp.core.identity import RecordId
from wardapp.core.places import Places
from wardapp.core.printout import Printout
from wardapp.core.views import BookRequest
from wardapp.documents.printouts import page_image, page_sizes, written
from wardapp.reports.books import slip_printout
from wardapp.reports.printing import form_printout
from wardapp.services.bookbinding import Bookbinding
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.file_stems import safe_stem
from wardapp.services.left_screen import could_go_back, mark_lines, mark_spans
from wardapp.services.official_filling import OfficialFilling
from wardapp.services.report_corrections import correction_text, corrections
from wardapp.services.reporting import Reporting
from wardapp.services.targets import checked_targets

DOCUMENT_KINDS = (".docx", ".pdf")
SHEET_KINDS = (".docx", ".xlsx", ".pdf")
ROLES = {".docx": FileRole.ISSUE_DOCX, ".pdf": FileRole.ISSUE_PDF}


Dressed = Callable[[Printout, FilledForm], Printout]


class Exporting:
    """Writes what the clerk takes out of the office, and remembers that a number left it."""

    def __init__(
        self, desk: Desk, drafting: Drafting, reporting: Reporting, places: Places
    ) -> None:
        self._desk = desk
        self._drafting = drafting
        self._reporting = reporting
        self._places = places
        self._books = Bookbinding(desk, places)
        self._official = OfficialFilling(desk, reporting, places)
        self._dressed: Dressed | None = None

    def dress_consolidated(self, dressed: Dressed) -> None:
        """Let consolidated forms print with whose rows they are and who sent what."""
        self._dressed = dressed

    def draft_to(self, content: DraftContent, target: Path) -> Path:
        """Write a draft as it stands to a .docx or .pdf file."""
        checked_targets((target,), DOCUMENT_KINDS)
        papers, today = self._drafting.papers, self._desk.today()
        document = self._drafting.document(content)
        if target.suffix.casefold() == ".docx":
            data = papers.to_docx(document, today)
        else:
            data = papers.to_pdf(document, today).pdf
        write_whole(target, data)
        return target

    def issued_to(self, outgoing_id: RecordId, target: Path) -> Path:
        """Write the frozen issue copy, byte for byte, to a .docx or .pdf file."""
        checked_targets((target,), DOCUMENT_KINDS)
        line = self._line(outgoing_id)
        role = ROLES[target.suffix.casefold()]
        copy = next((each for each in line.attachments if each.role is role), None)
        if copy is None:
            raise WardError(
                f"Văn bản {line.number_symbol} không có bản {target.suffix} giữ khi phát hành."
            )
        write_whole(target, self._desk.files.read(copy))
        self.mark_left(outgoing_id)
        return target

    def mark_left(self, outgoing_id: RecordId) -> None:
        """Remember that paper or a file with this number left the screen."""
        line = self._line(outgoing_id)
        if line.left_screen:
            return
        command = self._desk.command("exporting.left", f"In hoặc xuất {line.number_symbol}")
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.outgoing.save(replace(line, left_screen=True), line)

    def mark_incoming_left(self, incoming_id: RecordId) -> None:
        """Remember that paper with this arrival number left the screen."""
        with self._desk.database.read() as tx:
            line = tx.incoming.get(incoming_id)
        if line.left_screen:
            return
        command = self._desk.command("exporting.left", f"In phiếu của số đến {line.arrival_code}")
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.incoming.save(replace(line, left_screen=True), line)

    def book(self, request: BookRequest) -> Printout:
        """Return a register as the law draws it.

        Each page carries the code of all the history that it was printed from.
        """
        with self._desk.database.read() as tx:
            seal = tx.seals.now()
        return replace(self._books.printout(request), page_code=seal.code if seal else "")

    def book_preview(self, request: BookRequest, newest: int) -> bytes:
        """Return the end of a register as PDF, to look at it beside a list."""
        return self.printout_pdf(self._books.printout(request, newest))

    def book_to(self, request: BookRequest, target: Path) -> Path:
        """Write a register to a .xlsx, .docx or .pdf file."""
        self.printout_to(self.book(request), target)
        self.mark_book_left(request)
        return target

    def mark_book_left(self, request: BookRequest) -> None:
        """Remember that the numbers of a printed register left the screen.

        Only today's lines can still be taken back (design §4), so only they are marked.
        """
        today, bound = self._desk.today(), self._books.bound(request)
        fresh = could_go_back(bound.lines, today)
        kept = [span for span in bound.spans if not span.left_screen]
        if not (fresh or kept):
            return
        command = self._desk.command("exporting.left", "In hoặc xuất sổ")
        with self._desk.database.begin(command, undoable=False) as tx:
            mark_lines(tx, fresh)
            mark_spans(tx, kept)

    def official_to(self, filled: FilledForm, target: Path) -> OfficialWritten:
        """Write a filled form into its official file, only the bound cells changed."""
        return self._official.write(filled, target)

    def official_left_out(self, filled: FilledForm) -> tuple[str, ...]:
        """Return what finds no place in the official file; nothing where the form has none."""
        return self._official.filled(filled)[1] if self._official.ending(filled) else ()

    def form_to(self, filled: FilledForm, target: Path) -> Path:
        """Write a filled form as Word annex, workbook or PDF."""
        return self.printout_to(self.form(filled), target)

    def form(self, filled: FilledForm, basis: str = "") -> Printout:
        """Return a filled form as it prints; `Bản nháp` stands on it until it is closed.

        `basis` is the paper it goes out with, where that is not the one it went out with before.
        What was changed after it was locked is listed at its foot.
        """
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        facts = self._reporting.facts(filled)
        made = form_printout(spec, filled, replace(facts, basis=basis or facts.basis))
        changed = correction_text(corrections(self._desk, spec, filled))
        made = replace(made, texts=(*made.texts, *changed))
        if filled.scope is FilledScope.ALL and self._dressed is not None:
            return self._dressed(made, filled)
        return made

    def form_files(
        self, filled: FilledForm, kinds: tuple[str, ...], basis: str
    ) -> tuple[tuple[str, bytes], ...]:
        """Return a form in several kinds (".docx", ".xlsx", ".pdf"), named as annex of a paper.

        Where the form has an official file, that is the one of its kind.
        """
        made, official = self.form(filled, basis), self._official.ending(filled)
        return tuple(
            (
                kind,
                self._official.filled(filled)[0] if kind == official else self._written(made, kind),
            )
            for kind in kinds
        )

    def slip_pdf(self, incoming_id: RecordId) -> bytes:
        """Return the routing slip of an incoming dispatch as a PDF."""
        with self._desk.database.read() as tx:
            line = tx.incoming.get(incoming_id)
            issuer = tx.catalogue.issuer(line.issuer_id)
        return self.printout_pdf(slip_printout(line, issuer, today=self._desk.today()))

    def printout_pdf(self, printout: Printout) -> bytes:
        """Return any printout as a PDF."""
        return self._written(printout, ".pdf")

    def page_image(self, pdf: bytes, page: int, scale: float) -> PageImage:
        """Return one page, from 0, as pixels."""
        return page_image(pdf, page, scale)

    def page_sizes(self, pdf: bytes) -> tuple[tuple[float, float], ...]:
        """Return width and height of every page in points."""
        return page_sizes(pdf)

    def proposed_name(self, line: Outgoing) -> str:
        """Return a file name without ending for an issued document, safe on Windows."""
        return safe_stem(f"{line.number_symbol} {line.subject}")

    def printout_to(self, printout: Printout, target: Path) -> Path:
        """Write any printout to a .docx, .xlsx or .pdf file."""
        checked_targets((target,), SHEET_KINDS)
        write_whole(target, self._written(printout, target.suffix.casefold()))
        return target

    def _written(self, printout: Printout, kind: str) -> bytes:
        today = self._desk.today()
        return written(printout, kind, self._places.resources, created=today)

    def _line(self, outgoing_id: RecordId) -> Outgoing:
        with self._desk.database.read() as tx:
            return tx.outgoing.get(outgoing_id)
