"""Due days of a form as clerks type them, by the same words as reporting regimes."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from wardapp.core.errors import BadValue
from wardapp.core.forms import DueRule
from wardapp.core.regime_typing import parse_regime
from wardapp.core.regimes import RegimeDue

SAMPLE_YEAR = 2027
"""A year whose February is short: a due day must be there in every year."""
MONTHS = range(1, 13)


def typed_dues(text: str, today: date) -> tuple[DueRule, ...]:
    """Return the due days of a phrase, each year anew; BadValue when it is not understood."""
    try:
        said = parse_regime(text, today)[0].regime.dues
    except BadValue as refusal:
        raise BadValue("due", refusal.sentence) from refusal
    rules = (_rule(due, month) for due in said for month in ((due.month,) if due.month else MONTHS))
    found = tuple(sorted(set(rules), key=lambda rule: (rule.month, rule.day)))
    if not found:
        raise BadValue("due", "Chưa thấy hạn nộp. Hãy ghi như 31/12, hoặc ngày 10 hằng tháng.")
    return found


def _rule(due: RegimeDue, month: int) -> DueRule:
    """Return a due day as forms have it: "trước ngày 15" is the 14th."""
    last = monthrange(SAMPLE_YEAR, month)[1]
    day = min(due.day or last, last)
    return DueRule(month=month, day=day - 1 if due.is_before and day > 1 else day)
