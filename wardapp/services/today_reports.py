"""What Hôm nay shows of reports: ours that are due, units that are late."""

from __future__ import annotations

from datetime import date, timedelta

from wardapp.core.dates import due_text
from wardapp.core.forms import Period
from wardapp.core.regime_views import DueItem
from wardapp.core.regimes import FREQUENCY_NAMES, Regime
from wardapp.core.views import TodayItem
from wardapp.core.workdays import Workdays
from wardapp.services.desk import Desk
from wardapp.services.regimes import Regimes
from wardapp.services.report_boards import ReportBoards

MOST = 20
LATE_DAYS = 60
"""A report so long overdue is no longer called for every day; the board still shows it."""


class WaitingReports:
    """Gathers the reports of the regimes that are due soon or late."""

    def __init__(self, desk: Desk, regimes: Regimes, boards: ReportBoards) -> None:
        self._desk, self._regimes, self._boards = desk, regimes, boards

    def forms_ruled(self) -> frozenset[str]:
        """Return the forms that a running regime asks for on days of its own."""
        known = self._regimes.all()
        ruled = (each.form_id for each in known if each.active and each.dues)
        return frozenset(form_id for form_id in ruled if form_id)

    def due_items(self, horizon: date) -> tuple[DueItem, ...]:
        """Return what is late or due until a day, and not yet here or sent, by due day."""
        found: list[DueItem] = []
        for regime in self._regimes.all():
            if regime.active:
                found.extend(self._of(regime, horizon))
        return tuple(sorted(found, key=lambda each: each.period.due_date))

    def items(self, horizon: date, workdays: Workdays, shown: str = "") -> tuple[TodayItem, ...]:
        """Return the same as lines of the day; of the form that is `shown` only what is late."""
        today = self._desk.today()
        due = self.due_items(horizon)
        kept = [
            each
            for each in due
            if not each.is_ours or each.regime.form_id != shown or each.period.due_date < today
        ]
        return tuple(_item(each, today, workdays) for each in kept[:MOST])

    def _of(self, regime: Regime, horizon: date) -> list[DueItem]:
        today = self._desk.today()
        first = today - timedelta(days=LATE_DAYS)
        known = self._regimes.periods(regime)
        near = [each for each in known if first <= each.due_date <= horizon]
        near = self._boards.called_for(regime, near)
        if not regime.unit_ids:
            return self._ours(regime, near)
        boards = [self._boards.of(regime, each) for each in near]
        return [
            DueItem(
                regime=regime,
                period=board.period,
                units=board.counts.expected,
                missing=board.counts.missing,
                waiting=board.counts.waiting,
            )
            for board in boards
            if board.counts.missing
        ]

    def _ours(self, regime: Regime, near: list[Period]) -> list[DueItem]:
        with self._desk.database.read() as tx:
            open_ones = [each for each in near if not self._boards.was_sent(tx, regime, each)]
        return [DueItem(regime=regime, period=each) for each in open_ones]


def _item(due: DueItem, today: date, workdays: Workdays) -> TodayItem:
    regime, period = due.regime, due.period
    is_late = period.due_date < today
    said = due_text(period.due_date, today, workdays, None)
    if due.is_ours:
        whom = f"gửi {regime.to}" if regime.to else ""
        parts = ("Báo cáo của ta", FREQUENCY_NAMES[regime.frequency].lower(), whom)
        return TodayItem(
            entity="regime",
            record_id=regime.id,
            title=f"{regime.title}, {period.label}",
            circumstance=" · ".join(part for part in parts if part),
            due=said,
            due_date=period.due_date,
        )
    waited = f"{due.missing} đơn vị chưa gửi" if is_late else f"còn {due.missing} đơn vị chưa gửi"
    doubts = f"{due.waiting} bản chờ xem lại" if due.waiting else ""
    told = (f"{waited} trên {due.units}", doubts)
    return TodayItem(
        entity="report_board",
        record_id=regime.id,
        title=f"Đơn vị gửi {regime.title[:1].lower()}{regime.title[1:]}, {period.label}",
        circumstance=" · ".join(part for part in told if part),
        due=said,
        due_date=period.due_date,
    )
