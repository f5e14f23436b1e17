"""All about the forms an office knows: the book of them, keeping, moving, official files."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.places import Places
from wardapp.documents.reader import FileReader
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook
from wardapp.services.form_keeping import FormKeeping
from wardapp.services.form_moving import FormMoving
from wardapp.services.form_papers import FormPapers
from wardapp.services.official_filling import OfficialFilling
from wardapp.services.reporting import Reporting


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnForms:
    """The services around forms, joined for an open office."""

    keeping: FormKeeping
    moving: FormMoving
    official: OfficialFilling
    papers: FormPapers

    @classmethod
    def of(
        cls, desk: Desk, book: FormBook, reporting: Reporting, reader: FileReader, places: Places
    ) -> OwnForms:
        """Return them over one book of forms."""
        moving = FormMoving(desk, book, reporting)
        return cls(
            keeping=FormKeeping(desk, book, moving, reader),
            moving=moving,
            official=OfficialFilling(desk, reporting, places),
            papers=FormPapers(desk, book, reporting, moving, places),
        )
