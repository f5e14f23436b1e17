"""A planted person is searched for in all that an office writes: found in one table alone."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pypdfium2

from wardapp.core.opinions import OpinionEntry, OpinionQuery
from wardapp.core.petitions import (
    PetitionClosing,
    PetitionEntry,
    PetitionQuery,
    PetitionStatus,
    PrivatePerson,
)
from wardapp.core.privacy import IncidentEntry, RequestEntry, RequestKind
from wardapp.services.office import Office

DAY = date(2026, 6, 5)
PERSON = PrivatePerson(
    full_name="Quách Thị Thửnghiệm", address="Ngách 77 Giấukín", phone="0977123987"
)
PLANTED = ("Thửnghiệm", "Giấukín", "0977123987")


def a_busy_office(office: Office) -> None:
    """Do with the planted person's petition whatever can be done."""
    petitions = office.petitions
    entry = PetitionEntry(
        issuer_id=office.catalogue.issuers()[0].id, received=DAY, subject="Cống ngõ 12 tắc, ngập"
    )
    one, two = petitions.add(entry, PERSON), petitions.add(entry, PERSON)
    petitions.link(two.id, one.id)
    petitions.urge(one.id)
    petitions.close(one.id, PetitionClosing(status=PetitionStatus.DONE, on=DAY, result="Đã nạo"))
    petitions.reopen(one.id)
    petitions.keep_person(one.id, PERSON)
    petitions.set_purge(one.id, date(2027, 1, 1))
    made = office.privacy.add_request(
        RequestEntry(kind=RequestKind.SEE, received=DAY, petition_id=one.id)
    )
    office.privacy.answer(made.id, "Đã cho xem")
    office.privacy.add_incident(
        IncidentEntry(discovered_ms=office.desk.clock.now_ms(), what="Để lộ danh sách")
    )
    office.opinions.add(OpinionEntry(day=DAY, issue="Ngập ngõ 12"))
    office.history.undo()
    office.history.redo()


def words_of(path: Path) -> str:
    """Return all text of a file, every part of a zip among it."""
    if path.suffix == ".pdf":
        with closing(pypdfium2.PdfDocument(path.read_bytes())) as pdf:
            return " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "ignore")
    with zipfile.ZipFile(path) as parts:
        return " ".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())


def test_no_paper_list_or_screen_row_names_a_person(party: Office, tmp_path: Path) -> None:
    a_busy_office(party)
    out = tmp_path / "out"
    out.mkdir()
    (incident,) = party.privacy.incidents()
    for ending in (".xlsx", ".docx", ".pdf"):
        party.petitions.book_to(out / f"so{ending}", 2026)
        party.opinions.list_to(out / f"du-luan{ending}", OpinionQuery())
        if ending != ".xlsx":
            party.privacy.note_to(out / f"su-co{ending}", incident.id)
    told = [words_of(path) for path in sorted(out.iterdir())]
    told.append(repr(party.petitions.page(PetitionQuery()).rows))
    told.append(repr(party.petitions.figures(DAY, DAY)))
    told.append(repr(party.today.board()))
    for kind, found in (("petition", party.petitions.page(PetitionQuery()).rows),):
        told += [repr(party.history.of(kind, row.petition.id)) for row in found]
    told.append(json.dumps([each.title for each in party.searching.find("Thửnghiệm")]))
    told += [
        path.read_text("utf-8", "ignore")
        for path in party.folder.rglob("*")
        if path.is_file() and path.parent.name in {"logs", "exports"}
    ]
    assert len(told) >= 8 + 3
    for words in told:
        assert not [each for each in PLANTED if each in words]
    assert party.searching.find("Giấukín") == ()


def test_of_all_tables_one_alone_holds_persons_and_it_forgets(party: Office) -> None:
    a_busy_office(party)
    assert tables_with_the_person(party) == {"private_people"}
    for row in party.petitions.page(PetitionQuery()).rows:
        party.petitions.forget_person(row.petition.id)
    assert tables_with_the_person(party) == set()
    kept = [path for path in party.folder.rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in kept if "backups" not in path.parts)
    assert not [each for each in PLANTED if each.encode() in held]


def tables_with_the_person(office: Office) -> set[str]:
    """Return the tables of the database in which a word of the person stands."""
    found = set()
    with closing(sqlite3.connect(office.folder / "office.db")) as database:
        names = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for name in names:
            for row in database.execute(f'SELECT * FROM "{name}"'):
                told = " ".join(
                    cell.decode("utf-8", "ignore") if isinstance(cell, bytes) else str(cell)
                    for cell in row
                )
                if any(each in told for each in PLANTED):
                    found.add(name)
    return found
