"""What follows from the first answer of the guide."""

from __future__ import annotations

import pytest

from wardapp.core.clock import SetClock
from wardapp.core.issuers import Issuer
from wardapp.core.profile import GuideChoice, GuideKind, OfficeProfile
from wardapp.services.setup import guide_profile


def suggested(clock: SetClock, kind: GuideKind, **fields: object) -> OfficeProfile:
    values = {"ward": "Liên Hồ", "city": "Thành phố Hà Liên", **fields}
    return guide_profile(GuideChoice(kind=kind, **values), clock)


def header(issuer: Issuer) -> tuple[str, str, str]:
    return issuer.parent_line, issuer.own_line, issuer.symbol


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (GuideKind.ADVISORY, ("ĐẢNG UỶ PHƯỜNG LIÊN HỒ", "BAN XÂY DỰNG ĐẢNG", "BXDĐ")),
        (
            GuideKind.COMMITTEE,
            ("ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN", "ĐẢNG UỶ PHƯỜNG LIÊN HỒ", "ĐU"),
        ),
        (GuideKind.PEOPLES_COMMITTEE, ("", "ỦY BAN NHÂN DÂN\nPHƯỜNG LIÊN HỒ", "UBND")),
        (GuideKind.OTHER, ("ĐẢNG UỶ PHƯỜNG LIÊN HỒ", "VĂN PHÒNG", "VPĐU")),
    ],
)
def test_the_header_follows_from_the_choice(
    clock: SetClock, kind: GuideKind, expected: tuple[str, str, str]
) -> None:
    assert header(suggested(clock, kind).issuers[0]) == expected


def test_the_inspection_committee_signs_for_its_committee(clock: SetClock) -> None:
    profile = suggested(clock, GuideKind.OTHER, other_name="Ủy ban Kiểm tra")

    assert header(profile.issuers[0])[1:] == ("UỶ BAN KIỂM TRA", "UBKTĐU")
    assert profile.signers[0].authority == ("T/M UỶ BAN KIỂM TRA",)


def test_a_state_division_stands_under_its_ubnd(clock: SetClock) -> None:
    profile = suggested(clock, GuideKind.OTHER, other_name="Phòng Văn hóa - Xã hội", is_party=False)

    assert header(profile.issuers[0])[0] == "UBND PHƯỜNG LIÊN HỒ"
    assert profile.issuers[0].storage_line == "Lưu: VT"
    assert profile.terms == ()
    assert [signer.authority for signer in profile.signers] == [(), ("KT. TRƯỞNG PHÒNG",)]


def test_a_deputy_of_the_standing_board_signs_without_kt(clock: SetClock) -> None:
    signers = suggested(clock, GuideKind.COMMITTEE).signers
    assert [(one.position, one.authority) for one in signers] == [
        ("BÍ THƯ", ("T/M BAN THƯỜNG VỤ",)),
        ("PHÓ BÍ THƯ", ("T/M BAN THƯỜNG VỤ",)),
    ]


@pytest.mark.parametrize(
    ("ward", "unit", "place"),
    [
        ("Liên Hồ", "Phường", "Liên Hồ"),
        ("Huế", "Phường", "Phường Huế"),
        ("Hà Liên", "Xã", "Xã Hà Liên"),
    ],
)
def test_a_bare_or_double_name_takes_its_kind(
    clock: SetClock, ward: str, unit: str, place: str
) -> None:
    issuer = suggested(clock, GuideKind.COMMITTEE, ward=ward, unit=unit).issuers[0]
    assert issuer.place == place
