"""Where each component of a paper has to stand: worked out from the law's figures alone.

Nothing of the writers is asked; only the words and the table of the standard are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.documents.measuring import Line
from wardapp.core.dates import header_date
from wardapp.core.document import OfficialDocument, Signature
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard, TextStyle

MM = 25.4 / 72
TOP, LEFT_EDGE, RIGHT_EDGE, BACK_LEFT = 20.0, 30.0, 195.0, 15.0
NUMBER_TOP = 10.0
PAGE_CENTRE = (LEFT_EDGE + RIGHT_EDGE) / 2
SIGNATURE_CENTRE, OTHER_CENTRE = LEFT_EDGE + 125, LEFT_EDGE + 40
LEFT_CENTRES = {Family.PARTY: LEFT_EDGE + 37.5, Family.STATE: LEFT_EDGE + 31}
WIDE_CENTRE = 148.5
ASCENT = 0.8  # of an exact line lies above its baseline
ISSUER_RULE = 10.0  # points: the rule under a State issuer with its air
LOWEST = 10.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line that has to stand on a page: text without blanks, style, and where (millimetres).

    `centre`, `start`, `end` and `y` (of the baseline) are None where the law leaves them open;
    `page` is counted from 0, -1 for any. Of a `broken` text only the first line is looked for.
    """

    text: str
    style: str
    centre: float | None = None
    start: float | None = None
    end: float | None = None
    y: float | None = None
    page: int = 0
    broken: bool = False


LEAST_OF_BROKEN = 9


def find(lines: list[Line], wanted: Wanted) -> Line | None:
    """Return the line that prints a component, None when there is none."""
    return next((line for line in lines if _is(line, wanted)), None)


def _is(line: Line, wanted: Wanted) -> bool:
    if wanted.broken and len(line.text) >= LEAST_OF_BROKEN:
        return wanted.text.startswith(line.text)
    return line.text == wanted.text and (wanted.page < 1 or wanted.page == line.page)


def squeezed(text: str) -> str:
    return "".join(text.split())


def font_of(style: TextStyle) -> str:
    looks = {
        (False, False): "Regular",
        (True, False): "Bold",
        (False, True): "Italic",
        (True, True): "BoldItalic",
    }
    return f"Tinos-{looks[style.bold, style.italic]}"


def style_of(wanted: Wanted, standard: Standard) -> TextStyle:
    """Return the row of the standard's table; a title is regular where the law says so."""
    if wanted.style != "title":
        return standard.style(wanted.style)
    position = standard.style("position")
    return standard.style("signature_note") if position.bold else position


def wanted_lines(document: OfficialDocument, standard: Standard) -> list[Wanted]:
    """Return every component of a paper of `example_documents` or `special_documents`."""
    return [
        *_notes(document, standard),
        *_head(document, standard),
        *_title(document, standard),
        *_addressees(document, standard),
        *_body(document, standard),
        *_recipients(document, standard),
        *_signatures(document),
        *_end(document, standard),
        *_annexes(document, standard),
    ]


def _baseline(standard: Standard, style: str, above: float) -> float:
    """Return the baseline of a line that begins so many points under the upper margin."""
    return TOP + (above + ASCENT * standard.style(style).line) * MM


def _notes(document: OfficialDocument, standard: Standard) -> Iterator[Wanted]:
    style = standard.style("circulation")
    notes = [note.upper() for note in document.circulation]
    if style.frame and notes:
        notes = [" - ".join(notes)]
    for at, note in enumerate(notes):
        air = 2.75 if style.frame else 0.0  # points: the frame and what lies in it
        y = NUMBER_TOP + (air + (at + ASCENT) * style.line) * MM
        end = RIGHT_EDGE - 2.0 if style.frame else RIGHT_EDGE
        yield Wanted(squeezed(note), "circulation", end=end, y=y)


