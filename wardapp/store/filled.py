"""Filled report forms: one a form, period and reporter."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from wardapp.core.forms import FilledForm, FilledScope
from wardapp.core.identity import RecordId
from wardapp.store.copies import natural_id
from wardapp.store.entities import FILLED
from wardapp.store.tables_reports import filled_forms
from wardapp.store.work import Work

_FORM = filled_forms.c


class FilledForms:
    """The filled forms of an office."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def save(self, filled: FilledForm) -> FilledForm:
        """Keep a filled form, added when the period has none; return it with its id."""
        if filled.id is None:
            known = self.latest(filled.form_id, filled.period.id, filled.reporter, filled.scope)
            filled = replace(filled, id=self._named(filled) if known is None else known.id)
        return self._work.save(FILLED, filled)

    def _named(self, filled: FilledForm) -> RecordId:
        """Return the name of the form of a reporter for a period: every copy finds the same."""
        place = (filled.form_id, filled.period.id, filled.reporter, filled.scope.value)
        return natural_id(self._work, "filled", *place)

    def latest(
        self,
        form_id: str,
        period_id: str,
        reporter: str,
        scope: FilledScope = FilledScope.OWN,
    ) -> FilledForm | None:
        """Return what a reporter filled for a period, None when nothing was kept yet."""
        query = select(filled_forms).where(
            _FORM.form_id == form_id,
            _FORM.period_id == period_id,
            _FORM.reporter == reporter,
            _FORM.scope == scope.value,
        )
        found = self._work.all(FILLED, query)
        return found[0] if found else None

    def of_draft(self, draft_id: RecordId) -> FilledForm | None:
        """Return the form a draft is the letter of, None for any other draft."""
        found = self._work.all(FILLED, select(filled_forms).where(_FORM.draft_id == draft_id))
        return found[0] if found else None

    def of_outgoing(self, outgoing_id: RecordId) -> FilledForm | None:
        """Return the form that went out with a line of the register, None for any other line."""
        query = select(filled_forms).where(_FORM.outgoing_id == outgoing_id)
        found = self._work.all(FILLED, query)
        return found[0] if found else None

    def list(self, form_id: str = "") -> tuple[FilledForm, ...]:
        """Return the filled forms of a form, of all when it is "", by period."""
        query = select(filled_forms).order_by(_FORM.period_id, _FORM.id)
        return self._work.all(FILLED, query.where(_FORM.form_id == form_id) if form_id else query)
