"""Many lines at once stand as if they had been written one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tests.builders import NOW_MS, an_id, an_incoming, an_outgoing
from tests.desk import Desk
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Direction, Incoming, Outgoing, Priority
from wardapp.core.numbering import Scope, Series, SeriesKey
from wardapp.core.progress import Silent
from wardapp.store.database import Database
from wardapp.store.entities import INCOMING, OUTGOING, SERIES
from wardapp.store.rebuild import rebuild

KEY = SeriesKey(
    issuer_id=an_id(101), book="di", group="CV", scope=Scope.TERM, scope_value=an_id(201)
)
SERIES_OF_CV = Series(id=an_id(601), key=KEY, last_number=40, keeper=an_id(11))
TABLES = ("series", "incoming", "incoming_search", "outgoing", "outgoing_search")
EVENTS = "SELECT entity, entity_id, changes, command, title, reason FROM events WHERE step_id = :s"


def lines() -> list[Incoming | Outgoing]:
    """Return lines of both books that differ in many fields."""
    made: list[Incoming | Outgoing] = []
    for number in range(1, 21):
        made.append(
            an_incoming(
                id=an_id(4000 + number),
                arrival_number=number,
                suffix="a" if number == 7 else "",
                subject=f"Về việc số {number}",
                priority=Priority.URGENT if number % 3 else Priority.NORMAL,
                page_amount=number % 2 or None,
                direction=Direction(leader="", opinion="", on=an_incoming().arrival_date),
            )
        )
        made.append(an_outgoing(id=an_id(5000 + number), number=number, copy_of=f"b{number}"))
    return made


def in_bulk(database: Database, step: Any) -> None:
    with database.read() as tx:
        batch = tx.bulk.ready([(SERIES, None, SERIES_OF_CV)], lines(), step, Silent())
    with database.begin(step) as tx:
        assert not tx.bulk.is_stale(batch)
        tx.bulk.write(batch, Silent())


def one_by_one(database: Database, step: Any) -> None:
    with database.begin(step) as tx:
        tx.work.write(SERIES, None, SERIES_OF_CV)
        for line in lines():
            if isinstance(line, Incoming):
                tx.work.write(INCOMING, None, line)
            else:
                tx.work.write(OUTGOING, None, line)


def kept(database: Database, step: Any) -> dict[str, list[Any]]:
    with database.read() as tx:
        run = tx.work.connection.execute
        found: dict[str, list[Any]] = {
            table: sorted(map(repr, run(text(f"SELECT * FROM {table}")).mappings()))
            for table in TABLES
        }
        found["events"] = [tuple(row) for row in run(text(EVENTS), {"s": step.step_id})]
        assert tx.journal.verify() == ()
        return found


def test_rows_words_and_events_are_those_of_single_writing(
    make_database: Callable[[], Database], tmp_path: Path
) -> None:
    one, other = make_database(), make_database()
    step = Desk(one, SetClock(NOW_MS)).command("Nhập")
    in_bulk(one, step)
    one_by_one(other, step)
    assert kept(one, step) == kept(other, step)
    assert rebuild(one, tmp_path / "again.db") == ()
    with one.begin(Desk(one, SetClock(NOW_MS + 1)).command("Ghi thêm")) as tx:
        tx.work.write(INCOMING, None, an_incoming(id=an_id(4999), arrival_number=99))
    with one.read() as tx:
        assert tx.journal.verify() == ()


def test_a_batch_is_stale_once_somebody_wrote(database: Database, desk: Desk) -> None:
    with database.read() as tx:
        batch = tx.bulk.ready([], lines(), desk.command("Nhập"), Silent())
    with desk.begin("Ghi trước") as tx:
        tx.work.write(SERIES, None, SERIES_OF_CV)
    with desk.begin("Nhập") as tx:
        assert tx.bulk.is_stale(batch)
