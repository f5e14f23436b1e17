"""Every type of every law as a document; minutes, joint and small papers; what a spec declares."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from wardapp.core.document import Paper
from wardapp.core.drafts import Draft, DraftContent, DraftExtras, JointParty
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Signer
from wardapp.services.office import Office

DAYS = {"HD36": date(2026, 5, 26), "HD05": date(2026, 5, 27), "ND30": date(2026, 6, 5)}
FACTS = {"subject": "tổng vệ sinh môi trường", "addressees": ("Các chi bộ",)}

WHOLE = """
issuer = "ĐU"
type = "Biên bản"
subject = "hội nghị Ban Thường vụ tháng 6"
signer = "Phạm Đức Thịnh"
secretary = "Bùi Gia Khánh"
chair_title = "Chủ trì cuộc họp"
confirmed_by = "Vũ Hải Đăng"
circulation = ["Tài liệu thu hồi"]
last_page_note = "Không phổ biến trên phương tiện thông tin đại chúng"
drafter_mark = "BGK"
copy_count = 12
contact_line = "Số 1, phố Bến Sen; điện thoại 024 0000 0000"
recipients = [{ name = "Ban Thường vụ Đảng uỷ", purpose = "để báo cáo", brace = "để báo cáo" }]
body = "1. Nội dung."

[[joint]]
name = "Uỷ ban nhân dân phường"
symbol = "UBND"
signer_lines = ["T/M UỶ BAN NHÂN DÂN", "CHỦ TỊCH"]
signer_name = "Lê Văn Bình"
"""


def started(office: Office, code: str, **fields: object) -> Draft:
    """A draft of a type with the least it needs, by the first signer of the first body."""
    draft = office.drafting.new(type_code=code)
    office.drafting.autosave(draft.id, replace(draft, **{**FACTS, **fields}))
    return office.drafting.get(draft.id)


def named(office: Office, name: str) -> Signer:
    return next(each for each in office.catalogue.signers() if each.full_name == name)


def texts(office: Office, content: DraftContent) -> list[str]:
    """Every paragraph and cell of the Word file."""
    data = office.drafting.papers.to_docx(office.drafting.document(content), content.date)
    file = Document(BytesIO(data))
    return [p.text for p in file.element.body.iter() if p.tag.endswith("}p")]


@pytest.mark.parametrize("law", DAYS)
def test_every_type_of_a_law_makes_a_word_file_and_pages(
    law: str, request: pytest.FixtureRequest
) -> None:
    office: Office = request.getfixturevalue("state" if law == "ND30" else "party")
    issuer = office.catalogue.issuers()[0]
    papers, day = office.drafting.papers, DAYS[law]
    standard = papers.standard(issuer.family, day)
    assert standard.id == law
    draft = office.drafting.new()
    for kind in standard.types:
        content = replace(draft, **FACTS, type_code=kind.code, body=kind.skeleton, date=day)
        document = office.drafting.document(content)
        joint = "/" if law == "ND30" else "-"
        symbol = office.drafting.expected_number(content).partition(joint)[2]
        assert symbol == document.code_notation
        if kind.symbol:
            assert document.code_notation.startswith(kind.symbol)
        assert papers.to_pdf(document, day).page_count >= 1
        shown = " ".join(texts(office, content))
        assert document.code_notation in shown
        assert not kind.named or kind.name.upper() in shown.upper()
        if kind.minutes:
            assert len(document.other_signatures) == 1


def test_minutes_print_two_signatures_and_keep_them_in_the_book(party: Office) -> None:
    committee = party.catalogue.issuers()[1]
    chair, office = named(party, "Phạm Đức Thịnh"), named(party, "Vũ Hải Đăng")
    draft = party.drafting.new(committee.id, "BB")
    extras = DraftExtras(secretary="Bùi Gia Khánh", confirmed_by=office.id, copy_count=3)
    content = replace(draft, **FACTS, signer_id=chair.id, extras=extras)
    party.drafting.autosave(draft.id, content)
    kept = party.drafting.get(draft.id)
    assert kept.extras == extras
    document = party.drafting.document(kept)
    assert [line.text for line in document.other_signatures[0].lines] == ["NGƯỜI GHI BIÊN BẢN"]
    assert document.confirmation is not None
    assert "đồng chí Phạm Đức Thịnh" in document.confirmation.lines[0].text
    line = party.issuing.issue(draft.id).outgoing
    assert line.number_symbol.endswith("-BB/ĐU")
    assert (line.signer.position, line.issued_amount) == ("CHỦ TRÌ HỘI NGHỊ", 3)


def test_a_joint_paper_carries_all_names_and_continues_the_leads_series(party: Office) -> None:
    partner = JointParty(
        name="Uỷ ban Kiểm tra", symbol="UBKTĐU", signer_lines=("CHỦ NHIỆM",), signer_name="Ngô An"
    )
    draft = started(party, "HD", extras=DraftExtras(joint=(partner,)))
    document = party.drafting.document(draft)
    assert (document.parent_line, document.own_line) == ("", "BAN XÂY DỰNG ĐẢNG - UỶ BAN KIỂM TRA")
    assert document.signature is not None
    assert document.signature.lines[-1].text == "TRƯỞNG BAN XÂY DỰNG ĐẢNG"
    assert document.other_signatures[0].full_name == "Ngô An"
    assert party.drafting.expected_number(draft) == "02-HD/BXDĐ-UBKTĐU"
    line = party.issuing.issue(draft.id).outgoing
    assert line.number_symbol == "02-HD/BXDĐ-UBKTĐU"
    assert [(each.name, each.symbol) for each in line.joint_with] == [("Uỷ ban Kiểm tra", "UBKTĐU")]
    half = started(party, "HD", extras=DraftExtras(joint=(replace(partner, symbol=""),)))
    with pytest.raises(WardError, match="cả tên và ký hiệu"):
        party.issuing.issue(half.id)


def test_symbols_that_two_types_share_never_share_a_counter_unasked(party: Office) -> None:
    """Tuyên bố prints TB like Thông báo; Quyết định and Quy định share one on the office's word."""
    assert party.drafting.expected_number(started(party, "TB")) == "04-TB/BXDĐ"
    assert party.drafting.expected_number(started(party, "TBố")) == "01-TB/BXDĐ"
    rule = started(party, "QyĐ", date=date(2026, 5, 26))
    assert party.drafting.expected_number(rule).endswith("-QĐi/BXDĐ")
    assert party.drafting.expected_number(replace(rule, date=None)).endswith("-QĐ/BXDĐ")
    codes = {kind.code for kind in party.registry.types(rule.issuer_id, date(2026, 6, 5))}
    assert {"BB", "QC", "GM", "THC"} <= codes
    assert not {"TBố", "LKG", "ĐL"} & {kind.code for kind in party.drafting.types(rule.issuer_id)}


