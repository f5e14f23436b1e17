"""Tables dropped on the window: an old book goes to its own page, anything else to the proposal."""

from __future__ import annotations

from pathlib import Path

from wardapp.ui.context import Context

TABLES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})
BOOKS, OTHERS = "import", "proposal"


def offer_book(context: Context, files: tuple[object, ...]) -> bool:
    """Take files that may be an old book; where they go is decided once they were looked at."""
    paths = tuple(each for each in files if isinstance(each, Path))
    if not paths or len(paths) < len(files) or any(not _is_table(path) for path in paths):
        return False
    importing = context.office.importing
    context.jobs.read(
        lambda: importing.are_books(paths),
        lambda found: context.frame.go(BOOKS if found else OTHERS, paths),
        key="window.dropped",
    )
    return True


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in TABLES
