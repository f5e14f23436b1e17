"""Trust by a code read over the phone: known, unknown, and a known PC with another key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.copies import copy_folder
from tests.package_tools import KEY, a_manifest
from wardapp.core.clock import SetClock
from wardapp.core.errors import BadValue, PackageRefused
from wardapp.core.exchange import Arrival, PackRequest, Purpose, Trust
from wardapp.core.places import Places
from wardapp.exchange.signing import SigningKey, holds
from wardapp.services.office import Office, open_for_command
from wardapp.store.device_keys import KEY_NAME

OpenOn = Callable[..., Office]


def test_a_key_is_trusted_after_its_code_was_compared_and_forgotten_again(party: Office) -> None:
    devices, names = party.devices, a_manifest()
    card = devices.card_of(KEY.public, names)
    assert devices.trust_of(KEY.public, names) is Trust.NEW
    assert (card.device_name, card.office_name) == (names.device_name, names.office_name)

    with pytest.raises(BadValue, match="Mã không khớp"):
        devices.trust(replace(card, key=SigningKey.made().public))
    trusted = devices.trust(card)

    assert devices.trusted() == (trusted,)
    assert devices.trust_of(KEY.public) is Trust.TRUSTED
    posing = a_manifest(device_name="MAY-9", office_name="UBND thành phố Hà Liên")
    shown = devices.card_of(KEY.public, posing)
    assert (shown.device_name, shown.office_name) == (card.device_name, card.office_name)
    devices.forget(KEY.public)
    assert devices.trust_of(KEY.public, names) is Trust.NEW


def test_keys_without_names_do_not_replace_each_other(party: Office) -> None:
    for key in (KEY.public, SigningKey.made().public):
        party.devices.trust(party.devices.card_of(key))
    assert len(party.devices.trusted()) == 2


def test_a_known_pc_with_another_key_is_told_and_the_newer_key_replaces_it(party: Office) -> None:
    devices, names, other = party.devices, a_manifest(), SigningKey.made()
    devices.trust(devices.card_of(KEY.public, names))

    assert devices.trust_of(other.public, names) is Trust.OTHER_KEY
    assert devices.trust_of(other.public, a_manifest(device_name="MAY-2")) is Trust.NEW
    assert devices.trust_of(other.public) is Trust.NEW  # sealed: no names yet
    devices.trust(devices.card_of(other.public, names))

    assert devices.trust_of(other.public, names) is Trust.TRUSTED
    assert devices.trust_of(KEY.public, names) is Trust.OTHER_KEY


def test_the_own_key_stays_with_the_pc_and_never_goes_with_the_office(
    party: Office, places: Places, clock: SetClock
) -> None:
    key, card = party.devices.signing_key(), party.devices.card()
    assert party.devices.trust_of(card.key) is Trust.OWN
    assert holds(card.key, b"xin chao", key.sign(b"xin chao"))
    assert not holds(card.key, b"xin chaO", key.sign(b"xin chao"))
    assert len(card.code) == len("7K4M-QX2P-9HDA")
    assert key.public in repr(key)
    seed = (places.data / KEY_NAME).read_bytes().split()[1]
    assert seed.decode() not in repr(key)
    events = len(_events(party))
    party.devices.trust(party.devices.card_of(KEY.public, a_manifest()))
    assert len(_events(party)) == events  # trust is no part of the journal

    folder = party.folder
    party.close()
    for path in folder.rglob("*"):
        assert path.name != KEY_NAME
        assert not path.is_file() or seed not in path.read_bytes()
    with open_for_command(folder, places, clock) as again:
        assert again.devices.card() == card
        assert again.devices.trust_of(KEY.public) is Trust.TRUSTED


def _events(party: Office) -> list[object]:
    with party.desk.database.read() as tx:
        return list(tx.journal.events(party.desk.database.replica_id))


def test_accounts_of_one_pc_sign_as_that_pc_and_a_forger_does_not(
    party: Office, open_on: OpenOn, places: Places, clock: SetClock, tmp_path: Path
) -> None:
    two, folder = open_on("may-2", "party", new=True), party.folder
    party.close()
    pc, copy = tmp_path / "ProgramData", tmp_path / "sổ chép"
    lan = replace(places, shared=pc)
    huong = replace(places, data=tmp_path / "huong", shared=pc)
    forger = replace(places, data=tmp_path / "ke", shared=tmp_path / "ProgramData khác")

    def packed(office_folder: Path, here: Places, account: str) -> Arrival:
        with open_for_command(office_folder, here, clock, account=account) as office:
            made = office.exchanging.pack(PackRequest(purpose=Purpose.SYNC), tmp_path)
        return two.exchanging.look_at(made.paths)[0]

    first = packed(folder, lan, "MAY-1\\lan")
    assert first.card is not None
    two.devices.trust(first.card)
    second = packed(folder, huong, "MAY-1\\huong")
    assert second.trust is Trust.TRUSTED
    assert second.card is not None
    assert (second.card.device_name, second.card.key) == ("MAY-1\\huong", first.card.key)

    copy_folder(folder, copy)  # with its half of the secret
    forged = packed(copy, forger, "MAY-1\\lan")
    assert forged.trust is Trust.OTHER_KEY
    with pytest.raises(PackageRefused, match="khóa khác"):
        two.exchanging.receive(forged)
    assert len(two.devices.trusted()) == 1