def test_a_new_decision_names_who_decides_in_the_spelling_of_the_office(party: Office) -> None:
    ban, committee = party.catalogue.issuers()
    assert "\nTRƯỞNG BAN QUYẾT ĐỊNH\n" in party.drafting.new(ban.id, "QĐ").body
    assert "\nBAN THƯỜNG VỤ QUYẾT ĐỊNH\n" in party.drafting.new(committee.id, "QĐ").body
    assert "cấp uỷ" in party.drafting.new(committee.id, "TT").body
    party.catalogue.save(replace(committee, old_tone_marks=False))
    written = party.drafting.new(committee.id, "TT").body
    assert "cấp ủy" in written
    types = party.drafting.types(committee.id)
    assert written in {kind.skeleton for kind in types}  # an untouched one is known as such


def test_what_a_body_does_not_usually_issue_is_said_softly(party: Office) -> None:
    def codes(draft: DraftContent) -> set[str]:
        found = party.drafting.findings(draft)
        assert not any(each.blocks_issue for each in found if each.code.startswith("type"))
        return {each.code for each in found}

    order = started(party, "CT")
    assert "type_not_usual" in codes(order)
    settings = party.catalogue.settings()
    party.catalogue.save_settings(replace(settings, issuing_rights="BXDĐ +ct; ĐU -TB"))
    assert "type_not_usual" not in codes(order)
    committee = party.catalogue.issuers()[1].id
    boss = named(party, "Phạm Đức Thịnh").id
    notice = replace(order, issuer_id=committee, signer_id=boss, type_code="TB")
    assert "type_not_usual" in codes(notice)
    rules = replace(notice, type_code="QC")  # the committee's, not the Ban Thường vụ's
    assert "type_not_usual" not in codes(rules)
    board = replace(rules, extras=DraftExtras(signing="party.committee.btv"))
    assert "type_not_usual" in codes(board)
    assert "type_central" in codes(replace(notice, type_code="LKG"))
    assert "type_not_usual" not in codes(replace(notice, type_code="GM"))
    small = DraftExtras(paper=Paper.A5)
    assert "paper_small" in codes(replace(notice, extras=small))
    assert "paper_small" not in codes(replace(notice, type_code="GM", extras=small))
    assert "secretary_missing" in codes(replace(notice, type_code="BB"))


def test_a_spec_declares_every_extra_and_names_what_is_wrong(party: Office, tmp_path: Path) -> None:
    def read(text: str) -> DraftContent:
        path = tmp_path / "van-ban.toml"
        path.write_text(text, "utf-8")
        return party.drafting.spec(path).content

    content = read(WHOLE)
    extras = content.extras
    assert (content.type_code, extras.secretary) == ("BB", "Bùi Gia Khánh")
    assert extras.confirmed_by == named(party, "Vũ Hải Đăng").id
    assert (extras.copy_count, extras.drafter_mark) == (12, "BGK")
    assert extras.joint[0].signer_lines == ("T/M UỶ BAN NHÂN DÂN", "CHỦ TỊCH")
    assert content.recipients[0].brace == "để báo cáo"
    document = party.drafting.document(content)
    assert document.circulation == ("Tài liệu thu hồi",)
    assert document.last_page_note.startswith("Không phổ biến")

    plain = 'issuer = "ĐU"\ntype = "KH"\nsubject = "a"\nsigner = "Phạm Đức Thịnh"\n'
    for typed in ("T/M ĐẢNG UỶ", "Ban Chấp hành", "party.committee.bch"):
        chosen = read(f'{plain}signing = "{typed}"')
        assert party.drafting.document(chosen).signer.authority == ("T/M ĐẢNG UỶ",)
    for line, sentence in (
        ('signing = "K/T BÍ THƯ"', "T/M BAN THƯỜNG VỤ, T/M ĐẢNG UỶ"),
        ('paper = "A3"', "A4, A5"),
        ('confirmed_by = "Không Ai"', "không có người ký"),
        ("joint = [1]", "joint"),
    ):
        with pytest.raises(BadValue, match=sentence):
            read(f"{plain}{line}")


@pytest.mark.parametrize("kind", ["party", "state"])
def test_signers_of_the_examples_hold_posts_and_print_as_before(
    kind: str, request: pytest.FixtureRequest
) -> None:
    office: Office = request.getfixturevalue(kind)
    for signer in office.catalogue.signers():
        assert signer.post, signer
        draft = replace(office.drafting.new(signer.issuer_id), signer_id=RecordId(signer.id))
        document = office.drafting.document(draft)
        assert document.signer.authority == signer.authority
        assert document.signer.position == signer.position
        choices = office.signing.choices_of(draft)
        assert choices[0].signature == document.signature
