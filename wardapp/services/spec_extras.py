"""What only some papers carry, as SPEC.toml declares it: sheet, notes, minutes, joint bodies."""

from __future__ import annotations

from wardapp.core.document import Paper
from wardapp.core.drafts import DraftExtras, JointParty
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Signer
from wardapp.core.signing import SigningMatrix
from wardapp.core.text import fold
from wardapp.core.titles import type_code_of
from wardapp.services.signing import rules_for, signature
from wardapp.services.toml_tables import TomlTable

EXTRA_KEYS = (
    "paper", "circulation", "last_page_note", "drafter_mark", "copy_count", "contact_line",
    "signing", "secretary", "chair_title", "confirmed_by", "joint",
)  # fmt: skip
JOINT_KEYS = ("name", "symbol", "signer_lines", "signer_name")


def extras_of(
    top: TomlTable,
    issuer: Issuer,
    signers: tuple[Signer, ...],
    signer: Signer | None,
    matrix: SigningMatrix,
) -> DraftExtras:
    """Return the extras of a file; BadValue names file, line, key and remedy."""
    return DraftExtras(
        paper=_paper(top),
        circulation=top.texts("circulation"),
        last_page_note=top.text("last_page_note"),
        drafter_mark=top.text("drafter_mark"),
        copy_count=top.number("copy_count"),
        contact_line=top.text("contact_line"),
        signing=_signing(top, issuer, signer, matrix),
        secretary=top.text("secretary"),
        chair_title=top.text("chair_title"),
        confirmed_by=_confirmer(top, signers),
        joint=_joint(top),
    )


def signer_named(top: TomlTable, key: str, signers: tuple[Signer, ...]) -> Signer:
    """Return the signer a key names; BadValue lists those of the issuer."""
    typed = top.text(key)
    for signer in signers:
        if fold(signer.full_name) == fold(typed):
            return signer
    known = ", ".join(signer.full_name for signer in signers) or "chưa có ai"
    raise top.fault(key, f"không có người ký “{typed}”. Người ký của cơ quan: {known}.")


def _paper(top: TomlTable) -> Paper:
    typed = top.text("paper").upper()
    if not typed:
        return Paper.A4
    if typed not in {each.value for each in Paper}:
        raise top.fault("paper", f"“{typed}” không dùng được. Hãy chọn: A4, A5.")
    return Paper(typed)


def _signing(top: TomlTable, issuer: Issuer, signer: Signer | None, matrix: SigningMatrix) -> str:
    """Return the row of the matrix that a file names by id, title, capacity or first line."""
    typed = fold(top.text("signing"))
    if not typed:
        return ""
    type_code = type_code_of(top.text("type")) or top.text("type")
    known = []
    for rule in rules_for(matrix, issuer, signer, type_code):
        line = signature(matrix, rule, issuer, signer).lines[0].text
        if typed in {fold(rule.id), fold(rule.title), fold(rule.capacity), fold(line)}:
            return rule.id
        known.append(line)
    raise top.fault(
        "signing",
        f"người ký này không ký theo cách đó. Các cách: {', '.join(known) or 'chưa có'}.",
    )


def _confirmer(top: TomlTable, signers: tuple[Signer, ...]) -> RecordId | None:
    return signer_named(top, "confirmed_by", signers).id if top.text("confirmed_by") else None


def _joint(top: TomlTable) -> tuple[JointParty, ...]:
    rows = top.rows("joint", "hãy viết mỗi cơ quan cùng ban hành thành một bảng [[joint]].")
    return tuple(_party(row) for row in rows)


def _party(row: TomlTable) -> JointParty:
    row.refuse_unknown(JOINT_KEYS)
    return JointParty(
        name=row.text("name", required=True),
        symbol=row.text("symbol", required=True),
        signer_lines=row.texts("signer_lines"),
        signer_name=row.text("signer_name"),
    )
