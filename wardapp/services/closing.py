"""Closing pages, years and terms of a book: what was printed then reprints byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wardapp.core.books import BookVolume, Closing, ClosingKind
from wardapp.core.closing_views import ClosingCheck, VolumeState
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import BadValue, ChangedSince, WardError
from wardapp.core.files import write_whole
from wardapp.core.identity import RecordId
from wardapp.core.places import Places
from wardapp.core.printout import Printout
from wardapp.reports.books import BookFacts, book_printout
from wardapp.services.book_volumes import volumes
from wardapp.services.bookbinding import Bookbinding, Bound
from wardapp.services.closed_rows import compared
from wardapp.services.closing_check import closing_faults
from wardapp.services.closing_numbers import refuse_open_numbers
from wardapp.services.closing_pages import (
    KIND_NAMES,
    ClosingPages,
    Ready,
    file_of,
    next_page,
    stands,
)
from wardapp.services.desk import Desk
from wardapp.services.left_screen import could_go_back, mark_lines, mark_spans
from wardapp.store.book_lines import BookLines
from wardapp.store.transaction import Transaction

_TRIES = 3


class BookClosing:
    """Closes books and tells what closed pages say; `office.closing`."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk = desk
        self._places = places
        self._books = Bookbinding(desk, places)
        self._pages = ClosingPages(desk, places, self._books)

    # ---- what there is -----------------------------------------------------------------------

    def volumes(self) -> tuple[BookVolume, ...]:
        """Return every book of the office, the newest of each body first."""
        with self._desk.database.read() as tx:
            return volumes(tx, self._desk.today())

    def overview(self) -> tuple[VolumeState, ...]:
        """Return every book with its closings, not counted: a glance that reads no line."""
        with self._desk.database.read() as tx:
            made = tx.books.closings()
            return tuple(
                _glance(volume, [each for each in made if _is_of(each, volume)])
                for volume in volumes(tx, self._desk.today())
            )

    def state(self, volume: BookVolume) -> VolumeState:
        """Return what is open in a book since its last closing, and its closings."""
        with self._desk.database.read() as tx:
            closings = self._pages.closings(tx, volume)
            bound = self._books.whole(tx, volume, tx.catalogue.issuer(volume.issuer_id))
            found = compared(bound.rows, self._pages.closed(closings), bound.spec)
            lock = tx.books.locked_by(volume.issuer_id, volume.book, volume.scope_value)
        return VolumeState(
            volume=volume,
            line_count=len(bound.lines),
            open_count=len(found.pending),
            first_open=found.pending[0].code if found.pending else "",
            last_open=found.pending[-1].code if found.pending else "",
            supplement_count=len(found.added) + len(found.changed),
            next_page=next_page(closings),
            locked_by=lock,
            closings=closings,
        )

    def closing(self, closing_id: RecordId) -> Closing:
        """Return one closing; NotFound when it is not here."""
        with self._desk.database.read() as tx:
            return tx.books.closing(closing_id)

    def closings(self) -> tuple[Closing, ...]:
        """Return every closing of the office in the order they were made."""
        with self._desk.database.read() as tx:
            return tx.books.closings()

    def whole_kind(self, volume: BookVolume) -> ClosingKind:
        """Return whether the book ends with a year or with a term."""
        return ClosingKind.TERM if volume.by_term else ClosingKind.YEAR

    # ---- paper -------------------------------------------------------------------------------

    def pages(self, closing_id: RecordId) -> bytes:
        """Return the closed pages as they were kept: the same bytes whatever happened since."""
        return self._desk.files.read(file_of(self.closing(closing_id), FileRole.CLOSED_PAGES))

    def pages_to(self, closing_id: RecordId, target: Path) -> Path:
        """Write the closed pages to a .pdf file, byte for byte."""
        if target.suffix.casefold() != ".pdf":
            raise BadValue("target", "Trang đã đóng chỉ xuất thành tệp .pdf, đúng từng byte.")
        write_whole(target, self.pages(closing_id))
        return target

    def preview(self, volume: BookVolume, kind: ClosingKind) -> Printout:
        """Return what closing would print now, without code."""
        with self._desk.database.read() as tx:
            return self._pages.printout(tx, volume, kind)[0]

    def supplement(self, volume: BookVolume) -> Printout:
        """Return the supplement pages of now; WardError when closed pages say all there is."""
        with self._desk.database.read() as tx:
            closings = self._pages.closings(tx, volume)
            issuer = tx.catalogue.issuer(volume.issuer_id)
            bound = self._books.whole(tx, volume, issuer)
            closed = self._pages.closed(closings)
            found = self._pages.told(tx, bound, compared(bound.rows, closed, bound.spec))
        if not (found.added or found.changed):
            raise WardError("Chưa có trang bổ sung: các trang đã đóng vẫn đúng như sổ hiện nay.")
        tables = self._pages.supplement(bound, found, closed, issuer)
        facts = BookFacts(issuer=issuer, year_label=volume.label, has_cover=False)
        book = book_printout(bound.spec, [], facts)
        title = f"{bound.title.upper() or bound.spec.title}\nTRANG BỔ SUNG"
        return replace(book, title=title, tables=tables, file_stem="trang-bo-sung")

    def mark_supplement_left(self, volume: BookVolume) -> None:
        """Remember that the supplement of now was printed: what it names never goes back."""
        with self._desk.database.read() as tx:
            closings = self._pages.closings(tx, volume)
            bound = self._books.whole(tx, volume, tx.catalogue.issuer(volume.issuer_id))
            found = compared(bound.rows, self._pages.closed(closings), bound.spec)
        rows = (*found.added, *(each.now for each in found.changed if each.now is not None))
        ids, kept = {row.record_id for row in rows}, {(row.series, row.first) for row in rows}
        lines = could_go_back((each for each in bound.lines if each.id in ids), self._desk.today())
        spans = [
            span for span in bound.spans
            if (str(span.series_id), span.first) in kept and not span.left_screen
        ]  # fmt: skip
        if not (lines or spans):
            return
        command = self._desk.command("exporting.left", f"In trang bổ sung, {volume.name.lower()}")
        with self._desk.database.begin(command, undoable=False) as tx:
            mark_lines(tx, lines)
            mark_spans(tx, spans)

    # ---- closing -----------------------------------------------------------------------------

    def close(self, volume: BookVolume, kind: ClosingKind, number: str = "") -> Closing:
        """Fix the columns of what is open, keep its PDF and lock the numbers of a year or term.

        `number` is that of the bound volume ("02"); without it the last one goes on.

        WardError when nothing is open or the book is closed already.
        """
        if kind is not ClosingKind.PAGE and kind is not self.whole_kind(volume):
            raise BadValue(
                "kind", "Sổ này khóa theo kỳ khác: năm của sổ năm, nhiệm kỳ của sổ khóa."
            )
        with self._desk.database.read() as tx:
            refuse_open_numbers(tx, volume, locks=kind is not ClosingKind.PAGE)
        for _ in range(_TRIES):
            ready = self._pages.ready(volume, kind, number)
            kept = self._kept(ready)
            if self._written(ready, kept):
                return kept
        raise ChangedSince("Sổ đang được ghi ở nơi khác nên chưa đóng. Anh, chị thử lại giúp.")

    def reopen(self, closing_id: RecordId, reason: str) -> Closing:
        """Open a closed year or term again, or take back the newest closed pages; says why.

        The kept PDF stays and still reprints. Pages of a year or term stay closed, only the lock
        goes; rows of pages taken back are open again and the next closing prints them anew.
        """
        if not reason.strip():
            raise BadValue("reason", "Cần ghi lý do mở lại sổ.")
        closing = self.closing(closing_id)
        if closing.reopened_on is not None:
            raise WardError("Lần đóng này đã mở lại rồi.")
        words = f"Mở lại {closing.label.lower()}, mã {closing.code}"
        command = self._desk.command("closing.reopen", words, reason.strip())
        with self._desk.database.begin(command, undoable=False) as tx:
            if closing.kind is ClosingKind.PAGE:
                self._check_newest(tx, closing)
            opened = replace(
                closing, reopened_on=self._desk.today(), reopened_reason=reason.strip()
            )
            return tx.books.save_closing(opened)

    def verify(self, closing_id: RecordId) -> ClosingCheck:
        """Return whether files, record and journal of a closing still agree."""
        with self._desk.database.read() as tx:
            closing = tx.books.closing(closing_id)
            return ClosingCheck(
                closing=closing, faults=tuple(closing_faults(tx, self._desk.files, closing))
            )

    def verify_all(self) -> tuple[ClosingCheck, ...]:
        """Return the check of every closing of the office."""
        with self._desk.database.read() as tx:
            return tuple(
                ClosingCheck(closing=each, faults=tuple(closing_faults(tx, self._desk.files, each)))
                for each in tx.books.closings()
            )

    # ---- inside ------------------------------------------------------------------------------

    def _kept(self, ready: Ready) -> Closing:
        """Keep both files and return the closing that names them."""
        stem = f"{ready.bound.spec.file_stem}-{ready.closing.code}"
        keep = self._desk.files.keep
        return replace(
            ready.closing,
            attachments=(
                keep(ready.pdf, f"{stem}.pdf", FileRole.CLOSED_PAGES),
                keep(ready.columns, f"{stem}.json", FileRole.CLOSED_COLUMNS),
            ),
        )

    def _written(self, ready: Ready, kept: Closing) -> bool:
        """Write the closing; False when the office changed since it was laid out."""
        words = f"{KIND_NAMES[kept.kind]}: {ready.bound.spec.title.lower()}, mã {kept.code}"
        command = self._desk.command("closing.close", words)
        with self._desk.database.begin(command, undoable=False) as tx:
            lines = BookLines(tx.work)
            if lines.heads() != ready.heads:
                return False
            tx.books.save_closing(kept)
            self._mark_left(tx, ready.bound)
        return True

    def _mark_left(self, tx: Transaction, bound: Bound) -> None:
        """Numbers on closed pages never go back (only today's could, design §4)."""
        mark_lines(tx, could_go_back(bound.lines, self._desk.today()))
        mark_spans(tx, bound.spans)

    def _check_newest(self, tx: Transaction, closing: Closing) -> None:
        same = tx.books.closings(closing.issuer_id, closing.book, closing.scope_value)
        later = [each for each in same if stands(each) and each.first_page > closing.first_page]
        if later:
            raise WardError(
                "Chỉ bỏ được lần đóng trang mới nhất. Trang cũ hơn đã đóng thì in trang bổ sung."
            )


def _is_of(closing: Closing, volume: BookVolume) -> bool:
    return (closing.issuer_id, closing.book, closing.scope_value) == (
        volume.issuer_id,
        volume.book,
        volume.scope_value,
    )


def _glance(volume: BookVolume, closings: list[Closing]) -> VolumeState:
    return VolumeState(
        volume=volume,
        line_count=0,
        open_count=0,
        next_page=next_page(closings),
        locked_by=next((each for each in closings if each.locks), None),
        closings=tuple(closings),
    )
