"""The twelve periods before a report, the year's sums, and the figures out of line with them.

Closed reports count as they were closed, the others are computed from their sources. What was
computed is remembered until something that it came from changes, which the journal tells.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
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
from wardapp.core.journal import Event
from wardapp.core.report_views import FormHistory, PastForm
from wardapp.reports.filling import TOTAL, totals
from wardapp.reports.outliers import judged, outliers
from wardapp.services.desk import Desk
from wardapp.services.reporting import Reporting
from wardapp.store.transaction import Transaction

MOST_PERIODS = 12
_LOG, _FILLED = "log", "filled"
_RETURNED = frozenset({"unit_return", "merge_group"})
_OTHERS = frozenset(
    {"petition", "opinion", "unit", "channel", "group", "form_file", "regime", "settings",
     "issuer", "holiday"}
)  # fmt: skip

Key = tuple[str, str, FilledScope]


@dataclass(frozen=True, slots=True)
class _Kept:
    """An earlier period as it was last computed, and the kept form it is of."""

    past: PastForm
    filled_id: RecordId | None


class ReportHistory:
    """Earlier figures of reports; safe to be asked from several lanes.

    A page learns them period by period (`missing`, `learn`), so that others read between.
    """

    def __init__(self, desk: Desk, reporting: Reporting) -> None:
        self._desk = desk
        self._reporting = reporting
        self._kept: dict[Key, _Kept] = {}
        self._heads: dict[RecordId, int] | None = None
        self._lock = Lock()

    def of(self, filled: FilledForm) -> FormHistory:
        """Return what stands beside a report, learning what is not known yet."""
        for period in self.missing(filled):
            self.learn(filled, period)
        return self.known(filled)

    def missing(self, filled: FilledForm) -> tuple[Period, ...]:
        """Return the earlier periods whose figures are not known, or no longer."""
        self._forget_changed(filled)
        before = self._before(filled)
        with self._lock:
            return tuple(each for each in before if _key(filled, each) not in self._kept)

    def learn(self, filled: FilledForm, period: Period) -> None:
        """Fill an earlier period, or take it as it was closed, and remember it."""
        form = self._reporting.of(filled.scope).fill(filled.form_id, period.id, keeps=False)
        spec = self._reporting.spec(form.form_id, form.form_version)
        past = PastForm(
            period=form.period, is_closed=form.closed_ms is not None, values=values_of(spec, form)
        )
        with self._lock:
            self._kept[_key(filled, period)] = _Kept(past, form.id)

    def known(self, filled: FilledForm) -> FormHistory:
        """Return what stands beside a report as far as it is known; () until all periods are."""
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        before = self._before(filled)
        with self._lock:
            found = [self._kept.get(_key(filled, each)) for each in before]
        past = tuple(each.past for each in found if each is not None)
        if len(past) < len(before):
            return FormHistory()
        return FormHistory(
            past=past,
            year=_year(spec, filled, past),
            outliers=outliers(spec, filled, [each.values for each in past]),
        )

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

    # ---- what changed since ------------------------------------------------------------------

    def _forget_changed(self, filled: FilledForm) -> None:
        """Forget the periods that a change since the last look may have moved."""
        with self._desk.database.read() as tx, self._lock:
            heads = tx.journal.heads()
            before, self._heads = self._heads, dict(heads)
            if before is None or before.keys() != heads.keys():
                self._kept.clear()
                return
            for replica, seq in before.items():
                if heads[replica] > seq:
                    for event in tx.journal.events(replica, seq):
                        self._forget(tx, event, filled.id)

    def _forget(self, tx: Transaction, event: Event, own: RecordId | None) -> None:
        entity = event.entity
        if entity == _LOG:
            day = _first_day(tx, event)
            self._drop(lambda _key, kept: kept.past.period.window_to >= day)
        elif entity == _FILLED and event.entity_id != own:
            self._drop(lambda _key, kept: kept.filled_id in {None, event.entity_id})
        elif entity in _RETURNED:
            self._drop(lambda key, _kept: key[2] is FilledScope.ALL)
        elif entity in _OTHERS:
            self._kept.clear()

    def _drop(self, is_moved: Callable[[Key, _Kept], bool]) -> None:
        self._kept = {key: kept for key, kept in self._kept.items() if not is_moved(key, kept)}


def _key(filled: FilledForm, period: Period) -> Key:
    return filled.form_id, period.id, filled.scope


def _first_day(tx: Transaction, event: Event) -> date:
    """Return the earliest day a changed line of the log stood or stands on."""
    said = [text for each in event.changes if each.field == "day" for text in (each.old, each.new)]
    days = [date.fromisoformat(json.loads(text)) for text in said if text and text != "null"]
    line = tx.daylog.find(event.entity_id)
    if line is not None:
        days.append(line.day)
    return min(days, default=date.min)


def values_of(spec: FormSpec, form: FilledForm) -> dict[CellKey, FormValue]:
    """Return every figure of a form that is there, the rows of totals among them."""
    rows = [row for table in form.tables for row in table.rows]
    known = {table.code for table in form.tables}
    rows += [totals(each, form.table(each.code)) for each in spec.tables if each.code in known]
    return {
        cell.key: cell.value for row in rows for cell in row.cells if cell.value not in {None, ""}
    }


def _year(spec: FormSpec, filled: FilledForm, past: Iterable[PastForm]) -> dict[CellKey, FormValue]:
    """Return sums over the periods that end in the year of this one; a blank adds nothing."""
    year = filled.period.window_to.year
    stretches = [each.values for each in past if each.period.window_to.year == year]
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
