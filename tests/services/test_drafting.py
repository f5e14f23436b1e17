from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_arrival
from wardapp.core.dispatches import Incoming
from wardapp.core.drafts import DraftContent, DraftStatus
from wardapp.core.errors import BadValue, SecretRefused, WardError
from wardapp.services.office import Office


def received(office: Office, **fields: object) -> Incoming:
    values = {"issuer_id": office.catalogue.issuers()[0].id, **fields}
    return office.intake.register(an_arrival(**values))


def codes(office: Office, content: DraftContent) -> list[str]:
    return [each.code for each in office.drafting.findings(content)]


def mended(office: Office, content: DraftContent, code: str) -> str | None:
    found = [each for each in office.drafting.findings(content) if each.code == code]
    assert len(found) == 1
    return found[0].replacement


def test_a_reply_begins_with_basis_addressee_recipients_and_signer(party: Office) -> None:
    line = received(
        party,
        organ_name="Ban Tuyên giáo và Dân vận Thành ủy",
        subject="Báo cáo kết quả tuyên truyền",
        issued_date=date(2026, 6, 2),
    )

    draft = party.drafting.reply(line.id)

    assert draft.body == (
        "Thực hiện Công văn số 142-CV/BTGDVTU, ngày 02/6/2026 của Ban Tuyên giáo và Dân vận "
        "Thành uỷ về việc báo cáo kết quả tuyên truyền, Ban Xây dựng Đảng Đảng uỷ phường Liên Hồ "
        "báo cáo như sau:\n"
    )
    assert draft.addressees == ("Ban Tuyên giáo và Dân vận Thành uỷ",)
    assert [(each.name, each.purpose) for each in draft.recipients] == [
        ("Thường trực Đảng uỷ", "để báo cáo")
    ]
    assert draft.subject == "báo cáo kết quả tuyên truyền"
    assert draft.in_reply_to == line.id
    document = party.drafting.document(draft)
    assert document.signer.full_name == "Trần Minh Quang"
    assert document.recipients[0].name == "Như trên"
    assert document.storage_line == "Lưu Ban Xây dựng Đảng"


def test_a_state_reply_writes_the_date_in_words(state: Office) -> None:
    line = received(state, subject="Về việc ứng phó mưa lớn", code_notation="UBND-KT")

    draft = state.drafting.reply(line.id)

    assert "số 142/UBND-KT ngày 03 tháng 6 năm 2026 của" in draft.body
    assert "về việc ứng phó mưa lớn, Ủy ban nhân dân phường Liên Hồ báo cáo" in draft.body
    assert draft.recipients[0].name == "Chủ tịch, các Phó Chủ tịch UBND phường"


@pytest.mark.parametrize(
    ("subject", "type_name", "cited"),
    [
        ("UBND phường ra quân", "Công văn", " về việc UBND phường ra quân"),
        ("V/v tổng kết năm", "Công văn", " về việc tổng kết năm"),
        ("Hà Liên vào hè", "Kế hoạch", " về Hà Liên vào hè"),
        ("Đẩy mạnh thi đua.", "Kế hoạch", " về đẩy mạnh thi đua"),
    ],
)
def test_a_cited_subject_begins_small_unless_it_is_a_name(
    party: Office, subject: str, type_name: str, cited: str
) -> None:
    line = received(party, subject=subject, type_name=type_name)

    assert f"{cited}, Ban" in party.drafting.reply(line.id).body


def test_a_dispatch_without_number_or_date_is_cited_by_what_it_has(party: Office) -> None:
    line = received(party, code_number="", code_notation="CV/BTG", issued_date=None)

    assert party.drafting.reply(line.id).body.startswith("Thực hiện Công văn của Ban Tuyên giáo")


def test_the_expected_number_is_the_next_of_its_series(party: Office) -> None:
    assert party.drafting.expected_number(party.drafting.new()) == "12-CV/BXDĐ"
    assert party.drafting.expected_number(party.drafting.new(type_code="KH")) == "05-KH/BXDĐ"


def test_an_issuer_whose_numbers_are_kept_elsewhere_shows_its_symbol_alone(party: Office) -> None:
    issuer = replace(party.catalogue.issuers()[0], keeps_numbers=False)
    party.catalogue.save(issuer)

    assert party.drafting.expected_number(party.drafting.new()) == "CV/BXDĐ"


def test_the_standard_follows_the_date_of_the_draft(party: Office) -> None:
    draft = party.drafting.new()

    assert party.drafting.standard(draft)[0] == "Hướng dẫn 05-HD/VPTW"
    assert "36" in party.drafting.standard(replace(draft, date=date(2026, 4, 13)))[0]


