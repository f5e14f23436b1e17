"""From a keystroke to the painted page of a ten-page draft."""

from __future__ import annotations

from pathlib import Path

from tests.bench.letter import BODY, DAY, a_letter
from tests.bench.table import Row, repeated, timed
from wardapp.app import find_places
from wardapp.core.issuers import Family
from wardapp.documents.outline import parse_outline
from wardapp.documents.page_images import page_image
from wardapp.documents.pdf_writer import PdfWriter
from wardapp.documents.standards import load_standards, standard_for

KEYS = 60
PAGES = 10
SCALE = 96 / 72


def measure(out: Path) -> list[Row]:
    places = find_places()
    standard = standard_for(load_standards(places.standards), Family.PARTY, DAY)
    writer = PdfWriter(places.resources)
    text = _long_enough(writer, standard)
    whole, layout, image = [], [], []
    for key in range(KEYS):
        typed = text[: len(text) // 2] + "a" * key + text[len(text) // 2 :]
        shown: list[bytes] = []

        def lay_out(typed: str = typed, shown: list[bytes] = shown) -> None:
            rendered = writer.render(a_letter(typed), standard, created=DAY, final=False)
            shown.append(rendered.pdf)

        layout.append(timed(lay_out))
        image.append(timed(lambda shown=shown: page_image(shown[0], PAGES // 2, SCALE)))
        whole.append(layout[-1] + image[-1])
    one = repeated(lambda: parse_outline(text), 20)
    return [
        Row(
            f"page view per key, {PAGES} pages: outline, layout, image",
            tuple(whole),
            "target ≤ 100",
        ),
        Row("  of it: layout by Typst with places of blocks", tuple(layout)),
        Row("  of it: image of the page at 96 dpi", tuple(image)),
        Row("  of it: reading the outline", one),
    ]


def _long_enough(writer: PdfWriter, standard: object) -> str:
    text = BODY
    while True:
        rendered = writer.render(a_letter(text), standard, created=DAY, final=False)  # type: ignore[arg-type]
        if rendered.page_count >= PAGES:
            return text
        text = f"{text}\n\n{BODY}"
