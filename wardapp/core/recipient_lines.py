"""Nơi nhận as a clerk types it, one line a place, and back without loss.

A purpose stands in brackets: `Ban Thường vụ Thành uỷ (để báo cáo)`. A brace is typed at the end of
each of its lines: `} để thực hiện`; a line that ends with a bare `}` belongs to the brace of the
first line below that says its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from wardapp.core.dispatches import Recipient
from wardapp.core.text import one_line

BRACE = "}"
EDGES = " ;.,"
_STORAGE = re.compile(r"lưu\b", re.IGNORECASE)
_PURPOSE = re.compile(r"(?P<name>.+?)\s*\((?P<purpose>[^()]*)\)\W*\Z")


def recipient_lines(recipients: Iterable[Recipient], storage_line: str) -> str:
    """Return recipients and storage line, one a line, with purposes and braces as typed.

    The words of a brace stand on its last line alone.
    """
    every = tuple(recipients)
    below = (*(each.brace for each in every[1:]), "")
    lines = [_line(each, brace) for each, brace in zip(every, below, strict=False)]
    return "\n".join((*lines, storage_line) if storage_line else lines)


def read_recipients(text: str) -> tuple[tuple[Recipient, ...], str]:
    """Return recipients and storage line typed in the box; marks the layout sets are dropped."""
    lines = [one_line(line).lstrip("-–+ ").rstrip(EDGES) for line in text.split("\n")]
    storage = [line for line in lines if _STORAGE.match(line)]
    named = [_recipient(line) for line in lines if line and line not in storage]
    return tuple(_braced(each for each in named if each.name)), storage[-1] if storage else ""


def braces(recipients: Iterable[Recipient]) -> tuple[tuple[str, int], ...]:
    """Return the words of each brace with the number of lines it holds together."""
    found: list[tuple[str, int]] = []
    before = ""
    for each in recipients:
        if each.brace and each.brace == before:
            found[-1] = (each.brace, found[-1][1] + 1)
        elif each.brace:
            found.append((each.brace, 1))
        before = each.brace
    return tuple(found)


def _line(recipient: Recipient, below: str) -> str:
    name = f"{recipient.name} ({recipient.purpose})" if recipient.purpose else recipient.name
    if not recipient.brace:
        return name
    return f"{name} {BRACE}" if recipient.brace == below else f"{name} {BRACE} {recipient.brace}"


def _recipient(line: str) -> Recipient:
    place, mark, brace = line.partition(BRACE)
    place = place.rstrip(EDGES)
    match = _PURPOSE.match(place)
    name = match["name"] if match else place
    purpose = match["purpose"].strip() if match else ""
    words = brace.strip(f"{EDGES}{BRACE}()")
    return Recipient(name=name, purpose=purpose, brace=words or (BRACE if mark else ""))


def _braced(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Give the lines with a bare brace the words of the line below."""
    done: list[Recipient] = []
    below = ""
    for each in reversed(tuple(recipients)):
        found = replace(each, brace=below) if each.brace == BRACE else each
        below = found.brace
        done.insert(0, found)
    return done
