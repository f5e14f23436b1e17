"""Figures of our own books by form and window, counted once and again only after a change."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from wardapp.core.collecting import uncollected
from wardapp.core.daylog import LogLine
from wardapp.core.forms import FilledForm, FilledTable, FormSpec, Period
from wardapp.reports import filling
from wardapp.services.desk import Desk
from wardapp.services.remembered import OF_UNITS, QUIET, Remembered
from wardapp.services.report_ground import earliest, sources
from wardapp.store.transaction import Transaction

MOST_FORMS, MOST_SPANS = 3, 1
_UNASKED = QUIET | OF_UNITS


class Figures(Protocol):
    """What gives the consolidated form of a period, before anything was typed over it."""

    def __call__(self, form_id: str, period_id: str, *, keeps: bool = True) -> FilledForm:
        """Return the form; with `keeps` False it is not kept at hand for the next time."""


class ReportFigures:
    """Figures of our own books, before anything was typed over them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._tables: Remembered[tuple[FilledTable, ...]] = Remembered(MOST_FORMS, _UNASKED)
        self._lines: Remembered[tuple[LogLine, ...]] = Remembered(MOST_SPANS, _UNASKED)

    def of(
        self, tx: Transaction, spec: FormSpec, period: Period, *, keeps: bool = True
    ) -> tuple[FilledTable, ...]:
        """Return the tables of a form as the books fill them for the window of a period."""
        key = (spec, period.window_from, period.window_to, self._desk.today().year)
        return self._tables.get(tx, key, lambda: self._counted(tx, spec, period), keeps=keeps)

    def _counted(self, tx: Transaction, spec: FormSpec, period: Period) -> tuple[FilledTable, ...]:
        found = sources(tx, period, self._desk.workdays(), self._year(tx, period))
        form = filling.blank_form(spec, period, "")
        with uncollected():
            return filling.fill(spec, form, found).tables

    def _year(self, tx: Transaction, period: Period) -> tuple[LogLine, ...]:
        """Return the lines up to the end of the year: the periods of a year share them."""
        first, last = earliest(period), date(period.window_to.year, 12, 31)
        return self._lines.get(tx, (first, last), lambda: tx.daylog.between(first, last))
