"""Which units owe a return for a period, which sent one, and when."""

from __future__ import annotations

from datetime import date

from wardapp.core.forms import Period
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.returns import ReturnState, UnitReturn, UnitStanding
from wardapp.core.text import sort_key
from wardapp.reports.filling import listed_units
from wardapp.services.return_doubts import COUNTING
from wardapp.store.transaction import Transaction


def standings(
    tx: Transaction, form_id: str, period: Period, today: date
) -> tuple[UnitStanding, ...]:
    """Return every unit that owes a return or sent one, in natural order."""
    units = {unit.id: unit for unit in tx.catalogue.units()}
    expected = _expected(tx, form_id, period, tuple(units.values()))
    newest: dict[RecordId, UnitReturn] = {}
    first: dict[RecordId, date] = {}
    for each in tx.returns.of_period(form_id, period.id):
        if each.state in COUNTING:
            newest[each.unit_id] = each
        if each.state is not ReturnState.REFUSED:
            came = first.setdefault(each.unit_id, each.received_on)
            first[each.unit_id] = min(came, each.received_on)
    known = [units[unit_id] for unit_id in {*expected, *newest} if unit_id in units]
    known.sort(key=lambda unit: (unit.kind != "tdp", sort_key(unit.code), sort_key(unit.name)))
    return tuple(
        _standing(unit, newest[unit.id], first[unit.id], period, is_expected=unit.id in expected)
        if unit.id in newest
        else _missing(unit, period, today, is_expected=unit.id in expected)
        for unit in known
    )


def _expected(
    tx: Transaction, form_id: str, period: Period, units: tuple[Unit, ...]
) -> frozenset[RecordId]:
    """Return who owes: units of the form's regimes, else every tổ dân phố; the excused left out."""
    regimes = [each for each in tx.regimes.all() if each.active and each.form_id == form_id]
    named = {unit_id for each in regimes for unit_id in each.unit_ids}
    owing = named or {unit.id for unit in listed_units(units)}
    excused = {
        duty.unit_id
        for each in regimes
        for duty in tx.regimes.duties(each.id, period.id)
        if duty.excused
    }
    return frozenset(owing - excused)


def _missing(unit: Unit, period: Period, today: date, *, is_expected: bool) -> UnitStanding:
    return UnitStanding(
        unit_id=unit.id,
        unit_name=unit.name,
        is_expected=is_expected,
        is_late=is_expected and today > period.due_date,
    )


def _standing(
    unit: Unit, returned: UnitReturn, came: date, period: Period, *, is_expected: bool
) -> UnitStanding:
    """Return how a unit stands that sent one: a correction later does not make it late."""
    return UnitStanding(
        unit_id=unit.id,
        unit_name=unit.name,
        is_expected=is_expected,
        return_id=returned.id,
        state=returned.state,
        received_on=came,
        is_late=came > period.due_date,
        open_doubts=len(returned.open_doubts),
    )
