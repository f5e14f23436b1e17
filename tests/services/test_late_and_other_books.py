"""Books by the sender's level, late and inserted lines, numbers by hand, the secret book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import an_arrival
from wardapp.core.books import BookKind, BookSpan, RegisterBook
from wardapp.core.dispatches import Arrival, IncomingStatus, ListFilter, ListQuery, Priority
from wardapp.core.errors import BadValue, NumberTaken, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Body, BodyLevel, FormerName
from wardapp.services.office import Office

CITY = "Ban Tuyên giáo và Dân vận Thành ủy Hà Liên"
FIFTH, SECOND = date(2026, 6, 5), date(2026, 6, 2)


def arrival_of(office: Office, **fields: object) -> Arrival:
    values = {"issuer_id": office.catalogue.issuers()[0].id, "issued_date": None, **fields}
    return an_arrival(**values)


def add_book(office: Office, **fields: object) -> RegisterBook:
    values: dict[str, object] = {
        "id": office.desk.new_id(),
        "issuer_id": office.catalogue.issuers()[0].id,
        "code": "den-tu",
        "kind": BookKind.INCOMING,
        "name": "Sổ đăng ký văn bản đến: Thành ủy",
        "levels": (BodyLevel.CITY.value,),
    }
    book = RegisterBook(**{**values, **fields})
    with office.desk.database.begin(office.desk.command("books.save", "Thêm sổ")) as tx:
        return tx.books.save_book(book)


def change_body(office: Office, **fields: object) -> Body:
    body = next(each for each in office.catalogue.bodies() if each.name == CITY)
    with office.desk.database.begin(office.desk.command("x", "Sửa cơ quan")) as tx:
        return tx.catalogue.save_body(replace(body, **fields))


def test_each_book_counts_alone_and_is_proposed_by_the_senders_level(party: Office) -> None:
    book = add_book(party)
    change_body(party, level=BodyLevel.CITY)
    arrival = arrival_of(party, organ_name=CITY)

    assert party.intake.prospect(arrival).book == book.code
    assert party.intake.prospect(replace(arrival, organ_name="Nơi lạ")).book == "den"
    assert [each.code for each in party.intake.books(book.issuer_id)] == ["den", book.code]
    common = party.intake.register(arrival)
    own = party.intake.register(replace(arrival, book=book.code))

    assert (common.arrival_number, own.arrival_number) == (315, 1)
    assert party.intake.page(ListQuery(book=book.code)).rows == (own,)
    assert party.intake.by_number(1, 2026) == own
    party.history.undo()
    assert party.intake.next_number(book.issuer_id, FIFTH, book.code) == 1


def test_a_book_of_five_years_goes_on_over_the_new_year(party: Office) -> None:
    add_book(party, span=BookSpan.FIVE_YEARS, first_year=2025)
    old = arrival_of(party, book="den-tu", arrival_date=date(2025, 12, 30))

    first = party.intake.register(old)
    second = party.intake.register(replace(old, arrival_date=FIFTH))

    assert (first.arrival_number, second.arrival_number) == (1, 2)
    assert first.scope_value == second.scope_value == "2025-2029"
    assert party.intake.amend(replace(second, arrival_date=SECOND)).arrival_date == SECOND
    with pytest.raises(BadValue, match="trong năm của sổ"):
        party.intake.amend(replace(second, arrival_date=date(2024, 12, 30)))


def test_what_comes_after_its_day_needs_a_reason_and_may_be_inserted(party: Office) -> None:
    party.intake.register(arrival_of(party, arrival_date=SECOND))
    party.intake.register(arrival_of(party, arrival_date=FIFTH))
    late = arrival_of(party, arrival_date=date(2026, 6, 3))

    place = party.intake.prospect(late).late
    assert place is not None
    assert (place.newest_code, place.next_number, place.inserted) == ("316", 317, "315a")
    with pytest.raises(BadValue, match="Sổ đã có số 316 ngày 05/6/2026") as refusal:
        party.intake.register(late)
    assert refusal.value.field == "late_reason"

    late = replace(late, late_reason="Bưu điện chuyển chậm")
    inserted = party.intake.register(replace(late, suffix="a"), number=315)
    after = party.intake.register(late)

    assert (inserted.arrival_code, after.arrival_code) == ("315a", "317")
    assert party.intake.prospect(late).late.inserted == "315b"
    rows = party.intake.page(ListQuery(sort="number")).rows
    assert [row.arrival_code for row in rows] == ["315", "315a", "316", "317"]
    assert party.intake.by_number(315, 2026, suffix="a").late_reason == "Bưu điện chuyển chậm"
    with pytest.raises(NumberTaken):
        party.intake.register(replace(late, suffix="a"), number=315)
    assert party.intake.register(arrival_of(party)).late_reason == ""


def test_an_inserted_line_is_undone_without_moving_the_counter(party: Office) -> None:
    for _turn in range(2):
        party.intake.register(arrival_of(party))
    party.intake.register(arrival_of(party, suffix="a", late_reason="Thất lạc"), number=315)

    party.history.undo()

    assert party.intake.page(ListQuery()).total == 2
    assert party.intake.next_number(party.catalogue.issuers()[0].id, FIFTH) == 317


def test_a_number_by_hand_moves_the_counter_up_only(party: Office) -> None:
    line = party.intake.register(arrival_of(party), number=330)
    assert line.arrival_number == 330
    assert party.intake.register(arrival_of(party)).arrival_number == 331

    with pytest.raises(NumberTaken):
        party.intake.register(arrival_of(party, late_reason="Ghi sót"), number=330)
    with pytest.raises(BadValue, match="lý do"):
        party.intake.register(arrival_of(party), number=320)
    gap = party.intake.register(arrival_of(party, late_reason="Ghi sót"), number=320)
    assert gap.arrival_number == 320


def test_a_paper_of_the_secret_book_leaves_only_its_day_and_initials(
    party: Office, tmp_path: Path
) -> None:
    typed = arrival_of(
        party, is_secret=True, handler="n.t.h.", subject="Phương án", description="Kho Cây Gạo"
    )
    with pytest.raises(BadValue, match="viết tắt"):
        party.intake.register(replace(typed, handler="Kế hoạch phòng thủ khu vực"))
    paper = tmp_path / "a.txt"
    paper.write_text("Văn bản", "utf-8")
    with pytest.raises(BadValue, match="không kèm tệp"):
        party.intake.register(typed, file=paper)

    line = party.intake.register(typed)

    assert (line.arrival_number, line.handler, line.is_open) == (315, "N.T.H.", False)
    kept = (
        line.organ_name,
        line.subject,
        line.code_number,
        line.description,
        line.signer.full_name,
    )
    assert kept == ("",) * 5
    for step in (party.intake.submit, party.intake.finish):
        with pytest.raises(WardError, match="sổ riêng"):
            step(line.id)
    with pytest.raises(WardError, match="sổ riêng"):
        party.intake.attach(line.id, paper)
    again = party.intake.amend(replace(line, subject="Nội dung", handler="T.M.Q"))
    assert (again.subject, again.handler) == ("", "T.M.Q")
    assert party.intake.page(ListQuery(only=ListFilter.WITHOUT_FILE)).total == 0


def test_a_body_is_the_same_author_under_its_former_name_and_symbol(party: Office) -> None:
    old = FormerName(name="Ban Tuyên giáo Thành ủy Hà Liên", symbol="BTGTU")
    change_body(party, symbol="BTGDVTU", former_names=(old,))
    day = date(2026, 6, 3)
    earlier = arrival_of(
        party, organ_name=old.name, code_number="142", code_notation="CV/BTGTU", issued_date=day,
        subject="Tuyên truyền quý II", handler="Bùi Gia Khánh",
    )  # fmt: skip
    line = party.intake.register(earlier)

    found = party.intake.duplicates(
        replace(earlier, organ_name=CITY, code_number="0142", code_notation="cv / BTGDVTU")
    )

    assert [each.incoming_id for each in found] == [line.id]
    assert (found[0].arrival_code, found[0].handler) == ("315", "Bùi Gia Khánh")
    assert found[0].subject == "Tuyên truyền quý II"
    assert party.intake.duplicates(replace(earlier, organ_name="Công an phường Liên Hồ")) == ()


def test_the_lists_narrow_by_author_handler_file_and_dossier(party: Office, tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("Văn bản", "utf-8")
    one = party.intake.register(arrival_of(party, organ_name=CITY, handler="Khánh"), file=paper)
    two = party.intake.register(arrival_of(party, organ_name="Sở Nội vụ", priority=Priority.URGENT))
    two = party.intake.cancel(two.id, "Nhầm")
    two = party.intake.restore(two.id, "Hủy nhầm dòng")

    def ids(**fields: object) -> list[RecordId]:
        return [row.id for row in party.intake.page(ListQuery(**fields)).rows]

    assert two.status is IncomingStatus.NEW
    assert ids(organ_name=CITY) == ids(handler="Khánh") == [one.id]
    assert ids(only=ListFilter.WITHOUT_FILE) == [two.id]
    assert ids(only=ListFilter.UNFILED) == [two.id, one.id]


def test_an_arrival_never_takes_a_number_of_outgoing_documents(state: Office) -> None:
    before = [(each.key, each.last_number) for each in state.numbering.series()]
    for book in ("di", "sao", "den-tw"):
        with pytest.raises(BadValue, match="không có sổ đến mang mã"):
            state.intake.register(arrival_of(state, book=book))
    assert [(each.key, each.last_number) for each in state.numbering.series()] == before
