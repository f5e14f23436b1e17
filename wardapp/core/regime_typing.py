"""Regimes as people write them: "ngày 10 của các tháng 6, 9, 12/2026", "trước ngày 15 hằng tháng".

Nothing is guessed silently: what was supposed is a doubt of the proposal, what is not understood
refuses the phrase with one sentence. `said` writes a regime in words that read back to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from wardapp.core.identity import RecordId
from wardapp.core.regime_cycles import campaign, completed, in_order, ruled, topic_name
from wardapp.core.regime_dues import DueSaid, read_due, refuse
from wardapp.core.regime_saying import said
from wardapp.core.regime_spans import RuleSaid, read_rule, read_year
from wardapp.core.regime_words import (
    AD_HOC,
    FILLER_PHRASES,
    FILLERS,
    QUARTERS,
    TIME_WORDS,
    TOPICS,
    UNSUPPORTED,
    Plain,
    plain_of,
)
from wardapp.core.regimes import Frequency, Regime, RegimeProposal, RollRule

__all__ = ["parse_regime", "read_phrase", "said"]

HOW = (
    "Hãy gõ như: ngày 10 của các tháng 6, 9, 12; trước ngày 15 hằng tháng; "
    "trước ngày 05/12 hằng năm."
)
_MOST = 2000
_PUNCTUATION = frozenset(" ,;:.()-–/“”\"'…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """How often, as said; `part` tells the half or quarter, `year` when only one year is meant."""

    start: int
    end: int
    frequency: Frequency
    part: int = 0
    year: int | None = None
    words: str = ""


@dataclass(slots=True)
class Group:
    """Topics with their due days, as they stand together."""

    topics: list[Topic]
    dues: list[DueSaid]


@dataclass(frozen=True, slots=True)
class Scan:
    """All that was found in a phrase, in order, and the words nobody understood."""

    items: tuple[Topic | DueSaid | RuleSaid, ...]
    unknown: tuple[str, ...]


def parse_regime(text: str, today: date) -> tuple[RegimeProposal, ...]:
    """Return what a typed phrase says; BadValue with one sentence when it is not understood."""
    plain = plain_of(text[:_MOST])
    if not plain.plain:
        raise refuse(f"Chưa có chữ nào. {HOW}")
    return read_phrase(plain, today, is_strict=True)


def read_phrase(text: Plain, today: date, *, is_strict: bool) -> tuple[RegimeProposal, ...]:
    """Return the regimes of a phrase; strict: words left over about time refuse it."""
    scan = _scan(text, today, is_strict=is_strict)
    left = [words for words in scan.unknown if is_strict and _speaks_of_time(words)]
    if left:
        raise refuse(f"Chưa hiểu “{left[0]}”. {HOW}")
    rules = [each for each in scan.items if isinstance(each, RuleSaid)]
    groups = _groups(scan.items)
    year = next((each.year for each in rules if each.year), None)
    regimes = [_of_group(group, year, today) for group in _leading(groups)]
    regimes = _with_rules(regimes, rules)
    if not regimes:
        raise refuse(f"Chưa thấy hạn gửi báo cáo trong “{text.typed[:60]}”. {HOW}")
    unread = ", ".join(f"“{words}”" for words in scan.unknown)
    doubts = (f"Không đọc: {unread}.",) if unread and is_strict else ()
    return tuple(
        replace(each, sentence=text.typed, doubts=(*each.doubts, *doubts)) for each in regimes
    )


def _scan(text: Plain, today: date, *, is_strict: bool) -> Scan:
    items: list[Topic | DueSaid | RuleSaid] = []
    unknown: list[tuple[int, int]] = []
    at = 0
    while at < len(text.plain):
        if text.plain[at] in _PUNCTUATION:
            at += 1
            continue
        item = _item(text, at, today, is_strict=is_strict)
        if item is not None:
            items.append(item)
            at = max(item.end, at + 1)
            continue
        phrase = FILLER_PHRASES.match(text.plain, at)
        end = phrase.end() if phrase else _word_end(text.plain, at)
        if not phrase and text.plain[at:end] not in FILLERS:
            joins = bool(unknown) and not text.plain[unknown[-1][1] : at].strip(" ")
            start = unknown.pop()[0] if joins else at
            unknown.append((start, end))
        at = end
    return Scan(tuple(items), tuple(text.words(*each) for each in unknown))


def _item(
    text: Plain, at: int, today: date, *, is_strict: bool
) -> Topic | DueSaid | RuleSaid | None:
    rule = read_rule(text, at, today)
    if rule is not None:
        return rule
    due = read_due(text, at)
    if due is not None:
        return due
    topic = _topic(text, at)
    if topic is None and is_strict:
        _refuse_unsupported(text, at)
    return topic or read_year(text, at)


def _topic(text: Plain, at: int) -> Topic | None:
    found = AD_HOC.match(text.plain, at)
    if found:
        return Topic(start=at, end=found.end(), frequency=Frequency.AD_HOC)
    best: tuple[re.Match[str], Frequency, int] | None = None
    for pattern, frequency, part in TOPICS:
        match = pattern.match(text.plain, at)
        if match and (best is None or match.end() > best[0].end()):
            best = (match, frequency, part)
    if best is None:
        return None
    found, frequency, part = best
    named = found.groupdict()
    year = named.get("year")
    return Topic(
        start=at,
        end=found.end(),
        frequency=frequency,
        part=QUARTERS[named["part"]] if named.get("part") else part,
        year=int(year) if year else None,
        words=text.words(at, found.end()),
    )


def _refuse_unsupported(text: Plain, at: int) -> None:
    for pattern, sentence in UNSUPPORTED:
        if pattern.match(text.plain, at):
            raise refuse(sentence)


def _groups(items: tuple[Topic | DueSaid | RuleSaid, ...]) -> list[Group]:
    """Put topics and due days together: a topic before its days, or after them throughout."""
    said = [each for each in items if not isinstance(each, RuleSaid)]
    groups: list[Group] = []
    for each in said:
        last = groups[-1] if groups else None
        if isinstance(each, DueSaid):
            if last is None or (last.topics and last.dues and _is_closed(groups)):
                groups.append(Group([], []))
            _owner(groups, each).dues.append(each)
        elif last is not None and _takes(groups, each):
            last.topics.append(each)
        else:
            groups.append(Group([each], []))
    return _shared(groups)


def _owner(groups: list[Group], due: DueSaid) -> Group:
    """Return whose days they are: in "hằng quý và đột xuất, ngày 10 …" those of the quarter."""
    last = groups[-1]
    is_once = len(due.dues) == 1 and due.dues[0].year is not None
    if is_once or last.dues or len(groups) == 1:
        return last
    before = groups[-2]
    is_ad_hoc = bool(last.topics) and last.topics[0].frequency is Frequency.AD_HOC
    return before if is_ad_hoc and before.topics and not before.dues else last


def _is_closed(groups: list[Group]) -> bool:
    """Return True when days come first in this phrase, so that a topic ended the last group."""
    first = groups[0]
    return first.dues[0].start < first.topics[0].start and groups[-1].topics[-1].start > (
        groups[-1].dues[-1].start
    )


def _takes(groups: list[Group], topic: Topic) -> bool:
    last = groups[-1]
    if topic.frequency is Frequency.AD_HOC:
        return bool(last.topics) and last.topics[0].frequency is Frequency.AD_HOC and not last.dues
    if not last.topics:
        return True
    is_recurrence = topic.frequency is Frequency.YEAR and topic.part == 0
    is_same = last.topics[-1].frequency is topic.frequency and not topic.part
    return bool(last.dues) and (is_recurrence or is_same) and topic.start > last.dues[-1].start


def _shared(groups: list[Group]) -> list[Group]:
    """Let topics that stand before one group of days share them: "báo cáo tháng, quý trước …"."""
    made: list[Group] = []
    waiting: list[Topic] = []
    for group in groups:
        is_ad_hoc = bool(group.topics) and group.topics[0].frequency is Frequency.AD_HOC
        if is_ad_hoc or not group.topics:
            made.append(group)
        elif not group.dues:
            waiting.extend(group.topics)
        else:
            made.extend(Group([each], group.dues) for each in waiting)
            waiting.clear()
            made.append(group)
    return [*made, *(Group([each], []) for each in waiting)]


def _leading(groups: list[Group]) -> list[Group]:
    """Let "trước" of the first part hold for the next: "trước 15/3 (quý I), 15/6 (quý II)"."""
    for before, group in pairwise(groups):
        if before.dues and group.dues and not group.dues[0].has_lead and _is_next(before, group):
            last = before.dues[-1]
            first = replace(group.dues[0], is_before=last.is_before, has_lead=True)
            group.dues[0] = first
    return groups


def _is_next(before: Group, group: Group) -> bool:
    if not before.topics or not group.topics:
        return False
    one, two = before.topics[0], group.topics[0]
    return bool(one.part and two.part) and one.frequency is two.frequency


def _of_group(group: Group, year: int | None, today: date) -> RegimeProposal:
    topic = group.topics[0] if group.topics else None
    if topic is not None and not group.dues:
        if topic.frequency in {Frequency.AD_HOC, Frequency.CAMPAIGN}:
            return _bare(topic.frequency)
        raise refuse(f"Chưa có hạn gửi báo cáo {topic_name(topic.frequency, topic.part)}. {HOW}")
    regime, doubts = completed(
        topic.frequency if topic else None,
        (topic.part, topic.year or year) if topic else (0, year),
        tuple(group.dues),
        today,
    )
    return RegimeProposal(regime=regime, sentence="", doubts=doubts)


def _bare(frequency: Frequency) -> RegimeProposal:
    regime = Regime(
        id=RecordId(""),
        title=f"Báo cáo {topic_name(frequency, 0)}",
        frequency=frequency,
        dues=(),
    )
    return RegimeProposal(regime=regime, sentence="")


def _with_rules(proposals: list[RegimeProposal], rules: list[RuleSaid]) -> list[RegimeProposal]:
    spans = [each for each in rules if each.span]
    if spans and not any(_needs_span(each.regime) for each in proposals):
        proposals = [*(campaign(each) for each in spans), *proposals]
        rules = [each for each in rules if not each.span]
    return [ruled(each, rules) for each in _merged(proposals)]


def _needs_span(regime: Regime) -> bool:
    """Return False for a report asked for when something happens: a stretch is not about it."""
    return regime.frequency is not Frequency.AD_HOC or bool(regime.dues)


def _merged(proposals: list[RegimeProposal]) -> list[RegimeProposal]:
    """Return one regime of the quarters, or halves, that were named one by one."""
    made: list[RegimeProposal] = []
    for each in proposals:
        last = made[-1] if made else None
        if last is not None and _continues(last.regime, each.regime):
            dues = in_order((*last.regime.dues, *each.regime.dues))
            joined = replace(last.regime, dues=dues)
            doubts = tuple(dict.fromkeys((*last.doubts, *each.doubts)))
            made[-1] = replace(last, regime=joined, doubts=doubts)
        else:
            made.append(each)
    return made


def _continues(last: Regime, each: Regime) -> bool:
    parts = {Frequency.QUARTER, Frequency.HALF_YEAR, Frequency.AD_HOC}
    return (
        last.frequency is each.frequency
        and last.frequency in parts
        and last.window == each.window
        and RollRule(last.roll) is RollRule(each.roll)
    )


def _speaks_of_time(words: str) -> bool:
    plain = plain_of(words).plain.split()
    return any(any(letter.isdigit() for letter in word) or word in TIME_WORDS for word in plain)


def _word_end(plain: str, at: int) -> int:
    end = at + 1
    while end < len(plain) and plain[end] not in _PUNCTUATION:
        end += 1
    return end
