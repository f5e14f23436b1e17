"""Applies chosen mends to a copy of a Word file: only what they name changes.

Texts change inside the elements that hold them, so that every letter keeps its look; formats are
set directly on the paragraphs named. Every other part of the file stays byte for byte.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from wardapp.core.checking import Fix
from wardapp.core.errors import WardError
from wardapp.documents.checking.fixing_formats import set_formats, set_page
from wardapp.documents.checking.reading_props import W
from wardapp.documents.checking.reading_text import Piece, pieces_of
from wardapp.documents.reader import refusals
from wardapp.documents.reader.package import main_part
from wardapp.documents.word_archive import Archive

SETTINGS_PART = "word/settings.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BEFORE_MIRROR = {
    f"{W}{name}"
    for name in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts",
        "embedSystemFonts", "saveSubsetFonts", "saveFormsData",
    )
}  # fmt: skip
_MARKED = re.compile("\\w[\u0300-\u036f]+")
_KEPT = re.compile(r"[\n\t]")
_Edit = tuple[int, int, str]


class FixRefused(WardError):
    """A mend does not fit the file any more."""

    def __init__(self, why: str = "") -> None:
        super().__init__(
            why or "Tệp đã khác lúc soát nên chỗ này chưa sửa được. Anh, chị soát lại tệp."
        )


def fixed(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """Return the file with the mends applied; the bytes given stay as they are.

    Of two mends that want the same letters the first in the paper wins. FixRefused when a mend
    does not find what it was made for.
    """
    archive = Archive(data)
    package = archive.package
    main = main_part(package)
    root = package.tree(main)
    if root is None:
        raise refusals.broken()
    chosen = list(dict.fromkeys(fixes))
    paragraphs = list(root.iter(f"{W}p"))
    for fix in (each for each in chosen if each.settings):
        _format(root, paragraphs, fix)
    for fix in _apart([each for each in chosen if not each.settings]):
        _write(_at(paragraphs, fix.paragraph), fix)
    parts = {main: _serial(root)}
    if any(("mirrored", "1") in each.settings for each in chosen):
        settings = package.tree(SETTINGS_PART)
        if settings is not None:
            parts[SETTINGS_PART] = _serial(_mirrored(settings))
    return archive.with_parts(parts)


def _apart(fixes: list[Fix]) -> Iterator[Fix]:
    """Yield mends of texts from the end of each paragraph to its begin, none over another."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda each: (each.paragraph, each.start, -len(each.found))):
        before = kept[-1] if kept else None
        reach = before.start + len(before.found) if before else 0
        if before and before.paragraph == fix.paragraph and fix.start < reach:
            continue
        same_spot = before and before.paragraph == fix.paragraph and before.start == fix.start
        if same_spot and not (before and before.found and fix.found):
            continue
        kept.append(fix)
    yield from sorted(kept, key=lambda each: (each.paragraph, -each.start))


def _at(paragraphs: Sequence[etree._Element], index: int) -> etree._Element:
    if not 0 <= index < len(paragraphs):
        raise FixRefused
    return paragraphs[index]


def _write(paragraph: etree._Element, fix: Fix) -> None:
    pieces = list(pieces_of(paragraph))
    text = "".join(piece.text for piece in pieces)
    if fix.start < 0 or text[fix.start : fix.start + len(fix.found)] != fix.found:
        raise FixRefused
    for start, end, new in reversed(list(_edits(fix))):
        _replace(paragraph, pieces, fix.start + start, fix.start + end, new)
        pieces = list(pieces_of(paragraph))


def _edits(fix: Fix) -> Iterator[_Edit]:
    """Yield the smallest changes that make the replacement of what was found."""
    if unicodedata.normalize("NFC", fix.found) == fix.replacement:
        for match in _MARKED.finditer(fix.found):
            composed = unicodedata.normalize("NFC", match[0])
            if composed != match[0]:
                yield match.start(), match.end(), composed
        return
    matcher = difflib.SequenceMatcher(None, fix.found, fix.replacement, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield start, end, fix.replacement[new_start:new_end]


def _replace(
    paragraph: etree._Element, pieces: list[Piece], start: int, end: int, new: str
) -> None:
    """Put new at [start, end): into the element of the first letter replaced, else before it."""
    touched = [
        each for each in pieces if each.offset < end and each.offset + len(each.text) > start
    ]
    home = _home(pieces, touched, start)
    for piece in touched:
        first = max(start - piece.offset, 0)
        last = min(end - piece.offset, len(piece.text))
        kept = piece.text[:first] + piece.text[last:]
        if piece.element.tag == f"{W}t":
            _set(piece.element, kept)
        elif not kept:
            parent = piece.element.getparent()
            if parent is not None:
                parent.remove(piece.element)
    if new:
        _insert(paragraph, home, start, new)


def _home(pieces: list[Piece], touched: list[Piece], start: int) -> Piece | None:
    """Return the text element that takes new letters."""
    texts = [each for each in pieces if each.element.tag == f"{W}t"]
    for each in texts:
        if each in touched:
            return each
    before = [each for each in texts if each.offset + len(each.text) <= start]
    after = [each for each in texts if each.offset >= start]
    near = before[-1] if before and before[-1].offset + len(before[-1].text) == start else None
    return near or (after[0] if after else (before[-1] if before else None))


def _insert(paragraph: etree._Element, home: Piece | None, start: int, new: str) -> None:
    if _KEPT.search(new):
        raise FixRefused
    if home is None:
        run = etree.SubElement(paragraph, f"{W}r")
        _set(etree.SubElement(run, f"{W}t"), new)
        return
    text = home.element.text or ""
    at = min(max(start - home.offset, 0), len(text))
    _set(home.element, text[:at] + new + text[at:])


def _set(element: etree._Element, text: str) -> None:
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")


def _format(root: etree._Element, paragraphs: Sequence[etree._Element], fix: Fix) -> None:
    if fix.paragraph < 0:
        set_page(root, fix.settings)
        return
    for index in (fix.paragraph, *fix.others):
        set_formats(_at(paragraphs, index), fix.settings, fix.start, len(fix.found))


def _mirrored(settings: etree._Element) -> etree._Element:
    if settings.find(f"{W}mirrorMargins") is None:
        place = next(
            (n for n, each in enumerate(settings) if each.tag not in _BEFORE_MIRROR), len(settings)
        )
        settings.insert(place, etree.Element(f"{W}mirrorMargins"))
    return settings


def _serial(root: etree._Element) -> bytes:
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
