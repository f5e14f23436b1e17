"""The post of a signer and the lines typed for one, kept in step."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.document import Signature
from wardapp.core.issuers import Issuer, Signer
from wardapp.core.signing import SigningMatrix, SigningRole, SigningRule
from wardapp.core.text import fold
from wardapp.services.signing import (
    OWN,
    own_signature,
    recognised_post,
    rules_for,
    signature,
    typed_lines,
)

ANY_TYPE = ""


def settled(matrix: SigningMatrix, issuer: Issuer, signer: Signer) -> Signer:
    """Return a signer whose post and typed lines agree.

    Without a post it is recognised from the lines; with a post and no lines they are filled in;
    lines that no row of the post prints keep themselves, and the post goes.
    """
    if not signer.post:
        return replace(signer, post=recognised_post(matrix, issuer, signer))
    rows = _rows(matrix, issuer, signer)
    if not rows:
        return replace(signer, post="")
    if not typed_lines(signer):
        return with_lines(matrix, issuer, signer)
    takes_own = any(OWN in line.text for row in rows for line in row.lines)
    if takes_own or any(_prints(matrix, row, issuer, signer) for row in rows):
        return signer
    return replace(signer, post=recognised_post(matrix, issuer, signer))


def with_lines(matrix: SigningMatrix, issuer: Issuer, signer: Signer) -> Signer:
    """Return a signer with the lines that the default row of the post prints."""
    bare = replace(signer, position="", authority=())
    rows = _rows(matrix, issuer, bare)
    if not rows:
        return signer
    lines = [line.text for line in signature(matrix, rows[0], issuer, bare).lines]
    post = matrix.post(signer.post, issuer.family)
    has_title = post is not None and bool(post.title)
    if not has_title:
        return replace(signer, authority=tuple(lines), position="")
    return replace(signer, authority=tuple(lines[:-1]), position=lines[-1])


def shown_lines(matrix: SigningMatrix, issuer: Issuer, signer: Signer) -> tuple[Signature, str]:
    """Return what prints for a signer by default, and the row it comes from ("" = own lines)."""
    kept = settled(matrix, issuer, signer)
    rows = _rows(matrix, issuer, kept) if kept.post else ()
    if not rows:
        return own_signature(issuer, kept), ""
    return signature(matrix, rows[0], issuer, kept), rows[0].title


def _rows(matrix: SigningMatrix, issuer: Issuer, signer: Signer) -> tuple[SigningRule, ...]:
    rules = rules_for(matrix, issuer, signer, ANY_TYPE)
    return tuple(rule for rule in rules if rule.role is SigningRole.SIGN)


def _prints(matrix: SigningMatrix, rule: SigningRule, issuer: Issuer, signer: Signer) -> bool:
    lines = signature(matrix, rule, issuer, signer).lines
    return [fold(line.text) for line in lines] == typed_lines(signer)
