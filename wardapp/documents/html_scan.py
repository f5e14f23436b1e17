"""HTML of a clipboard taken apart in one pass: tags, their attributes, words; nothing else.

`html.parser` goes over the rest of the text again at every tag that never ends, so that fifty
hostile kilobytes took it twenty seconds. This one looks at each letter once; what it does not know
it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

MOST = 4_000_000
_LONGEST_TAG = 8_000
_NAME = re.compile(r"</?([a-zA-Z][\w:.-]*)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:-]{0,40})\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_UNSEEN = ("script", "style", "title", "xml", "head", "svg", "math", "template", "object")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in small letters, whether it opens, its attributes."""

    name: str
    opens: bool
    attributes: dict[str, str]

    def style(self, name: str) -> str:
        """Return a property of its style, in small letters."""
        for part in self.attributes.get("style", "").split(";"):
            key, _, value = part.partition(":")
            if key.strip().casefold() == name:
                return " ".join(value.split()).casefold()
        return ""


def scan(html: str) -> Iterator[Tag | str]:
    """Yield tags and the words between them, entities read; what is never shown is left out."""
    html = html[:MOST]
    at = 0
    while at < len(html):
        sign = html.find("<", at)
        if sign < 0:
            yield unescape(html[at:])
            return
        if sign > at:
            yield unescape(html[at:sign])
        at, tag = _tag(html, sign)
        if tag is not None and tag.opens and tag.name in _UNSEEN:
            at = _after_close(html, at, tag.name)
        elif tag is not None:
            yield tag


def _tag(html: str, at: int) -> tuple[int, Tag | None]:
    """Return where to go on behind a `<`, and the tag that began there."""
    if html.startswith("<!--", at):
        return _behind(html, "-->", at), None
    found = _NAME.match(html, at)
    if found is None:
        is_declared = html.startswith(("<!", "<?"), at)
        return (_behind(html, ">", at) if is_declared else at + 1), None
    end = _behind(html, ">", at)
    inside = html[found.end() : min(end, found.end() + _LONGEST_TAG)]
    is_open = html[at + 1] != "/"
    attributes = {
        match[1].casefold(): unescape(match[2].strip("\"'"))
        for match in _ATTRIBUTE.finditer(inside)
    }
    return end, Tag(found[1].casefold(), is_open, attributes if is_open else {})


def _behind(html: str, mark: str, at: int) -> int:
    end = html.find(mark, at)
    return len(html) if end < 0 else end + len(mark)


def _after_close(html: str, at: int, name: str) -> int:
    found = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, at)
    return len(html) if found is None else _behind(html, ">", found.start())
