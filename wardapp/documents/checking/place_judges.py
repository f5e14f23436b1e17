"""Judges which components stand in a paper and where: presence, order, side, level, middle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardapp.core.checking import CheckFinding, CheckRule, Fix
from wardapp.core.layout import Standard
from wardapp.documents.checking.judging import (
    Fault,
    Kind,
    Mend,
    Wrong,
    components_of,
    fault,
    figure,
    flag,
    grouped,
    judged,
    not_evaluated,
    number,
    param,
    style_of,
)
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph
from wardapp.documents.checking.places import component_name

_CENTRE_SLACK_MM = 3.0
_UNDER_SLACK_MM = 6.0
_LEVEL_SLACK_MM = 3.5
_OFF_MIDDLE_MM = 8.0
_SIDES = {"left": "bên trái", "right": "bên phải"}
_ALIGNS = {"left": "lề trái", "right": "lề phải", "center": "giữa", "justify": "đều hai bên"}
_NAMED = "named"


def judge_present(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield that a component is missing, where the standard or the rule asks for it."""
    wanted = param(rule, "when")
    if wanted and not _asked(document, standard, wanted):
        yield not_evaluated(rule, standard, "loại văn bản này không cần")
        return
    keys = components_of(rule)
    if any(not each.annex for each in document.of(*keys)):
        return
    name = param(rule, "name") or component_name(keys[0])
    words = dict(standard.wording).get(keys[0], "")
    expected = param(rule, "expected") or (f"có “{words}”" if words else f"có {name}")
    yield fault(rule, standard, Fault(found=f"không thấy {name}", expected=expected))


def _asked(document: CheckedDocument, standard: Standard, wanted: str) -> bool:
    """Return whether the type asks for it: `named`, `unnamed`, `addressed`; or `annexed`."""
    if wanted == "annexed":
        return any(each.annex for each in document.paragraphs)
    kind = next((each for each in standard.types if each.code == document.type_code), None)
    if kind is None:
        return False
    if wanted == "addressed":
        return bool(kind.addressed)
    return kind.named is (wanted == _NAMED)


