"""Judges how the text of a component looks: size, weight, slant, case, font, colour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from wardapp.core.checking import CheckFinding, CheckRule, Fix
from wardapp.core.layout import Standard, TextStyle
from wardapp.documents.checking.judging import (
    Fault,
    Kind,
    Mend,
    Wrong,
    fault,
    figure,
    flag,
    grouped,
    judged,
    param,
    style_of,
)
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph, CheckedRun

SIZE_SLACK = 0.25
"""Points a size may differ: half a step of Word."""
_CAPS_SHARE = 0.9
_BLACK = "000000"
_LABELLED = re.compile(r"\s*kính\s+(?:gửi|trình)\s*:", re.IGNORECASE)
_QUOTED = 30
_LEAST_RED, _MOST_OTHER = 0x90, 0x60
_FRAMED = {"urgency", "circulation", "copy_kind"}


def judge_size(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield paragraphs with letters outside the sizes of their style."""
    for component in dict.fromkeys(each.component for each in judged(document, rule)):
        style = style_of(standard, component)
        if style is None:
            continue
        least, most = style.size_range
        wrong = [
            Wrong(paragraph=each, found=f"cỡ chữ {figure(sizes[0])}")
            for each in judged(document, rule)
            if each.component == component and (sizes := _outside(each, least, most))
        ]
        expected = figure(least) if least == most else f"{figure(least)} đến {figure(most)}"
        yield from grouped(
            rule,
            standard,
            wrong,
            f"cỡ chữ {expected}",
            Mend(
                label=f"Đổi cỡ chữ thành {figure(style.size)}",
                settings=(("size", f"{style.size:g}"),),
            ),
        )


def _outside(paragraph: CheckedParagraph, least: float, most: float) -> list[float]:
    """Return the sizes of a paragraph outside a range."""
    sizes = [run.size for run in worded(paragraph)]
    return [size for size in sizes if not least - SIZE_SLACK <= size <= most + SIZE_SLACK]


def _first(paragraph: CheckedParagraph, wrong: Callable[[CheckedRun], bool]) -> CheckedRun | None:
    """Return the first run with letters that is wrong."""
    return next((run for run in worded(paragraph) if wrong(run)), None)


def worded(paragraph: CheckedParagraph) -> list[CheckedRun]:
    """Return the runs that print something."""
    return [run for run in paragraph.runs if run.text.strip()]


def _lettered(paragraph: CheckedParagraph) -> list[CheckedRun]:
    """Return the runs with letters or digits: a lone comma never makes a paper wrong."""
    runs = [run for run in paragraph.runs if any(map(str.isalnum, run.text))]
    return runs or worded(paragraph)


