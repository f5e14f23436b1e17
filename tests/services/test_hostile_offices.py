"""What a trusted office signs may still be nonsense: refused in a sentence or taken in whole."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Proof
from tests.package_tools import DAILY_AND_LONG
from wardapp.core.daylog import LogEntry
from wardapp.core.dispatches import OutgoingEntry
from wardapp.core.errors import WardError
from wardapp.core.exchange import Packed, PackRequest, Purpose, ReceiveChoices
from wardapp.core.letters import Snippet
from wardapp.core.returns import SameUnit
from wardapp.exchange.canonical import dumped
from wardapp.exchange.package_reading import open_package
from wardapp.exchange.package_writing import write_package
from wardapp.services.office import Office

OpenOn = Callable[..., Office]
DAY = date(2026, 6, 5)
FORM, JUNE = "phu-luc-02", "2026-06"
NONSENSE: tuple[Any, ...] = (
    None, "", "x", -1, 0, 1 << 52, True, [], {}, [[]], ["a"], {"a": 1}, "../../a", "C:\\x", "\x00",
    "=1+1", "31/02/2026", "2026-13-45", "TỐI MẬT", "a" * 70_000, "\u202eabc", "CON", "ệ" * 300,
)  # fmt: skip


@pytest.fixture
def both(open_on: OpenOn) -> tuple[Office, Office]:
    """Two offices of which the second trusts the first."""
    party, state = open_on("party", "party"), open_on("state", "state")
    state.devices.trust(party.devices.card())
    return party, state


def good(office: Office, folder: Path) -> tuple[Packed, ...]:
    """Return a good package of each purpose for other offices."""
    photo = folder / "anh.txt"
    photo.write_text("Ảnh", encoding="utf-8")
    channel = office.daylog.channels()[0].code
    office.daylog.add(LogEntry(day=DAY, channel=channel, content="Tin"), [photo])
    filled = office.reporting.close(FORM, JUNE)
    office.catalogue.save(Snippet(id=office.catalogue.new_id(), title="Kính mời", text="Kính"))
    line = office.registry.add_by_hand(
        OutgoingEntry(
            issuer_id=office.catalogue.issuers()[0].id, type_code="CV", issued_date=DAY,
            subject="Mời họp",
        )
    )  # fmt: skip
    office.registry.attach_final(line.id, photo)
    assert filled.id is not None
    requests = (
        PackRequest(purpose=Purpose.REPORT, record_ids=(filled.id,)),
        PackRequest(purpose=Purpose.DISPATCH, record_ids=(line.id,)),
        PackRequest(purpose=Purpose.CATALOGUE),
    )
    return tuple(office.exchanging.pack(each, folder) for each in requests)


def spoilt(value: Any, chance: random.Random) -> Any:
    """Return a JSON value with one thing in it replaced, removed or doubled."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        rest = {name: each for name, each in value.items() if name != key}
        if chance.random() < 0.1:
            return rest
        return rest | {key: spoilt(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        if chance.random() < 0.1:
            return value[:at] + value[at:] * 2
        return [*value[:at], spoilt(value[at], chance), *value[at + 1 :]]
    return chance.choice(NONSENSE)


def mutated(office: Office, packed: Packed, target: Path, chance: random.Random) -> Path:
    """Sign a package again whose entries are no longer what a program of ours writes."""
    with open_package(packed.paths[0]) as package:
        entries = {name: package.entry(name) for name in package.manifest.entries}
        stored = {}
        for file in package.manifest.files:
            stored[file.sha256] = target.with_name(file.sha256)
            package.copy_file(file.sha256, stored[file.sha256])
        manifest = package.manifest
    name = chance.choice([each for each in sorted(entries) if each.endswith(".json")])
    if chance.random() < 0.1:
        entries[name] = bytes(chance.randrange(256) for _ in range(200))
    else:
        entries[name] = dumped(spoilt(json.loads(entries[name]), chance))
    write_package(
        manifest, events=(), entries=entries, files=stored, key=office.devices.signing_key(),
        target=target,
    )  # fmt: skip
    return target


def outcome(office: Office, path: Path, choices: ReceiveChoices) -> str:
    """Take a package in as a clerk does; return why it was refused, "" when it was not."""
    (arrival,) = office.exchanging.look_at([path])
    if arrival.refusal:
        return arrival.refusal
    try:
        received = office.exchanging.receive(arrival, choices=choices)
        for held in received.files:
            office.intake.look_at(held)
    except WardError as refusal:
        return refusal.sentence
    return ""


@DAILY_AND_LONG
def test_nonsense_from_a_trusted_office_is_a_sentence_or_harmless(
    both: tuple[Office, Office], tmp_path: Path, proof: Proof, *, is_long: bool
) -> None:
    sender, office = both
    chance = proof.random("offices")
    often = proof.times(12, 1_500, 15_000) if is_long else 12
    packages = good(sender, tmp_path)
    choices = ReceiveChoices(unit_id=office.catalogue.units()[0].id, same_unit=SameUnit.NEW)
    sentences: list[str] = []
    for at in range(often):
        path = mutated(sender, packages[at % 3], tmp_path / f"{at}.wardpack", chance)
        said = outcome(office, path, choices)
        sentences += [said] if said else []
        path.unlink()
    with office.desk.database.read() as tx:
        assert tx.journal.verify() == ()
    assert 0 < len(sentences) < often
    assert [each for each in sentences if not each.endswith((".", "?"))] == []
