"""What units sent in, and the rows the clerk merged of it."""

from __future__ import annotations

from sqlalchemy import select

from wardapp.core.identity import RecordId
from wardapp.core.returns import MergeGroup, UnitReturn
from wardapp.store.entities import MERGED, RETURN
from wardapp.store.tables_reports import merge_groups, unit_returns
from wardapp.store.work import Work

_RETURN, _GROUP = unit_returns.c, merge_groups.c


class Returns:
    """Returns are never overwritten: a later one replaces, both stay."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, return_id: RecordId) -> UnitReturn:
        """Return a return; NotFound when it is not here."""
        return self._work.get(RETURN, return_id)

    def save(self, returned: UnitReturn, base: UnitReturn | None = None) -> UnitReturn:
        """Keep a return, added when new; with `base` only what changed since."""
        return self._work.save(RETURN, returned, base)

    def of_period(self, form_id: str, period_id: str) -> tuple[UnitReturn, ...]:
        """Return everything that came in for a period, in the order it came."""
        query = select(unit_returns).where(
            _RETURN.form_id == form_id, _RETURN.period_id == period_id
        )
        return self._work.all(RETURN, query.order_by(_RETURN.received_ms, _RETURN.id))

    def groups(self, form_id: str, period_id: str) -> tuple[MergeGroup, ...]:
        """Return the merged rows of a period."""
        query = select(merge_groups).where(_GROUP.form_id == form_id, _GROUP.period_id == period_id)
        return self._work.all(MERGED, query.order_by(_GROUP.id))

    def save_group(self, group: MergeGroup) -> MergeGroup:
        """Keep a merged row, added when new."""
        return self._work.save(MERGED, group)

    def remove_group(self, group_id: RecordId) -> None:
        """Take a merge apart again."""
        self._work.remove(MERGED, group_id)
