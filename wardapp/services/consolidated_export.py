"""The consolidated form out of the office: on paper, and with the source of every number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wardapp.core.forms import FilledForm
from wardapp.core.printout import Printout
from wardapp.reports.consolidation_sheet import sources_table, standing_text, with_units
from wardapp.services.consolidation import Consolidation
from wardapp.services.exporting import Exporting
from wardapp.services.reporting import Reporting

WITH_SOURCES = ".xlsx"


class ConsolidatedExport:
    """Writes consolidated forms."""

    def __init__(
        self, reporting: Reporting, consolidation: Consolidation, exporting: Exporting
    ) -> None:
        self._reporting = reporting
        self._consolidation = consolidation
        self._exporting = exporting

    def to(self, form_id: str, period_id: str, target: Path) -> Path:
        """Write the form of all units to a .docx, .xlsx or .pdf file.

        It says who sent and who did not; a workbook has a sheet of every unit's numbers with file,
        sheet and cell.
        """
        filled = self._consolidation.fill(form_id, period_id)
        made = self._exporting.form(filled)
        if target.suffix.casefold() == WITH_SOURCES:
            made = self.with_sources(made, filled)
        return self._exporting.printout_to(made, target)

    def dressed(self, made: Printout, filled: FilledForm) -> Printout:
        """Return a consolidated form as it prints: units beside rows, senders at the end."""
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        standings = self._consolidation.standings(filled.form_id, filled.period.id)
        named = with_units(made, spec, filled)
        return replace(named, texts=(*named.texts, standing_text(standings)))

    def with_sources(self, made: Printout, filled: FilledForm) -> Printout:
        """Return a printout with the table of every contribution behind its own tables."""
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        table = sources_table(
            spec,
            filled,
            self._consolidation.all_contributions(filled),
            self._consolidation.left_over(filled),
        )
        return replace(made, tables=(*made.tables, table))
