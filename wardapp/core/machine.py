"""Fields as other systems take them: NĐ30 Phụ lục VI and edXML, with the length of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

LABELS = {
    "OrganId": "Mã cơ quan",
    "OrganName": "Tên cơ quan",
    "FileCatalog": "Năm hình thành hồ sơ",
    "FileNotation": "Số và ký hiệu hồ sơ",
    "DocOrdinal": "Số thứ tự văn bản trong hồ sơ",
    "TypeName": "Tên loại",
    "CodeNumber": "Số văn bản",
    "CodeNotation": "Ký hiệu văn bản",
    "Subject": "Trích yếu",
    "Content": "Nội dung",
    "Language": "Ngôn ngữ",
    "PageAmount": "Số trang",
    "Description": "Ghi chú",
    "Position": "Chức vụ người ký",
    "FullName": "Họ tên người ký",
    "Priority": "Độ khẩn",
    "IssuedAmount": "Số lượng bản",
    "ArrivalNumber": "Số đến",
    "ToPlaces": "Nơi nhận",
    "Place": "Nơi nhận",
    "Title": "Tiêu đề hồ sơ",
    "Maintenance": "Thời hạn bảo quản",
    "Rights": "Chế độ sử dụng",
    "Creator": "Người lập hồ sơ",
    "DocTotal": "Tổng số văn bản",
    "PageTotal": "Tổng số trang",
    "PromulgationAmount": "Số lượng bản",
    "AttachmentName": "Tên tệp",
}


@dataclass(frozen=True, slots=True)
class DataField:
    """One field: name, text and the most letters it takes (0 = any), or the fields inside it."""

    name: str
    text: str = ""
    longest: int = 0
    inside: tuple[DataField, ...] = field(default=(), kw_only=True)
    attributes: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    is_needed: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineFile:
    """A kept file on its way out: the name it gets, where its bytes lie and what they hash to."""

    name: str
    path: Path
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EdxmlMessage:
    """One dispatch as an edXML file: fields of its header, its trace, its attachments."""

    header: tuple[DataField, ...]
    trace: tuple[DataField, ...]
    files: tuple[MachineFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDocument:
    """One dispatch of a package: `kind` is OutgoingDocument or IncomingDocument."""

    kind: str
    fields: tuple[DataField, ...]
    files: tuple[MachineFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPackage:
    """Dispatches, and the dossier they lie in when it is given away whole."""

    made_on: date
    documents: tuple[DataDocument, ...]
    dossier: tuple[DataField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEdxml:
    """What an edXML file of another system holds; texts as they stand, days read."""

    organ_id: str = ""
    organ_name: str = ""
    receivers: tuple[tuple[str, str], ...] = ()  # id, name
    document_id: str = ""
    code_number: str = ""
    code_notation: str = ""
    place: str = ""
    issued_date: date | None = None
    type_name: str = ""
    subject: str = ""
    content: str = ""
    signer_authority: str = ""
    signer_position: str = ""
    signer_name: str = ""
    due_date: date | None = None
    to_places: tuple[str, ...] = ()
    priority: int = 0
    page_amount: int | None = None
    issued_amount: int | None = None
    response_for: str = ""  # number and symbol of the dispatch it answers
    trace: tuple[str, ...] = ()  # "H26.01 2026/06/05 09:42:00"
    files: tuple[ReadFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """An attachment found inside an edXML file."""

    name: str
    media_type: str
    data: bytes


def faults(fields: tuple[DataField, ...], about: str) -> Iterator[str]:
    """Yield one sentence for each field that another system would not take.

    `about` names the record, as in `văn bản 12-CV/BXDĐ`.
    """
    for each in fields:
        label = LABELS.get(each.name, each.name)
        if each.is_needed and not each.text and not each.inside:
            yield f"{label} của {about} còn trống, trường này bắt buộc."
        if each.longest and len(each.text) > each.longest:
            yield f"{label} của {about} dài {len(each.text)} ký tự, tối đa {each.longest}."
        yield from faults(each.inside, about)
