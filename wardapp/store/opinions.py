"""Topics of public opinion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select

from wardapp.core.identity import RecordId
from wardapp.core.opinions import Leaning, OpinionCounts, OpinionQuery, OpinionTopic
from wardapp.core.text import fold
from wardapp.core.views import ListPage
from wardapp.store.entities import OPINION
from wardapp.store.tables_petitions import opinion_topics
from wardapp.store.work import Work

_TOPIC = opinion_topics.c


class Opinions:
    """Topics go through the journal; they name nobody."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, topic_id: RecordId) -> OpinionTopic:
        """Return a topic; NotFound when it is not here."""
        return self._work.get(OPINION, topic_id)

    def find(self, topic_id: RecordId) -> OpinionTopic | None:
        """Return a topic, None when it is not here."""
        return self._work.find(OPINION, topic_id)

    def save(self, topic: OpinionTopic, base: OpinionTopic | None = None) -> OpinionTopic:
        """Keep a topic, added when new; with `base` only what changed since."""
        return self._work.save(OPINION, topic, base)

    def remove(self, topic_id: RecordId) -> None:
        """Remove a topic; its history stays in the journal."""
        self._work.remove(OPINION, topic_id)

    def alive_between(self, first: date, last: date) -> tuple[OpinionTopic, ...]:
        """Return the topics heard up to `last` and not closed before `first`, oldest first."""
        query = select(opinion_topics).where(
            _TOPIC.day <= last.isoformat(),
            or_(_TOPIC.closed_on.is_(None), _TOPIC.closed_on >= first.isoformat()),
        )
        return self._work.all(OPINION, query.order_by(_TOPIC.day, _TOPIC.row))

    def joined_to(self, topic_id: RecordId) -> tuple[OpinionTopic, ...]:
        """Return the topics that another one stands for, oldest first."""
        query = select(opinion_topics).where(_TOPIC.joined_to == topic_id)
        return self._work.all(OPINION, query.order_by(_TOPIC.day, _TOPIC.row))

    def page(self, query: OpinionQuery, offset: int, limit: int) -> ListPage[OpinionTopic]:
        """Return a stretch of the topics, those heard last first."""
        newest = _narrowed(query).order_by(_TOPIC.day.desc(), _TOPIC.row.desc())
        found = self._work.all(OPINION, newest)
        found = tuple(sorted(found, key=lambda each: each.last_heard, reverse=True))
        words = fold(query.text).split()
        if words:
            found = tuple(each for each in found if _has(each, words))
        return ListPage(rows=found[offset : offset + limit], offset=offset, total=len(found))

    def counts(self, query: OpinionQuery) -> OpinionCounts:
        """Return how many topics each chip would show."""
        free = replace(query, only_open=False, leaning=None, text="")
        return OpinionCounts(
            all=self._count(free),
            open=self._count(replace(free, only_open=True)),
            opposed=self._count(replace(free, leaning=Leaning.OPPOSED)),
        )

    def _count(self, query: OpinionQuery) -> int:
        narrowed = _narrowed(query).with_only_columns(func.count(), maintain_column_froms=True)
        return int(self._work.connection.execute(narrowed).scalar_one())


def _narrowed(query: OpinionQuery) -> Select[Any]:
    found = select(opinion_topics)
    if query.date_to is not None:
        found = found.where(_TOPIC.day <= query.date_to.isoformat())
    if query.date_from is not None:
        start = query.date_from.isoformat()
        found = found.where(or_(_TOPIC.closed_on.is_(None), _TOPIC.closed_on >= start))
    if query.field is not None:
        found = found.where(_TOPIC.field == query.field.value)
    if query.leaning is not None:
        found = found.where(_TOPIC.leaning == query.leaning.value)
    if query.ids:
        found = found.where(_TOPIC.id.in_(query.ids))
    if query.only_open:
        found = found.where(_TOPIC.closed_on.is_(None), _TOPIC.joined_to.is_(None))
    if not query.with_joined:
        found = found.where(_TOPIC.joined_to.is_(None))
    return found


def _has(topic: OpinionTopic, words: list[str]) -> bool:
    text = fold(f"{topic.issue} {topic.origin} {topic.steps} {topic.outcome} {topic.note}")
    return all(word in text for word in words)
