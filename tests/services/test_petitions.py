"""Phản ánh, kiến nghị: a book of its own; persons lie apart and leave no trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from wardapp.core.books import ClosingKind
from wardapp.core.clock import SetClock
from wardapp.core.errors import BadValue, ChangedSince, NotFound, WardError
from wardapp.core.numbering import Reserving
from wardapp.core.petitions import (
    DENUNCIATION_WORDS,
    PetitionClosing,
    PetitionEntry,
    PetitionFilter,
    PetitionKind,
    PetitionQuery,
    PetitionStatus,
    PrivatePerson,
)
from wardapp.core.views import BookRequest
from wardapp.services.office import Office
from wardapp.services.petitions import years_later
from wardapp.store.rebuild import rebuild

DAY = date(2026, 6, 5)
PERSON = PrivatePerson(full_name="Nguyễn Văn Ẩn", address="Số 7 ngõ Giấu Kín", phone="0912 345 678")


def an_entry(office: Office, **fields: object) -> PetitionEntry:
    values: dict[str, object] = {
        "issuer_id": office.catalogue.issuers()[0].id,
        "received": DAY,
        "subject": "Đèn đường ngõ 12 hỏng, đề nghị sửa",
        "handler": "Phòng Kinh tế, Hạ tầng",
        "place": "Tổ dân phố số 9",
        **fields,
    }
    return PetitionEntry(**values)  # type: ignore[arg-type]


def pdf_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_bounded() for page in document)


def all_bytes(office: Office) -> bytes:
    kept = [each for each in office.folder.rglob("*") if each.is_file()]
    return b"".join(each.read_bytes() for each in kept if "backups" not in each.parts)


def test_a_petition_takes_a_number_of_its_own_book(party: Office, tmp_path: Path) -> None:
    petitions = party.petitions
    assert petitions.next_number() == 1
    first = petitions.add(an_entry(party), PERSON)
    second = petitions.add(an_entry(party, subject="Ngập úng cổng chợ"))

    assert (first.number_symbol, second.number_symbol) == ("1", "2")
    assert petitions.by_number(2, 2026).id == second.id
    assert petitions.default_due(DAY) == date(2026, 6, 19)
    inserted = petitions.add(
        an_entry(party, suffix="a", late_reason="Nhận ở tiếp dân, ghi sau"), number=1
    )
    assert inserted.number_symbol == "1a"
    rows = petitions.page(PetitionQuery()).rows
    assert [row.petition.number_symbol for row in rows] == ["2", "1a", "1"]
    assert rows[-1].who == "N.V.Ẩ., Tổ dân phố số 9"
    assert petitions.page(PetitionQuery(text="ngap ung")).total == 1
    with pytest.raises(WardError, match="đã dùng"):
        petitions.add(an_entry(party), number=1)
    with pytest.raises(NotFound):
        petitions.by_number(9, 2026)
    assert party.searching.find("den duong")[0].entity == "petition"
    assert rebuild(party.desk.database, tmp_path / "again.db") == ()


def test_the_person_is_in_no_event_index_export_or_log(party: Office, tmp_path: Path) -> None:
    line = party.petitions.add(an_entry(party), PERSON)
    with party.desk.database.read() as tx:
        told = repr(tx.journal.events(party.desk.database.replica_id))
    for word in ("Nguyễn Văn Ẩn", "Giấu Kín", "0912 345", "0912345"):
        assert word not in told
    assert line.person_ref in told
    assert party.searching.find("Giấu Kín") == ()
    for ending in (".xlsx", ".docx", ".pdf"):
        party.petitions.book_to(tmp_path / f"so{ending}", 2026)
    printed = repr(party.petitions.printout(2026))
    assert "Đèn đường" in printed
    assert "Ẩn" not in printed
    assert "Tiếp nhận trong năm: 1" in printed
    assert party.petitions.person(line.id) == PERSON


def test_a_person_is_forgotten_for_good(party: Office) -> None:
    line = party.petitions.add(an_entry(party), PERSON)
    assert "Giấu Kín".encode() in all_bytes(party)

    party.petitions.forget_person(line.id)

    assert party.petitions.person(line.id) is None
    assert "Giấu Kín".encode() not in all_bytes(party)
    assert party.petitions.row(line.id).who == "Tổ dân phố số 9"
    party.petitions.keep_person(line.id, PERSON)
    assert party.petitions.person(line.id) == PERSON
    party.petitions.keep_person(line.id, PrivatePerson())
    assert party.petitions.person(line.id) is None


def test_persons_go_on_their_day_and_with_their_petition(party: Office) -> None:
    clock = party.desk.clock
    assert isinstance(clock, SetClock)
    kept = party.petitions.add(an_entry(party), PERSON)
    closed = party.petitions.add(an_entry(party), PERSON)
    party.petitions.close(closed.id, PetitionClosing(status=PetitionStatus.DONE, on=DAY))
    gone = party.petitions.add(an_entry(party), PERSON)
    party.history.undo()
    assert party.petitions.get(closed.id).purge_on == date(2028, 6, 5)

    assert party.petitions.forget_due() == 1  # the one whose petition was taken back
    with pytest.raises(NotFound):
        party.petitions.get(gone.id)
    clock.instant_ms += 731 * 86_400_000
    assert party.petitions.forget_due() == 1
    assert party.petitions.person(closed.id) is None
    assert party.petitions.person(kept.id) == PERSON
    assert party.petitions.forget_due() == 0


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"subject": "Gọi lại số 0912 345 678"}, "subject"),
        ({"note": "CCCD 001085012345"}, "note"),
        ({"subject": "Ông nguyễn văn ẩn phản ánh tiếng ồn"}, "subject"),
        ({"competent": False}, "forwarded_to"),
        ({"received": date(2026, 6, 6)}, "received"),
        ({"due_date": date(2026, 6, 1)}, "due_date"),
        ({"suffix": "a"}, "suffix"),
        ({"kind": PetitionKind.DENUNCIATION, "forwarded_to": "UBKT"}, "subject"),
    ],
)
def test_what_may_not_stand_in_a_line_is_refused_by_field(
    party: Office, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(BadValue) as refusal:
        party.petitions.add(an_entry(party, **fields), PERSON)
    assert refusal.value.field == field
    assert party.petitions.page(PetitionQuery()).total == 0


def test_figures_the_clerk_looked_at_may_stand(party: Office) -> None:
    entry = an_entry(party, subject="Mã hồ sơ 001085012345 chưa trả")
    assert party.petitions.add(entry, with_numbers=True).subject == entry.subject


def test_a_denunciation_is_only_referred(party: Office) -> None:
    entry = an_entry(party, kind=PetitionKind.DENUNCIATION, subject="")
    for person, forwarded, field in (
        (PERSON, "Ủy ban Kiểm tra", "full_name"),
        (PrivatePerson(), "", "forwarded_to"),
    ):
        with pytest.raises(BadValue) as refusal:
            party.petitions.add(replace(entry, forwarded_to=forwarded), person)
        assert refusal.value.field == field
    line = party.petitions.add(replace(entry, forwarded_to="Ủy ban Kiểm tra"))
    assert (line.subject, line.competent, line.place) == (DENUNCIATION_WORDS, False, "")
    assert (line.status, line.due_date) == (PetitionStatus.FORWARDED, None)
    with pytest.raises(BadValue):
        party.petitions.keep_person(line.id, PERSON)


def test_every_state_can_be_reached_and_taken_back(party: Office) -> None:
    petitions = party.petitions
    line = petitions.add(an_entry(party, due_date=DAY - timedelta(days=0)))
    closing = PetitionClosing(
        status=PetitionStatus.DONE, on=DAY, result="Đã thay bóng", answer_symbol="12-CV/BXDĐ"
    )
    done = petitions.close(line.id, closing)
    assert (done.status, done.answer_id, done.answer_symbol) == (
        PetitionStatus.DONE, None, "12-CV/BXDĐ",
    )  # fmt: skip
    assert petitions.reopen(line.id).is_open
    for status, field in (
        (PetitionStatus.FORWARDED, "forwarded_to"),
        (PetitionStatus.FILED, "result"),
        (PetitionStatus.OPEN, "status"),
    ):
        with pytest.raises(BadValue) as refusal:
            petitions.close(line.id, PetitionClosing(status=status, on=DAY))
        assert refusal.value.field == field
    petitions.close(
        line.id,
        PetitionClosing(status=PetitionStatus.FORWARDED, on=DAY, forwarded_to="Công an phường"),
    )
    counted = petitions.counts(PetitionQuery())
    assert (counted[PetitionFilter.CLOSED], counted[PetitionFilter.OPEN]) == (1, 0)
    assert party.history.undo().startswith("Đã hoàn tác: Ghi kết quả")

    amended = petitions.amend(replace(petitions.get(line.id), handler="Công an phường"))
    assert amended.handler == "Công an phường"
    with pytest.raises(ChangedSince):
        petitions.amend(replace(line, handler="Đội quản lý trật tự"), line)
    struck = petitions.cancel(line.id, "Ghi trùng")
    assert struck.status is PetitionStatus.CANCELLED
    for deed in (
        lambda: petitions.cancel(line.id, "lần nữa"),
        lambda: petitions.reopen(line.id),
        lambda: petitions.amend(struck),
    ):
        with pytest.raises(WardError, match="đã hủy"):
            deed()
    with pytest.raises(BadValue):
        petitions.cancel(petitions.add(an_entry(party)).id, " ")
    party.history.undo()  # the number of the last line goes back
    assert petitions.next_number() == 2


def test_a_number_on_paper_never_goes_back(party: Office, tmp_path: Path) -> None:
    party.petitions.add(an_entry(party))
    party.petitions.book_to(tmp_path / "so.xlsx", 2026)
    with pytest.raises(ChangedSince, match="đã in"):
        party.history.undo()


def test_two_years_on_is_the_last_of_february() -> None:
    assert years_later(date(2028, 2, 29), 2) == date(2030, 2, 28)


def test_the_book_of_petitions_closes_like_the_others(party: Office, tmp_path: Path) -> None:
    issuer = party.catalogue.issuers()[0].id
    party.petitions.add(an_entry(party), PERSON)
    key = party.numbering.key_of(issuer, "don-thu")
    (two,) = party.numbering.reserve(key, 1, Reserving(holder="Tiếp dân", title="Đơn chờ ký"))
    third = party.petitions.add(an_entry(party, subject="Ngập úng cổng chợ"))
    volume = next(each for each in party.closing.volumes() if each.book == "don-thu")
    closed = party.closing.close(volume, ClosingKind.PAGE)

    assert (closed.first_number, closed.last_number, closed.line_count) == ("1", "3", 3)
    text = " ".join(pdf_text(party.closing.pages(closed.id)).split())
    assert "Đã giữ số cho Tiếp dân" in text
    assert closed.code in text
    assert PERSON.full_name not in text
    with party.desk.database.read() as tx:
        assert tx.numbers.span(two.id).left_screen
        assert tx.petitions.get(third.id).left_screen

    kept = party.petitions.add(an_entry(party, subject="Đơn chờ ký"), number=2)
    assert kept.number_symbol == "2"
    told = party.closing.supplement(volume)  # the row of the kept number says something else now
    assert any("Đơn chờ ký" in repr(table) for table in told.tables)
    party.closing.mark_supplement_left(volume)
    assert party.petitions.get(kept.id).left_screen
    assert all(not check.faults for check in party.closing.verify_all())
    by_days = BookRequest(code="don-thu", issuer_id=issuer, date_from=DAY, date_to=DAY)
    assert len(party.exporting.book(by_days).tables[0].rows) == 3


def test_printing_the_petitions_holds_the_kept_numbers(party: Office) -> None:
    issuer = party.catalogue.issuers()[0].id
    key = party.numbering.key_of(issuer, "don-thu")
    party.petitions.add(an_entry(party))
    (two,) = party.numbering.reserve(key, 1, Reserving(holder="Tiếp dân"))
    rows = party.petitions.printout(2026).tables[0].rows

    assert [row[0].value for row in rows] == ["1", "2"]
    party.petitions.mark_left(2026)
    party.numbering.release(two.id, "Không cần nữa")
    assert party.petitions.next_number() == 3  # 2 stands on paper: it is spoiled, not given back


def test_no_word_that_events_keep_may_name_the_person(party: Office) -> None:
    petitions = party.petitions
    line = petitions.add(an_entry(party), PERSON)
    told = "Đã trả lời ông NGUYỄN VĂN ẨN"
    closing = PetitionClosing(status=PetitionStatus.DONE, on=DAY, result=told)
    for field, deed in (
        ("result", lambda: petitions.close(line.id, closing)),
        ("reason", lambda: petitions.cancel(line.id, told)),
        ("reason", lambda: petitions.cancel(line.id, "Theo số 0912345678")),
        ("place", lambda: petitions.amend(replace(line, place=f"Nhà {PERSON.full_name}"))),
        ("place", lambda: petitions.keep_person(line.id, PrivatePerson(full_name=line.place))),
    ):
        with pytest.raises(BadValue, match=r"họ tên|dãy số") as refusal:
            deed()
        assert refusal.value.field == field
    with pytest.raises(BadValue, match="lý do vào sổ muộn"):
        petitions.add(an_entry(party, suffix="a"), number=1)
    assert petitions.get(line.id) == line
    alone = an_entry(party, subject="Đề nghị giữ an ninh ngõ 12")
    assert petitions.add(alone, PrivatePerson(full_name="An")).number
    assert party.desk.database.path.read_bytes().count(told.encode()) == 0


def test_duplicates_are_found_linked_and_end_together(party: Office) -> None:
    petitions = party.petitions
    main = petitions.add(an_entry(party, subject="Cống thoát nước ngõ 12 tắc, mưa là ngập"))
    petitions.add(an_entry(party, subject="Đề nghị sửa hàng rào trường tiểu học"))
    again = an_entry(party, subject="Ngõ 12 tắc cống thoát nước, ngập khi mưa")
    (found,) = petitions.likely(again)
    assert (found.row.petition.id, found.why) == (
        main.id, "cùng lĩnh vực, cùng nơi, lời gần giống",
    )  # fmt: skip
    two, three = petitions.add(again), petitions.add(again)
    petitions.link(three.id, two.id)
    petitions.link(two.id, main.id)
    assert {each.row.petition.id for each in petitions.likely(again)} == {main.id}
    assert petitions.row(main.id).duplicates == ("3", "4")
    assert petitions.row(three.id).stands_for == "1"
    with pytest.raises(BadValue, match="chính nó"):
        petitions.link(main.id, three.id)
    with pytest.raises(WardError, match="đứng thay"):
        petitions.cancel(main.id, "Ghi trùng")
    told = petitions.figures(DAY, DAY)
    assert (len(told.received), len(told.duplicates)) == (2, 2)
    petitions.close(
        main.id, PetitionClosing(status=PetitionStatus.GUIDED, on=DAY, result="Gửi Ban quản lý")
    )
    assert petitions.get(three.id).status is PetitionStatus.GUIDED
    party.history.undo()
    assert petitions.get(three.id).is_open
    assert petitions.unlink(two.id).duplicate_of is None
    assert petitions.cancel(two.id, "Ghi nhầm").status is PetitionStatus.CANCELLED


def test_taken_up_again_a_petition_is_counted_with_a_new_clock(party: Office) -> None:
    petitions = party.petitions
    line = petitions.add(an_entry(party, received=date(2026, 5, 4)))
    assert line.due_date == petitions.default_due(date(2026, 5, 4))
    done = PetitionClosing(
        status=PetitionStatus.DONE, on=date(2026, 5, 12), result="Đã sửa", answer_symbol="9-CV/ĐU"
    )
    petitions.close(line.id, done)
    again = petitions.reopen(line.id)
    assert (again.reopened, again.closings[0].on) == ((DAY,), date(2026, 5, 12))
    assert again.due_date == petitions.default_due(DAY)
    with pytest.raises(BadValue, match="ngày nhận"):
        petitions.urge(line.id, date(2026, 5, 3))
    assert petitions.urge(line.id).urged == (DAY,)
    may = petitions.figures(date(2026, 5, 1), date(2026, 5, 31))
    june = petitions.figures(date(2026, 6, 1), date(2026, 6, 30))
    assert (len(may.solved), len(may.on_time), len(may.answers)) == (1, 1, 1)
    assert (len(june.received), len(june.reopened), len(june.pending)) == (1, 1, 1)
    assert june.overdue == ()
    assert june.urgings == 1
    assert petitions.counts(PetitionQuery())[PetitionFilter.REOPENED] == 1
    late = an_entry(party, received=date(2026, 5, 4), due_date=date(2026, 5, 20))
    overdue = petitions.add(late)
    shown = [item.record_id for item in party.today.board().overdue]
    assert overdue.id in shown
    assert line.id not in shown
    with pytest.raises(BadValue, match="ngày đầu"):
        petitions.figures(DAY, date(2026, 6, 1))


def test_evidence_passes_the_secret_gate_and_is_kept_once(party: Office, tmp_path: Path) -> None:
    line = party.petitions.add(an_entry(party))
    paper = tmp_path / "anh.txt"
    paper.write_text("TUYỆT MẬT\nĐẢNG BỘ THÀNH PHỐ", "utf-8")
    with pytest.raises(WardError, match="mật"):
        party.petitions.attach(line.id, [paper])
    paper.write_text("Ảnh đèn đã thay", "utf-8")
    held = party.petitions.attach(line.id, [paper, paper])
    assert [each.name for each in held.attachments] == ["anh.txt"]
    assert party.petitions.evidence_path(held.attachments[0]).is_file()
    assert party.petitions.detach(line.id, held.attachments[0].sha256).attachments == ()
    with pytest.raises(BadValue):
        party.petitions.set_links(line.id, ["x" * 501])


def test_names_of_persons_stop_the_first_time_only(party: Office) -> None:
    entry = an_entry(party, subject="Bà Trần Thị Lan Anh phản ánh tiếng ồn")
    with pytest.raises(BadValue, match="họ tên"):
        party.petitions.add(entry)
    assert party.petitions.add(entry, with_numbers=True).number == 1


def test_the_history_of_a_petition_speaks_its_own_words(party: Office) -> None:
    line = party.petitions.add(an_entry(party))
    party.petitions.urge(line.id)
    done = PetitionClosing(status=PetitionStatus.DONE, on=DAY, result="Đã thay bóng")
    party.petitions.close(line.id, done)
    told = [change for entry in party.history.of("petition", line.id) for change in entry.changes]
    assert ("Trạng thái", "Đang giải quyết", "Đã giải quyết") in told
    assert ("Đôn đốc", "", "05/6/2026") in told
