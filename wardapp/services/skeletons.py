"""The text a new document starts with, in the name and the spelling of the body that issues it."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.issuers import Family, Issuer, IssuerKind
from wardapp.core.layout import DocumentType
from wardapp.core.text import fold, new_tone, old_tone, one_line
from wardapp.services.signing import joined_title

BOARD = "BAN THƯỜNG VỤ QUYẾT ĐỊNH"
CHAIR = "CHỦ TỊCH ỦY BAN NHÂN DÂN …"
PEOPLES_COMMITTEE = "ỦY BAN NHÂN DÂN"
HEADS = {"van phong": "CHÁNH VĂN PHÒNG", "phong": "TRƯỞNG PHÒNG", "ban": "TRƯỞNG BAN"}
"""Who decides for a body whose name begins so."""


def adapted(kind: DocumentType, issuer: Issuer) -> DocumentType:
    """Return a type whose skeleton names who decides for this body."""
    return replace(kind, skeleton=skeleton_of(kind, issuer))


def skeleton_of(kind: DocumentType, issuer: Issuer) -> str:
    """Return the skeleton of a type for a body: its deciding line, its spelling."""
    text = kind.skeleton
    decides = _decides(issuer)
    if decides:
        text = text.replace(BOARD, f"{decides} QUYẾT ĐỊNH").replace(CHAIR, decides)
    return old_tone(text) if issuer.old_tone_marks else new_tone(text)


def _decides(issuer: Issuer) -> str:
    """Return who decides for a body in capitals, "" to leave what the skeleton says."""
    name = one_line(issuer.own_line).upper()
    match issuer.kind:
        case IssuerKind.COMMITTEE:
            return ""
        case IssuerKind.INSPECTION:
            return "UỶ BAN KIỂM TRA"
        case IssuerKind.CELL:
            return "CHI BỘ"
        case IssuerKind.CONGRESS:
            return "ĐẠI HỘI"
        case IssuerKind.PEOPLES_COMMITTEE:
            return f"CHỦ TỊCH {name}" if name.startswith(PEOPLES_COMMITTEE) else ""
    folded = f"{fold(issuer.name)} "
    head = next((title for word, title in HEADS.items() if folded.startswith(f"{word} ")), "")
    return joined_title(head, name) if head and issuer.family is Family.STATE else head
