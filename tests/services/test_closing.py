from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from tests.builders import an_arrival
from wardapp.core.books import BookKind, BookVolume, ClosingKind
from wardapp.core.check_code import ALPHABET, check_code, typed_code
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import FileRole, Incoming, Outgoing, OutgoingEntry
from wardapp.core.errors import WardError
from wardapp.core.places import Places
from wardapp.core.views import BookRequest
from wardapp.services.office import Office, open_for_command

SUBJECT = (
    "Về việc báo cáo kết quả triển khai thực hiện Kế hoạch của Ban Thường vụ Thành uỷ về tăng "
    "cường công tác thông tin, tuyên truyền, vận động Nhân dân giữ gìn vệ sinh môi trường, trật tự "
    "đô thị, xây dựng nếp sống văn minh trên địa bàn phường trong 6 tháng đầu năm 2026"
)


def _register(office: Office, count: int) -> list[Incoming]:
    issuer = office.catalogue.issuers()[0]
    made = []
    for n in range(count):
        arrival = an_arrival(
            issuer_id=issuer.id, arrival_date=office.desk.today(), subject=SUBJECT,
            code_number=str(500 + n), issued_date=None,
        )  # fmt: skip
        made.append(office.intake.register(arrival))
    return made


def _book(office: Office, kind: BookKind = BookKind.INCOMING) -> BookVolume:
    first = office.catalogue.issuers()[0].id
    return next(
        each for each in office.closing.volumes() if each.kind is kind and each.issuer_id == first
    )


def _texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in document]


def test_the_code_has_twelve_letters_that_no_eye_confuses() -> None:
    code = check_code(b"so dang ky")

    assert code == check_code(b"so dang ky")
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("01IO") & set(ALPHABET)
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert typed_code(f" {code.lower().replace('-', ' ')} ") == code
    assert typed_code("ABCD-EFGH") == typed_code("ABCD-EFGH-JKL0") == ""
    # The first 60 bits: a change in the 61st bit of the digest changes no letter.
    assert check_code(b"so dang ky.") != code


def test_every_closed_page_has_its_number_and_the_code(party: Office) -> None:
    _register(party, 14)
    book, closing = _book(party), party.closing
    before = closing.state(book)

    closed = closing.close(book, ClosingKind.PAGE)
    pages = closing.pages(closed.id)

    (kept,) = (each for each in closed.attachments if each.role is FileRole.CLOSED_PAGES)
    assert sha256(pages).hexdigest() == kept.sha256  # what prints is what was kept, to the byte
    assert before.open_count == closed.line_count
    assert closed.first_page == 1
    assert closed.last_page == len(_texts(pages)) > 2
    assert all(f"Mã trang: {closed.code}" in text for text in _texts(pages))
    assert [text.split()[0] for text in _texts(pages)] == [
        str(n) for n in range(1, closed.last_page + 1)
    ]
    assert closing.state(book).open_count == 0
    with pytest.raises(WardError, match="Chưa có trang bổ sung"):
        closing.supplement(book)
    with pytest.raises(WardError, match="Chưa có dòng mới"):
        closing.close(book, ClosingKind.PAGE)


def test_closed_pages_reprint_byte_for_byte_whatever_becomes_of_their_lines(
    party: Office, clock: SetClock, places: Places, tmp_path: Path
) -> None:
    lines = _register(party, 8)
    book, closing = _book(party), party.closing
    closed = closing.close(book, ClosingKind.PAGE)
    pages = closing.pages(closed.id)

    party.intake.cancel(lines[2].id, "vào nhầm sổ")
    party.intake.amend(replace(party.intake.get(lines[5].id), subject="Trích yếu đã sửa"))
    tables = closing.supplement(book).tables
    said = [[cell.value for cell in row] for row in tables[-1].rows]

    assert [row[0] for row in said] == [lines[2].arrival_code, lines[5].arrival_code]
    assert all(row[2] == closed.code for row in said)
    assert "Ghi chú: (trống) → ĐÃ HỦY: vào nhầm sổ" in str(said[0][3])
    assert SUBJECT[:20] in str(said[1][3])
    assert "→" in str(said[1][3])
    assert closing.pages(closed.id) == pages

    more = _register(party, 2)
    second = closing.close(book, ClosingKind.PAGE)
    texts = _texts(closing.pages(second.id))

    assert (second.first_page, second.line_count) == (closed.last_page + 1, 2)
    assert texts[0].split()[0] == str(second.first_page)
    assert closed.code in " ".join(texts)  # the supplement names the page it speaks of
    assert closing.state(book).supplement_count == 0
    assert second.last_number == more[-1].arrival_code
    assert [check.faults for check in closing.verify_all()] == [(), ()]

    folder = party.folder
    party.close()
    with open_for_command(folder, places, clock) as again:
        assert again.closing.pages(closed.id) == pages
        target = again.closing.pages_to(closed.id, tmp_path / "trang.pdf")
        assert target.read_bytes() == pages
        assert again.closing.verify(closed.id).is_whole


def test_the_code_is_that_of_columns_and_chain_heads_and_a_touched_file_is_told(
    party: Office,
) -> None:
    _register(party, 3)
    closed = party.closing.close(_book(party), ClosingKind.PAGE)
    kept = next(each for each in closed.attachments if each.role is FileRole.CLOSED_COLUMNS)
    columns = party.desk.files.read(kept)
    facts = json.loads(columns)

    assert check_code(columns) == closed.code
    assert facts["heads"].keys() == {str(party.desk.database.replica_id)}
    assert facts["columns"][5] == "Trích yếu"
    assert all(row["page"] >= 1 for row in facts["rows"])

    path = party.desk.files.path_of(kept)
    path.chmod(0o644)
    path.write_bytes(columns.replace(b"2026", b"2027", 1))
    assert not party.closing.verify(closed.id).is_whole


