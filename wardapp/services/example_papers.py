"""The papers that came with the newest dispatches of an example office."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Arrival, Recipient, joined_symbol
from wardapp.core.document import OfficialDocument
from wardapp.core.files import write_whole
from wardapp.core.issuers import Family
from wardapp.core.titles import type_code_of
from wardapp.documents.outline import parse_outline
from wardapp.documents.standards import standard_for
from wardapp.services.file_stems import safe_stem
from wardapp.services.papers import Papers

PLACE, LOCAL = "Hà Liên", "Liên Hồ"


def arriving_paper(arrival: Arrival, papers: Papers, folder: Path) -> Path:
    """Write the paper of an arrival as PDF into folder and return its path."""
    day = arrival.issued_date or arrival.arrival_date
    family = Family.PARTY if "/" in arrival.code_notation else Family.STATE
    standard = standard_for(papers.standards, family, day)
    code = type_code_of(arrival.type_name) or "CV"
    parent, own = _heads(arrival.organ_name)
    document = OfficialDocument(
        family=family,
        type_code=code if any(kind.code == code for kind in standard.types) else "CV",
        type_name=arrival.type_name,
        parent_line=parent,
        own_line=own,
        place=LOCAL if "phường" in arrival.organ_name else PLACE,
        code_number=arrival.code_number or None,
        code_notation=arrival.code_notation,
        issued_date=day,
        subject=arrival.subject,
        addressees=("Các phường, xã trên địa bàn thành phố",) if code == "CV" else (),
        body=parse_outline(_body(arrival)),
        signer=arrival.signer,
        recipients=(
            Recipient(name="Như trên"),
            Recipient(name="Lãnh đạo cơ quan", purpose="để báo cáo"),
        ),
        storage_line="Lưu Văn phòng" if family is Family.PARTY else "Lưu: VT",
        priority=arrival.priority,
    )
    rendered = papers.pdf.render(document, standard, created=day, final=False)
    path = folder / f"{safe_stem(_name(arrival))}.pdf"
    write_whole(path, rendered.pdf)
    return path


def _name(arrival: Arrival) -> str:
    return joined_symbol(arrival.code_number, arrival.code_notation) or arrival.subject


def _heads(name: str) -> tuple[str, str]:
    """Return the superior's line and the body's own line of a header."""
    if name.startswith("Đảng ủy"):
        return "ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN", name.upper()
    for superior in ("Thành ủy Hà Liên", "thành phố Hà Liên", "phường Liên Hồ"):
        if name.endswith(superior) and name != superior:
            own = name.removesuffix(superior).strip()
            over = superior if superior.startswith("Thành") else f"UBND {superior}"
            return over.upper(), own.upper()
    return "", name.upper()


def _body(arrival: Arrival) -> str:
    lines = [
        f"Thực hiện chương trình công tác năm {arrival.arrival_date.year}, "
        f"{arrival.organ_name} đề nghị các đơn vị triển khai nội dung: {arrival.subject}.",
        "1. Phổ biến đến toàn thể cán bộ, đảng viên và Nhân dân trên địa bàn.",
        "2. Phân công người phụ trách, theo dõi tiến độ và kết quả thực hiện.",
    ]
    if arrival.due_date is not None:
        lines.append(
            f"3. Báo cáo kết quả về {arrival.organ_name} trước ngày {long_date(arrival.due_date)} "
            "để tổng hợp."
        )
    lines.append("Đề nghị các đơn vị quan tâm thực hiện.")
    return "\n".join(lines)
