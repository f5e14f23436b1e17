"""One form of all units: ours and every return that counts, each cell down to where it stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypedDict

from wardapp.core.forms import (
    CellKey,
    FilledForm,
    FilledScope,
    FormSpec,
    Period,
)
from wardapp.core.identity import RecordId
from wardapp.core.returns import (
    Contribution,
    LeftOver,
    ReadValue,
    UnitReturn,
    UnitStanding,
)
from wardapp.reports.combining import LAWS, law_of
from wardapp.reports.consolidating import Consolidated, Gathering, Giver, consolidate
from wardapp.reports.evolution import carried_along, route_of
from wardapp.reports.filling import listed_units
from wardapp.reports.measures import EVERYWHERE
from wardapp.reports.moved_values import moved_values
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook
from wardapp.services.remembered import QUIET, Remembered
from wardapp.services.reporting import Reporting
from wardapp.services.return_doubts import COUNTING, held_values
from wardapp.services.standings import standings
from wardapp.store.transaction import Transaction

MOST_FORMS = 3
"""So many consolidations are kept at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceClosing:
    """What came or changed after a consolidation was closed; it does not change the closed one."""

    returns: tuple[UnitReturn, ...] = ()  # sent after, or in place of one that counted
    cells: tuple[CellKey, ...] = ()  # cells that would now say something else
    sentence: str = ""


class _Giving(TypedDict):
    values: tuple[ReadValue, ...]
    held: frozenset[CellKey]


class Consolidation:
    """The consolidated reports of this office."""

    def __init__(self, desk: Desk, reporting: Reporting, book: FormBook) -> None:
        self._desk = desk
        self._book = book
        self._reporting = reporting
        self._last: tuple[object, Consolidated | None] = (None, None)
        self._joined: Remembered[Consolidated] = Remembered(MOST_FORMS, QUIET)

    def fill(self, form_id: str, period_id: str) -> FilledForm:
        """Return the form of all units; a closed one stays as it was closed."""
        return self._reporting.of(FilledScope.ALL).fill(form_id, period_id)

    def figures(self, form_id: str, period_id: str, *, keeps: bool = True) -> FilledForm:
        """Return the form of all units as they gave it, before anything was typed over it."""
        return self._made(form_id, period_id, keeps=keeps).form

    def apart(self, form_id: str, period_id: str) -> FilledForm:
        """Return the form of all units with no rows merged: every row as its unit wrote it."""
        return self._made(form_id, period_id, merges=False).form

    def contributions(self, filled: FilledForm, key: CellKey) -> tuple[Contribution, ...]:
        """Return what each source gave to a cell, ours first; those left out say why."""
        return self._of(filled).contributions.get(key, ())

    def all_contributions(self, filled: FilledForm) -> Mapping[CellKey, tuple[Contribution, ...]]:
        """Return every contribution by its cell."""
        return self._of(filled).contributions

    def left_over(self, filled: FilledForm) -> tuple[LeftOver, ...]:
        """Return values of returns for which the form has no cell."""
        return self._of(filled).left_over

    def law(self, filled: FilledForm, key: CellKey) -> str:
        """Return the sentence that says how a cell joins what the units gave."""
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        table = spec.table(key.table)
        row = next((each for each in table.rows if each.code == key.row), None)
        return LAWS[law_of(table, row, table.column(key.column))]

    def standings(self, form_id: str, period_id: str) -> tuple[UnitStanding, ...]:
        """Return how every unit stands with a period: what came, late, missing."""
        period = self._period(form_id, period_id)
        with self._desk.database.read() as tx:
            return standings(tx, form_id, period, self._desk.today())

    def missing(self, form_id: str, period_id: str) -> tuple[UnitStanding, ...]:
        """Return the units whose return is expected and is not here."""
        return tuple(
            each
            for each in self.standings(form_id, period_id)
            if each.is_expected and each.state is None
        )

    def since_closing(self, filled: FilledForm) -> SinceClosing:
        """Return what came or changed after the form was closed."""
        if filled.closed_ms is None:
            return SinceClosing()
        now = self._made(filled.form_id, filled.period.id)
        with self._desk.database.read() as tx:
            there = tx.returns.of_period(filled.form_id, filled.period.id)
        late = tuple(
            each for each in there if each.state in COUNTING and each.id not in filled.return_ids
        )
        cells = _different(filled, now.form)
        return SinceClosing(returns=late, cells=cells, sentence=_since(late, cells))

    def _of(self, filled: FilledForm) -> Consolidated:
        """Return the consolidation behind a form, made again where it is not the one at hand."""
        tables, last = self._last
        if tables is filled.tables and last is not None:
            return last
        closed = filled if filled.closed_ms is not None else None
        made = self._made(filled.form_id, filled.period.id, closed)
        self._last = (filled.tables, made)
        return made

    def _made(
        self,
        form_id: str,
        period_id: str,
        closed: FilledForm | None = None,
        *,
        merges: bool = True,
        keeps: bool = True,
    ) -> Consolidated:
        """Return the consolidation of the returns that count, or of those a form was closed with.

        All is of the version the consolidated form is kept in: what came in another is carried.
        It is made anew when our own form says something else or a record changed.
        """
        spec = self._reporting.of(FilledScope.ALL).spec_of(form_id, period_id)
        own = self._reporting.fill(form_id, period_id, keeps=keeps)
        counted = closed.return_ids if closed is not None else None
        with self._desk.database.read() as tx:
            return self._joined.get(
                tx,
                (spec, period_id, counted, merges),
                lambda: self._gathered(tx, spec, own, counted, merges=merges),
                standing=own,
                keeps=keeps,
            )

    def _gathered(
        self,
        tx: Transaction,
        spec: FormSpec,
        own: FilledForm,
        counted: tuple[RecordId, ...] | None,
        *,
        merges: bool,
    ) -> Consolidated:
        own = self._in_version(own, spec)
        place = own.form_id, own.period.id
        returns = _counting(tx.returns.of_period(*place), counted)
        groups = tx.returns.groups(*place) if merges else ()
        units = {unit.id: unit for unit in tx.catalogue.units()}
        made = consolidate(
            spec,
            Gathering(
                own=own,
                givers=tuple(
                    Giver(
                        unit=units[each.unit_id],
                        return_id=each.id,
                        **self._giving(each, spec),
                    )
                    for each in returns
                    if each.unit_id in units
                ),
                groups=groups,
                units=tuple(units.values()),
                own_places=_places(tx, spec, own),
            ),
        )
        form = replace(made.form, return_ids=tuple(each.id for each in returns))
        return replace(made, form=form)

    def _in_version(self, own: FilledForm, spec: FormSpec) -> FilledForm:
        """Return our own form by the places of the version that is consolidated."""
        if own.form_version == spec.version:
            return own
        frozen = replace(own, closed_ms=own.closed_ms or 1)  # so that its figures come along
        return carried_along(frozen, self._route(spec, own.form_version))

    def _moved(self, returned: UnitReturn, spec: FormSpec) -> tuple[ReadValue, ...]:
        if returned.form_version == spec.version:
            return returned.values
        return moved_values(returned.values, self._route(spec, returned.form_version))

    def _giving(self, returned: UnitReturn, spec: FormSpec) -> _Giving:
        """Return the values of a return, and which of them wait for the clerk."""
        doubtful = held_values(returned)
        held = frozenset(each.key for each in self._moved(replace(returned, values=doubtful), spec))
        return {"values": self._moved(returned, spec), "held": held}

    def _route(self, spec: FormSpec, version: str) -> tuple[FormSpec, ...]:
        old = self._reporting.spec(spec.id, version)  # NotFound says which version is missing
        versions = {each.version: each for each in (old, *self._book.versions(spec.id), spec)}
        return route_of(tuple(versions.values()), version, spec.version)

    def _period(self, form_id: str, period_id: str) -> Period:
        return self._reporting.fill(form_id, period_id).period


