"""The words of a PDF as they stand on its pages, to be compared with what should stand there."""

from __future__ import annotations

from wardapp.documents.page_images import page_count, page_text


def words_of(pdf: bytes) -> str:
    """Return all words of a PDF, every run of spaces and line ends as one space."""
    pages = (page_text(pdf, page) for page in range(page_count(pdf)))
    return " ".join(" ".join(pages).split())
