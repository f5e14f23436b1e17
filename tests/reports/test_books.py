from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_state_issuer, an_id, an_incoming, an_issuer, an_outgoing
from wardapp.core.book_rows import BookRow
from wardapp.core.dispatches import (
    Direction,
    Incoming,
    IncomingStatus,
    Outgoing,
    OutgoingStatus,
    Recipient,
)
from wardapp.core.issuers import Family
from wardapp.core.numbering import NumberSpan, NumberState
from wardapp.core.printout import Printout
from wardapp.reports.books import (
    Beside,
    BookFacts,
    BookSpec,
    SpanNames,
    book_printout,
    load_book,
    row_of_line,
    row_of_span,
    slip_printout,
)
from wardapp.reports.faults import FormFault
from wardapp.reports.lists import HEADING, STRUCK, ListFacts, empty_rows, list_printout

BOOKS = Path(__file__).resolve().parents[2] / "resources" / "books"
FACTS = BookFacts(issuer=a_state_issuer(), year_label="Năm 2026")
PARTY, STATE = Family.PARTY, Family.STATE

# What the law draws (domain §3.2 and §4.1), typed here once more.
OUT = (
    "Số, ký hiệu · Ngày tháng · Tên loại và trích yếu · Người ký · Nơi nhận · Đơn vị, người nhận "
    "bản lưu · Số lượng bản · Ngày chuyển · Ký nhận · Ghi chú"
)
LAW = {
    ("di", STATE): OUT,
    ("di", PARTY): OUT,
    ("sao", STATE): OUT,
    ("den", STATE): "Ngày đến · Số đến · Tác giả · Số, ký hiệu · Ngày tháng · Tên loại và trích "
    "yếu · Đơn vị hoặc người nhận · Ngày chuyển · Ký nhận · Ghi chú",
    ("den", PARTY): "Ngày đến · Số đến · Tác giả · Số, ký hiệu · Ngày văn bản · Trích yếu · Số "
    "trang · Số bản · Đơn vị, người nhận bản lưu · Hồ sơ lưu · Ghi chú",
    ("buu-dien", STATE): "Ngày chuyển · Số, ký hiệu · Nơi nhận · Số lượng bì · Ký nhận và dấu bưu "
    "điện · Ghi chú",
    ("ban-luu", STATE): "Ngày tháng · Họ và tên người sử dụng · Số, ký hiệu, ngày tháng văn bản · "
    "Tên loại và trích yếu · Số và ký hiệu hồ sơ · Ký nhận · Ngày trả · Người cho phép · Ghi chú",
    ("theo-doi", STATE): "Số đến · Tên loại, số và ký hiệu, ngày tháng, cơ quan ban hành · Đơn vị "
    "hoặc người nhận · Thời hạn · Tiến độ · Số, ký hiệu văn bản trả lời · Ghi chú",
    ("chuyen-giao", STATE): "Ngày chuyển · Số đến · Đơn vị hoặc người nhận · Ký nhận · Ghi chú",
    ("danh-muc-ho-so", STATE): "Số và ký hiệu hồ sơ · Tên đề mục và tiêu đề hồ sơ · Thời hạn bảo "
    "quản · Người lập hồ sơ · Ghi chú",
    ("muc-luc-nop-luu", STATE): "STT · Số, ký hiệu hồ sơ · Tiêu đề hồ sơ · Thời gian tài liệu · "
    "Thời hạn bảo quản · Số tờ/Số trang · Ghi chú",
    ("muc-luc-van-ban", STATE): "STT · Số, ký hiệu · Ngày tháng năm · Tên loại và trích yếu · Tác "
    "giả · Tờ số/Trang số · Ghi chú",
}


def _printed(spec: BookSpec, *lines: Incoming | Outgoing, beside: Beside | None = None) -> Printout:
    rows = [row_of_line(spec, line, "dãy", beside) for line in lines]
    return book_printout(spec, rows, FACTS)


def _cells(printout: Printout, head: str) -> list[object]:
    table = printout.tables[0]
    position = [column.head for column in table.columns].index(head)
    return [row[position].value for row in table.rows]


@pytest.mark.parametrize(("code", "family"), LAW)
def test_every_register_has_the_columns_of_the_law_in_their_order(
    code: str, family: Family
) -> None:
    spec = load_book(BOOKS, code, family)
    wanted = LAW[code, family].split(" · ")

    heads = [column.head.replace("\n", "") for column in spec.columns]
    assert len(heads) == len(wanted)
    assert all(head.startswith(said) for head, said in zip(heads, wanted, strict=True)), heads
    numbers = [column.index_label for column in spec.print_columns()]
    assert numbers == [f"({n})" for n in range(1, len(wanted) + 1)]
    assert spec.clause


