"""Nhập sổ cũ: files are read, understood, shown in a dry run, and written as one step."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.errors import BadValue, StoreBusy, WardError
from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.issuers import Issuer, Term
from wardapp.core.journal import Command
from wardapp.core.lists import ImportMapping
from wardapp.core.numbering import NumberSpan, NumberState, Series, SeriesKey
from wardapp.core.old_books import (
    Doubt,
    DryRun,
    Imported,
    ImportPlan,
    MissingNumbers,
    OldFile,
    OldLine,
    OldSheet,
    SheetColumns,
)
from wardapp.core.progress import Progress, Silent
from wardapp.documents.old_books.door import read_old_book
from wardapp.documents.reader import FileReader
from wardapp.documents.reader.gate import judge
from wardapp.services.desk import Desk
from wardapp.services.importing_checks import checked, number_of
from wardapp.services.importing_heads import WITHIN, book_of, columns_of, is_enough, key_of
from wardapp.services.importing_reading import Reading, place_in, read_lines
from wardapp.services.papers import Papers
from wardapp.store.bulk import Batch, Change
from wardapp.store.bulk_undo import IMPORTED_FROM
from wardapp.store.entities import SERIES, SPAN
from wardapp.store.transaction import Transaction

NOT_IN_BOOK = "không có trong sổ nhập"
SECRET = "Dùng cho sổ riêng, thấy khi nhập sổ cũ"
_TRIES = 3
_BUSY = "Sổ đang được máy hay lệnh khác ghi nên chưa nhập được. Hãy thử lại sau ít phút."
_NOTHING = "Chưa có dòng nào nhập được. Hãy sửa các ô báo lỗi hoặc chọn lại cột."
_READING = "Đang đọc tệp"


class Importing:
    """The way of old books into the office."""

    def __init__(self, desk: Desk, reader: FileReader, papers: Papers) -> None:
        self._desk = desk
        self._reader = reader
        self._papers = papers

    def open(self, paths: Sequence[Path], progress: Progress | None = None) -> tuple[OldFile, ...]:
        """Return the tables of files; nothing of them is kept.

        Raises UnreadableFile, or SecretRefused for a book with a mark of secrecy above its head.
        """
        told = progress or Silent()
        files: list[OldFile] = []
        for at, path in enumerate(paths):
            told.step(at, len(paths), f"{_READING} {path.name}")
            data = self._reader.bytes_of(path)
            sheets = read_old_book(path.name, data)
            for sheet in sheets:
                judge(_titles(sheet))
            taken = sum(each.name.partition(" ⟨")[0] == path.name for each in files)
            files.append(
                OldFile(
                    name=f"{path.name} ⟨{taken + 1}⟩" if taken else path.name,
                    sha256=hashlib.sha256(data).hexdigest(),
                    size=len(data),
                    sheets=sheets,
                )
            )
        return tuple(files)

    def are_books(self, paths: Sequence[Path]) -> bool:
        """Tell whether files look like old books: columns of one in each; nothing is kept."""
        try:
            for path in paths:
                sheets = read_old_book(path.name, self._reader.bytes_of(path))
                book = book_of(sheets, path.name)
                if not book or not any(is_enough(columns_of(each, book), book) for each in sheets):
                    return False
        except WardError:
            return False
        return bool(paths)

    def guess_book(self, files: Sequence[OldFile]) -> str:
        """Return which book the files look like: `den`, `di`, "" when like none."""
        votes = Counter(book_of(file.sheets, file.name) for file in files)
        votes.pop("", None)
        return votes.most_common(1)[0][0] if votes else ""

    def columns(self, files: Sequence[OldFile], book: str) -> tuple[tuple[str, SheetColumns], ...]:
        """Return how every sheet is understood: as the clerk said for such heads, else by them."""
        with self._desk.database.read() as tx:
            kept = {each.heads: each for each in tx.lists.mappings(_kind(book))}
        found = []
        for file in files:
            for sheet in file.sheets:
                columns = columns_of(sheet, book)
                known = kept.get(key_of(columns.heads)) if columns.head_rows else None
                if known is not None and len(known.fields) == len(columns.heads):
                    columns = replace(columns, fields=known.fields, is_remembered=True)
                found.append((file.name, columns))
        return tuple(found)

    def plan(
        self, files: Sequence[OldFile], book: str, issuer_id: RecordId, year: int | None = None
    ) -> ImportPlan:
        """Return the plan for the sheets that look like the book, hidden ones left out."""
        hidden = {
            (file.name, each.name) for file in files for each in file.sheets if each.is_hidden
        }
        sheets = tuple(
            (file, columns)
            for file, columns in self.columns(files, book)
            if (file, columns.sheet) not in hidden and is_enough(columns, book)
        )
        return ImportPlan(issuer_id=issuer_id, book=book, sheets=sheets, year=year)

    def issuers(self) -> tuple[Issuer, ...]:
        """Return whose books there are."""
        with self._desk.database.read() as tx:
            return tx.catalogue.issuers()

    def books(self, issuer_id: RecordId) -> tuple[tuple[str, str], ...]:
        """Return (code, name) of the books of an issuer that take an old one."""
        with self._desk.database.read() as tx:
            own = [
                (book.code, book.name)
                for book in tx.books.books(issuer_id)
                if book.kind.value == "den" and book.code != "den" and book.active
            ]
        return (("den", "Sổ văn bản đến"), *own, ("di", "Sổ văn bản đi"))

    def add_term(self, issuer_id: RecordId, label: str, start: date, end: date | None) -> Term:
        """Add the term that old lines of a Party body were numbered in."""
        if end is not None and end < start:
            raise BadValue("end", "Ngày kết thúc nhiệm kỳ phải sau ngày bắt đầu. Hãy sửa lại.")
        command = self._desk.command("importing.term", f"Thêm nhiệm kỳ {label}")
        with self._desk.database.begin(command) as tx:
            issuer = tx.catalogue.issuer(issuer_id)
            term = Term(
                id=tx.new_id(),
                committee=issuer.committee,
                label=label,
                start=start,
                start_reason="Theo sổ cũ",
                end=end,
                end_reason="Theo sổ cũ" if end else "",
            )
            return tx.catalogue.save_term(term)

    def dry_run(
        self, files: Sequence[OldFile], plan: ImportPlan, progress: Progress | None = None
    ) -> DryRun:
        """Return what an import would do, with every doubtful cell; nothing is written."""
        today = self._desk.today()
        with self._desk.database.read() as tx:
            issuer = tx.catalogue.issuer(plan.issuer_id)
            reading = Reading(
                files=tuple(files),
                plan=plan,
                issuer=issuer,
                books=tx.books.books(issuer.id),
                terms=tx.catalogue.terms(),
                types=self._papers.standard(issuer.family, today).types,
                today=today,
                now_ms=self._desk.clock.now_ms(),
            )
            rows = read_lines(reading, progress or Silent())
            found = checked(tx, rows.lines, reading.terms, place_in(plan))
        doubts = rows.with_cells((*rows.doubts, *found.doubts))
        ready = sum(number_of(line) is not None for line in found.lines)
        return DryRun(
            plan=plan,
            files=tuple(files),
            lines=found.lines,
            doubts=doubts,
            missing=found.missing,
            counts=replace(
                rows.counts,
                ready=ready,
                blocked=len(found.lines) - ready,
                doubtful=sum(not doubt.blocks for doubt in doubts),
            ),
        )

    def remember(self, plan: ImportPlan) -> None:
        """Keep how the columns were understood, by their heads."""
        kind = _kind(plan.book)
        command = self._desk.command("importing.remember", "Nhớ cột của sổ cũ")
        with self._desk.database.begin(command, undoable=False) as tx:
            for _file, columns in plan.sheets:
                heads = key_of(columns.heads)
                known = tx.lists.mapping_for(kind, heads)
                if not columns.head_rows or (known and known.fields == columns.fields):
                    continue
                tx.lists.save_mapping(
                    ImportMapping(
                        id=known.id if known else tx.new_id(),
                        book=kind,
                        heads=heads,
                        fields=columns.fields,
                    )
                )

    def run(self, dry: DryRun, progress: Progress | None = None) -> Imported:
        """Write the lines of a dry run as one step; lines that no longer fit stay out.

        Everything is made ready beside the open office; others wait only for the writing itself.
        """
        told = progress or Silent()
        self.remember(dry.plan)
        command = self._command(dry)
        for _ in range(_TRIES):
            with self._desk.database.read() as tx:
                made = _Making(tx, dry, command, self._desk.today())
                batch = made.batch(told)
            begun = time.monotonic()
            if self._wrote(batch, command, told):
                return made.imported(round((time.monotonic() - begun) * 1000))
        raise StoreBusy(_BUSY)

    def _wrote(self, batch: Batch, command: Command, progress: Progress) -> bool:
        """Write a batch; False when somebody wrote since it was made ready."""
        with self._desk.database.begin(command) as tx:
            if tx.bulk.is_stale(batch):
                return False
            tx.bulk.write(batch, progress)
        return True

    def _command(self, dry: DryRun) -> Command:
        files = "; ".join(f"{file.name} (SHA-256 {file.sha256})" for file in dry.files)
        count = sum(line.line is not None for line in dry.lines)
        return self._desk.command(
            "importing.import", f"Nhập {count} dòng sổ cũ", f"{IMPORTED_FROM}{files}"
        )


class _Making:
    """Makes the batch of an import from what the office holds at one moment."""

    def __init__(self, tx: Transaction, dry: DryRun, command: Command, today: date) -> None:
        self._tx = tx
        self._command = command
        self._today = today
        terms = tx.catalogue.terms()
        found = checked(tx, dry.lines, terms, place_in(dry.plan))
        self._lines = found.lines
        self._missing = found.missing
        self._refused: tuple[Doubt, ...] = tuple(each for each in found.doubts if each.blocks)
        self._changes: list[Change] = []
        self._series: dict[SeriesKey, Series] = {}
        self._secrets = 0

    def batch(self, progress: Progress) -> Batch:
        """Return everything that the import writes."""
        highest = _highest(self._lines)
        if not highest:
            raise WardError(_NOTHING)
        for key, number in highest.items():
            self._move(key, number)
        for gap in self._missing:
            self._mark(self._series[gap.series], gap, NumberState.EXTERNAL, NOT_IN_BOOK)
        for line in self._lines:
            if line.secret_number is not None and line.series is not None:
                self._secrets += 1
                number = line.secret_number
                at = MissingNumbers(series=line.series, label="", first=number, last=number)
                self._mark(self._series[line.series], at, NumberState.SECRET, SECRET)
        return self._tx.bulk.ready(self._changes, self._kept(), self._command, progress)

    def imported(self, locked_ms: int) -> Imported:
        """Return what was done."""
        kept = self._kept()
        return Imported(
            lines=len(kept),
            series=len(self._series),
            missing=sum(gap.last - gap.first + 1 for gap in self._missing),
            secrets=self._secrets,
            refused=self._refused,
            first=kept[0].id if kept else None,
            locked_ms=locked_ms,
        )

    def _kept(self) -> list[Incoming | Outgoing]:
        kept: list[Incoming | Outgoing] = []
        for each in self._lines:
            if isinstance(each.line, Outgoing) and each.series is not None:
                kept.append(replace(each.line, series_id=self._series[each.series].id))
            elif each.line is not None:
                kept.append(each.line)
        return kept

    def _move(self, key: SeriesKey, number: int) -> None:
        """Make the series where there is none, and its counter at least the highest number."""
        found = self._tx.numbers.find_series(key)
        made = found or self._tx.numbers.made(key)
        moved = replace(made, last_number=max(made.last_number, number))
        self._series[key] = moved
        if found != moved:
            self._changes.append((SERIES, found, moved))

    def _mark(self, series: Series, at: MissingNumbers, state: NumberState, reason: str) -> None:
        actor = self._command.actor
        span = NumberSpan(
            id=self._new_id(),
            series_id=series.id,
            first=at.first,
            last=at.last,
            state=state,
            on=self._today,
            actor=actor.clerk or actor.account,
            reason=reason,
        )
        self._changes.append((SPAN, None, span))

    def _new_id(self) -> RecordId:
        return new_record_id(self._command.now_ms)


def _highest(lines: Iterable[OldLine]) -> dict[SeriesKey, int]:
    highest: dict[SeriesKey, int] = {}
    for line in lines:
        numbered = number_of(line)
        if numbered is not None and line.series is not None:
            highest[line.series] = max(highest.get(line.series, 0), numbered[0])
    return highest


def _kind(book: str) -> str:
    return "di" if book == "di" else "den"


def _titles(sheet: OldSheet) -> Iterator[str]:
    """Yield the lines that stand alone above a table, where a stamp of secrecy would be."""
    for row in sheet.rows[:WITHIN]:
        texts = {cell.text.strip() for cell in row.cells if cell.text.strip()}
        if len(texts) == 1:
            yield texts.pop()
