"""Reporting regimes: who reports what to whom, over which days, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId


class Frequency(StrEnum):
    """How often a report is asked for."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    CAMPAIGN = "campaign"  # đợt: one stretch of days
    AD_HOC = "ad_hoc"  # đột xuất: due days are named one by one


FREQUENCY_NAMES = {
    Frequency.MONTH: "Hằng tháng",
    Frequency.QUARTER: "Hằng quý",
    Frequency.HALF_YEAR: "6 tháng",
    Frequency.YEAR: "Hằng năm",
    Frequency.CAMPAIGN: "Theo đợt",
    Frequency.AD_HOC: "Đột xuất",
}


class WindowKind(StrEnum):
    """Which days a report covers."""

    SINCE_DUE = "since_due"  # from the due day before this one to the day before this due day
    CALENDAR = "calendar"  # the month, quarter … that has ended, or ends soon after the due day
    FROM_DAY = "from_day"  # from a day of the month to the day before it (NĐ 09/2019 Điều 12: 15)
    EXPLICIT = "explicit"  # the days named


class RollRule(StrEnum):
    """What becomes of a due day that falls on a day off."""

    OFFICE = ""  # as the office's setting says
    KEEP = "keep"
    PREVIOUS = "previous"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRule:
    """How the days a report covers follow from its due day."""

    kind: WindowKind = WindowKind.SINCE_DUE
    day: int = 0  # FROM_DAY: first day of the window in its month
    first: date | None = None  # EXPLICIT
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeDue:
    """A due day: `month` 0 = every month, `day` 0 = last day of the month, `year` None = each year.

    `is_before` is "trước ngày 15": the 14th is the last day on which it is in time.
    """

    day: int
    month: int = 0
    year: int | None = None
    is_before: bool = False


SINCE_DUE = WindowRule()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One duty to report. Without `unit_ids` the office itself reports `to` a superior."""

    id: RecordId
    title: str
    frequency: Frequency
    dues: tuple[RegimeDue, ...]
    form_id: str = ""  # "" = a report in words, no form
    window: WindowRule = SINCE_DUE
    roll: RollRule = RollRule.OFFICE
    unit_ids: tuple[RecordId, ...] = ()  # who reports to us
    to: str = ""  # "Đảng uỷ phường Liên Hồ"
    through: str = ""  # "Ban Xây dựng Đảng"
    valid_from: date | None = None
    valid_to: date | None = None
    basis: str = ""  # "Kế hoạch số 22-KH/ĐU, ngày 20/4/2026"
    basis_id: RecordId | None = None  # the line of the register it was read from
    sentence: str = ""  # the words it was read from
    active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeProposal:
    """A regime read from a text, with the sentence it stands in; nothing is kept yet.

    `line` counts the lines of the text from 0; `doubts` are sentences about what was guessed.
    `reporters` and `form` are the words for who reports and in which form.
    """

    regime: Regime
    sentence: str
    line: int = 0
    doubts: tuple[str, ...] = ()
    reporters: str = ""  # "các cơ quan, đơn vị, các tổ chức Đảng trực thuộc"
    form: str = ""  # "Phụ lục 02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """When a unit was reminded, and the letter, when it went out through the register."""

    on: date
    outgoing_id: RecordId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDuty:
    """What is known of one unit's report for one period beside the returns: reminders, excuse."""

    id: RecordId
    regime_id: RecordId
    period_id: str
    unit_id: RecordId
    reminded: tuple[Reminded, ...] = ()
    excused: str = ""  # why nothing is expected
    received_on: date | None = None  # came on paper or by another way: no file of it is here


class DutyState(StrEnum):
    """How a unit stands with a report."""

    EXPECTED = "expected"  # not due yet
    LATE = "late"  # due, not come
    ON_TIME = "on_time"
    CAME_LATE = "came_late"
    CORRECTED = "corrected"  # a later return replaced the first one
    WAITING = "waiting"  # came, has doubts nobody looked at
    EXCUSED = "excused"


DUTY_NAMES = {
    DutyState.EXPECTED: "Chưa đến hạn",
    DutyState.LATE: "Chưa gửi",
    DutyState.ON_TIME: "Đúng hạn",
    DutyState.CAME_LATE: "Gửi muộn",
    DutyState.CORRECTED: "Đã gửi lại",
    DutyState.WAITING: "Chờ xem lại",
    DutyState.EXCUSED: "Được miễn",
}
