"""Reports kept in an older version of their form: shown so, moved over, printed as they were."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from wardapp.core.errors import BadValue, NotFound
from wardapp.core.form_views import KeptReport, ReportMove, StrayAnswer
from wardapp.core.forms import CellKey, FilledForm, FilledScope, FormSpec
from wardapp.core.text import one_line
from wardapp.reports.evolution import Carried, Carrying, carried_along, carry, route_of
from wardapp.reports.going_back import carried_back_along
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook
from wardapp.services.reporting import Reporting


class FormMoving:
    """Takes reports from one version of a form to another; nothing of them is lost."""

    def __init__(self, desk: Desk, book: FormBook, reporting: Reporting) -> None:
        self._desk = desk
        self._book = book
        self._reporting = reporting

    def newer(self, filled: FilledForm) -> str:
        """Return the newest version in use when the report is in another one, "" otherwise."""
        newest = self._book.spec(filled.form_id).version
        return "" if newest == filled.form_version else newest

    def preview(self, filled: FilledForm, version: str = "") -> ReportMove:
        """Return what moving a report to a version (the newest) would do."""
        route = self._route(filled.form_id, filled.form_version, version)
        return _move_of(_carry_along(filled, route), filled)

    def moves_to(self, spec: FormSpec) -> tuple[ReportMove, ...]:
        """Return what a version not kept yet would do to every kept report of its form."""
        versions = [each for each in self._book.versions(spec.id) if each.version != spec.version]
        with self._desk.database.read() as tx:
            kept = tx.filled.list(spec.id)
        known = {each.version for each in versions}
        moves = []
        for filled in kept:
            if filled.form_version in known:
                route = route_of((*versions, spec), filled.form_version, spec.version)
                moves.append(_move_of(_carry_along(filled, route), filled))
        return tuple(moves)

    def move(
        self,
        form_id: str,
        period_id: str,
        scope: FilledScope = FilledScope.OWN,
        *,
        version: str = "",
        reason: str = "",
    ) -> FilledForm:
        """Move a kept report to a version (the newest) as one step; a closed one needs a reason."""
        reporting = self._reporting.of(scope)
        kept = reporting.kept(form_id, period_id)
        if kept is None:
            raise NotFound("Kỳ này chưa có gì được ghi, mở ra đã là mẫu mới.")
        if kept.closed_ms is not None and not one_line(reason):
            raise BadValue("reason", "Báo cáo đã chốt. Chuyển sang mẫu mới phải ghi lý do.")
        route = self._route(form_id, kept.form_version, version)
        title = f"Chuyển {route[-1].label}, {kept.period.label} sang mẫu {route[-1].version}"
        command = self._desk.command("report.move", title, reason)
        with reporting.step(form_id, period_id, command) as step:
            form = carried_along(reporting.filled_in(step, form_id, period_id), route)
            # An open form is computed anew each time: only what was typed is kept.
            step.tx.filled.save(form if form.closed_ms is not None else replace(form, tables=()))
        return reporting.fill(form_id, period_id)

    def in_layout(self, filled: FilledForm, version: str) -> FilledForm:
        """Return a report in the layout of an earlier version, to look at and to print."""
        route = self._route(filled.form_id, version, filled.form_version)
        return carried_back_along(filled, route)

    def where(self, spec: FormSpec, key: CellKey) -> str:
        """Return how a clerk names a cell of a version: table, row, column."""
        return where_of(spec, key)

    def _route(self, form_id: str, old: str, new: str) -> tuple[FormSpec, ...]:
        target = self._book.spec(form_id, new)
        source = self._book.spec(form_id, old)
        return route_of(self._book.versions(form_id), source.version, target.version)


def where_of(spec: FormSpec, key: CellKey) -> str:
    """Return how a clerk names a cell: `Biểu A · Pano, áp phích · Kế hoạch`."""
    table = next((each for each in spec.tables if each.code == key.table), None)
    if table is None:
        return f"Biểu {key.table} · {key.row}"
    row = next((each.label for each in table.rows if each.code == key.row), key.row)
    column = next(
        (each.short_label or each.label for each in table.columns if each.key == key.column),
        key.column,
    )
    return f"Biểu {key.table} · {row} · {column}"


def _carry_along(filled: FilledForm, route: tuple[FormSpec, ...]) -> list[tuple[FormSpec, Carried]]:
    """Return each step of the way: the version an answer comes from and what became of it."""
    steps = []
    for before, after in pairwise(route):
        step = carry(filled, before, after)
        steps.append((before, step))
        filled = step.form
    return steps


def _move_of(steps: list[tuple[FormSpec, Carried]], filled: FilledForm) -> ReportMove:
    report = KeptReport(
        form_id=filled.form_id,
        period_id=filled.period.id,
        period_label=filled.period.label,
        version=filled.form_version,
        scope=filled.scope,
        is_closed=filled.closed_ms is not None,
    )
    fates: dict[CellKey, Carrying] = {}
    at: dict[CellKey, CellKey] = {}  # where an answer of the first version stands now
    for _spec, step in steps:
        for answer in step.answers:
            for first in [key for key, now in at.items() if now == answer.old] or [answer.old]:
                fates[first] = _worse(fates.get(first, Carrying.SAME), answer.became)
                if answer.new is None:
                    at.pop(first, None)
                else:
                    at[first] = answer.new
    specs = {spec.version: spec for spec, _step in steps}
    last = steps[-1][1].form if steps else filled
    strays = tuple(
        StrayAnswer(
            key=cell.key,
            where=where_of(specs[cell.version], cell.key),
            value=cell.value,
            why=cell.why,
        )
        for cell in last.unplaced
        if cell.merged_into is None and cell.version in specs
    )
    counts = list(fates.values())
    return ReportMove(
        report=report,
        same=counts.count(Carrying.SAME),
        moved=counts.count(Carrying.MOVED),
        split=counts.count(Carrying.SPLIT),
        merged=counts.count(Carrying.MERGED),
        strays=strays,
    )


_ORDER = (Carrying.SAME, Carrying.MOVED, Carrying.SPLIT, Carrying.MERGED, Carrying.UNPLACED)


def _worse(before: Carrying, now: Carrying) -> Carrying:
    return max(before, now, key=_ORDER.index)
