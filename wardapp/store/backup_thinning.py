"""Which backups may go: dense for the last hours, thin for the last years.

Counted are hours, days and weeks *that have a backup*, not those of the calendar: neither a long
holiday nor a clock that is set wrong for a day empties the shelf. Nothing here touches a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from wardapp.core.clock import moment_of
from wardapp.core.journal import Backup

HOURS, DAYS, WEEKS = 24, 14, 8
NEWEST = 3
"""So many of the newest stay whatever the clock says."""

LEAST_KEPT = 6
"""So many stay however little room there is, if there is room for them at all."""

Stretch = Callable[[datetime], tuple[int, ...]]


def droppable(newest_first: Sequence[Backup], spared: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names of the backups that none of the rules keeps, oldest first."""
    kept = {each.name for each in newest_first if each.is_kept} | set(spared)
    kept.update(each.name for each in newest_first[:NEWEST])
    for stretch, most in _RULES:
        kept.update(_last_of_each(newest_first, stretch, most))
    return tuple(each.name for each in reversed(newest_first) if each.name not in kept)


def too_many(
    newest_first: Sequence[Backup], room: int, spared: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the names of those that must go so that all fit into `room` bytes.

    The least missed goes first: the one whose going leaves the smallest gap for its age.
    """
    left, dropped = list(newest_first), []
    while len(left) > LEAST_KEPT and sum(each.size for each in left) > room:
        inner = [
            place
            for place in range(NEWEST, len(left))
            if not left[place].is_kept and left[place].name not in spared
        ]
        if not inner:
            break
        least = min(inner, key=lambda place: _missed(left, place))
        dropped.append(left.pop(least).name)
    return tuple(dropped)


def _last_of_each(
    newest_first: Sequence[Backup], stretch: Stretch, most: int | None
) -> tuple[str, ...]:
    """Return the newest backup of each of the newest stretches of time."""
    found: dict[tuple[int, ...], str] = {}
    for backup in newest_first:
        found.setdefault(stretch(moment_of(backup.made_ms)), backup.name)
    return tuple(found.values())[:most]


def _missed(left: Sequence[Backup], place: int) -> tuple[float, int]:
    """Return how much a backup would be missed: the gap it leaves, measured by its age."""
    newer, own = left[place - 1].made_ms, left[place].made_ms
    older = left[place + 1].made_ms if place + 1 < len(left) else own
    age = abs(left[0].made_ms - own) + _HOUR_MS
    return (abs(newer - older) / age, -place)


def _hour(moment: datetime) -> tuple[int, ...]:
    return (moment.toordinal(), moment.hour)


def _day(moment: datetime) -> tuple[int, ...]:
    return (moment.toordinal(),)


def _week(moment: datetime) -> tuple[int, ...]:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month)


_HOUR_MS = 60 * 60 * 1000
_RULES: tuple[tuple[Stretch, int | None], ...] = (
    (_hour, HOURS),
    (_day, DAYS),
    (_week, WEEKS),
    (_month, None),
)
