"""Dispatches to another office: packed with the fields of NĐ30 Phụ lục VI, read as proposals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardapp.core.dispatches import Outgoing
from wardapp.core.dossier_views import RecordRef
from wardapp.core.errors import BadValue, PackageDamaged, PackageRefused, SecretRefused
from wardapp.core.exchange import PackedFile, PackRequest
from wardapp.core.machine import DataDocument, DataField, ReadEdxml, faults
from wardapp.core.sources import HeldFile, MailFacts
from wardapp.core.text import clean, one_line
from wardapp.documents.reader.door import judged_files, plain_file_name
from wardapp.documents.reader.gate import judge
from wardapp.exchange.canonical import NotCanonical, dumped, parsed
from wardapp.exchange.package_reading import OpenPackage
from wardapp.services.exchanging_packing import Contents
from wardapp.services.machine_export import OUTGOING, MachineExport

FOLDER = "documents/"
MOST_DOCUMENTS = 2_000
MOST_FILES = 200
LONGEST = 4_000
_PLACES = "; "
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_AMOUNT = re.compile(r"\d{1,3}")
_SECRET = "Văn bản thứ {at} trong gói có dấu chỉ mức độ mật nên không nhận."
MOST_BYTES = 400 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatches:
    """What a package of dispatches holds: files to be proposed from, and what was refused."""

    files: tuple[HeldFile, ...]
    refused_lines: tuple[str, ...] = ()


def dispatch_contents(machine: MachineExport, request: PackRequest) -> Contents:
    """Return chosen outgoing dispatches as a package takes them.

    BadValue tells what another office would not take; then nothing is packed.
    """
    if not request.record_ids:
        raise BadValue("record_ids", "Chưa chọn văn bản nào để gửi.")
    if len(request.record_ids) > MOST_DOCUMENTS:
        raise BadValue("record_ids", f"Một gói chứa tối đa {MOST_DOCUMENTS} văn bản.")
    refs = [RecordRef(entity=OUTGOING, record_id=each) for each in request.record_ids]
    made = machine.documents(refs)
    for line, document in made:
        _refuse_unsendable(line, document)
    files = {file.sha256: file for _, document in made for file in document.files}
    return Contents(
        made_ms=max(line.registered_ms for line, _ in made),
        entries={
            f"{FOLDER}{at:04}.json": _entry(line, document)
            for at, (line, document) in enumerate(made, start=1)
        },
        files=tuple(
            (PackedFile(sha256=file.sha256, size=file.size, name=file.name), file.path)
            for file in files.values()
        ),
        facts=(("documents", str(len(made))),),
    )


def read_dispatches(package: OpenPackage) -> Dispatches:
    """Return what another office sent, judged one by one; nothing is written anywhere.

    A dispatch that carries a mark of secrecy is left out whole; the others come.
    """
    if sum(file.size for file in package.manifest.files) > MOST_BYTES:
        raise PackageRefused("Gói văn bản lớn hơn 400 MB. Hãy xin nơi gửi chia thành nhiều gói.")
    files: list[HeldFile] = []
    refused: list[str] = []
    for at, name in enumerate(_names(package), start=1):
        try:
            files.append(_read(package, name))
        except SecretRefused:
            refused.append(_SECRET.format(at=at))
    return Dispatches(files=tuple(files), refused_lines=tuple(refused))


def look_at_dispatches(package: OpenPackage) -> tuple[str, ...]:
    """Return a line for each dispatch of a package; its files are not read yet."""
    lines = []
    for at, name in enumerate(_names(package), start=1):
        fields, files = _parts(package, name)
        header = _header(fields)
        try:
            judge([header.subject, header.type_name])
        except SecretRefused:
            lines.append(_SECRET.format(at=at))
        else:
            lines.append(_line(header, len(files)))
    return tuple(lines)


def _refuse_unsendable(line: Outgoing, document: DataDocument) -> None:
    about = f"văn bản {line.number_symbol}"
    told = next(faults(document.fields, about), "")
    if told:
        raise BadValue("record_ids", f"Chưa gửi gì. {told} Hãy sửa dòng rồi gửi lại.")
    if not document.files:
        raise BadValue(
            "record_ids",
            f"Chưa gửi gì: {about} chưa có bản phát hành hay bản ký nào. "
            "Hãy kèm bản ký vào dòng rồi gửi lại.",
        )


def _entry(line: Outgoing, document: DataDocument) -> bytes:
    fields = dict(_flat(document.fields))
    fields["ToPlaces"] = _PLACES.join(line.addressees)
    if line.signer.authority:
        fields["SignerInfo.Competence"] = line.signer.authority[0]
    files = [[file.sha256, file.name, file.media_type] for file in document.files]
    return dumped({"kind": document.kind, "fields": fields, "files": files})


def _flat(fields: Iterable[DataField], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields by name, those inside others as `SignerInfo.FullName`; empty ones not."""
    for each in fields:
        if each.name == "To":
            continue  # all receivers are none of this one's business
        if each.inside:
            yield from _flat(each.inside, f"{before}{each.name}.")
        elif each.text:
            yield f"{before}{each.name}", clean(each.text)


