"""Topics of public opinion."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select

from wardapp.core.identity import RecordId
from wardapp.core.opinions import OpinionTopic
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
