from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from tests.builders import an_arrival
from wardapp.core.arrival_stamp import STAMP_HEIGHT_MM, STAMP_WIDTH_MM, StampPlace
from wardapp.core.book_lists import ListCode, ListRequest
from wardapp.core.books import BookSpan
from wardapp.core.dispatches import Channel, Delivery, DeliveryState, Incoming, OutgoingEntry
from wardapp.core.errors import BadValue, WardError
from wardapp.core.printout import CellValue
from wardapp.services.office import Office

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)


def _rows(office: Office, code: ListCode, **fields: object) -> list[list[CellValue]]:
    request = ListRequest(code=code, **{"first": FIRST, "last": LAST, **fields})
    (table,) = office.book_lists.printout(request).tables
    return [[cell.value for cell in row] for row in table.rows]


def _arrived(office: Office, **fields: object) -> Incoming:
    issuer = office.catalogue.issuers()[0]
    return office.intake.register(an_arrival(issuer_id=issuer.id, **fields))


def _sent(office: Office, **fields: object) -> None:
    issuer = office.catalogue.issuers()[0]
    office.registry.add_by_hand(
        OutgoingEntry(
            issuer_id=issuer.id, type_code="CV", issued_date=office.desk.today(), subject="mời họp",
            **fields,
        )
    )  # fmt: skip


def test_the_postal_list_holds_what_went_by_post_on_the_day_it_went(party: Office) -> None:
    post = Delivery(
        name="Thành uỷ Hà Liên", channel=Channel.POST, state=DeliveryState.SENT, envelopes=2,
        sent_on=date(2026, 6, 5),
    )  # fmt: skip
    by_hand = replace(post, name="UBND phường", channel=Channel.PAPER)
    earlier = replace(post, name="Sở", sent_on=date(2026, 6, 4))
    _sent(party, deliveries=(post, by_hand, earlier))

    (row,) = _rows(party, ListCode.POST, first=date(2026, 6, 5))
    assert (row[0], row[2], row[3]) == (date(2026, 6, 5), "Thành uỷ Hà Liên", 2)


def test_the_follow_up_and_the_hand_over_tell_who_has_what(party: Office) -> None:
    line = _arrived(party, due_date=date(2026, 6, 3), handler="Ngô Thị Ước")
    _arrived(party, code_number="143", subject="về việc khác", handler="")

    follow = _rows(party, ListCode.FOLLOW_UP)
    assert follow[0][0] == line.arrival_code
    assert "Công văn 142-CV/BTGDVTU, ngày 03/6/2026 của Ban Tuyên giáo" in str(follow[0][1])
    assert "quá hạn 2 ngày" in str(follow[0][4])
    assert [row[1:3] for row in _rows(party, ListCode.HAND_OVER)] == [
        [line.arrival_code, "Ngô Thị Ước"]
    ]
    (chosen,) = _rows(party, ListCode.CHOSEN, chosen=(line.id,))
    assert chosen[:2] == [1, line.arrival_code]
    assert len(_rows(party, ListCode.INCOMING_INDEX)) == 2
    heads = [row[0] for row in _rows(party, ListCode.DAY) if len(row) == 1]
    assert heads == ["Văn bản đến: 2", "Văn bản đi: 0"]
    assert _rows(party, ListCode.TOTALS)[-1][:4] == ["Tất cả", 2, 0, 1]
    assert len(_rows(party, ListCode.FILE_COPIES, pages=2)) > 15
    with pytest.raises(BadValue, match="Ngày cuối"):
        _rows(party, ListCode.DAY, first=LAST, last=FIRST)


@pytest.mark.parametrize("place", list(StampPlace))
def test_the_stamp_prints_alone_in_its_place_on_the_sheet(party: Office, place: StampPlace) -> None:
    line = _arrived(party, handler="Ngô Thị Ước")
    (page,) = pypdfium2.PdfDocument(party.stamps.page(line.id, place))
    text = page.get_textpage().get_text_bounded()
    frames = [part.get_bounds() for part in page.get_objects() if part.type == 2]
    left, bottom, right, top = max(frames, key=lambda box: box[2] - box[0])

    assert f"Số: {line.arrival_code}" in text
    assert "Ngày: 05/6/2026" in text
    assert "Chuyển: Ngô Thị Ước" in text
    assert (right - left) * 25.4 / 72 == pytest.approx(STAMP_WIDTH_MM, abs=0.7)
    assert (top - bottom) * 25.4 / 72 == pytest.approx(STAMP_HEIGHT_MM, abs=0.7)
    width, height = page.get_size()
    assert left >= 0
    assert right <= width
    assert bottom >= 0
    assert top <= height


def test_the_stamp_is_shown_over_page_one_and_the_kept_file_stays(
    party: Office, tmp_path: Path
) -> None:
    line = _arrived(party)
    with pytest.raises(WardError, match="không có tệp PDF"):
        party.stamps.preview(line.id, StampPlace.TOP_RIGHT)
    paper = tmp_path / "142.pdf"
    paper.write_bytes(party.exporting.slip_pdf(line.id))
    before = paper.read_bytes()
    kept = party.intake.attach(line.id, paper)

    (page,) = pypdfium2.PdfDocument(party.stamps.preview(line.id, StampPlace.TOP_RIGHT))
    text = page.get_textpage().get_text_bounded()

    assert "PHIẾU GIẢI QUYẾT" in text
    assert f"Số: {line.arrival_code}" in text
    assert party.desk.files.read(kept.attachments[0]) == before


def test_a_book_by_senders_level_is_kept_once_and_stays_when_it_has_numbers(party: Office) -> None:
    books = party.register_books
    book = books.save(replace(books.blank(), code=" DEN-TW ", name="Sổ đến: Trung ương"))
    assert book.code == "den-tw"
    for wrong, field in (
        ({"code": "den"}, "code"),
        ({"code": "đến"}, "code"),
        ({"name": " "}, "name"),
        ({"span": BookSpan.FIVE_YEARS}, "first_year"),
    ):
        with pytest.raises(BadValue) as refused:
            books.save(replace(book, **wrong))
        assert refused.value.field == field
    with pytest.raises(BadValue, match="Đã có sổ"):
        books.save(replace(books.blank(), code="den-tw", name="Sổ khác"))

    line = _arrived(party, book="den-tw")
    assert line.arrival_number == 1
    names = {each.book: each.name for each in party.closing.volumes()}
    assert names["den-tw"] == "Sổ đến: Trung ương"
    with pytest.raises(BadValue, match="không đổi được"):
        books.save(replace(book, code="den-khac"))
    with pytest.raises(WardError, match="đã cấp số"):
        books.remove(book.id)