def _head(document: OfficialDocument, standard: Standard) -> Iterator[Wanted]:
    is_party = standard.family is Family.PARTY
    left = LEFT_CENTRES[standard.family]
    names = [("parent", document.parent_line)] if document.parent_line else []
    own = document.own_line
    lines = [
        (style, line) for style, text in [*names, ("issuer", own)] for line in text.split("\n")
    ]
    above = 0.0
    if " - " not in own:
        for style, line in lines:
            yield Wanted(squeezed(line), style, left, y=_baseline(standard, style, above))
            above += standard.style(style).line
    above = above or None
    if is_party:
        yield Wanted("*", "star", left, y=_under(standard, "star", above, 0))
    number = _number(document, standard)
    gap = 18.0 if is_party else ISSUER_RULE
    yield Wanted(squeezed(number), "number", left, y=_under(standard, "number", above, gap))
    yield Wanted(squeezed(standard.words("motto")), "motto", y=_baseline(standard, "motto", 0.0))
    assert document.issued_date is not None
    dated = header_date(document.place, document.issued_date, document.family)
    # Party: level with the star of two names (domain §1.5); State: level with the number.
    level = 36.0 if is_party else _sum(above, ISSUER_RULE)
    y = None if level is None else _baseline(standard, "place_date", level)
    yield Wanted(squeezed(dated), "place_date", y=y)


def _sum(above: float | None, more: float) -> float | None:
    return None if above is None else above + more


def _under(standard: Standard, style: str, above: float | None, more: float) -> float | None:
    return None if above is None else _baseline(standard, style, above + more)


def _number(document: OfficialDocument, standard: Standard) -> str:
    prefix, joint = standard.words("number_prefix"), standard.words("number_joint")
    return f"{prefix}{document.code_number}{joint}{document.code_notation}"


def _title(document: OfficialDocument, standard: Standard) -> Iterator[Wanted]:
    kind = standard.type(document.type_code)
    if kind.named:
        yield Wanted(squeezed(kind.name.upper()), "type_name", PAGE_CENTRE)
        if standard.words("subject_dashes") and document.subject:
            yield Wanted("-----", "dashes", PAGE_CENTRE)
        if document.subject:
            yield Wanted(squeezed(document.subject), "subject", PAGE_CENTRE, broken=True)
    else:
        text = squeezed(standard.words("cv_subject_prefix") + document.subject)
        yield Wanted(text, "cv_subject", LEFT_CENTRES[standard.family], broken=True)


def _addressees(document: OfficialDocument, standard: Standard) -> Iterator[Wanted]:
    for name in document.addressees[1:2]:
        end = standard.words("addressee_separator")
        yield Wanted(f"-{squeezed(name)}{end}", "addressees")


MARKED_LINES = {
    "1.Mụcđích": "item",
    "1.1.Côngtáctuyêntruyền": "subitem",
    "1.1.1.Trênloa": "subsubitem",
    "I.NHIỆMVỤTRỌNGTÂM": "roman",
    "Điều1.ThànhlậpTổgiúpviệc": "article",
    "Thựchiệnchươngtrìnhcôngtác.": "body",
    "Sốliệucụthểnhưsau:": "body",
    "CăncứLuậtTổchứcchínhquyềnđịaphươngnăm2025;": "basis",
}


def _body(document: OfficialDocument, standard: Standard) -> Iterator[Wanted]:
    text = squeezed("".join(block.marker + block.text for block in document.body))
    for line, style in MARKED_LINES.items():
        if line in text:
            yield Wanted(line, style, start=LEFT_EDGE + standard.style(style).first_line_mm)
    if "QUYẾTĐỊNH:" in text:
        yield Wanted("QUYẾTĐỊNH:", "enacting", PAGE_CENTRE)
    if document.annexes and document.type_code == "KH":
        y = NUMBER_TOP + ASCENT * standard.style("page_number").line * MM
        yield Wanted("2", "page_number", PAGE_CENTRE, y=y, page=1)
    if "Nộidung**côngviệc**" in text:
        yield Wanted("Nộidungcôngviệc", "cell_head")


