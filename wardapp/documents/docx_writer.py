"""Official documents as Word files that clerks can go on with: named styles, nothing floats."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wardapp.core.document import OfficialDocument
from wardapp.core.layout import PageSetup, Standard
from wardapp.core.text import one_line
from wardapp.documents.compose import compose
from wardapp.documents.composition import AnnexPart, Composition, Item, TableGrid
from wardapp.documents.docx_package import EMPTY_HEADER_ID, HEADER_ID, NOTES_ID, package
from wardapp.documents.docx_paragraphs import edge_xml, empty_xml
from wardapp.documents.docx_tables import columns_xml, items_xml, part_xml, table_xml
from wardapp.documents.metrics import Metrics, twips
from wardapp.documents.setter import standard_on


class DocxWriter:
    """Writes documents as .docx."""

    def __init__(self, resources: Path) -> None:
        self._metrics = Metrics(resources / "fonts")

    def write(self, document: OfficialDocument, standard: Standard, *, created: date) -> bytes:
        """Return the document as a Word file; equal input gives equal bytes."""
        standard = standard_on(standard, document.paper)
        composition = compose(document, standard, self._metrics)
        return package(
            body_xml(composition, standard),
            standard,
            notes=items_xml(composition.notes, standard),
            title=composition.title,
            author=one_line(document.own_line),
            created=created,
        )


def body_xml(composition: Composition, standard: Standard) -> str:
    """Return what stands in `<w:body>`."""
    parts = [
        columns_xml(composition.head, standard),
        items_xml(composition.opening, standard),
        *(_flow(each, standard) for each in composition.body),
    ]
    for at, group in enumerate(composition.foot):
        # Ends the chain of lines that stay with the next: each group finds its own page.
        parts.append(empty_xml("tail", standard) if at else "")
        parts += [empty_xml("spacer", standard) + part_xml(part, standard) for part in group]
    if composition.last_note is not None:
        parts.append(edge_xml(composition.last_note, standard))
    first = NOTES_ID if composition.notes else EMPTY_HEADER_ID
    section = _section(standard.page, first, restarts=False)
    for annex in composition.annexes:
        parts.append(empty_xml("tail", standard, section))
        parts += _annex(annex, standard)
        section = _section(annex.page, EMPTY_HEADER_ID, restarts=True)
    # A body must not end with a table; only this paragraph of 0.1 point opens no empty page.
    parts.append(empty_xml("tail", standard))
    return "".join(parts) + section


def _annex(annex: AnnexPart, standard: Standard) -> list[str]:
    return [
        *(_flow(item, standard) for item in annex.items),
        *(table_xml(table, standard) for table in annex.tables),
    ]


def _flow(item: Item | TableGrid, standard: Standard) -> str:
    return (
        table_xml(item, standard) if isinstance(item, TableGrid) else items_xml((item,), standard)
    )


def _section(page: PageSetup, first_header: str, *, restarts: bool) -> str:
    orient = ' w:orient="landscape"' if page.width > page.height else ""
    margins = {
        "top": page.top,
        "right": page.right,
        "bottom": page.bottom,
        "left": page.left,
        "header": page.header_distance,
        "footer": page.header_distance,
    }
    edges = " ".join(f'w:{edge}="{twips(width)}"' for edge, width in margins.items())
    start = '<w:pgNumType w:start="1"/>' if restarts else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/>'
        f'<w:headerReference w:type="first" r:id="{first_header}"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{orient}/>'
        f'<w:pgMar {edges} w:gutter="0"/>{start}<w:titlePg/></w:sectPr>'
    )
