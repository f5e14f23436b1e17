"""A hand that works in Word: opens a file, changes paragraphs, saves as Word does."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from wardapp.core.drafts import Draft
from wardapp.core.word_trip import WordSave
from wardapp.services.office import Office

BODY = (
    "Thực hiện Kế hoạch số 22-KH/ĐU, Ban Xây dựng Đảng báo cáo như sau:\n"
    "I. Kết quả\n"
    "1. Tuyên truyền trên loa\n"
    "\n"
    "Đã phát 12 buổi, *mỗi buổi* 15 phút.\n"
    "- Tổ dân phố 9: 4 buổi.\n"
    "II. Kiến nghị\n"
    "Đề nghị Đảng uỷ phường xem xét."
)


def save_in_word(path: Path, change: Callable[[Document], object]) -> None:
    """Change a file and save it like Word: beside it under another name, then renamed."""
    document = docx.Document(str(path))
    change(document)
    beside = path.with_name(f"~WRD{os.getpid()}.tmp")
    document.save(str(beside))
    beside.replace(path)


def paragraph_with(document: Document, words: str) -> Paragraph:
    """Return the paragraph in which words stand."""
    return next(each for each in document.paragraphs if words in each.text)


def retype(old: str, new: str) -> Callable[[Document], None]:
    """Return a change that types other words in place of some, the look of the run kept."""

    def change(document: Document) -> None:
        for run in paragraph_with(document, old).runs:
            run.text = run.text.replace(old, new)

    return change


def add_after(words: str, text: str) -> Callable[[Document], None]:
    """Return a change that begins a new paragraph below another, as Enter does."""

    def change(document: Document) -> None:
        before = paragraph_with(document, words)
        added = document.add_paragraph(text, style=before.style)
        before._p.addnext(added._p)

    return change


def underline(document: Document) -> None:
    """Underline a paragraph: a text can't hold that."""
    paragraph_with(document, "Đề nghị").runs[0].underline = True


def beyond_the_outline(old: str, new: str) -> Callable[[Document], None]:
    """Return a change that types other words and underlines some: a text can't hold that."""

    def change(document: Document) -> None:
        retype(old, new)(document)
        underline(document)

    return change


def a_draft(office: Office, body: str = BODY) -> Draft:
    """Begin a draft with a text, kept as an editor keeps it."""
    draft = office.drafting.new()
    content = replace(draft, subject="báo cáo kết quả tuyên truyền", addressees=("Đảng uỷ",))
    office.drafting.autosave(draft.id, replace(content, body=body))
    return office.drafting.get(draft.id)


def in_word(office: Office, draft: Draft) -> Path:
    """Send a draft to Word; return the file that Word has."""
    return office.word.open(draft.id)


def saved(office: Office, draft: Draft) -> WordSave:
    """Return what Word saved of a draft."""
    save = office.word.saved(draft.id)
    assert save is not None
    return save
