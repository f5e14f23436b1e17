"""Invented papers with what only some carry: notes, braces, several hands, copies, A5, tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.documents.example_documents import official, sentence
from wardapp.core.dispatches import Recipient
from wardapp.core.document import (
    Annex,
    CopyFoot,
    CopyKind,
    OfficialDocument,
    Paper,
    Signature,
    SignatureLine,
)
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.documents.outline import parse_outline

SHORT = f"Thực hiện chương trình công tác.\n{sentence(3, 6)}"
INVITATION = (
    "Trân trọng kính mời: Đồng chí Nguyễn Văn An\nDự Hội nghị Ban Chấp hành.\n"
    "Thời gian: 8 giờ 00, ngày 12/6/2026."
)
JOINT_NAME = "BAN XÂY DỰNG ĐẢNG - UỶ BAN KIỂM TRA - VĂN PHÒNG ĐẢNG UỶ PHƯỜNG LIÊN HỒ"
CONTACT = "Số 12 phố Lụa, phường Liên Hồ, thành phố Hà Liên; thư điện tử vanphong@lienho.example"
NOTE = "Không phổ biến trên phương tiện thông tin đại chúng"
TOGETHER = "để phối hợp thực hiện và cùng theo dõi"
BRACED = (
    Recipient(name="Như trên"),
    Recipient(name="Thường trực Thành uỷ", brace="để báo cáo"),
    Recipient(name="Ban Tuyên giáo và Dân vận Thành uỷ Hà Liên", brace="để báo cáo"),
    Recipient(name="Các chi bộ", purpose="để thực hiện"),
    Recipient(name="Uỷ ban nhân dân phường", brace=TOGETHER),
    Recipient(name="Công an phường", brace=TOGETHER),
)


def table_text(rows: int) -> str:
    """A text with a long table that has a head, and a short one without."""
    lines = [
        f"| {n} | {sentence(n, 1 + n % 4)} | Chi bộ số {n} | {137 * n} |" for n in range(1, rows)
    ]
    return "\n".join(
        (
            "Số liệu cụ thể như sau:",
            "| STT | Nội dung **công việc** | Đơn vị | Số lượng |",
            "|:---:|---|---|---:|",
            *lines,
            sentence(3, 5),
            "| Trước | - |",
            "| *nghiêng* và **đậm** | 5 \\| 6 |",
            "Đề nghị các cơ quan thực hiện.",
        )
    )


def signature(full_name: str, *lines: str) -> Signature:
    """A signature of lines; one that begins with a blank is regular."""
    return Signature(
        lines=tuple(SignatureLine(text=line.strip(), bold=line[0] != " ") for line in lines),
        full_name=full_name,
    )


OFFICE = ("Ngô Ánh Dương", "T/L BAN THƯỜNG VỤ", " CHÁNH VĂN PHÒNG")
CONFIRMED = signature(
    OFFICE[0], " Xác nhận chữ ký của đồng chí Trần Minh Khuê", OFFICE[1], OFFICE[2]
)
HEADS = tuple(
    signature(name, f"TRƯỞNG BAN {of}")
    for name, of in (("Lê An", "TỔ CHỨC"), ("Vũ Bình", "DÂN VẬN"), ("Đỗ Chi", "NỘI CHÍNH"))
)


def special(standard: Standard) -> dict[str, OfficialDocument]:
    """Return one paper for each thing that only some papers carry, by a word for it."""
    makers: dict[str, tuple[str, dict[str, Any]]] = {
        "lưu hành": ("CV", _noted(standard)),
        "biên bản": (
            "BB",
            {
                "signature": signature("Trần Minh Khuê", "CHỦ TRÌ HỘI NGHỊ"),
                "other_signatures": (signature("Lê Thu Hà", "NGƯỜI GHI BIÊN BẢN"),),
                "confirmation": CONFIRMED,
            },
        ),
        "liên tịch": ("KH", {**_joint(), "other_signatures": HEADS[1:]}),
        "liên tịch nhiều": ("KH", {**_joint(), "other_signatures": HEADS[1:] * 2}),
        "bản sao": (
            "TB",
            {"signature": signature("Lê Hà", "UỶ VIÊN BAN THƯỜNG VỤ", " kiêm", "PHÓ TRƯỞNG BAN")},
        ),
        "khổ A5": (
            "GM",
            {"paper": Paper.A5, "subject": "", "recipients": (), "body": parse_outline(INVITATION)},
        ),
        "bảng": (
            "BC",
            {
                "body": parse_outline(table_text(24)),
                "annexes": (
                    Annex(
                        label="Phụ lục",
                        title="BẢNG XEN CHỮ",
                        blocks=parse_outline(table_text(19)),
                        landscape=True,
                    ),
                ),
            },
        ),
    }
    made = {}
    for name, (code, fields) in makers.items():
        values = {"body": parse_outline(SHORT), "annexes": (), "draft_no": None, **fields}
        if name == "bản sao":
            values["copy_foot"] = copy_foot(standard)
        made[name] = official(standard, code, **values)
    return made


def _joint() -> dict[str, Any]:
    return {"parent_line": "", "own_line": JOINT_NAME, "signature": HEADS[0]}


def _noted(standard: Standard) -> dict[str, Any]:
    return {
        "circulation": ("Tài liệu thu hồi", "Lưu hành nội bộ"),
        "last_page_note": NOTE,
        "drafter_mark": "ABC" if standard.family is Family.PARTY else "PL.",
        "copy_count": 268,
        "contact_line": CONTACT,
        "recipients": BRACED,
    }


def copy_foot(standard: Standard) -> CopyFoot:
    """The foot of a copy as the standard knows it."""
    signed = signature(*OFFICE)
    if standard.id == "HD05":
        return CopyFoot(kind=CopyKind.COPY, signature=signed)
    is_party = standard.family is Family.PARTY
    return CopyFoot(
        kind=CopyKind.WHOLE,
        signature=signed,
        parent_line="ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN" if is_party else "",
        own_line="ĐẢNG UỶ PHƯỜNG LIÊN HỒ" if is_party else "ỦY BAN NHÂN DÂN\nPHƯỜNG LIÊN HỒ",
        place="Liên Hồ",
        number_symbol="03-BS/ĐU" if is_party else "03/SY-UBND",
        issued_on=date(2026, 3, 5),
        recipients=(Recipient(name="Các chi bộ"),),
        storage_line="Lưu Văn phòng",
    )
