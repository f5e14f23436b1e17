"""What a dry run finds beyond single cells: doubles, numbers held, gaps, dates out of order."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.issuers import Term
from wardapp.core.numbering import NumberSpan, NumberState, Scope, SeriesKey
from wardapp.core.old_books import Doubt, DoubtKind, MissingNumbers, OldLine
from wardapp.core.text import fold, symbol_key
from wardapp.core.titles import type_name_of
from wardapp.services.importing_dates import turned
from wardapp.store.transaction import Transaction

_HELD_STATES = {
    NumberState.RESERVED: "đang giữ chỗ",
    NumberState.CANCELLED: "đã hủy",
    NumberState.SECRET: "đã dùng cho sổ riêng",
}
_SHOWN_SUBJECT = 50
_MOST_ORDER = 500
_FAR = 300

Place = Callable[[OldLine, str], int]
"""Tells in which column the number or the date of a line stands."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Lines as they may be imported, what was found, the numbers nobody holds."""

    lines: tuple[OldLine, ...]
    doubts: tuple[Doubt, ...]
    missing: tuple[MissingNumbers, ...]


def checked(
    tx: Transaction, lines: Sequence[OldLine], terms: tuple[Term, ...], place: Place
) -> Checked:
    """Return the lines that may be imported; `place` tells where number and date stand."""
    doubts: list[Doubt] = []
    missing: list[MissingNumbers] = []
    blocked: set[int] = set()
    for key, here in _by_series(lines).items():
        ground = _Series.of(tx, key, label_of(key, terms))
        for at in here:
            why = ground.refusal_of(lines[at])
            if why is not None:
                blocked.add(at)
                column = place(lines[at], "number")
                doubts.append(_doubt(lines[at], why[0], column, why[1], blocks=True))
        kept = [at for at in here if at not in blocked]
        here_kept = [lines[at] for at in kept]
        gaps = tuple(ground.missing(here_kept))
        doubts += _far_jumps(here_kept, gaps, place)
        doubts += _out_of_order(here_kept, place)
        missing += gaps
    kept_lines = tuple(
        replace(line, line=None, secret_number=None) if at in blocked else line
        for at, line in enumerate(lines)
    )
    doubts += _known_papers(tx, kept_lines, place)
    return Checked(kept_lines, tuple(doubts), tuple(missing))


def number_of(line: OldLine) -> tuple[int, str] | None:
    """Return number and letter of a line, None when it has none."""
    if line.secret_number is not None:
        return line.secret_number, ""
    kept = line.line
    if kept is None:
        return None
    return (kept.arrival_number if isinstance(kept, Incoming) else kept.number), kept.suffix


def day_of(line: Incoming | Outgoing) -> date:
    """Return the day a line stands in its book by."""
    return line.arrival_date if isinstance(line, Incoming) else line.issued_date


def label_of(key: SeriesKey, terms: Iterable[Term]) -> str:
    """Return how a clerk calls a series: `Kế hoạch, nhiệm kỳ 2025 - 2030`, `Sổ đến năm 2019`."""
    named: dict[str, str] = {term.id: term.label for term in terms}
    scope = {Scope.YEAR: "năm", Scope.TERM: "nhiệm kỳ", Scope.YEARS: "các năm"}.get(key.scope, "")
    value = named.get(key.scope_value, key.scope_value)
    if key.scope is Scope.CONGRESS:
        scope, value = "đại hội", ""
    what = "Sổ đến" if key.book not in {"di", "sao"} else type_name_of(key.group) or "Sổ đi"
    return f"{what}, {scope} {value}".strip(", ")