def _counting(
    there: tuple[UnitReturn, ...], counted: tuple[RecordId, ...] | None
) -> tuple[UnitReturn, ...]:
    """Return the returns that count: those a form was closed with, else those that count today."""
    if counted is not None:
        return tuple(each for each in there if each.id in counted)
    return tuple(each for each in there if each.state in COUNTING)


def _places(tx: Transaction, spec: FormSpec, own: FilledForm) -> dict[str, frozenset[str]]:
    """Return which units our own log covers in each row that counts them."""
    lines: dict[RecordId, frozenset[str]] = {}
    everywhere = frozenset(unit.code for unit in listed_units(tx.catalogue.units()))
    for line in tx.daylog.between(own.period.window_from, own.period.window_to):
        lines[line.id] = everywhere if EVERYWHERE in line.places else frozenset(line.places)
    keys = {
        (table.code, column.key)
        for table in spec.tables
        for column in table.columns
        if column.source == "places"
    }
    return {
        row.code: frozenset().union(*(lines.get(each, frozenset()) for each in cell.line_ids))
        for table in own.tables
        for row in table.rows
        for cell in row.cells
        if (table.code, cell.key.column) in keys and not cell.is_typed
    }


def _different(closed: FilledForm, now: FilledForm) -> tuple[CellKey, ...]:
    """Return the cells that say something else now than when the form was closed."""
    today = {
        cell.key: cell.computed for table in now.tables for row in table.rows for cell in row.cells
    }
    then = {
        cell.key: cell.computed
        for table in closed.tables
        for row in table.rows
        for cell in row.cells
    }
    return tuple(key for key in {**then, **today} if then.get(key) != today.get(key))


def _since(late: tuple[UnitReturn, ...], cells: tuple[CellKey, ...]) -> str:
    said = []
    if late:
        said.append(f"{len(late)} đơn vị gửi sau khi chốt")
    if cells:
        said.append(f"{len(cells)} ô nay khác số đã chốt")
    return f"{'; '.join(said)}. Mở lại bản tổng hợp nếu cần tính vào." if said else ""
