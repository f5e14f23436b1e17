"""Judges a document by the rules: every kind of rule known here, and the one way through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from wardapp.core.checking import ABSENT, CheckFinding, CheckRule, Verdict
from wardapp.core.layout import Standard
from wardapp.documents.checking import (
    annex_judges,
    look_judges,
    page_judges,
    place_judges,
    rule_judges,
    spacing_judges,
    text_body,
    text_date,
    text_foot,
    text_head,
    text_judging,
    text_number,
    text_outline,
    text_signing,
    text_words,
)
from wardapp.documents.checking.judging import Kind, judged, not_evaluated, verdict
from wardapp.documents.checking.model import CheckedDocument

LOOKS: Mapping[str, Kind] = {
    **spacing_judges.KINDS,
    **rule_judges.KINDS,
    **place_judges.KINDS,
    **page_judges.KINDS,
    **annex_judges.KINDS,
    **look_judges.KINDS,
}
"""Kinds that judge how a paper looks: a text file has nothing for them."""
KINDS: Mapping[str, Kind] = {
    **LOOKS,
    **text_body.KINDS,
    **text_date.KINDS,
    **text_foot.KINDS,
    **text_head.KINDS,
    **text_judging.KINDS,
    **text_number.KINDS,
    **text_outline.KINDS,
    **text_signing.KINDS,
    **text_words.KINDS,
}
"""Every kind a rule may name. A new module of judges adds its own `KINDS` here."""

_NO_LOOKS = "tệp chữ không có kiểu chữ để soát"


def check_document(
    document: CheckedDocument, standard: Standard, rules: Iterable[CheckRule]
) -> tuple[CheckFinding, ...]:
    """Return what the rules of the standard say, faults in the order of the paper.

    A rule that holds gives one PASS; one whose component does not stand gives NOT_EVALUATED.
    """
    findings = [
        finding
        for rule in rules
        if applies(rule, document, standard)
        for finding in _of_rule(document, rule, standard)
    ]
    return tuple(sorted(findings, key=_place))


def applies(rule: CheckRule, document: CheckedDocument, standard: Standard) -> bool:
    """Return whether a rule is one for this standard and type; `-CV` leaves a type out."""
    if rule.standards and standard.id not in rule.standards:
        return False
    if not rule.types:
        return True
    if f"-{document.type_code}" in rule.types:
        return False
    only = [each for each in rule.types if not each.startswith("-")]
    return not only or document.type_code in only


def _of_rule(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    kind = KINDS[rule.kind]
    if document.words_only and rule.kind in LOOKS:
        yield not_evaluated(rule, standard, _NO_LOOKS)
        return
    if kind.needs_component and rule.component and not judged(document, rule):
        yield not_evaluated(rule, standard, ABSENT)
        return
    findings = list(kind.judge(document, rule, standard))
    if document.words_only:  # a mend goes into a Word file, and this is none
        findings = [replace(each, fix=None) for each in findings]
    yield from findings
    if not findings:
        yield verdict(rule, standard, Verdict.PASS)


def _place(finding: CheckFinding) -> tuple[bool, int]:
    """Order faults by their paragraph; what holds keeps the order of the rules behind them."""
    is_fault = finding.verdict is Verdict.FAIL
    return not is_fault, finding.paragraph if is_fault else 0
