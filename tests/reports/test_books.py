from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_state_issuer, an_id, an_incoming, an_issuer, an_outgoing
from wardapp.core.dispatches import Direction, IncomingStatus, OutgoingStatus, Recipient
from wardapp.core.issuers import Family
from wardapp.core.printout import Printout
from wardapp.reports.books import BookFacts, book_printout, load_book, slip_printout
from wardapp.reports.faults import FormFault

BOOKS = Path(__file__).resolve().parents[2] / "resources" / "books"
FACTS = BookFacts(issuer=a_state_issuer(), year_label="Năm 2026")


def _cells(printout: Printout, head: str) -> list[object]:
    (table,) = printout.tables
    position = [column.head for column in table.columns].index(head)
    return [row[position].value for row in table.rows]


def test_the_register_of_incoming_dispatches_has_the_ten_columns_of_the_decree() -> None:
    spec = load_book(BOOKS, "den", Family.STATE)

    assert [column.head for column in spec.columns] == [
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu",
        "Ngày tháng",
        "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    ]


@pytest.mark.parametrize("code", ["den", "di"])
@pytest.mark.parametrize("family", list(Family))
def test_every_register_fills_the_width_of_its_sheet(code: str, family: Family) -> None:
    assert sum(column.width_mm for column in load_book(BOOKS, code, family).columns) == 257


def test_a_cancelled_line_stays_struck_through_with_its_reason() -> None:
    line = an_incoming(status=IncomingStatus.CANCELLED, cancel_reason="vào nhầm sổ")

    printout = book_printout(load_book(BOOKS, "den", Family.STATE), [line], FACTS)

    assert _cells(printout, "Ghi chú") == ["ĐÃ HỦY: vào nhầm sổ"]
    assert printout.tables[0].rows[0][0].struck
    assert not printout.tables[0].rows[0][-1].struck


def test_the_cover_says_from_which_number_to_which() -> None:
    lines = [
        an_incoming(id=an_id(n), arrival_number=n, arrival_date=date(2026, 1, n)) for n in (3, 9)
    ]

    cover = book_printout(load_book(BOOKS, "den", Family.STATE), lines, FACTS).cover

    assert "Từ số 3 đến số 9" in cover
    assert "Từ ngày 03/01/2026 đến ngày 09/01/2026" in cover
    assert "Năm 2026" in cover


def test_a_cover_over_several_series_counts_instead_of_naming_numbers() -> None:
    lines = [an_outgoing(id=an_id(n), series_id=an_id(50 + n), number=n) for n in (1, 2)]

    cover = book_printout(load_book(BOOKS, "di", Family.PARTY), lines, FACTS).cover

    assert "2 văn bản" in cover
    assert not [line for line in cover if line.startswith("Từ số")]


def test_an_outgoing_line_lists_each_receiver_once() -> None:
    line = an_outgoing(
        addressees=("UBND phường",),
        recipients=(Recipient(name="Như trên"), Recipient(name="UBND phường")),
        status=OutgoingStatus.CANCELLED,
    )

    printout = book_printout(load_book(BOOKS, "di", Family.PARTY), [line], FACTS)

    assert _cells(printout, "Nơi nhận văn bản") == ["UBND phường; Như trên"]
    assert _cells(printout, "Ghi chú") == ["ĐÃ HỦY"]


def test_an_empty_register_still_prints() -> None:
    printout = book_printout(load_book(BOOKS, "di", Family.PARTY), [], FACTS)

    assert printout.tables[0].rows == ()
    assert printout.title in printout.cover


def test_an_unknown_field_of_a_register_is_refused_with_its_line(tmp_path: Path) -> None:
    text = (BOOKS / "di.toml").read_text("utf-8").replace('"sent_date"', '"sent_day"', 1)
    (tmp_path / "di.toml").write_text(text, "utf-8")

    with pytest.raises(FormFault, match="sent_day") as fault:
        load_book(tmp_path, "di", Family.STATE)
    assert "sent_day" in text.split("\n")[fault.value.line - 1]


def test_a_slip_shows_the_decision_or_room_for_it() -> None:
    decision = Direction(leader="Trần Minh Đức", opinion="Giao Ban làm", on=date(2026, 6, 5))
    line = an_incoming(direction=decision, due_date=date(2026, 6, 9))

    decided = slip_printout(line, an_issuer(), today=date(2026, 6, 5)).texts[0].lines
    waiting = slip_printout(an_incoming(), an_issuer(), today=date(2026, 6, 5)).texts[0].lines

    assert decided[0] == "Giao Ban làm"
    assert "Thời hạn: 09/06/2026" in decided
    assert any(line.startswith("Đơn vị chủ trì: ...") for line in waiting)
