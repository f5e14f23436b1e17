"""Trả lời: what a draft that answers an incoming dispatch starts with."""

from __future__ import annotations

import re

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Incoming, Recipient
from wardapp.core.issuers import Family, Issuer, IssuerKind
from wardapp.core.text import fold, new_tone, old_tone, one_line
from wardapp.services.official import day_in_words

COMMITTEE_KINDS = {IssuerKind.COMMITTEE, IssuerKind.ADVISORY, IssuerKind.INSPECTION}
DOCUMENT = "văn bản"
LEVEL = re.compile(r"\b(phường|xã|đặc khu|thành phố|tỉnh)\b")
ABOUT = re.compile(r"^(về\s+việc|về|v/v)\b[\s:]*", re.IGNORECASE)


def basis_sentence(incoming: Incoming, issuer: Issuer) -> str:
    """Return the lead-in that cites the incoming dispatch in the issuer's form and spelling.

    Party: `Thực hiện Công văn số 142-CV/BTGDVTU, ngày 02/6/2026 của … về việc …, … báo cáo như
    sau:` (HD05 6.1.4); State writes the date in words without the comma (NĐ30 Phụ lục I, II.5).
    """
    sentence = f"Thực hiện {citation(incoming, issuer)}, {issuer.full_name} báo cáo như sau:"
    return spelled(sentence, issuer)


def citation(incoming: Incoming, issuer: Issuer) -> str:
    """Return the full first citation of a dispatch: type, number, date, author and subject."""
    words = [incoming.type_name or DOCUMENT]
    if incoming.code_number:
        words.append(f"số {incoming.number_symbol}")
    cited = " ".join(words) + _when(incoming, issuer)
    about = cited_subject(incoming.subject, incoming.type_name)
    return f"{cited} của {incoming.organ_name}{about}"


def cited_subject(subject: str, type_name: str) -> str:
    """Return ` về việc …` of a công văn, ` về …` of a named type, beginning in small letters."""
    bare = ABOUT.sub("", one_line(subject)).rstrip(" .;")
    if not bare:
        return ""
    joint = " về việc " if fold(type_name) in {"cong van", ""} else " về "
    return joint + _begun_small(bare)


def reply_subject(incoming: Incoming, issuer: Issuer) -> str:
    """Return the subject of an answer: what is reported on, in the issuer's spelling."""
    bare = _begun_small(ABOUT.sub("", one_line(incoming.subject)).rstrip(" .;"))
    asked_for_report = fold(bare).startswith("bao cao")
    return spelled(bare if asked_for_report else f"báo cáo kết quả {bare}", issuer)


def reply_addressees(incoming: Incoming, issuer: Issuer) -> tuple[str, ...]:
    """Return whom an answer goes to: the author of the incoming dispatch."""
    return (spelled(incoming.organ_name, issuer),)


def leaders(issuer: Issuer) -> tuple[Recipient, ...]:
    """Return the leaders who receive a copy of what this body sends out."""
    if issuer.family is Family.STATE:
        level = LEVEL.search(issuer.full_name)
        name = f"Chủ tịch, các Phó Chủ tịch UBND {level[0] if level else ''}".strip()
        return (Recipient(name=name, purpose="để báo cáo"),)
    if issuer.kind in COMMITTEE_KINDS:
        name = spelled("Thường trực Đảng ủy", issuer)
        return (Recipient(name=name, purpose="để báo cáo"),)
    return ()


def spelled(text: str, issuer: Issuer) -> str:
    """Return the text in the issuer's tone placement (uỷ or ủy)."""
    return old_tone(text) if issuer.old_tone_marks else new_tone(text)


def _when(incoming: Incoming, issuer: Issuer) -> str:
    day = incoming.issued_date
    if day is None:
        return ""
    if issuer.family is Family.PARTY:
        return f", ngày {long_date(day)}"
    return f" {day_in_words(day)}"


def _begun_small(text: str) -> str:
    """Return text beginning in small letters, unless its first word is a name or a symbol."""
    first, _, rest = text.partition(" ")
    if first.isupper() and len(first) > 1:
        return text  # UBND, MTTQ
    if rest[:1].isupper():
        return text  # Hà Nội …: two capitals in a row are a name
    return first[:1].lower() + first[1:] + (f" {rest}" if rest else "")