@pytest.mark.parametrize("path", sorted(BOOKS.glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("family", list(Family))
def test_every_list_fits_the_width_of_its_sheet(path: Path, family: Family) -> None:
    spec = load_book(BOOKS, path.stem, family)

    assert spec.code == path.stem
    whole = sum(column.width_mm for column in spec.columns)
    assert abs(whole - (257 if spec.landscape else 165)) <= 8


def test_a_cancelled_line_stays_struck_through_with_its_reason() -> None:
    line = an_incoming(status=IncomingStatus.CANCELLED, cancel_reason="vào nhầm sổ")

    printout = _printed(load_book(BOOKS, "den", STATE), line)

    assert _cells(printout, "Ghi chú") == ["ĐÃ HỦY: vào nhầm sổ"]
    assert printout.tables[0].rows[0][0].struck
    assert not printout.tables[0].rows[0][-1].struck


def test_a_secret_line_says_only_that_it_stands_in_its_own_book() -> None:
    line = an_incoming(
        is_secret=True, organ_name="", subject="", type_name="", code_number="", code_notation="",
        issued_date=None,
    )  # fmt: skip

    (row,) = _printed(load_book(BOOKS, "den", STATE), line).tables[0].rows

    assert [cell.value for cell in row] == [
        date(2026, 6, 5), 318, None, None, None, "Đã đăng ký sổ riêng", None, None, None, None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "facts", "said", "remark"),
    [
        (NumberState.EXTERNAL, {}, "Đã dùng trên sổ giấy", None),
        (NumberState.SECRET, {"title": "Báo cáo"}, "Báo cáo", "Số dùng cho sổ riêng"),
        (
            NumberState.RESERVED,
            {"holder": "Chị Hà", "until": date(2026, 6, 9), "title": "Kế hoạch hè"},
            "Kế hoạch hè",
            "Đã giữ số cho Chị Hà đến 09/06/2026",
        ),
        (NumberState.CANCELLED, {"reason": "in hỏng"}, "Kế hoạch", "ĐÃ HỦY: in hỏng"),
    ],
)
def test_a_number_without_a_line_leaves_no_hole_in_the_paper(
    state: NumberState, facts: dict[str, object], said: str, remark: str | None
) -> None:
    spec = load_book(BOOKS, "di", PARTY)
    span = NumberSpan(
        id=an_id(1), series_id=an_id(2), first=7, last=9, state=state, on=date(2026, 6, 5),
        actor="x", **facts,
    )  # fmt: skip
    row = row_of_span(spec, span, (7, 9), SpanNames("KH/ĐU", "Kế hoạch", is_padded=True))

    printout = book_printout(spec, [row], FACTS)
    assert _cells(printout, "Số, ký hiệu văn bản") == ["07 - 09 (KH/ĐU)"]
    assert _cells(printout, "Tên loại và trích yếu nội dung văn bản") == [said]
    assert _cells(printout, "Ghi chú") == [remark]
    assert row.struck == (state is NumberState.CANCELLED)


def test_remarks_tell_of_recall_replacement_and_late_entry() -> None:
    new, old = an_id(71), an_id(72)
    recalled = an_outgoing(
        status=OutgoingStatus.RECALLED, recalled_on=date(2026, 6, 9), recall_reason="sai số liệu",
        late_reason="máy hỏng",
    )  # fmt: skip
    replaced = an_outgoing(id=old, number=13, status=OutgoingStatus.REPLACED)
    beside = Beside(replaced_by={old: "15-CV/BXDĐ ngày 10/06/2026"})
    late = an_outgoing(id=new, number=12, suffix="a", late_reason="gửi về muộn")

    remarks = _cells(
        _printed(load_book(BOOKS, "di", PARTY), recalled, replaced, late, beside=beside), "Ghi chú"
    )
    assert remarks == [
        "Đã thu hồi ngày 09/6/2026: sai số liệu. Ghi muộn: máy hỏng",
        "Đã thay bằng 15-CV/BXDĐ ngày 10/06/2026",
        "Ghi muộn: gửi về muộn",
    ]


def test_the_cover_says_from_which_number_to_which() -> None:
    lines = [
        an_incoming(id=an_id(n), arrival_number=n, arrival_date=date(2026, 1, n)) for n in (3, 9)
    ]

    cover = _printed(load_book(BOOKS, "den", STATE), *lines).cover

    assert "Từ số 3 đến số 9" in cover
    assert "Từ ngày 03/01/2026 đến ngày 09/01/2026" in cover
    assert "Năm 2026" in cover
    assert "Quyển số 01" in cover


def test_a_cover_over_several_series_names_each() -> None:
    rows = [
        BookRow(series="a", first=1, last=4, code="1", type_name="Công văn"),
        BookRow(series="b", first=2, last=2, suffix="a", code="2", type_name="Kế hoạch"),
    ]
    spec = load_book(BOOKS, "di", PARTY)
    whole = [
        BookRow(**{name: getattr(row, name) for name in BookRow.__slots__ if name != "cells"},
                cells=(None,) * 10) for row in rows
    ]  # fmt: skip

    cover = book_printout(spec, whole, FACTS).cover

    assert "Công văn: từ số 1 đến số 4; Kế hoạch: từ số 2 đến số 2a" in cover


def test_a_cover_names_a_counter_of_one_type_and_tells_one_of_several() -> None:
    spec = load_book(BOOKS, "di", PARTY)
    rows = [
        BookRow(series=series, first=n, last=n, code=str(n), type_name=kind, cells=(None,) * 10)
        for series, n, kind in (
            ("qd", 1, ""), ("qd", 2, "Quyết định"),
            ("rest", 1, "Kế hoạch"), ("rest", 2, "Công văn"),
        )
    ]  # fmt: skip

    cover = book_printout(spec, rows, FACTS).cover

    assert "Quyết định: từ số 1 đến số 2; Các loại khác: từ số 1 đến số 2" in cover


def test_an_outgoing_line_lists_each_receiver_once() -> None:
    line = an_outgoing(
        addressees=("UBND phường",),
        recipients=(Recipient(name="Như trên"), Recipient(name="UBND phường")),
        status=OutgoingStatus.CANCELLED,
    )

    printout = _printed(load_book(BOOKS, "di", PARTY), line)

    assert _cells(printout, "Nơi nhận văn bản") == ["UBND phường; Như trên"]
    assert _cells(printout, "Ghi chú") == ["ĐÃ HỦY"]


def test_an_empty_register_still_prints() -> None:
    printout = book_printout(load_book(BOOKS, "di", PARTY), [], FACTS)

    assert printout.tables[0].rows == ()
    assert printout.title in printout.cover


def test_an_unknown_field_of_a_register_is_refused_with_its_line(tmp_path: Path) -> None:
    text = (BOOKS / "di.toml").read_text("utf-8").replace('"sent_date"', '"sent_day"', 1)
    (tmp_path / "di.toml").write_text(text, "utf-8")

    with pytest.raises(FormFault, match="sent_day") as fault:
        load_book(tmp_path, "di", STATE)
    assert "sent_day" in text.split("\n")[fault.value.line - 1]


def test_any_list_is_filled_from_plain_rows() -> None:
    spec = load_book(BOOKS, "danh-muc-ho-so", STATE)
    rows = [
        {HEADING: "I. TỔ CHỨC, CÁN BỘ"},
        {"symbol": "01.TCCB", "title": "Hồ sơ thi đua", "retention": "10 năm", STRUCK: 1},
        *empty_rows(spec),
    ]
    facts = ListFacts(issuer=a_state_issuer(), subtitle="Năm 2026", day=date(2026, 1, 5))

    printout = list_printout(spec, rows, facts)
    table = printout.tables[0]

    assert (table.rows[0][0].span, table.rows[0][0].bold) == (5, True)
    assert [cell.value for cell in table.rows[1]] == [
        "01.TCCB", "Hồ sơ thi đua", "10 năm", None, None
    ]  # fmt: skip
    assert table.rows[1][0].struck
    assert len(table.rows) > 20
    assert printout.top_right[0][1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_a_slip_shows_the_decision_or_room_for_it() -> None:
    decision = Direction(leader="Trần Minh Đức", opinion="Giao Ban làm", on=date(2026, 6, 5))
    line = an_incoming(direction=decision, due_date=date(2026, 6, 9))

    decided = slip_printout(line, an_issuer(), today=date(2026, 6, 5)).texts[0].lines
    waiting = slip_printout(an_incoming(), an_issuer(), today=date(2026, 6, 5)).texts[0].lines

    assert decided[0] == "Giao Ban làm"
    assert "Thời hạn: 09/06/2026" in decided
    assert any(line.startswith("Đơn vị chủ trì: ...") for line in waiting)
