"""Who may issue what (domain §1.2): soft remarks, from a default the office edits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardapp.core.document import OfficialDocument, Paper
from wardapp.core.drafts import DraftContent, LayoutFinding
from wardapp.core.issuers import Family, Issuer
from wardapp.core.layout import DocumentType
from wardapp.core.signing import IssuingRight, SigningMatrix
from wardapp.core.text import fold, one_line
from wardapp.core.titles import known_code
from wardapp.services.signing import AS_WELL, is_body

BOARD, COMMITTEE = "Ban Thường vụ", "Ban Chấp hành"
_CHANGE = re.compile(r"([+-])\s*(\w+)")
"""`+KL` or `-QC` after the symbol of a body."""


def right_findings(
    matrix: SigningMatrix,
    issuer: Issuer,
    kind: DocumentType,
    document: OfficialDocument,
    changes: str = "",
) -> Iterator[LayoutFinding]:
    """Yield a remark when a body does not usually issue a type; `changes` are the office's own."""
    if kind.administrative:
        return
    if kind.central_only:
        yield LayoutFinding(
            code="type_central", text=f"{kind.name} chỉ do cấp Trung ương ban hành."
        )
        return
    rights = _rights_of(matrix, issuer, _capacity(document))
    if not rights or kind.code in _allowed(rights, issuer, changes):
        return
    organ, clause = rights[0].organ, rights[0].clause
    yield LayoutFinding(
        code="type_not_usual",
        text=f"{organ} thường không ban hành {kind.name.lower()} ({clause}). Anh, chị xem lại thẩm "
        "quyền; sửa danh sách này trong Cài đặt.",
    )


def extra_findings(
    content: DraftContent, kind: DocumentType, document: OfficialDocument
) -> Iterator[LayoutFinding]:
    """Yield remarks on what only some papers carry: sheet, minutes, joint bodies, main title."""
    extras = content.extras
    if extras.paper is Paper.A5:
        yield from _small_paper(kind, document)
    if kind.minutes and not one_line(extras.secretary) and document.other_signatures:
        yield LayoutFinding(code="secretary_missing", text="Biên bản chưa ghi tên người ghi.")
    for party in extras.joint:
        if not one_line(party.name) or not one_line(party.symbol):
            yield LayoutFinding(
                code="joint_incomplete",
                text="Cơ quan cùng ban hành cần cả tên và ký hiệu.",
                blocks_issue=True,
            )
    lines = document.signature.lines if document.signature else ()
    if extras.signing.endswith(".no_seal") and AS_WELL not in {line.text for line in lines}:
        yield LayoutFinding(
            code="main_title_missing",
            text="Cơ quan không có con dấu thì in cả chức vụ chính của người ký: hãy ghi chức vụ "
            "đó ở Danh mục › Người ký.",
        )


def _small_paper(kind: DocumentType, document: OfficialDocument) -> Iterator[LayoutFinding]:
    if document.family is Family.STATE:  # Phụ lục I, I.1 names A4 alone
        yield LayoutFinding(code="paper_small", text="Nghị định 30 chỉ quy định khổ A4.")
    elif not kind.administrative:
        yield LayoutFinding(
            code="paper_small", text=f"{kind.name} in khổ A4; chỉ giấy, phiếu, thư công in khổ A5."
        )


def _capacity(document: OfficialDocument) -> str:
    authority = fold(" ".join(document.signer.authority))
    if fold(BOARD) in authority:
        return BOARD
    return COMMITTEE if "dang uy" in authority else ""


def _rights_of(matrix: SigningMatrix, issuer: Issuer, capacity: str) -> tuple[IssuingRight, ...]:
    fitting = [
        each
        for each in matrix.rights
        if each.family is issuer.family
        and issuer.kind in each.kinds
        and is_body(each.bodies, issuer)
    ]
    exact = [each for each in fitting if capacity and each.capacity == capacity]
    return tuple(exact or fitting)


def _allowed(rights: tuple[IssuingRight, ...], issuer: Issuer, changes: str) -> set[str]:
    """Return the types of the rows with the office's changes: `BXDĐ +KL -QĐ; ĐU -TT`."""
    allowed = {code for each in rights for code in each.types}
    for part in changes.split(";"):
        symbol, _, typed = one_line(part).partition(" ")
        if fold(symbol) != fold(issuer.symbol):
            continue
        for sign, code in _CHANGE.findall(typed):
            exact = known_code(code) or code
            allowed = allowed | {exact} if sign == "+" else allowed - {exact}
    return allowed
