"""Plain text of a clipboard as outline text: tables by tabs, wrapped lines joined, quotes off."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby

from wardapp.core.old_books import TextCode
from wardapp.core.pipe_table import table_of
from wardapp.documents.outline import parse_outline
from wardapp.documents.pasted_runs import code_of, plain_line, writable

MOST = 2_000_000
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_SOFT = re.compile("[\u000b\u2028]")
_WRAPPED_FROM = 60
_ENDS = (".", ";", ":", "?", "!", "…", "|")
_SEVERAL = 2


def outline_of_plain(text: str) -> str:
    """Return plain text of a clipboard as outline text."""
    tidy = writable(text[:MOST].replace("\r\n", "\n").replace("\r", "\n"))
    code = code_of(tidy)
    if _is_sheet(tidy):
        return table_of([[plain_line(cell, code) for cell in row] for row in _rows(tidy)])
    lines = [_QUOTED.sub("", line) if _QUOTED.match(line) else line for line in tidy.split("\n")]
    joined = _unwrapped(part for line in lines for part in _soft(line))
    return "\n".join(_with_tables(joined, code)).strip("\n")


def _is_sheet(text: str) -> bool:
    """Return whether all of it came out of a sheet: tabs in every line, none right after a mark."""
    if _is_quoted_sheet(text):
        return True
    rows = [row for row in text.strip("\n").split("\n") if row.strip()]
    return bool(rows) and all(map(_is_tabbed, rows))


def _is_quoted_sheet(text: str) -> bool:
    """Return whether cells with line breaks inside stand in quotes, as Excel puts them."""
    if "\t" not in text or '"' not in text:
        return False
    rows = [row for row in _rows(text) if any(row)]
    widths = {len(row) for row in rows}
    return widths not in ({0}, {1}) and len(widths) == 1


def _is_tabbed(line: str) -> bool:
    if "\t" not in line.strip(" "):
        return False
    head, _, rest = line.partition("\t")
    blocks = parse_outline(f"{head.strip()} x") if head.strip() else ()
    is_marker = head.strip() == "o" or (bool(blocks) and blocks[0].marker == head.strip())
    return not is_marker or "\t" in rest


def _rows(text: str) -> list[list[str]]:
    try:
        return [list(row) for row in csv.reader(StringIO(text.strip("\n")), delimiter="\t")]
    except csv.Error:
        return [line.split("\t") for line in text.strip("\n").split("\n")]


def _soft(line: str) -> Iterator[str]:
    """Yield a line whose soft breaks are spaces, unless a marker stands behind one."""
    kept = ""
    for part in _SOFT.split(line):
        if kept and _begins(part):
            yield kept
            kept = part
        else:
            kept = f"{kept} {part}" if kept else part
    yield kept


def _unwrapped(lines: Iterable[str]) -> list[str]:
    """Return lines joined where an e-mail was broken at its edge."""
    joined: list[str] = []
    for line in lines:
        before = joined[-1].rstrip() if joined else ""
        tidy = line.strip()
        is_on = len(before) >= _WRAPPED_FROM and not before.endswith(_ENDS) and "\t" not in before
        if is_on and tidy[:1].islower() and not _begins(tidy):
            joined[-1] = f"{before} {tidy}"
        else:
            joined.append(line)
    return joined


def _begins(line: str) -> bool:
    blocks = parse_outline(line.strip())
    return bool(blocks) and bool(blocks[0].marker)


def _with_tables(lines: list[str], code: TextCode | None) -> Iterator[str]:
    """Yield lines; two or more neighbours with tabs are a table."""
    for is_tabbed, group in groupby(lines, _is_tabbed):
        held = list(group)
        if is_tabbed and len(held) >= _SEVERAL:
            yield table_of([[plain_line(c, code) for c in line.split("\t")] for line in held])
        else:
            yield from (plain_line(line, code) for line in held)
