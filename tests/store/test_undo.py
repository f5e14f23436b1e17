"""Undo and redo: this window's steps, by new events, refused in a sentence where it must be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import TODAY, a_content, a_draft, an_arrival, an_id, an_issuer
from tests.desk import Desk, party_key
from wardapp.core.dispatches import IncomingStatus
from wardapp.core.errors import ChangedSince
from wardapp.store.database import Database
from wardapp.store.numbers import incoming_key
from wardapp.store.undo import invert

A_DAY_MS = 24 * 60 * 60 * 1000


def test_undo_of_a_registration_gives_the_last_number_back(desk: Desk) -> None:
    line = desk.register()

    assert desk.undo() == "Vào sổ"

    with desk.database.read() as tx:
        assert tx.incoming.find(line.id) is None
        assert tx.numbers.peek(incoming_key(line.issuer_id, TODAY)) == 1
        assert tx.search.find(line.number_symbol) == ()
        assert tx.journal.verify() == ()


def test_redo_brings_the_same_line_back_with_its_number(desk: Desk) -> None:
    line = desk.register()
    desk.undo()

    assert desk.redo() == "Vào sổ"

    with desk.database.read() as tx:
        assert tx.incoming.get(line.id) == line
        assert tx.search.find("142-CV/BTGDVTU")[0].record_id == line.id


def test_steps_are_taken_back_newest_first(desk: Desk) -> None:
    line = desk.register(subject="Một")
    with desk.begin("Sửa") as tx:
        tx.incoming.save(replace(line, subject="Hai"))

    assert [desk.undo(), desk.undo()] == ["Sửa", "Vào sổ"]
    assert desk.database.undoable() is None
    with pytest.raises(ChangedSince, match="Chưa có việc nào"):
        desk.undo()


def test_a_new_step_ends_redo(desk: Desk) -> None:
    desk.register()
    desk.undo()
    desk.issue()

    with pytest.raises(ChangedSince, match="làm lại"):
        desk.redo()


def test_a_record_changed_by_another_program_is_not_undone(desk: Desk, database: Database) -> None:
    line = desk.register()
    with desk.begin("Sửa") as tx:
        tx.incoming.save(replace(line, handler="Phạm Quốc Khải"))
    beside = Database.open(database.path)
    with Desk(beside, desk.clock).begin() as tx:
        tx.incoming.save(replace(line, handler="Ngô Thị Ước"))
    beside.close()

    with pytest.raises(ChangedSince, match="đã được sửa sau bước này"):
        desk.undo()
    with database.read() as tx:
        assert tx.incoming.get(line.id).handler == "Ngô Thị Ước"


def test_a_number_that_left_the_screen_is_not_given_back(desk: Desk) -> None:
    line = desk.issue()
    with desk.database.begin(desk.command("In"), undoable=False) as tx:
        tx.outgoing.save(replace(line, left_screen=True))

    with pytest.raises(ChangedSince, match=r"đã in, xuất hoặc gửi đi\. Hãy dùng Hủy"):
        desk.undo()


def test_a_number_of_yesterday_is_not_given_back(desk: Desk) -> None:
    desk.issue()
    desk.clock.instant_ms += A_DAY_MS

    with pytest.raises(ChangedSince, match=r"đã cấp từ hôm trước\. Hãy dùng Hủy"):
        desk.undo()


def test_a_number_with_a_later_one_after_it_is_not_given_back(
    desk: Desk, database: Database
) -> None:
    desk.issue()
    beside = Database.open(database.path)
    Desk(beside, desk.clock).issue()
    beside.close()

    with pytest.raises(ChangedSince, match="đã cấp số khác sau số này"):
        desk.undo()


def test_undo_takes_a_whole_step_back(desk: Desk) -> None:
    came = desk.register()
    with desk.begin("Trả lời") as tx:
        draft = tx.drafts.add(a_draft(in_reply_to=came.id))
        tx.incoming.save(replace(came, status=IncomingStatus.HANDLING))

    desk.undo()

    with desk.database.read() as tx:
        assert tx.drafts.find(draft.id) is None
        assert tx.incoming.get(came.id) == came


def test_a_draft_typed_on_since_is_not_taken_back(desk: Desk) -> None:
    with desk.begin("Dự thảo mới") as tx:
        draft = tx.drafts.add(a_draft())
    with desk.begin() as tx:
        tx.drafts.autosave(draft.id, a_content(body="Gõ thêm."), tx.now_ms)

    with pytest.raises(ChangedSince, match="đã được gõ thêm"):
        desk.undo()


def test_lowering_a_counter_under_a_line_is_refused(desk: Desk, database: Database) -> None:
    with desk.begin("Số đã dùng") as tx:
        tx.numbers.set_last(party_key(), 10)
    beside = Database.open(database.path)
    Desk(beside, desk.clock).issue()
    beside.close()

    with pytest.raises(ChangedSince):
        desk.undo()


def test_a_step_that_changed_nothing_is_not_offered(desk: Desk) -> None:
    line = desk.register()
    with desk.begin("Không đổi gì") as tx:
        tx.incoming.save(line)

    step = desk.database.undoable()

    assert step is not None
    assert step.title == "Vào sổ"


def test_a_number_that_another_copy_gave_is_not_given_back_here(
    desk: Desk, database: Database
) -> None:
    given = desk.command("Vào sổ")
    with database.begin(given) as tx:
        number = tx.numbers.take(incoming_key(an_issuer().id, TODAY))
        tx.incoming.add(
            an_arrival(), arrival_number=number, record_id=tx.new_id(), registered_ms=tx.now_ms
        )
    database.adopt_replica(an_id(77), desk.command("Sổ được sao chép"))

    with pytest.raises(ChangedSince, match="do máy khác cấp"), desk.begin() as tx:
        invert(tx.work, given.step_id)
