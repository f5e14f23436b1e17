"""Exports for machines: one dispatch as edXML, dispatches or a dossier as NĐ30 Phụ lục VI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from wardapp.core.dispatches import (
    Attachment,
    FileRole,
    Incoming,
    IncomingStatus,
    Outgoing,
    OutgoingStatus,
)
from wardapp.core.dossier_views import RecordRef
from wardapp.core.dossiers import Filing
from wardapp.core.errors import BadValue, UnreadableFile, WardError
from wardapp.core.files import reading_refusal, write_whole_by
from wardapp.core.identity import RecordId
from wardapp.core.long_paths import reachable
from wardapp.core.machine import (
    DataDocument,
    DataField,
    DataPackage,
    EdxmlMessage,
    MachineFile,
    ReadEdxml,
    faults,
)
from wardapp.documents.edxml_door import read_edxml, write_edxml, write_package
from wardapp.services.bodies import body_named
from wardapp.services.desk import Desk
from wardapp.services.file_stems import safe_stem
from wardapp.services.machine_export_edxml import (
    Organ,
    incoming_header,
    incoming_trace,
    organ_of_body,
    outgoing_header,
    outgoing_trace,
)
from wardapp.services.machine_export_fields import (
    Filed,
    dossier_fields,
    incoming_fields,
    outgoing_fields,
)
from wardapp.services.targets import checked_targets
from wardapp.store.file_names import kept_name
from wardapp.store.transaction import Transaction

EDXML, PACKAGE = ".edxml", ".zip"
INCOMING, OUTGOING = "incoming", "outgoing"
LONGEST_NAME = 200
MOST_TOLD = 5
MOST_READ = 256 << 20
PLAIN = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".txt": "text/plain",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".zip": "application/zip",
}
# Of what came in: the papers themselves. Of what went out: the signed copy, else the frozen page.
OF_INCOMING = (FileRole.ORIGINAL,)
OF_OUTGOING = ((FileRole.FINAL_COPY,), (FileRole.ISSUE_PDF,), (FileRole.ORIGINAL,))

Line = Incoming | Outgoing


class MachineExport:
    """Writes what other systems read, and remembers that a number left the office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def edxml_to(self, ref: RecordRef, target: Path) -> Path:
        """Write one dispatch with its attachments as an .edxml file.

        BadValue tells every field that another system would not take; then nothing is written.
        """
        checked_targets((target,), (EDXML,))
        with self._desk.database.read() as tx:
            line = self._line(tx, ref)
            message = self._message(tx, line)
        refuse_faults((*message.header, *message.trace), named(line))
        size = sum(kept.size for kept in message.files)
        write_whole_by(target, lambda stream: write_edxml(stream, message), size=size)
        self.mark_left((line,))
        return target

    def package_to(self, refs: Sequence[RecordRef], target: Path) -> Path:
        """Write the data fields of dispatches with their papers as a .zip package."""
        if not refs:
            raise WardError("Chưa chọn văn bản nào để xuất.")
        with self._desk.database.read() as tx:
            lines = tuple(self._line(tx, ref) for ref in refs)
            made = tuple(self._document(tx, line, _filed(tx, line)) for line in lines)
        self._write(DataPackage(made_on=self._desk.today(), documents=made), lines, target)
        return target

    def dossier_to(self, dossier_id: RecordId, target: Path) -> Path:
        """Write a dossier with all its dispatches as a .zip package, in the order they lie in."""
        with self._desk.database.read() as tx:
            dossier = tx.filing.dossier(dossier_id)
            issuer = tx.catalogue.issuer(dossier.issuer_id)
            filings = tx.filing.filings(dossier_id)
            papers = tuple(_papers(tx, filings))
            made = tuple(self._document(tx, line, (dossier, filing)) for filing, line in papers)
        fields = dossier_fields(dossier, issuer, len(filings))
        refuse_faults(fields, f"hồ sơ {dossier.symbol}")
        package = DataPackage(made_on=self._desk.today(), documents=made, dossier=fields)
        self._write(package, tuple(line for _, line in papers), target)
        return target

    def documents(self, refs: Sequence[RecordRef]) -> tuple[tuple[Outgoing, DataDocument], ...]:
        """Return outgoing dispatches with their data fields and files, to be given away."""
        with self._desk.database.read() as tx:
            lines = [self._line(tx, ref) for ref in refs]
            return tuple(
                (line, self._document(tx, line, _filed(tx, line)))
                for line in lines
                if isinstance(line, Outgoing)
            )

    def proposed_name(self, line: Line) -> str:
        """Return a file name without ending for a dispatch, safe on Windows."""
        return safe_stem(f"{line.number_symbol} {line.subject}")

    def read(self, path: Path) -> ReadEdxml:
        """Return what an edXML file of another system holds; nothing is kept of it."""
        real = reachable(path)
        try:
            if not real.is_file():
                raise UnreadableFile(f"Không tìm thấy tệp {path.name}. Hãy xem lại đường dẫn.")
            if real.stat().st_size > MOST_READ:
                raise UnreadableFile(f"Tệp {path.name} lớn hơn 256 MB nên không đọc ở đây.")
            data = real.read_bytes()
        except OSError as error:
            raise reading_refusal(error, path) from error
        return read_edxml(data, path.name)

    def _write(self, package: DataPackage, lines: tuple[Line, ...], target: Path) -> None:
        checked_targets((target,), (PACKAGE,))
        told = (
            sentence
            for line, made in zip(lines, package.documents, strict=True)
            for sentence in faults(made.fields, named(line))
        )
        _refuse(tuple(told))
        size = sum(kept.size for made in package.documents for kept in made.files)
        write_whole_by(target, lambda stream: write_package(stream, package), size=size)
        self.mark_left(lines)

    def _line(self, tx: Transaction, ref: RecordRef) -> Line:
        line: Line
        if ref.entity == INCOMING:
            line = tx.incoming.get(ref.record_id)
        else:
            line = tx.outgoing.get(ref.record_id)
        if _is_void(line):
            raise WardError(f"Đã hủy {named(line)} hoặc ghi sổ riêng nên không xuất đi đâu.")
        return line

    def _message(self, tx: Transaction, line: Line) -> EdxmlMessage:
        issuer = tx.catalogue.issuer(line.issuer_id)
        directory = tx.catalogue.bodies()
        now_ms = self._desk.clock.now_ms()
        if isinstance(line, Incoming):
            known = body_named(line.organ_name, directory)
            sender = organ_of_body(line.organ_name, known, line.organ_id)
            return EdxmlMessage(
                header=incoming_header(line, sender, issuer),
                trace=incoming_trace(line, issuer, now_ms),
                files=self._files(line),
            )
        answered = tx.incoming.find(line.answers) if line.answers else None
        return EdxmlMessage(
            header=outgoing_header(line, issuer, _receivers(tx, line), answered),
            trace=outgoing_trace(line, issuer, now_ms),
            files=self._files(line),
        )

    def _document(self, tx: Transaction, line: Line, filed: Filed) -> DataDocument:
        issuer = tx.catalogue.issuer(line.issuer_id)
        if isinstance(line, Incoming):
            fields = incoming_fields(line, issuer, filed)
            return DataDocument(kind="IncomingDocument", fields=fields, files=self._files(line))
        receivers = tuple((each.code, each.name) for each in _receivers(tx, line))
        fields = outgoing_fields(line, issuer, receivers, filed)
        return DataDocument(kind="OutgoingDocument", fields=fields, files=self._files(line))

    def _files(self, line: Line) -> tuple[MachineFile, ...]:
        names: set[str] = set()
        return tuple(
            MachineFile(
                name=_own_name(kept.name, names),
                path=self._desk.files.path_of(kept),
                sha256=kept.sha256,
                size=kept.size,
                media_type=MEDIA_TYPES.get(Path(kept.name).suffix.casefold(), PLAIN),
            )
            for kept in _given_away(line)
        )

    def mark_left(self, lines: Iterable[Line]) -> None:
        """Remember that files with these numbers left: none of them is ever given back."""
        fresh = [line for line in lines if not line.left_screen]
        if not fresh or self._desk.database.read_only:
            return
        command = self._desk.command("exporting.left", "Xuất cho hệ thống khác")
        with self._desk.database.begin(command, undoable=False) as tx:
            for line in fresh:
                if isinstance(line, Incoming):
                    tx.incoming.save(replace(line, left_screen=True), line)
                else:
                    tx.outgoing.save(replace(line, left_screen=True), line)


