"""Bold and italic of a Word file as light marks: only what differs from the paragraph's style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from wardapp.core.text import clean
from wardapp.documents.reader.docx_styles import W, is_on, value_of

Toggle = Literal["b", "i"]
UNMARKED = "chữ bỏ đậm, bỏ nghiêng trong mục in đậm, in nghiêng"
_RUN_LOSSES = {
    f"{W}u": "chữ gạch chân",
    f"{W}strike": "chữ gạch ngang",
    f"{W}dstrike": "chữ gạch ngang",
    f"{W}vertAlign": "chữ số trên, số dưới",
    f"{W}vanish": "chữ ẩn",
}
_NO_LOOK = {"none", "baseline", "0", "false", "off"}
_SKIPPED = {f"{W}{name}" for name in ("pPr", "del", "moveFrom", "delText", "instrText")}
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one look; None = as the style, False = the style's look switched off."""

    text: str
    bold: bool | None = None
    italic: bool | None = None
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    bold: bool | None
    italic: bool | None


class Looks:
    """The named styles of a file: their names, and whether they are bold or italic."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read a styles part."""
        self._styles: dict[str, _Style] = {}
        for style in () if root is None else root.iterchildren(f"{W}style"):
            properties = style.find(f"{W}rPr")
            self._styles[style.get(f"{W}styleId", "")] = _Style(
                name=value_of(style.find(f"{W}name")),
                base=value_of(style.find(f"{W}basedOn")),
                bold=_switch(properties, "b"),
                italic=_switch(properties, "i"),
            )

    def name(self, key: str) -> str:
        """Return the name of a style as the clerk sees it, "" when it is unknown."""
        return self._styles[key].name if key in self._styles else ""

    def is_set(self, key: str, toggle: Toggle) -> bool:
        """Return whether a style is bold (or italic), by itself or by what it is based on."""
        for _step in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return False
            own = style.bold if toggle == "b" else style.italic
            if own is not None:
                return own
            key = style.base
        return False


def style_key(paragraph: etree._Element) -> str:
    """Return the identifier of a paragraph's style, "" for the default one."""
    properties = paragraph.find(f"{W}pPr")
    return "" if properties is None else value_of(properties.find(f"{W}pStyle"))


def pieces_of(paragraph: etree._Element, looks: Looks) -> tuple[Piece, ...]:
    """Return the words of a paragraph, neighbours of one look joined."""
    joined: list[Piece] = []
    for piece in _runs(paragraph, looks, style_key(paragraph)):
        before = joined[-1] if joined else None
        if before is not None and (_alike(before, piece) or not piece.text.strip()):
            losses = (*before.losses, *piece.losses)
            joined[-1] = replace(before, text=before.text + piece.text, losses=losses)
        else:
            joined.append(piece)
    return tuple(joined)


def marked_text(pieces: Iterable[Piece]) -> str:
    """Return the words with `**bold**` and `*italic*`; stars that were typed keep a backslash."""
    return "".join(_marked(piece) for piece in pieces)


def lost_looks(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield what plain text with light marks can't hold."""
    for piece in pieces:
        yield from piece.losses
        if False in {piece.bold, piece.italic} and piece.text.strip():
            yield UNMARKED


def _runs(paragraph: etree._Element, looks: Looks, key: str) -> Iterator[Piece]:
    for run in paragraph.iter(f"{W}r"):
        if any(parent.tag in _SKIPPED for parent in run.iterancestors()):
            continue
        text = "".join(_texts(run))
        if text:
            yield _piece(text, run.find(f"{W}rPr"), looks, key)


def _texts(run: etree._Element) -> Iterator[str]:
    is_caps = is_on(run.find(f"{W}rPr/{W}caps"))
    for child in run:
        if child.tag == f"{W}t":
            text = clean(child.text or "")
            yield text.upper() if is_caps else text
        elif child.tag == f"{W}tab":
            yield " "
        elif child.tag in {f"{W}br", f"{W}cr"}:
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"


def _piece(text: str, properties: etree._Element | None, looks: Looks, key: str) -> Piece:
    if properties is None:
        return Piece(text)
    losses = tuple(
        _RUN_LOSSES[str(each.tag)]
        for each in properties
        if each.tag in _RUN_LOSSES and value_of(each) not in _NO_LOOK
    )
    return Piece(
        text,
        bold=_difference(properties, looks, key, "b"),
        italic=_difference(properties, looks, key, "i"),
        losses=losses,
    )


def _difference(properties: etree._Element, looks: Looks, key: str, toggle: Toggle) -> bool | None:
    """Return how a run differs from its paragraph's style; character styles turn it round."""
    in_style = looks.is_set(key, toggle)
    own = _switch(properties, toggle)
    if own is None:
        named = value_of(properties.find(f"{W}rStyle"))
        own = in_style is not looks.is_set(named, toggle)
    return None if own is in_style else own


def _switch(properties: etree._Element | None, toggle: Toggle) -> bool | None:
    element = None if properties is None else properties.find(f"{W}{toggle}")
    return None if element is None else is_on(element)


def _alike(one: Piece, other: Piece) -> bool:
    return (one.bold, one.italic) == (other.bold, other.italic)


def _marked(piece: Piece) -> str:
    """Return a stretch with its marks close to its words, as they have to stand."""
    text = piece.text.replace("*", "\\*")
    stars = "**" * (piece.bold is True) + "*" * (piece.italic is True)
    words = text.strip()
    if not stars or not words:
        return text
    start = text.index(words)
    return f"{text[:start]}{stars}{words}{stars[::-1]}{text[start + len(words) :]}"
