"""Values read for an older version of a form, by the places of a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from wardapp.core.forms import CellKey, FormSpec
from wardapp.core.returns import ReadValue
from wardapp.reports.moving import image, keeps_rows, mapping_from


def moved_values(values: Sequence[ReadValue], route: Sequence[FormSpec]) -> tuple[ReadValue, ...]:
    """Return the values with their cells in the last version of the route.

    What the newer version does not ask keeps its place and names its version, so that it is listed
    as a value without a cell.
    """
    found = []
    for value in values:
        key = value.key
        for old, new in pairwise(route):
            key = _moved(key, old, new)
        found.append(replace(value, key=key) if key != value.key else value)
    return tuple(found)


def _moved(key: CellKey, old: FormSpec, new: FormSpec) -> CellKey:
    at = image(key, mapping_from(old.version, new))
    if at.key is None or not keeps_rows(old, new, key, at):
        return replace(key, table=f"{key.table} ({old.version})")
    return at.key
