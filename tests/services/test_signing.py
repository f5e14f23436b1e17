"""The signature matrix: from issuer, signer and post the lines of the law follow (domain §1.9)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_committee, a_content, a_signer, a_state_issuer, an_id, an_issuer
from wardapp.core.drafts import DraftExtras, JointParty
from wardapp.core.errors import WardError
from wardapp.core.issuers import Family, Issuer, IssuerKind
from wardapp.core.signing import SigningMatrix, SigningRole
from wardapp.core.text import new_tone
from wardapp.documents.signing_matrix import load_signing
from wardapp.services.signing import (
    is_offered,
    joined_title,
    recognised_post,
    rules_for,
    signature,
    signatures_of,
)
from wardapp.services.signing_posts import settled, shown_lines

FOLDER = Path(__file__).parents[2] / "resources" / "signing"
MATRIX = load_signing(FOLDER)

BAN = an_issuer()
COMMITTEE = a_committee()
OFFICE = an_issuer(name="Văn phòng Đảng uỷ", own_line="VĂN PHÒNG", symbol="VPĐU")
INSPECTION = an_issuer(kind=IssuerKind.INSPECTION, name="Uỷ ban Kiểm tra")
CELL = an_issuer(kind=IssuerKind.CELL, name="Chi bộ 5")
STEERING = an_issuer(kind=IssuerKind.OTHER, name="Ban Chỉ đạo 35", own_line="BAN CHỈ ĐẠO 35")
COUNCIL = an_issuer(kind=IssuerKind.OTHER, name="Hội đồng thi", own_line="HỘI ĐỒNG THI")
CONGRESS = an_issuer(kind=IssuerKind.CONGRESS, name="Đại hội Đảng bộ phường")
UBND = a_state_issuer()
DIVISION = a_state_issuer(kind=IssuerKind.DIVISION, name="Phòng Văn hóa - Xã hội")

BTV, DU = "*T/M BAN THƯỜNG VỤ", "*T/M ĐẢNG UỶ"
KIEM = "kiêm"

# Each row of the table of §1.9 and the signers of §2.1: issuer, post, own title, lines; * is bold.
ROWS: list[tuple[Issuer, str, str, list[str]]] = [
    (COMMITTEE, "bi_thu", "", [DU, "BÍ THƯ"]),
    (COMMITTEE, "pho_bi_thu", "", [DU, "PHÓ BÍ THƯ"]),
    (COMMITTEE, "bi_thu", "", [BTV, "BÍ THƯ"]),
    (COMMITTEE, "pho_bi_thu", "", [BTV, "PHÓ BÍ THƯ"]),
    (COMMITTEE, "uy_vien_btv", "", [BTV]),
    (COMMITTEE, "uy_vien_bch", "", [DU]),
    (COMMITTEE, "chanh_van_phong", "", ["*T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"]),
    (COMMITTEE, "pho_chanh_van_phong", "", ["*T/L BAN THƯỜNG VỤ", "PHÓ CHÁNH VĂN PHÒNG"]),
    (BAN, "chanh_van_phong", "", ["*T/L TRƯỞNG BAN", "CHÁNH VĂN PHÒNG"]),
    (INSPECTION, "chu_nhiem", "", ["*T/M UỶ BAN KIỂM TRA", "CHỦ NHIỆM"]),
    (INSPECTION, "pho_chu_nhiem", "", ["*T/M UỶ BAN KIỂM TRA", "PHÓ CHỦ NHIỆM"]),
    (CELL, "bi_thu", "", ["*T/M CHI BỘ", "BÍ THƯ"]),
    (CELL, "pho_bi_thu", "", ["*T/M CHI BỘ", "PHÓ BÍ THƯ"]),
    (BAN, "truong_ban", "", ["*TRƯỞNG BAN"]),
    (BAN, "pho_truong_ban", "", ["*K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
    (BAN, "pho_truong_ban", "", ["*PHÓ TRƯỞNG BAN"]),
    (BAN, "pho_truong_ban_phu_trach", "", ["*PHÓ TRƯỞNG BAN"]),
    (BAN, "q_truong_ban", "", ["*Q. TRƯỞNG BAN"]),
    (OFFICE, "chanh_van_phong", "", ["*CHÁNH VĂN PHÒNG"]),
    (OFFICE, "pho_chanh_van_phong", "", ["*K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
    (STEERING, "truong_ban_chi_dao", "", ["*TRƯỞNG BAN CHỈ ĐẠO"]),
    (STEERING, "pho_truong_tieu_ban", "", ["*K/T TRƯỞNG TIỂU BAN", "PHÓ TRƯỞNG TIỂU BAN"]),
    (COUNCIL, "chu_tich_hoi_dong", "", ["*T/M HỘI ĐỒNG", "CHỦ TỊCH"]),
    (STEERING, "truong_ban_chi_dao", "BÍ THƯ", ["*BÍ THƯ", KIEM, "*TRƯỞNG BAN CHỈ ĐẠO"]),
    (
        STEERING,
        "pho_truong_tieu_ban",
        "TRƯỞNG BAN",
        ["*TRƯỞNG BAN", KIEM, "*PHÓ TRƯỞNG TIỂU BAN"],
    ),
    (
        COUNCIL,
        "chu_tich_hoi_dong",
        "UỶ VIÊN BAN THƯỜNG VỤ",
        ["*UỶ VIÊN BAN THƯỜNG VỤ", KIEM, "*CHỦ TỊCH HỘI ĐỒNG"],
    ),
    (CONGRESS, "doan_chu_tich", "", ["*T/M ĐOÀN CHỦ TỊCH"]),
    (CONGRESS, "truong_doan_thu_ky", "", ["*T/M ĐOÀN THƯ KÝ", "TRƯỞNG ĐOÀN"]),
    (
        CONGRESS,
        "truong_ban_tham_tra",
        "",
        ["*T/M BAN THẨM TRA TƯ CÁCH ĐẠI BIỂU", "TRƯỞNG BAN"],
    ),
    (CONGRESS, "truong_ban_kiem_phieu", "", ["*T/M BAN KIỂM PHIẾU", "TRƯỞNG BAN"]),
    (UBND, "chu_tich_ubnd", "", ["*TM. ỦY BAN NHÂN DÂN", "*CHỦ TỊCH"]),
    (UBND, "pho_chu_tich_ubnd", "", ["*TM. ỦY BAN NHÂN DÂN", "*KT. CHỦ TỊCH", "*PHÓ CHỦ TỊCH"]),
    (UBND, "chu_tich_ubnd", "", ["*CHỦ TỊCH"]),
    (UBND, "pho_chu_tich_ubnd", "", ["*KT. CHỦ TỊCH", "*PHÓ CHỦ TỊCH"]),
    (UBND, "chanh_van_phong", "", ["*TL. CHỦ TỊCH", "*CHÁNH VĂN PHÒNG"]),
    (UBND, "truong_phong", "", ["*TUQ. CHỦ TỊCH", "*TRƯỞNG PHÒNG"]),
    (DIVISION, "q_truong_phong", "", ["*Q. TRƯỞNG PHÒNG"]),
    (DIVISION, "pho_truong_phong", "", ["*KT. TRƯỞNG PHÒNG", "*PHÓ TRƯỞNG PHÒNG"]),
]


def shown(lines: Any) -> list[str]:
    return [f"{'*' if line.bold else ''}{line.text}" for line in lines.lines]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]}-{row[3][0]}")
def test_every_row_of_the_matrix_prints_its_lines(row: tuple[Issuer, str, str, list[str]]) -> None:
    issuer, post, own, wanted = row
    signer = a_signer(post=post, position=own)
    rules = rules_for(MATRIX, issuer, signer, "KH")
    printed = [shown(signature(MATRIX, rule, issuer, signer)) for rule in rules]
    assert wanted in printed
    spelt = replace(issuer, old_tone_marks=False)
    assert shown(signature(MATRIX, rules[0], spelt, signer)) == [new_tone(t) for t in printed[0]]


def test_the_default_is_what_the_law_wants_first() -> None:
    def first(issuer: Issuer, post: str, code: str = "KH", **fields: Any) -> list[str]:
        signer = a_signer(**{"post": post, "position": "", **fields})
        return shown(signature(MATRIX, rules_for(MATRIX, issuer, signer, code)[0], issuer, signer))

    assert first(COMMITTEE, "pho_bi_thu") == [BTV, "PHÓ BÍ THƯ"]  # a deputy uses no K/T
    assert first(COMMITTEE, "bi_thu", "QC") == [DU, "BÍ THƯ"]  # Ban Thường vụ issues no quy chế
    assert first(BAN, "pho_truong_ban") == ["*K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]
    assert first(STEERING, "truong_ban_chi_dao") == ["*TRƯỞNG BAN CHỈ ĐẠO"]
    assert first(STEERING, "truong_ban_chi_dao", position="PHÓ BÍ THƯ")[1] == KIEM
    assert first(UBND, "chu_tich_ubnd", "QĐ") == ["*CHỦ TỊCH"]
    assert first(UBND, "chu_tich_ubnd", "BB") == ["*CHỦ TỌA"]
    # What the clerk typed for a signer stays the default.
    typed = {"position": "BÍ THƯ", "authority": ("T/M ĐẢNG ỦY",)}
    assert first(COMMITTEE, "bi_thu", **typed) == [DU, "BÍ THƯ"]
    # … save where the type asks for others: a decision of the chairman, a quy chế of the committee.
    whole = {"position": "CHỦ TỊCH", "authority": ("TM. ỦY BAN NHÂN DÂN",)}
    assert first(UBND, "chu_tich_ubnd", "QĐ", **whole) == ["*CHỦ TỊCH"]
    assert first(UBND, "chu_tich_ubnd", "KH", **whole) == ["*TM. ỦY BAN NHÂN DÂN", "*CHỦ TỊCH"]


def test_typed_lines_tell_the_post_and_unknown_ones_keep_themselves() -> None:
    for issuer, authority, position, post in (
        (COMMITTEE, ("T/M BAN THƯỜNG VỤ",), "PHÓ BÍ THƯ", "pho_bi_thu"),
        (COMMITTEE, ("T/L BAN THƯỜNG VỤ",), "CHÁNH VĂN PHÒNG", "chanh_van_phong"),
        (BAN, (), "TRƯỞNG BAN", "truong_ban"),
        (BAN, ("K/T TRƯỞNG BAN",), "Phó Trưởng ban", "pho_truong_ban"),
        (BAN, (), "PHÓ TRƯỞNG BAN", "pho_truong_ban_phu_trach"),
        (UBND, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "pho_chu_tich_ubnd"),
        (BAN, ("T/M TOÀN BAN",), "NGƯỜI GIÚP VIỆC", ""),
    ):
        signer = a_signer(position=position, authority=authority)
        assert recognised_post(MATRIX, issuer, signer) == post
    stranger = a_signer(position="NGƯỜI GIÚP VIỆC", authority=("T/M TOÀN BAN",))
    assert rules_for(MATRIX, BAN, stranger, "CV") == ()
    assert signatures_of(MATRIX, BAN, stranger, a_content()).main is None


def test_minutes_have_two_signatures_and_a_confirmation_when_asked() -> None:
    extras = DraftExtras(secretary="Bùi Gia Khánh")
    minutes = a_content(type_code="BB", extras=extras)
    chair = a_signer(post="bi_thu", full_name="Phạm Đức Thịnh")
    clerk = a_signer(post="chanh_van_phong", full_name="Vũ Hải Đăng", id=an_id(9))
    found = signatures_of(MATRIX, COMMITTEE, chair, minutes, clerk)
    assert found.main is not None
    assert (shown(found.main), found.main.full_name) == (["*CHỦ TRÌ HỘI NGHỊ"], "Phạm Đức Thịnh")
    assert shown(found.others[0]) == ["*NGƯỜI GHI BIÊN BẢN"]
    assert found.others[0].full_name == "Bùi Gia Khánh"
    assert found.confirmation is not None
    assert shown(found.confirmation) == [
        "Xác nhận chữ ký của đồng chí Phạm Đức Thịnh",
        "*T/L BAN THƯỜNG VỤ",
        "CHÁNH VĂN PHÒNG",
    ]
    named = replace(minutes, extras=replace(extras, chair_title="Chủ trì cuộc họp"))
    other = signatures_of(MATRIX, COMMITTEE, chair, named)
    assert other.main is not None
    assert shown(other.main) == ["*CHỦ TRÌ CUỘC HỌP"]
    assert other.confirmation is None


def test_minutes_of_a_congress_are_signed_for_its_presidium_and_its_secretariat() -> None:
    minutes = a_content(type_code="BB", extras=DraftExtras(secretary="Bùi Gia Khánh"))
    chair = a_signer(post="doan_chu_tich", position="")
    found = signatures_of(MATRIX, CONGRESS, chair, minutes)
    assert found.main is not None
    assert shown(found.main) == ["*T/M ĐOÀN CHỦ TỊCH"]
    assert shown(found.others[0]) == ["*T/M ĐOÀN THƯ KÝ", "TRƯỞNG ĐOÀN"]
    teller = a_signer(post="truong_ban_kiem_phieu", position="")
    alone = signatures_of(MATRIX, CONGRESS, teller, a_content(type_code="BB"))
    assert (alone.main and shown(alone.main), alone.others) == (
        ["*T/M BAN KIỂM PHIẾU", "TRƯỞNG BAN"],
        (),
    )
    for post, authority in (("chanh_van_phong", "T/L BAN THƯỜNG VỤ"), ("bi_thu", "T/M ĐẢNG UỶ")):
        clerk = a_signer(post=post, position="", id=an_id(9))
        confirmed = signatures_of(MATRIX, CONGRESS, chair, minutes, clerk).confirmation
        assert confirmed is not None
        assert confirmed.lines[1].text == authority


def test_joint_papers_name_the_body_with_the_title_and_put_the_others_left() -> None:
    party = JointParty(
        name="Văn phòng", symbol="VPĐU", signer_lines=("CHÁNH VĂN PHÒNG",), signer_name="Vũ Đăng"
    )
    content = a_content(extras=DraftExtras(joint=(party,)))
    found = signatures_of(MATRIX, BAN, a_signer(post="pho_truong_ban"), content)
    assert found.main is not None
    assert shown(found.main) == ["*K/T TRƯỞNG BAN XÂY DỰNG ĐẢNG", "PHÓ TRƯỞNG BAN"]
    assert [shown(each) for each in found.others] == [["*CHÁNH VĂN PHÒNG"]]
    own = signatures_of(MATRIX, BAN, a_signer(position="TỔ TRƯỞNG"), content)
    assert own.main is not None
    assert shown(own.main) == ["*TỔ TRƯỞNG"]
    assert joined_title("CHÁNH VĂN PHÒNG", "VĂN PHÒNG") == "CHÁNH VĂN PHÒNG"
    assert joined_title("BÍ THƯ", "ĐẢNG UỶ PHƯỜNG") == "BÍ THƯ ĐẢNG UỶ PHƯỜNG"


@given(
    st.sampled_from([BAN, COMMITTEE, OFFICE, INSPECTION, CELL, STEERING, CONGRESS, UBND, DIVISION]),
    st.sampled_from([post.key for post in MATRIX.posts] + ["", "la"]),
    st.sampled_from(["CV", "BB", "QĐ", "NQ", "GM"]),
    st.text("ABCĐĂÂ ", max_size=12),
)
def test_no_row_leaves_a_blank_line_or_a_placeholder(
    issuer: Issuer, post: str, code: str, own: str
) -> None:
    signer = a_signer(post=post, position=own)
    for rule in rules_for(MATRIX, issuer, signer, code):
        printed = signature(MATRIX, rule, issuer, signer)
        assert rule.family is issuer.family
        assert printed.full_name == signer.full_name
        assert printed.lines
        assert not any("{" in line.text or not line.text.strip() for line in printed.lines)
        if issuer.family is Family.PARTY:
            assert not any("K/T" in line.text and not line.bold for line in printed.lines)


def test_the_matrix_is_whole(tmp_path: Path) -> None:
    posts = {(post.family, post.key) for post in MATRIX.posts}
    assert len({rule.id for rule in MATRIX.rules}) == len(MATRIX.rules)
    for rule in MATRIX.rules:
        assert rule.clause
        assert rule.evidence in {"F1", "F2", "D", "M", "P"}
        assert {(rule.family, key) for key in rule.posts} <= posts
    held = {(rule.family, key) for rule in MATRIX.rules for key in rule.posts}
    assert posts <= held  # no post that signs nothing
    assert set(SigningRole) == {rule.role for rule in MATRIX.rules}
    assert isinstance(MATRIX, SigningMatrix)
    (tmp_path / "party.toml").write_text("[[rule]]\nid = 1", "utf-8")
    with pytest.raises(WardError, match=r"party\.toml"):
        load_signing(tmp_path)


def test_only_posts_of_the_body_are_offered() -> None:
    def offered(issuer: Issuer) -> set[str]:
        return {post.key for post in MATRIX.posts if is_offered(post, issuer)}

    assert {"truong_ban", "q_truong_ban", "chanh_van_phong"} <= offered(BAN)
    assert not {"chu_nhiem", "truong_tieu_ban", "bi_thu", "truong_phong"} & offered(BAN)
    assert not {"truong_ban"} & offered(OFFICE)
    assert {"truong_ban_chi_dao", "chu_tich_hoi_dong"} <= offered(STEERING)  # kind not known
    assert offered(COMMITTEE) >= {"bi_thu", "uy_vien_btv", "chanh_van_phong"}
    assert offered(UBND) >= {"chu_tich_ubnd", "truong_phong"}


def test_post_and_lines_of_a_signer_agree() -> None:
    def kept(issuer: Issuer, **fields: Any) -> tuple[str, tuple[str, ...], str]:
        signer = settled(MATRIX, issuer, a_signer(**{"position": "", **fields}))
        return signer.post, signer.authority, signer.position

    deputy = ("pho_truong_ban", ("K/T TRƯỞNG BAN",), "PHÓ TRƯỞNG BAN")
    assert kept(BAN, post="pho_truong_ban") == deputy
    assert kept(BAN, position=deputy[2], authority=deputy[1]) == deputy
    alone = ("pho_truong_ban", (), "PHÓ TRƯỞNG BAN")  # signs directly, as typed
    assert kept(BAN, post="pho_truong_ban", position="PHÓ TRƯỞNG BAN") == alone
    assert kept(COMMITTEE, post="uy_vien_btv") == ("uy_vien_btv", ("T/M BAN THƯỜNG VỤ",), "")
    assert kept(BAN, post="truong_ban", position="TỔ TRƯỞNG") == ("", (), "TỔ TRƯỞNG")
    assert kept(BAN, post="bi_thu", position="TỔ TRƯỞNG")[0] == ""
    assert kept(STEERING, post="truong_ban_chi_dao", position="BÍ THƯ")[2] == "BÍ THƯ"
    lines, row = shown_lines(MATRIX, BAN, a_signer(post="pho_truong_ban", position=""))
    assert (shown(lines)[0], row) == ("*K/T TRƯỞNG BAN", "Ký thay Trưởng ban")
    lines, row = shown_lines(MATRIX, BAN, a_signer(position="TỔ TRƯỞNG"))
    assert (shown(lines), row) == (["*TỔ TRƯỞNG"], "")
