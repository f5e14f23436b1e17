"""How a paper is cited: in full the first time, by type and number later (HD05 6.1.4, NĐ30)."""

from __future__ import annotations

import re

from wardapp.core.citing import CitedLine
from wardapp.core.dates import long_date
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.issuers import Family, Issuer
from wardapp.core.notation import parse_notation
from wardapp.core.text import fold, new_tone, old_tone, one_line
from wardapp.core.titles import CONG_VAN, type_name_of
from wardapp.services.official import day_in_words

DOCUMENT = "văn bản"
ABOUT = re.compile(r"^(về\s+việc|về|v/v)\b[\s:]*", re.IGNORECASE)
_TYPE_IN_SYMBOL = re.compile(r"[^/-]+")


def cited_incoming(line: Incoming) -> CitedLine:
    """Return what a citation needs of a dispatch that came in."""
    return CitedLine(
        type_name=line.type_name or _type_of(line.number_symbol),
        number_symbol=line.number_symbol if line.code_number else "",
        day=line.issued_date,
        organ_name=line.organ_name,
        subject=line.subject,
    )


def cited_outgoing(line: Outgoing, issuer: Issuer) -> CitedLine:
    """Return what a citation needs of a dispatch of this office."""
    return CitedLine(
        type_name=line.type_name or _type_of(line.number_symbol),
        number_symbol=line.number_symbol,
        day=line.issued_date,
        organ_name=issuer.full_name,
        subject=line.subject,
    )


def full_citation(line: CitedLine, issuer: Issuer) -> str:
    """Return type, number, date, author and subject, in the form and spelling of the issuer.

    Party: `Công văn số 142-CV/BTGDVTU, ngày 02/6/2026 của … về việc …`; State writes the date in
    words without the comma (NĐ30 Phụ lục I, II.5).
    """
    cited = _named(line) + _when(line, issuer)
    author = f" của {line.organ_name}" if line.organ_name else ""
    return spelled(f"{cited}{author}{cited_subject(line.subject, line.type_name)}", issuer)


def short_citation(line: CitedLine, issuer: Issuer) -> str:
    """Return type and number alone, as a paper is cited when the text has named it before."""
    return spelled(_named(line), issuer)


def cited_subject(subject: str, type_name: str) -> str:
    """Return ` về việc …` of a công văn, ` về …` of a named type, beginning in small letters."""
    bare = ABOUT.sub("", one_line(subject)).rstrip(" .;")
    if not bare:
        return ""
    joint = " về việc " if fold(type_name) in {"cong van", ""} else " về "
    return joint + begun_small(bare)


def begun_small(text: str) -> str:
    """Return text beginning in small letters, unless its first word is a name or a symbol."""
    first, _, rest = text.partition(" ")
    if first.isupper() and len(first) > 1:
        return text  # UBND, MTTQ
    if rest[:1].isupper():
        return text  # Hà Nội …: two capitals in a row are a name
    return first[:1].lower() + first[1:] + (f" {rest}" if rest else "")


def spelled(text: str, issuer: Issuer) -> str:
    """Return the text in the issuer's tone placement (uỷ or ủy)."""
    return old_tone(text) if issuer.old_tone_marks else new_tone(text)


def _named(line: CitedLine) -> str:
    name = line.type_name or DOCUMENT
    return f"{name} số {line.number_symbol}" if line.number_symbol else name


def _when(line: CitedLine, issuer: Issuer) -> str:
    if line.day is None:
        return ""
    if issuer.family is Family.PARTY:
        return f", ngày {long_date(line.day)}"
    return f" {day_in_words(line.day)}"


def _type_of(number_symbol: str) -> str:
    """Return the type that a symbol tells: `57-KH/TU` is a plan, `411/UBND-VHXH` a công văn."""
    notation = parse_notation(number_symbol)
    if notation is None or not notation.symbol:
        return ""
    found = _TYPE_IN_SYMBOL.match(notation.symbol)
    name = type_name_of(found[0]) if found else ""
    return name or (type_name_of(CONG_VAN) if notation.family is Family.STATE else "")
