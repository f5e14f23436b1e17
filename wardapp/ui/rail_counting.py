"""What the rail shows beside its pages, read at once in the reading lane."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.views import RailCounts
from wardapp.services.office import Office


def rail_counts(office: Office) -> RailCounts:
    """Return what waits for the clerk, page by page, and when the last backup was made."""
    last = office.backups.last()
    counts = office.today.rail(last.made_ms if last else None)
    return replace(counts, exchange=office.syncing.count_conflicts())
