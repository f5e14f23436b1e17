"""Many lines of the log at once, for reports: a year of them may be a hundred thousand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, func, select

from wardapp.core.collecting import uncollected
from wardapp.core.daylog import LogLine
from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId
from wardapp.store.listing import Condition, in_days
from wardapp.store.records import unpack
from wardapp.store.tables_reports import log_lines

_LINE = log_lines.c
_NONE = "[]"
_DAYS, _PLACES = 4_096, 2_000
_OPENING = '["'


def log_between(connection: Connection, first: date, last: date) -> tuple[LogLine, ...]:
    """Return the lines of a span, both days in, oldest first."""
    return _found(connection, in_days(_LINE.day, first, last))


def log_lines_of(connection: Connection, names: Iterable[RecordId]) -> tuple[LogLine, ...]:
    """Return the lines with these names that are here, oldest first."""
    wanted = func.json_each(json.dumps(list(names))).table_valued("value", name="wanted")
    return _found(connection, (_LINE.id.in_(select(wanted.c.value)),))


def _found(connection: Connection, where: Iterable[Condition]) -> tuple[LogLine, ...]:
    query = select(*_COLUMNS).where(*where).order_by(_LINE.day, _LINE.registered_ms, _LINE.row)
    places = lru_cache(maxsize=_PLACES)(_texts)  # lines that name the same places share them
    with uncollected():  # lines hold no cycles
        return tuple(_line(row, places) for row in connection.execute(query).all())


_COLUMNS = (
    _LINE.id,
    _LINE.day,
    _LINE.channel,
    _LINE.content,
    _LINE.group,
    _LINE.amount,
    _LINE.minutes,
    _LINE.reach,
    _LINE.interactions,
    _LINE.places,
    _LINE.time,
    _LINE.evidence_links,
    _LINE.note,
    _LINE.registered_ms,
    _LINE.attachments,
)


def _line(row: Any, places: Callable[[str], tuple[str, ...]]) -> LogLine:
    (
        line_id, day, channel, content, group, amount, minutes, reach, interactions, named,
        time, links, note, registered_ms, files,
    ) = row  # fmt: skip
    return LogLine(
        id=line_id,
        day=_day(day),
        channel=channel,
        content=content,
        group=group,
        amount=amount,
        minutes=minutes,
        reach=reach,
        interactions=interactions,
        places=places(named),
        time=time,
        evidence_links=_texts(links),
        note=note,
        registered_ms=registered_ms,
        attachments=() if files == _NONE else _files(files),
    )


_day = lru_cache(maxsize=_DAYS)(date.fromisoformat)


def _texts(kept: str) -> tuple[str, ...]:
    """Return the texts of a JSON list; one plain text, the usual case, is cut out as it stands."""
    if kept == _NONE:
        return ()
    inside = kept[2:-2]
    if kept.startswith(_OPENING) and '"' not in inside and "\\" not in inside:
        return (inside,)
    return tuple(json.loads(kept))


def _files(kept: str) -> tuple[Attachment, ...]:
    return tuple(unpack(Attachment, each) for each in json.loads(kept))
