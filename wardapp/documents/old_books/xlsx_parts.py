"""What every reader of workbooks asks of the package: its sheets, its calendar, its strings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath

from lxml import etree

from wardapp.documents.old_books.zipped import BookPackage
from wardapp.documents.reader import refusals

WORKBOOK = "xl/workbook.xml"
_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook lists it, and the part that holds its cells."""

    name: str
    is_hidden: bool
    path: str


def book_of(package: BookPackage) -> etree._Element:
    """Return the list of sheets; raises UnreadableFile where a package holds no workbook."""
    book = package.tree(WORKBOOK)
    if book is None:
        raise refusals.broken()
    return book


def sheet_parts(package: BookPackage, book: etree._Element) -> Iterator[SheetPart]:
    """Yield the sheets with cells in their order; charts and macros are left out."""
    targets = _targets(package)
    for each in book.iterfind("{*}sheets/{*}sheet"):
        link = next((each.get(name, "") for name in _RELATIONS if each.get(name)), "")
        path = targets.get(link, "")
        if path.startswith("xl/worksheets/"):
            is_hidden = each.get("state", "visible") != "visible"
            yield SheetPart(each.get("name", ""), is_hidden, path)


def counts_from_1904(book: etree._Element) -> bool:
    """Tell whether the days of a workbook count from 1904, as old ones of the Mac do."""
    properties = book.find("{*}workbookPr")
    return properties is not None and properties.get("date1904", "") in {"1", "true"}


def pieces_of(element: etree._Element) -> list[tuple[str, str]]:
    """Return the runs of a string with their fonts, "" = that of the cell.

    Readings of signs are left out.
    """
    pieces: list[tuple[str, str]] = []
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "t":
            pieces.append((child.text or "", ""))
        elif name == "r":
            font = child.find("{*}rPr/{*}rFont")
            words = "".join(each.text or "" for each in child.iterfind("{*}t"))
            pieces.append((words, "" if font is None else font.get("val", "")))
    return pieces


def _targets(package: BookPackage) -> dict[str, str]:
    relations = package.tree("xl/_rels/workbook.xml.rels")
    if relations is None:
        return {}
    return {
        each.get("Id", ""): normpath(join("/xl", each.get("Target", ""))).lstrip("/")
        for each in relations.iterfind("{*}Relationship")
    }
