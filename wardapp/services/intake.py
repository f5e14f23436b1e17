"""Văn bản đến: a file is looked at, checked by the clerk and put in the book with its number."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.dispatches import Arrival, Attachment, FileRole, Incoming
from wardapp.core.errors import BadValue, UnreadableFile, WardError
from wardapp.core.identity import RecordId
from wardapp.core.numbering import SeriesKey
from wardapp.core.reading import FileKind, Proposal, ReadFields, Reading, ReadWarning
from wardapp.core.sources import FileSource, HeldFile
from wardapp.core.views import PaperView
from wardapp.documents.reader import FileReader
from wardapp.services.arrivals import Arriving, clean_arrival, proposed_arrival
from wardapp.services.clock_doubts import clock_behind
from wardapp.services.desk import Desk
from wardapp.services.incoming_answers import IncomingAnswers
from wardapp.services.incoming_reading import as_line, book_key, kept_scope
from wardapp.services.kept_files import FileGate, fingerprint
from wardapp.services.late_arrivals import give, in_time
from wardapp.services.mailed import mailed
from wardapp.services.numbered import NextCode, take_next, with_number
from wardapp.store.transaction import Transaction

log = logging.getLogger(__name__)


class Intake(IncomingAnswers):
    """The book of incoming dispatches; every writing call is one transaction."""

    def __init__(self, desk: Desk, reader: FileReader) -> None:
        super().__init__(desk)
        self._reader = reader
        self._gate = FileGate(desk, reader)

    def look_at(self, path: FileSource, issuer_id: RecordId | None = None) -> Proposal:
        """Return the line proposed for a file that lies where it lies; nothing is written.

        Raises SecretRefused or UnreadableFile with the sentence for the clerk.
        """
        digest, size = fingerprint(path)
        reading = self._reader.read(path)
        return self._proposal(path, digest, size, reading, issuer_id)

    def look_at_blind(
        self, path: FileSource, trouble: UnreadableFile, issuer_id: RecordId | None = None
    ) -> Proposal:
        """Return an empty line for a file that could not be read, to be filled by hand."""
        digest, size = fingerprint(path)
        reading = Reading(
            file_name=path.name,
            kind=FileKind.OTHER,
            regime=None,
            fields=ReadFields(),
            warnings=(ReadWarning(code="unreadable", text=trouble.sentence),),
        )
        return self._proposal(path, digest, size, reading, issuer_id)

    def register(
        self,
        arrival: Arrival,
        *,
        file: FileSource | None = None,
        expect_sha256: str = "",
        number: int | None = None,
    ) -> Incoming:
        """Give the arrival the next number of its book and write it down with its file, or nothing.

        With `number` that one, when it is free: above the counter, in a gap, or with the letter
        of `arrival.suffix` behind one that was given. What comes after its day needs a reason. The
        file is judged again and must still be the one that was looked at.
        """
        arrival = clean_arrival(arrival, self._desk.today())
        if arrival.is_secret and file is not None:
            raise BadValue("is_secret", "Văn bản đăng ký ở sổ riêng không kèm tệp vào sổ này.")
        kept = self._gate.keep_received(file, expect_sha256) if file else ()
        if number is not None:
            line = self._write(arrival, kept, NextCode(number), is_next=False)
        elif arrival.suffix:
            raise BadValue("arrival_number", "Số chèn phải ghi đủ cả số và chữ, ví dụ 12a.")
        else:
            line = with_number(
                lambda: self.next_code(arrival.issuer_id, arrival.arrival_date, arrival.book),
                lambda announced: self._write(arrival, kept, announced, is_next=True),
            )
        log.info("registered incoming %s of %s", line.arrival_code, line.scope_value)
        return line

    def _write(
        self, arrival: Arrival, kept: tuple[Attachment, ...], given: NextCode, *, is_next: bool
    ) -> Incoming:
        code = f"{given.code}{arrival.suffix}"
        command = self._desk.command("intake.register", f"Vào sổ số {code}", arrival.late_reason)
        with self._desk.database.begin(command) as tx:
            key = book_key(tx, arrival.issuer_id, arrival.book, arrival.arrival_date)
            if given.provisional:
                take_next(tx, key, given)
                return tx.incoming.add_waiting(_waiting(tx, arrival, key, kept, given))
            arrival = in_time(tx, arrival, key, None if is_next else given.number)
            if is_next:
                take_next(tx, key, given)
            else:
                give(tx, key, given.number, arrival)
            return tx.incoming.add(
                arrival,
                arrival_number=given.number,
                record_id=tx.new_id(),
                registered_ms=command.now_ms,
                attachments=kept,
                book_scope=kept_scope(key),
            )

    def attach(self, incoming_id: RecordId, path: FileSource) -> Incoming:
        """Keep one more file with a line, judged as any other file is."""
        line = self.get(incoming_id)
        if line.is_secret:
            raise WardError(
                f"Số đến {line.arrival_code} đăng ký ở sổ riêng nên không kèm tệp vào sổ này."
            )
        kept = self._gate.keep(path, FileRole.ORIGINAL)
        if kept.sha256 in {each.sha256 for each in line.attachments}:
            return line
        changed = replace(line, attachments=(*line.attachments, kept))
        return self._save(
            "intake.attach", f"Kèm tệp vào văn bản đến số {line.arrival_code}", changed, line
        )

    def paper(self, incoming_id: RecordId) -> PaperView:
        """Return the page of a line's first file; an empty view when it has none."""
        line = self.get(incoming_id)
        if not line.attachments:
            return PaperView()
        return self.paper_of(line.attachments[0])

    def paper_of(self, attachment: Attachment) -> PaperView:
        """Return the page of a kept file as the window shows it."""
        path = self._desk.files.path_of(attachment)
        return view_of(self._reader, path, attachment.name)

    def _proposal(
        self,
        path: FileSource,
        digest: str,
        size: int,
        reading: Reading,
        issuer_id: RecordId | None,
    ) -> Proposal:
        around = self._around()
        arrival, reading = proposed_arrival(reading, around, issuer_id)
        if isinstance(path, HeldFile) and path.mail is not None:
            arrival, reading = mailed(arrival, reading, path.mail, around)
        if doubt := clock_behind(self._desk):
            told = ReadWarning(code="clock", text=doubt)
            reading = replace(reading, warnings=(told, *reading.warnings))
        view = self._reader.view(path, reading)
        if view.pdf is not None and reading.kind in {FileKind.DOCX, FileKind.TXT}:
            reading = self._reader.with_spots(reading, view.pdf)
        elif view.pdf is not None:
            reading = self._reader.with_near_deadlines(reading, view.pdf)
        return Proposal(
            path=str(path),
            sha256=digest,
            size=size,
            reading=reading,
            arrival=arrival,
            expected_number=self.next_number(arrival.issuer_id, around.today, arrival.book),
            duplicates=self.duplicates(arrival),
            view_pdf=view.pdf,
            view_image=view.image,
            view_note=view.note,
        )

    def _around(self) -> Arriving:
        with self._desk.database.read() as tx:
            return Arriving(
                issuers=tx.catalogue.issuers(),
                bodies=tx.catalogue.bodies(),
                books=tx.books.books(),
                today=self._desk.today(),
            )

    def to_answer(self) -> Incoming | None:
        """Return the newest open line with a deadline, else the newest; None in an empty book."""
        with self._desk.database.read() as tx:
            return tx.incoming.newest_with_deadline() or tx.incoming.newest()

    def default_due(self, day: date) -> date:
        """Return the due date the office uses when a dispatch states none, for who asks for it."""
        settings = self._desk.settings()
        due = date.fromordinal(day.toordinal() + settings.default_days)
        return self._desk.workdays().roll(due, settings.weekend_rule)


def _waiting(
    tx: Transaction,
    arrival: Arrival,
    key: SeriesKey,
    kept: tuple[Attachment, ...],
    given: NextCode,
) -> Incoming:
    """Return a line that waits for its final number; it comes in order, whatever its day."""
    return replace(
        as_line(replace(arrival, late_reason=""), key),
        id=tx.new_id(),
        registered_ms=tx.now_ms,
        attachments=kept,
        provisional=given.provisional,
    )


def view_of(reader: FileReader, path: Path, name: str) -> PaperView:
    """Return the page of a file; one that can't be read shows its sentence instead."""
    try:
        return reader.page_of(path, name)
    except UnreadableFile as trouble:
        return PaperView(note=trouble.sentence, file_name=name)
