"""On which line of a TOML file each block and each key stands.

The standard library reads values only. This walks the lines once, beside it, and knows the block
heads (`[[tables.columns]]`), keys and values that go over several lines.
"""

from __future__ import annotations

import re
from collections import defaultdict

Path = tuple[str | int, ...]

_HEAD = re.compile(r"\s*(\[\[|\[)\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_WORD = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_MARKS = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|[\[\]{}]')


class TomlLines:
    """The lines of a text by path: ("tables", 0, "columns", 2, "width_mm")."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._places: dict[Path, int] = {}
        self._counts: dict[Path, int] = defaultdict(int)
        self._block: Path = ()
        self._open = ""  # the mark that ends a value of several lines
        self._depth = 0
        for number, line in enumerate(self._lines, 1):
            self._read(number, line)

    def line(self, path: Path) -> int:
        """Return the line of a block or key, of what holds it when it is not there; 0 = none."""
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, 0)

    def has(self, path: Path) -> bool:
        """Return True when the path stands in the text."""
        return path in self._places

    def line_of_text(self, start: int, *texts: str) -> int:
        """Return the line after which all texts were met, from a line on; 0 when one is missing."""
        number = max(start, 1)
        for text in texts:
            found = next(
                (at for at in range(number, len(self._lines) + 1) if text in self._lines[at - 1]), 0
            )
            if not found:
                return 0
            number = found
        return number

    def _read(self, number: int, line: str) -> None:
        if self._open or self._depth:
            self._go_on(line)
            return
        head = _HEAD.match(line)
        if head:
            self._begin(number, _words(head[2]), is_list=head[1] == "[[")
            return
        key = _KEY.match(line)
        if key:
            self._places.setdefault((*self._block, *_words(key[1])), number)
            self._go_on(line[key.end() :])

    def _begin(self, number: int, words: tuple[str, ...], *, is_list: bool) -> None:
        path: Path = ()
        for word in words[:-1]:
            path = (*path, word)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        path = (*path, words[-1])
        if is_list:
            self._places.setdefault(path, number)
            self._counts[path] += 1
            path = (*path, self._counts[path] - 1)
        self._block = path
        self._places.setdefault(path, number)

    def _go_on(self, line: str) -> None:
        """Follow a value: strings of several lines, and brackets that close later."""
        at = 0
        while at < len(line):
            if self._open:
                end = line.find(self._open, at)
                if end < 0:
                    return
                at, self._open = end + len(self._open), ""
                continue
            mark = _MARKS.search(line, at)
            if mark is None or mark[0].startswith("#"):
                return
            at = mark.end()
            if mark[0] in {'"""', "'''"}:
                self._open = mark[0]
            elif mark[0] in "[{":
                self._depth += 1
            elif mark[0] in "]}":
                self._depth -= 1


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip("\"'") for word in _WORD.findall(text))
