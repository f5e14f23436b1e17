"""How a package gets into a PC, or arrives harmed; and whether the preview told the truth."""

from __future__ import annotations

from pathlib import Path

from tests.exchange_machine.ledger import Fields, Name
from tests.exchange_machine.pcs import Parcel, Pc
from wardapp.core.exchange import Arrival, Change, MergePreview, Receipt, Trust
from wardapp.exchange.package_reading import open_package
from wardapp.exchange.package_writing import write_package
from wardapp.exchange.signing import SigningKey
from wardapp.services.exchanging_receiving import EventsOf
from wardapp.services.syncing import PackageFacts

WAYS_TO_HARM = ("cut", "flip", "sign", "grow")
Taken = tuple[MergePreview, Receipt]


def quickly(parcel: Parcel, pc: Pc) -> Taken:
    """Look at a package and take it in by the service that merges; looking changes nothing."""
    with open_package(parcel.path) as package:
        events = EventsOf(package)
        looked = pc.office.syncing.preview(package.manifest, events)
        assert pc.read_rows() == pc.rows, "looking changed a table"
        facts = PackageFacts(sha256=package.sha256, file_name=parcel.path.name)
        return looked, pc.office.syncing.merge(package.manifest, events, facts).receipt


def by_the_window(parcel: Parcel, pc: Pc) -> Taken:
    """Look at a package and take it in as the window does: trust, a backup, its files."""
    arrival = _trusted(parcel.path, pc)
    return arrival.preview, pc.office.exchanging.receive(arrival).receipt


def _trusted(path: Path, pc: Pc) -> Arrival:
    arrival = pc.look_at(path)
    if arrival.card is not None and arrival.trust in {Trust.NEW, Trust.OTHER_KEY}:
        pc.office.devices.trust(arrival.card)
        arrival = pc.look_at(path)
    return arrival


def judge_preview(
    looked: MergePreview, receipt: Receipt, before: dict[Name, Fields], pc: Pc
) -> None:
    """Hold what was told before a merge against what it did."""
    told = (looked.added, looked.changed, looked.deleted, looked.conflicts)
    done = (receipt.added, receipt.changed, receipt.deleted, receipt.conflicts)
    assert told == done, (looked, receipt)
    for each in looked.records:
        old, new = (kept.get((each.entity, each.record_id)) for kept in (before, pc.records))
        if each.change is Change.ADDED:
            assert (old, new is None) == (None, False), each
        elif each.change is Change.DELETED:
            assert (new, old is None) == (None, False), each
        elif each.change is Change.CHANGED:
            assert old != new, each


def harmed(path: Path, how: str, at: int) -> Path:
    """Return a package like another, cut, with a bit turned, grown, or signed by a stranger."""
    harmed_path = path.with_name("hong.wardpack")
    data = bytearray(path.read_bytes())
    if how == "sign":
        harmed_path.unlink(missing_ok=True)
        key = SigningKey.of_seed(at.to_bytes(32, "big"))
        with open_package(path) as package:
            write_package(
                package.manifest, events=EventsOf(package), entries={}, files={}, key=key,
                target=harmed_path,
            )  # fmt: skip
        return harmed_path
    if how == "cut":
        del data[at % len(data) :]
    elif how == "grow":
        data += bytes(1 + at % 9)
    else:
        data[at % len(data)] ^= 1 << at % 8
    harmed_path.write_bytes(data)
    return harmed_path
