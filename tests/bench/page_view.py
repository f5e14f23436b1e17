"""From a keystroke to the painted page of drafts of one, ten and fifty pages."""

from __future__ import annotations

from pathlib import Path

from tests.bench.letter import BODY, DAY, a_letter
from tests.bench.table import Row, repeated, timed
from wardapp.app import find_places
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.documents.outline import parse_outline
from wardapp.documents.page_images import page_image
from wardapp.documents.pdf_writer import PdfWriter
from wardapp.documents.standards import load_standards, standard_for

KEYS = {1: 60, 10: 60, 50: 20}
TARGETS = {1: "target ≤ 100", 10: "target ≤ 100", 50: "shown while writing goes on"}
SCALE = 96 / 72


def measure(out: Path) -> list[Row]:
    places = find_places()
    standard = standard_for(load_standards(places.standards), Family.PARTY, DAY)
    writer = PdfWriter(places.resources)
    return [row for pages in KEYS for row in _rows(pages, writer, standard)]


def _rows(pages: int, writer: PdfWriter, standard: Standard) -> list[Row]:
    text = _long_enough(pages, writer, standard)
    whole, layout, image = [], [], []
    for key in range(KEYS[pages]):
        typed = text[: len(text) // 2] + "a" * key + text[len(text) // 2 :]
        shown: list[bytes] = []

        def lay_out(typed: str = typed, shown: list[bytes] = shown) -> None:
            rendered = writer.render(a_letter(typed), standard, created=DAY, final=False)
            shown.append(rendered.pdf)

        layout.append(timed(lay_out))
        image.append(timed(lambda shown=shown: page_image(shown[0], pages // 2, SCALE)))
        whole.append(layout[-1] + image[-1])
    one = repeated(lambda: parse_outline(text), 20)
    name = f"page view per key, {pages} page{'s' if pages > 1 else ''}"
    return [
        Row(f"{name}: outline, layout, image", tuple(whole), TARGETS[pages]),
        Row("  of it: layout by Typst with places of blocks", tuple(layout)),
        Row("  of it: image of the page at 96 dpi", tuple(image)),
        Row("  of it: reading the outline", one),
    ]


def _long_enough(pages: int, writer: PdfWriter, standard: Standard) -> str:
    count = 1
    while True:
        text = "\n\n".join([BODY] * count)
        rendered = writer.render(a_letter(text), standard, created=DAY, final=False)
        if rendered.page_count >= pages:
            return text
        count = count + 1 if pages == 1 else max(count + 1, count * pages // rendered.page_count)
