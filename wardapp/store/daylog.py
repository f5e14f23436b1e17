"""The daily log of communication work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from wardapp.core.daylog import LogEntry, LogLine, LogQuery
from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId
from wardapp.core.log_charts import LogSum, PlaceSum
from wardapp.core.views import ListPage
from wardapp.store.daylog_reading import log_between, log_lines_of
from wardapp.store.entities import LOG_LINE
from wardapp.store.listing import Condition, Stretch, in_days, page
from wardapp.store.tables_reports import log_lines
from wardapp.store.work import Work

_LINE = log_lines.c
_EVERYWHERE = "*"
_NEWEST_FIRST = ("day DESC", "registered_ms DESC", '"row" DESC')


class DaylogBook:
    """Lines of the log."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(
        self,
        entry: LogEntry,
        *,
        record_id: RecordId,
        registered_ms: int,
        attachments: tuple[Attachment, ...] = (),
    ) -> LogLine:
        """Write a new line."""
        line = LogLine(
            **{item.name: getattr(entry, item.name) for item in fields(LogEntry)},
            id=record_id,
            registered_ms=registered_ms,
            attachments=attachments,
        )
        self._work.write(LOG_LINE, None, line)
        return line

    def get(self, line_id: RecordId) -> LogLine:
        """Return a line; NotFound when it is not here."""
        return self._work.get(LOG_LINE, line_id)

    def find(self, line_id: RecordId) -> LogLine | None:
        """Return a line, None when it is not here."""
        return self._work.find(LOG_LINE, line_id)

    def save(self, line: LogLine, base: LogLine | None = None) -> LogLine:
        """Keep a changed line; with `base` only what changed since, see `Work.save`."""
        self.get(line.id)
        return self._work.save(LOG_LINE, line, base)

    def remove(self, line_id: RecordId) -> None:
        """Remove a line; its history stays in the journal."""
        self._work.remove(LOG_LINE, line_id)

    def page(self, query: LogQuery, offset: int, limit: int) -> ListPage[LogLine]:
        """Return a stretch of the log, newest day first."""
        wanted = Stretch(
            where=_scope(query),
            order=_NEWEST_FIRST,
            text=query.text,
            offset=offset,
            limit=limit,
            scope=replace(query, text=""),
            is_span=query.date_from is not None or query.date_to is not None,
        )
        return page(self._work, LOG_LINE, wanted)

    def between(self, first: date, last: date) -> tuple[LogLine, ...]:
        """Return the lines of a span, both days in, oldest first."""
        return log_between(self._work.connection, first, last)

    def named(self, names: Iterable[RecordId]) -> tuple[LogLine, ...]:
        """Return the lines with these names that are still here, oldest first."""
        return log_lines_of(self._work.connection, names)

    def day_counts(self, first: date, last: date) -> dict[date, int]:
        """Return how many lines each day of a span has; days without any are absent."""
        query = (
            select(_LINE.day, func.count())
            .where(*in_days(_LINE.day, first, last))
            .group_by(_LINE.day)
        )
        rows = self._work.connection.execute(query)
        return {date.fromisoformat(day): count for day, count in rows}

    def channel_totals(self, first: date, last: date) -> dict[str, int]:
        """Return the items of each channel in a span; channels without any are absent."""
        query = (
            select(_LINE.channel, func.sum(_LINE.amount))
            .where(*in_days(_LINE.day, first, last))
            .group_by(_LINE.channel)
        )
        return {channel: int(total) for channel, total in self._work.connection.execute(query)}

    def sums(self, first: date, last: date) -> tuple[LogSum, ...]:
        """Return the lines of a span added up by day, channel and group."""
        by = (_LINE.day, _LINE.channel, _LINE.group)
        query = select(*by, *_SUMS).where(*in_days(_LINE.day, first, last)).group_by(*by)
        rows = self._work.connection.execute(query.order_by(*by))
        return tuple(
            LogSum(day=date.fromisoformat(day), channel=channel, group=group, **_summed(rest))
            for day, channel, group, *rest in rows
        )

    def place_sums(self, first: date, last: date) -> tuple[PlaceSum, ...]:
        """Return the same once more by place; a line counts for each place that it names."""
        named = func.json_each(_LINE.places).table_valued("value", name="named")
        by = (_LINE.day, _LINE.channel, _LINE.group, named.c.value)
        query = select(*by, *_SUMS).select_from(log_lines, named)
        query = query.where(*in_days(_LINE.day, first, last)).group_by(*by).order_by(*by)
        return tuple(
            PlaceSum(
                day=date.fromisoformat(day), channel=channel, group=group, place=str(place),
                **_summed(rest),
            )
            for day, channel, group, place, *rest in self._work.connection.execute(query)
        )  # fmt: skip

    def first_day(self) -> date | None:
        """Return the day of the oldest line, None while the log is empty."""
        found = self._work.connection.execute(select(func.min(_LINE.day))).scalar()
        return date.fromisoformat(found) if found else None

    def names(self, *, channel: str = "", group: str = "") -> bool:
        """Return whether a line names this channel, or this group."""
        wanted = _LINE.channel == channel if channel else _LINE.group == group
        found = self._work.connection.execute(select(_LINE.row).where(wanted).limit(1))
        return found.first() is not None

    def alike(self, first: date, last: date) -> set[tuple[date, str, str]]:
        """Return day, channel and content of each line of a span, to tell what stands already."""
        query = select(_LINE.day, _LINE.channel, _LINE.content)
        rows = self._work.connection.execute(query.where(*in_days(_LINE.day, first, last)))
        return {(date.fromisoformat(day), channel, content) for day, channel, content in rows}

    def last_of_channel(self, channel: str) -> LogLine | None:
        """Return the line of a channel written last, None without any; "" takes any channel."""
        query = select(log_lines).order_by(_LINE.registered_ms.desc(), _LINE.row.desc()).limit(1)
        if channel:
            query = query.where(_LINE.channel == channel)
        found = self._work.all(LOG_LINE, query)
        return found[0] if found else None


def _scope(query: LogQuery) -> tuple[Condition, ...]:
    conditions = list(in_days(_LINE.day, query.date_from, query.date_to))
    if query.channel:
        conditions.append(_LINE.channel == query.channel)
    if query.group:
        conditions.append(_LINE.group == query.group)
    if query.missing_evidence:
        conditions.append(~_LINE.has_evidence)
    if query.place:
        conditions.append(or_(_names(query.place), _names(_EVERYWHERE)))
    return tuple(conditions)


def _names(place: str) -> ColumnElement[bool]:
    named = func.json_each(_LINE.places).table_valued("value", name="named")
    return select(named.c.value).where(named.c.value == place).exists()


_SUMS = (
    func.count(),
    func.coalesce(func.sum(_LINE.amount), 0),
    func.coalesce(func.sum(_LINE.minutes), 0),
    func.coalesce(func.sum(_LINE.interactions), 0),
)


def _summed(values: list[int]) -> dict[str, int]:
    return dict(zip(("lines", "items", "minutes", "interactions"), map(int, values), strict=True))
