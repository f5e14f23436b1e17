"""What a restored file carries over from the state it replaced, until the new copy writes it.

It waits as a local fact of the file, so that it comes into force with the restore in one step; the
first thing the copy that goes on journals are these marks.
"""

from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from wardapp.core.clock import day_of
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Term
from wardapp.core.keeping import Keeping
from wardapp.core.numbering import NumberSpan, NumberState, Series
from wardapp.store.connecting import connect
from wardapp.store.copies import fresh_code, introduced, local_fact, put_local_fact
from wardapp.store.doubts import note_known
from wardapp.store.entities import COPY, ISSUER, KEEPING, SERIES, SPAN, TERM, Entity
from wardapp.store.faults import told
from wardapp.store.numbers_marks import end
from wardapp.store.records import dump
from wardapp.store.work import Work

FACT = "carried_over"
_DOUBT = ("unsure_ms", "since_ms", "sure_of", "is_past")
USED = "Đã dùng trước khi khôi phục bản sao lưu"


@dataclass(frozen=True, slots=True)
class Lost:
    """Numbers that were given and whose content the restore takes away; `holder` of a block."""

    series_id: RecordId
    first: int
    last: int
    suffix: str = ""
    day: str = ""
    reason: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Numbers were given that nobody knows: since which backup, and which series are sure.

    `unsure_ms` is when an earlier restore made it so, 0 for the one that is about to be; `is_past`
    says that the clerk has confirmed all since, but for what may yet come to light.
    """

    since_ms: int
    unsure_ms: int = 0
    sure_of: tuple[RecordId, ...] = ()
    is_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the restored office is to know of numbers; without a doubt it knows all of them.

    `codes` are the marks of provisional numbers that are taken; with `fresh_code` the copy takes
    one of its own, since numbers with the old mark were given.
    """

    series: tuple[Series, ...] = ()
    issuers: tuple[Issuer, ...] = ()
    terms: tuple[Term, ...] = ()
    lost: tuple[Lost, ...] = ()
    ended: tuple[RecordId, ...] = ()
    codes: tuple[str, ...] = ()
    fresh_code: bool = False
    doubt: Doubt | None = None
    keeping: Keeping | None = None

    def after(self, earlier: Carried | None) -> Carried:
        """Return it with what an earlier restore, which nobody opened, carried over already."""
        if earlier is None:
            return self
        known = {each.id: each for each in earlier.series}
        raised = [_higher(each, known.pop(each.id, None)) for each in self.series]
        return Carried(
            series=(*raised, *known.values()),
            issuers=(*self.issuers, *earlier.issuers),
            terms=(*self.terms, *earlier.terms),
            lost=(*self.lost, *earlier.lost),
            ended=(*self.ended, *earlier.ended),
            codes=(*self.codes, *earlier.codes),
            fresh_code=self.fresh_code or earlier.fresh_code,
            doubt=_joined(self.doubt, earlier.doubt),
            keeping=self.keeping or earlier.keeping,
        )


def _joined(*told: Doubt | None) -> Doubt | None:
    """Return the doubt that asks wherever one of them does: what is past bows to what is open."""
    every = [each for each in told if each is not None]
    wanted = [each for each in every if not each.is_past] or every
    if not wanted:
        return None
    sure = frozenset.intersection(*(frozenset(each.sure_of) for each in wanted))
    return Doubt(
        since_ms=min(each.since_ms for each in wanted),
        unsure_ms=min(each.unsure_ms for each in wanted),
        sure_of=tuple(sorted(sure)),
        is_past=wanted[0].is_past,
    )


def keep_carried(path: Path, carried: Carried) -> None:
    """Lay it into a database file that nobody has open."""
    with told(path), closing(connect(path)) as bare:
        bare.execute(
            "INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", (FACT, packed(carried))
        )
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def packed(carried: Carried) -> str:
    """Return it as the fact that a file keeps."""
    parts: dict[str, Any] = {
        "series": [SERIES.fields_of(each) for each in carried.series],
        "issuers": [ISSUER.fields_of(each) for each in carried.issuers],
        "terms": [TERM.fields_of(each) for each in carried.terms],
        "lost": [[getattr(each, field.name) for field in fields(Lost)] for each in carried.lost],
        "ended": list(carried.ended),
        "codes": list(carried.codes),
        "fresh_code": carried.fresh_code,
        "doubt": None
        if carried.doubt is None
        else [getattr(carried.doubt, name) for name in _DOUBT],
        "keeping": None if carried.keeping is None else KEEPING.fields_of(carried.keeping),
    }
    return dump(parts)


