"""Rights to give numbers that an unknowing restore took away and a package brings back late."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import NOW_MS, TODAY
from tests.copies_of_office import Pc, second_pc
from tests.desk import Desk
from tests.store.test_given_since import backup_of, compared, gone_back
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.numbering import SeriesKey
from wardapp.store.given_since import unknown
from wardapp.store.numbers import incoming_key

ASKED = "Xác nhận số cuối"


def lost_pc(desk: Desk, tmp_path: Path) -> tuple[Pc, Pc, Path, SeriesKey]:
    """The keeper, another PC that will be lost, its backup, and the series both write in."""
    first = desk.register()
    keeper = Pc("MAY-1", desk)
    other = second_pc(keeper, tmp_path / "may-2" / "so.db", "MAY-2")
    keeper.take_in(other.parcel(keeper.heads()))
    backup = backup_of(other.desk, tmp_path / "sao-luu.db")
    return keeper, other, backup, incoming_key(first.issuer_id, TODAY)


def gone_on(backup: Path, path: Path) -> Pc:
    """The lost PC as it goes on from its backup, after the clerk confirmed all that showed."""
    desk = gone_back(backup, path, unknown(NOW_MS))
    with desk.begin("Xác nhận") as tx:
        tx.numbers.confirm_rest()
        assert tx.numbers.unsure() is None
    return Pc("MAY-2", desk)


def take(pc: Pc, key: SeriesKey) -> int:
    with pc.desk.begin("Cấp số") as tx:
        return tx.numbers.take(key)


def register(pc: Pc, key: SeriesKey) -> int:
    return pc.desk.register(issuer_id=key.issuer_id).arrival_number


def test_a_block_of_the_lost_pc_that_comes_late_is_asked_about_once(
    desk: Desk, tmp_path: Path
) -> None:
    keeper, other, backup, key = lost_pc(desk, tmp_path)
    with desk.begin("Cấp khối số") as tx:
        block = tx.numbers.lease(tx.numbers.series(key).id, RecordId(other.replica), 10)
    restored = gone_on(backup, tmp_path / "lai.db")
    restored.take_in(keeper.parcel(restored.heads()))
    with pytest.raises(WardError, match=ASKED):
        take(restored, key)
    with restored.database.read() as tx:
        assert tx.numbers.unsure() is not None
        assert tx.numbers.last_known(key) == block.first - 1
    with restored.desk.begin("Xác nhận") as tx:
        tx.numbers.confirm_last(key, block.first + 2)
        assert not tx.numbers.why_asked(key)
        assert tx.numbers.unsure() is None
    assert take(restored, key) == block.first + 3

    keeper.take_in(restored.parcel(keeper.heads()))
    with desk.begin("Cấp khối số") as tx:
        tx.numbers.lease(tx.numbers.series(key).id, RecordId(restored.replica), 5)
    restored.take_in(keeper.parcel(restored.heads()))
    assert take(restored, key) == block.first + 3, "a block lent since is used without a question"
    for each in (other, restored):
        each.database.close()


def test_keeping_given_to_the_lost_pc_that_comes_late_is_asked_about_once(
    desk: Desk, tmp_path: Path
) -> None:
    keeper, other, backup, key = lost_pc(desk, tmp_path)
    with desk.begin("Giao giữ số") as tx:
        tx.keeping.hand_over(RecordId(other.replica))
    restored = gone_on(backup, tmp_path / "lai.db")
    restored.take_in(keeper.parcel(restored.heads()))
    with pytest.raises(WardError, match=ASKED):
        register(restored, key)
    with restored.desk.begin("Xác nhận") as tx:
        last = tx.numbers.last_known(key) + 3
        tx.numbers.confirm_last(key, last)
        assert not tx.numbers.why_asked(key)
        assert tx.numbers.unsure() is not None, "other series it may have begun are not said yet"
        tx.numbers.confirm_rest()
        assert tx.numbers.unsure() is None
    assert register(restored, key) == last + 1
    for each in (other, restored):
        each.database.close()


def test_a_block_lent_to_the_restored_pc_is_used_without_a_question(
    desk: Desk, tmp_path: Path
) -> None:
    keeper, other, backup, key = lost_pc(desk, tmp_path)
    restored = gone_on(backup, tmp_path / "lai.db")
    keeper.take_in(restored.parcel(keeper.heads()))
    with desk.begin("Cấp khối số") as tx:
        block = tx.numbers.lease(tx.numbers.series(key).id, RecordId(restored.replica), 10)
    restored.take_in(keeper.parcel(restored.heads()))
    assert take(restored, key) == block.first
    with restored.database.read() as tx:
        assert tx.numbers.unsure() is None
    for each in (other, restored):
        each.database.close()


@pytest.mark.parametrize("is_known", [False, True], ids=["before", "after"])
def test_a_later_restore_that_knows_keeps_what_is_to_be_asked(
    desk: Desk, tmp_path: Path, *, is_known: bool
) -> None:
    keeper, other, backup, key = lost_pc(desk, tmp_path)
    with desk.begin("Cấp khối số") as tx:
        tx.numbers.lease(tx.numbers.series(key).id, RecordId(other.replica), 10)
    restored = gone_on(backup, tmp_path / "lai.db")
    if is_known:
        restored.take_in(keeper.parcel(restored.heads()))
    again = Pc("", gone_back(backup, tmp_path / "lai-2.db", compared(restored.desk, backup)))
    again.take_in(keeper.parcel(again.heads()))
    with pytest.raises(WardError, match=ASKED):
        take(again, key)
    for each in (other, restored, again):
        each.database.close()
