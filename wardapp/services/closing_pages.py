"""Lays out what a closing prints and fixes: open rows, supplement, canonical columns, code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from wardapp.core.book_rows import RowChange
from wardapp.core.books import BookVolume, Closing, ClosingKind
from wardapp.core.check_code import LETTERS, check_code
from wardapp.core.dispatches import Attachment, FileRole, Incoming, Outgoing
from wardapp.core.errors import WardError
from wardapp.core.issuers import Issuer
from wardapp.core.petitions import Petition
from wardapp.core.places import Places
from wardapp.core.printout import Printout, PrintTable, SignatureBlock
from wardapp.documents.printouts import page_sizes, row_pages, written
from wardapp.reports.books import BookFacts, book_printout, load_book, numbers_said
from wardapp.reports.supplement import supplement_tables
from wardapp.services.bookbinding import Bookbinding, Bound
from wardapp.services.closed_rows import (
    FORM,
    Closed,
    Compared,
    canonical,
    closed_of,
    compared,
    row_facts,
)
from wardapp.services.desk import Desk
from wardapp.store.book_lines import BookLines
from wardapp.store.transaction import Transaction

_NO_CODE = "-".join(("X" * (LETTERS // 3),) * 3)
_ENTITIES: dict[type, str] = {
    Incoming: "incoming", Outgoing: "outgoing", Petition: "petition",
}  # fmt: skip
_FIRST_VOLUME = "01"
KIND_NAMES = {
    ClosingKind.PAGE: "Đóng trang",
    ClosingKind.YEAR: "Đóng sổ năm",
    ClosingKind.TERM: "Đóng sổ nhiệm kỳ",
}


@dataclass(frozen=True, slots=True)
class Ready:
    """A closing laid out, and the heads of all chains it was laid out from."""

    closing: Closing
    columns: bytes
    pdf: bytes
    heads: dict[str, str]
    bound: Bound


class ClosingPages:
    """Lays out closings from the books of an office; it writes nothing."""

    def __init__(self, desk: Desk, places: Places, books: Bookbinding) -> None:
        self._desk = desk
        self._places = places
        self._books = books

    def closings(self, tx: Transaction, volume: BookVolume) -> tuple[Closing, ...]:
        """Return the closings of a book in the order they were made."""
        found = tx.books.closings(volume.issuer_id, volume.book, volume.scope_value)
        return tuple(sorted(found, key=lambda each: (each.closed_on, each.id)))

    def closed(self, closings: Iterable[Closing]) -> Closed:
        """Return what the closed pages that stand say."""
        files = [
            (each.code, self._desk.files.read(file_of(each, FileRole.CLOSED_COLUMNS)))
            for each in closings
            if stands(each)
        ]
        return closed_of(files)

    def told(self, tx: Transaction, bound: Bound, found: Compared) -> Compared:
        """Return the comparison with who changed a row last, and when."""
        entity = {line.id: _ENTITIES[type(line)] for line in bound.lines}
        lines = BookLines(tx.work)

        def told(change: RowChange) -> RowChange:
            record = change.now.record_id if change.now else None
            last = lines.last_change(entity[record], record) if record in entity else None
            return replace(change, changed_on=last[0], changed_by=last[1]) if last else change

        return replace(found, changed=tuple(told(change) for change in found.changed))

    def supplement(
        self, bound: Bound, found: Compared, closed: Closed, issuer: Issuer
    ) -> tuple[PrintTable, ...]:
        """Return the tables of the supplement, () when there is none."""
        changes = load_book(self._places.resources / "books", "bo-sung", issuer.family)
        added = [(row, closed.page_before(row)) for row in found.added]
        return supplement_tables(bound.spec, changes, added, found.changed)

    def printout(
        self,
        tx: Transaction,
        volume: BookVolume,
        kind: ClosingKind,
        code: str = "",
        number: str = "",
    ) -> tuple[Printout, Bound, Compared]:
        """Return what closing would print, with what it was made of."""
        issuer = tx.catalogue.issuer(volume.issuer_id)
        closings = self.closings(tx, volume)
        bound = self._books.whole(tx, volume, issuer)
        closed = self.closed(closings)
        found = self.told(tx, bound, compared(bound.rows, closed, bound.spec))
        is_page = kind is ClosingKind.PAGE
        facts = BookFacts(
            issuer=issuer,
            year_label=volume.label,
            volume=number_of(closings, number),
            day_from=bound.days[0],
            day_to=bound.days[1],
            title=bound.title,
            first_page=next_page(closings),
            page_code=code,
            has_cover=not is_page,
            tables=self.supplement(bound, found, closed, issuer),
            last_line=self._last_line(kind, found),
            signatures=_signatures(kind),
        )
        printout = book_printout(bound.spec, found.pending, facts)
        if not is_page:
            whole = book_printout(bound.spec, bound.rows, replace(facts, tables=(), page_code=""))
            printout = replace(printout, cover=whole.cover)
        return printout, bound, found

    def _last_line(self, kind: ClosingKind, found: Compared) -> str:
        """Return what stands below the last row: what was closed, when and by whom."""
        said = "; ".join(numbers_said(found.pending))
        numbers = f", {said[:1].lower()}{said[1:]}" if said else ""
        more = len(found.added) + len(found.changed)
        later = f", {more} mục bổ sung của trang trước" if more else ""
        who = self._desk.settings().current_clerk or self._desk.account
        return (
            f"{KIND_NAMES[kind]} ngày {self._desk.today():%d/%m/%Y}: {len(found.pending)} dòng"
            f"{numbers}{later}. Người đóng: {who}."
        )

    def ready(self, volume: BookVolume, kind: ClosingKind, number: str = "") -> Ready:
        """Return a closing with its columns, code and PDF; WardError when nothing is open."""
        with self._desk.database.read() as tx:
            closings = self.closings(tx, volume)
            self._check_closable(tx, volume, kind)
            heads = BookLines(tx.work).heads()
            printout, bound, found = self.printout(tx, volume, kind, _NO_CODE, number)
        if kind is ClosingKind.PAGE and not (found.pending or found.added or found.changed):
            raise WardError("Chưa có dòng mới nào từ lần đóng trang trước nên chưa có gì để đóng.")
        columns = canonical(self._facts(volume, kind, heads, printout, (bound, found)))
        code = check_code(columns)
        today, resources = self._desk.today(), self._places.resources
        pdf = written(replace(printout, page_code=code), ".pdf", resources, created=today)
        pages = len(page_sizes(pdf)) - bool(printout.cover)
        first = next_page(closings)
        closing = Closing(
            id=self._desk.new_id(),
            issuer_id=volume.issuer_id,
            book=volume.book,
            kind=kind,
            scope_value=volume.scope_value,
            label=volume.label,
            first_day=min((r.day for r in found.pending if r.day and r.record_id), default=today),
            last_day=max((r.day for r in found.pending if r.day and r.record_id), default=today),
            first_number=found.pending[0].code if found.pending else "",
            last_number=found.pending[-1].code if found.pending else "",
            line_count=len(found.pending),
            closed_on=today,
            code=code,
            volume=number_of(closings, number),
            first_page=first,
            last_page=first + pages - 1,
        )
        return Ready(closing, columns, pdf, heads, bound)

    def _facts(
        self,
        volume: BookVolume,
        kind: ClosingKind,
        heads: dict[str, str],
        printout: Printout,
        rows: tuple[Bound, Compared],
    ) -> dict[str, Any]:
        bound, found = rows
        pages = row_pages(printout, self._places.resources)
        late = dict(
            zip((row.key for row in found.added), pages[1] if found.added else (), strict=False)
        )
        last = max((page for table in pages for page in table), default=printout.first_page)
        amended = [
            row_facts(change.now, last)
            for change in found.changed
            if change.now is not None and change.now.first == change.now.last
        ]
        return {
            "form": FORM,
            "office": str(self._desk.database.office_id),
            "issuer": volume.issuer_id,
            "book": volume.book,
            "scope": volume.scope_value,
            "label": volume.label,
            "kind": kind.value,
            "day": self._desk.today().isoformat(),
            "first_page": printout.first_page,
            "columns": [column.head for column in bound.spec.columns],
            "fields": [column.field for column in bound.spec.columns],
            "rows": [
                row_facts(row, page) for row, page in zip(found.pending, pages[0][:-1], strict=True)
            ],
            "supplement": [row_facts(row, late[row.key]) for row in found.added] + amended,
            "heads": heads,
        }

    def _check_closable(self, tx: Transaction, volume: BookVolume, kind: ClosingKind) -> None:
        lock = tx.books.locked_by(volume.issuer_id, volume.book, volume.scope_value)
        if lock is not None and kind is not ClosingKind.PAGE:
            raise WardError(
                f"{volume.name}, {volume.label.lower()} đã khóa ngày {lock.closed_on:%d/%m/%Y}."
            )


def stands(closing: Closing) -> bool:
    """Return True while the pages of a closing count: pages taken back do not."""
    return not (closing.kind is ClosingKind.PAGE and closing.reopened_on is not None)


def number_of(closings: tuple[Closing, ...], typed: str) -> str:
    """Return the number of the bound volume: as typed, else as at the last closing."""
    return typed.strip() or (closings[-1].volume if closings else _FIRST_VOLUME)


def next_page(closings: Iterable[Closing]) -> int:
    """Return the number of the first page after the closed ones."""
    return 1 + max((each.last_page for each in closings if stands(each)), default=0)


def file_of(closing: Closing, role: FileRole) -> Attachment:
    """Return a file kept with a closing; WardError when it names none."""
    found = next((each for each in closing.attachments if each.role is role), None)
    if found is None:
        raise WardError(
            f"Lần đóng {closing.code} không có tệp giữ kèm. Hãy lấy lại từ bản sao lưu."
        )
    return found


def _signatures(kind: ClosingKind) -> tuple[SignatureBlock, ...]:
    """Return who signs a closed year or term; single pages are signed beside their last line."""
    if kind is ClosingKind.PAGE:
        return ()
    return (
        SignatureBlock(lines=("NGƯỜI LẬP SỔ",), note="(Ký, ghi rõ họ tên)"),
        SignatureBlock(lines=("NGƯỜI ĐỨNG ĐẦU CƠ QUAN",), note="(Ký, đóng dấu)"),
    )
