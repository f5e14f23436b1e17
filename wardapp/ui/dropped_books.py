"""Tables dropped on the window: an old book or what units sent in goes to its own page.

Anything else goes to the proposal.
"""

from __future__ import annotations

from pathlib import Path

from wardapp.ui.context import Context

TABLES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})
FORMS = frozenset({".xlsx", ".xlsm", ".docx"})
BOOKS, OTHERS, RETURNS = "import", "proposal", "returns"


def offer_book(context: Context, files: tuple[object, ...]) -> bool:
    """Take files that may be an old book; where they go is decided once they were looked at."""
    paths = tuple(each for each in files if isinstance(each, Path))
    are_tables = all(_is_table(path) for path in paths)
    may_be_forms = all(path.suffix.lower() in FORMS for path in paths)
    if not paths or len(paths) < len(files) or not (are_tables or may_be_forms):
        return False
    office = context.office

    def page() -> str:
        if may_be_forms and office.returns.are_returns(paths):
            return RETURNS
        return BOOKS if are_tables and office.importing.are_books(paths) else OTHERS

    context.jobs.read(page, lambda key: context.frame.go(key, paths), key="window.dropped")
    return True


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in TABLES
