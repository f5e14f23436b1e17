"""The code of a day proves or refutes the whole history, from one sheet of paper."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from tests.two_pcs import packed, registered, second_pc, taken
from wardapp.core.books import ClosingKind
from wardapp.core.clock import SetClock
from wardapp.core.errors import BadValue
from wardapp.core.places import Places
from wardapp.core.safety import SealKind, SealProof
from wardapp.services.office import Office, open_for_command
from wardapp.services.seal_proof import prove_in
from wardapp.store.backup_manifest import read_facts
from wardapp.store.journal import hash_of

DAY_MS = 24 * 60 * 60 * 1000


@contextmanager
def past_the_program(office: Office) -> Iterator[sqlite3.Connection]:
    """Open the file as somebody does who knows SQLite."""
    office.desk.database.fold_log()
    with closing(sqlite3.connect(office.opened.folder.database)) as bare, bare:
        bare.row_factory = sqlite3.Row
        for name in ("events_no_update", "events_no_delete"):
            bare.execute(f"DROP TRIGGER {name}")
        yield bare


def rechained(bare: sqlite3.Connection, replica: str, since: int) -> None:
    """Make every hash of a chain fit again, as a careful forger would."""
    before = ""
    query = "SELECT * FROM events WHERE replica_id = ? ORDER BY seq"
    for row in [dict(each) for each in bare.execute(query, (replica,))]:
        if row["seq"] >= since:
            row["prev_hash"] = before
            row["hash"] = hash_of(row)
            bare.execute(
                "UPDATE events SET prev_hash = ?, hash = ? WHERE replica_id = ? AND seq = ?",
                (row["prev_hash"], row["hash"], replica, row["seq"]),
            )
        before = row["hash"]


def sealed(office: Office) -> str:
    """The code of now."""
    seal = office.seals.now()
    assert seal is not None
    return seal.code


def proved(office: Office, code: str) -> SealProof:
    """What the doctor says of a code."""
    return prove_in(office.folder, code)


def test_every_day_with_changes_has_one_code_that_proves_all_before_it(
    party: Office, clock: SetClock, tmp_path: Path
) -> None:
    registered(party, "một")
    noon = sealed(party)
    registered(party, "hai")
    evening = sealed(party)
    first = date(2026, 6, 5)
    clock.instant_ms += 3 * DAY_MS
    registered(party, "ba")

    days = {seal.day: seal for seal in party.seals.month(first)}
    assert days[first].code == evening != noon
    assert [each.day for each in (days[first], days[date(2026, 6, 8)])] == sorted(days)[-2:]
    assert days[first].event_count > 0
    for typed in (evening, noon.lower().replace("-", " "), sealed(party)):  # small letters, spaces
        proof = proved(party, typed)
        assert (proof.is_proved, proof.beside) == (True, ()), proof
        assert proof.kind is SealKind.MOMENT
        assert proof.sentence.startswith("Chứng thực")
    assert party.seals.prove(evening).event_count == proof.event_count

    again = {seal.day: seal.code for seal in party.seals.month(first)}
    assert again[first] == evening  # a day that ended keeps its code
    sheet = party.seals.sheet_to(first, tmp_path / "phiếu.pdf")
    assert sheet.read_bytes().startswith(b"%PDF")
    told = party.seals.sheet(first)
    assert [row[3].value for row in told.tables[0].rows][-1] == f"{again[date(2026, 6, 8)]} *"
    with pytest.raises(BadValue):
        proved(party, "7K4M-QX2P")
    kept = party.backups.make()
    facts = read_facts(party.opened.folder.backups / kept.name)
    assert facts is not None
    assert facts.seal == sealed(party)  # a backup names the code that it holds all of
    assert proved(party, "7K4M-QX2P-9HDA").kind is SealKind.UNKNOWN


Forging = Callable[[sqlite3.Connection, str, int], None]


def _edited(bare: sqlite3.Connection, replica: str, seq: int) -> None:
    where = (replica, seq)
    bare.execute("UPDATE events SET title = 'khác' WHERE replica_id = ? AND seq = ?", where)


def _deleted(bare: sqlite3.Connection, replica: str, seq: int) -> None:
    bare.execute("DELETE FROM events WHERE replica_id = ? AND seq = ?", (replica, seq))


def _closed_up(bare: sqlite3.Connection, replica: str, seq: int) -> None:
    _deleted(bare, replica, seq)
    for (later,) in bare.execute(
        "SELECT seq FROM events WHERE replica_id = ? AND seq > ? ORDER BY seq", (replica, seq)
    ).fetchall():
        moved = "UPDATE events SET seq = seq - 1 WHERE replica_id = ? AND seq = ?"
        bare.execute(moved, (replica, later))


def _inserted(bare: sqlite3.Connection, replica: str, seq: int) -> None:
    later = "SELECT seq FROM events WHERE replica_id = ? AND seq >= ? ORDER BY seq DESC"
    for (each,) in bare.execute(later, (replica, seq)).fetchall():
        moved = "UPDATE events SET seq = seq + 1 WHERE replica_id = ? AND seq = ?"
        bare.execute(moved, (replica, each))
    row = dict(bare.execute("SELECT * FROM events WHERE seq = ?", (seq - 1,)).fetchone())
    row |= {"seq": seq, "event_id": "thêm", "prev_hash": row["hash"]}
    row["hash"] = hash_of(row)
    marks = ", ".join("?" * len(row))
    bare.execute(f"INSERT INTO events ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def _swapped(bare: sqlite3.Connection, replica: str, seq: int) -> None:
    moved = "UPDATE events SET seq = ? WHERE replica_id = ? AND seq = ?"
    for after, before in ((-1, seq), (seq, seq + 1), (seq + 1, -1)):
        bare.execute(moved, (after, replica, before))


@pytest.mark.parametrize(
    ("forge", "is_careful"),
    [
        *((each, False) for each in (_edited, _deleted, _closed_up, _inserted, _swapped)),
        *((each, True) for each in (_edited, _closed_up)),
    ],
)
def test_whatever_is_done_to_past_events_is_refuted(
    party: Office, forge: Forging, *, is_careful: bool
) -> None:
    for subject in ("một", "hai", "ba"):
        registered(party, subject)
    code, replica = sealed(party), str(party.desk.database.replica_id)
    registered(party, "sau khi in mã")
    with party.desk.database.read() as tx:
        newest = tx.journal.heads()[party.desk.database.replica_id]
    with past_the_program(party) as bare:
        forge(bare, replica, newest - 4)
        if is_careful:  # every hash of the chain is consistent again
            for place, row in enumerate(
                bare.execute("SELECT rowid FROM events ORDER BY seq").fetchall(), start=1
            ):
                bare.execute("UPDATE events SET seq = ? WHERE rowid = ?", (place, row[0]))
            rechained(bare, replica, 1)

    proof = proved(party, code)
    assert not proof.is_proved
    assert proof.sentence.startswith("Bác bỏ")
    if is_careful:
        assert proof.kind is SealKind.UNKNOWN
    elif forge is _edited:
        assert f"sự kiện {newest - 4} không khớp" in proof.sentence


def test_what_is_wrong_after_the_code_or_beside_the_history_is_said_beside(party: Office) -> None:
    line = registered(party, "một")
    code, replica = sealed(party), str(party.desk.database.replica_id)
    with past_the_program(party) as bare:
        bare.execute("UPDATE incoming SET subject = 'khác' WHERE id = ?", (line.id,))
    proof = proved(party, code)
    assert proof.is_proved
    assert line.id in " ".join(proof.beside)

    registered(party, "sau")
    with party.desk.database.read() as tx:
        newest = tx.journal.heads()[party.desk.database.replica_id]
    with closing(sqlite3.connect(party.opened.folder.database)) as bare, bare:
        bare.row_factory = sqlite3.Row
        _edited(bare, replica, newest)
    proof = proved(party, code)
    assert proof.is_proved
    assert f"sự kiện {newest} không khớp" in " ".join(proof.beside)


def test_the_code_of_one_pc_stands_for_what_it_took_in_from_another(
    party: Office, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    party.close()
    with second_pc(party.folder, tmp_path / "hai", places, clock) as other:
        registered(other, "ở máy một cửa")
        before = sealed(other)
        paths = packed(other, tmp_path / "gói")
        theirs = str(other.desk.database.replica_id)
    with open_for_command(party.folder, places, clock) as mine:
        (taken_in,) = taken(mine, *paths)
        code = sealed(mine)
        assert proved(mine, code).is_proved
        assert proved(mine, before).is_proved  # the other PC's sheet holds here, too
        forger = "UPDATE events SET reason = 'khác' WHERE replica_id = ? AND seq = 2"
        with past_the_program(mine) as bare:
            bare.execute(forger, (theirs,))
            rechained(bare, theirs, 1)  # only our receipt knows what it was
        proof = proved(mine, code)
        assert not proof.is_proved
        assert theirs in proof.sentence
        assert not proved(mine, before).is_proved
    assert taken_in.receipt.heads


def test_an_import_taken_out_again_leaves_the_codes_of_its_time_true(
    party: Office, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    party.close()
    with second_pc(party.folder, tmp_path / "hai", places, clock) as other:
        registered(other, "ở máy một cửa")
        paths = packed(other, tmp_path / "gói")
    with open_for_command(party.folder, places, clock) as mine:
        (received,) = taken(mine, *paths)
        code = sealed(mine)
        mine.exchanging.undo(received.receipt.id)
        assert proved(mine, code).is_proved, proved(mine, code)


def test_the_code_of_closed_pages_proves_the_history_up_to_them(party: Office) -> None:
    registered(party, "một")
    volume = next(each for each in party.closing.volumes() if party.closing.state(each).open_count)
    closed = party.closing.close(volume, ClosingKind.PAGE)
    proof = proved(party, closed.code.lower())
    assert proof.is_proved
    assert proof.kind is SealKind.CLOSING
    with past_the_program(party) as bare:
        _edited(bare, str(party.desk.database.replica_id), 3)
    assert not proved(party, closed.code).is_proved
    with closing(sqlite3.connect(party.opened.folder.database)) as bare, bare:
        bare.row_factory = sqlite3.Row
        rechained(bare, str(party.desk.database.replica_id), 1)
    assert not proved(party, closed.code).is_proved
