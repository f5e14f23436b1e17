from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import an_arrival
from wardapp.core.dispatches import Arrival, Direction, IncomingStatus, ListQuery
from wardapp.core.errors import BadValue, ChangedSince, SecretRefused, UnreadableFile, WardError
from wardapp.core.places import Places
from wardapp.core.reading import Confidence
from wardapp.services.office import Office

LETTER = """THÀNH ỦY HÀ LIÊN                         ĐẢNG CỘNG SẢN VIỆT NAM
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 151-CV/BTGDVTU                        Hà Liên, ngày 03 tháng 6 năm 2026
về việc báo cáo kết quả ngày hội đọc sách

Kính gửi: Ban Xây dựng Đảng các phường, xã.

Ban đề nghị các đồng chí báo cáo kết quả trước ngày 12/6/2026.

Nơi nhận:
- Như trên;
- Lưu Văn phòng Ban.

TRƯỞNG BAN

Lê Minh Đức
"""


def letter(folder: Path, text: str = LETTER) -> Path:
    path = folder / "cong-van.txt"
    path.write_text(text, "utf-8")
    return path


def arrival_of(office: Office, **fields: object) -> Arrival:
    return an_arrival(issuer_id=office.catalogue.issuers()[0].id, **fields)


def test_a_file_becomes_a_proposal_and_nothing_is_written(party: Office, tmp_path: Path) -> None:
    path = letter(tmp_path)

    proposal = party.intake.look_at(path)

    assert proposal.arrival.organ_name == "Ban Tuyên giáo và Dân vận Thành ủy Hà Liên"
    assert proposal.arrival.code_number == "151"
    assert proposal.arrival.due_date == date(2026, 6, 12)
    assert proposal.expected_number == 315
    assert party.intake.page(ListQuery()).total == 0
    assert not [each for each in (party.folder / "files").rglob("*") if each.is_file()]


def test_a_registered_file_is_kept_byte_for_byte_with_its_line(
    party: Office, tmp_path: Path
) -> None:
    path = letter(tmp_path)
    proposal = party.intake.look_at(path)

    line = party.intake.register(proposal.arrival, file=path, expect_sha256=proposal.sha256)

    assert line.arrival_number == 315
    assert party.intake.file_path(line.attachments[0]).read_bytes() == path.read_bytes()
    assert party.intake.by_number(315, 2026).id == line.id
    assert party.history.undoable().title == "Vào sổ số 315"


def test_a_file_that_changed_after_it_was_looked_at_is_refused(
    party: Office, tmp_path: Path
) -> None:
    path = letter(tmp_path)
    proposal = party.intake.look_at(path)
    path.write_text(LETTER + "Thêm một dòng.", "utf-8")

    with pytest.raises(ChangedSince, match="đã thay đổi"):
        party.intake.register(proposal.arrival, file=path, expect_sha256=proposal.sha256)

    assert party.intake.page(ListQuery()).total == 0


def test_a_secret_file_leaves_no_trace(party: Office, tmp_path: Path) -> None:
    path = letter(tmp_path, LETTER.replace("*\n", "*\nTỐI MẬT\n"))

    with pytest.raises(SecretRefused):
        party.intake.look_at(path)
    with pytest.raises(SecretRefused):
        party.intake.register(arrival_of(party), file=path)

    assert not [each for each in (party.folder / "files").rglob("*") if each.is_file()]
    assert party.intake.next_number(party.catalogue.issuers()[0].id, date(2026, 6, 5)) == 315


def test_an_empty_or_missing_file_gets_its_sentence(party: Office, tmp_path: Path) -> None:
    empty = tmp_path / "trong.docx"
    empty.touch()

    with pytest.raises(UnreadableFile):
        party.intake.look_at(empty)
    with pytest.raises(UnreadableFile, match="Không tìm thấy"):
        party.intake.look_at(tmp_path / "mat.docx")


def test_a_broken_file_can_be_registered_by_hand_and_keeps_its_bytes(
    party: Office, places: Places
) -> None:
    path = places.example / "inbox" / "06-tep-hong.pdf"
    with pytest.raises(UnreadableFile) as trouble:
        party.intake.look_at(path)

    proposal = party.intake.look_at_blind(path, trouble.value)
    line = party.intake.register(arrival_of(party), file=path, expect_sha256=proposal.sha256)

    assert proposal.arrival.subject == ""
    assert party.intake.file_path(line.attachments[0]).read_bytes() == path.read_bytes()


def test_the_same_author_number_and_date_is_shown_as_a_duplicate(
    party: Office, tmp_path: Path
) -> None:
    path = letter(tmp_path)
    party.intake.register(party.intake.look_at(path).arrival, file=path)

    again = party.intake.look_at(path)

    assert [each.arrival_number for each in again.duplicates] == [315]