def _names(package: OpenPackage) -> tuple[str, ...]:
    names = tuple(each for each in package.manifest.entries if each.startswith(FOLDER))
    if not names or len(names) > MOST_DOCUMENTS:
        raise _damaged()
    return names


def _read(package: OpenPackage, name: str) -> HeldFile:
    fields, named = _parts(package, name)
    header = _header(fields)
    judge([header.subject, header.type_name])
    known = {file.sha256 for file in package.manifest.files}
    found = [
        HeldFile(plain_file_name(label, at), package.file_bytes(sha256))
        for at, (sha256, label) in enumerate(named, start=1)
        if sha256 in known
    ]
    if not found:
        raise _damaged()
    allowed, refused = judged_files(found)
    if refused:
        raise SecretRefused
    facts = MailFacts(
        sender_name=header.organ_name,
        subject=header.subject,
        name=f"{allowed[0].name}.json",
        header=header,
        beside=tuple(allowed[1:]),
    )
    return HeldFile(allowed[0].name, allowed[0].data, facts)


def _parts(package: OpenPackage, name: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the fields and the files of an entry; PackageDamaged when it is none of ours."""
    try:
        told = parsed(package.entry(name))
        fields = {str(key): _text(value) for key, value in told["fields"].items()}
        files = [(_text(row[0]), _text(row[1])) for row in _rows(told["files"])]
    except (NotCanonical, KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise _damaged() from error
    return fields, files


def _rows(value: Any) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > MOST_FILES:
        raise ValueError("no list of files")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError("no text")
    return one_line(value)


def _header(fields: dict[str, str]) -> ReadEdxml:
    def said(name: str) -> str:
        return fields.get(name, "")

    return ReadEdxml(
        organ_id=said("FileCode.OrganId"),
        organ_name=said("OrganName"),
        code_number=said("CodeNumber"),
        code_notation=said("CodeNotation"),
        issued_date=_day(said("IssuedDate")),
        type_name=said("TypeName"),
        subject=said("Subject"),
        signer_authority=said("SignerInfo.Competence"),
        signer_position=said("SignerInfo.Position"),
        signer_name=said("SignerInfo.FullName"),
        due_date=_day(said("DueDate")),
        to_places=tuple(filter(None, said("ToPlaces").split(_PLACES))),
        priority=_amount(said("Priority")) or 0,
        page_amount=_amount(said("PageAmount")) or None,
        issued_amount=_amount(said("IssuedAmount")) or None,
    )


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    with suppress(ValueError):  # 31/02: the day is left to the clerk
        return date(int(found[3]), int(found[2]), int(found[1]))
    return None


def _amount(text: str) -> int | None:
    return int(text) if _AMOUNT.fullmatch(text) else None


def _line(header: ReadEdxml, count: int) -> str:
    symbol = "/".join(filter(None, (header.code_number, header.code_notation)))
    files = f"{count} tệp"
    return " · ".join(filter(None, (symbol, header.organ_name, header.subject, files)))


def _damaged() -> PackageDamaged:
    return PackageDamaged(
        "Gói văn bản không đúng khuôn nên không nhận gì. Hãy xin nơi gửi gói lại."
    )
