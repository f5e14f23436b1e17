"""Everything around the filling of reports, joined once for an office."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.forms import FilledForm
from wardapp.core.report_views import Correction
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.exporting import Exporting
from wardapp.services.issuing import Issuing
from wardapp.services.narrating import Narrating
from wardapp.services.report_corrections import corrections
from wardapp.services.report_history import ReportHistory
from wardapp.services.report_issuing import ReportIssuing
from wardapp.services.report_records import ReportRecords
from wardapp.services.reporting import Reporting


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDesk:
    """What stands beside a report: its past, its records, its words, its way out."""

    history: ReportHistory
    records: ReportRecords
    narrating: Narrating
    issuing: ReportIssuing
    desk: Desk
    reporting: Reporting

    @classmethod
    def of(
        cls,
        desk: Desk,
        reporting: Reporting,
        exporting: Exporting,
        papers: tuple[Drafting, Issuing],
    ) -> ReportDesk:
        """Join the services; from now on a draft that is a report's letter takes its form along."""
        history = ReportHistory(desk, reporting)
        narrating = Narrating(desk, reporting, history)
        issuing = ReportIssuing(desk, reporting, narrating, exporting, papers)
        papers[1].go_with(issuing.beside)
        return cls(
            history=history,
            records=ReportRecords(desk, reporting),
            narrating=narrating,
            issuing=issuing,
            desk=desk,
            reporting=reporting,
        )

    def corrections(self, filled: FilledForm) -> tuple[Correction, ...]:
        """Return what was changed in a locked report, oldest first."""
        spec = self.reporting.spec(filled.form_id, filled.form_version)
        return corrections(self.desk, spec, filled)
