from __future__ import annotations

from datetime import date

import pytest

from tests.builders import a_body
from wardapp.core.issuers import FormerName
from wardapp.services.bodies import (
    known_body,
    organ_of,
    same_author,
    under_other_names,
    written_as,
)

RENAMED = a_body(
    name="Sở Khoa học và Công nghệ thành phố Hà Liên",
    symbol="SKHCN",
    short_names=("Sở Khoa học và Công nghệ",),
    former_names=(
        FormerName(
            name="Sở Thông tin và Truyền thông thành phố Hà Liên",
            symbol="STTTT",
            until=date(2025, 2, 28),
        ),
    ),
)

DIRECTORY = (
    a_body(
        name="Ban Tuyên giáo và Dân vận Thành ủy Hà Liên",
        short_names=("Ban Tuyên giáo và Dân vận Thành ủy",),
    ),
    a_body(name="Sở Văn hóa và Thể thao thành phố Hà Liên", short_names=()),
    a_body(name="UBND thành phố Hà Liên", short_names=()),
    a_body(name="Đảng ủy phường Đông Ngạn", short_names=()),
    a_body(name="Chi bộ số 8", short_names=()),
)


@pytest.mark.parametrize(
    ("own", "parent", "name"),
    [
        (
            "BAN TUYÊN GIÁO VÀ DÂN VẬN",
            "THÀNH ỦY HÀ LIÊN",
            "Ban Tuyên giáo và Dân vận Thành ủy",
        ),
        ("BAN XÂY DỰNG ĐẢNG", "ĐẢNG ỦY XÃ AN HẠ", "Ban Xây dựng Đảng Đảng ủy xã An Hạ"),
        ("ĐẢNG ỦY PHƯỜNG LIÊN HỒ", "ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN", "Đảng ủy phường Liên Hồ"),
        ("SỞ NỘI VỤ", "UBND THÀNH PHỐ HÀ LIÊN", "Sở Nội vụ"),
        ("THÀNH ỦY HÀ LIÊN", "", "Thành ủy Hà Liên"),
    ],
)
def test_header_lines_become_a_name_in_running_text(own: str, parent: str, name: str) -> None:
    assert organ_of(own, parent) == name


@pytest.mark.parametrize(
    ("own", "parent", "known"),
    [
        ("BAN TUYÊN GIÁO VÀ DÂN VẬN", "THÀNH UỶ HÀ LIÊN", 0),
        ("SỞ VĂN HÓA VÀ THỂ THAO", "UBND THÀNH PHỐ HÀ LIÊN", 1),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ LIÊN", "", 2),
        ("ĐẢNG UỶ PHƯỜNG ĐÔNG NGẠN", "ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN", 3),
    ],
)
def test_the_directory_knows_a_body_in_every_spelling(own: str, parent: str, known: int) -> None:
    found = known_body(written_as(own, parent), DIRECTORY)

    assert found is not None
    assert found.name == DIRECTORY[known].name
    assert found.is_certain


@pytest.mark.parametrize(
    ("own", "parent"),
    [
        ("BAN TUYÊN GIÁO VÀ DÂN VẬN", "THÀNH ỦY HÀ NỘI"),
        ("SỞ VĂN HÓA VÀ THỂ THAO", "UBND THÀNH PHỐ HÀ NỘI"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", ""),
        ("CHI BỘ SỐ 9", ""),
    ],
)
def test_a_body_of_another_place_is_never_taken_for_a_known_one(own: str, parent: str) -> None:
    assert known_body(written_as(own, parent), DIRECTORY) is None


def test_a_name_that_differs_in_an_accent_is_proposed_but_not_certain() -> None:
    found = known_body(written_as("ĐẢNG ỦY PHƯỜNG ĐỐNG NGẠN", ""), DIRECTORY)

    assert found is not None
    assert found.name == "Đảng ủy phường Đông Ngạn"
    assert not found.is_certain


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 11, 20), "Sở Thông tin và Truyền thông thành phố Hà Liên"),
        (date(2025, 2, 28), "Sở Thông tin và Truyền thông thành phố Hà Liên"),
        (date(2025, 3, 1), None),
        (None, "Sở Thông tin và Truyền thông thành phố Hà Liên"),
    ],
)
def test_a_former_name_counts_up_to_its_last_day(day: date | None, name: str | None) -> None:
    written = written_as("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "UBND THÀNH PHỐ HÀ LIÊN")
    found = known_body(written, (RENAMED,), day)

    assert (found and found.name) == name
    assert found is None or (found.body == RENAMED and found.is_certain)


def test_an_author_is_the_same_under_all_its_names_and_symbols() -> None:
    old, new = RENAMED.former_names[0].name, RENAMED.name
    assert new in same_author(old, "12/STTTT-VP", (RENAMED,)).names
    assert same_author(old, "12/STTTT-VP", (RENAMED,)).symbols == ("12/SKHCN-VP",)
    assert old in same_author(new, "", (RENAMED,)).names
    assert same_author("Sở khác", "1/SK", (RENAMED,)).names == ()


def test_a_search_for_one_name_also_asks_for_the_others() -> None:
    ways = under_other_names("so thong tin va truyen thong thanh pho ha lien 46", (RENAMED,))
    assert "so khoa hoc va cong nghe thanh pho ha lien 46" in ways
    assert under_other_names("không có ai", (RENAMED,)) == ()
