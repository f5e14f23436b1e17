"""Series of which a restored copy cannot know the last number: none is given before the clerk says.

A copy says of itself (`OfficeCopy.unsure_ms`) that it was restored while nothing told which numbers
were given after the backup; whoever goes on in its place doubts with it. Once the clerk has
confirmed all that is known here, one thing can still come to light by a package: a block or the
keeping of a series that another had given the copy that was lost. Each is asked about once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wardapp.core.clock import day_of, moment_text
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.keeping import OfficeCopy
from wardapp.core.numbering import NumberSpan, Scope, Series, SeriesKey
from wardapp.store.copies import copies, natural_id, stands_for, went_before
from wardapp.store.entities import COPY, KEEPING, SERIES, TERM
from wardapp.store.leases import free_in, is_ours, open_leases
from wardapp.store.numbers_held import find_series
from wardapp.store.work import Work


def series_id(work: Work, key: SeriesKey) -> RecordId:
    """Return the name of the series of a key, the same on every copy of the office."""
    return natural_id(
        work, "series", key.issuer_id, key.book, key.group, key.scope.value, key.scope_value
    )


def once_unsure(work: Work) -> tuple[OfficeCopy, ...]:
    """Return the copies this one stands for that were ever restored without knowing."""
    unsure = tuple(each for each in copies(work).values() if each.unsure_since_ms or each.unsure_ms)
    if not unsure:
        return ()
    mine = stands_for(work)
    return tuple(each for each in unsure if each.id in mine)


def doubted(work: Work) -> tuple[OfficeCopy, ...]:
    """Return those of them for which the clerk has something to say still."""
    return tuple(each for each in once_unsure(work) if each.unsure_ms or _has_late(work, each))


def why_asked(work: Work, key: SeriesKey) -> str:
    """Return what the clerk has to say before a number of a series is given, "" when nothing."""
    for copy in once_unsure(work):
        if _is_open(work, copy, key) or _is_late(work, copy, key):
            return (
                "Sổ đã khôi phục từ bản sao lưu lúc "
                f"{moment_text(copy.unsure_since_ms)} nên không biết những số cấp trên giấy sau "
                "lúc đó. Hãy mở trang An toàn dữ liệu, chọn Xác nhận số cuối, rồi cấp số."
            )
    return ""


def refuse_unsure(work: Work, key: SeriesKey) -> None:
    """Raise WardError where the clerk has to say the last number on paper first."""
    why = why_asked(work, key)
    if why:
        raise WardError(why)


def late_blocks(
    work: Work, copy: OfficeCopy, name: RecordId | None = None
) -> tuple[NumberSpan, ...]:
    """Return the blocks lent to the copy that was lost of which the clerk has said nothing yet."""
    before = went_before(work, copy)
    return tuple(
        span
        for span in (open_leases(work, name) if before else ())
        if span.holder in before
        and span.id not in copy.sure_of
        and free_in(work, work.get(SERIES, span.series_id), span)
    )


def note_sure(work: Work, key: SeriesKey | None = None) -> None:
    """Write that the clerk said the last number on paper of a series, of all without a key."""
    name = None if key is None else series_id(work, key)
    lent = {span.id for span in open_leases(work, name) if is_ours(work, span)}
    for copy in once_unsure(work):
        sure = tuple(sorted({*copy.sure_of, *lent, *(() if name is None else (name,))}))
        said = replace(copy, sure_of=sure)
        if name is None:
            since_ms = copy.unsure_since_ms or copy.unsure_ms
            said = replace(said, unsure_ms=0, unsure_since_ms=since_ms)
        work.write(COPY, copy, said)


def note_known(work: Work) -> None:
    """Write that nothing is left that this copy could not know: no right can come late either."""
    for copy in once_unsure(work):
        work.write(COPY, copy, replace(copy, unsure_ms=0, unsure_since_ms=0, sure_of=()))


def kept_on(work: Work, found: Series) -> Series:
    """Return a series kept under this copy's own name where the lost one was to keep it."""
    if not any(found.keeper in went_before(work, copy) for copy in once_unsure(work)):
        return found
    kept = replace(found, keeper=work.replica_id)
    work.write(SERIES, found, kept)
    return kept


def keep_on_all(work: Work) -> None:
    """Keep everything under this copy's own name that the lost one was to keep."""
    for found in work.all(SERIES):
        kept_on(work, found)
    told = work.find(KEEPING, natural_id(work, "keeping"))
    if told is not None and any(
        told.keeper in went_before(work, copy) for copy in once_unsure(work)
    ):
        work.write(KEEPING, told, replace(told, keeper=work.replica_id))


def _is_open(work: Work, copy: OfficeCopy, key: SeriesKey) -> bool:
    """Tell whether a copy doubts a series since its restore."""
    if not copy.unsure_ms or series_id(work, key) in copy.sure_of:
        return False
    # The clock of the PC may stand behind: the backup was there already.
    return _may_have_moved(work, key, day_of(max(copy.unsure_ms, copy.unsure_since_ms)))


def _is_late(work: Work, copy: OfficeCopy, key: SeriesKey) -> bool:
    """Tell whether a right of the lost copy came to light that the clerk did not speak of."""
    if not _may_have_moved(work, key, _restored_on(copy)):
        return False
    found = find_series(work, key)
    keeper = _main_keeper_told(work) if found is None else found.keeper
    if keeper in went_before(work, copy):
        return True
    return found is not None and bool(late_blocks(work, copy, found.id))


def _has_late(work: Work, copy: OfficeCopy) -> bool:
    before = went_before(work, copy)
    if not before:
        return False
    if _main_keeper_told(work) in before:
        return True
    every = {each.id: each for each in work.all(SERIES)}
    names = {each.id for each in every.values() if each.keeper in before}
    names |= {span.series_id for span in late_blocks(work, copy)}
    return any(_may_have_moved(work, every[name].key, _restored_on(copy)) for name in names)


def _main_keeper_told(work: Work) -> str:
    told = work.find(KEEPING, natural_id(work, "keeping"))
    return "" if told is None else told.keeper


def _restored_on(copy: OfficeCopy) -> date:
    return day_of(max(copy.unsure_ms, copy.unsure_since_ms, copy.made_ms))


def _may_have_moved(work: Work, key: SeriesKey, day: date) -> bool:
    """Tell whether a series ran already when the office was restored."""
    if key.scope in {Scope.YEAR, Scope.YEARS}:
        return int(key.scope_value.partition("-")[0]) <= day.year
    if key.scope is Scope.CONGRESS:
        return True
    term = work.find(TERM, key.scope_value)
    return term is None or term.start <= day