def test_a_name_with_a_slip_is_proposed_from_the_directory_but_not_called_sure(
    party: Office, tmp_path: Path
) -> None:
    path = letter(tmp_path, LETTER.replace("TUYÊN GIÁO VÀ", "TUYÊN GIÁO VA"))

    proposal = party.intake.look_at(path)

    assert proposal.arrival.organ_name == "Ban Tuyên giáo và Dân vận Thành ủy Hà Liên"
    assert proposal.reading.where("issuing_body").confidence is Confidence.CHECK


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"subject": "  "}, "subject"),
        ({"organ_name": ""}, "organ_name"),
        ({"issued_date": date(2026, 6, 6)}, "issued_date"),
        ({"arrival_date": date(2026, 6, 8), "issued_date": None}, "arrival_date"),
        ({"due_date": date(2026, 6, 1)}, "due_date"),
        ({"subject": "a" * 501}, "subject"),
        ({"code_notation": "K" * 31}, "code_notation"),
    ],
)
def test_a_line_that_cannot_stand_names_its_field(
    party: Office, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(BadValue) as refusal:
        party.intake.register(arrival_of(party, **fields))

    assert refusal.value.field == field


def test_numbers_start_again_each_year(party: Office) -> None:
    last_year = arrival_of(party, arrival_date=date(2025, 12, 31), issued_date=None)

    assert party.intake.register(last_year).arrival_number == 1
    assert party.intake.register(arrival_of(party)).arrival_number == 315


def test_text_is_kept_clean_whatever_was_typed(party: Office) -> None:
    typed = arrival_of(party, subject="Bá\u200bo  cáo\nquý\u00a0II")

    assert party.intake.register(typed).subject == "Báo cáo quý II"


def test_the_leaders_decision_moves_the_line_on(party: Office) -> None:
    line = party.intake.register(arrival_of(party))
    decision = Direction(leader="Trần Minh Quang", opinion="Giao đ/c Khánh", on=date(2026, 6, 5))

    line = party.intake.direct(line.id, decision, date(2026, 6, 9), "Bùi Gia Khánh")
    assert (line.status, line.due_date) == (IncomingStatus.HANDLING, date(2026, 6, 9))

    line = party.intake.finish(line.id)
    assert line.done_date == date(2026, 6, 5)
    with pytest.raises(WardError, match="đã xong"):
        party.intake.direct(line.id, decision, None, "")
    assert party.intake.reopen(line.id).is_open


def test_a_cancelled_line_keeps_its_number_and_reason(party: Office) -> None:
    line = party.intake.register(arrival_of(party))
    with pytest.raises(BadValue, match="lý do"):
        party.intake.cancel(line.id, " ")

    cancelled = party.intake.cancel(line.id, "Vào sổ nhầm")

    assert (cancelled.status, cancelled.cancel_reason) == (IncomingStatus.CANCELLED, "Vào sổ nhầm")
    assert party.intake.register(arrival_of(party)).arrival_number == 316
    with pytest.raises(WardError, match="đã hủy"):
        party.intake.amend(replace(cancelled, subject="Khác"))
    returned = party.intake.send_back(party.intake.restore(line.id, "Không nhầm").id, "Gửi nhầm")
    party.intake.cancel(line.id, "Trùng")
    assert party.intake.restore(line.id, "Không trùng") == returned


def test_amending_never_touches_number_book_or_files(party: Office, tmp_path: Path) -> None:
    path = letter(tmp_path)
    line = party.intake.register(arrival_of(party), file=path)

    amended = party.intake.amend(replace(line, subject="Trích yếu mới", arrival_number=999))

    assert (amended.arrival_number, amended.subject) == (315, "Trích yếu mới")
    assert amended.attachments == line.attachments
    assert party.history.of("incoming", line.id)[0].title == "Sửa văn bản đến số 315"


def test_the_default_due_date_follows_the_offices_rule(party: Office) -> None:
    assert party.intake.default_due(date(2026, 6, 5)) == date(2026, 6, 15)


def test_the_page_of_a_line_is_shown_from_its_kept_file(party: Office, tmp_path: Path) -> None:
    line = party.intake.register(arrival_of(party), file=letter(tmp_path))

    assert party.intake.paper(line.id).file_name == "cong-van.txt"
    assert party.intake.paper(line.id).pdf is not None, "the words of the kept file, set on a page"
    assert party.intake.paper(party.intake.register(arrival_of(party)).id).file_name == ""


def test_the_dispatch_to_answer_is_the_newest_with_a_deadline(party: Office) -> None:
    assert party.intake.to_answer() is None
    party.intake.register(arrival_of(party, due_date=date(2026, 6, 9)))
    party.intake.register(arrival_of(party))

    assert party.intake.to_answer().arrival_number == 315


def test_a_word_or_text_file_shows_where_values_stand_but_has_no_page_count(
    party: Office, tmp_path: Path
) -> None:
    paper = tmp_path / "thong-bao.txt"
    paper.write_text(
        "THÀNH ỦY HÀ LIÊN\nVĂN PHÒNG\n*\nSố 86-TB/VPTU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Hà Liên, ngày 02 tháng 6 năm 2026\n\nTHÔNG BÁO\nlịch tiếp công dân tháng 6\n-----\n\n"
        "Văn phòng thông báo lịch tiếp công dân như sau.\n",
        "utf-8",
    )

    proposal = party.intake.look_at(paper)

    evidence = proposal.reading.where("number_symbol")
    assert evidence is not None
    assert evidence.spots
    assert proposal.arrival.page_amount is None
    assert proposal.arrival.subject == "Lịch tiếp công dân tháng 6"


def test_undoing_a_registration_gives_the_number_back_until_its_slip_left(party: Office) -> None:
    issuer = party.catalogue.issuers()[0].id
    number = party.intake.register(an_arrival(issuer_id=issuer)).arrival_number
    party.history.undo()
    line = party.intake.register(an_arrival(issuer_id=issuer))
    assert line.arrival_number == number

    party.exporting.mark_incoming_left(line.id)

    with pytest.raises(ChangedSince, match="đã in, xuất hoặc gửi đi"):
        party.history.undo()
    assert party.intake.get(line.id).left_screen
