"""The twelve periods before a report, the year's sums, and the figures out of line with them.

Closed reports count as they were closed, the others are computed from their sources. What was
computed is remembered until something that it came from changes, which the journal tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from threading import Lock

from wardapp.core.forms import (
    CellKey,
    FilledForm,
    FilledScope,
    FormSpec,
    FormValue,
    Period,
)
from wardapp.core.identity import RecordId
from wardapp.core.report_views import FormHistory, PastForm
from wardapp.reports.filling import TOTAL, totals
from wardapp.reports.outliers import judged, outliers
from wardapp.services.desk import Desk
from wardapp.services.reporting import Reporting
from wardapp.store.transaction import Transaction

MOST_PERIODS = 12
_SOURCES = frozenset(
    {"log", "petition", "opinion", "unit", "channel", "group", "unit_return", "merge_group",
     "form_file", "regime", "settings", "issuer", "holiday", "filled"}
)  # fmt: skip

Key = tuple[str, str, FilledScope]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Earlier periods as they were last computed, and how far the journal reached then."""

    heads: Mapping[RecordId, int]
    past: tuple[PastForm, ...]


class ReportHistory:
    """Earlier figures of reports; safe to be asked from several lanes."""

    def __init__(self, desk: Desk, reporting: Reporting) -> None:
        self._desk = desk
        self._reporting = reporting
        self._kept: dict[Key, _Kept] = {}
        self._lock = Lock()

    def of(self, filled: FilledForm) -> FormHistory:
        """Return what stands beside a report."""
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        past = self._past(filled)
        return FormHistory(
            past=past,
            year=_year(spec, filled, past),
            outliers=outliers(spec, filled, [each.values for each in past]),
        )

    def _past(self, filled: FilledForm) -> tuple[PastForm, ...]:
        key = (filled.form_id, filled.period.id, filled.scope)
        with self._lock:
            kept = self._kept.get(key)
            with self._desk.database.read() as tx:
                heads = tx.journal.heads() if kept is None else self._unchanged(tx, kept, filled)
            if kept is not None and heads is not None:
                self._kept[key] = _Kept(heads, kept.past)
                return kept.past
            if heads is None:
                with self._desk.database.read() as tx:
                    heads = tx.journal.heads()
            past = tuple(self._figures(filled, period) for period in self._before(filled))
            self._kept[key] = _Kept(heads, past)
            return past

    def _unchanged(
        self, tx: Transaction, kept: _Kept, filled: FilledForm
    ) -> Mapping[RecordId, int] | None:
        """Return how far the journal reaches now, None when a source changed on the way."""
        heads = dict(kept.heads)
        for replica, seq in kept.heads.items():
            for event in tx.journal.events(replica, seq):
                if event.entity in _SOURCES and event.entity_id != filled.id:
                    return None
                heads[replica] = event.seq
        return heads

    def _before(self, filled: FilledForm) -> tuple[Period, ...]:
        """Return the periods due before this one, oldest first: known ones and kept ones."""
        with self._desk.database.read() as tx:
            kept = [each.period for each in tx.filled.list(filled.form_id)]
        known = {each.id: each for each in (*kept, *self._reporting.periods(filled.form_id))}
        before = [
            each
            for each in known.values()
            if each.id != filled.period.id and each.due_date < filled.period.due_date
        ]
        return tuple(sorted(before, key=_due)[-MOST_PERIODS:])

    def _figures(self, filled: FilledForm, period: Period) -> PastForm:
        form = self._reporting.of(filled.scope).fill(filled.form_id, period.id)
        spec = self._reporting.spec(form.form_id, form.form_version)
        return PastForm(
            period=form.period, is_closed=form.closed_ms is not None, values=values_of(spec, form)
        )


def values_of(spec: FormSpec, form: FilledForm) -> dict[CellKey, FormValue]:
    """Return every figure of a form that is there, the rows of totals among them."""
    rows = [row for table in form.tables for row in table.rows]
    known = {table.code for table in form.tables}
    rows += [totals(each, form.table(each.code)) for each in spec.tables if each.code in known]
    return {
        cell.key: cell.value for row in rows for cell in row.cells if cell.value not in {None, ""}
    }


def _year(spec: FormSpec, filled: FilledForm, past: Iterable[PastForm]) -> dict[CellKey, FormValue]:
    """Return sums over the periods due in the year of this one; a blank adds nothing."""
    year = filled.period.due_date.year
    stretches = [each.values for each in past if each.period.due_date.year == year]
    stretches.append(values_of(spec, filled))
    summed: dict[CellKey, FormValue] = {}
    for table in spec.tables:
        for column in (each for each in table.columns if judged(each)):
            codes = {row.code for row in filled.table(table.code).rows} | {TOTAL}
            for code in codes:
                key = CellKey(table=table.code, row=code, column=column.key)
                numbers = [
                    value for each in stretches if isinstance(value := each.get(key), int | Decimal)
                ]
                if numbers:
                    summed[key] = sum(numbers)
    return summed


def _due(period: Period) -> tuple[object, str]:
    return period.due_date, period.id
