"""The paper side of an office: the standards and the writers, each made when first wanted."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from wardapp.core.document import OfficialDocument, RenderedDocument
from wardapp.core.errors import BadValue
from wardapp.core.issuers import Family
from wardapp.core.layout import DocumentType, Standard
from wardapp.core.places import Places
from wardapp.core.signing import SigningMatrix
from wardapp.core.word_trip import WordText
from wardapp.documents.signing_matrix import load_signing
from wardapp.documents.standards import load_standards, standard_for

if TYPE_CHECKING:  # loading the writers and the compiler would hold up every start
    from wardapp.documents.copy_sheet import CopySheet
    from wardapp.documents.docx_writer import DocxWriter
    from wardapp.documents.number_overlay import NumberOverlay
    from wardapp.documents.pdf_writer import PdfWriter


class Papers:
    """Chooses the standard of a date and writes documents in it."""

    def __init__(self, places: Places) -> None:
        self._places = places

    @classmethod
    def load(cls, places: Places) -> Papers:
        """Return the papers from the program's own resources."""
        return cls(places)

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """Return the program's standards."""
        return load_standards(self._places.standards)

    @cached_property
    def signing(self) -> SigningMatrix:
        """Return the program's signature matrix."""
        return load_signing(self._places.signing)

    @cached_property
    def docx(self) -> DocxWriter:
        """Return the writer of Word files."""
        from wardapp.documents.docx_writer import DocxWriter

        return DocxWriter(self._places.resources)

    @cached_property
    def pdf(self) -> PdfWriter:
        """Return the writer of pages, which keeps its compiler warm."""
        from wardapp.documents.pdf_writer import PdfWriter

        return PdfWriter(self._places.resources)

    @cached_property
    def overlay(self) -> NumberOverlay:
        """Return the writer of number and day onto signed sheets."""
        from wardapp.documents.number_overlay import NumberOverlay

        return NumberOverlay(self._places.resources)

    @cached_property
    def copies(self) -> CopySheet:
        """Return the writer of the foot of copies."""
        from wardapp.documents.copy_sheet import CopySheet

        return CopySheet(self._places.resources)

    def warm(self) -> None:
        """Make every writer now, so that the first page does not wait for it."""
        for name in ("standards", "signing", "pdf", "docx", "overlay"):
            getattr(self, name)

    def standard(self, family: Family, day: date) -> Standard:
        """Return the standard in force for a family on a day."""
        return standard_for(self.standards, family, day)

    def type(self, family: Family, code: str, day: date) -> DocumentType:
        """Return a type of document on a day; BadValue when the standard has none."""
        standard = self.standard(family, day)
        try:
            return standard.type(code)
        except KeyError as error:
            known = ", ".join(kind.code for kind in standard.offered)
            raise BadValue(
                "type", f"Chưa có mẫu cho loại văn bản “{code}”. Các loại có mẫu: {known}."
            ) from error

    def to_docx(self, document: OfficialDocument, day: date) -> bytes:
        """Return the document as a Word file; `day` is its creation date."""
        return self.docx.write(document, self._of(document, day), created=day)

    def to_pdf(
        self, document: OfficialDocument, day: date, *, final: bool = False
    ) -> RenderedDocument:
        """Return the document as pages; `final` marks the frozen copy (PDF/A)."""
        return self.pdf.render(document, self._of(document, day), created=day, final=final)

    def to_overlay(self, signed: OfficialDocument, code_number: str, day: date) -> bytes:
        """Return a page with only number and day, to print onto the sheet that was signed."""
        standard = self.standard(signed.family, day)
        return self.overlay.overlay(signed, standard, code_number=code_number, day=day, created=day)

    def word_text(self, data: bytes, family: Family, day: date) -> WordText:
        """Return the words of a Word file that was written in the standard of a day."""
        from wardapp.documents.word_text import read_word_text

        return read_word_text(data, self.standard(family, day))

    def numbered_word(self, data: bytes, document: OfficialDocument, day: date) -> bytes:
        """Return a Word file made of a draft with the number and date of the document put in.

        WardError says what in the file stands against it; nothing but these words changes.
        """
        from wardapp.documents.word_numbering import numbered_word

        return numbered_word(data, document, self._of(document, day))

    def word_pages(self, data: bytes) -> int:
        """Return how many pages Word counted when it saved a file, 0 when it did not say."""
        from wardapp.documents.reader.package import Package, pages_said

        return pages_said(Package(data))

    def _of(self, document: OfficialDocument, day: date) -> Standard:
        return self.standard(document.family, document.issued_date or day)


def standard_in_force(places: Places, family: Family, day: date) -> Standard:
    """Return the standard of a family on a day, where there is no office yet."""
    return standard_for(load_standards(places.standards), family, day)
