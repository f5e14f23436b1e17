"""By what a form is due: the office's own regime for it, else what the form declares."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from wardapp.core.forms import FormSpec
from wardapp.core.regimes import Regime, RollRule
from wardapp.reports.periods import DueCalendar, periods_of
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook
from wardapp.services.workcalendar import workdays_around
from wardapp.store.transaction import Transaction

_ANNEX = "Phụ lục"
_OF_SETTING = "phu-luc-02"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def source_of(tx: Transaction, spec: FormSpec) -> FormSpec | Regime:
    """Return the regime a form is due by, ours to a superior before those of units; else the form.

    A regime that has not even one due day (đột xuất) leaves the form to its own days; one that
    does not say since when begins with the form.
    """
    own = [
        each for each in tx.regimes.all() if each.active and each.form_id == spec.id and each.dues
    ]
    found = min(own, key=lambda each: bool(each.unit_ids), default=None)
    return spec if found is None else begun(found, spec)


def begun(regime: Regime, spec: FormSpec | None) -> Regime:
    """Return a regime that says since when it runs: where it does not, it begins with its form."""
    if regime.valid_from or spec is None:
        return regime
    return replace(regime, valid_from=spec.valid_from)


def asked_by(tx: Transaction, spec: FormSpec) -> str:
    """Return the paper that asks for a report, "" when nobody said which.

    The setting names the one that asks for Phụ lục 02 and no other form.
    """
    setting = tx.catalogue.settings().report_basis if spec.id == _OF_SETTING else ""
    source = source_of(tx, spec)
    return setting or (source.basis if isinstance(source, Regime) else "") or spec.basis


def annex_basis(tx: Transaction, spec: FormSpec) -> str:
    """Return the paper a form is an annex of: a form of its own (Biểu 01) belongs to no plan."""
    return asked_by(tx, spec) if spec.label.startswith(_ANNEX) else spec.basis


def due_calendar(desk: Desk, tx: Transaction, around: date | None = None) -> DueCalendar:
    """Return the working days around a day and the office's rule for due days off."""
    year = (around or desk.today()).year
    return DueCalendar(
        workdays=workdays_around(year, desk.public_days, tx.catalogue.holidays()),
        rule=RollRule(tx.catalogue.settings().weekend_rule),
    )


def year_named(period_id: str, today: date) -> date:
    """Return a day of the year a period's id names, today when it names none."""
    found = _YEAR.match(period_id)
    return date(int(found[0]), 1, 1) if found else today


def due_days(desk: Desk, tx: Transaction, book: FormBook, around: date) -> frozenset[date]:
    """Return the days on which any report is due, ours or of units, last year to next year."""
    calendar = due_calendar(desk, tx, around)
    regimes = [each for each in tx.regimes.all() if each.active]
    ruled = {each.form_id for each in regimes if each.dues}
    forms = [each for each in book.forms() if each.id not in ruled and each.due]
    sources: tuple[FormSpec | Regime, ...] = (*regimes, *forms)
    return frozenset(
        each.due_date for source in sources for each in periods_of(source, around, calendar)
    )
