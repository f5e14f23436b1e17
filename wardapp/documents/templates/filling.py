"""Fills the fields of a template and touches nothing else: made ready once, filled many times."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from wardapp.core.text import clean
from wardapp.documents.templates.controls import Control, Level
from wardapp.documents.templates.file import TemplateFile
from wardapp.documents.templates.spans import Node, Story, spliced

_LINES = re.compile(r"\n|\v|\f|\x85|\u2028|\u2029")
_TRACKED = frozenset({"w:rPrChange", "w:pPrChange", "w:ins", "w:del", "w:moveFrom", "w:moveTo"})
_SECTION = frozenset({"w:sectPr"})
_STYLE = frozenset({"w:rStyle"})
_MARKS = {
    "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd",
    "w:permStart", "w:permEnd",
}  # fmt: skip
_NOT_XML = frozenset("\ufffe\uffff")

Edit = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A stretch of a part that a value makes anew; `always` is cut with it."""

    key: str
    start: int
    end: int
    make: Callable[[str], bytes]
    always: tuple[Edit, ...] = ()


class Filling:
    """A template made ready to be filled."""

    def __init__(self, template: TemplateFile) -> None:
        self._archive = template.archive
        self._stories: dict[str, Story] = {}
        self._slots: dict[str, list[_Slot]] = {}
        for control in template.fields:
            name = control.story.name
            self._stories[name] = control.story
            slot = _slot(control, template.placeholder_styles)
            self._slots.setdefault(name, []).append(slot)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the fields, each once."""
        slots = (slot for each in self._slots.values() for slot in each)
        return tuple(dict.fromkeys(slot.key for slot in slots))

    def parts(self, values: Mapping[str, str]) -> dict[str, bytes]:
        """Return the parts that these values change; fields without a value stay as they are."""
        made = {}
        for name, slots in self._slots.items():
            edits = [edit for slot in slots if slot.key in values for edit in _edits(slot, values)]
            if edits:
                made[name] = spliced(self._stories[name].data, edits)
        return made

    def fill(self, values: Mapping[str, str]) -> bytes:
        """Return the file with these values in its fields, every other byte as it was."""
        return self._archive.with_parts(self.parts(values))


def printable(text: str) -> str:
    """Return text as a field takes it: NFC, plain line ends, nothing XML does not know."""
    kept = _LINES.sub("\n", clean(text))
    return "".join(c for c in kept if c in "\t\n" or _is_known(c))


def _is_known(letter: str) -> bool:
    return letter not in _NOT_XML and unicodedata.category(letter) not in {"Cc", "Cs"}


def xml(text: str) -> bytes:
    """Return printable text as it stands between tags."""
    return escape(text).encode()


def run(look: bytes, text: str, prefix: str) -> bytes:
    """Return a run of a look with text; lines become breaks, tabs stay tabs."""
    w = prefix.encode()
    lines = [_tabbed(line, w) for line in text.split("\n")]
    inner = (b"<" + w + b"br/>").join(lines)
    return b"".join((b"<", w, b"r>", look, inner, b"</", w, b"r>"))


def _tabbed(line: str, w: bytes) -> bytes:
    pieces = [
        b"".join((b"<", w, b't xml:space="preserve">', xml(piece), b"</", w, b"t>"))
        if piece
        else b""
        for piece in line.split("\t")
    ]
    return (b"<" + w + b"tab/>").join(pieces)


def _edits(slot: _Slot, values: Mapping[str, str]) -> list[Edit]:
    return [(slot.start, slot.end, slot.make(printable(values[slot.key]))), *slot.always]


def _slot(control: Control, placeholders: frozenset[str]) -> _Slot:
    content = control.content
    look = _Look(control, placeholders)
    always: list[Edit] = []
    mark = control.placeholder
    if mark is not None:
        always.append((mark.start, mark.end, b""))
    if content is None:
        at = control.node.inner_end
        make = look.wrapped
        return _Slot(control.key, at, at, make, tuple(always))
    if content.inner == content.end:  # <w:sdtContent/>
        return _Slot(control.key, content.start, content.end, look.wrapped, tuple(always))
    if control.level is Level.CELL:
        cell = next(node for node in content.walk() if node.name == "w:tc")
        start, end = _after_properties(cell, "w:tcPr"), cell.inner_end
        return _Slot(control.key, start, end, look.paragraphs, tuple(always))
    make = look.rows if control.level is Level.ROW else look.inner
    return _Slot(control.key, content.inner, content.inner_end, make, tuple(always))


def _after_properties(node: Node, name: str) -> int:
    found = node.child(name)
    return node.inner if found is None else found.end


class _Look:
    """How the words of a field look: those of the first run that stands in it."""

    def __init__(self, control: Control, placeholders: frozenset[str]) -> None:
        self._story, self._control = control.story, control
        self._w = control.node.prefix
        content = control.content
        below = list(content.walk("w:pPr", "w:rPr", "w:sdtPr", "w:del")) if content else []
        first = next((node for node in below if node.name == "w:p"), None)
        self._paragraph = self._kept(first.child("w:pPr") if first else None)
        self._run = self._run_look(below, first, placeholders)
        self._marks = b"".join(self._story.bytes_of(node) for node in below if node.name in _MARKS)

    def inner(self, text: str) -> bytes:
        """Return what stands between the tags of the content."""
        if self._control.level is Level.INLINE:
            return self._marks + run(self._run, text, self._w)
        return self.paragraphs(text)

    def wrapped(self, text: str) -> bytes:
        """Return the content with its tags, for a control that had none."""
        w = self._w.encode()
        return b"".join((b"<", w, b"sdtContent>", self.inner(text), b"</", w, b"sdtContent>"))

    def paragraphs(self, text: str) -> bytes:
        """Return a paragraph for each line."""
        w, first = self._w.encode(), self._marks
        made: list[bytes] = []
        for line in text.split("\n"):
            words = run(self._run, line, self._w)
            made += (b"<", w, b"p>", self._paragraph, first, words, b"</", w, b"p>")
            first = b""
        return b"".join(made)

    def rows(self, text: str) -> bytes:
        """Return a row like the first for each line; tabs part its cells."""
        content = self._control.content
        row = next(node for node in content.walk() if node.name == "w:tr") if content else None
        if row is None:
            return b""
        return b"".join(self._row(row, line.split("\t")) for line in text.split("\n"))

    def _row(self, row: Node, values: list[str]) -> bytes:
        edits: list[Edit] = []
        cells = [node for node in row.walk("w:tc") if node.name == "w:tc"]
        for place, cell in enumerate(cells):
            value = values[place] if place < len(values) else ""
            edits.append((_after_properties(cell, "w:tcPr") - row.start, cell.inner_end - row.start,
                          self._cell(cell, value)))  # fmt: skip
        return spliced(self._story.bytes_of(row), edits)

    def _cell(self, cell: Node, value: str) -> bytes:
        first = next((node for node in cell.walk("w:p") if node.name == "w:p"), None)
        place = self._kept(first.child("w:pPr") if first else None)
        runs = (node for node in first.walk("w:r") if node.name == "w:r") if first else iter(())
        before = next(runs, None)
        look = self._kept(before.child("w:rPr") if before else None) or self._run
        w = self._w.encode()
        return b"".join((b"<", w, b"p>", place, run(look, value, self._w), b"</", w, b"p>"))

    def _run_look(
        self, below: list[Node], paragraph: Node | None, placeholders: frozenset[str]
    ) -> bytes:
        properties = self._control.properties
        own = properties.child("w:rPr") if properties else None
        first = next((node for node in below if node.name == "w:r"), None)
        look = first.child("w:rPr") if first is not None else None
        is_grey = look is not None and look.value("w:rStyle") in placeholders
        if look is not None and is_grey:
            return self._kept(own) if own is not None else self._kept(look, _STYLE)
        if first is not None:
            return self._kept(look)
        mark = paragraph.child("w:pPr") if paragraph is not None else None
        return self._kept(own or (mark.child("w:rPr") if mark is not None else None))

    def _kept(self, node: Node | None, also: frozenset[str] = frozenset()) -> bytes:
        """Return properties as they are written, without section breaks and tracked changes."""
        return b"" if node is None else self._story.without(node, _TRACKED | _SECTION | also)
