"""Whether the PC's clock can be believed: days on papers and in books follow it."""

from __future__ import annotations

from wardapp.core.clock import day_of, moment_text
from wardapp.services.desk import Desk
from wardapp.services.founding import EXAMPLE
from wardapp.store.copies import stands_for

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
SLACK_MS = 10 * MINUTE_MS
"""A clock that stands so far behind the newest event is told; less is setting a watch."""
LONG_PAUSE_DAYS = 45
"""So many days without a single event, and the date of the PC is worth a look."""


def clock_behind(desk: Desk) -> str:
    """Return what to tell before numbers are given where the clock stands before what was written.

    What is written all the same stays in order: an event is never earlier than those before it.
    """
    newest, now = _newest(desk), desk.clock.now_ms()
    if newest <= now + SLACK_MS or is_ahead_elsewhere(desk, now):
        return ""
    return (
        f"Đồng hồ máy chỉ {moment_text(now)}, chậm hơn việc đã ghi lúc {moment_text(newest)}. "
        "Ngày vào sổ và ngày trên giấy lấy theo đồng hồ máy: hãy chỉnh ngày giờ của Windows "
        "trước khi cấp số."
    )


def is_ahead_elsewhere(desk: Desk, now_ms: int) -> bool:
    """Tell whether only other PCs say that it is later than now: theirs may be wrong as well.

    To stay in order, all that is written after their package carries such times, too.
    """
    with desk.database.read() as tx:
        own = stands_for(tx.work)
        return tx.journal.newest_ms() > now_ms + SLACK_MS and not tx.journal.has_clock_stood_after(
            now_ms + SLACK_MS, own
        )


def clocks_differ(now_ms: int, newest_ms: int) -> str:
    """Return what to tell where this PC and another one of the office do not agree on the time."""
    return (
        f"Đồng hồ máy này chỉ {moment_text(now_ms)}, máy khác của sổ đã ghi việc lúc "
        f"{moment_text(newest_ms)}. Hãy xem giờ đúng: máy nào sai thì chỉnh ngày giờ của máy ấy."
    )


def clock_ahead(desk: Desk) -> str:
    """Return what to tell where nothing was written for so long that the date may be wrong."""
    newest, now = _newest(desk), desk.clock.now_ms()
    days = (day_of(now) - day_of(newest)).days if newest else 0
    if days < LONG_PAUSE_DAYS:
        return ""
    today, last = day_of(now), day_of(newest)
    return (
        f"Đồng hồ máy chỉ ngày {today.day:02}/{today.month}/{today.year}, {days} ngày sau việc ghi "
        f"gần nhất ({last.day:02}/{last.month}/{last.year}). Nếu sổ không nghỉ lâu như vậy thì hãy "
        "chỉnh ngày của Windows trước khi cấp số."
    )


def clock_doubts(desk: Desk) -> tuple[str, ...]:
    """Return what to tell of the clock when an office opens; the days of an example are played."""
    if desk.database.local(EXAMPLE) or desk.database.read_only:
        return ()
    now = desk.clock.now_ms()
    differ = clocks_differ(now, _newest(desk)) if is_ahead_elsewhere(desk, now) else ""
    return tuple(filter(None, (differ, clock_behind(desk), clock_ahead(desk))))


def _newest(desk: Desk) -> int:
    if desk.database.local(EXAMPLE):
        return 0
    with desk.database.read() as tx:
        return tx.journal.newest_ms()
