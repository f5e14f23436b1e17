"""Theo dõi báo cáo: which units are expected, came, came late, and how they kept their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from wardapp.core.clock import day_of
from wardapp.core.errors import BadValue
from wardapp.core.forms import Period
from wardapp.core.identity import RecordId, made_ms
from wardapp.core.issuers import Unit
from wardapp.core.printout import Printout
from wardapp.core.regime_views import BoardCounts, BoardRow, ReportBoard, UnitHistory
from wardapp.core.regimes import DutyState, Regime, Reminded, UnitDuty
from wardapp.core.returns import ReturnState, UnitReturn
from wardapp.core.text import one_line
from wardapp.reports.board_lists import board_printout
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.regimes import Regimes
from wardapp.store.transaction import Transaction

HISTORY = 12
_YEARS_BACK = 6
OFFICE = RecordId("")
"""Whose duty it is when the office itself reports: nobody of the catalogue."""


class ReportBoards:
    """Boards of the units of a regime; what is told of a unit is kept as its duty."""

    def __init__(self, desk: Desk, regimes: Regimes) -> None:
        self._desk, self._regimes = desk, regimes

    def shown_periods(self, regime: Regime) -> tuple[Period, ...]:
        """Return the periods a board can show: those due so far and the next one, newest first."""
        today = self._desk.today()
        known = self._regimes.periods(regime)
        due = self.called_for(regime, [each for each in known if each.due_date <= today])
        coming = [each for each in known if each.due_date > today][:1]
        return tuple(reversed((*due, *coming)))

    def usual_period(self, regime: Regime) -> Period:
        """Return the period to look at: due today, or the last while units are missing, or next."""
        shown = self.shown_periods(regime)
        if not shown:
            return self._regimes.period(regime, "")
        today = self._desk.today()
        last = next((each for each in shown if each.due_date <= today), None)
        if last is not None and (last.due_date == today or self.of(regime, last).counts.missing):
            return last
        return shown[0]

    def board(self, regime_id: RecordId, period_id: str = "") -> ReportBoard:
        """Return the board of a period, of the usual one for ""."""
        regime = self._regimes.get(regime_id)
        if period_id:
            return self.of(regime, self._regimes.period(regime, period_id))
        return self.of(regime, self.usual_period(regime))

    def of(self, regime: Regime, period: Period) -> ReportBoard:
        """Return the board of a regime and period at hand."""
        with self._desk.database.read() as tx:
            rows = self._rows(tx, regime, period)
        return ReportBoard(
            regime=regime,
            period=period,
            rows=rows,
            counts=counted(rows),
            today=self._desk.today(),
        )

    def history(self, regime: Regime, most: int = HISTORY) -> tuple[UnitHistory, ...]:
        """Return how each unit kept its last due days, oldest first."""
        past = self.past_periods(regime, most)
        with self._desk.database.read() as tx:
            boards = [{row.unit_id: row for row in self._rows(tx, regime, each)} for each in past]
            names = {each.id: each.name for each in tx.catalogue.units()}
        return tuple(
            _history(unit_id, names.get(unit_id, "Đơn vị đã bỏ"), boards)
            for unit_id in regime.unit_ids
        )

    def past_periods(self, regime: Regime, most: int = HISTORY) -> tuple[Period, ...]:
        """Return the periods that were due last, oldest first."""
        today = self._desk.today()
        found: dict[str, Period] = {}
        for back in range(_YEARS_BACK):
            around = today.replace(day=1, year=today.year - back)
            known = self._regimes.periods(regime, around)
            found |= {each.id: each for each in known if each.due_date < today}
            if len(found) >= most:
                break
        ordered = sorted(found.values(), key=lambda each: each.due_date)
        return tuple(self.called_for(regime, ordered[-most:]))

    def called_for(self, regime: Regime, periods: Sequence[Period]) -> list[Period]:
        """Return the periods due since the regime is kept here, and those of which anything came.

        A regime typed in June does not make every report of the year before a missing one.
        """
        begun = regime.valid_from or day_of(made_ms(regime.id))
        with self._desk.database.read() as tx:
            return [
                each for each in periods if each.due_date >= begun or _has_come(tx, regime, each)
            ]

    def paper(self, board: ReportBoard, *, only_late: bool = False) -> Printout:
        """Return a board as it prints, with the history of its units."""
        history = () if only_late else self.history(board.regime)
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx)
        return board_printout(board, issuer, history, only_late=only_late)

    def excuse(self, board: ReportBoard, unit_ids: Sequence[RecordId], reason: str) -> ReportBoard:
        """Expect nothing of units in this period, with a reason; "" expects it again."""
        why = one_line(reason)
        verb = f"Miễn báo cáo cho {len(unit_ids)} đơn vị" if why else "Bỏ miễn báo cáo"
        return self._told(board, unit_ids, verb, excused=why)

    def receive(
        self, board: ReportBoard, unit_ids: Sequence[RecordId], day: date | None
    ) -> ReportBoard:
        """Say that reports came on a day by another way than a file; None takes it back."""
        if day is not None and day > self._desk.today():
            raise BadValue("received_on", "Ngày nhận chưa tới. Anh, chị xem lại giúp.")
        verb = f"Ghi đã nhận báo cáo của {len(unit_ids)} đơn vị" if day else "Bỏ ghi đã nhận"
        return self._told(board, unit_ids, verb, received_on=day)

    def sent(self, regime: Regime, period: Period, day: date | None) -> None:
        """Say that our own report of a period was sent on a day; None takes it back."""
        title = f"Ghi đã gửi “{regime.title}”, {period.label}"
        with self._desk.database.begin(self._desk.command("report_board.sent", title)) as tx:
            tx.regimes.save_duty(
                replace(self._duty(tx, regime.id, period.id, OFFICE), received_on=day)
            )

    def was_sent(self, tx: Transaction, regime: Regime, period: Period) -> bool:
        """Return True when our own report of a period is out: said so, issued or locked."""
        duties = {each.unit_id: each for each in tx.regimes.duties(regime.id, period.id)}
        if OFFICE in duties and duties[OFFICE].received_on is not None:
            return True
        kept = [each for each in tx.filled.list(regime.form_id) if each.period.id == period.id]
        return bool(regime.form_id) and any(each.closed_ms is not None for each in kept)

    def remind(
        self,
        board: ReportBoard,
        lines: Mapping[RecordId, RecordId | None],
        note: str = "",
    ) -> None:
        """Write down that units were reminded today, with the letter where it has a number."""
        command = self._desk.command("report_board.remind", f"Ghi đã nhắc {len(lines)} đơn vị")
        today = self._desk.today()
        with self._desk.database.begin(command) as tx:
            for unit_id, outgoing_id in lines.items():
                duty = self._duty(tx, board.regime.id, board.period.id, unit_id)
                told = Reminded(on=today, outgoing_id=outgoing_id, note=note)
                tx.regimes.save_duty(replace(duty, reminded=(*duty.reminded, told)))

    def _told(
        self,
        board: ReportBoard,
        unit_ids: Sequence[RecordId],
        title: str,
        *,
        excused: str | None = None,
        received_on: date | None = None,
    ) -> ReportBoard:
        command = self._desk.command("report_board.tell", title)
        with self._desk.database.begin(command) as tx:
            for unit_id in unit_ids:
                duty = self._duty(tx, board.regime.id, board.period.id, unit_id)
                if excused is None:
                    duty = replace(duty, received_on=received_on)
                else:
                    duty = replace(duty, excused=excused)
                tx.regimes.save_duty(duty)
        return self.of(board.regime, board.period)

    def _duty(
        self, tx: Transaction, regime_id: RecordId, period_id: str, unit_id: RecordId
    ) -> UnitDuty:
        kept = (each for each in tx.regimes.duties(regime_id, period_id) if each.unit_id == unit_id)
        return next(kept, None) or UnitDuty(
            id=self._desk.new_id(), regime_id=regime_id, period_id=period_id, unit_id=unit_id
        )

    def _rows(self, tx: Transaction, regime: Regime, period: Period) -> tuple[BoardRow, ...]:
        units = {each.id: each for each in tx.catalogue.units()}
        duties = {each.unit_id: each for each in tx.regimes.duties(regime.id, period.id)}
        came: dict[RecordId, list[UnitReturn]] = {}
        if regime.form_id:
            for each in tx.returns.of_period(regime.form_id, period.id):
                if each.regime_id in {None, regime.id} and each.state is not ReturnState.REFUSED:
                    came.setdefault(each.unit_id, []).append(each)
        today = self._desk.today()
        return tuple(
            _row(units[unit_id], period, came.get(unit_id, []), duties.get(unit_id), today)
            for unit_id in regime.unit_ids
            if unit_id in units
        )


def _has_come(tx: Transaction, regime: Regime, period: Period) -> bool:
    if tx.regimes.duties(regime.id, period.id):
        return True
    return bool(regime.form_id and tx.returns.of_period(regime.form_id, period.id))


def counted(rows: Sequence[BoardRow]) -> BoardCounts:
    """Return how many units stand how."""
    expected = [row for row in rows if row.state is not DutyState.EXCUSED]
    came = [row for row in expected if row.has_come]
    return BoardCounts(
        expected=len(expected),
        received=len(came),
        on_time=sum(not row.days_late for row in came),
        came_late=sum(bool(row.days_late) for row in came),
        missing=len(expected) - len(came),
        late=sum(row.state is DutyState.LATE for row in expected),
        corrected=sum(bool(row.corrections) for row in came),
        waiting=sum(row.state is DutyState.WAITING for row in came),
        excused=len(rows) - len(expected),
        reminded=sum(bool(row.reminded_on) for row in expected),
    )


def _row(
    unit: Unit, period: Period, came: list[UnitReturn], duty: UnitDuty | None, today: date
) -> BoardRow:
    ordered = sorted(came, key=lambda each: (each.received_on, each.received_ms))
    alive = [each for each in ordered if each.state is not ReturnState.REPLACED]
    last = next(reversed(alive or ordered), None)
    on_paper = duty.received_on if duty else None
    days = [each for each in (on_paper, ordered[0].received_on if ordered else None) if each]
    received = min(days, default=None)
    late = max(((received or today) - period.due_date).days, 0)
    row = BoardRow(
        unit_id=unit.id,
        unit_name=unit.name,
        state=DutyState.EXPECTED,
        received_on=received,
        days_late=late,
        open_doubts=len(last.open_doubts) if last is not None else 0,
        corrections=len(ordered) - 1 if len(ordered) > 1 else 0,
        reminded_on=tuple(each.on for each in duty.reminded) if duty else (),
        excused=duty.excused if duty else "",
        return_id=last.id if last is not None else None,
        is_on_paper=received is not None and last is None,
    )
    return replace(row, state=_state(row, last))


def _state(row: BoardRow, last: UnitReturn | None) -> DutyState:
    if row.received_on is None:
        if row.excused:
            return DutyState.EXCUSED
        return DutyState.LATE if row.days_late else DutyState.EXPECTED
    if last is not None and last.state is ReturnState.WAITING:
        return DutyState.WAITING
    if row.corrections:
        return DutyState.CORRECTED
    return DutyState.CAME_LATE if row.days_late else DutyState.ON_TIME


def _history(
    unit_id: RecordId, name: str, boards: Sequence[Mapping[RecordId, BoardRow]]
) -> UnitHistory:
    rows = [board.get(unit_id) for board in boards]
    expected = [row for row in rows if row is not None and row.state is not DutyState.EXCUSED]
    return UnitHistory(
        unit_id=unit_id,
        unit_name=name,
        states=tuple(row.state if row is not None else None for row in rows),
        on_time=sum(row.has_come and not row.days_late for row in expected),
        expected=len(expected),
    )
