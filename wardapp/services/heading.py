"""How the papers of an office will look before there is an office: heading and signature."""

from __future__ import annotations

from datetime import date

from wardapp.core.document import HeadingPage
from wardapp.core.drafts import DraftContent
from wardapp.core.issuers import Issuer, Signer
from wardapp.core.places import Places
from wardapp.documents.printouts import page_image
from wardapp.services.official import Framing, Numbering, official
from wardapp.services.papers import Papers

LETTER = "CV"
PLACEHOLDER = "…"


class Headings:
    """Renders an empty letter of an issuer; made once, it keeps its compiler warm."""

    def __init__(self, places: Places) -> None:
        self._papers = Papers.load(places)

    def page(
        self, issuer: Issuer, signer: Signer | None, number: int, day: date, width: int
    ) -> HeadingPage:
        """Return the page, `width` pixels wide, with this number and day in its heading."""
        content = DraftContent(
            issuer_id=issuer.id, type_code=LETTER, subject=PLACEHOLDER, body=PLACEHOLDER
        )
        kind = self._papers.type(issuer.family, LETTER, day)
        framing = Framing(issuer=issuer, kind=kind, signer=signer, today=day)
        document = official(content, framing, Numbering(code_number=f"{number:02}", day=day))
        rendered = self._papers.to_pdf(document, day)
        page_width, page_height = rendered.page_sizes[0]
        image = page_image(rendered.pdf, 0, width / page_width)
        spot = rendered.block_spots[0][0]
        return HeadingPage(
            image=image,
            head_end=spot.y / page_height,
            foot_start=(spot.y + spot.height) / page_height,
        )
