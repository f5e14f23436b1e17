"""The figures of the petitions book for any span of days, each with the lines behind it.

Three rules hold for every history (domain §7, §10.2 D):

- carried + received = solved + moved + guided + filed + pending;
- what is pending at the end of a span is what the next one carries;
- a line that another one stands for (a duplicate) is told apart and counted nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from wardapp.core.identity import RecordId
from wardapp.core.petitions import (
    Petition,
    PetitionChannel,
    PetitionField,
    PetitionKind,
    PetitionStatus,
)
from wardapp.core.workdays import Workdays

ONE_DAY = timedelta(days=1)
ENDS = {
    PetitionStatus.DONE: "solved",
    PetitionStatus.FORWARDED: "moved",
    PetitionStatus.GUIDED: "guided",
    PetitionStatus.FILED: "filed",
}
TABLES: dict[str, type[StrEnum]] = {
    "kind": PetitionKind,
    "field": PetitionField,
    "channel": PetitionChannel,
}
Ids = tuple[RecordId, ...]
Where = Callable[[Petition], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionCounts:
    """The petitions behind each figure of a span; a figure is the length of its tuple.

    `received` holds those that came in the span and those taken up again in it after an earlier
    end; `reopened` names every one taken up again, also where it came in the same span.
    """

    first: date
    last: date
    carried: Ids = ()  # kỳ trước chuyển sang
    received: Ids = ()  # tiếp nhận trong kỳ, kể cả mở lại
    reopened: Ids = ()  # trong đó: mở lại trong kỳ
    eligible: Ids = ()  # đủ điều kiện xử lý
    not_eligible: Ids = ()
    competent: Ids = ()  # thuộc thẩm quyền
    not_competent: Ids = ()
    solved: Ids = ()  # đã giải quyết
    on_time: Ids = ()  # solved by its due day, or without one
    late: Ids = ()  # solved after it
    moved: Ids = ()  # chuyển nơi có thẩm quyền
    guided: Ids = ()  # hướng dẫn
    filed: Ids = ()  # lưu
    pending: Ids = ()  # đang giải quyết
    overdue: Ids = ()  # pending and past its due day
    urged: Ids = ()  # đôn đốc trong kỳ
    urgings: int = 0  # how often; a line may be urged twice
    answers: Ids = ()  # văn bản phúc đáp: once for each paper
    duplicates: Ids = ()  # came in the span, another line stands for them
    by_kind: Mapping[PetitionKind, Ids] = field(default_factory=dict)
    by_field: Mapping[PetitionField, Ids] = field(default_factory=dict)
    by_channel: Mapping[PetitionChannel, Ids] = field(default_factory=dict)

    @property
    def handled(self) -> Ids:
        """Return all that was to be handled: carried, then received."""
        return self.carried + self.received

    @property
    def finished(self) -> Ids:
        """Return all that ended in one of the four ways."""
        return self.solved + self.moved + self.guided + self.filed

    @property
    def balances(self) -> bool:
        """Return whether carried + received = solved + moved + guided + filed + pending."""
        return len(self.handled) == len(self.finished) + len(self.pending)

    def ids(self, name: str) -> Ids:
        """Return the petitions behind a figure: a field, `handled` or `field:land`."""
        kind, _, value = name.partition(":")
        if not value:
            found: Ids = getattr(self, name)
            return found
        table: Mapping[str, Ids] = getattr(self, f"by_{kind}")
        return table.get(value, ())


FIGURES: tuple[str, ...] = tuple(
    each.name
    for each in fields(PetitionCounts)
    if each.name not in {"first", "last", "urgings"} and not each.name.startswith("by_")
)
"""The names that `PetitionCounts.ids` takes, without `handled`, `finished` and the tables."""


@dataclass(frozen=True, slots=True)
class _Spell:
    """A time in which a petition had ended; `until` is the day it was taken up again."""

    status: PetitionStatus
    on: date
    until: date | None
    due: date | None

    def covers(self, day: date) -> bool:
        """Return whether the petition stood ended at the close of a day."""
        return self.on <= day and (self.until is None or self.until > day)


def counts(
    petitions: Iterable[Petition],
    first: date,
    last: date,
    workdays: Workdays | None = None,
    where: Where = lambda _line: True,
    as_of: date = date.max,
) -> PetitionCounts:
    """Return the figures of the days from `first` to `last` over the lines that fit `where`.

    Pass whole books and narrow with `where`: which line stands for a duplicate is looked up among
    all of `petitions`. In a span that ends after `as_of` (today) nothing is called overdue that is
    not yet. With `workdays` a due day on a rest day ends at the next working day.
    """
    known = {line.id: line for line in petitions}
    counted = _Span(first, last, workdays, min(last, as_of))
    for line in sorted(known.values(), key=_place):
        if line.status is PetitionStatus.CANCELLED or not where(line):
            continue
        if stands_for_itself(line, known):
            counted.take(line)
        elif first <= line.received <= last:
            counted.put("duplicates", line)
    return counted.told()


def stands_for_itself(line: Petition, known: Mapping[RecordId, Petition]) -> bool:
    """Return whether a line counts: no other one stands for it.

    `known` are lines by id, cancelled ones among them: those stand for nobody. Of lines that name
    each other in a ring (two books that were merged) the earliest counts.
    """
    path: dict[RecordId, Petition] = {}
    at = line
    while at.duplicate_of is not None:
        path[at.id] = at
        following = known.get(at.duplicate_of)
        if following is None:
            return False  # it stands in a book that was not asked for
        if following.status is PetitionStatus.CANCELLED:
            break
        if following.id in path:
            names = list(path)
            ring = [path[name] for name in names[names.index(following.id) :]]
            return line is min(ring, key=_place)
        at = following
    return at is line


def _place(line: Petition) -> tuple[date, int, str, str]:
    return line.received, line.number, line.suffix, line.id


def spells(line: Petition) -> tuple[_Spell, ...]:
    """Return the times in which a petition had ended, in order."""
    past = [
        _Spell(closing.status, closing.on, again, closing.due_date or line.due_date)
        for closing, again in zip(line.closings, line.reopened, strict=False)
    ]
    if not line.is_open and line.closed_on is not None:
        past.append(_Spell(line.status, line.closed_on, None, line.due_date))
    return tuple(past)


def state_at(line: Petition, day: date) -> PetitionStatus:
    """Return how a petition stood at the close of a day."""
    at = [spell.status for spell in spells(line) if spell.covers(day)]
    return at[-1] if at else PetitionStatus.OPEN


class _Span:
    """Puts each petition under the figures of one span."""

    def __init__(self, first: date, last: date, workdays: Workdays | None, seen_on: date) -> None:
        self._first, self._last, self._workdays = first, last, workdays
        self._seen_on = seen_on
        self._found: dict[str, list[RecordId]] = {}
        self._tables: dict[str, dict[str, list[RecordId]]] = {}
        self._urgings = 0

    def put(self, name: str, line: Petition) -> None:
        """Put a petition under one figure."""
        self._found.setdefault(name, []).append(line.id)

    def take(self, line: Petition) -> None:
        """Put a petition under all its figures."""
        self._take_deeds(line)
        if line.received > self._last or self._was_over(line):
            return
        before = state_at(line, self._first - ONE_DAY)
        is_carried = line.received < self._first and before is PetitionStatus.OPEN
        self.put("carried" if is_carried else "received", line)
        self.put("eligible" if line.eligible else "not_eligible", line)
        self.put("competent" if line.competent else "not_competent", line)
        for table, value in (("kind", line.kind), ("field", line.field), ("channel", line.channel)):
            self._tables.setdefault(table, {}).setdefault(value, []).append(line.id)
        self._take_state(line)

    def _take_deeds(self, line: Petition) -> None:
        """Put what was done in the span, whatever the petition's state."""
        if any(self._holds(day) for day in line.reopened):
            self.put("reopened", line)
        times = sum(1 for day in line.urged if self._holds(day))
        if times:
            self.put("urged", line)
            self._urgings += times
        for _ in {paper for paper in papers(line) if self._holds(paper[1])}:
            self.put("answers", line)

    def _take_state(self, line: Petition) -> None:
        at = [spell for spell in spells(line) if spell.covers(self._last)]
        if not at:
            self.put("pending", line)
            if _is_past(_due_at(line, self._last), self._seen_on, self._workdays):
                self.put("overdue", line)
            return
        self.put(ENDS[at[-1].status], line)
        if at[-1].status is PetitionStatus.DONE:
            is_late = _is_past(at[-1].due, at[-1].on, self._workdays)
            self.put("late" if is_late else "on_time", line)

    def _was_over(self, line: Petition) -> bool:
        """Return whether a petition had ended before the span and slept through it."""
        return any(spell.on < self._first and spell.covers(self._last) for spell in spells(line))

    def _holds(self, day: date) -> bool:
        return self._first <= day <= self._last

    def told(self) -> PetitionCounts:
        """Return the figures."""
        figures: dict[str, Any] = {name: tuple(ids) for name, ids in self._found.items()}
        for name, kind in TABLES.items():
            rows = self._tables.get(name, {})
            figures[f"by_{name}"] = {each: tuple(rows.get(each, ())) for each in kind}
        return PetitionCounts(first=self._first, last=self._last, urgings=self._urgings, **figures)


def papers(line: Petition) -> tuple[tuple[str, date], ...]:
    """Return the papers that answered a petition: symbol and day."""
    told = [(each.answer_symbol, each.answered_date or each.on) for each in line.closings]
    now = line.answered_date or line.closed_on
    if now is not None:
        told.append((line.answer_symbol, now))
    return tuple(dict.fromkeys(pair for pair in told if pair[0]))


def _due_at(line: Petition, day: date) -> date | None:
    """Return by when a petition was due as it stood on a day: taken up again its clock restarts."""
    later = (spell.due for spell in spells(line) if spell.on > day)
    return next(later, line.due_date)


def _is_past(due: date | None, day: date, workdays: Workdays | None) -> bool:
    """Return whether a day lies after the one by which a petition was due."""
    if due is None:
        return False
    return day > (workdays.roll(due, "next") if workdays else due)
