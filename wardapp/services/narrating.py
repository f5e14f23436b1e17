"""The words of a report beside its figures: drafted, edited, renewed, kept with the form."""

from __future__ import annotations

from wardapp.core.errors import WardError
from wardapp.core.forms import CellKey, FilledForm, FilledScope
from wardapp.core.narrative import Narrative
from wardapp.core.report_views import FormHistory, NarrativeSheet
from wardapp.documents.reader.gate import judge_text
from wardapp.reports import narrating
from wardapp.services.desk import Desk
from wardapp.services.due_rules import asked_by
from wardapp.services.report_history import ReportHistory
from wardapp.services.reporting import Reporting


class Narrating:
    """Drafts the text of reports and watches its numbers."""

    def __init__(self, desk: Desk, reporting: Reporting, history: ReportHistory) -> None:
        self._desk = desk
        self._reporting = reporting
        self._history = history

    def sheet(self, filled: FilledForm) -> NarrativeSheet:
        """Return the text as the clerk left it, else as drafted from the figures."""
        figures = self._figures(filled)
        if filled.narrative:
            return self._judged(figures, narrating.decoded(filled.narrative), is_drafted=False)
        return self._judged(figures, narrating.drafted(figures), is_drafted=True)

    def judged(self, filled: FilledForm, narrative: Narrative) -> NarrativeSheet:
        """Return a text that is being typed with what is stale or untied in it."""
        return self._judged(self._figures(filled), narrative, is_drafted=False)

    def drafted(self, filled: FilledForm) -> Narrative:
        """Return the text as the figures make it now."""
        return narrating.drafted(self._figures(filled))

    def keep(
        self, form_id: str, period_id: str, scope: FilledScope, narrative: Narrative
    ) -> FilledForm:
        """Keep the clerk's text with its ties; the draft itself is not kept: it follows figures."""
        judge_text(narrative.text)
        reporting = self._reporting.of(scope)
        kept = narrating.encoded(narrative)
        drafted = narrating.encoded(self.drafted(reporting.fill(form_id, period_id)))
        command = self._desk.command("report.narrative", "Sửa lời báo cáo")
        with reporting.step(form_id, period_id, command) as step:
            form = reporting.filled_in(step, form_id, period_id)
            if form.outgoing_id is not None:
                raise WardError("Báo cáo đã phát hành nên lời báo cáo giữ như bản đã gửi.")
            return reporting.with_narrative(step, form, "" if kept == drafted else kept)

    def redraft(self, form_id: str, period_id: str, scope: FilledScope) -> FilledForm:
        """Put the clerk's text away: the draft made of the figures stands again."""
        reporting = self._reporting.of(scope)
        command = self._desk.command("report.narrative", "Soạn lại lời báo cáo từ số liệu")
        with reporting.step(form_id, period_id, command) as step:
            form = reporting.filled_in(step, form_id, period_id)
            return reporting.with_narrative(step, form, "")

    def renewed(self, filled: FilledForm, narrative: Narrative) -> Narrative:
        """Return a text with every stale number as its cell says it now."""
        figures = self._figures(filled)
        stale = narrating.loose(narrative, figures, self._label(figures))
        return narrating.renewed(narrative, stale)

    def _figures(self, filled: FilledForm) -> narrating.Figures:
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        with self._desk.database.read() as tx:
            basis = asked_by(tx, spec)
        asks = narrating.asks_history(spec, filled.narrative)
        history = self._history.of(filled) if asks else FormHistory()
        return narrating.Figures(spec, filled, history, basis)

    def _judged(
        self, figures: narrating.Figures, narrative: Narrative, *, is_drafted: bool
    ) -> NarrativeSheet:
        return NarrativeSheet(
            narrative=narrative,
            is_drafted=is_drafted,
            loose=narrating.loose(narrative, figures, self._label(figures)),
            untied=narrating.untied(narrative, figures.known()),
        )

    def _label(self, figures: narrating.Figures) -> narrating.Label:
        def said(key: CellKey) -> str:
            try:
                column = figures.spec.table(key.table).column(key.column)
            except KeyError:
                return f"Ô {key.row}"
            where = "Tổng cộng" if key.row == "total" else f"Ô {key.row}"
            return f"{where} · {column.short_label or column.label}"

        return said
