"""Follows every answer of a form through its edits by itself: it knows nothing of mappings."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from tests.reports.form_edits import CHOICES, Edit
from wardapp.core.form_versions import MoveKind, PlaceRule
from wardapp.core.forms import CellKey, CellType, ColumnSpec, FormSpec, FormValue


@dataclass
class Ledger:
    """Answers by their place, and all that stand apart: (version, place, value)."""

    live: dict[CellKey, FormValue] = field(default_factory=dict)
    apart: set[tuple[str, CellKey, FormValue]] = field(default_factory=set)


def holds(column: ColumnSpec, value: FormValue) -> bool:
    """Return True when a column can hold a value without losing any of it."""
    if column.type is CellType.TEXT:
        return True
    if column.type is CellType.CHOICE:
        return value in CHOICES
    number = value
    if isinstance(value, str):
        plain = value.replace(",", "", 1)
        if not plain.isdigit() or (len(plain) > 1 and value[0] == "0" and value[1] != ","):
            return False
        number = Decimal(value.replace(",", "."))
    return column.type is CellType.DECIMAL or number == int(number or 0)


def as_held(column: ColumnSpec, value: FormValue) -> FormValue:
    """Return a value as the column holds it."""
    if column.type is CellType.TEXT:
        return str(value).replace(".", ",") if not isinstance(value, str) else value
    if column.type is CellType.CHOICE or not isinstance(value, str):
        return value
    return Decimal(value.replace(",", "."))


def next_ledger(ledger: Ledger, old: FormSpec, new: FormSpec, edits: list[Edit]) -> Ledger:
    """Return where every answer stands after a set of edits."""
    by_table = {edit.table: edit for edit in edits}
    after = Ledger(apart=set(ledger.apart))
    groups: dict[CellKey, list[tuple[CellKey, FormValue]]] = {}
    for key, value in ledger.live.items():
        edit = by_table.get(key.table)
        to = edit.where(key) if edit else key
        if to is None:
            after.apart.add((old.version, key, value))
        else:
            groups.setdefault(to, []).append((key, value))
    for to, parts in groups.items():
        _settle(after, old, new, to, parts, by_table.get(parts[0][0].table))
    return after


def _settle(
    after: Ledger,
    old: FormSpec,
    new: FormSpec,
    to: CellKey,
    parts: list[tuple[CellKey, FormValue]],
    edit: Edit | None,
) -> None:
    column = new.table(to.table).column(to.column)
    if edit is not None and edit.joins:
        named = edit.moves[0].old  # parts are joined in the order the form names them
        parts = sorted(
            parts,
            key=lambda part: (
                [_in(rule, part[0]) for rule in named].index(True) if len(parts) > 1 else 0
            ),
        )
    values = [value for _, value in parts]
    if len(parts) == 1:
        whole = values[0] if holds(column, values[0]) else None
    elif column.type is CellType.TEXT and all(isinstance(value, str) for value in values):
        whole = "\n".join(dict.fromkeys(str(value) for value in values))
    elif all(isinstance(value, int | Decimal) for value in values):
        total = sum(value for value in values if isinstance(value, int | Decimal))
        is_kept = column.type in {CellType.COUNT, CellType.DECIMAL} and holds(column, total)
        whole = total if is_kept else None
    else:
        whole = values[0] if column.type is CellType.CHOICE and len(set(values)) == 1 else None
        whole = whole if whole in CHOICES else None
    if whole is not None:
        after.live[to] = as_held(column, whole)
    is_joined = (
        edit is not None
        and edit.joins
        and any(
            move.kind is MoveKind.MERGE and any(_in(rule, key) for rule in move.old)
            for move in edit.moves
            for key, _ in parts
        )
    )
    if whole is None or is_joined:
        after.apart |= {(old.version, key, value) for key, value in parts}


def _in(rule: PlaceRule, key: CellKey) -> bool:
    return rule.table == key.table and rule.row in {"", key.row} and rule.column in {"", key.column}
