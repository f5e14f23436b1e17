"""Profiles from files and examples, and where an office may lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardapp.core.clock import SetClock
from wardapp.core.errors import BadValue, UnreadableFile
from wardapp.core.issuers import Family
from wardapp.core.places import Places
from wardapp.core.profile import OfficeProfile
from wardapp.services.office import create_office
from wardapp.services.setup import (
    default_office_folder,
    example_profile,
    place_advice,
    profile_from_toml,
)

SMALL = """\
title = "Đảng ủy xã Hòa Lâm"

[[issuers]]
family = "party"
kind = "committee"
name = "Đảng uỷ xã Hoà Lâm"
parent_line = "ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN"
own_line = "ĐẢNG UỶ XÃ HOÀ LÂM"
symbol = "ĐU"
place = "Hoà Lâm"
committee = "ĐU"

[[terms]]
committee = "ĐU"
label = "2025 - 2030"
start = 2025-07-01

[[signers]]
issuer = "ĐU"
full_name = "Phạm Văn An"
position = "BÍ THƯ"
authority = ["T/M BAN THƯỜNG VỤ"]
"""


@pytest.fixture
def profile_file(tmp_path: Path) -> Path:
    return tmp_path / "co-quan.toml"


def read(path: Path, text: str, clock: SetClock) -> OfficeProfile:
    path.write_text(text, encoding="utf-8")
    return profile_from_toml(path, clock)


def test_a_small_profile_is_read_with_its_defaults(profile_file: Path, clock: SetClock) -> None:
    profile = read(profile_file, SMALL, clock)

    issuer = profile.issuers[0]
    assert issuer.old_tone_marks
    assert issuer.full_name == "Đảng uỷ xã Hoà Lâm"
    assert profile.signers[0].issuer_id == issuer.id
    assert not profile.is_example


@pytest.mark.parametrize(
    ("good", "bad", "line", "remedy"),
    [
        ('kind = "committee"', 'kind = "đảng ủy"', 5, "peoples_committee"),
        ('symbol = "ĐU"', 'simbol = "ĐU"', 9, "không có mục này"),
        ('place = "Hoà Lâm"', "place = 12", 10, "ngoặc kép"),
        ("start = 2025-07-01", 'start = "01/7/2025"', 16, "2025-07-01"),
        ('issuer = "ĐU"', 'issuer = "BXDĐ"', 19, "Hãy chọn: ĐU"),
        ('position = "BÍ THƯ"\n', "", 18, "còn thiếu"),
        ('authority = ["T/M BAN THƯỜNG VỤ"]', 'authority = "T/M"', 22, '["A", "B"]'),
    ],
)
def test_a_fault_names_its_line_and_the_remedy(
    profile_file: Path, clock: SetClock, good: str, bad: str, line: int, remedy: str
) -> None:
    assert good in SMALL
    with pytest.raises(BadValue) as refusal:
        read(profile_file, SMALL.replace(good, bad, 1), clock)
    assert f"dòng {line}," in refusal.value.sentence
    assert remedy in refusal.value.sentence
    assert "co-quan.toml" in refusal.value.sentence


@pytest.mark.parametrize("text", ["title = ", "title = 'x'\ntitle = 'y'", "[[issuers]"])
def test_text_that_is_not_toml_is_refused(profile_file: Path, clock: SetClock, text: str) -> None:
    with pytest.raises(UnreadableFile, match="TOML"):
        read(profile_file, text, clock)


def test_a_profile_without_an_issuer_is_refused(profile_file: Path, clock: SetClock) -> None:
    with pytest.raises(BadValue, match="issuers"):
        read(profile_file, 'title = "x"', clock)


def test_bytes_that_are_no_text_and_lost_files_are_refused(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "cũ.toml").write_bytes(b"title = \xb8\xb9")
    for name in ("cũ.toml", "mất.toml"):
        with pytest.raises(UnreadableFile):
            profile_from_toml(tmp_path / name, clock)


@pytest.mark.parametrize(("kind", "family"), [("party", Family.PARTY), ("state", Family.STATE)])
def test_the_examples_are_whole(places: Places, clock: SetClock, kind: str, family: Family) -> None:
    profile = example_profile(kind, places, clock)

    homes = [unit.households for unit in profile.units if unit.kind == "tdp"]
    assert {issuer.family for issuer in profile.issuers} == {family}
    assert {issuer.place for issuer in profile.issuers} == {"Liên Hồ"}
    assert len(homes) == 24
    assert all(homes)
    assert len(profile.bodies) >= 30
    assert {signer.issuer_id for signer in profile.signers} == {i.id for i in profile.issuers}
    assert profile.settings.current_clerk in {p.full_name for p in profile.people if p.is_clerk}
    assert profile.is_example


def test_an_unknown_example_is_refused(places: Places, clock: SetClock) -> None:
    with pytest.raises(BadValue, match="party hoặc state"):
        example_profile("../party", places, clock)


def test_a_network_drive_becomes_the_second_place(tmp_path: Path, places: Places) -> None:
    advice = place_advice(tmp_path / "so", places, "Đảng ủy phường", lambda _: True)

    assert not advice.ok
    assert advice.second_backup == tmp_path / "so"
    assert advice.proposed == places.data / "offices" / "dang-uy-phuong"


def test_a_portable_program_on_a_synced_desktop_proposes_the_home_folder(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "Ha"))
    monkeypatch.setenv("OneDrive", str(places.data.parent / "data"))

    proposed = default_office_folder(places, "UBND phường Liên Hồ", lambda _: False)
    assert proposed == tmp_path / "Ha" / "WardApp" / "offices" / "ubnd-phuong-lien-ho"
    advice = place_advice(places.data / "offices" / "so", places, "UBND phường", lambda _: False)
    assert advice.proposed == tmp_path / "Ha" / "WardApp" / "offices" / "ubnd-phuong"
    assert advice.second_backup == places.data / "offices" / "so"


def test_a_local_empty_folder_is_fine_and_a_full_one_is_not(tmp_path: Path, places: Places) -> None:
    assert place_advice(tmp_path / "so", places, is_network=lambda _: False).ok
    (tmp_path / "tệp").write_bytes(b"")
    taken = place_advice(tmp_path, places, is_network=lambda _: False)
    assert not taken.ok
    assert taken.second_backup is None
    assert "thư mục trống" in taken.sentence


def test_the_proposed_folder_is_free(places: Places) -> None:
    first = default_office_folder(places, "UBND phường Liên Hồ")
    first.mkdir(parents=True)
    (first / "office.db").write_bytes(b"")
    assert default_office_folder(places, "UBND phường Liên Hồ").name == f"{first.name}-2"


def test_a_signer_may_be_declared_by_post_alone(
    profile_file: Path, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    lines = 'position = "BÍ THƯ"\nauthority = ["T/M BAN THƯỜNG VỤ"]\n'
    profile = read(profile_file, SMALL.replace(lines, 'post = "uy_vien_btv"\n'), clock)
    with create_office(tmp_path / "so", profile, places, clock) as office:
        (signer,) = office.catalogue.signers()
        draft = office.drafting.new(type_code="KH")
        printed = office.drafting.document(draft).signature
    assert (signer.post, signer.authority) == ("uy_vien_btv", ("T/M BAN THƯỜNG VỤ",))
    assert printed is not None
    assert [line.text for line in printed.lines] == ["T/M BAN THƯỜNG VỤ"]
    unknown = read(profile_file, SMALL.replace(lines, 'post = "thu_truong"\n'), clock)
    with pytest.raises(BadValue, match="chức vụ"):
        create_office(tmp_path / "so-2", unknown, places, clock)
