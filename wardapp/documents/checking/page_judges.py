"""Judges the page: paper, margins, and the page number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardapp.core.checking import CheckFinding, CheckRule, Fix
from wardapp.core.layout import Standard
from wardapp.documents.checking.judging import (
    Fault,
    Kind,
    fault,
    figure,
    not_evaluated,
    number,
    param,
    style_of,
)
from wardapp.documents.checking.look_judges import SIZE_SLACK
from wardapp.documents.checking.model import CheckedDocument, CheckedSection

_PAPER_SLACK_MM = 2.0
_MARGIN_SLACK_MM = 1.0
_A5 = (148.0, 210.0)
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_NO_NUMBER = "văn bản không có số trang"
_PLACES = {
    "header-center": "giữa lề trên",
    "header-left": "lề trên bên trái",
    "header-right": "lề trên bên phải",
    "footer-center": "giữa lề dưới",
    "footer-left": "lề dưới bên trái",
    "footer-right": "lề dưới bên phải",
}


def _place(document: CheckedDocument, at: int) -> str:
    return "Trang giấy" if len(document.sections) == 1 else f"Trang giấy, phần thứ {at + 1}"


def judge_paper(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield sections on a paper that is neither A4 nor, for administrative papers, A5."""
    page = standard.page
    allowed = [(page.width, page.height)]
    if document.type_code in param(rule, "a5_types").split():
        allowed.append(_A5)
    for at, section in enumerate(document.sections):
        size = tuple(sorted((section.width, section.height)))
        if any(_near(size, paper) for paper in allowed):
            continue
        fix = Fix(
            label="Đổi khổ giấy thành A4",
            settings=(("page_width", f"{page.width:g}"), ("page_height", f"{page.height:g}")),
        )
        what = Fault(
            found=f"khổ giấy {figure(round(section.width))} × {figure(round(section.height))} mm",
            expected="khổ giấy A4 (210 × 297 mm)",
            where=_place(document, at),
            fix=fix if len(document.sections) == 1 else None,
        )
        yield fault(rule, standard, what)


def _near(size: tuple[float, ...], paper: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _PAPER_SLACK_MM for a, b in zip(size, sorted(paper), strict=True))


