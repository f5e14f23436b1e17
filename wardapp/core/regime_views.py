"""What pages show of regimes: due days, boards of units, histories, reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.forms import Period
from wardapp.core.identity import RecordId
from wardapp.core.regimes import DutyState, Frequency, Regime, RegimeProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """A report that is due: ours, or one the units owe us with how many are missing."""

    regime: Regime
    period: Period
    units: int = 0
    missing: int = 0
    waiting: int = 0

    @property
    def is_ours(self) -> bool:
        """Return True when this office itself reports."""
        return not self.regime.unit_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A unit on the board of a period: what came, when, and what is known beside it."""

    unit_id: RecordId
    unit_name: str
    state: DutyState
    received_on: date | None = None
    days_late: int = 0
    open_doubts: int = 0
    corrections: int = 0  # returns that were replaced by later ones
    reminded_on: tuple[date, ...] = ()
    excused: str = ""
    return_id: RecordId | None = None
    is_on_paper: bool = False  # the clerk said it came, no file of it is here

    @property
    def has_come(self) -> bool:
        """Return True when something of the unit is here."""
        return self.received_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCounts:
    """How many units stand how; `expected` leaves the excused out."""

    expected: int = 0
    received: int = 0
    on_time: int = 0
    came_late: int = 0
    missing: int = 0
    late: int = 0  # missing after the due day
    corrected: int = 0
    waiting: int = 0
    excused: int = 0
    reminded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBoard:
    """The units of a regime in one period."""

    regime: Regime
    period: Period
    rows: tuple[BoardRow, ...]
    counts: BoardCounts
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitHistory:
    """How a unit kept its due days in the last periods, oldest first; None: not expected."""

    unit_id: RecordId
    unit_name: str
    states: tuple[DutyState | None, ...]
    on_time: int
    expected: int

    @property
    def rate(self) -> int | None:
        """Return the share of reports in time in percent, None when none was expected."""
        return round(100 * self.on_time / self.expected) if self.expected else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeRow:
    """A regime in the list: what is due next and how it is said."""

    regime: Regime
    said: str
    next_period: Period | None
    form_label: str = ""
    unit_count: int = 0

    @property
    def frequency(self) -> Frequency:
        """Return how often it is asked for."""
        return self.regime.frequency


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeTry:
    """A regime that is not kept yet, and the periods that would be due from today on."""

    proposal: RegimeProposal
    said: str
    periods: tuple[Period, ...]
    fault: str = ""  # why it cannot stand as it is