def _by_series(lines: Sequence[OldLine]) -> dict[SeriesKey, list[int]]:
    found: dict[SeriesKey, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.series is not None and number_of(line) is not None:
            found[line.series].append(at)
    return found


class _Series:
    """What the office already has in one series, and what the files brought so far."""

    def __init__(self, label: str, held: dict[tuple[int, str], str]) -> None:
        self._label = label
        self._held = held
        self._marks: tuple[NumberSpan, ...] = ()
        self._key: SeriesKey | None = None
        self._refused = ""
        self._here: dict[tuple[int, str], OldLine] = {}

    @classmethod
    def of(cls, tx: Transaction, key: SeriesKey, label: str) -> _Series:
        """Read a series; one that was never used has nothing."""
        found = tx.numbers.find_series(key)
        made = cls(label, tx.bulk.held_in(found) if found else {})
        made._key = key
        made._marks = tx.bulk.marks_of(found.id) if found else ()
        made._refused = tx.numbers.lock_on(key)
        if not tx.numbers.keeps(key):
            made._refused = "Dãy số này do máy khác giữ nên máy này không nhập được."
        return made

    def refusal_of(self, line: OldLine) -> tuple[DoubtKind, str] | None:
        """Return why a line cannot be imported, None when it can."""
        numbered = number_of(line)
        if numbered is None:
            return None
        printed = f"{numbered[0]}{numbered[1]}"
        if self._refused:
            return DoubtKind.HELD, self._refused
        if numbered in self._held:
            subject = self._held[numbered][:_SHOWN_SUBJECT]
            return DoubtKind.HELD, f"Số {printed} đã có trong sổ: {subject}"
        before = self._here.get(numbered)
        if before is not None:
            place = f"dòng {before.row}" + (
                "" if before.sheet == line.sheet else f" {before.sheet}"
            )
            return DoubtKind.DOUBLE, f"Trùng số {printed} với {place} ({self._label})."
        mark = self._mark_on(numbered)
        if mark is not None:
            return DoubtKind.HELD, f"Số {printed} {_HELD_STATES[mark.state]} trong sổ này."
        self._here[numbered] = line
        return None

    def _mark_on(self, numbered: tuple[int, str]) -> NumberSpan | None:
        if numbered[1]:
            return None
        return next(
            (
                mark
                for mark in self._marks
                if mark.state in _HELD_STATES and mark.first <= numbered[0] <= mark.last
            ),
            None,
        )

    def missing(self, lines: Sequence[OldLine]) -> Iterator[MissingNumbers]:
        """Yield the ranges up to the highest new number that nothing stands for."""
        found = [numbered for line in lines if (numbered := number_of(line))]
        if not found or self._key is None:
            return
        highest = max(number for number, _letter in found)
        known = {number for number, letter in (*found, *self._held) if not letter}
        for mark in self._marks:
            known.update(range(mark.first, min(mark.last, highest) + 1))
        gaps = [number for number in range(1, highest + 1) if number not in known]
        for _run, each in groupby(enumerate(gaps), lambda pair: pair[1] - pair[0]):
            run = [number for _at, number in each]
            yield MissingNumbers(series=self._key, label=self._label, first=run[0], last=run[-1])


def _far_jumps(
    lines: Sequence[OldLine], gaps: Sequence[MissingNumbers], place: Place
) -> list[Doubt]:
    """Return the lines whose number is so far above the one before that it may be a slip."""
    far = {gap.last + 1: gap for gap in gaps if gap.last - gap.first >= max(_FAR, len(lines))}
    found = []
    for line in lines if far else ():
        numbered = number_of(line)
        gap = far.get(numbered[0]) if numbered else None
        if gap is not None:
            why = f"Thiếu các số {gap.first} đến {gap.last} ở ngay trước: số này có gõ nhầm không?"
            found.append(_doubt(line, DoubtKind.NUMBER, place(line, "number"), why))
    return found


def _out_of_order(lines: Sequence[OldLine], place: Place) -> list[Doubt]:
    """Return the lines whose date breaks the order of the numbers: as few as explain it."""
    dated = [
        (numbered[0], line, day_of(line.line))
        for line in lines
        if line.line is not None and (numbered := number_of(line)) and not numbered[1]
    ]
    dated.sort(key=lambda each: each[0])
    run = _longest_run([day for _number, _line, day in dated])
    in_order = set(run)
    found: list[Doubt] = []
    for at, (_number, line, day) in enumerate(dated):
        if at in in_order or len(found) >= _MOST_ORDER:
            continue
        next_one = bisect_right(run, at)
        before = dated[run[next_one - 1]][2] if next_one else None
        behind = dated[run[next_one]][2] if next_one < len(run) else None
        found.append(_order_doubt(line, day, place(line, "date"), (before, behind)))
    return found


def _order_doubt(
    line: OldLine, day: date, column: int, around: tuple[date | None, date | None]
) -> Doubt:
    before, behind = around
    why = "Ngày không theo thứ tự số"
    if before:
        why += f"; số trước ngày {before:%d/%m/%Y}"
    if behind:
        why += f"; số sau ngày {behind:%d/%m/%Y}"
    other = turned(day)
    if other and (before is None or before <= other) and (behind is None or other <= behind):
        why += f". Đổi ngày với tháng ({other:%d/%m/%Y}) thì đúng thứ tự"
    found = _doubt(line, DoubtKind.ORDER, column, f"{why}.")
    return replace(found, read=f"{day:%d/%m/%Y}")


def _longest_run(days: Sequence[date]) -> list[int]:
    """Return the places of a longest run of days that never goes back."""
    ends: list[date] = []
    places: list[int] = []
    before: list[int] = []
    for at, day in enumerate(days):
        length = bisect_right(ends, day)
        before.append(places[length - 1] if length else -1)
        if length == len(ends):
            ends.append(day)
            places.append(at)
        else:
            ends[length] = day
            places[length] = at
    run: list[int] = []
    at = places[-1] if places else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


def _known_papers(tx: Transaction, lines: Sequence[OldLine], place: Place) -> list[Doubt]:
    """Return the lines whose paper (author, number, date) the office has under another number."""
    papers = [
        (line, line.line)
        for line in lines
        if isinstance(line.line, Incoming) and line.line.issued_date and line.line.number_symbol
    ]
    days = [paper.issued_date for _line, paper in papers if paper.issued_date]
    if not days:
        return []
    known = tx.bulk.papers_between(min(days), max(days))
    found = []
    for line, paper in papers if known else ():
        if paper.issued_date is None:
            continue
        same = known.get((symbol_key(paper.number_symbol), paper.issued_date), ())
        for organ, number in same:
            if fold(organ) == fold(paper.organ_name):
                why = f"Có thể đã vào sổ ở số đến {number}: cùng tác giả, số, ngày."
                found.append(_doubt(line, DoubtKind.HELD, place(line, "number"), why))
                break
    return found


def _doubt(line: OldLine, kind: DoubtKind, column: int, why: str, *, blocks: bool = False) -> Doubt:
    numbered = number_of(line)
    read = "" if numbered is None else f"{numbered[0]}{numbered[1]}"
    return Doubt(
        kind=kind,
        file=line.file,
        sheet=line.sheet,
        row=line.row,
        column=column,
        head="",
        raw="",
        read=read,
        why=why,
        blocks=blocks,
    )
