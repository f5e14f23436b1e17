"""The effective format of paragraphs and runs of one Word file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from wardapp.documents.checking.model import CheckedRun
from wardapp.documents.checking.reading_props import (
    AUTO_SPACE,
    POINTS_PER_TWIP,
    Props,
    W,
    paragraph_props,
    run_props,
)
from wardapp.documents.checking.reading_styles import (
    StyleSheet,
    effective_run,
    merged,
    read_styles,
    read_theme,
)
from wardapp.documents.checking.reading_text import pieces_of
from wardapp.documents.reader.docx_styles import Numbering
from wardapp.documents.reader.package import Package

_AUTO_LINE = 240
_NO_LIST = "0"
_MOST_DIGITS = 3
Layers = tuple[tuple[Props, Props], ...]
"""Formats of a table style, the weakest first: (of paragraphs, of runs)."""


@dataclass(slots=True)
class Formats:
    """Styles, theme and lists of a file, asked for the format of one place."""

    sheet: StyleSheet
    theme: dict[str, str]
    numbering: Numbering
    lists: dict[tuple[str, int], Props] = field(default_factory=dict)

    def paragraph(self, element: etree._Element, layers: Layers = ()) -> Props:
        """Return the effective format of a paragraph; `style` is its style's key."""
        direct = paragraph_props(element.find(f"{W}pPr"))
        key = self.sheet.known(direct.get("style", ""))
        own = self.sheet.paragraph(key)
        of_list = self._list(own, direct)
        base = merged((self.sheet.default_paragraph, *(layer[0] for layer in layers)))
        styled = {**of_list, **own} if "list" not in direct else {**own, **of_list}
        whole = {**base, **styled, **direct, "style": key}
        return {"list": _NO_LIST, "level": 0, **whole}

    def _list(self, own: Props, direct: Props) -> Props:
        whole = {"list": "", "level": 0, **own, **direct}
        return self.lists.get((whole["list"], whole["level"]), {})

    def label(self, props: Props) -> str:
        """Return the automatic number of the next paragraph of a list, "" when it has none."""
        if props["list"] == _NO_LIST:
            return ""
        return self.numbering.label(props["list"], props["level"])

    def runs(
        self, element: etree._Element, style: str, layers: Layers = ()
    ) -> tuple[CheckedRun, ...]:
        """Return the runs of a paragraph that print, neighbours of one look joined."""
        found: list[CheckedRun] = []
        below = [*(layer[1] for layer in layers), self.sheet.run(style)]
        offset = 0  # of the text that shows: hidden runs do not count
        for piece in pieces_of(element):
            look = self.look(piece.run, below)
            if look.get("hidden"):
                continue
            for text, start, font in _by_font(piece.text, offset, look):
                _append(found, _run(text, start, font, look))
            offset += len(piece.text)
        return tuple(found)

    def look(self, run: etree._Element, below: Sequence[Props]) -> Props:
        """Return the effective look of a run element."""
        direct = run_props(run.find(f"{W}rPr"), self.theme)
        character = self.sheet.run(direct["style"]) if direct.get("style") else {}
        return effective_run(self.sheet, [*below, character], direct)


def _by_font(text: str, offset: int, look: Props) -> list[tuple[str, int, str]]:
    """Part text where another font draws its letters: Word has one for ASCII, one for others."""
    if look["ascii"] == look["hAnsi"] or text.isascii():
        return [(text, offset, look["ascii"])]
    parts: list[tuple[str, int, str]] = []
    for at, letter in enumerate(text):
        font = look["ascii"] if letter.isascii() else look["hAnsi"]
        if parts and parts[-1][2] == font:
            before, start, _ = parts[-1]
            parts[-1] = (before + letter, start, font)
        else:
            parts.append((letter, offset + at, font))
    return parts


def _run(text: str, start: int, font: str, look: Props) -> CheckedRun:
    return CheckedRun(
        text=text,
        font=font,
        size=look["size"],
        bold=look["bold"],
        italic=look["italic"],
        underline=bool(look.get("underline")),
        caps=look["caps"],
        colour=look.get("colour", "000000"),
        start=start,
    )


def _append(runs: list[CheckedRun], run: CheckedRun) -> None:
    last = runs[-1] if runs else None
    if last and _look(last) == _look(run) and last.start + len(last.text) == run.start:
        runs[-1] = CheckedRun(
            text=last.text + run.text,
            font=last.font,
            size=last.size,
            bold=last.bold,
            italic=last.italic,
            underline=last.underline,
            caps=last.caps,
            colour=last.colour,
            start=last.start,
        )
    else:
        runs.append(run)


def _look(run: CheckedRun) -> tuple[object, ...]:
    return run.font, run.size, run.bold, run.italic, run.underline, run.caps, run.colour


def line_of(props: Props) -> tuple[float, str]:
    """Return the line of a paragraph: points when exact or at least, else a multiple."""
    rule = props.get("rule", "auto")
    line = props.get("line", _AUTO_LINE)
    if rule == "auto":
        return line / _AUTO_LINE, "auto"
    return line * POINTS_PER_TWIP, "exact" if rule == "exact" else "atLeast"


def space_of(props: Props, key: str) -> float:
    """Return the space before or after a paragraph in points."""
    if props.get(f"{key}_auto"):
        return AUTO_SPACE
    return float(props.get(key, 0.0))


def read_formats(package: Package, part: dict[str, str]) -> Formats:
    """Return the formats of a package; `part` names its parts by kind."""
    theme = dict(read_theme(package.tree(part.get("theme", ""))))
    root = package.tree(part.get("numbering", ""))
    return Formats(
        sheet=read_styles(package.tree(part.get("styles", "")), theme),
        theme=theme,
        numbering=Numbering(root),
        lists=_list_indents(root),
    )


def _list_indents(root: etree._Element | None) -> dict[tuple[str, int], Props]:
    """Return what each level of each list says of its paragraphs."""
    found: dict[tuple[str, int], Props] = {}
    if root is None:
        return found
    abstract: dict[str, dict[int, Props]] = {}
    for item in root.iterchildren(f"{W}abstractNum"):
        abstract[item.get(f"{W}abstractNumId", "")] = _levels(item)
    for item in root.iterchildren(f"{W}num"):
        link = item.find(f"{W}abstractNumId")
        levels = dict(abstract.get("" if link is None else link.get(f"{W}val", ""), {}))
        for change in item.iterchildren(f"{W}lvlOverride"):
            levels.update(_levels(change))
        for level, props in levels.items():
            found[item.get(f"{W}numId", ""), level] = props
    return found


def _levels(element: etree._Element) -> dict[int, Props]:
    levels: dict[int, Props] = {}
    for level in element.iterchildren(f"{W}lvl"):
        key = level.get(f"{W}ilvl", "0")
        props = paragraph_props(level.find(f"{W}pPr"))
        wanted: Props = {key: props[key] for key in ("left", "right", "first") if key in props}
        levels[int(key) if key.isdecimal() and len(key) <= _MOST_DIGITS else 0] = wanted
    return levels