def _is_void(line: Line) -> bool:
    """Return True for a line without words to give away: cancelled, or of the secret book."""
    if isinstance(line, Incoming):
        return line.is_secret or line.status is IncomingStatus.CANCELLED
    return line.status is OutgoingStatus.CANCELLED


def named(line: Line) -> str:
    """Return how a sentence names a line."""
    if isinstance(line, Incoming):
        return f"văn bản đến số {line.arrival_code}"
    return f"văn bản {line.number_symbol}"


def refuse_faults(fields: tuple[DataField, ...], about: str) -> None:
    """Raise BadValue that tells what another system would not take."""
    _refuse(tuple(faults(fields, about)))


def _refuse(told: tuple[str, ...]) -> None:
    if not told:
        return
    more = f" Còn {len(told) - MOST_TOLD} điểm nữa." if len(told) > MOST_TOLD else ""
    sentence = " ".join(told[:MOST_TOLD])
    raise BadValue("export", f"Chưa xuất gì. {sentence}{more} Hãy sửa dòng rồi xuất lại.")


def _receivers(tx: Transaction, line: Outgoing) -> tuple[Organ, ...]:
    directory = tx.catalogue.bodies()
    named_here = [each.name for each in line.deliveries] or [
        *line.addressees,
        *(each.name for each in line.recipients),
    ]
    unique = dict.fromkeys(named_here)
    return tuple(organ_of_body(name, body_named(name, directory)) for name in unique)


