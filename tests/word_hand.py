"""A hand that works in Word: opens a file, changes paragraphs, saves as Word does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph


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