def test_working_text_is_kept_without_a_version_and_a_version_is_a_word_file(
    party: Office,
) -> None:
    draft = party.drafting.new()
    party.drafting.autosave(draft.id, replace(draft, subject="tổng vệ sinh", body="Một dòng."))

    kept = party.drafting.get(draft.id)
    assert (kept.subject, kept.version) == ("tổng vệ sinh", 0)

    kept = party.drafting.submit(draft.id)
    assert (kept.status, kept.version) == (DraftStatus.SUBMITTED, 1)
    assert party.desk.files.read(kept.versions[0]).startswith(b"PK")


@pytest.mark.parametrize("step", ["submit", "mark_signed", "drop"])
def test_undoing_a_step_of_a_draft_leaves_its_working_text(party: Office, step: str) -> None:
    draft = party.drafting.new()
    party.drafting.autosave(draft.id, replace(draft, subject="tổng vệ sinh", body="Một dòng."))
    getattr(party.drafting, step)(draft.id)
    party.history.undo()

    kept = party.drafting.get(draft.id)
    assert (kept.status, kept.body) == (DraftStatus.WRITING, "Một dòng.")


def test_a_dropped_draft_takes_no_more_text(party: Office) -> None:
    draft = party.drafting.drop(party.drafting.new().id)

    with pytest.raises(WardError, match="đã bỏ"):
        party.drafting.autosave(draft.id, draft)


def test_secret_text_is_never_kept_in_a_draft(party: Office) -> None:
    draft = party.drafting.new()

    with pytest.raises(SecretRefused):
        party.drafting.autosave(draft.id, replace(draft, body="TỐI MẬT\nNội dung"))

    assert "Nội dung" not in party.drafting.get(draft.id).body


def test_an_unknown_type_names_those_that_have_a_layout(party: Office) -> None:
    with pytest.raises(BadValue, match="Các loại có mẫu"):
        party.drafting.new(type_code="XYZ")


def test_a_clean_draft_raises_no_remark(party: Office) -> None:
    line = received(party)
    draft = party.drafting.reply(line.id)

    assert codes(party, replace(draft, body=f"{draft.body}Mọi việc đã xong.")) == []


def test_what_is_missing_at_the_head_blocks_issuing(party: Office) -> None:
    draft = replace(party.drafting.new(), subject=" ", signer_id=None, body="")

    blocking = [each.code for each in party.drafting.findings(draft) if each.blocks_issue]

    assert blocking == ["subject_blank", "signer_missing", "body_blank"]


def test_typed_layout_is_told_with_its_mend(party: Office) -> None:
    draft = replace(
        party.drafting.new(),
        subject="V/v tổng vệ sinh.",
        addressees=("Kính gửi: Các chi bộ;",),
        body="Số 12-CV/BXDĐ\nBan đề nghị các chi bộ thực hiện./.",
    )

    assert mended(party, draft, "about_typed") == "tổng vệ sinh."
    assert mended(party, draft, "addressee_marks") == "Các chi bộ"
    assert mended(party, draft, "number_typed") == ""
    assert mended(party, draft, "body_end") == "Ban đề nghị các chi bộ thực hiện."


def test_the_ending_of_a_state_document_is_left_alone(state: Office) -> None:
    draft = replace(state.drafting.new(), body="Đề nghị các đơn vị thực hiện./.")

    assert "body_end" not in codes(state, draft)


def test_an_abbreviation_is_asked_for_its_phrase_only_at_its_first_bare_use(
    party: Office,
) -> None:
    bare = replace(party.drafting.new(), body="Các TDP ra quân; mỗi TDP một việc.")
    explained = replace(bare, body="Các tổ dân phố (TDP) ra quân; mỗi TDP một việc.")
    symbol = replace(bare, body="Thực hiện Công văn số 12/UBND-VP của cấp trên.")

    assert mended(party, bare, "abbreviation") == "tổ dân phố (TDP)"
    assert "abbreviation" not in codes(party, explained)
    assert "abbreviation" not in codes(party, symbol)


def test_days_and_citations_that_cannot_be_are_told(party: Office) -> None:
    draft = replace(
        party.drafting.new(),
        body="Họp Thứ Năm, ngày 05/6/2026.\nTrước 31/02/2026.\n"
        "Theo công văn số 876-CV/BTGDVTU876KH/TU.",
    )

    found = codes(party, draft)

    assert {"weekday", "no_such_day", "citation_mangled"} <= set(found)


def test_legal_bases_end_as_the_standard_of_the_date_wants(party: Office) -> None:
    body = "- Căn cứ Điều lệ Đảng;\n- Căn cứ Quy chế làm việc,\nBan đề nghị thực hiện."
    draft = replace(party.drafting.new(), body=body)

    assert mended(party, draft, "basis_end") == "- Căn cứ Quy chế làm việc.".removeprefix("- ")
    assert "basis_end" not in codes(party, replace(draft, date=date(2026, 4, 1)))
