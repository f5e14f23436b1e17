"""Shows a received file: its own pages, or its words set on a page that says so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import typst

from wardapp.core.document import Spot
from wardapp.core.errors import UnreadableFile
from wardapp.core.reading import Deadline, Evidence, FileKind, Reading
from wardapp.core.views import PaperView
from wardapp.documents.reader.deadlines import date_words
from wardapp.documents.reader.eml_file import is_mail, mail_words, open_mail
from wardapp.documents.reader.marks import without_marks
from wardapp.documents.reader.pdf_file import opened_pdf
from wardapp.documents.reader.pdf_text import Letter, find_words, letters_of

WORD_NOTE = "Nội dung tệp Word, không phải trang gốc"
MAIL_NOTE = "Nội dung thư, không phải trang gốc"
TEXT_NOTE = "Nội dung tệp văn bản, không phải trang gốc"
OTHER_NOTE = "Tệp này mở bằng chương trình riêng; hãy điền các ô theo bản gốc"
LARGE_NOTE = "Ảnh quá lớn, không hiện được ở đây; hãy mở bằng chương trình riêng"
LARGEST_PICTURE = 40 << 20
_MOST_LINES = 3000
_LONGEST_LINE = 4000
_MOST_PAGES = 40
_AT_END = {"authority", "signer_position", "signer_name"}
_NOTES = {FileKind.DOCX: WORD_NOTE, FileKind.TXT: TEXT_NOTE}


def view_of(name: str, data: bytes, reading: Reading, resources: Path) -> PaperView:
    """Return what to show of a file; `pdf` for papers with pages, `image` for pictures."""
    if data.startswith(b"%PDF-") or reading.kind is FileKind.PDF:
        return PaperView(pdf=data, file_name=name)
    if reading.kind in _NOTES:
        note = _NOTES[reading.kind]
        return PaperView(pdf=set_text(reading, resources), note=note, file_name=name)
    if reading.kind is FileKind.SCAN:
        if len(data) > LARGEST_PICTURE:
            return PaperView(note=LARGE_NOTE, file_name=name)
        return PaperView(image=data, file_name=name)
    if is_mail(name):
        words = replace(reading, text=mail_words(open_mail(name, data)))
        pdf = set_text(words, resources, MAIL_NOTE)
        return PaperView(pdf=pdf, note=MAIL_NOTE, file_name=name)
    return PaperView(note=OTHER_NOTE, file_name=name)


def set_text(reading: Reading, resources: Path, head: str = "") -> bytes:
    """Return the words of a reading as a PDF whose every page says that it is not the original."""
    paper = {
        "head": head or _NOTES.get(reading.kind, TEXT_NOTE),
        "lines": list(_lines(reading.text)),
    }
    try:
        return bytes(
            typst.compile(
                str(resources / "typst" / "reading_view.typ"),
                format="pdf",
                root=str(resources / "typst"),
                font_paths=[str(resources / "fonts")],
                sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
                pdf_tags=False,
            )
        )
    except RuntimeError as error:  # TypstError: a font or the page file is not there
        raise UnreadableFile(
            "Không dựng được trang xem. Hãy mở tệp bằng chương trình riêng."
        ) from error


def with_spots(reading: Reading, pdf: bytes) -> Reading:
    """Return the reading with page and rectangles of its evidence as the PDF shows them."""
    with opened_pdf(pdf) as document:
        pages = [_letters(document, at) for at in range(min(len(document), _MOST_PAGES))]
        count = len(document)
    evidence = tuple((name, _spotted(name, item, pages)) for name, item in reading.evidence)
    due = (_due_spotted(item, pages) for item in reading.deadlines)
    deadlines = tuple(
        _narrowed(item, pages[item.page - 1] if item.page <= len(pages) else []) for item in due
    )
    return replace(reading, evidence=evidence, deadlines=deadlines, page_count=count)


def with_near_deadlines(reading: Reading, pdf: bytes) -> Reading:
    """Return the reading with its deadlines framed at the words of their dates, not the sentence.

    A deadline whose words are not found where its sentence stands keeps the sentence.
    """
    if not reading.deadlines:
        return reading
    with opened_pdf(pdf) as document:
        wanted = {item.page for item in reading.deadlines if item.page <= len(document)}
        letters = {page: _letters(document, page - 1) for page in wanted}
    nearer = tuple(_narrowed(item, letters.get(item.page, [])) for item in reading.deadlines)
    return replace(reading, deadlines=nearer)


def _narrowed(item: Deadline, letters: list[Letter]) -> Deadline:
    words = date_words(item.text, item.date)
    inside = [letter for letter in letters if any(_holds(spot, letter) for spot in item.spots)]
    spots = find_words(inside, words, item.page) if words else ()
    return replace(item, spots=spots) if spots else item


def _holds(spot: Spot, letter: Letter) -> bool:
    middle = (letter.top + letter.bottom) / 2
    return (
        spot.x <= letter.right
        and letter.left <= spot.x + spot.width
        and spot.y <= middle <= spot.y + spot.height
    )


def _letters(document: pdfium.PdfDocument, at: int) -> list[Letter]:
    try:
        return letters_of(document[at])
    except pdfium.PdfiumError:
        return []


def _spotted(name: str, item: Evidence, pages: Sequence[list[Letter]]) -> Evidence:
    words = [without_marks(line) for line in item.text.split("\n")]
    spots = _spots(words, pages, last=name in _AT_END)
    return replace(item, spots=spots, page=spots[0].page) if spots else item


def _due_spotted(item: Deadline, pages: Sequence[list[Letter]]) -> Deadline:
    spots = _spots([item.text], pages, last=False)
    return replace(item, spots=spots, page=spots[0].page) if spots else item


def _spots(lines: Iterable[str], pages: Sequence[list[Letter]], *, last: bool) -> tuple[Spot, ...]:
    """Return where the lines stand, all on the first (or last) page that holds the first."""
    words = [line for line in lines if line.strip()]
    numbers = range(len(pages), 0, -1) if last else range(1, len(pages) + 1)
    for page in numbers if words else ():
        letters = pages[page - 1]
        first = find_words(letters, words[0], page, last=last)
        if first:
            others = (find_words(letters, line, page, last=last) for line in words[1:])
            return (*first, *(spot for spots in others for spot in spots))
    return ()


def _lines(text: str) -> Iterable[dict[str, object]]:
    opens = False
    for line in text.split("\n")[:_MOST_LINES]:
        if line.strip():
            yield {"text": line[:_LONGEST_LINE], "opens": opens}
            opens = False
        else:
            opens = True
