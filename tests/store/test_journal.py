"""The journal: append-only, chained, and enough to make everything again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from tests.builders import a_body, a_draft, a_log_entry, a_unit, an_id, an_issuer
from tests.desk import Desk
from wardapp.core.dispatches import Direction, IncomingStatus
from wardapp.core.errors import ChangedSince
from wardapp.core.settings import OfficeSettings
from wardapp.store.chain_walk import row_hash
from wardapp.store.journal import HASHED, hash_of, is_newest_whole
from wardapp.store.rebuild import rebuild


def a_busy_day(desk: Desk) -> None:
    line = desk.register(due_date=date(2026, 6, 12))
    desk.issue()
    desk.issue("KH")
    desk.undo()
    with desk.begin("Ý kiến") as tx:
        opinion = Direction(leader="Bí thư", opinion="Giao Ban", on=date(2026, 6, 5))
        tx.incoming.save(replace(line, direction=opinion, status=IncomingStatus.HANDLING))
        tx.catalogue.save_body(a_body())
        tx.catalogue.save_unit(a_unit())
        tx.catalogue.save_settings(OfficeSettings(default_days=7))
    with desk.begin("Ghi") as tx:
        kept = tx.daylog.add(a_log_entry(), record_id=tx.new_id(), registered_ms=tx.now_ms)
        tx.drafts.add(a_draft())
    with desk.begin("Xóa") as tx:
        tx.daylog.remove(kept.id)


def test_every_change_writes_an_event_with_old_and_new(desk: Desk) -> None:
    line = desk.register(handler="")
    with desk.begin("Giao việc", reason="Theo ý kiến Bí thư") as tx:
        tx.incoming.save(replace(line, handler="Vũ Đức Lễ"))

    with desk.database.read() as tx:
        newest = tx.journal.events(desk.database.replica_id)[-1]
    assert [(c.field, c.old, c.new) for c in newest.changes] == [("handler", '""', '"Vũ Đức Lễ"')]
    assert (newest.title, newest.reason) == ("Giao việc", "Theo ý kiến Bí thư")
    assert newest.actor.clerk == "Nguyễn Lan"


def test_the_sequence_runs_without_a_hole_and_chains_by_hash(desk: Desk) -> None:
    a_busy_day(desk)

    with desk.database.read() as tx:
        found = tx.journal.events(desk.database.replica_id)
        assert tx.journal.verify() == ()
    assert [event.seq for event in found] == list(range(1, len(found) + 1))
    assert [event.prev_hash for event in found[1:]] == [event.hash for event in found[:-1]]


def test_the_clock_of_the_journal_never_runs_back(desk: Desk) -> None:
    desk.register()
    desk.clock.instant_ms -= 3_600_000
    desk.register()

    with desk.database.read() as tx:
        assert tx.journal.verify() == ()


@pytest.mark.parametrize("statement", ["UPDATE events SET title = 'x'", "DELETE FROM events"])
def test_events_can_be_neither_changed_nor_deleted(desk: Desk, statement: str) -> None:
    desk.register()
    with (
        closing(sqlite3.connect(desk.database.path)) as bare,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        bare.execute(statement)


def test_a_forged_event_is_found(desk: Desk) -> None:
    desk.register()
    with closing(sqlite3.connect(desk.database.path)) as bare:
        bare.execute("DROP TRIGGER events_no_update")
        bare.execute("UPDATE events SET reason = 'khác' WHERE seq = 2")
        bare.commit()

    with desk.database.read() as tx:
        (fault,) = tx.journal.verify()
    assert "mã băm của sự kiện 2 không khớp" in fault


def test_the_glance_at_the_start_sees_a_last_event_torn_from_its_chain(desk: Desk) -> None:
    desk.register()
    with desk.database.read() as tx:
        assert tx.journal.verify() == ()
    with closing(sqlite3.connect(desk.database.path)) as bare:
        bare.execute("DROP TRIGGER events_no_update")
        bare.execute(
            "UPDATE events SET hash = 'khác' WHERE seq = (SELECT max(seq) - 1 FROM events)"
        )
        bare.commit()

    engine = create_engine(f"sqlite:///{desk.database.path}")
    with engine.connect() as connection:
        assert not is_newest_whole(connection, desk.database.replica_id)
    engine.dispose()


@given(
    st.lists(st.text(), min_size=12, max_size=12), st.lists(st.integers(), min_size=3, max_size=3)
)
def test_the_fast_check_hashes_what_the_chain_hashed(words: list[str], numbers: list[int]) -> None:
    left, given_numbers = iter(words), iter(numbers)
    row = {
        name: next(given_numbers) if name in {"seq", "clock_ms", "clock_counter"} else next(left)
        for name in HASHED
    }
    assert row_hash((*row.values(), "")) == hash_of(row)


def test_a_lost_event_is_found(desk: Desk) -> None:
    desk.register()
    with closing(sqlite3.connect(desk.database.path)) as bare:
        bare.execute("DROP TRIGGER events_no_delete")
        bare.execute("DELETE FROM events WHERE seq = 2")
        bare.commit()

    with desk.database.read() as tx:
        assert "sau sự kiện 1 là 3" in tx.journal.verify()[0]


def test_everything_can_be_made_again_from_the_events(desk: Desk, tmp_path: Path) -> None:
    a_busy_day(desk)

    assert rebuild(desk.database, tmp_path / "again.db") == ()


def test_a_row_changed_behind_the_journal_shows_in_the_rebuild(desk: Desk, tmp_path: Path) -> None:
    line = desk.register()
    with closing(sqlite3.connect(desk.database.path)) as bare:
        bare.execute("UPDATE incoming SET subject = 'sửa lén'")
        bare.commit()

    assert rebuild(desk.database, tmp_path / "again.db") == (f"incoming {line.id}",)


def test_a_new_replica_goes_on_with_a_chain_of_its_own(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    desk.database.adopt_replica(an_id(77), desk.command("Sổ được sao chép"))

    assert desk.issue().number == 2
    with desk.database.read() as tx:
        own = tx.journal.events(an_id(77))
        assert tx.journal.verify() == ()
    assert [event.seq for event in own] == list(range(1, len(own) + 1))
    assert rebuild(desk.database, tmp_path / "again.db") == ()


def test_history_tells_what_changed_in_words(desk: Desk) -> None:
    line = desk.register(due_date=None)
    with desk.begin("Giao việc") as tx:
        tx.incoming.save(replace(line, due_date=date(2026, 6, 12), status=IncomingStatus.SUBMITTED))

    with desk.database.read() as tx:
        newest, oldest = tx.journal.history("incoming", line.id)
    assert newest.changes == (
        ("Hạn xử lý", "", "12/6/2026"),
        ("Trạng thái", "Chưa trình", "Đã trình"),
    )
    assert (newest.who, newest.title) == ("Nguyễn Lan", "Giao việc")
    assert (oldest.title, oldest.changes) == ("Vào sổ", ())


def test_two_clerks_changing_different_fields_both_win(desk: Desk) -> None:
    seen = desk.register()
    with desk.begin() as tx:
        tx.incoming.save(replace(seen, handler="Vũ Đức Lễ"), base=seen)
        kept = tx.incoming.save(replace(seen, description="Gấp"), base=seen)

    assert (kept.handler, kept.description) == ("Vũ Đức Lễ", "Gấp")


def test_two_clerks_changing_one_field_are_told(desk: Desk) -> None:
    seen = desk.register()
    with desk.begin() as tx:
        tx.incoming.save(replace(seen, handler="Vũ Đức Lễ"), base=seen)
    with pytest.raises(ChangedSince, match="vừa được sửa ở nơi khác"), desk.begin() as tx:
        tx.incoming.save(replace(seen, handler="Ngô Thị Ước"), base=seen)


def test_a_body_still_in_use_is_not_removed(desk: Desk) -> None:
    desk.register()
    with pytest.raises(ChangedSince), desk.begin() as tx:
        tx.catalogue.remove_issuer(an_issuer().id)
