"""A regime in words: shown to the clerk, and read back to the same regime."""

from __future__ import annotations

from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.regimes import (
    Frequency,
    Regime,
    RegimeDue,
    RollRule,
    WindowKind,
    WindowRule,
)

_HEADS = {
    Frequency.MONTH: "Hằng tháng",
    Frequency.QUARTER: "Hằng quý",
    Frequency.HALF_YEAR: "Báo cáo 6 tháng",
    Frequency.YEAR: "Báo cáo năm",
    Frequency.CAMPAIGN: "Theo đợt",
    Frequency.AD_HOC: "Đột xuất",
}
_WHOLE = {
    Frequency.MONTH: "cả tháng",
    Frequency.QUARTER: "cả quý",
    Frequency.HALF_YEAR: "cả 6 tháng",
    Frequency.YEAR: "cả năm",
}
_EACH_MONTH = " hằng tháng"
_ROLLS = {
    RollRule.KEEP: "ngày nghỉ thì giữ nguyên",
    RollRule.PREVIOUS: "ngày nghỉ thì gửi ngày làm việc trước",
    RollRule.NEXT: "ngày nghỉ thì gửi ngày làm việc sau",
}


def said(regime: Regime) -> str:
    """Return the regime's days in words that `parse_regime` reads back to them."""
    parts = [_with_dues(regime), _window(regime)]
    parts.append(_ROLLS.get(RollRule(regime.roll), ""))
    if regime.valid_from:
        parts.append(f"áp dụng từ ngày {long_date(regime.valid_from)}")
    if regime.valid_to:
        parts.append(f"áp dụng đến ngày {long_date(regime.valid_to)}")
    return "; ".join(part for part in parts if part)


def said_dues(regime: Regime) -> str:
    """Return only the due days: `trước ngày 15 hằng tháng`."""
    groups: dict[tuple[int, bool, int | None], list[RegimeDue]] = {}
    for due in regime.dues:
        groups.setdefault((due.day, due.is_before, due.year), []).append(due)
    return "; ".join(_days(dues) for dues in groups.values())


def said_window(rule: WindowRule, frequency: Frequency) -> str:
    """Return which days a report covers, in words."""
    match rule.kind:
        case WindowKind.CALENDAR:
            return f"số liệu {_WHOLE.get(frequency, 'cả kỳ')}"
        case WindowKind.FROM_DAY:
            if rule.day == 1 and frequency is Frequency.MONTH:
                return "số liệu cả tháng trước"
            last = f"ngày {rule.day - 1:02}" if rule.day > 1 else "trước ngày 01"
            return f"số liệu từ ngày {rule.day:02} kỳ trước đến {last} kỳ này"
        case WindowKind.EXPLICIT if rule.first and rule.last:
            return f"số liệu từ ngày {_full(rule.first)} đến ngày {_full(rule.last)}"
    return "số liệu từ hạn trước đến hạn này"


def _with_dues(regime: Regime) -> str:
    head = _HEADS[regime.frequency]
    if regime.frequency is Frequency.YEAR and len(regime.dues) == 1:
        head = "Hằng năm"
    if not regime.dues:
        return head
    dues = said_dues(regime)
    if regime.frequency is Frequency.MONTH and all(_is_plain(due) for due in regime.dues):
        dues = dues.replace(_EACH_MONTH, "")
    return f"{head}, {dues}"


def _is_plain(due: RegimeDue) -> bool:
    return bool(due.day) and not due.month and due.year is None


def _window(regime: Regime) -> str:
    if regime.frequency is Frequency.AD_HOC and regime.window == WindowRule():
        return ""
    return said_window(regime.window, regime.frequency)


def _days(dues: list[RegimeDue]) -> str:
    first = dues[0]
    lead = "trước" if first.is_before else "vào"
    day = f"ngày {first.day:02}" if first.day else "ngày cuối"
    months = [due.month for due in dues]
    if 0 in months:
        where = _EACH_MONTH.strip()
    elif len(months) == 1:
        where = f"tháng {months[0]}"
    else:
        listed = ", ".join(str(month) for month in months[:-1])
        where = f"của các tháng {listed} và {months[-1]}"
    year = f" năm {first.year}" if first.year else ""
    return f"{lead} {day} {where}{year}"


def _full(day: date) -> str:
    return long_date(day)
