"""Invented documents of Liên Hồ for the writers: one for every type under every standard."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from wardapp.core.dispatches import Priority, Recipient
from wardapp.core.document import Annex, OfficialDocument
from wardapp.core.issuers import Family, SignerInfo
from wardapp.core.layout import DocumentType, Standard, TextStyle
from wardapp.core.printout import Align, PrintCell, PrintColumn, PrintTable
from wardapp.documents.outline import parse_outline

CREATED = date(2026, 6, 5)
PHRASES = (
    "vận động các hộ kinh doanh ký cam kết",
    "tiếp thu ý kiến của nhân dân qua các buổi sinh hoạt",
    "khen thưởng kịp thời tập thể, cá nhân có cách làm hay",
    "rà soát danh mục công việc theo từng tuần",
    "bảo đảm đúng tiến độ, rõ người, rõ việc",
    "công khai kết quả trên bảng tin và trang thông tin điện tử",
    "chuẩn bị đầy đủ cơ sở vật chất, kinh phí",
    "đẩy mạnh tuyên truyền bằng nhiều hình thức sinh động",
    "hướng dẫn chi bộ trực thuộc cập nhật sổ theo dõi",
)
ADDRESSEES = (
    "Các chi bộ trực thuộc",
    "Uỷ ban nhân dân phường",
    "Ban Thường trực Uỷ ban Mặt trận Tổ quốc Việt Nam phường và các tổ chức chính trị - xã hội",
)
RECIPIENTS = (
    Recipient(name="Như trên"),
    Recipient(name="Ban Thường vụ Thành uỷ", purpose="để báo cáo"),
    Recipient(
        name="Thường trực Đảng uỷ, các đồng chí Đảng uỷ viên và Văn phòng Đảng uỷ phường",
        purpose="(để thực hiện)",
    ),
)
PARTY: dict[str, Any] = {
    "family": Family.PARTY,
    "parent_line": "ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN",
    "own_line": "ĐẢNG UỶ PHƯỜNG LIÊN HỒ",
    "storage_line": "Lưu Văn phòng Đảng uỷ",
    "signer": SignerInfo(
        full_name="Trần Minh Khuê", position="PHÓ BÍ THƯ", authority=("T/M BAN THƯỜNG VỤ",)
    ),
}
STATE: dict[str, Any] = {
    "family": Family.STATE,
    "parent_line": "",
    "own_line": "ỦY BAN NHÂN DÂN\nPHƯỜNG LIÊN HỒ",
    "storage_line": "Lưu: VT, VHXH",
    "old_tone_marks": False,
    "signer": SignerInfo(
        full_name="Trần Minh Khuê",
        position="PHÓ CHỦ TỊCH",
        authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
    ),
}


def sentence(seed: int, phrases: int) -> str:
    """A sentence of so many phrases, the same for the same seed."""
    chooser = random.Random(seed)
    text = ", ".join(chooser.choice(PHRASES) for _ in range(phrases))
    return f"{text[0].upper()}{text[1:]}."


def body(parts: int) -> str:
    """A body with every level of the outline; two parts fill about four pages."""
    lines = [sentence(0, 5)]
    for part in range(parts):
        lines += [f"{('I', 'II', 'III', 'IV')[part]}. NHIỆM VỤ TRỌNG TÂM", "1. Mục đích"]
        lines += ["1.1. Công tác tuyên truyền", sentence(part + 11, 4), "1.1.1. Trên loa"]
        lines += [f"{letter}) {sentence(part * 7 + ord(letter), 5)}" for letter in "abcdđ"]
        lines += ["1.2. Công tác vận động", *(f"- {sentence(part + n, 6)}" for n in range(6))]
        lines += [f"+ *Giai đoạn {n}:* {sentence(part + n, 5)}" for n in (1, 2)]
        lines += ["2. Yêu cầu", f"(1) {sentence(part + 31, 6)}", f"(2) {sentence(part + 32, 3)}"]
    return "\n\n".join([*lines, "Đề nghị các cơ quan, đơn vị triển khai thực hiện."])


def decision_body() -> str:
    """The body of a quyết định: bases, issuing clause, articles."""
    return "\n".join(
        (
            "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG LIÊN HỒ",
            "Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;",
            "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.",
            "QUYẾT ĐỊNH:",
            "Điều 1. Thành lập Tổ giúp việc",
            f"1. {sentence(1, 4)}",
            f"a) {sentence(2, 4)}",
            "Điều 2. Trách nhiệm thi hành",
            sentence(3, 4),
        )
    )


def table(rows: int) -> PrintTable:
    """A table with grouped heads, numbered columns, a total row and a note."""
    columns = (
        PrintColumn(key="n", head="STT", width_mm=12, align=Align.CENTER, index_label="(1)"),
        PrintColumn(key="work", head="Nội dung công việc", width_mm=88, index_label="(2)"),
        PrintColumn(key="unit", head="Đơn vị chủ trì", width_mm=50, index_label="(3)"),
        PrintColumn(key="sum", head="Số lượng", width_mm=30, align=Align.RIGHT, index_label="(4)"),
    )
    lines = tuple(
        (
            PrintCell(value=number),
            PrintCell(value=sentence(number, 1 + number % 3)),
            PrintCell(value=f"Chi bộ tổ dân phố số {number}"),
            PrintCell(value=17 * number),
        )
        for number in range(1, rows + 1)
    )
    total = (PrintCell(value="Cộng", span=3, bold=True), PrintCell(value=1234, bold=True))
    return PrintTable(
        key="t",
        title="Biểu A. Phân công nhiệm vụ",
        columns=columns,
        rows=(*lines, total),
        groups=(("", 1), ("Công việc", 2), ("", 1)),
        note="Số liệu tính đến ngày 31/5/2026.",
    )


def annexes() -> tuple[Annex, ...]:
    """A text annex of two pages and a landscape annex with a table over two pages."""
    reference = "(Kèm theo văn bản số 12, ngày 05/6/2026 của Đảng uỷ phường Liên Hồ)"
    return (
        Annex(label="Phụ lục 1", title="CÁC MỐC", reference=reference, blocks=_blocks(1)),
        Annex(
            label="Phụ lục 2",
            title="BIỂU PHÂN CÔNG",
            reference=reference,
            tables=(table(19),),
            landscape=True,
        ),
    )


def altered(standard: Standard, key: str, change: Callable[[TextStyle], TextStyle]) -> Standard:
    """The standard with one row of its table changed, to prove that a test sees it."""
    styles = tuple(change(style) if style.key == key else style for style in standard.styles)
    return replace(standard, styles=styles)


def _blocks(parts: int) -> Any:
    return parse_outline(body(parts))


def official(standard: Standard, code: str, **fields: Any) -> OfficialDocument:
    """A document of the type under the standard; a kế hoạch is long and has annexes."""
    kind: DocumentType = standard.type(code)
    is_party = standard.family is Family.PARTY
    values: dict[str, Any] = {
        **(PARTY if is_party else STATE),
        "type_code": code,
        "type_name": kind.name,
        "place": "Liên Hồ",
        "code_number": "12",
        "code_notation": _notation(kind, is_party=is_party),
        "issued_date": date(2026, 6, 5) if standard.id != "HD36" else date(2026, 2, 3),
        "subject": "phối hợp tổ chức Ngày hội đọc sách và hướng dẫn ghi nhật ký truyền thông",
        "addressees": ADDRESSEES if kind.addressed else (),
        "recipients": RECIPIENTS,
        "body": parse_outline(decision_body() if code == "QĐ" else body(2 if code == "KH" else 0)),
        "annexes": annexes() if code == "KH" else (),
        "priority": Priority.VERY_URGENT if code in {"CV", "BC"} else Priority.NORMAL,
        "draft_no": 2 if code == "TB" else None,
    }
    return OfficialDocument(**{**values, **fields})


def _notation(kind: DocumentType, *, is_party: bool) -> str:
    if is_party:
        return f"{kind.symbol}/ĐU"
    return f"{kind.symbol}-UBND" if kind.symbol else "UBND-VHXH"
