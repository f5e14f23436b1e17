"""The records behind a cell of a report: what Báo cáo sends the clerk to their page with."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.identity import RecordId


@dataclass(frozen=True, slots=True)
class CellRecords:
    """Exactly these lines are to be shown; `label` is the cell they stand behind."""

    ids: tuple[RecordId, ...]
    label: str  # "D1 · Trong kỳ"

    @property
    def words(self) -> str:
        """Return what the chip of the filter says; its column stands in the tool tip."""
        return f"Ô {self.label.partition(' · ')[0]}"
