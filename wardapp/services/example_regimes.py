"""The reporting regimes of an example office, and how its units kept the days so far."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from wardapp.core.identity import RecordId
from wardapp.core.regimes import Regime
from wardapp.services.office import Office

_LATE_OF_TEN, _NEVER_OF_TEN = 2, 1
_TEN = 10
_PLAYED = 6
_MOST_DAYS_LATE = 6


def add_regimes(office: Office, rows: list[dict[str, Any]]) -> None:
    """Keep the regimes an example tells, with what came of past periods."""
    for row in rows:
        _add(office, row)


def _add(office: Office, row: dict[str, Any]) -> None:
    desk = office.regime_desk
    kinds = set(row.get("units", ()))
    units = tuple(each.id for each in desk.regimes.units() if each.kind in kinds)
    base = Regime(
        id=RecordId(""),
        title=row["title"],
        frequency=desk.regimes.parse(row["phrase"])[0].regime.frequency,
        dues=(),
        form_id=row.get("form", ""),
        unit_ids=units,
        to=row.get("to", ""),
        through=row.get("through", ""),
        basis=row.get("basis", ""),
        sentence=row.get("sentence", ""),
    )
    regime = desk.regimes.save(desk.regimes.tried(row["phrase"], base)[0].proposal.regime)
    if row.get("history") and units:
        _play(office, regime, Random(regime.title))


def _play(office: Office, regime: Regime, chance: Random) -> None:
    """Let most units have sent their past reports on paper, some late, a few never."""
    boards, today = office.regime_desk.boards, office.desk.today()
    past = [each for each in office.regime_desk.regimes.periods(regime) if each.due_date < today]
    for period in past[-_PLAYED:]:
        board = boards.of(regime, period)
        days: dict[int, list[RecordId]] = {}
        for unit_id in regime.unit_ids:
            fate = chance.randrange(_TEN)
            late = chance.randrange(1, _MOST_DAYS_LATE) if fate < _LATE_OF_TEN else 0
            early = 0 if late else -chance.randrange(3)
            if fate != _TEN - _NEVER_OF_TEN:
                days.setdefault(late + early, []).append(unit_id)
        for shift, unit_ids in sorted(days.items()):
            day = min(period.due_date + timedelta(days=shift), today)
            boards.receive(board, unit_ids, day)
