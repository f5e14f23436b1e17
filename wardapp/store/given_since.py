"""What a restore must not forget of numbers: which were given after the backup, who keeps them.

The state that is left is held against the backup. What follows goes into the restored file as a
local fact, and the copy that goes on from there writes it first of all (`store/carrying.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from wardapp.core.clock import moment_text
from wardapp.core.dates import long_date
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Term
from wardapp.core.keeping import Keeping
from wardapp.core.numbering import NumberSpan, NumberState, Scope, Series
from wardapp.store.carrying import FACT, Carried, Doubt, Lost, carried_in, packed
from wardapp.store.copies import copies, natural_id, stands_for
from wardapp.store.database import Database
from wardapp.store.doubts import doubted, once_unsure, why_asked
from wardapp.store.entities import INCOMING, ISSUER, KEEPING, OUTGOING, PETITION, SERIES, SPAN, TERM
from wardapp.store.keeping import main_keeper
from wardapp.store.leases import is_ours, open_leases
from wardapp.store.numbers_held import line_holding, lines_of
from wardapp.store.reaching import reached_in
from wardapp.store.records import dump
from wardapp.store.tables import events, number_spans
from wardapp.store.work import Work

_SPAN = number_spans.c
_WHAT = {
    NumberState.RESERVED: "Đã giữ",
    NumberState.CANCELLED: "Đã hủy",
    NumberState.SECRET: "Đã dùng ở sổ riêng",
    NumberState.EXTERNAL: "Đã dùng trên sổ giấy",
    NumberState.GIVEN_BACK: "Khối số trả lại",
    NumberState.LEASED: "Khối số cấp cho máy khác",
}
_FOR_GOOD = (
    NumberState.CANCELLED,
    NumberState.SECRET,
    NumberState.EXTERNAL,
    NumberState.LOST,
)
GIVEN = "Đã cấp"

Days = dict[tuple[int, str], str]
"""The numbers that lines hold, letters with them, and the day of each line."""


def lost_reason(what: str, day: str, made_ms: int) -> str:
    """Return why no line holds a number that was given before a restore."""
    on = f" ngày {long_date(date.fromisoformat(day))}" if day else ""
    return f"{what}{on}, nội dung mất khi khôi phục bản sao lưu lúc {moment_text(made_ms)}"


def unknown(made_ms: int) -> Carried:
    """Return what to carry where nobody can tell which numbers were given since a backup."""
    return Carried(doubt=Doubt(since_ms=made_ms), fresh_code=True)


def doubt_older(database: Database) -> None:
    """Note that this is an older file of a copy that went on here: its numbers are not known.

    One that was put back by hand is no restore that could have looked at what it replaced.
    """
    with database.read() as tx:
        newest_ms = tx.journal.newest_ms()
    if not database.local(FACT):
        database.set_local(FACT, packed(unknown(newest_ms)))


def carried_over(now: Work, held: Work, made_ms: int) -> Carried:
    """Return what the state that is left knows of numbers and the backup does not."""
    earlier = carried_in(now)  # of a restore that was never opened
    series = tuple(_series(now, held))
    lost = (*_lost_lines(now, held, made_ms), *_lost_marks(now, held, made_ms))
    wanted = {each.series_id for each in lost}
    made = tuple(each for each in series if each.id in wanted or each.last_number)
    issuers, terms = _needed(now, held, made)
    found = Carried(
        series=made,
        issuers=issuers,
        terms=terms,
        lost=lost,
        ended=tuple(_used_reservations(now, held)),
        codes=tuple(sorted({each.code for each in copies(now).values()} - {""})),
        fresh_code=_has_provisional(now, held),
        doubt=_doubt(now),
        keeping=_keeping(now, held),
    )
    return found.after(None if earlier is None else _lacking(earlier, held))


def _lacking(earlier: Carried, held: Work) -> Carried:
    """Return what an earlier restore carried over without the marks on what the backup has."""
    every = {each.id: each for each in (*earlier.series, *held.all(SERIES))}
    lost: list[Lost] = []
    for each in earlier.lost:
        found = every.get(each.series_id)
        lost.extend((each,) if found is None else _not_held(each, found, held))
    return replace(earlier, lost=tuple(lost))


def _not_held(lost: Lost, found: Series, held: Work) -> Iterator[Lost]:
    """Yield the stretches of lost numbers on which the backup has neither line nor mark."""
    there = _held_between(held, found, lost.first, lost.last)
    marks = [
        (span.first, span.last)
        for span in held.all(SPAN, _standing_over(lost))
        if span.state is not NumberState.LEASED or span.holder == lost.holder
    ]
    numbers = range(lost.first, lost.last + 1)
    days = {
        (number, lost.suffix): lost.day
        for number in numbers
        if (number, lost.suffix) not in there
        and not any(first <= number <= last for first, last in marks)
    }
    for first, last, _, _ in _runs(days):
        yield replace(lost, first=first, last=last)


def _standing_over(lost: Lost) -> Select[Any]:
    """Return the marks that keep these numbers from being given; a reservation is still to be."""
    states = (*_FOR_GOOD, NumberState.LEASED)
    return select(number_spans).where(
        _SPAN.series_id == lost.series_id,
        _SPAN.first <= lost.last,
        _SPAN.last >= lost.first,
        _SPAN.suffix == lost.suffix,
        _SPAN.ended_on.is_(None),
        _SPAN.state.in_([state.value for state in states]),
    )


def _series(now: Work, held: Work) -> Iterator[Series]:
    """Yield the series as the restored office has to have them, where it would not by itself."""
    mine, then = stands_for(now), stands_for(held)
    before = {found.id: found for found in held.all(SERIES)}
    for found in now.all(SERIES):
        known = before.get(found.id)
        is_ours = found.keeper in mine
        keeper = str(held.replica_id) if is_ours else found.keeper
        if known is not None and (known.keeper in then) == is_ours:
            keeper = known.keeper
        last = max(found.last_number, known.last_number if known else 0)
        wanted = replace(found, keeper=keeper, last_number=last)
        if wanted != known:
            yield wanted


def _keeping(now: Work, held: Work) -> Keeping | None:
    """Return who keeps the numbers, where that changed hands since."""
    told = now.find(KEEPING, natural_id(now, "keeping"))
    if told is None:
        return None
    is_ours = told.keeper in stands_for(now)
    if (main_keeper(held) in stands_for(held)) == is_ours:
        return None
    return replace(told, keeper=str(held.replica_id)) if is_ours else told


def _needed(
    now: Work, held: Work, made: Iterable[Series]
) -> tuple[tuple[Issuer, ...], tuple[Term, ...]]:
    """Return bodies and terms without which a series could begin again under another name."""
    issuers: dict[str, Issuer] = {}
    terms: dict[str, Term] = {}
    for key in (each.key for each in made):
        issuer = now.find(ISSUER, key.issuer_id)
        if issuer is not None and held.find(ISSUER, key.issuer_id) is None:
            issuers[issuer.id] = issuer
        if key.scope is not Scope.TERM:
            continue
        term = now.find(TERM, key.scope_value)
        if term is not None and held.find(TERM, key.scope_value) is None:
            terms[term.id] = term
    return tuple(issuers.values()), tuple(terms.values())


def _lost_lines(now: Work, held: Work, made_ms: int) -> Iterator[Lost]:
    """Yield the numbers of lines that were written since, and that no line of the backup holds."""
    given = _touched_lines(now, held)
    for found in now.all(SERIES):
        days = given.get(_place(found))
        if not days:
            continue
        before = _held_between(held, found, min(days)[0], max(days)[0])
        lost = {code: day for code, day in days.items() if code not in before}
        for first, last, suffix, day in _runs(lost):
            why = lost_reason(GIVEN, day, made_ms)
            yield Lost(found.id, first, last, suffix=suffix, day=day, reason=why)


def _place(found: Series) -> tuple[str, ...]:
    """Return what tells the lines of a series from all others."""
    lines = lines_of(found.key)
    return (lines.entity.name, *lines.place(found).values())


def _touched_lines(now: Work, held: Work) -> dict[tuple[str, ...], Days]:
    """Return the numbers of the lines that any event since names, by the place they count in.

    All other lines stand in the backup as they are: the cost is that of what was done since.
    """
    given: dict[tuple[str, ...], Days] = {}
    touched = _touched(now, held)
    kinds = {_place(found)[0]: found for found in now.all(SERIES)}
    for name, found in kinds.items():
        lines = lines_of(found.key)
        column = lines.table.c
        number, day = column[lines.number], column[lines.day]
        names = tuple(lines.place(found))
        ids = func.json_each(dump(touched.get(name, []))).table_valued("value")
        rows = now.connection.execute(
            select(*(column[each] for each in names), number, column.suffix, day).where(
                column.id.in_(select(ids.c.value)), number > 0
            )
        )
        for *place, at, suffix, on in rows:
            given.setdefault((name, *map(str, place)), {})[int(at), str(suffix)] = str(on)
    return given


def _touched(now: Work, held: Work) -> dict[str, list[str]]:
    """Return the lines that events beyond the backup name, by kind."""
    before = reached_in(held.connection)
    found: dict[str, dict[str, None]] = {}
    event = events.c
    for replica, (reached, _) in reached_in(now.connection).items():
        common = min(reached, before.get(replica, (0, ""))[0])
        if _hash_at(now, replica, common) != _hash_at(held, replica, common):
            common = 0  # they went apart somewhere: nothing is taken as known
        query = select(event.entity, event.entity_id).where(
            event.replica_id == replica,
            event.seq > common,
            event.entity.in_((INCOMING.name, OUTGOING.name, PETITION.name)),
        )
        for entity, entity_id in now.connection.execute(query):
            found.setdefault(str(entity), {})[str(entity_id)] = None
    return {entity: list(ids) for entity, ids in found.items()}


def _hash_at(work: Work, replica: str, seq: int) -> str:
    event = events.c
    query = select(event.hash).where(event.replica_id == replica, event.seq == seq)
    return str(work.connection.execute(query).scalar() or "")


def _held_between(work: Work, found: Series, first: int, last: int) -> set[tuple[int, str]]:
    """Return the numbers of a stretch that lines hold, letters with them."""
    lines = lines_of(found.key)
    column = lines.table.c
    number = column[lines.number]
    rows = work.connection.execute(
        select(number, column.suffix).where(lines.of(found), number >= first, number <= last)
    )
    return {(int(row[0]), str(row[1])) for row in rows}


def _runs(given: Days) -> Iterator[tuple[int, int, str, str]]:
    """Yield numbers of one day without a gap between them: first, last, letter, day."""
    run: tuple[int, int, str, str] | None = None
    for (number, suffix), day in sorted(given.items(), key=lambda each: (each[0][1], each[0][0])):
        if run is not None and (run[1] + 1, run[2], run[3]) == (number, suffix, day) and not suffix:
            run = (run[0], number, suffix, day)
            continue
        if run is not None:
            yield run
        run = (number, number, suffix, day)
    if run is not None:
        yield run


def _lost_marks(now: Work, held: Work, made_ms: int) -> Iterator[Lost]:
    """Yield the numbers that were reserved, spoiled, lent out … since: each mark stays one."""
    mine = stands_for(now)
    active = select(number_spans).where(_SPAN.ended_on.is_(None))
    for span in now.all(SPAN, active):
        if held.find(SPAN, span.id) is None and not (
            span.state is NumberState.LEASED and span.holder in mine
        ):
            yield _as_lost(span, made_ms)


def _as_lost(span: NumberSpan, made_ms: int) -> Lost:
    day = span.on.isoformat()
    reason = span.reason
    if span.state is not NumberState.LOST:
        reason = lost_reason(_WHAT[span.state], day, made_ms)
    # Of a block lent since, the numbers stay those of the copy that may have them already.
    is_kept_for = span.state in {NumberState.LEASED, NumberState.LOST}
    holder = span.holder if is_kept_for else ""
    return Lost(span.series_id, span.first, span.last, span.suffix, day, reason, holder)


def _used_reservations(now: Work, held: Work) -> Iterator[RecordId]:
    """Yield the reservations of the backup whose number a line took since."""
    kept = select(number_spans).where(
        _SPAN.ended_on.is_(None), _SPAN.state == NumberState.RESERVED.value
    )
    for span in held.all(SPAN, kept):
        found = now.find(SERIES, span.series_id)
        if found is not None and line_holding(now, found, span.first) is not None:
            yield span.id


def _has_provisional(now: Work, held: Work) -> bool:
    """Tell whether a provisional number was given since: the next ones get another mark."""
    for entity in (INCOMING, PETITION):
        column = entity.table.c
        query = select(column.id).where(column.provisional != "")
        given, before = (set(work.connection.execute(query).scalars()) for work in (now, held))
        if given - before:
            return True
    return False


def _doubt(now: Work) -> Doubt | None:
    """Return what was not known already, None where all is known and was always.

    Where the clerk has said all, only what comes to light later is still asked about.
    """
    told = once_unsure(now)
    if not told:
        return None
    sure = {each.id for each in now.all(SERIES) if not why_asked(now, each.key)}
    lent = [span for span in open_leases(now) if is_ours(now, span) and span.series_id in sure]
    open_ones = doubted(now)
    return Doubt(
        unsure_ms=max((each.unsure_ms or each.made_ms for each in open_ones), default=0),
        since_ms=min(each.unsure_since_ms for each in told),
        sure_of=tuple(sorted({*sure, *(span.id for span in lent)})),
        is_past=not open_ones,
    )
