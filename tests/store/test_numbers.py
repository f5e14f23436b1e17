"""Numbers: taken with the line, given once, each explained."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import NOW_MS, TODAY, an_arrival, an_id, an_outgoing
from tests.desk import Desk, party_key
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import OutgoingStatus
from wardapp.core.errors import BadValue, NumberTaken, WardError
from wardapp.core.numbering import NumberSpan, NumberState
from wardapp.store.database import Database
from wardapp.store.entities import SERIES, SPAN
from wardapp.store.numbers import incoming_key


def test_numbers_of_the_incoming_book_start_again_each_year(desk: Desk) -> None:
    assert desk.register(date(2025, 12, 30)).arrival_number == 1
    assert desk.register(date(2025, 12, 31)).arrival_number == 2
    assert desk.register(date(2026, 1, 2)).arrival_number == 1


def test_each_type_of_a_party_body_counts_on_its_own_in_the_term(desk: Desk) -> None:
    assert [desk.issue("CV").number, desk.issue("KH").number, desk.issue("CV").number] == [1, 1, 2]


def test_a_number_looked_at_is_not_reserved(desk: Desk) -> None:
    desk.register()
    with desk.database.read() as tx:
        assert tx.numbers.peek(incoming_key(an_id(101), TODAY)) == 2

    assert desk.register().arrival_number == 2


def test_a_transaction_that_fails_gives_its_number_back(desk: Desk) -> None:
    with pytest.raises(BadValue), desk.begin() as tx:
        tx.numbers.set_last(party_key(), tx.numbers.take(party_key()) - 2)

    assert desk.issue().number == 1


def test_numbers_go_on_after_the_last_one_used_on_paper(desk: Desk) -> None:
    with desk.begin() as tx:
        tx.numbers.set_last(party_key(), 57)

    line = desk.issue()

    assert line.number == 58
    with desk.database.read() as tx:
        assert tx.numbers.unexplained(line.series_id) == ()
        (life,) = tx.numbers.life(line.series_id, 30)
    assert life.state is NumberState.EXTERNAL
    assert life.actor == "Nguyễn Lan"


def test_the_last_paper_number_can_be_mended_while_nothing_was_given_above(desk: Desk) -> None:
    with desk.begin() as tx:
        tx.numbers.set_last(party_key(), 57)
        tx.numbers.set_last(party_key(), 47)
    line = desk.issue()

    assert line.number == 48
    with pytest.raises(BadValue, match="Sổ đã có số 48"), desk.begin() as tx:
        tx.numbers.set_last(party_key(), 40)


def test_a_number_given_twice_names_day_and_next_free_number(desk: Desk) -> None:
    line = desk.issue()

    with pytest.raises(NumberTaken) as refused, desk.begin() as tx:
        tx.numbers.use(party_key(), line.number)

    assert str(refused.value) == "Số 01 đã dùng ngày 05/6. Số kế tiếp còn trống là 2."


def test_the_database_itself_refuses_a_second_line_with_a_number(desk: Desk) -> None:
    line = desk.register()
    with pytest.raises(NumberTaken), desk.begin() as tx:
        tx.incoming.add(
            an_arrival(), arrival_number=line.arrival_number, record_id=an_id(1), registered_ms=1
        )


def test_a_larger_number_written_by_hand_moves_the_counter_and_explains_the_gap(
    desk: Desk,
) -> None:
    desk.issue()
    with desk.begin() as tx:
        series = tx.numbers.use(party_key(), 5)
        tx.outgoing.add(an_outgoing(series_id=series.id, number=5))

    assert desk.issue().number == 6
    with desk.database.read() as tx:
        assert tx.numbers.unexplained(series.id) == ()


def test_a_number_used_on_paper_can_be_filled_in_later(desk: Desk) -> None:
    with desk.begin() as tx:
        tx.numbers.set_last(party_key(), 20)
        series = tx.numbers.use(party_key(), 12)
        tx.outgoing.add(an_outgoing(series_id=series.id, number=12))

    with desk.database.read() as tx:
        states = [life.state for life in tx.numbers.life(series.id, 12)]
    assert states == [NumberState.EXTERNAL, NumberState.USED]
    assert desk.undo() == "Việc"


def test_an_inserted_number_stands_beside_its_number_and_moves_nothing(desk: Desk) -> None:
    desk.issue()
    with desk.begin() as tx:
        series = tx.numbers.use(party_key(), 1, "a")
        tx.outgoing.add(an_outgoing(series_id=series.id, number=1, suffix="a"))

    assert desk.issue().number == 2
    with pytest.raises(BadValue, match="Số chèn"), desk.begin() as tx:
        tx.numbers.use(party_key(), 9, "a")


def test_a_cancelled_line_keeps_its_number_with_who_when_and_why(desk: Desk) -> None:
    line = desk.issue()
    with desk.begin("Hủy", reason="Sai thẩm quyền") as tx:
        tx.outgoing.save(
            replace(line, status=OutgoingStatus.CANCELLED, cancel_reason="Sai thẩm quyền")
        )

    assert desk.issue().number == 2
    with desk.database.read() as tx:
        life = tx.numbers.life(line.series_id, line.number)
    assert [(step.state, step.reason) for step in life] == [
        (NumberState.USED, ""),
        (NumberState.CANCELLED, "Sai thẩm quyền"),
    ]


def test_a_number_set_aside_is_never_given(desk: Desk) -> None:
    with desk.begin() as tx:
        tx.numbers.set_aside(party_key(), 1, NumberState.CANCELLED, "Viết hỏng")

    assert desk.issue().number == 2
    with pytest.raises(NumberTaken), desk.begin() as tx:
        tx.numbers.use(party_key(), 1)


def test_a_number_given_is_not_changed_afterwards(desk: Desk) -> None:
    sent, came = desk.issue(), desk.register()
    with pytest.raises(BadValue, match="không đổi được"), desk.begin() as tx:
        tx.outgoing.save(replace(sent, number=9))
    with pytest.raises(BadValue, match="không đổi được"), desk.begin() as tx:
        tx.incoming.save(replace(came, arrival_number=9))
    with pytest.raises(BadValue, match="sổ năm 2026"), desk.begin() as tx:
        tx.incoming.save(replace(came, arrival_date=date(2027, 1, 4)))


def test_only_the_copy_that_keeps_a_series_gives_its_numbers(desk: Desk) -> None:
    desk.issue()
    with desk.begin() as tx:
        series = tx.numbers.series(party_key())
        tx.work.write(SERIES, series, replace(series, keeper="another"))

    with pytest.raises(WardError, match="máy khác giữ"):
        desk.issue()

    with desk.begin() as tx:
        tx.keeping.seize("Máy cũ hỏng ổ đĩa", {series.id: 5})
    assert desk.issue().number == 7
    with desk.database.read() as tx:
        assert tx.numbers.unexplained(series.id) == ()


def _write_beside(path: Path, writers: int, lines: int) -> list[int]:
    given: list[int] = []

    def write() -> None:
        database = Database.open(path)
        desk = Desk(database, SetClock(NOW_MS))
        given.extend(desk.register().arrival_number for _ in range(lines))
        database.close()

    threads = [threading.Thread(target=write) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_writers_beside_each_other_never_get_one_number_twice(database: Database) -> None:
    given = _write_beside(database.path, writers=4, lines=5)

    assert sorted(given) == list(range(1, 21))
    with database.read() as tx:
        assert tx.journal.verify() == ()


@pytest.mark.prove
@pytest.mark.timeout(600)
def test_fifty_writers_beside_each_other_never_get_one_number_twice(database: Database) -> None:
    given = _write_beside(database.path, writers=50, lines=10)

    assert sorted(given) == list(range(1, 501))
    with database.read() as tx:
        assert tx.journal.verify() == ()


def test_a_number_marked_ahead_of_the_counter_is_stepped_over(desk: Desk) -> None:
    with desk.begin() as tx:
        ahead = NumberSpan(
            id=tx.new_id(),
            series_id=tx.numbers.series(party_key()).id,
            first=1,
            last=3,
            state=NumberState.EXTERNAL,
            on=TODAY,
            actor="Lan",
        )
        tx.work.write(SPAN, None, ahead)

    assert desk.issue().number == 4
