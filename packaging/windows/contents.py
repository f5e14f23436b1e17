"""The allow-list: which files of a part are shipped. What no rule names stays out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from common import BuildError

STAR = re.compile(r"(\*\*/|\*\*|\*|\?)")
AS_REGEX = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@dataclass(frozen=True)
class Rules:
    """What of one part is kept, and which of the kept is left out after all."""

    part: str
    keep: tuple[str, ...]
    leave: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """The whole allow-list: the runtime, each wheel by name, and our own files."""

    runtime: Rules
    wheels: Mapping[str, Rules]
    app: Rules
    outside: frozenset[str]


def read_contents(path: Path) -> Contents:
    """Return the allow-list of a file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Contents(
        runtime=rules_of("runtime", data["runtime"]),
        wheels={name: rules_of(name, entry) for name, entry in data["wheels"].items()},
        app=rules_of("app", data["app"]),
        outside=frozenset(name.lower() for name in data["windows"]["libraries"]),
    )


def rules_of(part: str, entry: Mapping[str, list[str]]) -> Rules:
    """Return the rules of one part; an unknown key is refused."""
    unknown = sorted(set(entry) - {"keep", "leave"})
    if unknown:
        raise BuildError(f"The allow-list of {part} has unknown keys: {', '.join(unknown)}.")
    return Rules(part, tuple(entry["keep"]), tuple(entry.get("leave", ())))


def choose(rules: Rules, names: Iterable[str]) -> list[str]:
    """Return the names that are shipped, sorted; a rule that matches nothing is an error."""
    offered = sorted(set(names))
    kept: set[str] = set()
    for pattern in rules.keep:
        kept |= matching(rules.part, pattern, offered)
    for pattern in rules.leave:
        kept -= matching(rules.part, pattern, sorted(kept))
    return sorted(kept)


def matching(part: str, pattern: str, names: list[str]) -> set[str]:
    """Return the names that one pattern matches, at least one."""
    regex = as_regex(pattern)
    found = {name for name in names if regex.fullmatch(name)}
    if not found:
        raise BuildError(f"The allow-list of {part} names “{pattern}”, but nothing fits it.")
    return found


def as_regex(pattern: str) -> re.Pattern[str]:
    """Return a pattern as a regular expression: * within a folder, ** across folders."""
    pieces = STAR.split(pattern)
    return re.compile("".join(AS_REGEX.get(piece, re.escape(piece)) for piece in pieces))