def judge_upright(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield the first section when its paper lies on its side."""
    first = document.sections[0]
    if first.landscape and first.width > standard.page.width + _PAPER_SLACK_MM:
        what = Fault(found="giấy nằm ngang", expected="giấy đứng", where=_place(document, 0))
        yield fault(rule, standard, what)


def judge_margin(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield upright sections with a margin outside the law; A5 and pre-printed ones are free."""
    side = param(rule, "side")
    exact = float(getattr(standard.page, side))
    least, most = number(rule, "least", exact), number(rule, "most", exact)
    for at, section in enumerate(document.sections):
        is_small = section.width < standard.page.width - _PAPER_SLACK_MM
        if section.landscape or is_small:
            continue
        margin = float(getattr(section, side))
        if least - _MARGIN_SLACK_MM <= margin <= most + _MARGIN_SLACK_MM:
            continue
        wanted = f"{figure(least)}" if least == most else f"{figure(least)} đến {figure(most)}"
        fix = Fix(
            label=f"Đổi lề {_SIDES[side]} thành {figure(exact)} mm",
            settings=((f"margin_{side}", f"{exact:g}"),),
        )
        what = Fault(
            found=f"lề {_SIDES[side]} {figure(round(margin, 1))} mm",
            expected=f"lề {_SIDES[side]} {wanted} mm",
            where=_place(document, at),
            fix=fix,
        )
        yield fault(rule, standard, what)


def judge_mirrored(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a paper of several pages whose margins do not change sides on the back."""
    if document.pages > 1 and standard.page.mirrored and not document.sections[0].mirrored:
        what = Fault(
            found="lề mặt sau giống mặt trước",
            expected="khi in hai mặt, lề mặt sau đổi bên (Mirror margins)",
            where="Trang giấy",
            fix=Fix(label="Bật lề đối xứng", settings=(("mirrored", "1"),)),
        )
        yield fault(rule, standard, what)


def judge_number_present(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a paper of more than one page without page numbers."""
    if document.pages <= 1:
        yield not_evaluated(rule, standard, "văn bản chỉ có một trang")
    elif not document.sections[0].number_at:
        what = Fault(found="không có số trang", expected="có số trang", where="Số trang")
        yield fault(rule, standard, what)


def _numbered(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[tuple[int, CheckedSection] | CheckFinding]:
    """Yield the sections with page numbers, else that there is nothing to judge."""
    found = [(at, each) for at, each in enumerate(document.sections) if each.number_at]
    if not found:
        yield not_evaluated(rule, standard, _NO_NUMBER)
    yield from found


def _number_fault(
    rule: CheckRule, standard: Standard, at: int, found: str, expected: str
) -> CheckFinding:
    where = "Số trang" if not at else f"Số trang, phần thứ {at + 1}"
    return fault(rule, standard, Fault(found=found, expected=expected, where=where))


def judge_number(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield sections whose page number is not as `what` asks."""
    judge = _NUMBER_WAYS[param(rule, "what")]
    said: set[tuple[str, str]] = set()
    for each in _numbered(document, rule, standard):
        if isinstance(each, CheckFinding):
            yield each
            continue
        at, section = each
        if at and param(rule, "what") == "first":
            continue  # the law says so of the first page of the paper only
        wrong = judge(section, standard)
        if wrong is not None and wrong not in said:
            said.add(wrong)
            yield _number_fault(rule, standard, at, *wrong)


_Wrong = tuple[str, str] | None


def _number_place(section: CheckedSection, standard: Standard) -> _Wrong:
    if section.number_at == "header-center":
        return None
    return _PLACES.get(section.number_at, section.number_at), _PLACES["header-center"]


def _number_size(section: CheckedSection, standard: Standard) -> _Wrong:
    style = style_of(standard, "page_number")
    if style is None:
        return None
    least, most = style.size_range
    if least - SIZE_SLACK <= section.number_size <= most + SIZE_SLACK:
        return None
    wanted = figure(least) if least == most else f"{figure(least)} đến {figure(most)}"
    return f"cỡ chữ {figure(section.number_size)}", f"cỡ chữ {wanted}"


def _number_upright(section: CheckedSection, standard: Standard) -> _Wrong:
    if section.number_italic or section.number_bold:
        found = "đậm" if section.number_bold else "nghiêng"
        return f"số trang {found}", "số trang đứng, không đậm"
    return None


def _number_font(section: CheckedSection, standard: Standard) -> _Wrong:
    if section.number_font.casefold() == "times new roman":
        return None
    return f"phông chữ {section.number_font}", "phông chữ Times New Roman"


def _number_field(section: CheckedSection, standard: Standard) -> _Wrong:
    if section.number_is_field:
        return None
    return "số trang gõ tay, trang nào cũng như nhau", "số trang tự động (trường PAGE)"


def _number_digits(section: CheckedSection, standard: Standard) -> _Wrong:
    if section.number_format in {"decimal", ""}:
        return None
    return f"số trang kiểu {section.number_format}", "chữ số Ả Rập (1, 2, 3…)"


def _number_bare(section: CheckedSection, standard: Standard) -> _Wrong:
    text = section.number_text.strip()
    return None if text == "#" else (f"“{text.replace('#', '2')}”", "chỉ có chữ số")


def _number_first(section: CheckedSection, standard: Standard) -> _Wrong:
    if not section.number_on_first:
        return None
    return "trang đầu có in số trang", "không in số trang ở trang đầu"


def _number_distance(section: CheckedSection, standard: Standard) -> _Wrong:
    wanted = standard.page.header_distance
    if not section.number_at.startswith("header"):
        return None
    if abs(section.number_from_top - wanted) <= _DISTANCE_SLACK_MM:
        return None
    return (
        f"cách mép trên {figure(round(section.number_from_top, 1))} mm",
        f"cách mép trên {figure(wanted)} mm",
    )


_DISTANCE_SLACK_MM = 2.0
_NUMBER_WAYS = {
    "place": _number_place,
    "size": _number_size,
    "upright": _number_upright,
    "font": _number_font,
    "field": _number_field,
    "digits": _number_digits,
    "bare": _number_bare,
    "first": _number_first,
    "distance": _number_distance,
}

KINDS: Mapping[str, Kind] = {
    "paper": Kind(judge=judge_paper, may=frozenset({"a5_types"})),
    "upright": Kind(judge=judge_upright),
    "margin": Kind(judge=judge_margin, must=frozenset({"side"}), may=frozenset({"least", "most"})),
    "mirrored": Kind(judge=judge_mirrored),
    "page_number_present": Kind(judge=judge_number_present, needs_component=False),
    "page_number": Kind(judge=judge_number, must=frozenset({"what"}), needs_component=False),
}
