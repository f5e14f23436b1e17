"""Dữ liệu cá nhân: requests of persons with their timers, notes of incidents, the review."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from wardapp.core.dates import long_date
from wardapp.core.dossiers import months_after
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.places import Places
from wardapp.core.privacy import (
    REQUEST_NAMES,
    Incident,
    IncidentEntry,
    PersonRequest,
    PrivacyReview,
    PrivacyRules,
    RefusalReason,
    RequestEntry,
    RequestKind,
)
from wardapp.core.text import clean, one_line
from wardapp.core.workdays import Workdays
from wardapp.services.desk import Desk
from wardapp.services.incident_note import IncidentNote
from wardapp.services.person_gate import refuse_person_words
from wardapp.services.person_rules import load_privacy_rules
from wardapp.services.petitions import Petitions
from wardapp.services.secrets_gate import refuse_secret_words

HOUR_MS = 3_600_000
LONGEST = 1000
TEXTS = ("what", "data", "cause", "measures", "notified_whom")


class Privacy(IncidentNote):
    """What the law on personal data asks an office to do in time, and to write down."""

    def __init__(self, desk: Desk, places: Places, petitions: Petitions) -> None:
        super().__init__(desk, places)
        self._petitions = petitions

    def rules(self) -> PrivacyRules:
        """Return the timers with their clauses."""
        return load_privacy_rules(self._places.resources)

    # ---- requests ----------------------------------------------------------------------------

    def requests(self) -> tuple[PersonRequest, ...]:
        """Return all requests, newest first."""
        with self._desk.database.read() as tx:
            return tx.privacy.requests()

    def request(self, request_id: RecordId) -> PersonRequest:
        """Return a request; NotFound when it is not here."""
        with self._desk.database.read() as tx:
            return tx.privacy.request(request_id)

    def timers(self, kind: RequestKind, received: date) -> tuple[date, date]:
        """Return by when a request is acknowledged and by when it is answered."""
        rules, workdays = self.rules(), self._desk.workdays()
        rule = rules.of(kind)
        return (
            workdays.add(received, rules.acknowledge_days),
            counted(received, rule.days, rule.unit, workdays),
        )

    def latest_extension(self, request: PersonRequest) -> date:
        """Return the last day to which a request may be extended."""
        rule = self.rules().of(request.kind)
        start = request.due_date or request.received
        return counted(start, rule.extend, rule.unit, self._desk.workdays())

    def reasons(self, kind: RequestKind) -> tuple[RefusalReason, ...]:
        """Return the reasons of the law for refusing such a request."""
        return self.rules().reasons_for(kind)

    def add_request(self, entry: RequestEntry) -> PersonRequest:
        """Take a request down with its timers; nobody is named but through a petition."""
        if entry.received > self._desk.today():
            raise BadValue("received", "Ngày nhận chưa tới. Anh, chị xem lại giúp.")
        if entry.petition_id is not None:
            self._petitions.get(entry.petition_id)
        acknowledge_by, due = self.timers(entry.kind, entry.received)
        name = REQUEST_NAMES[entry.kind].lower()
        with self._desk.database.begin(
            self._desk.command("privacy.request", f"Ghi yêu cầu {name}")
        ) as tx:
            return tx.privacy.save_request(
                PersonRequest(
                    id=tx.new_id(),
                    kind=entry.kind,
                    received=entry.received,
                    petition_id=entry.petition_id,
                    acknowledge_by=acknowledge_by,
                    due_date=due,
                )
            )

    def acknowledge(self, request_id: RecordId, on: date | None = None) -> PersonRequest:
        """Note that the person was told their request came in."""
        request = self._open(request_id)
        day = self._day(request, on)
        changed = replace(request, acknowledged_on=day)
        return self._save("privacy.acknowledge", "Xác nhận đã nhận", changed, request)

    def extend(self, request_id: RecordId, to: date, reason: str) -> PersonRequest:
        """Extend a request once, no longer than the rule allows, with its reason."""
        request = self._open(request_id)
        if request.extended_to is not None:
            raise WardError("Yêu cầu này đã gia hạn một lần, luật chỉ cho gia hạn một lần.")
        why = self._text("extension_reason", reason)
        if not why:
            raise BadValue("extension_reason", "Hãy ghi lý do gia hạn.")
        latest = self.latest_extension(request)
        first = request.due_date or request.received
        if not first < to <= latest:
            raise BadValue(
                "extended_to", f"Hạn mới phải sau {long_date(first)} và đến {long_date(latest)}."
            )
        changed = replace(request, extended_to=to, extension_reason=why)
        return self._save("privacy.extend", "Gia hạn", changed, request, why)

    def answer(
        self,
        request_id: RecordId,
        outcome: str,
        on: date | None = None,
        *,
        forget: bool = False,
    ) -> PersonRequest:
        """Note that a request was met; with `forget` its petition's person is removed for good."""
        request = self._open(request_id)
        told = self._text("outcome", outcome)
        if not told:
            raise BadValue("outcome", "Hãy ghi đã làm gì theo yêu cầu.")
        changed = replace(request, done_on=self._day(request, on), outcome=told)
        if forget and request.petition_id is not None:
            self._petitions.forget_person(request.petition_id)
        return self._save("privacy.answer", "Trả lời", changed, request)

    def refuse(
        self, request_id: RecordId, reason: str, outcome: str = "", on: date | None = None
    ) -> PersonRequest:
        """Note that a request was refused for a reason of the law (its key)."""
        request = self._open(request_id)
        known = {each.key: each for each in self.reasons(request.kind)}
        if reason not in known:
            raise BadValue("refused", "Hãy chọn một lý do theo luật.")
        told = self._text("outcome", outcome)
        if reason == "other" and not told:
            raise BadValue("outcome", "Hãy ghi rõ lý do theo điều nào của luật.")
        why = f"{known[reason].text} ({known[reason].clause})"
        changed = replace(request, done_on=self._day(request, on), refused=why, outcome=told)
        return self._save("privacy.refuse", "Từ chối", changed, request)

    def take_up(self, request_id: RecordId) -> PersonRequest:
        """Let an answered or refused request wait again."""
        request = self.request(request_id)
        changed = replace(request, done_on=None, refused="")
        return self._save("privacy.take_up", "Mở lại", changed, request)

    # ---- incidents ---------------------------------------------------------------------------

    def incidents(self) -> tuple[Incident, ...]:
        """Return all notes of incidents, newest first."""
        with self._desk.database.read() as tx:
            return tx.privacy.incidents()

    def add_incident(self, entry: IncidentEntry) -> Incident:
        """Begin the note of an incident: its clock runs from the discovery."""
        tidy = self._checked(entry)
        command = self._desk.command("privacy.incident", "Ghi sự cố dữ liệu cá nhân")
        with self._desk.database.begin(command) as tx:
            return tx.privacy.save_incident(
                Incident(
                    **_fields(tidy),
                    id=tx.new_id(),
                    notify_by_ms=tidy.discovered_ms + self.rules().notify_hours * HOUR_MS,
                )
            )

    def amend_incident(
        self, incident_id: RecordId, entry: IncidentEntry, base: Incident | None = None
    ) -> Incident:
        """Keep a corrected note; its clock follows the discovery.

        With `base` (what the clerk saw) another's change is not lost.
        """
        tidy, kept = self._checked(entry), base or self.incident(incident_id)
        changed = replace(
            kept,
            **_fields(tidy),
            notify_by_ms=tidy.discovered_ms + self.rules().notify_hours * HOUR_MS,
        )
        command = self._desk.command("privacy.amend", "Sửa phiếu sự cố dữ liệu cá nhân")
        with self._desk.database.begin(command) as tx:
            return tx.privacy.save_incident(changed, kept)

    def notify(self, incident_id: RecordId, whom: str, at_ms: int | None = None) -> Incident:
        """Note who was told of an incident, and when: now by default."""
        kept = self.incident(incident_id)
        told = self._text("notified_whom", whom)
        if not told:
            raise BadValue("notified_whom", "Hãy ghi đã báo cơ quan nào.")
        moment = self._desk.clock.now_ms() if at_ms is None else at_ms
        if not kept.discovered_ms <= moment <= self._desk.clock.now_ms():
            raise BadValue("notified_ms", "Lúc báo phải từ khi phát hiện đến bây giờ.")
        command = self._desk.command("privacy.notify", f"Báo sự cố dữ liệu cá nhân cho {told}")
        with self._desk.database.begin(command) as tx:
            return tx.privacy.save_incident(
                replace(kept, notified_ms=moment, notified_whom=told), kept
            )

    def close_incident(self, incident_id: RecordId, on: date | None = None) -> Incident:
        """Note that an incident is over; one that may harm is told of first."""
        kept = self.incident(incident_id)
        if kept.is_waiting:
            raise WardError("Sự cố có thể gây hại thì phải báo cơ quan chức năng rồi mới kết thúc.")
        command = self._desk.command("privacy.close", "Kết thúc sự cố dữ liệu cá nhân")
        with self._desk.database.begin(command) as tx:
            return tx.privacy.save_incident(replace(kept, closed_on=on or self._desk.today()), kept)

    # ---- the review --------------------------------------------------------------------------

    def review(self) -> PrivacyReview:
        """Return what a look at the persons kept finds, and by when the next one is due."""
        today = self._desk.today()
        with self._desk.database.read() as tx:
            kept = tx.petitions.kept_people()
            settings = tx.catalogue.settings()
        last = _day_of(settings.privacy_checked_on)
        months = self.rules().review_months
        return PrivacyReview(
            kept=len(kept),
            undated=sum(1 for _, day in kept if day is None),
            overdue=sum(1 for _, day in kept if day is not None and day <= today),
            last_on=last,
            next_by=months_after(last, months) if last else today,
        )

    def reviewed(self) -> PrivacyReview:
        """Note that the persons kept were looked at today."""
        today = self._desk.today().isoformat()
        command = self._desk.command("privacy.reviewed", "Rà soát dữ liệu cá nhân")
        with self._desk.database.begin(command) as tx:
            settings = tx.catalogue.settings()
            tx.catalogue.save_settings(replace(settings, privacy_checked_on=today))
        return self.review()

    # ---- inside ------------------------------------------------------------------------------

    def _open(self, request_id: RecordId) -> PersonRequest:
        request = self.request(request_id)
        if not request.is_open:
            raise WardError("Yêu cầu này đã xong. Hãy mở lại rồi sửa.")
        return request

    def _day(self, request: PersonRequest, on: date | None) -> date:
        day = on or self._desk.today()
        if not request.received <= day <= self._desk.today():
            raise BadValue("on", "Ngày này phải từ ngày nhận đến hôm nay. Anh, chị xem lại giúp.")
        return day

    def _save(
        self, name: str, deed: str, changed: PersonRequest, seen: PersonRequest, reason: str = ""
    ) -> PersonRequest:
        title = f"{deed} yêu cầu {REQUEST_NAMES[changed.kind].lower()}"
        with self._desk.database.begin(self._desk.command(name, title, reason)) as tx:
            return tx.privacy.save_request(changed, seen)

    def _checked(self, entry: IncidentEntry) -> IncidentEntry:
        texts: dict[str, Any] = {
            name: clean(getattr(entry, name)).strip() for name in TEXTS if hasattr(entry, name)
        }
        if not texts["what"]:
            raise BadValue("what", "Hãy ghi ngắn đã xảy ra việc gì, không nêu họ tên ai.")
        for name, text in texts.items():
            self._text(name, text)
        if entry.discovered_ms > self._desk.clock.now_ms():
            raise BadValue("discovered_ms", "Lúc phát hiện chưa tới. Anh, chị xem lại giúp.")
        return replace(entry, **texts)

    def _text(self, field: str, text: str) -> str:
        """Return a text that stays in the history: short, nobody named, no secret mark."""
        tidy = one_line(text)
        if len(tidy) > LONGEST:
            raise BadValue(field, f"Mục này dài quá {LONGEST} ký tự. Hãy viết gọn lại.")
        refuse_person_words({field: tidy})
        refuse_secret_words(tidy)
        return tidy


def counted(start: date, days: int, unit: str, workdays: Workdays) -> date:
    """Return the last day of a time: the day of the event not counted, a rest day moves on."""
    if unit == "working":
        return workdays.add(start, days)
    return workdays.roll(start + timedelta(days=days), "next")


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _fields(entry: IncidentEntry) -> dict[str, Any]:
    return {item.name: getattr(entry, item.name) for item in fields(IncidentEntry)}
