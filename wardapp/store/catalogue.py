"""The catalogue: issuers, terms, signers, bodies, units, people, holidays, channels, settings."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Select, Text, func, or_, select, type_coerce

from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.core.errors import ChangedSince
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Body, Issuer, Person, Signer, Term, Unit
from wardapp.core.profile import Holiday
from wardapp.core.settings import OfficeSettings
from wardapp.core.text import name_sort_key, sort_key
from wardapp.store.entities import (
    BODY,
    CHANNEL,
    GROUP,
    HOLIDAY,
    ISSUER,
    PERSON,
    SETTING,
    SIGNER,
    TERM,
    UNIT,
    KeptSetting,
)
from wardapp.store.records import plain
from wardapp.store.remembering import remembered
from wardapp.store.tables import (
    bodies,
    draft_texts,
    drafts,
    holidays,
    issuers,
    series,
    signers,
    terms,
)
from wardapp.store.tables_reports import channels, content_groups
from wardapp.store.work import Work


class Catalogue:
    """What the office knows of itself and of those around it."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def issuers(self) -> tuple[Issuer, ...]:
        """Return the bodies of this office in their own order."""
        return self._work.all(ISSUER, select(issuers).order_by(issuers.c.position, issuers.c.id))

    def issuer(self, issuer_id: RecordId) -> Issuer:
        """Return a body of this office; NotFound when it is not here."""
        return self._work.get(ISSUER, issuer_id)

    def save_issuer(self, issuer: Issuer) -> Issuer:
        """Keep a body of this office, added when new."""
        return self._work.save(ISSUER, issuer)

    def remove_issuer(self, issuer_id: RecordId) -> None:
        """Remove a body that nothing names yet."""
        self._work.remove(ISSUER, issuer_id)

    def terms(self, committee: str = "") -> tuple[Term, ...]:
        """Return the terms of a committee, of all when it is "", oldest first."""
        query = select(terms).order_by(terms.c.start)
        return self._work.all(
            TERM, query.where(terms.c.committee == committee) if committee else query
        )

    def term(self, term_id: RecordId) -> Term:
        """Return a term; NotFound when it is not here."""
        return self._work.get(TERM, term_id)

    def term_on(self, committee: str, day: date) -> Term | None:
        """Return the term of a committee that runs on a day, None when none does."""
        running = [
            term
            for term in self.terms(committee)
            if term.start <= day and (term.end is None or day <= term.end)
        ]
        return running[-1] if running else None

    def save_term(self, term: Term) -> Term:
        """Keep a term, added when new."""
        return self._work.save(TERM, term)

    def remove_term(self, term_id: RecordId) -> None:
        """Remove a term; ChangedSince when numbers were counted in it."""
        counted = select(series.c.id).where(series.c.scope_value == term_id)
        self._refuse_when(
            counted,
            "Nhiệm kỳ này đã có số văn bản nên không bỏ được. Hãy sửa ngày kết thúc của nhiệm kỳ.",
        )
        self._work.remove(TERM, term_id)

    def signers(self, issuer_id: RecordId | None = None) -> tuple[Signer, ...]:
        """Return who signs for an issuer, for all when it is None, by rank."""
        query = select(signers).order_by(signers.c.issuer_id, signers.c.rank, signers.c.id)
        if issuer_id is not None:
            query = query.where(signers.c.issuer_id == issuer_id)
        return self._work.all(SIGNER, query)

    def signer(self, signer_id: RecordId) -> Signer:
        """Return a signer; NotFound when it is not here."""
        return self._work.get(SIGNER, signer_id)

    def save_signer(self, signer: Signer) -> Signer:
        """Keep a signer, added when new."""
        return self._work.save(SIGNER, signer)

    def remove_signer(self, signer_id: RecordId) -> None:
        """Remove a signer; ChangedSince when a draft names them, issued ones too."""
        named = select(drafts.c.id).where(drafts.c.signer_id == signer_id)
        typed = select(draft_texts.c.draft_id).where(
            func.instr(draft_texts.c.content, signer_id) > 0
        )
        self._refuse_when(
            named.union_all(typed),
            "Người ký này đứng tên ở dự thảo nên không bỏ được. Hãy bỏ dấu “Còn dùng”.",
        )
        self._work.remove(SIGNER, signer_id)

    def bodies(self, *, with_merged: bool = False) -> tuple[Body, ...]:
        """Return the outside bodies in alphabetical order, doubles that another stands for too."""
        found = (body for body in self._work.all(BODY) if with_merged or body.merged_into is None)
        return tuple(sorted(found, key=lambda body: sort_key(body.name)))

    def bodies_of_many_names(self) -> tuple[Body, ...]:
        """Return the outside bodies that have other names, now or before, in no order."""
        return remembered(self._work, "bodies", "many names", self._of_many_names)

    def _of_many_names(self) -> tuple[Body, ...]:
        column = bodies.c
        query = select(bodies).where(
            column.merged_into.is_(None),
            or_(
                type_coerce(column.short_names, Text) != "[]",
                type_coerce(column.former_names, Text) != "[]",
            ),
        )
        return self._work.all(BODY, query)

    def body_names(self) -> tuple[str, ...]:
        """Return the names of the outside bodies in use."""
        return remembered(
            self._work, "bodies", "names", lambda: tuple(b.name for b in self.bodies() if b.active)
        )

    def body(self, body_id: RecordId) -> Body:
        """Return an outside body; NotFound when it is not here."""
        return self._work.get(BODY, body_id)

    def save_body(self, body: Body) -> Body:
        """Keep an outside body, added when new."""
        return self._work.save(BODY, body)

    def remove_body(self, body_id: RecordId) -> None:
        """Remove an outside body."""
        self._work.remove(BODY, body_id)

    def units(self) -> tuple[Unit, ...]:
        """Return the units under the ward by kind, in natural order."""
        return tuple(
            sorted(self._work.all(UNIT), key=lambda unit: (unit.kind, sort_key(unit.name)))
        )

    def save_unit(self, unit: Unit) -> Unit:
        """Keep a unit, added when new."""
        return self._work.save(UNIT, unit)

    def remove_unit(self, unit_id: RecordId) -> None:
        """Remove a unit."""
        self._work.remove(UNIT, unit_id)

    def people(self) -> tuple[Person, ...]:
        """Return who works in the office, by given name."""
        return tuple(
            sorted(self._work.all(PERSON), key=lambda person: name_sort_key(person.full_name))
        )

    def save_person(self, person: Person) -> Person:
        """Keep a person, added when new."""
        return self._work.save(PERSON, person)

    def remove_person(self, person_id: RecordId) -> None:
        """Remove a person."""
        self._work.remove(PERSON, person_id)

    def holidays(self) -> tuple[Holiday, ...]:
        """Return days off and worked Saturdays, oldest first."""
        return self._work.all(HOLIDAY, select(holidays).order_by(holidays.c.day))

    def save_holiday(self, holiday: Holiday) -> Holiday:
        """Keep a day off, added when new."""
        return self._work.save(HOLIDAY, holiday)

    def remove_holiday(self, day: date) -> None:
        """Remove a day off."""
        self._work.remove(HOLIDAY, day.isoformat())

    def channels(self) -> tuple[LogChannel, ...]:
        """Return the channels of the log by their row of the form."""
        order = (channels.c.form_row, channels.c.code)
        return self._work.all(CHANNEL, select(channels).order_by(*order))

    def save_channel(self, channel: LogChannel) -> LogChannel:
        """Keep a channel, added when new."""
        return self._work.save(CHANNEL, channel)

    def remove_channel(self, code: str) -> None:
        """Remove a channel."""
        self._work.remove(CHANNEL, code)

    def groups(self) -> tuple[ContentGroup, ...]:
        """Return the content groups in natural order of their codes."""
        found = self._work.all(GROUP, select(content_groups))
        return tuple(sorted(found, key=lambda group: sort_key(group.code)))

    def save_group(self, group: ContentGroup) -> ContentGroup:
        """Keep a content group, added when new."""
        return self._work.save(GROUP, group)

    def remove_group(self, code: str) -> None:
        """Remove a content group."""
        self._work.remove(GROUP, code)

    def _refuse_when(self, found: Select[Any] | CompoundSelect[Any], sentence: str) -> None:
        if self._work.connection.execute(found).first() is not None:
            raise ChangedSince(sentence)

    def settings(self) -> OfficeSettings:
        """Return the settings of the office; those never set have their default."""
        known = {item.name for item in fields(OfficeSettings)}
        kept: dict[str, Any] = {
            setting.name: setting.value
            for setting in self._work.all(SETTING)
            if setting.name in known
        }
        return OfficeSettings(**kept)

    def save_settings(
        self, settings: OfficeSettings, base: OfficeSettings | None = None
    ) -> OfficeSettings:
        """Keep the settings that differ from what stands; with `base` only what changed since."""
        now = self.settings()
        for item in fields(OfficeSettings):
            value, stands = getattr(settings, item.name), getattr(now, item.name)
            is_seen = base is not None and value == getattr(base, item.name)
            if value != stands and not is_seen:
                self._work.save(SETTING, KeptSetting(name=item.name, value=plain(value)))
        return settings if base is None else self.settings()
