"""Tables on paper as files of a kind; each writer is loaded when its kind is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from wardapp.core.arrival_stamp import ArrivalStamp, StampPlace
from wardapp.core.document import PageImage
from wardapp.core.printout import ListSheet, Printout
from wardapp.core.unit_books import UnitBook

_BEHIND_DOORS = (
    "reader.file_reader",
    "reader.view",
    "printout_pdf",
    "printout_docx",
    "printout_xlsx",
)
"""What doors of this room load late, the likeliest first."""


def written(printout: Printout, kind: str, resources: Path, *, created: date) -> bytes:
    """Return the bytes of a printout as `.docx`, `.xlsx` or `.pdf`; KeyError for another kind."""
    if kind == ".docx":
        from wardapp.documents.printout_docx import write_docx

        return write_docx(printout, created=created)
    if kind == ".xlsx":
        from wardapp.documents.printout_xlsx import write_xlsx

        return write_xlsx(printout, created=created, resources=resources)
    if kind == ".pdf":
        from wardapp.documents.printout_pdf import write_pdf

        return write_pdf(printout, resources, created=created)
    raise KeyError(kind)


def unit_form(book: UnitBook, printout: Printout | None, *, created: date) -> bytes:
    """Return a unit's form: its workbook, or with a printout its Word file."""
    if printout is None:
        from wardapp.documents.unit_workbook import write_unit_workbook

        return write_unit_workbook(book, created=created)
    from wardapp.documents.unit_word import write_unit_word

    return write_unit_word(printout, book.identity, created=created)


def list_template(title: str, heads: Sequence[str], examples: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook to be filled: the heads of a list and lines as examples."""
    from wardapp.documents import list_file

    return list_file.list_template(title, heads, examples)


def begin_list(
    title: str, fact: str, columns: Sequence[tuple[str, float]], *, created: date
) -> ListSheet:
    """Return a workbook to which the rows of a list are added; columns are head and width."""
    from wardapp.documents.list_xlsx import ListBook, ListColumn

    return ListBook(title, fact, [ListColumn(*each) for each in columns], created=created)


def row_pages(printout: Printout, resources: Path) -> tuple[tuple[int, ...], ...]:
    """Return for each row of each table of a register the number of the page where it begins."""
    from wardapp.documents import printout_pdf

    return printout_pdf.row_pages(printout, resources)


def stamp_page(stamp: ArrivalStamp, place: StampPlace, resources: Path, *, created: date) -> bytes:
    """Return a PDF page with the stamp ĐẾN alone, to print onto the paper that came."""
    from wardapp.documents import arrival_stamp

    return arrival_stamp.stamp_page(stamp, place, resources, created=created)


def stamped_preview(
    paper: bytes, stamp: ArrivalStamp, place: StampPlace, resources: Path, *, created: date
) -> bytes:
    """Return page 1 of a PDF with the stamp ĐẾN over it, to look at."""
    from wardapp.documents import arrival_stamp

    return arrival_stamp.stamped_preview(paper, stamp, place, resources, created=created)


def page_image(pdf: bytes, page: int, scale: float) -> PageImage:
    """Return one page of a PDF, from 0, as pixels."""
    from wardapp.documents import page_images

    return page_images.page_image(pdf, page, scale)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of every page in points."""
    from wardapp.documents import page_images

    return page_images.page_sizes(pdf)


def load_all() -> None:
    """Load what reads and writes files, so that nobody waits for it later."""
    for name in _BEHIND_DOORS:
        import_module(f"wardapp.documents.{name}")