def judge_absent(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a component that this standard does not know."""
    for paragraph in document.of(*components_of(rule)):
        what = Fault(
            found=f"có {component_name(paragraph.component)} “{paragraph.text.strip()[:40]}”",
            expected=param(rule, "expected") or "không có thành phần này",
        )
        yield fault(rule, standard, what, paragraph)
        return


def judge_order(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a component that stands above the one it belongs under."""
    upper = document.of(*param(rule, "under").split())
    if not upper:
        yield not_evaluated(rule, standard, "không thấy thành phần đứng trên")
        return
    first = judged(document, rule)[0]
    own = [each for each in upper if not each.annex]
    # Where several sign, a name belongs under the lines of its own block.
    block = [each for each in own if _block_of(each) == _block_of(first)]
    above = block or own
    if above and _is_above(first, above[-1]):
        name = component_name(above[-1].component)
        what = Fault(found=f"đứng trên {name}", expected=f"đứng dưới {name}")
        yield fault(rule, standard, what, first)


def _block_of(paragraph: CheckedParagraph) -> tuple[int, int, str]:
    return paragraph.table, paragraph.row, paragraph.side


def _is_above(one: CheckedParagraph, other: CheckedParagraph) -> bool:
    """Return whether one stands above another; side by side in a table it is told by height."""
    if one.table == other.table and one.table >= 0 and one.side != other.side:
        return one.top_mm < other.top_mm - _LEVEL_SLACK_MM
    return one.index < other.index


def judge_side(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield components on the wrong half of the page."""
    wanted = param(rule, "side")
    paragraphs = judged(document, rule)
    if flag(rule, "any"):
        paragraphs = tuple(each for each in paragraphs if _is_on(document, each, wanted))[:1]
        paragraphs = () if paragraphs else judged(document, rule)[-1:]
    for paragraph in paragraphs:
        centre = paragraph.text_centre_mm
        if centre is None:
            continue
        middle = _middle(document, paragraph)
        off = centre - middle if wanted == "right" else middle - centre
        least = number(rule, "least", _OFF_MIDDLE_MM)
        if off < least:
            found = "ở giữa trang" if abs(off) < _OFF_MIDDLE_MM else _SIDES[_other(wanted)]
            what = Fault(found=found, expected=_SIDES[wanted])
            yield fault(rule, standard, what, paragraph)


def _is_on(document: CheckedDocument, paragraph: CheckedParagraph, side: str) -> bool:
    centre = paragraph.text_centre_mm
    if centre is None:
        return True
    off = centre - _middle(document, paragraph)
    return (off if side == "right" else -off) >= _OFF_MIDDLE_MM


def _other(side: str) -> str:
    return "left" if side == "right" else "right"


def _middle(document: CheckedDocument, paragraph: CheckedParagraph) -> float:
    page = document.sections[min(paragraph.section, len(document.sections) - 1)]
    return page.left + (page.width - page.left - page.right) / 2


def judge_align(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield running text that is not aligned as its style; one short line shows no difference."""
    wrong: dict[str, list[Wrong]] = {}
    for paragraph in judged(document, rule):
        style = style_of(standard, paragraph.component)
        if style is None or paragraph.align == style.align or paragraph.in_box:
            continue
        is_line = paragraph.text_mm + max(paragraph.first_line_mm, 0.0) < paragraph.room_mm
        if style.align == "justify" and is_line and _may_differ(paragraph):
            continue
        found = f"căn {_ALIGNS[paragraph.align]}"
        wrong.setdefault(style.align, []).append(Wrong(paragraph=paragraph, found=found))
    for align, places in wrong.items():
        mend = Mend(label=f"Căn {_ALIGNS[align]}", settings=(("align", align),))
        yield from grouped(rule, standard, places, f"căn {_ALIGNS[align]}", mend)


def _may_differ(paragraph: CheckedParagraph) -> bool:
    """Return whether one line shows no difference, or is set off on purpose (a note, a title)."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    marked = all(run.bold or run.italic for run in runs) or not any(
        map(str.islower, paragraph.text)
    )
    return paragraph.align == "left" or marked


def judge_centred(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield components that do not stand in the middle of their block, or of the page."""
    on_page = param(rule, "of") == "page"
    for paragraph in judged(document, rule):
        centre = paragraph.text_centre_mm
        middle = _middle(document, paragraph) if on_page else paragraph.centre_mm
        if centre is None or middle is None or (not on_page and paragraph.table < 0):
            continue
        off = centre - middle
        if abs(off) <= _CENTRE_SLACK_MM:
            continue
        side = "phải" if off > 0 else "trái"
        fix = None
        if paragraph.align != "center" and not paragraph.text_start:
            fix = Fix(
                label="Căn giữa",
                paragraph=paragraph.index,
                settings=(("align", "center"), ("first_line_mm", "0")),
            )
        what = Fault(
            found=f"lệch {side} {figure(round(abs(off)))} mm", expected="căn giữa", fix=fix
        )
        yield fault(rule, standard, what, paragraph)


def judge_under(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a component whose middle is not under the middle of another."""
    for key in param(rule, "under").split():
        upper = [each for each in document.of(key) if not each.annex]
        if upper and upper[-1].text_centre_mm is not None:
            break
    else:
        yield not_evaluated(rule, standard, "không thấy thành phần đứng trên")
        return
    name = component_name(upper[-1].component)
    for paragraph in judged(document, rule):
        over = [each for each in upper if each.side == paragraph.side and _is_over(each, paragraph)]
        if paragraph.text_centre_mm is None or not over:
            continue
        off = paragraph.text_centre_mm - (over[-1].text_centre_mm or 0.0)
        if abs(off) > number(rule, "slack", _UNDER_SLACK_MM):
            side = "phải" if off > 0 else "trái"
            what = Fault(
                found=f"lệch {side} {figure(round(abs(off)))} mm so với {name}",
                expected=f"cân giữa dưới {name}",
            )
            yield fault(rule, standard, what, paragraph)


def _is_over(upper: CheckedParagraph, paragraph: CheckedParagraph) -> bool:
    return upper.text_centre_mm is not None and upper.index <= paragraph.index


def judge_level(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a component that is not level with its partner of the other block."""
    partners = [each for each in document.of(*param(rule, "with").split()) if not each.annex]
    first = judged(document, rule)[0]
    if not partners:
        yield not_evaluated(rule, standard, "không thấy thành phần ngang hàng")
        return
    partner = partners[0]
    if first.index == partner.index or first.in_box or partner.in_box:
        return
    name = component_name(partner.component)
    if first.table != partner.table:
        if first.table < 0 and partner.table < 0:
            what = Fault(found=f"không cùng dòng với {name}", expected=f"ngang hàng với {name}")
            yield fault(rule, standard, what, first)
        return
    slack = number(rule, "slack", _LEVEL_SLACK_MM)
    off = (first.top_mm + first.before * _MM) - (partner.top_mm + partner.before * _MM)
    if first.table >= 0 and abs(off) > slack:
        way = "thấp hơn" if off > 0 else "cao hơn"
        found = f"{way} {name} {figure(round(abs(off)))} mm"
        yield fault(rule, standard, Fault(found=found, expected=f"ngang hàng với {name}"), first)


_MM = 25.4 / 72

KINDS: Mapping[str, Kind] = {
    "present": Kind(
        judge=judge_present,
        may=frozenset({"when", "name", "expected"}),
        needs_component=False,
    ),
    "absent": Kind(judge=judge_absent, may=frozenset({"expected"}), needs_component=False),
    "order": Kind(judge=judge_order, must=frozenset({"under"})),
    "side": Kind(judge=judge_side, must=frozenset({"side"}), may=frozenset({"least", "any"})),
    "align": Kind(judge=judge_align),
    "centred": Kind(judge=judge_centred, may=frozenset({"of"})),
    "under": Kind(judge=judge_under, must=frozenset({"under"}), may=frozenset({"slack"})),
    "level": Kind(judge=judge_level, must=frozenset({"with"}), may=frozenset({"slack"})),
}