def judge_bold(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield paragraphs that are not bold, or are, against their style."""
    yield from _toggle(document, rule, standard, _Toggle("bold", "đậm"))


def judge_italic(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield paragraphs that are not italic, or are, against their style."""
    yield from _toggle(document, rule, standard, _Toggle("italic", "nghiêng"))


class _Toggle:
    """A look that is on or off, and its Vietnamese word."""

    def __init__(self, key: str, word: str) -> None:
        self.key, self.word = key, word

    def of_style(self, style: TextStyle) -> bool:
        """Return whether the style has it."""
        return style.bold if self.key == "bold" else style.italic

    def of_run(self, run: CheckedRun) -> bool:
        """Return whether a run has it."""
        return run.bold if self.key == "bold" else run.italic


def _toggle(
    document: CheckedDocument, rule: CheckRule, standard: Standard, toggle: _Toggle
) -> Iterator[CheckFinding]:
    wrong: dict[bool, list[Wrong]] = {True: [], False: []}
    for paragraph in judged(document, rule):
        style = style_of(standard, paragraph.component)
        runs = _judged_runs(paragraph, rule)
        if style is None or not runs:
            continue
        wanted = toggle.of_style(style)
        bad = [run for run in runs if toggle.of_run(run) != wanted]
        some = bool(bad) if wanted or not flag(rule, "whole") else len(bad) == len(runs)
        if some:
            part = "" if len(bad) == len(runs) else f" ở “{bad[0].text.strip()[:30]}”"
            found = f"chữ không {toggle.word}" if wanted else f"chữ {toggle.word}"
            wrong[wanted].append(Wrong(paragraph=paragraph, found=found + part))
    for wanted, places in wrong.items():
        expected = f"chữ {toggle.word}" if wanted else f"chữ không {toggle.word}"
        settings = ((toggle.key, "1" if wanted else "0"),)
        # The text behind a heading on one line must not change with it: no mend of the whole.
        alone = not flag(rule, "first_run")
        mend = Mend(label=f"Đổi thành {expected}", settings=settings) if alone else None
        yield from grouped(rule, standard, places, expected, mend)


def _judged_runs(paragraph: CheckedParagraph, rule: CheckRule) -> list[CheckedRun]:
    """Return the runs to judge: of a heading with its text on one line only the heading."""
    runs = _lettered(paragraph)
    return runs[:1] if flag(rule, "first_run") else runs


def judge_label(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield the label before a colon (`Kính gửi:`) when its slant is not the law's."""
    if flag(rule, "names"):
        yield from _names(document, rule, standard)
        return
    wanted = flag(rule, "italic")
    first = judged(document, rule)[0]
    end = first.text.find(":")
    runs = [run for run in _lettered(first) if end < 0 or run.start < end]
    wrong = [run for run in runs if run.italic != wanted]
    if wrong:
        label = first.text[: end + 1].strip() or first.text[:20]
        word = "nghiêng" if wanted else "đứng"
        found = f"“{label}” chữ {'đứng' if wanted else 'nghiêng'}"
        yield fault(rule, standard, Fault(found=found, expected=f"“{label}” chữ {word}"), first)


def _names(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield the first name behind the label whose slant is not the law's."""
    wanted = flag(rule, "italic")
    for paragraph in judged(document, rule):
        end = paragraph.text.find(":") if _LABELLED.match(paragraph.text) else -1
        wrong = [
            run
            for run in _lettered(paragraph)
            if run.italic != wanted
            and any(map(str.isalnum, run.text[max(end + 1 - run.start, 0) :]))
        ]
        if wrong:
            words = ("chữ nghiêng", "chữ đứng")
            shown = " ".join(paragraph.text[max(end + 1, wrong[0].start) :].split())[:_QUOTED]
            found = f"“{shown}” {words[wanted]}"
            expected = f"tên nơi nhận {words[not wanted]}"
            yield fault(rule, standard, Fault(found=found, expected=expected), paragraph)
            return


def judge_stamp(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield stamps of urgency that are not red, or have no frame around them."""
    is_red = param(rule, "what") == "red"
    boxed = {each.component for each in document.paragraphs if each.in_box}
    ruled = {table.number for table in document.tables if table.ruled}
    for paragraph in judged(document, rule):
        own_box = paragraph.in_box and "number" not in boxed
        if is_red:
            black = _first(paragraph, lambda run: not _red(run.colour))
            if black is not None:
                what = Fault(found=f"chữ màu #{black.colour}", expected="chữ màu đỏ")
                yield fault(rule, standard, what, paragraph)
        elif not (paragraph.framed or own_box or paragraph.table in ruled):
            what = Fault(found="không có khung viền", expected="khung viền quanh chữ")
            yield fault(rule, standard, what, paragraph)


def _red(colour: str) -> bool:
    """Return whether a colour is a red, bright or dark."""
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return False
    return red >= _LEAST_RED and max(green, blue) <= _MOST_OTHER


def judge_caps(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield paragraphs not in capitals, or all in capitals, against their style."""
    for paragraph in judged(document, rule):
        style = style_of(standard, paragraph.component)
        if style is None:
            continue
        text = "".join(run.shown for run in paragraph.runs)
        share = _caps_share(text)
        if style.caps and share < 1:
            small = "".join(c for c in text if c.islower())
            found = f"có chữ thường “{small[:12]}”" if share >= _CAPS_SHARE else "chữ thường"
            what = Fault(
                found=found,
                expected="chữ in hoa",
                fix=Fix(
                    label="Đổi thành chữ in hoa",
                    paragraph=paragraph.index,
                    settings=(("caps", "1"),),
                ),
            )
            yield fault(rule, standard, what, paragraph)
        elif not style.caps and share == 1 and len(text.split()) > 1:
            yield fault(rule, standard, Fault(found="chữ in hoa", expected="chữ thường"), paragraph)


def _caps_share(text: str) -> float:
    letters = [c for c in text if c.isalpha()]
    return sum(map(str.isupper, letters)) / len(letters) if letters else 1.0


def judge_font(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield the fonts other than the one of the law, each once."""
    wanted = param(rule, "font")
    merged: dict[str, list[CheckedParagraph]] = {}
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if any(map(str.isalnum, run.text)) and not _same_font(run.font, wanted):
                places = merged.setdefault(f"phông chữ {run.font}", [])
                if not places or places[-1] is not paragraph:
                    places.append(paragraph)
    for found, places in merged.items():
        count = f" ({len(places)} đoạn)" if len(places) > 1 else ""
        fix = Fix(
            label=f"Đổi phông chữ thành {wanted}",
            paragraph=places[0].index,
            settings=(("font", wanted),),
            others=tuple(dict.fromkeys(each.index for each in places[1:])),
        )
        what = Fault(found=found + count, expected=f"phông chữ {wanted}", fix=fix)
        yield fault(rule, standard, what, places[0])


def _same_font(font: str, wanted: str) -> bool:
    return font.partition(";")[0].strip().casefold() == wanted.casefold()


def judge_colour(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield text that is not black; framed marks may be red."""
    wrong = [
        Wrong(paragraph=each, found=f"chữ màu #{run.colour}")
        for each in document.paragraphs
        if each.component not in _FRAMED
        and each.annex >= 0
        and (run := _first(each, lambda r: r.colour != _BLACK)) is not None
    ]
    mend = Mend(label="Đổi thành chữ màu đen", settings=(("colour", _BLACK),))
    yield from grouped(rule, standard, wrong, "chữ màu đen", mend)


def judge_one_size(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield the sizes of running text other than that of most of it."""
    paragraphs = judged(document, rule)
    letters: dict[float, int] = {}
    for paragraph in paragraphs:
        for run in worded(paragraph):
            letters[run.size] = letters.get(run.size, 0) + len(run.text)
    if not letters:
        return
    most = max(letters, key=lambda size: letters[size])
    wrong = [
        Wrong(paragraph=each, found=f"cỡ chữ {figure(sizes[0])}")
        for each in paragraphs
        if (sizes := _outside(each, most, most)) and not _is_told(each, standard)
    ]
    mend = Mend(label=f"Đổi cỡ chữ thành {figure(most)}", settings=(("size", f"{most:g}"),))
    yield from grouped(rule, standard, wrong, f"cỡ chữ {figure(most)} như các đoạn khác", mend)


def _is_told(paragraph: CheckedParagraph, standard: Standard) -> bool:
    """Return whether the rule of sizes tells of the paragraph already."""
    style = style_of(standard, paragraph.component)
    return style is not None and bool(_outside(paragraph, *style.size_range))


KINDS: Mapping[str, Kind] = {
    "size": Kind(judge=judge_size),
    "bold": Kind(judge=judge_bold, may=frozenset({"whole", "first_run"})),
    "italic": Kind(judge=judge_italic, may=frozenset({"whole", "first_run"})),
    "label": Kind(judge=judge_label, may=frozenset({"italic", "names"})),
    "stamp": Kind(judge=judge_stamp, must=frozenset({"what"})),
    "caps": Kind(judge=judge_caps),
    "font": Kind(judge=judge_font, must=frozenset({"font"})),
    "colour": Kind(judge=judge_colour),
    "one_size": Kind(judge=judge_one_size),
}
