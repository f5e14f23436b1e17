"""Which component each drawn rule stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardapp.documents.checking.model import CheckedParagraph, CheckedRule

_HEADED = ("parent", "issuer", "motto", "motto2")
_TITLED = ("type_name", "subject")
_UNDERLINED = {*_HEADED, *_TITLED, "recipients_label", "star", "dashes"}
_OPENING = {"type_name", "subject", "dashes"}
_NEAR_MM = 30.0
_BOTTOM = {"contact", "last_note"}


def with_rules(pieces: Sequence[CheckedParagraph]) -> list[CheckedParagraph]:
    """Return the pieces with their rules told by what they stand under; rule lines named."""
    done = []
    for at, piece in enumerate(pieces):
        rules = [*piece.rules, *_underline(piece)]
        if not rules:
            done.append(piece)
            continue
        named = tuple(replace(rule, of=_under(rule, pieces, at)) for rule in rules)
        component = piece.component
        if named and not component and not any(letter.isalnum() for letter in piece.text):
            component = "rule"
        done.append(replace(piece, rules=named, component=component))
    return done


def _underline(piece: CheckedParagraph) -> list[CheckedRule]:
    """Return the underline of a component as the rule some offices use it for."""
    worded = [run for run in piece.runs if run.text.strip()]
    if piece.component not in _UNDERLINED or not worded:
        return []
    if not all(run.underline for run in worded):
        return []
    return [CheckedRule(length_mm=piece.text_mm, kind="underline", centre_mm=piece.text_centre_mm)]


def _under(rule: CheckedRule, pieces: Sequence[CheckedParagraph], at: int) -> str:
    piece = pieces[at]
    if rule.kind == "underline" and piece.component in _UNDERLINED:
        return piece.component
    if _in_title(pieces, at):
        return "subject"
    if piece.component == "rule_wide" or any(
        each.component in _BOTTOM for each in pieces[at : at + 3]
    ):
        return "contact"
    return _in_head(rule, pieces, at)


def _in_title(pieces: Sequence[CheckedParagraph], at: int) -> bool:
    """Return whether the nearest components above are those of the title."""
    if pieces[at].component in _OPENING:
        return True
    for before in range(at - 1, -1, -1):
        component = pieces[before].component
        if component and component != "rule":
            return component in _OPENING and not pieces[at].annex
    return False


def _in_head(rule: CheckedRule, pieces: Sequence[CheckedParagraph], at: int) -> str:
    """Return the component of the head above the rule, the nearest by place, else by side."""
    last: dict[str, CheckedParagraph] = {}
    for piece in pieces:
        if piece.component in _HEADED and not piece.annex:
            last[piece.component] = piece
    ends = [
        last.get("motto2") or last.get("motto"),
        last.get("issuer") or last.get("parent"),
    ]
    known = [piece for piece in ends if piece is not None]
    if not known or _is_behind(pieces, at):
        return ""
    centre = rule.centre_mm if rule.centre_mm is not None else pieces[at].centre_mm
    near = [
        (abs((piece.text_centre_mm or 0.0) - centre), piece.component)
        for piece in known
        if centre is not None and piece.text_centre_mm is not None
    ]
    within = [each for each in near if each[0] <= _NEAR_MM]
    if within:
        return min(within)[1]
    sides = [piece.component for piece in known if piece.side and piece.side == pieces[at].side]
    return sides[0] if sides else ""


def _is_behind(pieces: Sequence[CheckedParagraph], at: int) -> bool:
    """Return whether body or foot stand above the piece already."""
    return any(
        piece.component in {"body", "recipients_label", "authority", "addressee"}
        for piece in pieces[:at]
    )
