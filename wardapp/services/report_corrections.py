"""Figures changed after a report was locked, read from the journal: old, new, why, who, when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from wardapp.core.clock import moment_of
from wardapp.core.dates import long_date
from wardapp.core.forms import CellKey, FilledForm, FormSpec, FormValue
from wardapp.core.journal import Event
from wardapp.core.printout import PrintText
from wardapp.core.report_views import Correction
from wardapp.reports.figures import figure
from wardapp.services.desk import Desk

_DEEDS = frozenset({"report.put", "report.clear"})
_BACK, _AGAIN = "history.undo", "history.redo"


def corrections(desk: Desk, spec: FormSpec, filled: FilledForm) -> tuple[Correction, ...]:
    """Return what was changed in a locked report since it was locked, oldest first."""
    if filled.id is None or filled.closed_ms is None:
        return ()
    with desk.database.read() as tx:
        events = tx.journal.events_of("filled", filled.id)
    found: list[Correction] = []
    is_closed = False
    for event in events:
        closing = next((each.new for each in event.changes if each.field == "closed_ms"), "")
        if closing != "":
            is_closed, found = closing not in {None, "null"}, []
        elif is_closed:
            _take(found, event, spec)
    return tuple(found)


def correction_lines(found: tuple[Correction, ...]) -> tuple[str, ...]:
    """Return the corrections as the foot of the printed form lists them."""
    return tuple(
        f"- {each.label}: từ {each.old} thành {each.new}. "
        f"Đã sửa ngày {long_date(moment_of(each.when_ms).date())}, lý do: {each.reason}"
        f"{f' ({each.who})' if each.who else ''}."
        for each in found
    )


def correction_text(found: tuple[Correction, ...]) -> tuple[PrintText, ...]:
    """Return the list of corrections as a text under the tables, () without any."""
    lines = correction_lines(found)
    return (PrintText(title="Số liệu đã sửa sau khi chốt", lines=lines),) if lines else ()


def _take(found: list[Correction], event: Event, spec: FormSpec) -> None:
    for each in _changed_cells(event, spec):
        if event.command in _DEEDS or event.command == _AGAIN:
            found.append(each)
        elif event.command == _BACK:
            last = next((at for at in reversed(found) if at.key == each.key), None)
            if last is not None:
                found.remove(last)


def _changed_cells(event: Event, spec: FormSpec) -> Iterator[Correction]:
    for change in event.changes:
        if not change.field.startswith("tables/") or change.old is None or change.new is None:
            continue
        old_row, new_row = json.loads(change.old), json.loads(change.new)
        before = {cell["key"]["column"]: cell for cell in old_row["cells"]}
        for cell in new_row["cells"]:
            was = before.get(cell["key"]["column"])
            if was is not None and _typed(was) != _typed(cell):
                yield _correction(event, spec, was, cell)


def _correction(
    event: Event, spec: FormSpec, was: dict[str, Any], now: dict[str, Any]
) -> Correction:
    key = CellKey(**now["key"])
    column = spec.table(key.table).column(key.column)
    return Correction(
        key=key,
        label=f"{key.row} · {column.label}",
        old=figure(_value(was), column.type),
        new=figure(_value(now), column.type),
        reason=event.reason or str(now.get("reason") or ""),
        who=event.actor.clerk,
        when_ms=event.clock_ms,
    )


def _typed(cell: dict[str, Any]) -> tuple[bool, str]:
    return bool(cell["is_typed"]), json.dumps(cell["typed"])


def _value(cell: dict[str, Any]) -> FormValue:
    value = cell["typed"] if cell["is_typed"] else cell["computed"]
    return Decimal(value["decimal"]) if isinstance(value, dict) else value
