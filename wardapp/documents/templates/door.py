"""Templates as services hold them; the XML engine is loaded with the first one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from wardapp.core.letters import FieldKind
from wardapp.core.template_views import FieldProposal, FieldSpot, TemplateParagraph, TemplateView

Fill = Callable[[Mapping[str, str]], bytes]


def read_template(data: bytes) -> TemplateView:
    """Return a docx as a template: paragraphs, fields, proposals, faults; it never raises."""
    from wardapp.documents.templates.reading import read_template as read

    return read(data)


def ready(data: bytes, name: str = "") -> Fill:
    """Return what fills a template, made ready once; BadTemplate names what is wrong in it."""
    from wardapp.documents.templates.reading import ready as made

    return made(data, name).fill


def marked(
    data: bytes, paragraph: TemplateParagraph, spot: FieldSpot, label: str, kind: FieldKind
) -> bytes:
    """Return the file with words of a paragraph in a field; BadValue when they can't be one."""
    from wardapp.documents.templates.marking import Marking
    from wardapp.documents.templates.marking import marked as made

    return made(
        data,
        Marking(
            part=paragraph.part,
            paragraph=paragraph.index,
            start=spot.start,
            end=spot.end,
            key=spot.key,
            label=label,
            kind=kind,
        ),
    )


def accepted(data: bytes, proposals: Iterable[FieldProposal]) -> bytes:
    """Return the file with proposed places as fields, the last of a paragraph first."""
    from wardapp.documents.templates.marking import Marking
    from wardapp.documents.templates.marking import marked as made

    for each in sorted(proposals, key=lambda at: (at.paragraph, at.start), reverse=True):
        data = made(
            data,
            Marking(
                part=each.part,
                paragraph=each.paragraph,
                start=each.start,
                end=each.end,
                key=each.key,
                label=each.label,
            ),
        )
    return data


def unmarked(data: bytes, key: str) -> bytes:
    """Return the file with the fields of a key taken away; their words stay."""
    from wardapp.documents.templates.marking import unmarked as made

    return made(data, key)


def renamed(data: bytes, key: str, new_key: str, label: str) -> bytes:
    """Return the file with another name in the fields of a key."""
    from wardapp.documents.templates.marking import renamed as made

    return made(data, key, new_key, label)


def key_of(name: str) -> str:
    """Return the key of a field's name: `Ngày họp` becomes `ngay_hop`."""
    from wardapp.documents.templates.habits import key_of as made

    return made(name)


def shown_at_issue(key: str, sample: str, number_symbol: str, day: date) -> str:
    """Return number or day in the form of what stood in the field."""
    from wardapp.documents.templates.numbers import shown_at_issue as shown

    return shown(key, sample, number_symbol, day)


def fill_number(data: bytes, number_symbol: str, day: date) -> bytes | None:
    """Return a Word file with number and day at their places, None when it has no place."""
    from wardapp.documents.templates.numbers import fill_number as filled

    return filled(data, number_symbol, day)


def fill_issue_fields(data: bytes, number_symbol: str, day: date) -> tuple[bytes, bool]:
    """Return a Word file with its fields of issuing filled, and whether one took the number."""
    from wardapp.documents.templates.numbers import fill_issue_fields as filled

    return filled(data, number_symbol, day)


def joined(files: Sequence[bytes]) -> bytes:
    """Return letters of one template as one file, each from a new page, numbered from 1."""
    from wardapp.documents.templates.joining import joined as made

    return made(files)


def joined_pdf(files: Sequence[bytes]) -> bytes:
    """Return the pages of letters as one PDF."""
    from wardapp.documents.pdf_pages import joined_pages
    from wardapp.documents.pdfium_turn import PDFIUM_TURN

    with PDFIUM_TURN:
        return joined_pages(files) if len(files) > 1 else files[0]
