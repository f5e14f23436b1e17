"""What lines hold after a merge that fields alone do not tell: the numbers that two copies gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardapp.core.identity import RecordId
from wardapp.store.work import Work


def after_merge(work: Work, touched: Mapping[str, Sequence[RecordId]]) -> tuple[str, ...]:
    """Put derived marks right after a merge, inside its transaction; return notices if any.

    `touched` are the records that the new events name, by kind; they stand in the tables already,
    or are gone. A rebuild and an import that is taken back call it too. Nothing here may write an
    event: the same events make the same tables on every copy.
    """
    return ()