def test_a_closed_year_gives_no_number_until_it_is_opened_with_a_reason(state: Office) -> None:
    _register(state, 2)
    book, closing = _book(state), state.closing
    closed = closing.close(book, ClosingKind.YEAR, "03")

    assert closed.locks
    assert "Quyển số 03" in _texts(closing.pages(closed.id))[0]
    assert "Từ số" in _texts(closing.pages(closed.id))[0]  # the cover, which has no number
    assert "NGƯỜI LẬP SỔ" in _texts(closing.pages(closed.id))[-1]
    with pytest.raises(WardError, match="khóa"):
        _register(state, 1)
    with pytest.raises(WardError, match="lý do"):
        closing.reopen(closed.id, " ")
    pages = closing.pages(closed.id)

    opened = closing.reopen(closed.id, "còn văn bản chưa vào sổ")
    _register(state, 1)

    assert not opened.locks
    assert closing.pages(closed.id) == pages
    assert closing.state(book).open_count == 1
    assert closing.close(book, ClosingKind.YEAR).first_page == closed.last_page + 1


def test_the_newest_closed_pages_can_be_taken_back_with_a_reason(party: Office) -> None:
    _register(party, 2)
    book, closing = _book(party), party.closing
    first = closing.close(book, ClosingKind.PAGE)
    _register(party, 1)
    second = closing.close(book, ClosingKind.PAGE)

    with pytest.raises(WardError, match="mới nhất"):
        closing.reopen(first.id, "đóng nhầm")
    closing.reopen(second.id, "đóng nhầm")

    assert closing.state(book).open_count == 1
    assert closing.close(book, ClosingKind.PAGE).first_page == second.first_page


@pytest.mark.parametrize("kind", [".pdf", ".docx", ".xlsx"])
def test_every_book_prints_from_the_office(party: Office, tmp_path: Path, kind: str) -> None:
    _register(party, 2)
    for book in {each.book: each for each in party.closing.volumes()}.values():
        request = BookRequest(
            code=book.book, issuer_id=book.issuer_id, scope_value=book.scope_value, paper="A3"
        )
        made = party.exporting.book_to(request, tmp_path / f"{book.book}{kind}")
        assert made.stat().st_size > 1000


def _sent(office: Office, **fields: object) -> Outgoing:
    issuer = office.catalogue.issuers()[0]
    values: dict[str, object] = {
        "issuer_id": issuer.id,
        "type_code": "KH",
        "issued_date": office.desk.today(),
        "subject": SUBJECT,
    }
    return office.registry.add_by_hand(OutgoingEntry(**{**values, **fields}))


def test_late_entries_and_inserted_numbers_stand_on_the_supplement_not_on_closed_pages(
    party: Office,
) -> None:
    first, second = _sent(party), _sent(party)
    book, closing = _book(party, BookKind.OUTGOING), party.closing
    closed = closing.close(book, ClosingKind.PAGE)
    pages = closing.pages(closed.id)

    inserted = _sent(party, number=first.number, suffix="a", late_reason="gửi về muộn")
    party.registry.recall(second.id, "sai số liệu")
    added, changed = closing.supplement(book).tables
    told = [[cell.value for cell in row] for row in changed.rows]

    assert [row[0].value for row in added.rows] == [inserted.number_symbol]
    assert told[0][:3] == [inserted.number_symbol, 1, closed.code]
    assert f"đứng sau số {first.number_symbol}" in str(told[0][3])
    assert told[1][0] == second.number_symbol
    assert "Đã thu hồi" in str(told[1][3])
    assert closing.pages(closed.id) == pages

    # In the book of today the inserted line stands in its place.
    request = BookRequest(code="di", issuer_id=book.issuer_id, scope_value=book.scope_value)
    codes = [row[0].value for row in party.exporting.book(request).tables[0].rows]
    assert codes.index(inserted.number_symbol) == codes.index(first.number_symbol) + 1

    later = _sent(party)
    again = closing.close(book, ClosingKind.PAGE)
    assert (again.line_count, again.first_number) == (1, later.number_symbol)
    assert inserted.number_symbol in " ".join(_texts(closing.pages(again.id)))
    assert closing.state(book).supplement_count == 0


def test_no_number_is_missing_from_the_paper(party: Office) -> None:
    first = _sent(party)
    _sent(party, number=first.number + 3)
    request = BookRequest(
        code="di", issuer_id=first.issuer_id,
        scope_value=_book(party, BookKind.OUTGOING).scope_value,
    )  # fmt: skip
    rows = [[c.value for c in row] for row in party.exporting.book(request).tables[0].rows]
    mine = [row for row in rows if "KH/" in str(row[0])]

    assert any("Đã dùng trên sổ giấy" in str(row[2]) for row in mine)
    assert f"{first.number + 1:02} - {first.number + 2:02} (KH/BXDĐ)" in [row[0] for row in mine]


def test_a_look_at_the_end_of_a_book_shows_only_its_newest_lines(party: Office) -> None:
    lines = [*_register(party, 3), *_register(party, 3)]
    sent = [_sent(party) for _ in range(3)]
    for code, codes in (("den", lines), ("di", sent)):
        request = BookRequest(code=code, issuer_id=lines[0].issuer_id)
        if code == "di":
            scope = _book(party, BookKind.OUTGOING).scope_value
            request = replace(request, scope_value=scope)
        pdf = party.exporting.book_preview(request, 2)
        text = " ".join(_texts(pdf)[1:])
        assert "Số bỏ trống" not in text
        assert text.count("xây dựng nếp") == 2, codes