def _filed(tx: Transaction, line: Line) -> Filed:
    entity = INCOMING if isinstance(line, Incoming) else OUTGOING
    filings = tx.filing.filings_of(entity, line.id)
    if not filings:
        return None
    return tx.filing.dossier(filings[0].dossier_id), filings[0]


def _papers(tx: Transaction, filings: Iterable[Filing]) -> Iterator[tuple[Filing, Line]]:
    """Yield the dispatches of a dossier that stand in their books."""
    for filing in filings:
        line: Line | None = None
        if filing.entity == INCOMING:
            line = tx.incoming.find(filing.record_id)
        elif filing.entity == OUTGOING:
            line = tx.outgoing.find(filing.record_id)
        if line is not None and not _is_void(line):
            yield filing, line


def _given_away(line: Line) -> tuple[Attachment, ...]:
    if isinstance(line, Incoming):
        return tuple(each for each in line.attachments if each.role in OF_INCOMING)
    for roles in OF_OUTGOING:
        found = tuple(each for each in line.attachments if each.role in roles)
        if found:
            return found
    return ()


def _own_name(name: str, taken: set[str]) -> str:
    """Return a file name that stays in its folder, is short enough and no other file's."""
    stem, dot, ending = kept_name(name).rpartition(".")
    stem, ending = (stem, f".{ending}") if dot else (ending, "")
    stem = stem[: LONGEST_NAME - len(ending) - 6]
    found, count = f"{stem}{ending}", 1
    while found.casefold() in taken:
        count += 1
        found = f"{stem} ({count}){ending}"
    taken.add(found.casefold())
    return found
