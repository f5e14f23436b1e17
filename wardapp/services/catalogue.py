"""Danh mục and Cài đặt: what the office knows of itself and of those around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import AddresseeGroup, Body, Issuer, Person, Signer, Term, Unit
from wardapp.core.letters import Snippet
from wardapp.core.numbering import Series, SeriesKey
from wardapp.core.profile import Holiday
from wardapp.core.settings import OfficeSettings
from wardapp.core.text import fold
from wardapp.services import catalogue_log
from wardapp.services.catalogue_rules import (
    CatalogueValue,
    check_issuer,
    check_named,
    check_settings,
    check_signer,
    check_term,
    tidied,
)
from wardapp.services.desk import Desk
from wardapp.services.series import incoming_key, outgoing_key
from wardapp.services.signers import signers_on
from wardapp.services.snippets import save_snippet
from wardapp.services.snippets import tidied as tidied_snippet
from wardapp.services.terms import with_qd_choice
from wardapp.store.transaction import Transaction

Kept = TypeVar("Kept", Issuer, Term, Signer, Body, AddresseeGroup, Unit, Person, Holiday, Snippet)
LogValue = LogChannel | ContentGroup

LABELS: dict[type[CatalogueValue | LogChannel | ContentGroup], str] = {
    LogChannel: "kênh",
    ContentGroup: "nhóm nội dung",
    Issuer: "cơ quan",
    Term: "nhiệm kỳ",
    Signer: "người ký",
    Body: "cơ quan gửi, nhận",
    AddresseeGroup: "nhóm nơi nhận",
    Unit: "đơn vị",
    Person: "người làm việc",
    Holiday: "ngày nghỉ",
    Snippet: "mẫu câu",
}


class Catalogue:
    """Reads and keeps the catalogue and the settings of an office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def issuers(self) -> tuple[Issuer, ...]:
        """Return the bodies of this office in their own order."""
        with self._desk.database.read() as tx:
            return tx.catalogue.issuers()

    def issuer(self, issuer_id: RecordId) -> Issuer:
        """Return a body of this office; NotFound when it is not here."""
        with self._desk.database.read() as tx:
            return tx.catalogue.issuer(issuer_id)

    def terms(self, committee: str = "") -> tuple[Term, ...]:
        """Return the terms of a committee, of all when it is "", oldest first."""
        with self._desk.database.read() as tx:
            return tx.catalogue.terms(committee)

    def signers(self, issuer_id: RecordId | None = None) -> tuple[Signer, ...]:
        """Return who signs for an issuer, for all when it is None, by rank."""
        with self._desk.database.read() as tx:
            return tx.catalogue.signers(issuer_id)

    def signers_on(
        self, issuer_id: RecordId, day: date | None, chosen: RecordId | None = None
    ) -> tuple[Signer, ...]:
        """Return who may sign for an issuer on a day (today when None), the one chosen too."""
        return signers_on(self.signers(issuer_id), day or self._desk.today(), chosen)

    def addressee_groups(self) -> tuple[AddresseeGroup, ...]:
        """Return the groups of addressees in use, by name."""
        with self._desk.database.read() as tx:
            return tuple(group for group in tx.lists.groups() if group.active)

    def every_group(self) -> tuple[AddresseeGroup, ...]:
        """Return all groups of addressees by name, those no longer used too."""
        with self._desk.database.read() as tx:
            return tx.lists.groups()

    def expanded(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return addressees with each group replaced by its members, each name once."""
        return expanded(names, self.addressee_groups())

    def bodies(self) -> tuple[Body, ...]:
        """Return the outside bodies in alphabetical order, each once: no merged doubles."""
        with self._desk.database.read() as tx:
            return tx.catalogue.bodies()

    def units(self) -> tuple[Unit, ...]:
        """Return the units under the ward by kind, in natural order."""
        with self._desk.database.read() as tx:
            return tx.catalogue.units()

    def people(self) -> tuple[Person, ...]:
        """Return who works in the office, by given name."""
        with self._desk.database.read() as tx:
            return tx.catalogue.people()

    def holidays(self) -> tuple[Holiday, ...]:
        """Return the office's own days off and worked Saturdays, oldest first."""
        with self._desk.database.read() as tx:
            return tx.catalogue.holidays()

    def channels(self) -> tuple[LogChannel, ...]:
        """Return the channels of the log by their row of the form."""
        with self._desk.database.read() as tx:
            return tx.catalogue.channels()

    def groups(self) -> tuple[ContentGroup, ...]:
        """Return the content groups in natural order of their codes."""
        with self._desk.database.read() as tx:
            return tx.catalogue.groups()

    def settings(self) -> OfficeSettings:
        """Return the settings of the office."""
        return self._desk.settings()

    def new_id(self) -> RecordId:
        """Return the id of a value that the clerk is about to add."""
        return self._desk.new_id()

    def save(self, value: Kept, base: Kept | None = None) -> Kept:
        """Keep a value, added when new; BadValue names the field that cannot stand.

        With `base` (what the clerk saw) another's change is not lost.
        """
        tidy = tidied(value)
        command = self._desk.command("catalogue.save", f"Sửa {LABELS[type(value)]} {_name(tidy)}")
        with self._desk.database.begin(command) as tx:
            tidy = tx.work.over(tidy, base)
            save_value(tx, tidy)
        return tidy

    def remove(self, value: Kept) -> None:
        """Remove a value that nothing names; ChangedSince says when something does."""
        command = self._desk.command("catalogue.remove", f"Bỏ {LABELS[type(value)]} {_name(value)}")
        with self._desk.database.begin(command) as tx:
            _remove_value(tx, value)

    def save_of_log(
        self, value: LogValue, base: LogValue | None = None, *, is_new: bool = False
    ) -> LogValue:
        """Keep a channel or a content group; a new channel without a code gets one.

        With `base` (what the clerk saw) another's change is not lost.
        """
        words = f"{LABELS[type(value)]} {value.name}"
        command = self._desk.command("catalogue.save", f"Sửa {words}")
        with self._desk.database.begin(command) as tx:
            if isinstance(value, LogChannel):
                channel = catalogue_log.tidied_channel(value)
                return catalogue_log.save_channel(tx, tx.work.over(channel, base))
            group = tx.work.over(catalogue_log.tidied_group(value), base)
            if is_new:
                catalogue_log.refuse_taken_code(tx, group)
            return catalogue_log.save_group(tx, group)

    def remove_of_log(self, value: LogValue) -> None:
        """Remove a channel or a content group that no line names; ChangedSince otherwise."""
        words = f"{LABELS[type(value)]} {value.name}"
        command = self._desk.command("catalogue.remove", f"Bỏ {words}")
        with self._desk.database.begin(command) as tx:
            if isinstance(value, LogChannel):
                catalogue_log.remove_channel(tx, value)
            else:
                catalogue_log.remove_group(tx, value)

    def save_settings(
        self, settings: OfficeSettings, base: OfficeSettings | None = None
    ) -> OfficeSettings:
        """Keep the settings; BadValue names the one that cannot stand.

        With `base`, the settings as the clerk saw them, only those that differ from it.
        """
        tidy = tidied(settings)
        check_settings(tidy, self._desk.settings().second_backup)
        with self._desk.database.begin(self._desk.command("settings.save", "Sửa cài đặt")) as tx:
            return tx.catalogue.save_settings(tidy, base)

    def choose_clerk(self, person: Person) -> None:
        """Make a clerk the one who works here now, as the journal will name them."""
        settings = self._desk.settings()
        if settings.current_clerk == person.full_name:
            return
        command = self._desk.command("settings.clerk", f"Đổi người làm việc: {person.full_name}")
        with self._desk.database.begin(command, undoable=False) as tx:
            now = tx.catalogue.settings()
            tx.catalogue.save_settings(replace(now, current_clerk=person.full_name))

    def used_numbers(self) -> tuple[Series, ...]:
        """Return every number series with the last number given."""
        with self._desk.database.read() as tx:
            return tx.numbers.all()

    def outgoing_series(self, issuer: Issuer, type_code: str, day: date | None = None) -> SeriesKey:
        """Return the series a type of an issuer counts in on a day, today unless given."""
        return outgoing_key(
            issuer, type_code, day or self._desk.today(), self.terms(issuer.committee)
        )

    def incoming_series(self, issuer: Issuer, day: date | None = None) -> SeriesKey:
        """Return the series of arrival numbers of an issuer's book on a day."""
        return incoming_key(issuer.id, day or self._desk.today())

    def set_last_number(self, key: SeriesKey, number: int) -> Series:
        """Say which number the paper book used last; the next one given follows it."""
        if number < 0:
            raise BadValue("number", "Số đã dùng phải từ 0 trở lên.")
        command = self._desk.command("numbers.set_last", f"Ghi số cuối đã dùng: {number}")
        with self._desk.database.begin(command) as tx:
            return tx.numbers.set_last(key, number)


def save_value(tx: Transaction, value: CatalogueValue) -> None:
    """Check a catalogue value against the others and keep it in an open transaction."""
    catalogue = tx.catalogue
    match value:
        case Issuer():
            check_issuer(value, catalogue.issuers())
            catalogue.save_issuer(with_qd_choice(tx, value))
        case Term():
            check_term(value, catalogue.terms(value.committee))
            catalogue.save_term(value)
        case Signer():
            check_signer(value)
            catalogue.save_signer(value)
        case Snippet():
            save_snippet(tx, tidied_snippet(value))
        case Body() | Unit() | Person() | Holiday() | AddresseeGroup():
            _save_named(tx, value)


def _save_named(tx: Transaction, value: Body | Unit | Person | Holiday | AddresseeGroup) -> None:
    catalogue = tx.catalogue
    match value:
        case Body():
            check_named(value, catalogue.bodies())
            catalogue.save_body(value)
        case AddresseeGroup():
            check_named(value, tx.lists.groups())
            tx.lists.save_group(value)
        case Unit():
            check_named(value, catalogue.units())
            catalogue.save_unit(value)
        case Person():
            check_named(value, ())
            catalogue.save_person(value)
        case Holiday():
            check_named(value, ())
            catalogue.save_holiday(value)


def _remove_value(tx: Transaction, value: CatalogueValue) -> None:
    catalogue = tx.catalogue
    if isinstance(value, Holiday):
        catalogue.remove_holiday(value.day)
        return
    removers = {
        Issuer: catalogue.remove_issuer,
        Term: catalogue.remove_term,
        Signer: catalogue.remove_signer,
        Body: catalogue.remove_body,
        AddresseeGroup: tx.lists.remove_group,
        Unit: catalogue.remove_unit,
        Person: catalogue.remove_person,
        Snippet: tx.snippets.remove,
    }
    removers[type(value)](value.id)


def expanded(names: tuple[str, ...], groups: tuple[AddresseeGroup, ...]) -> tuple[str, ...]:
    """Return addressees with each group replaced by its members, each name once."""
    members = {fold(group.name): group.members for group in groups}
    every = (each for name in names for each in members.get(fold(name), (name,)))
    return tuple(dict.fromkeys(every))


def _name(value: CatalogueValue) -> str:
    if isinstance(value, Signer | Person):
        return value.full_name
    if isinstance(value, Snippet):
        return value.title
    return value.label if isinstance(value, Term) else value.name
