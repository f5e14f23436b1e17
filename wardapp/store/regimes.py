"""Reporting regimes, and what is known of each unit's duty beside its returns."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from wardapp.core.identity import RecordId
from wardapp.core.regimes import Regime, UnitDuty
from wardapp.core.text import sort_key
from wardapp.store.copies import natural_id
from wardapp.store.entities import DUTY, REGIME
from wardapp.store.tables_reports import regimes, unit_duties
from wardapp.store.work import Work


class Regimes:
    """The regimes of an office; one that ended stays, inactive."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def all(self) -> tuple[Regime, ...]:
        """Return the regimes by title, those in force first."""
        found = self._work.all(REGIME, select(regimes))
        return tuple(sorted(found, key=lambda each: (not each.active, sort_key(each.title))))

    def get(self, regime_id: RecordId) -> Regime:
        """Return a regime; NotFound when it is not here."""
        return self._work.get(REGIME, regime_id)

    def save(self, regime: Regime, base: Regime | None = None) -> Regime:
        """Keep a regime, added when new; with `base` only what changed since."""
        return self._work.save(REGIME, regime, base)

    def remove(self, regime_id: RecordId) -> None:
        """Remove a regime; NotFound when it is not here."""
        self._work.remove(REGIME, regime_id)

    def duties(self, regime_id: RecordId, period_id: str) -> tuple[UnitDuty, ...]:
        """Return what is known of the units of one period."""
        kept = unit_duties.c
        query = select(unit_duties).where(kept.regime_id == regime_id, kept.period_id == period_id)
        return self._work.all(DUTY, query.order_by(kept.id))

    def save_duty(self, duty: UnitDuty) -> UnitDuty:
        """Keep what is known of a unit's duty, added when new."""
        if self._work.find(DUTY, duty.id) is None:  # a unit owes a report once for a period
            parts = ("unit_duty", duty.regime_id, duty.period_id, duty.unit_id)
            duty = replace(duty, id=natural_id(self._work, *parts))
        return self._work.save(DUTY, duty)
