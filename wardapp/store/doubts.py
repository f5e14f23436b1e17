"""Series of which a restored copy cannot know the last number: none is given before the clerk says.

A copy says of itself (`OfficeCopy.unsure_ms`) that it was restored while nothing told which numbers
were given after the backup; whoever goes on in its place doubts with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wardapp.core.clock import day_of, moment_text
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.keeping import OfficeCopy
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.store.copies import copies, natural_id, stands_for
from wardapp.store.entities import COPY, TERM
from wardapp.store.work import Work


def series_id(work: Work, key: SeriesKey) -> RecordId:
    """Return the name of the series of a key, the same on every copy of the office."""
    return natural_id(
        work, "series", key.issuer_id, key.book, key.group, key.scope.value, key.scope_value
    )


def doubted(work: Work) -> tuple[OfficeCopy, ...]:
    """Return the copies this one stands for that were restored without knowing their numbers."""
    unsure = tuple(each for each in copies(work).values() if each.unsure_ms)
    if not unsure:
        return ()
    mine = stands_for(work)
    return tuple(each for each in unsure if each.id in mine)


def why_asked(work: Work, key: SeriesKey) -> str:
    """Return what the clerk has to say before a number of a series is given, "" when nothing."""
    name = None
    for copy in doubted(work):
        name = name or series_id(work, key)
        # The clock of the PC may stand behind: the backup was there already.
        latest_ms = max(copy.unsure_ms, copy.unsure_since_ms)
        if name not in copy.sure_of and _may_have_moved(work, key, day_of(latest_ms)):
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


def note_sure(work: Work, key: SeriesKey | None = None) -> None:
    """Write that the clerk said the last number on paper of a series, of all without a key."""
    for copy in doubted(work):
        if key is None:
            changed = replace(copy, unsure_ms=0, unsure_since_ms=0, sure_of=())
        else:
            sure = {*copy.sure_of, series_id(work, key)}
            changed = replace(copy, sure_of=tuple(sorted(sure)))
        work.write(COPY, copy, changed)


def _may_have_moved(work: Work, key: SeriesKey, day: date) -> bool:
    """Tell whether a series ran already when the office was restored."""
    if key.scope in {Scope.YEAR, Scope.YEARS}:
        return int(key.scope_value.partition("-")[0]) <= day.year
    if key.scope is Scope.CONGRESS:
        return True
    term = work.find(TERM, key.scope_value)
    return term is None or term.start <= day
