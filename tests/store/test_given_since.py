"""What a restored file is told of numbers given since, without an office around it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import NOW_MS, TODAY, an_arrival
from tests.copies_of_office import Pc, second_pc
from tests.desk import Desk
from wardapp.core.clock import SetClock
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId, new_record_id
from wardapp.store.carrying import Carried, keep_carried
from wardapp.store.copies import introduced
from wardapp.store.database import Database
from wardapp.store.entities import COPY
from wardapp.store.given_since import carried_over, unknown
from wardapp.store.numbers import incoming_key

DAY_MS = 86_400_000


def compared(desk: Desk, backup: Path) -> Carried:
    held = Database.open(backup, read_only=True)
    try:
        with desk.database.read() as now, held.read() as then:
            return carried_over(now.work, then.work, NOW_MS)
    finally:
        held.close()


def gone_back(backup: Path, path: Path, carried: Carried, now_ms: int = NOW_MS) -> Desk:
    """The office as it goes on from a backup that was told what is known."""
    shutil.copyfile(backup, path)
    keep_carried(path, carried)
    desk = Desk(Database.open(path), SetClock(now_ms))
    desk.database.adopt_replica(new_record_id(now_ms), desk.command(), name="MAY", in_place=True)
    return desk


def backup_of(desk: Desk, path: Path) -> Path:
    desk.database.fold_log()
    return Path(shutil.copyfile(desk.database.path, path))


def test_a_letter_lost_by_a_restore_stays_lost_in_the_next_one(desk: Desk, tmp_path: Path) -> None:
    first = desk.register()
    backup = backup_of(desk, tmp_path / "sao-luu.db")
    with desk.begin("Chèn số") as tx:
        inserted = an_arrival(arrival_date=TODAY, suffix="a")
        tx.incoming.add(
            inserted, arrival_number=first.arrival_number, record_id=tx.new_id(), registered_ms=1
        )
    told = compared(desk, backup)
    again = gone_back(backup, tmp_path / "lan-1.db", told)
    third = gone_back(backup, tmp_path / "lan-2.db", compared(again, backup))
    key = incoming_key(first.issuer_id, TODAY)
    with third.database.read() as tx:
        assert tx.numbers.next_letter(key, first.arrival_number) == "b"
    for each in (again, third):
        each.database.close()


def test_a_pc_whose_clock_stands_years_behind_asks_as_well(desk: Desk, tmp_path: Path) -> None:
    first = desk.register()
    backup = backup_of(desk, tmp_path / "sao-luu.db")
    behind = NOW_MS - 8 * 365 * DAY_MS
    office = gone_back(backup, tmp_path / "so.db", unknown(NOW_MS), behind)
    with office.database.read() as tx:
        assert tx.numbers.why_asked(incoming_key(first.issuer_id, TODAY))
    office.database.close()


def test_a_block_goes_back_only_after_its_last_number_was_said(desk: Desk, tmp_path: Path) -> None:
    first = desk.register()
    keeper = Pc("MAY-1", desk)
    other = second_pc(keeper, tmp_path / "may-2" / "so.db", "MAY-2")
    keeper.take_in(other.parcel(keeper.heads()))
    key = incoming_key(first.issuer_id, TODAY)
    with desk.begin("Cấp khối số") as tx:
        block = tx.numbers.lease(tx.numbers.series(key).id, RecordId(other.replica), 10)
    other.take_in(keeper.parcel(other.heads()))
    with other.desk.begin("Khôi phục") as tx:
        own = introduced(tx.work)
        assert own is not None
        tx.work.write(COPY, own, replace(own, unsure_ms=NOW_MS, unsure_since_ms=NOW_MS - DAY_MS))
    with pytest.raises(WardError, match="Xác nhận số cuối"), other.desk.begin("Trả lại") as tx:
        tx.numbers.give_back(block.id, "Hết việc")
    with other.desk.begin("Trả lại") as tx:
        tx.numbers.confirm_last(key, block.first + 4)
        (left,) = tx.numbers.give_back(block.id, "Hết việc")
    assert (left.first, left.last) == (block.first + 5, block.last)
    other.database.close()


def test_a_newer_backup_lays_no_mark_on_the_lines_it_has(desk: Desk, tmp_path: Path) -> None:
    desk.register()
    older = backup_of(desk, tmp_path / "sao-luu-1.db")
    kept, key = desk.register(), incoming_key(desk.register().issuer_id, TODAY)
    newer = backup_of(desk, tmp_path / "sao-luu-2.db")
    lost = desk.register()
    unopened = Path(shutil.copyfile(older, tmp_path / "chua-mo.db"))
    keep_carried(unopened, compared(desk, older))
    between = Desk(Database.open(unopened), SetClock(NOW_MS))
    office = gone_back(newer, tmp_path / "so.db", compared(between, newer))
    with office.database.read() as tx:
        found = tx.numbers.find_series(key)
        assert found is not None
        assert not tx.numbers.lost_over(found.id, kept.arrival_number)
        assert tx.numbers.lost_over(found.id, lost.arrival_number)
        assert tx.numbers.peek(key) == lost.arrival_number + 1
    for each in (between, office):
        each.database.close()
