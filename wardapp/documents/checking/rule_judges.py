"""Judges the drawn rules of a paper, the five hyphens, and the underline of a label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardapp.core.checking import CheckFinding, CheckRule, Fix
from wardapp.core.layout import Standard
from wardapp.documents.checking.judging import (
    Fault,
    Kind,
    fault,
    figure,
    judged,
    not_evaluated,
    number,
    param,
)
from wardapp.documents.checking.look_judges import worded
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph, CheckedRule
from wardapp.documents.checking.places import component_name

_LENGTH_SLACK_MM = 5.0
_SHARE_SLACK = 0.07
_CENTRE_SLACK_MM = 4.0
_SHARES = {0.33: "1/3", 0.5: "1/2"}
_KINDS = {
    "underline": "gạch chân chữ",
    "typed": "các dấu gạch dưới gõ tay",
}


def _rules(document: CheckedDocument, *components: str) -> list[CheckedRule]:
    return [rule for each in document.paragraphs for rule in each.rules if rule.of in components]


def _hosts(document: CheckedDocument, rule: CheckRule) -> list[CheckedParagraph]:
    return list(judged(document, rule))


def judge_ruled(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a component without the rule that belongs under it."""
    hosts = _hosts(document, rule)
    if not _rules(document, *(each.component for each in hosts)):
        name = component_name(hosts[-1].component)
        what = Fault(found="không có đường kẻ bên dưới", expected=f"có đường kẻ dưới {name}")
        yield fault(rule, standard, what, hosts[-1])


def judge_unruled(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a component with a rule under it where the law has none."""
    hosts = _hosts(document, rule)
    if _rules(document, *(each.component for each in hosts)):
        expected = param(rule, "expected") or "không có đường kẻ"
        what = Fault(found="có đường kẻ bên dưới", expected=expected)
        yield fault(rule, standard, what, hosts[-1])


def judge_rule_length(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a rule longer or shorter than the share of its line that the law gives."""
    hosts = _hosts(document, rule)
    found = _rules(document, *(each.component for each in hosts))
    if not found:
        yield not_evaluated(rule, standard, "không có đường kẻ")
        return
    share = standard.measure(param(rule, "measure")) if param(rule, "measure") else 1.0
    least, most = number(rule, "least", share), number(rule, "most", share)
    widths = [each.text_mm for each in hosts if each.text_mm]
    if not widths:
        return
    length = max(each.length_mm for each in found)
    low = min(widths[-1], max(widths)) * (least - _SHARE_SLACK) - (least == most) * 1
    high = max(widths) * (most + _SHARE_SLACK)
    if least == most:
        low = min(low, widths[-1] * least - _LENGTH_SLACK_MM)
        high = max(high, widths[-1] * most + _LENGTH_SLACK_MM)
    if low <= length <= high:
        return
    wanted = (
        f"dài bằng dòng chữ (khoảng {figure(round(widths[-1]))} mm)"
        if least == most == 1
        else f"dài từ {_share(least)} đến {_share(most)} dòng chữ "
        f"({figure(round(widths[-1] * least))}–{figure(round(widths[-1] * most))} mm)"
    )
    what = Fault(found=f"đường kẻ dài {figure(round(length))} mm", expected=wanted)
    yield fault(rule, standard, what, hosts[-1])


def _share(value: float) -> str:
    return _SHARES.get(round(value, 2), figure(value))


def judge_rule_middle(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a rule that does not lie in the middle under its line."""
    hosts = _hosts(document, rule)
    centre = hosts[-1].text_centre_mm
    known = [
        each.centre_mm
        for each in _rules(document, *(each.component for each in hosts))
        if each.centre_mm is not None
    ]
    if not known or centre is None:
        yield not_evaluated(rule, standard, "không có đường kẻ")
        return
    off = min(known, key=lambda at: abs(at - centre)) - centre
    if abs(off) > _CENTRE_SLACK_MM:
        side = "phải" if off > 0 else "trái"
        what = Fault(
            found=f"đường kẻ lệch {side} {figure(round(abs(off)))} mm", expected="cân giữa dòng chữ"
        )
        yield fault(rule, standard, what, hosts[-1])


def judge_rule_kind(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield an underline or typed underscores in place of a drawn rule."""
    hosts = _hosts(document, rule)
    found = _rules(document, *(each.component for each in hosts))
    if not found:
        yield not_evaluated(rule, standard, "không có đường kẻ")
    elif all(each.kind in _KINDS for each in found):
        what = Fault(found=_KINDS[found[0].kind], expected="đường kẻ riêng (Shape hoặc viền đoạn)")
        yield fault(rule, standard, what, hosts[-1])


def judge_underline(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a component that is underlined, or is not, against the rule."""
    wanted = param(rule, "on") == "true"
    for paragraph in judged(document, rule):
        runs = [run for run in worded(paragraph) if any(map(str.isalpha, run.text))]
        drawn = any(each.of == paragraph.component for each in paragraph.rules)
        shown = bool(runs) and all(run.underline for run in runs)
        ruled = drawn or bool(_rules(document, paragraph.component))
        if wanted and not (shown or ruled):
            fix = Fix(label="Gạch chân", paragraph=paragraph.index, settings=(("underline", "1"),))
            what = Fault(found="không gạch chân", expected="gạch chân", fix=fix)
            yield fault(rule, standard, what, paragraph)
        elif not wanted and shown:
            fix = Fix(
                label="Bỏ gạch chân", paragraph=paragraph.index, settings=(("underline", "0"),)
            )
            what = Fault(found="gạch chân", expected="không gạch chân", fix=fix)
            yield fault(rule, standard, what, paragraph)


KINDS: Mapping[str, Kind] = {
    "ruled": Kind(judge=judge_ruled),
    "unruled": Kind(judge=judge_unruled, may=frozenset({"expected"})),
    "rule_length": Kind(judge=judge_rule_length, may=frozenset({"measure", "least", "most"})),
    "rule_middle": Kind(judge=judge_rule_middle),
    "rule_kind": Kind(judge=judge_rule_kind),
    "underline": Kind(judge=judge_underline, must=frozenset({"on"})),
}
