"""Measures what was built, says what takes the space, and holds it against the limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from common import BuildError, files_below

MEGABYTE = 1_000_000
# What the table names by itself; the rest of `lib` is one line.
SHOWN_FOLDERS = 2
SHOWN_LINES = 12


@dataclass(frozen=True)
class Limits:
    """How big the results may become, in megabytes."""

    installer_megabytes: float
    installed_megabytes: float


def measure(program: Path, results: list[Path]) -> str:
    """Return the figures as a small text."""
    sizes = {name: path.stat().st_size for name, path in files_below(program).items()}
    longest = max(sizes, key=len)
    lines = [f"{megabytes(path.stat().st_size)}  {path.name}" for path in results]
    lines += [
        f"{megabytes(sum(sizes.values()))}  installed",
        f"{len(sizes):>8}     files",
        f"{len(longest):>8}     letters in the longest path: {longest}",
        "",
        "What takes the space when installed:",
    ]
    return "\n".join([*lines, *space(sizes)]) + "\n"


def space(sizes: dict[str, int]) -> list[str]:
    """Return the biggest parts of the tree, a line each, and the rest."""
    parts: Counter[str] = Counter()
    for name, size in sizes.items():
        folders = PurePosixPath(name).parts[:-1][:SHOWN_FOLDERS]
        parts["/".join(folders) or "(top)"] += size
    biggest = parts.most_common(SHOWN_LINES)
    rest = sum(parts.values()) - sum(size for _, size in biggest)
    return [f"{megabytes(size)}  {name}" for name, size in [*biggest, ("the rest", rest)]]


def see_limits(program: Path, installers: list[Path], limits: Limits) -> None:
    """Refuse a result that is bigger than was promised."""
    installed = sum(path.stat().st_size for path in files_below(program).values())
    told = [("The installed program", installed, limits.installed_megabytes)]
    told += [(path.name, path.stat().st_size, limits.installer_megabytes) for path in installers]
    for name, size, limit in told:
        if size > limit * MEGABYTE:
            raise BuildError(f"{name} takes {size / MEGABYTE:.1f} MB, more than {limit:g} MB.")


def megabytes(size: int) -> str:
    """Return a size in columns that stand under each other."""
    return f"{size / MEGABYTE:8.1f} MB"
