"""Requests of persons about their data, and notes of incidents."""

from __future__ import annotations

from sqlalchemy import select

from wardapp.core.identity import RecordId
from wardapp.core.privacy import Incident, PersonRequest
from wardapp.store.entities import INCIDENT, PERSON_REQUEST
from wardapp.store.tables_petitions import incidents, person_requests
from wardapp.store.work import Work


class Privacy:
    """What the law on personal data asks to be written down."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def requests(self) -> tuple[PersonRequest, ...]:
        """Return all requests, newest first."""
        kept = person_requests.c
        query = select(person_requests).order_by(kept.received.desc(), kept.id)
        return self._work.all(PERSON_REQUEST, query)

    def request(self, request_id: RecordId) -> PersonRequest:
        """Return a request; NotFound when it is not here."""
        return self._work.get(PERSON_REQUEST, request_id)

    def save_request(
        self, request: PersonRequest, base: PersonRequest | None = None
    ) -> PersonRequest:
        """Keep a request, added when new."""
        return self._work.save(PERSON_REQUEST, request, base)

    def incidents(self) -> tuple[Incident, ...]:
        """Return all notes of incidents, newest first."""
        query = select(incidents).order_by(incidents.c.discovered_ms.desc(), incidents.c.id)
        return self._work.all(INCIDENT, query)

    def incident(self, incident_id: RecordId) -> Incident:
        """Return a note; NotFound when it is not here."""
        return self._work.get(INCIDENT, incident_id)

    def save_incident(self, incident: Incident, base: Incident | None = None) -> Incident:
        """Keep a note of an incident, added when new."""
        return self._work.save(INCIDENT, incident, base)
