"""What every judge of the layout check is made with: findings, and what a rule asks of it.

A judge gets document, rule and standard and yields what is wrong; nothing yielded means the rule
holds. `kind` in a rule file names a `Kind` of a judge module's `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wardapp.core.checking import CheckFinding, CheckRule, Fix, Verdict
from wardapp.core.layout import Standard, TextStyle
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph
from wardapp.documents.checking.places import place_of

HARD_EVIDENCE = frozenset({"F1", "F2", "D"})
"""Marks of what the law says; any other mark makes a rule advice."""

Judge = Callable[[CheckedDocument, CheckRule, Standard], Iterator[CheckFinding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A way to judge: its function, the params a rule must and may give.

    `needs_component`: the rule is not evaluated where its component does not stand.
    """

    judge: Judge
    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    needs_component: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong at a place, in words for the clerk."""

    found: str
    expected: str
    where: str = ""
    fix: Fix | None = None


def param(rule: CheckRule, name: str, default: str = "") -> str:
    """Return a param of a rule."""
    return dict(rule.params).get(name, default)


def number(rule: CheckRule, name: str, default: float = 0.0) -> float:
    """Return a param of a rule as a number."""
    text = dict(rule.params).get(name, "")
    return float(text) if text else default


def flag(rule: CheckRule, name: str) -> bool:
    """Return whether a param says yes."""
    return dict(rule.params).get(name, "") in {"true", "1", "yes"}


def components_of(rule: CheckRule) -> tuple[str, ...]:
    """Return the components a rule judges ("body basis" names two)."""
    return tuple(rule.component.split())


def judged(document: CheckedDocument, rule: CheckRule) -> tuple[CheckedParagraph, ...]:
    """Return the paragraphs a rule judges: those of its components.

    Annexes are left out unless the component is one of theirs or the rule says `annexes = true`.
    """
    keys = components_of(rule)
    found = document.of(*keys)
    if flag(rule, "annexes"):
        return found
    return tuple(each for each in found if not each.annex or each.component.startswith("annex"))


def style_of(standard: Standard, component: str) -> TextStyle | None:
    """Return the style of a component, None where the standard has none."""
    return next((style for style in standard.styles if style.key == component), None)


def fault(
    rule: CheckRule,
    standard: Standard,
    what: Fault,
    paragraph: CheckedParagraph | None = None,
) -> CheckFinding:
    """Return the finding that a rule does not hold, at a paragraph or of the whole document."""
    component = paragraph.component if paragraph else (rule.component.split() or [""])[0]
    clause, evidence = _source(rule, standard, component)
    where = what.where or (place_of(paragraph) if paragraph else "Cả văn bản")
    return CheckFinding(
        rule=rule.id,
        title=rule.title,
        clause=clause,
        verdict=Verdict.FAIL,
        where=where,
        found=what.found,
        expected=what.expected,
        fix=_safe(what.fix, paragraph),
        is_soft=rule.is_soft or evidence not in HARD_EVIDENCE,
        component=component,
        paragraph=paragraph.index if paragraph else -1,
        evidence=evidence,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A paragraph against a rule: what stands there."""

    paragraph: CheckedParagraph
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """How paragraphs are mended: what to set, and the label of it."""

    label: str
    settings: tuple[tuple[str, str], ...]


def grouped(
    rule: CheckRule,
    standard: Standard,
    wrong: Iterable[Wrong],
    expected: str,
    mend: Mend | None = None,
) -> Iterator[CheckFinding]:
    """Yield one finding for each thing found, at its first place; the mend goes to all places."""
    groups: dict[tuple[str, str, int], list[CheckedParagraph]] = {}
    for each in wrong:
        key = (each.found, each.paragraph.component, each.paragraph.annex)
        groups.setdefault(key, []).append(each.paragraph)
    for (found, _, _), paragraphs in groups.items():
        own = [each for each in paragraphs[1:] if not each.is_part and each.index >= 0]
        others = tuple(dict.fromkeys(each.index for each in own))
        fix = None
        if mend is not None:
            fix = Fix(
                label=mend.label,
                paragraph=paragraphs[0].index,
                settings=mend.settings,
                others=others,
            )
        count = f" ({len(paragraphs)} đoạn)" if len(paragraphs) > 1 else ""
        what = Fault(found=found + count, expected=expected, fix=fix)
        yield fault(rule, standard, what, paragraphs[0])


def figure(value: float) -> str:
    """Return a number as Vietnamese prints it: `12,5`."""
    return f"{round(value, 2):g}".replace(".", ",")


def _safe(fix: Fix | None, paragraph: CheckedParagraph | None) -> Fix | None:
    """Return a mend that touches its own component only, None where it would touch others."""
    if fix is None or paragraph is None:
        return fix
    is_shared = paragraph.is_part and bool(fix.settings)
    return None if is_shared or paragraph.index < 0 else fix


def verdict(rule: CheckRule, standard: Standard, said: Verdict, found: str = "") -> CheckFinding:
    """Return that a rule holds, or that what it judges was not found."""
    clause, evidence = _source(rule, standard, (rule.component.split() or [""])[0])
    return CheckFinding(
        rule=rule.id,
        title=rule.title,
        clause=clause,
        verdict=said,
        found=found,
        is_soft=rule.is_soft or evidence not in HARD_EVIDENCE,
        component=rule.component,
        evidence=evidence,
    )


def not_evaluated(rule: CheckRule, standard: Standard, why: str) -> CheckFinding:
    """Return that the rule could not be judged here, with the reason."""
    return verdict(rule, standard, Verdict.NOT_EVALUATED, why)


def _source(rule: CheckRule, standard: Standard, component: str) -> tuple[str, str]:
    """Return clause and evidence: the rule's own, else those of the component's style."""
    style = style_of(standard, component)
    clause = rule.clause or (style.clause if style else "")
    evidence = rule.evidence or (style.evidence if style else "")
    return clause, evidence