def _recipients(document: OfficialDocument, standard: Standard) -> Iterator[Wanted]:
    if not document.recipients and not document.storage_line:
        return
    yield Wanted("Nơinhận:", "recipients_label", start=LEFT_EDGE, page=-1)
    lines = [each.name for each in document.recipients[:1] if not each.brace]
    ends = [standard.words("recipient_separator")] * len(lines)
    stored = (document.storage_line, standard.words("recipient_last"))
    for line, end in [*zip(lines, ends, strict=True), stored]:
        yield Wanted(f"-{squeezed(line)}{end}", "recipient", start=LEFT_EDGE, page=-1)
    if any(each.brace == "để báo cáo" for each in document.recipients):
        yield Wanted("(đểbáocáo)", "brace_words", page=-1)
    if document.copy_count:
        mark = {Family.PARTY: "ABC-268", Family.STATE: "PL.(268)"}[standard.family]
        yield Wanted(mark, "drafter", start=LEFT_EDGE, page=-1)


def _signatures(document: OfficialDocument) -> Iterator[Wanted]:
    if document.signature is None:
        signer = document.signer
        for line in signer.authority:
            yield Wanted(squeezed(line), "authority", SIGNATURE_CENTRE, page=-1)
        yield Wanted(squeezed(signer.position), "position", SIGNATURE_CENTRE, page=-1)
        yield Wanted(squeezed(signer.full_name), "name", SIGNATURE_CENTRE, page=-1)
        return
    yield from _signed(document.signature, SIGNATURE_CENTRE)
    for other in document.other_signatures[:1]:
        yield from _signed(other, OTHER_CENTRE)
    if document.confirmation is not None:
        yield from _signed(document.confirmation, PAGE_CENTRE)
    if document.copy_foot is not None:
        yield from _signed(document.copy_foot.signature, SIGNATURE_CENTRE)


def _signed(signature: Signature, centre: float) -> Iterator[Wanted]:
    for line in signature.lines:
        is_note = not line.bold and not line.text.isupper()
        style = "authority" if line.bold else "signature_note" if is_note else "title"
        yield Wanted(squeezed(line.text), style, centre, page=-1)
    yield Wanted(squeezed(signature.full_name), "name", centre, page=-1)


def _end(document: OfficialDocument, standard: Standard) -> Iterator[Wanted]:
    if document.contact_line:
        yield Wanted(squeezed(document.contact_line), "contact", PAGE_CENTRE, page=-1)
    if document.last_page_note:
        style = standard.style("last_note")
        low = 297 - LOWEST - (1 - ASCENT) * style.line * MM if style.from_bottom_mm else None
        text = squeezed(document.last_page_note.upper())
        yield Wanted(text, "last_note", PAGE_CENTRE, y=low, page=-1)
    copy = document.copy_foot
    if copy is None:
        return
    kind = {"HD05": "Bảnsaovănbản", "HD36": "SAOYBẢNCHÍNH", "ND30": "SAOY"}[standard.id]
    centre = OTHER_CENTRE if standard.id == "HD05" else SIGNATURE_CENTRE
    yield Wanted(kind, "copy_kind", centre, page=-1)
    if copy.number_symbol:
        number = squeezed(standard.words("number_prefix") + copy.number_symbol)
        yield Wanted(number, "number", OTHER_CENTRE, page=-1)


def _annexes(document: OfficialDocument, standard: Standard) -> Iterator[Wanted]:
    for annex in document.annexes:
        centre = WIDE_CENTRE if annex.landscape else PAGE_CENTRE
        top = 30.0 if annex.landscape else TOP
        y = top + ASCENT * standard.style("annex_label").line * MM
        yield Wanted(squeezed(annex.label), "annex_label", centre, y=y, page=-1)
        yield Wanted(squeezed(annex.title), "annex_title", centre, page=-1)
