"""Writing a new office down: its profile, the channels of the log, the numbers already used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wardapp.core.errors import BadValue
from wardapp.core.identity import new_record_id
from wardapp.core.issuers import Issuer
from wardapp.core.journal import Actor, Command
from wardapp.core.numbering import SeriesKey
from wardapp.core.places import Places
from wardapp.core.profile import LastNumber, OfficeProfile
from wardapp.documents.signing_matrix import load_signing
from wardapp.reports.catalogues import load_channels, load_groups
from wardapp.services.catalogue import save_value
from wardapp.services.catalogue_rules import CatalogueValue, check_settings, tidied
from wardapp.services.series import INCOMING_BOOK, incoming_key, outgoing_key
from wardapp.services.signing_posts import settled
from wardapp.store.folder import OfficeFolder
from wardapp.store.opening import Opening, create_database
from wardapp.store.transaction import Transaction

TITLE = "title"
"""The name under which a database keeps the caption of its window."""

EXAMPLE = "is_example"


def found(profile: OfficeProfile, places: Places, opening: Opening, folder: OfficeFolder) -> None:
    """Make the database of a new office in a folder and write its profile, in one transaction."""
    database = create_database(folder, opening)
    try:
        database.set_local(TITLE, profile.title)
        if profile.is_example:
            database.set_local(EXAMPLE, "1")
        with database.begin(_command(profile, opening), undoable=False) as tx:
            _save_profile(tx, _with_posts(profile, places))
            for channel in load_channels(places.resources / "catalogues"):
                tx.catalogue.save_channel(channel)
            for group in load_groups(places.resources / "catalogues"):
                tx.catalogue.save_group(group)
    finally:
        database.close()


def _command(profile: OfficeProfile, opening: Opening) -> Command:
    now_ms = opening.clock.now_ms()
    return Command(
        name="office.create",
        title=f"Tạo sổ {profile.title}",
        actor=Actor(clerk=profile.settings.current_clerk, account=opening.account),
        now_ms=now_ms,
        step_id=new_record_id(now_ms),
    )


def _with_posts(profile: OfficeProfile, places: Places) -> OfficeProfile:
    """Return the profile whose signers hold the posts that their lines tell of."""
    matrix = load_signing(places.signing)
    issuers = {issuer.id: issuer for issuer in profile.issuers}
    signers = (settled(matrix, issuers[each.issuer_id], each) for each in profile.signers)
    return replace(profile, signers=tuple(signers))


def _save_profile(tx: Transaction, profile: OfficeProfile) -> None:
    values: tuple[CatalogueValue, ...] = (
        *profile.issuers,
        *profile.terms,
        *profile.bodies,
        *profile.units,
        # The guide proposes signers and clerks without names; those left so are not kept.
        *(signer for signer in profile.signers if signer.full_name.strip()),
        *(person for person in profile.people if person.full_name.strip()),
    )
    for value in values:
        save_value(tx, tidied(value))
    check_settings(profile.settings)
    tx.catalogue.save_settings(profile.settings)
    given: dict[SeriesKey, int] = {}
    for last in profile.last_numbers:
        key = _series(last, profile)
        if given.setdefault(key, last.number) != last.number:
            raise BadValue(
                "last_numbers",
                f"Số cuối của sổ {last.book}, {last.issuer_symbol}, {last.scope_label} ghi hai "
                f"lần: {given[key]} và {last.number}. Hãy giữ một số.",
            )
        tx.numbers.set_last(key, last.number)


def _series(last: LastNumber, profile: OfficeProfile) -> SeriesKey:
    """Return the series whose last number a profile gives."""
    issuer = _issuer(last, profile)
    terms = tuple(term for term in profile.terms if term.committee == issuer.committee)
    term = next((term for term in terms if term.label == last.scope_label), None)
    day = term.start if term is not None else _first_of_year(last, issuer)
    if last.book == INCOMING_BOOK:
        return incoming_key(issuer.id, day)
    return outgoing_key(issuer, last.group, day, terms)


def _issuer(last: LastNumber, profile: OfficeProfile) -> Issuer:
    for issuer in profile.issuers:
        if issuer.symbol == last.issuer_symbol:
            return issuer
    raise BadValue(
        "last_numbers", f"Số đã dùng: không có cơ quan nào mang ký hiệu {last.issuer_symbol}."
    )


def _first_of_year(last: LastNumber, issuer: Issuer) -> date:
    try:
        return date(int(last.scope_label), 1, 1)
    except ValueError as error:
        raise BadValue(
            "last_numbers",
            f"Số đã dùng của {issuer.name}: không có nhiệm kỳ hoặc năm “{last.scope_label}”.",
        ) from error
