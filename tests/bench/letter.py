"""A one-page letter as Word file, beside docxtpl filling it and python-docx writing it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from docx import Document
from docx.document import Document as PlainDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Cell
from docxtpl import DocxTemplate

from tests.bench.table import Row, repeated
from wardapp.app import find_places
from wardapp.core.dispatches import Recipient
from wardapp.core.document import OfficialDocument
from wardapp.core.issuers import Family, SignerInfo
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.outline import parse_outline
from wardapp.documents.pdf_writer import PdfWriter
from wardapp.documents.standards import load_standards, standard_for
from wardapp.documents.templates.door import accepted, joined, key_of, read_template, ready

DAY = date(2026, 6, 5)
BODY = """Thực hiện chương trình công tác năm 2026, Ban Xây dựng Đảng đề nghị các chi bộ:

1. Phổ biến nội dung đến toàn thể đảng viên trong kỳ sinh hoạt tháng 6.

2. Nắm tình hình dư luận tại tổ dân phố, gửi về Ban trước ngày 25 tháng 6.

Đề nghị các chi bộ quan tâm thực hiện."""
ROUNDS = 60
MANY = 200


def a_letter(body: str = BODY) -> OfficialDocument:
    """Return a one-page công văn of the example office."""
    return OfficialDocument(
        family=Family.PARTY,
        type_code="CV",
        type_name="Công văn",
        parent_line="ĐẢNG UỶ PHƯỜNG LIÊN HỒ",
        own_line="BAN XÂY DỰNG ĐẢNG",
        place="Liên Hồ",
        code_number="12",
        code_notation="CV/BXDĐ",
        issued_date=DAY,
        subject="về việc gửi nội dung sinh hoạt chi bộ tháng 6 năm 2026",
        addressees=("Các chi bộ trực thuộc Đảng uỷ phường",),
        body=parse_outline(body),
        signer=SignerInfo(
            full_name="Lê Thị Hồng Vân",
            position="PHÓ TRƯỞNG BAN",
            authority=("K/T TRƯỞNG BAN",),
        ),
        recipients=(Recipient(name="Như trên"), Recipient(name="Thường trực Đảng uỷ")),
        storage_line="Lưu Ban Xây dựng Đảng",
    )


def measure(out: Path) -> list[Row]:
    places = find_places()
    standard = standard_for(load_standards(places.standards), Family.PARTY, DAY)
    writer, pdf = DocxWriter(places.resources), PdfWriter(places.resources)
    document = a_letter()
    template = out / "letter-template.docx"
    paragraphs = [block.marker + block.gap + block.text for block in document.body]
    holes = parse_outline("\n\n".join(f"{{{{ p{index} }}}}" for index in range(len(paragraphs))))
    marked = replace(document, subject="{{ subject }}", body=holes)
    template.write_bytes(writer.write(marked, standard, created=DAY))
    words = {"subject": document.subject, **{f"p{i}": text for i, text in enumerate(paragraphs)}}

    def peer() -> None:
        filled = DocxTemplate(template)
        filled.render(words)
        filled.save(io.BytesIO())

    ours = repeated(lambda: writer.write(document, standard, created=DAY), ROUNDS)
    theirs = repeated(peer, ROUNDS)
    by_hand = repeated(lambda: _plain(document, paragraphs), ROUNDS)
    letters = repeated(
        lambda: [writer.write(document, standard, created=DAY) for _ in range(1000)], 1, warm=0
    )
    fill = ready(accepted(template.read_bytes(), read_template(template.read_bytes()).proposals))
    keyed = {key_of(key): text for key, text in words.items()}
    many = [{**keyed, "subject": f"mời chi bộ số {n}"} for n in range(MANY)]
    one_by_one = repeated(lambda: [fill(each) for each in many], ROUNDS // 6)
    as_one = repeated(lambda: joined([fill(each) for each in many]), ROUNDS // 20)
    peers = repeated(lambda: [peer() for _ in many], 1, warm=0)
    return [
        Row("200 letters from a template, a file each", one_by_one),
        Row("  peer: docxtpl renders 200 times", peers),
        Row("200 letters from a template, one file", as_one),
        Row(
            "one-page letter to Word",
            ours,
            f"target ≥ 3× docxtpl, here {_ratio(theirs, ours):.1f}×; "
            f"python-docx {_ratio(by_hand, ours):.1f}×",
        ),
        Row("  peer: docxtpl fills the same page", theirs),
        Row("  peer: python-docx writes it, paragraph by paragraph", by_hand),
        Row("1,000 letters to Word", letters, "target ≤ 5000"),
        Row(
            "one-page letter to PDF",
            repeated(lambda: pdf.render(document, standard, created=DAY, final=True), ROUNDS),
        ),
    ]


def _plain(letter: OfficialDocument, paragraphs: list[str]) -> None:
    """Write the same page as one writes it with python-docx: paragraph by paragraph."""
    page = Document()
    _head(page, letter)
    for text in paragraphs:
        _say(page, text, WD_ALIGN_PARAGRAPH.JUSTIFY)
    _foot(page, letter)
    page.save(io.BytesIO())


def _head(page: PlainDocument, letter: OfficialDocument) -> None:
    table = page.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    for text, is_bold in (
        (letter.parent_line, False),
        (letter.own_line, True),
        ("*", False),
        (f"Số {letter.code_number}-{letter.code_notation}", False),
        (letter.subject, False),
    ):
        _say(left, text, WD_ALIGN_PARAGRAPH.CENTER, is_bold=is_bold)
    _say(right, "ĐẢNG CỘNG SẢN VIỆT NAM", WD_ALIGN_PARAGRAPH.CENTER, is_bold=True)
    _say(right, "Liên Hồ, ngày 05 tháng 6 năm 2026", WD_ALIGN_PARAGRAPH.CENTER)
    _say(page, f"Kính gửi: {letter.addressees[0]}.", WD_ALIGN_PARAGRAPH.CENTER)


def _foot(page: PlainDocument, letter: OfficialDocument) -> None:
    table = page.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _say(left, "Nơi nhận:", WD_ALIGN_PARAGRAPH.LEFT)
    for each in letter.recipients:
        _say(left, f"- {each.name};", WD_ALIGN_PARAGRAPH.LEFT)
    _say(left, f"- {letter.storage_line}.", WD_ALIGN_PARAGRAPH.LEFT)
    for text in (*letter.signer.authority, letter.signer.position, letter.signer.full_name):
        _say(right, text, WD_ALIGN_PARAGRAPH.CENTER, is_bold=True)


def _say(
    where: PlainDocument | _Cell, text: str, align: WD_ALIGN_PARAGRAPH, *, is_bold: bool = False
) -> None:
    paragraph = where.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = Pt(18)
    run = paragraph.add_run(text)
    run.bold = is_bold
    run.font.name, run.font.size = "Times New Roman", Pt(14)


def _ratio(peer: tuple[float, ...], ours: tuple[float, ...]) -> float:
    return sorted(peer)[len(peer) // 2] / sorted(ours)[len(ours) // 2]
