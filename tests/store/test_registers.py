"""What the register pages ask of the store: order, filters, counts, duplicates, dates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import TODAY, a_term, an_id
from tests.desk import Desk
from wardapp.core.dispatches import IncomingStatus, ListFilter, ListQuery, OutgoingStatus
from wardapp.core.errors import NotFound
from wardapp.core.views import FilterCounts
from wardapp.store.incoming import IncomingBook

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@contextmanager
def register_of(desk: Desk) -> Iterator[IncomingBook]:
    with desk.database.read() as tx:
        yield tx.incoming


def numbers_of(desk: Desk, query: ListQuery) -> list[int]:
    with register_of(desk) as book:
        return [line.arrival_number for line in book.page(query, TODAY, 0, 10).rows]


@pytest.fixture
def four(desk: Desk) -> Desk:
    """Four lines: late, due today, done, cancelled."""
    desk.register(due_date=YESTERDAY, organ_name="Ủy ban nhân dân", issued_date=date(2026, 6, 1))
    desk.register(due_date=TODAY, organ_name="Ban Tổ chức", issued_date=date(2026, 6, 3))
    done = desk.register(due_date=TOMORROW, organ_name="Đoàn Thanh niên", issued_date=None)
    gone = desk.register(due_date=None, organ_name="Ân Thi", issued_date=date(2026, 6, 2))
    with desk.begin() as tx:
        tx.incoming.save(replace(done, status=IncomingStatus.DONE, done_date=TODAY))
        tx.incoming.save(
            replace(gone, status=IncomingStatus.CANCELLED, cancel_reason="Vào sổ nhầm")
        )
    return desk


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-number", [4, 3, 2, 1]),
        ("number", [1, 2, 3, 4]),
        ("due", [1, 2, 3, 4]),
        ("organ", [4, 2, 3, 1]),
        ("-issued", [2, 4, 1, 3]),
        ("unknown", [4, 3, 2, 1]),
    ],
)
def test_the_register_can_be_sorted_by(four: Desk, sort: str, expected: list[int]) -> None:
    assert numbers_of(four, ListQuery(sort=sort)) == expected
    assert numbers_of(four, ListQuery(sort=sort, text="tuyen truyen")) == expected


@pytest.mark.parametrize("text", ["", "tuyen truyen"])
@pytest.mark.parametrize("sort", ["-number", "number", "due", "organ", "-issued"])
def test_a_line_is_told_its_place_in_the_register_as_sorted(
    four: Desk, sort: str, text: str
) -> None:
    query = ListQuery(sort=sort, text=text)
    with register_of(four) as book:
        rows = book.page(query, TODAY, 0, 10).rows
        assert [book.position_of(query, TODAY, line.id) for line in rows] == [0, 1, 2, 3]


def test_a_line_that_is_filtered_out_has_no_place(four: Desk) -> None:
    with register_of(four) as book:
        (late,) = book.page(ListQuery(only=ListFilter.OVERDUE), TODAY, 0, 10).rows
        assert book.position_of(ListQuery(only=ListFilter.CANCELLED), TODAY, late.id) == -1
        assert book.position_of(ListQuery(text="khong co"), TODAY, late.id) == -1


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (ListFilter.ALL, [4, 3, 2, 1]),
        (ListFilter.OPEN, [2, 1]),
        (ListFilter.OVERDUE, [1]),
        (ListFilter.DUE_TODAY, [2]),
        (ListFilter.THIS_WEEK, [4, 3, 2, 1]),
        (ListFilter.CANCELLED, [4]),
    ],
)
def test_a_chip_keeps(four: Desk, only: ListFilter, expected: list[int]) -> None:
    assert numbers_of(four, ListQuery(only=only)) == expected


def test_the_counts_behind_the_chips(four: Desk) -> None:
    four.register(date(2025, 3, 3), due_date=None)
    with register_of(four) as book:
        counts = book.counts(ListQuery(year=2026, issuer_id=an_id(101)), TODAY)

    assert counts == FilterCounts(all=4, open=2, overdue=1, due_today=1, this_week=4, cancelled=1)


def test_a_page_begins_where_it_is_asked_to(desk: Desk) -> None:
    for _ in range(5):
        desk.register()
    with register_of(desk) as book:
        page = book.page(ListQuery(), TODAY, 2, 2)

    assert ([line.arrival_number for line in page.rows], page.offset, page.total) == ([3, 2], 2, 5)


def test_the_same_paper_by_another_way_is_a_duplicate(desk: Desk) -> None:
    first = desk.register(organ_name="Ban Tuyên giáo và Dân vận Thành uỷ")
    desk.register(code_number="143")
    with register_of(desk) as book:
        same = book.duplicates(
            "142 CV/ BTGDVTU", first.issued_date, "BAN TUYÊN GIÁO VÀ DÂN VẬN THÀNH ỦY"
        )
        other_author = book.duplicates("142-CV/BTGDVTU", first.issued_date, "Công an phường")
        other_day = book.duplicates("142-CV/BTGDVTU", TODAY, first.organ_name)
        without_number = book.duplicates("", first.issued_date, first.organ_name)

    assert same == (first,)
    assert other_author == other_day == without_number == ()


def test_open_lines_are_told_by_due_date(four: Desk) -> None:
    with register_of(four) as book:
        late = book.due_between(date.min, YESTERDAY)
        coming = book.due_between(TODAY, date(2026, 12, 31))
        newest = book.newest_with_deadline()

    assert [line.arrival_number for line in late] == [1]
    assert [line.arrival_number for line in coming] == [2]
    assert newest is not None
    assert newest.arrival_number == 2


def test_the_printed_book_runs_in_order_of_numbers(four: Desk) -> None:
    with register_of(four) as book:
        lines = book.between(None, date(2026, 1, 1), date(2026, 12, 31))

    assert [line.arrival_number for line in lines] == [1, 2, 3, 4]


def test_a_line_of_another_office_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound, match="Không còn bản ghi"), register_of(desk) as book:
        book.get(an_id(5))


def test_outgoing_lines_are_narrowed_by_term_year_and_chip(desk: Desk) -> None:
    line = desk.issue(subject="Kế hoạch một")
    desk.issue("KH", subject="Kế hoạch hai", issued_date=date(2026, 5, 4))
    with desk.begin() as tx:
        tx.outgoing.save(replace(line, status=OutgoingStatus.CANCELLED, cancel_reason="Sai"))

    with desk.database.read() as tx:
        term = ListQuery(term_id=a_term().id, issuer_id=an_id(101), year=2026)
        page = tx.outgoing.page(term, TODAY, 0, 10)
        cancelled = tx.outgoing.page(ListQuery(only=ListFilter.CANCELLED), TODAY, 0, 10)
        late = tx.outgoing.page(ListQuery(only=ListFilter.OVERDUE), TODAY, 0, 10)
        counts = tx.outgoing.counts(ListQuery(), TODAY)
        printed = tx.outgoing.of_scope(None, a_term().id)
        spring = tx.outgoing.between(an_id(101), date(2026, 5, 1), date(2026, 5, 31))
    assert [found.subject for found in page.rows] == ["Kế hoạch một", "Kế hoạch hai"]
    assert [found.id for found in cancelled.rows] == [line.id]
    assert late.rows == ()
    assert (counts.all, counts.this_week, counts.cancelled) == (2, 1, 1)
    assert [found.subject for found in printed] == ["Kế hoạch hai", "Kế hoạch một"]
    assert [found.subject for found in spring] == ["Kế hoạch hai"]


def test_a_line_is_found_by_its_symbol_among_those_that_begin_alike(desk: Desk) -> None:
    lines = [desk.issue() for _ in range(12)]
    with desk.database.read() as tx:
        assert tx.outgoing.with_symbol("1 -CV/ bxdđ") == ()
        assert tx.outgoing.with_symbol(lines[0].number_symbol) == (lines[0],)
        assert tx.outgoing.with_symbol(lines[11].number_symbol.casefold()) == (lines[11],)
