"""The one way in for files: judged first, kept as they were judged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import TODAY, a_log_entry, an_arrival
from wardapp.core.dispatches import FileRole, OutgoingEntry
from wardapp.core.errors import ChangedSince, SecretRefused
from wardapp.core.places import Places
from wardapp.core.reading import Reading
from wardapp.documents.reader import FileReader
from wardapp.services.kept_files import FileGate
from wardapp.services.office import Office

SECRET = "TỐI MẬT\n\nBÁO CÁO\nTình hình địa bàn phường."


class RudeReader(FileReader):
    """A reader beside whom somebody writes over the file he has just read."""

    def read(self, path: Path) -> Reading:
        reading = super().read(path)
        path.write_text(SECRET, "utf-8")
        return reading


def kept_names(office: Office) -> list[Path]:
    return [path for path in (office.folder / "files").rglob("*") if path.is_file()]


def test_what_was_not_judged_is_not_kept(party: Office, places: Places, tmp_path: Path) -> None:
    file = tmp_path / "ban-ky.txt"
    file.write_text("BÁO CÁO\nKết quả ra quân.", "utf-8")
    gate = FileGate(party.desk, RudeReader(places.resources))

    with pytest.raises(ChangedSince, match="đã đổi sau khi đọc"):
        gate.keep(file, FileRole.FINAL_COPY)

    assert kept_names(party) == []


def test_one_secret_file_among_several_keeps_them_all_out(
    party: Office, places: Places, tmp_path: Path
) -> None:
    plain, secret = tmp_path / "anh.txt", tmp_path / "khac.txt"
    plain.write_text("Ảnh ra quân", "utf-8")
    secret.write_text(SECRET, "utf-8")
    gate = FileGate(party.desk, FileReader(places.resources))

    with pytest.raises(SecretRefused):
        gate.keep_all([plain, secret], FileRole.EVIDENCE)

    assert kept_names(party) == []


def doors_of(office: Office, file: Path) -> dict[str, Callable[[], object]]:
    issuer = office.catalogue.issuers()[0].id
    arrival = an_arrival(issuer_id=issuer)
    came = office.intake.register(arrival)
    entry = OutgoingEntry(
        issuer_id=issuer, type_code="CV", issued_date=TODAY, subject="tổng kết phong trào"
    )
    went = office.registry.add_by_hand(entry)
    return {
        "intake": lambda: office.intake.register(arrival, file=file),
        "attach": lambda: office.intake.attach(came.id, file),
        "final": lambda: office.registry.attach_final(went.id, file),
        "by hand": lambda: office.registry.add_by_hand(entry, file=file),
        "log": lambda: office.daylog.add(a_log_entry(places=()), [file]),
    }


def everything_of(office: Office) -> tuple[object, ...]:
    """Every file of the office and every event of its journal."""
    database = office.desk.database
    with database.read() as tx:
        events = tx.journal.events(database.replica_id)
    return len(events), sorted(office.folder.rglob("*"))


@pytest.mark.parametrize("door", ["intake", "attach", "final", "by hand", "log"])
def test_no_door_lets_a_secret_file_in(party: Office, tmp_path: Path, door: str) -> None:
    file = tmp_path / "nhan.txt"
    file.write_text(SECRET, "utf-8")
    doors = doors_of(party, file)
    before = everything_of(party)

    with pytest.raises(SecretRefused):
        doors[door]()

    assert everything_of(party) == before
