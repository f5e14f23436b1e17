"""All that the page of returns shows at once: what came for a period, who is missing, the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wardapp.core.forms import CellKey, FilledScope, FormSpec, Period, TableKind
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.returns import UnitReturn, UnitStanding
from wardapp.core.text import sort_key
from wardapp.services.consolidation import Consolidation, SinceClosing
from wardapp.services.desk import Desk
from wardapp.services.reporting import Reporting


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsBoard:
    """The returns of one form and period, with the names of units and cells."""

    spec: FormSpec
    period: Period
    forms: tuple[FormSpec, ...]
    periods: tuple[Period, ...]
    returns: tuple[UnitReturn, ...]
    units: tuple[Unit, ...]
    standings: tuple[UnitStanding, ...]
    since: SinceClosing
    is_closed: bool
    names: Mapping[RecordId, str]

    @property
    def missing(self) -> tuple[UnitStanding, ...]:
        """Return the units whose return is expected and is not here."""
        return tuple(each for each in self.standings if each.is_expected and each.state is None)

    def unit_name(self, unit_id: RecordId | None) -> str:
        """Return the name of a unit, "" when nobody knows which."""
        return self.names.get(unit_id, "Đơn vị không còn trong Danh mục") if unit_id else ""

    def cell_name(self, key: CellKey) -> str:
        """Return a cell as a clerk finds it: table, row and column in words."""
        return cell_name(self.spec, self.units, key)


class ReturnsBoards:
    """Reads boards."""

    def __init__(self, desk: Desk, reporting: Reporting, consolidation: Consolidation) -> None:
        self._desk = desk
        self._reporting = reporting
        self._consolidation = consolidation

    def board(self, form_id: str = "", period_id: str = "") -> ReturnsBoard:
        """Return the board of a form and period; "" is what units owe, the period due next."""
        forms = self._reporting.forms()
        spec = self._reporting.spec(form_id or self._owed(forms))
        periods = self._reporting.periods(spec.id)
        wanted = period_id or self._reporting.current_period(spec.id).id
        filled = self._reporting.of(FilledScope.ALL).fill(spec.id, wanted)
        with self._desk.database.read() as tx:
            returns = tx.returns.of_period(spec.id, wanted)
            units = tx.catalogue.units()
        if all(each.id != wanted for each in periods):
            periods = (*periods, filled.period)
        return ReturnsBoard(
            spec=spec,
            period=filled.period,
            forms=forms,
            periods=periods,
            returns=returns,
            units=tuple(sorted(units, key=_unit_order)),
            standings=self._consolidation.standings(spec.id, wanted),
            since=self._consolidation.since_closing(filled),
            is_closed=filled.closed_ms is not None,
            names={unit.id: unit.name for unit in units},
        )

    def _owed(self, forms: tuple[FormSpec, ...]) -> str:
        """Return the form that units report by a regime, else the first with rows of units."""
        with self._desk.database.read() as tx:
            owed = {each.form_id for each in tx.regimes.all() if each.active and each.unit_ids}
        ranked = sorted(forms, key=lambda form: (form.id not in owed, not _has_unit_rows(form)))
        return ranked[0].id


def _has_unit_rows(form: FormSpec) -> bool:
    return any(table.kind is TableKind.PER_UNIT for table in form.tables)


def cell_name(spec: FormSpec, units: tuple[Unit, ...], key: CellKey) -> str:
    """Return a cell in words: "A1 Loa truyền thanh · Thực hiện"."""
    try:
        table = spec.table(key.table)
        column = table.column(key.column)
    except KeyError:
        return " · ".join((key.table, key.row, key.column))
    row = next((f"{each.code} {each.label}" for each in table.rows if each.code == key.row), "")
    if not row:
        unit = next((each.name for each in units if (each.code or each.id) == key.row), "")
        row = unit or f"dòng {key.row.removeprefix(key.table)}"
    return f"Biểu {table.code} · {row} · {column.short_label or column.label}"


def _unit_order(unit: Unit) -> tuple[object, ...]:
    return (not unit.active, unit.kind != "tdp", sort_key(unit.code), sort_key(unit.name))
