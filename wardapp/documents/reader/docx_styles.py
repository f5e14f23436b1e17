"""Fonts, capitals and numbering that a Word file declares outside its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from wardapp.core.roman import LARGEST, roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 12
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_COUNT = 9999
_MOST_DIGITS = 9
_BULLET_FORMATS = {"bullet", "none"}


@dataclass(frozen=True, slots=True)
class Look:
    """What matters of a run's look: the font's name and forced capitals."""

    font: str = ""
    caps: bool = False
    number: tuple[str, int] | None = None  # numbering id, level

    def over(self, base: Look) -> Look:
        """Return this look on top of another."""
        return Look(self.font or base.font, self.caps or base.caps, self.number or base.number)


@dataclass(slots=True)
class Styles:
    """The looks of named styles."""

    looks: dict[str, Look] = field(default_factory=dict)
    default: Look = field(default_factory=Look)

    def look(self, style_id: str) -> Look:
        """Return the look of a style, the default one when it is unknown."""
        return self.looks.get(style_id, self.default)


def look_of(properties: etree._Element | None) -> Look:
    """Return the look that run properties declare."""
    if properties is None:
        return Look()
    fonts = properties.find(f"{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
    return Look(font=font, caps=is_on(properties.find(f"{W}caps")))


def is_on(switch: etree._Element | None) -> bool:
    """Return True for a switch that stands and is not turned off."""
    return switch is not None and switch.get(f"{W}val", "true") not in {"0", "false", "off"}


def number_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """Return (numbering id, level) of paragraph properties."""
    number = None if properties is None else properties.find(f"{W}numPr")
    if number is None:
        return None
    list_id = value_of(number.find(f"{W}numId"))
    level = value_of(number.find(f"{W}ilvl"))
    return (list_id, _figure_of(level, 0)) if list_id else None


def _figure_of(text: str, default: int) -> int:
    """Return a small whole number, the default for anything else a file may say."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else default


def value_of(element: etree._Element | None) -> str:
    """Return the `val` of an element, "" when there is none."""
    return "" if element is None else element.get(f"{W}val", "")


def read_styles(root: etree._Element | None) -> Styles:
    """Return the looks that a styles part declares, each on top of what it is based on."""
    if root is None:
        return Styles()
    default = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    own: dict[str, tuple[Look, str]] = {}
    normal = ""
    for style in root.iterchildren(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        number = number_of(style.find(f"{W}pPr"))
        look = replace(look_of(style.find(f"{W}rPr")), number=number)
        own[name] = (look, value_of(style.find(f"{W}basedOn")))
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
            normal = name
    looks = {name: _whole(name, own).over(default) for name in own}
    return Styles(looks=looks, default=looks.get(normal, default))


def _whole(name: str, own: dict[str, tuple[Look, str]]) -> Look:
    look = Look()
    for _ in range(_DEEPEST):
        if name not in own:
            break
        base, name = own[name]
        look = look.over(base)
    return look


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts numbered paragraphs and says what Word prints before each."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read the lists of a numbering part."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {
            item.get(f"{W}abstractNumId", ""): _levels(item)
            for item in root.iterchildren(f"{W}abstractNum")
        }
        for item in root.iterchildren(f"{W}num"):
            key = value_of(item.find(f"{W}abstractNumId"))
            self._levels[item.get(f"{W}numId", "")] = abstract.get(key, {})

    def label(self, list_id: str, level: int) -> str:
        """Return the label of the next paragraph of a list, "" when the list is unknown."""
        levels = self._levels.get(list_id, {})
        own = levels.get(level)
        if own is None:
            return ""
        if own.form in _BULLET_FORMATS:
            return "-" if own.form == "bullet" else ""
        counts = self._counts.setdefault(list_id, {})
        counts[level] = min(counts.get(level, own.start - 1) + 1, _MOST_COUNT)
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        text = own.text
        for at, other in levels.items():
            count = counts.get(at, other.start)
            text = text.replace(f"%{at + 1}", _figure(count, other.form))
        return text


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    levels = {}
    for item in abstract.iterchildren(f"{W}lvl"):
        key = item.get(f"{W}ilvl", "0")
        start = value_of(item.find(f"{W}start"))
        levels[_figure_of(key, 0)] = _Level(
            form=value_of(item.find(f"{W}numFmt")) or "decimal",
            text=value_of(item.find(f"{W}lvlText")),
            start=_figure_of(start, 1),
        )
    return levels


def _figure(count: int, form: str) -> str:
    if form in {"lowerRoman", "upperRoman"} and 0 < count <= LARGEST:
        return roman(count) if form == "upperRoman" else roman(count).lower()
    if form in {"lowerLetter", "upperLetter"} and 0 < count <= len(_LETTERS):
        letter = _LETTERS[count - 1]
        return letter.upper() if form == "upperLetter" else letter
    return f"{count:02}" if form == "decimalZero" else str(count)
