"""What Enter does at the end of an outline line: the next number, letter or dash."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardapp.core.roman import roman

POINTS = "abcdđeghiklmnopqrstuvxy"
"""Letters of Vietnamese points in order (domain §1.8): no f, j, w, z."""

_MOST = 998
_MARKER = re.compile(
    r"(?P<lead>\s*)(?:"
    r"(?P<figures>\d{1,3}(?:\.\d{1,2}){0,3})(?P<stop>[.)])"
    r"|(?P<letter>[a-zđ])\)"
    r"|\((?P<inside>\d{1,3}|[a-zđ]|[ivx]{2,5})\)"
    r"|(?P<dash>[-–+])"
    r")(?P<gap>\s+|$)"
)


@dataclass(frozen=True, slots=True)
class Continuation:
    """What follows a line: `marker` begins the next one; with `ends` this one loses its own."""

    marker: str = ""
    ends: bool = False


_TYPED_MARKER = re.compile(
    r"(?:[IVXL]{1,5}[.)]|\d{1,3}(?:\.\d{1,2}){0,3}[.)]|[a-zđ]\)|\((?:\d{1,3}|[a-zđ]|[ivx]{2,5})\)"
    r"|[-–+]|Điều\s+\d{1,3}[.:])"
)


def is_marker(text: str) -> bool:
    """Return whether text is a marker and nothing else, as typed just before its space."""
    return _TYPED_MARKER.fullmatch(text) is not None


def continued(line: str, at: int) -> Continuation | None:
    """Return how the outline goes on after Enter at a column of a line, None for a plain break.

    A marker without words ends the list; before or inside the marker Enter only breaks the line.
    """
    found = _MARKER.match(line)
    if found is None or at < len(found[0].rstrip()):
        return None
    if not line[found.end() :].strip():
        return Continuation(ends=True)
    if at < found.end():
        return None
    following = _following(found)
    if not following:
        return None
    return Continuation(marker=f"{found['lead']}{following}{found['gap'] or ' '}")


def next_point(letter: str) -> str:
    """Return the letter of the point after this one, "" after the last."""
    at = POINTS.find(letter)
    return POINTS[at + 1] if 0 <= at < len(POINTS) - 1 else ""


def _following(found: re.Match[str]) -> str:
    if found["dash"]:
        return found["dash"]
    if found["figures"]:
        return _counted(found["figures"], found["stop"])
    if found["letter"]:
        letter = next_point(found["letter"])
        return f"{letter})" if letter else ""
    inside = _inside(found["inside"])
    return f"({inside})" if inside else ""


def _counted(figures: str, stop: str) -> str:
    head, dot, last = figures.rpartition(".")
    return f"{head}{dot}{int(last) + 1}{stop}" if int(last) <= _MOST else ""


def _inside(text: str) -> str:
    if text.isdigit():
        return str(int(text) + 1)
    if len(text) > 1 or text == "i":
        return _next_small_roman(text)
    return next_point(text)


def _next_small_roman(text: str) -> str:
    known = [roman(number).lower() for number in range(1, 40)]
    return known[known.index(text) + 1] if text in known[:-1] else ""