def carried_in(work: Work) -> Carried | None:
    """Return what a file carries that no copy wrote yet, None when there is nothing."""
    text = local_fact(work, FACT)
    if not text:
        return None
    known = json.loads(text)
    doubt = known["doubt"]
    return Carried(
        series=tuple(map(SERIES.value_of, known["series"])),
        issuers=tuple(map(ISSUER.value_of, known["issuers"])),
        terms=tuple(map(TERM.value_of, known["terms"])),
        lost=tuple(Lost(*each) for each in known["lost"]),
        ended=tuple(known["ended"]),
        codes=tuple(known["codes"]),
        fresh_code=known["fresh_code"],
        doubt=None
        if doubt is None
        else Doubt(
            unsure_ms=doubt[0],
            since_ms=doubt[1],
            sure_of=tuple(doubt[2]),
            is_past=bool(doubt[3:] and doubt[3]),  # facts of earlier versions have three parts
        ),
        keeping=None if known["keeping"] is None else KEEPING.value_of(known["keeping"]),
    )


def settle_carried(work: Work) -> None:
    """Write what the file carries, if anything: the copy has introduced itself already."""
    carried = carried_in(work)
    if carried is None:
        return
    _made(work, ISSUER, carried.issuers)
    _made(work, TERM, carried.terms)
    if carried.keeping is not None:
        work.write(KEEPING, work.find(KEEPING, carried.keeping.id), carried.keeping)
    for each in carried.series:
        _raise(work, each)
    for lost in carried.lost:
        _mark(work, lost)
    for span_id in carried.ended:
        span = work.find(SPAN, span_id)
        if span is not None and span.is_active:
            end(work, span, USED)
    _say_of_itself(work, carried)
    put_local_fact(work, FACT, "")


def _made(work: Work, entity: Entity[Any], values: tuple[Any, ...]) -> None:
    for value in values:
        if work.find(entity, value.id) is None:
            work.write(entity, None, value)


def _raise(work: Work, wanted: Series) -> None:
    known = work.find(SERIES, wanted.id)
    if known is not None:
        wanted = _higher(wanted, known)
    elif work.find(ISSUER, wanted.key.issuer_id) is None:
        return  # its body is gone altogether: nothing can be numbered there
    work.write(SERIES, known, wanted)


def _higher(series: Series, other: Series | None) -> Series:
    if other is None or other.last_number <= series.last_number:
        return series
    return replace(series, last_number=other.last_number)


def _mark(work: Work, lost: Lost) -> None:
    if work.find(SERIES, lost.series_id) is None:
        return
    command = work.writing
    span = NumberSpan(
        id=work.new_id(),
        series_id=lost.series_id,
        first=lost.first,
        last=lost.last,
        suffix=lost.suffix,
        state=NumberState.LOST,
        on=date.fromisoformat(lost.day) if lost.day else day_of(command.now_ms),
        actor=command.actor.clerk or command.actor.account,
        reason=lost.reason,
        holder=lost.holder,
    )
    work.write(SPAN, None, span)


def _say_of_itself(work: Work, carried: Carried) -> None:
    """Write what this copy does not know, and the mark of its own for provisional numbers."""
    if carried.doubt is None or carried.doubt.is_past:
        note_known(work)  # what a backup did not know when it was made is known by now
    known = introduced(work)
    if known is None:
        return
    said = known
    if carried.doubt is not None:
        doubt = carried.doubt
        said = replace(
            said,
            unsure_ms=0 if doubt.is_past else doubt.unsure_ms or work.writing.now_ms,
            unsure_since_ms=doubt.since_ms,
            sure_of=doubt.sure_of,
        )
    if carried.fresh_code:
        said = replace(said, code=fresh_code(work, carried.codes))
    work.write(COPY, known, said)
