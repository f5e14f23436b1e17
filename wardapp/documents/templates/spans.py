"""An XML part as a tree that knows at which bytes each element stands, for cutting and joining.

A template is never written anew: what is filled is spliced into the bytes its author saved.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from wardapp.documents.reader import refusals
from wardapp.documents.reader.package import parsed

LARGEST_STORY = 8 << 20
DEEPEST = 256
_LONGEST_MARK = 8
W = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_ENCODING = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']")


@dataclass(slots=True, eq=False)
class Node:
    """An element: `w:p` for names of Word's main namespace whatever prefix the file gives it.

    Bytes `start:inner` are its start tag, `inner:inner_end` what stands in it, up to `end`.
    """

    name: str
    raw: str
    attrs: Mapping[str, str]
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def child(self, name: str) -> Node | None:
        """Return the first child of a name, None without one."""
        return next((each for each in self.children if each.name == name), None)

    def value(self, name: str) -> str:
        """Return `w:val` of a child, "" without one."""
        found = self.child(name)
        return "" if found is None else found.attrs.get("w:val", "")

    def walk(self, *closed: str) -> Iterator[Node]:
        """Yield what stands below, in the order of the text; `closed` are not entered."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            if node.name not in closed:
                waiting.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        """Yield what this stands in, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def prefix(self) -> str:
        """Return how the file begins names of this namespace: `w:`, or "" for its default."""
        return f"{self.raw.partition(':')[0]}:" if ":" in self.raw else ""


@dataclass(frozen=True, slots=True)
class Story:
    """A part that holds text: the document, a header, a footer, notes."""

    name: str
    data: bytes
    root: Node

    def bytes_of(self, node: Node) -> bytes:
        """Return an element as it is written."""
        return self.data[node.start : node.end]

    def without(self, node: Node, dropped: frozenset[str]) -> bytes:
        """Return an element as it is written, but for some of its children."""
        pieces: list[bytes] = []
        at = node.start
        for child in node.children:
            if child.name in dropped:
                pieces.append(self.data[at : child.start])
                at = child.end
        return b"".join((*pieces, self.data[at : node.end]))


def read_story(name: str, data: bytes) -> Story:
    """Return a part with the place of every element; UnreadableFile for what isn't sound UTF-8."""
    if len(data) > LARGEST_STORY:
        raise refusals.bomb()
    found = _ENCODING.match(data)
    if b"\x00" in data[:_LONGEST_MARK]:  # UTF-16 or UTF-32, whatever its declaration says
        raise refusals.broken()
    if found and found[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
        raise refusals.broken()
    parsed(data)  # entities and broken XML are refused there
    return Story(name, data, _Builder(data).root)


def spliced(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Return data with stretches replaced; edits never overlap."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (data[at:start], new)
        at = end
    return b"".join((*pieces, data[at:]))


class _Builder:
    """Builds the tree while expat reads."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._top = Node("", "", {}, 0, 0)
        self._now = self._top
        self._depth = 0
        self._spaces: list[dict[str, str]] = [{}]
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._say
        try:
            parser.ParseFile(io.BytesIO(data))
        except (expat.ExpatError, LookupError) as error:
            raise refusals.broken() from error

    @property
    def root(self) -> Node:
        return self._top.children[0]

    def _open(self, raw: str, attrs: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise refusals.broken()
        spaces = self._spaces[-1]
        own = {key: value for key, value in attrs.items() if key.startswith("xmlns")}
        if own:
            spaces = spaces | {key[6:]: value for key, value in own.items()}
        self._spaces.append(spaces)
        start = self._parser.CurrentByteIndex
        tag = _TAG.match(self._data, start)
        if tag is None:
            raise refusals.broken()
        node = Node(
            _known(raw, spaces),
            raw,
            {_known_attribute(key, spaces): value for key, value in attrs.items()},
            start,
            tag.end(),
            parent=self._now,
        )
        if tag[0].endswith(b"/>"):
            node.inner_end = node.end = tag.end()
        self._now.children.append(node)
        self._now = node

    def _close(self, _raw: str) -> None:
        node = self._now
        if not node.end:
            node.inner_end = self._parser.CurrentByteIndex
            node.end = self._data.index(b">", node.inner_end) + 1
        self._depth -= 1
        self._spaces.pop()
        if node.parent is not None:
            self._now = node.parent

    def _say(self, text: str) -> None:
        if self._now.name in {"w:t", "w:instrText"}:
            self._now.text += text


def _known(raw: str, spaces: Mapping[str, str]) -> str:
    prefix, colon, local = raw.partition(":")
    if not colon:
        prefix, local = "", raw
    space = spaces.get(prefix, "")
    if space in W:
        return f"w:{local}"
    return f"mc:{local}" if space == MC else f"{{{space}}}{local}"


def _known_attribute(raw: str, spaces: Mapping[str, str]) -> str:
    prefix, colon, local = raw.partition(":")
    return f"w:{local}" if colon and spaces.get(prefix) in W else raw
