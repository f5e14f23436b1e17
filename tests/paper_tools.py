"""Invented papers in every shape they reach a clerk: text in four column orders, Word, PDF."""

from __future__ import annotations

import io
import itertools
import json
import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typst
from docx import Document

FIELDS = (
    "issuing_body", "parent_body", "number", "symbol", "number_symbol", "place", "date", "type",
    "subject", "addressees", "authority", "signer_position", "signer_name", "urgency",
)  # fmt: skip
NAMES = ("Phạm Minh Hòa", "Lê Thị Ngọc Lan", "Nguyễn Văn Thắng", "Đỗ Thị Hạnh", "Ngô Ánh Dương")
WARDS = ("LIÊN HỒ", "AN LẠC", "VĨNH HƯNG", "TÂN MỸ")
SUBJECTS = (
    "tăng cường công tác tuyên truyền phòng, chống cháy nổ trong mùa hanh khô trên địa bàn phường",
    "tổ chức hội nghị sơ kết sáu tháng đầu năm",
    "thực hiện Nghị quyết số 09-NQ/TU ngày 12/02/2026 của Thành ủy về phát triển văn hóa",
    "kiện toàn tổ công nghệ số cộng đồng, tổ tuyên truyền viên cơ sở và mạng lưới cộng tác viên "
    "dư luận xã hội năm 2026",
)
ADDRESSEES = (
    "Các chi bộ trực thuộc Đảng ủy phường",
    "Ủy ban nhân dân phường",
    "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam phường",
    "Các trường học trên địa bàn",
)
TYPES = (
    ("CV", "Công văn"), ("KH", "Kế hoạch"), ("BC", "Báo cáo"), ("TB", "Thông báo"),
    ("TTr", "Tờ trình"), ("QĐ", "Quyết định"), ("CTr", "Chương trình"), ("HD", "Hướng dẫn"),
)  # fmt: skip
PARTY_SIGNERS = (
    (["T/M BAN THƯỜNG VỤ"], "PHÓ BÍ THƯ"),
    (["K/T TRƯỞNG BAN"], "PHÓ TRƯỞNG BAN"),
    ([], "TRƯỞNG BAN"),
    (["T/L BAN THƯỜNG VỤ"], "CHÁNH VĂN PHÒNG"),
    (["T/M CHI BỘ"], "BÍ THƯ"),
)
STATE_SIGNERS = (
    (["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH"),
    (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH"),
    ([], "GIÁM ĐỐC"),
    (["TUQ. CHỦ TỊCH"], "TRƯỞNG PHÒNG"),
)
BODY = (
    "Thực hiện Kế hoạch số 22-KH/TU ngày 17/12/2025 của Thành ủy Hà Liên, cơ quan thông báo một số "
    "nội dung trọng tâm để các đơn vị triển khai thực hiện theo chức năng được giao như sau:",
    "1. Các đơn vị tổ chức quán triệt nội dung văn bản này đến toàn thể cán bộ, đảng viên.",
    "2. Thường xuyên kiểm tra, đôn đốc việc thực hiện; kịp thời biểu dương những cách làm hay.",
)
RECIPIENTS = ("Nơi nhận:", "- Như trên;", "- Thường trực Đảng ủy (để báo cáo);", "- Lưu: VT.")
TEXT_SHAPES = ("left first", "right first", "tabs", "spaces")


@dataclass(frozen=True)
class InventedPaper:
    """A paper's parts, and the fields that a reader must find in them."""

    expected: dict[str, object]
    left: list[str]
    right: list[str]
    title: tuple[str, str] | None
    label: str
    signature: list[str]

    @property
    def address(self) -> list[str]:
        names = self.expected["addressees"]
        if not names:
            return []
        if len(names) == 1:
            return [f"{self.label} {names[0]}."]
        ends = [";"] * (len(names) - 1) + ["."]
        return [self.label, *(f"- {name}{end}" for name, end in zip(names, ends, strict=True))]


def invented_paper(seed: int) -> InventedPaper:
    """Return the paper of a seed; the same seed gives the same paper."""
    pick = random.Random(seed)
    state = pick.random() < 0.45
    ward = pick.choice(WARDS)
    code, type_name = pick.choice(TYPES)
    number = pick.choice((None, "07", "12", "138", "41"))
    parent, own, symbol = (_state if state else _party)(pick, ward, code)
    authority, position = pick.choice(STATE_SIGNERS if state else PARTY_SIGNERS)
    day = pick.choice((None, date(2026, 6, 5), date(2026, 2, 14), date(2026, 11, 30)))
    subject = pick.choice(SUBJECTS)
    named = code in {"CV", "TTr"}
    urgency = pick.choice((None, None, None, ("KHẨN", 1), ("HỎA TỐC", 3)))
    name = pick.choice(NAMES)
    joint = "/" if state else "-"
    expected = {
        "issuing_body": own.replace("\n", " "),
        "parent_body": parent,
        "number": number,
        "symbol": symbol,
        "number_symbol": number and f"{number}{joint}{symbol}",
        "place": ward.title(),
        "date": day,
        "type": type_name,
        "subject": subject,
        "addressees": tuple(pick.sample(ADDRESSEES, pick.choice((1, 3)))) if named else (),
        "authority": tuple(authority),
        "signer_position": position,
        "signer_name": name,
        "urgency": urgency and urgency[1],
    }
    number_line = f"Số{':' if state else ''} {number or '     '}{joint}{symbol}"
    left = [*([parent] if parent else []), *own.split("\n"), *([] if state else ["*"]), number_line]
    if code == "CV":
        left.append(pick.choice(("V/v ", "V/v: ") if state else ("về việc ", "Về việc ")) + subject)
    if urgency:
        left.append(urgency[0])
    return InventedPaper(
        expected=expected,
        left=left,
        right=[*_titles(state), _date_line(ward.title(), day)],
        title=None if code == "CV" else (type_name.upper(), subject),
        label="Kính trình:" if code == "TTr" and not state else "Kính gửi:",
        signature=[*authority, position, *pick.choice(([], ["(Đã ký)"])), "", name],
    )


def _state(pick: random.Random, ward: str, code: str) -> tuple[str | None, str, str]:
    parent, own, agency = pick.choice(
        (
            (None, f"ỦY BAN NHÂN DÂN\nPHƯỜNG {ward}", "UBND"),
            (f"UBND PHƯỜNG {ward}", "PHÒNG VĂN HÓA - XÃ HỘI", "VHXH"),
            ("UBND THÀNH PHỐ HÀ LIÊN", "SỞ NỘI VỤ", "SNV"),
        )
    )
    return parent, own, f"{agency}-VP" if code == "CV" else f"{code}-{agency}"


def _party(pick: random.Random, ward: str, code: str) -> tuple[str | None, str, str]:
    parent, own, agency = pick.choice(
        (
            ("ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN", f"ĐẢNG UỶ PHƯỜNG {ward}", "ĐU"),
            (f"ĐẢNG ỦY PHƯỜNG {ward}", "BAN XÂY DỰNG ĐẢNG", "BXDĐ"),
            (None, "THÀNH ỦY HÀ LIÊN", "TU"),
            (f"ĐẢNG BỘ PHƯỜNG {ward}", "CHI BỘ TỔ DÂN PHỐ SỐ 5", "CB"),
        )
    )
    return parent, own, f"{code}/{agency}"


def _titles(state: bool) -> list[str]:
    if state:
        return ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    return ["ĐẢNG CỘNG SẢN VIỆT NAM"]


def _date_line(place: str, day: date | None) -> str:
    if day is None:
        return f"{place}, ngày     tháng     năm 2026"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def as_text(paper: InventedPaper, shape: str) -> str:
    """Return the paper as plain text, its columns in one of TEXT_SHAPES."""
    middle = [""]
    if paper.title:
        middle += [*paper.title, "-----", ""]
    middle += [*paper.address, "", *(line for text in BODY for line in (text, ""))]
    head = _columns(paper.left, paper.right, shape, 62)
    tail = _columns(list(RECIPIENTS), paper.signature, shape, 50)
    return "\n".join([*head, *middle, *tail])


def _columns(left: list[str], right: list[str], shape: str, width: int) -> list[str]:
    if shape == "left first":
        return [*left, "", *right]
    if shape == "right first":
        return [*right, "", *left] if width > 60 else [*left, "", *right]
    rows = itertools.zip_longest(left, right, fillvalue="")
    if shape == "tabs":
        return [f"{one}\t{other}" for one, other in rows]
    return [one + (" " * max(6, width - len(one)) + other if other else "") for one, other in rows]


def as_docx(paper: InventedPaper) -> bytes:
    """Return the paper as Word writes it: header and signature in tables without borders."""
    document = Document()
    _two_cells(document, paper.left, paper.right)
    for line in (*(paper.title or ()), *paper.address, *BODY):
        document.add_paragraph(line)
    _two_cells(document, list(RECIPIENTS), paper.signature)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _two_cells(document: object, *columns: list[str]) -> None:
    for cell, lines in zip(document.add_table(1, 2).rows[0].cells, columns, strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def as_pdf(paper: InventedPaper, fonts: Path) -> bytes:
    """Return the paper as a PDF with text, laid out as the standards draw it."""
    head = _grid((75, 15, 75), paper.left, [], paper.right)
    tail = _grid((80, 0, 85), list(RECIPIENTS), [], paper.signature)
    title = "".join(f"#align(center)[#text({_quoted(line)})]\n" for line in paper.title or ())
    address = "".join(f"#pad(left: 25mm)[#text({_quoted(line)})]\n" for line in paper.address)
    body = "\n\n".join(f"#text({_quoted(line)})" for line in BODY)
    source = (
        '#set page(paper: "a4", margin: (left: 30mm, right: 15mm, y: 20mm))\n'
        '#set text(font: "Tinos", size: 13pt)\n#set par(justify: true, spacing: 0.7em)\n'
        f"{head}#v(1em)\n{title}{address}\n"
        f"#[#set par(first-line-indent: (amount: 10mm, all: true))\n{body}]\n#v(1em)\n{tail}"
    )
    return bytes(typst.compile(source.encode(), format="pdf", font_paths=[str(fonts)]))


def _grid(widths: tuple[int, ...], *cells: list[str]) -> str:
    columns = ", ".join(f"{width}mm" for width in widths)
    drawn = ", ".join(
        f"align(center)[{' #linebreak() '.join(f'#text({_quoted(line)})' for line in lines)}]"
        for lines in cells
    )
    return f"#grid(columns: ({columns}), {drawn})\n"


def _quoted(text: str) -> str:
    return json.dumps(text or " ", ensure_ascii=False)
