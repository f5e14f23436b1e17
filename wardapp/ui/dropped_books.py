"""Tables dropped on the window: an old book or what units sent in goes to its own page.

Anything else goes to the proposal.
"""

from __future__ import annotations

from pathlib import Path

from wardapp.core.sources import FileSource, HeldFile
from wardapp.ui.context import Context

TABLES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})
FORMS = frozenset({".xlsx", ".xlsm", ".docx"})
BOOKS, OTHERS, RETURNS = "import", "proposal", "returns"


def offer_book(context: Context, files: tuple[object, ...]) -> bool:
    """Take files that may be an old book; where they go is decided once they were looked at."""
    sources = tuple(each for each in files if isinstance(each, Path | HeldFile))
    paths = tuple(each for each in sources if isinstance(each, Path))
    are_tables = len(paths) == len(files) and all(_ending(path) in TABLES for path in paths)
    may_be_forms = all(_ending(each) in FORMS for each in sources)
    if not sources or len(sources) < len(files) or not (are_tables or may_be_forms):
        return False
    office = context.office

    def page() -> str:
        if may_be_forms and office.returns.are_returns(sources):
            return RETURNS
        return BOOKS if are_tables and office.importing.are_books(paths) else OTHERS

    context.jobs.read(page, lambda key: context.frame.go(key, sources), key="window.dropped")
    return True


def _ending(source: FileSource) -> str:
    return Path(source.name).suffix.lower()
