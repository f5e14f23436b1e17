"""Trả lời: what a draft that answers an incoming dispatch starts with."""

from __future__ import annotations

import re

from wardapp.core.dispatches import Incoming, Recipient
from wardapp.core.issuers import Family, Issuer, IssuerKind
from wardapp.core.text import fold, one_line
from wardapp.services.citation_forms import (
    ABOUT,
    begun_small,
    cited_incoming,
    full_citation,
    spelled,
)

COMMITTEE_KINDS = {IssuerKind.COMMITTEE, IssuerKind.ADVISORY, IssuerKind.INSPECTION}
LEVEL = re.compile(r"\b(phường|xã|đặc khu|thành phố|tỉnh)\b")


def basis_sentence(incoming: Incoming, issuer: Issuer) -> str:
    """Return the lead-in that cites the incoming dispatch in the issuer's form and spelling.

    Party: `Thực hiện Công văn số 142-CV/BTGDVTU, ngày 02/6/2026 của … về việc …, … báo cáo như
    sau:` (HD05 6.1.4); State writes the date in words without the comma (NĐ30 Phụ lục I, II.5).
    """
    sentence = f"Thực hiện {citation(incoming, issuer)}, {issuer.full_name} báo cáo như sau:"
    return spelled(sentence, issuer)


def citation(incoming: Incoming, issuer: Issuer) -> str:
    """Return the full first citation of a dispatch: type, number, date, author and subject."""
    return full_citation(cited_incoming(incoming), issuer)


def reply_subject(incoming: Incoming, issuer: Issuer) -> str:
    """Return the subject of an answer: what is reported on, in the issuer's spelling."""
    bare = begun_small(ABOUT.sub("", one_line(incoming.subject)).rstrip(" .;"))
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
