from __future__ import annotations

import pytest

from tests.builders import a_body
from wardapp.services.bodies import known_body, organ_of, written_as

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
