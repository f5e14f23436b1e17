"""From due days as said to a whole regime: its cycle, its years, its window, and each doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from wardapp.core.dates import long_date
from wardapp.core.identity import RecordId
from wardapp.core.regime_dues import DueSaid, check_day, refuse
from wardapp.core.regime_spans import RuleSaid
from wardapp.core.regimes import (
    SINCE_DUE,
    Frequency,
    Regime,
    RegimeDue,
    RegimeProposal,
    RollRule,
    WindowKind,
    WindowRule,
)

_NAMES = {
    Frequency.MONTH: "hằng tháng",
    Frequency.QUARTER: "hằng quý",
    Frequency.HALF_YEAR: "6 tháng",
    Frequency.YEAR: "hằng năm",
    Frequency.CAMPAIGN: "theo đợt",
    Frequency.AD_HOC: "đột xuất",
}
_BY_GAP = {1: Frequency.MONTH, 3: Frequency.QUARTER, 6: Frequency.HALF_YEAR, 12: Frequency.YEAR}
_ONE_TIME = frozenset({Frequency.AD_HOC, Frequency.CAMPAIGN})
_WHOLE = WindowRule(kind=WindowKind.CALENDAR)
_QUARTER, _HALF, _MONTHS = 3, 6, 12
_LAST_OF_OLD_QUARTER = 2  # a report on quarter IV may be due in January and February
_LAST_OF_OLD_HALF = 4
_FIRST_OF_OWN_YEAR = 10


def topic_name(frequency: Frequency, part: int) -> str:
    """Return how often in words, as it goes on after "báo cáo"."""
    if frequency is Frequency.YEAR and part:
        return "năm"
    return _NAMES[frequency]


def completed(
    frequency: Frequency | None,
    topic: tuple[int, int | None],
    said: Sequence[DueSaid],
    today: date,
) -> tuple[Regime, tuple[str, ...]]:
    """Return the regime of due days under a topic (its part and year), with what was supposed."""
    part, year = topic
    cycle = next((each.cycle for each in said if each.cycle), None)
    dues = _inherited(said, frequency or cycle)
    doubts = [doubt for each in said for doubt in each.doubts]
    frequency = _agreed(frequency, cycle, part, len(dues))
    if frequency is None:
        frequency, why = _inferred(dues, year)
        doubts.extend(why)
    if part and cycle is not None:
        dues = _of_part(frequency, part, dues)
    dues, why = _dated(frequency, part, year, dues, today)
    doubts.extend((*why, *_part_doubts(frequency, part, dues)))
    hint = next((each.window for each in said if each.window), None)
    regime = Regime(
        id=RecordId(""),
        title=f"Báo cáo {topic_name(frequency, part if frequency is Frequency.YEAR else 0)}",
        frequency=frequency,
        dues=in_order(dues),
        window=hint or (_WHOLE if part or _is_one_of_more(frequency, dues) else SINCE_DUE),
        roll=next((each.roll for each in said if each.roll), RollRule.OFFICE),
    )
    return regime, tuple(doubts)


def _is_one_of_more(frequency: Frequency, dues: Sequence[RegimeDue]) -> bool:
    """Return True for one day a year of a report on less: since its last due is not its cycle."""
    return len(dues) == 1 and frequency in {Frequency.QUARTER, Frequency.HALF_YEAR}


def campaign(rule: RuleSaid) -> RegimeProposal:
    """Return the report on a stretch of days for which no due day is said."""
    if rule.span is None:
        raise refuse("Chưa có ngày đầu và ngày cuối của đợt.")
    first, last = rule.span
    regime = Regime(
        id=RecordId(""),
        title=f"Báo cáo đợt {long_date(first)} đến {long_date(last)}",
        frequency=Frequency.CAMPAIGN,
        dues=(RegimeDue(day=last.day, month=last.month, year=last.year),),
        window=WindowRule(kind=WindowKind.EXPLICIT, first=first, last=last),
    )
    doubt = f"Chưa nêu hạn gửi nên lấy ngày cuối đợt, {long_date(last)}."
    return RegimeProposal(regime=regime, sentence="", doubts=(doubt, *rule.doubts))


def ruled(proposal: RegimeProposal, rules: Sequence[RuleSaid]) -> RegimeProposal:
    """Return a proposal under the windows, validity and rules for days off said beside it."""
    for rule in rules:
        regime = proposal.regime
        doubts = proposal.doubts
        if rule.span:
            regime, why = _under_span(regime, rule)
            doubts = (*doubts, *why, *rule.doubts)
        regime = replace(
            regime,
            window=rule.window or regime.window,
            roll=rule.roll or regime.roll,
            valid_from=rule.valid_from or regime.valid_from,
            valid_to=rule.valid_to or regime.valid_to,
        )
        proposal = replace(proposal, regime=regime, doubts=doubts)
    return proposal


def _under_span(regime: Regime, rule: RuleSaid) -> tuple[Regime, tuple[str, ...]]:
    if rule.span is None:
        return regime, ()
    first, last = rule.span
    window = WindowRule(kind=WindowKind.EXPLICIT, first=first, last=last)
    if regime.frequency is Frequency.AD_HOC and regime.dues and not rule.is_data:
        title = f"Báo cáo đợt {long_date(first)} đến {long_date(last)}"
        return replace(regime, frequency=Frequency.CAMPAIGN, title=title, window=window), ()
    if regime.frequency is Frequency.CAMPAIGN and not regime.dues:
        due = RegimeDue(day=last.day, month=last.month, year=last.year)
        doubt = f"Chưa nêu hạn gửi nên lấy ngày cuối đợt, {long_date(last)}."
        return replace(regime, dues=(due,), window=window), (doubt,)
    if rule.is_data or regime.frequency in _ONE_TIME:
        return replace(regime, window=window), ()
    doubt = f"“Từ {long_date(first)} đến {long_date(last)}” hiểu là thời gian áp dụng chế độ."
    return replace(regime, valid_from=first, valid_to=last), (doubt,)


def _inherited(said: Sequence[DueSaid], frequency: Frequency | None) -> list[RegimeDue]:
    """Return the due days; "trước ngày 15/3, 15/6" says "trước" of both."""
    dues: list[RegimeDue] = []
    is_before = False
    for each in said:
        is_before = each.is_before if each.has_lead else is_before
        bare = [RegimeDue(day=day, is_before=is_before) for day in each.bare_days]
        if bare and frequency is not Frequency.MONTH:
            raise refuse(_no_month(bare[0].day, frequency))
        dues.extend(bare)
        dues.extend(replace(due, is_before=is_before) for due in each.dues)
    return dues


def _no_month(day: int, frequency: Frequency | None) -> str:
    match frequency:
        case Frequency.QUARTER:
            how = f"ngày {day} tháng cuối quý"
        case Frequency.HALF_YEAR | Frequency.YEAR:
            how = f"ngày {day}/6 hoặc ngày {day}/12"
        case _:
            how = f"ngày {day} hằng tháng hoặc ngày {day}/6"
    return f"Chưa rõ ngày {day} của tháng nào. Hãy gõ: {how}."


def _agreed(
    frequency: Frequency | None, cycle: Frequency | None, part: int, count: int
) -> Frequency | None:
    """Return the cycle that words and days agree on, None when the days alone must tell."""
    if frequency is None:
        return cycle
    if cycle is None or cycle is frequency:
        is_every_year = frequency is Frequency.YEAR and not part and count > 1
        return None if is_every_year and cycle is None else frequency
    if frequency is Frequency.YEAR and not part:
        return cycle
    raise refuse(
        f"Hạn {_NAMES[cycle]} không hợp với báo cáo {_NAMES[frequency]}. "
        "Hãy gõ ngày và tháng của từng hạn."
    )


def _inferred(dues: Sequence[RegimeDue], year: int | None) -> tuple[Frequency, list[str]]:
    if all(due.month == 0 for due in dues):
        return Frequency.MONTH, []
    if len(dues) == 1:
        return Frequency.AD_HOC, []
    spots = sorted({((due.year or year or 0) * _MONTHS + due.month) for due in dues})
    gaps = {b - a for a, b in pairwise(spots)}
    if len(gaps) == 1 and len(spots) == len(dues) and (gap := gaps.pop()) in _BY_GAP:
        frequency = _BY_GAP[gap]
        return frequency, [
            f"Chưa nêu kỳ báo cáo; các hạn cách nhau {gap} tháng nên coi là {_NAMES[frequency]}."
        ]
    if all(due.year or year for due in dues):
        return Frequency.AD_HOC, ["Các hạn không cách đều nên coi là báo cáo đột xuất."]
    raise refuse(
        "Các hạn không cách đều, chưa rõ báo cáo theo kỳ nào. Hãy gõ thêm hằng quý, 6 tháng "
        "hay hằng năm."
    )


def _of_part(frequency: Frequency, part: int, dues: list[RegimeDue]) -> list[RegimeDue]:
    found = [due for due in dues if _part_of(frequency, due.month) == part]
    return found or dues


def _dated(
    frequency: Frequency, part: int, year: int | None, dues: list[RegimeDue], today: date
) -> tuple[list[RegimeDue], list[str]]:
    """Return the days with their years: those said, and the next one where only once is meant."""
    if year is not None:
        dues = [due if due.year else _in_year(frequency, part, due, year) for due in dues]
    if frequency not in _ONE_TIME or all(due.year for due in dues):
        return dues, []
    if any(due.month == 0 for due in dues):
        raise refuse(f"Báo cáo {_NAMES[frequency]} cần hạn có đủ ngày, tháng, năm.")
    dated = [due if due.year else replace(due, year=_next_year(due, today)) for due in dues]
    years = ", ".join(dict.fromkeys(str(due.year) for due in dated))
    return dated, [f"Chưa rõ báo cáo một lần hay hằng năm: coi là một lần, năm {years}."]


def _in_year(frequency: Frequency, part: int, due: RegimeDue, year: int) -> RegimeDue:
    """Return a day of the report on a year: on its last part it may be due in the next year."""
    is_next = part and (
        (
            (frequency is Frequency.QUARTER and part == _QUARTER + 1)
            and due.month <= _LAST_OF_OLD_QUARTER
        )
        or (
            (frequency is Frequency.HALF_YEAR and part == 2)  # noqa: PLR2004
            and due.month <= _LAST_OF_OLD_HALF
        )
        or (frequency is Frequency.YEAR and due.month < _FIRST_OF_OWN_YEAR)
    )
    return replace(due, year=year + 1 if is_next else year)


def _next_year(due: RegimeDue, today: date) -> int:
    return today.year if (due.month, due.day) >= (today.month, today.day) else today.year + 1


def _part_doubts(frequency: Frequency, part: int, dues: Sequence[RegimeDue]) -> list[str]:
    wrong = [due for due in dues if part and _part_of(frequency, due.month) not in {part, 0}]
    if not wrong:
        return []
    return [f"Hạn ngày {wrong[0].day}/{wrong[0].month} không khớp với kỳ được nêu, hãy xem lại."]


def _part_of(frequency: Frequency, month: int) -> int:
    """Return the quarter or half a due month reports on; 0 where there are no parts."""
    if frequency is Frequency.QUARTER:
        return month // _QUARTER or _QUARTER + 1
    if frequency is Frequency.HALF_YEAR:
        return 1 if _LAST_OF_OLD_HALF < month <= _MONTHS - 2 else 2
    return 0


def in_order(dues: Sequence[RegimeDue]) -> tuple[RegimeDue, ...]:
    """Return due days in order, each once; BadValue for a day that no calendar has."""
    for due in dues:
        if due.day and due.month:
            check_day(due.day, due.month, due.year)
    known = {(due.year or 0, due.month, due.day): due for due in reversed(dues)}
    return tuple(known[key] for key in sorted(known, key=_order))


def _order(key: tuple[int, int, int]) -> tuple[int, int, int]:
    year, month, day = key
    return year, month, day or 32  # the last day stands after all others
