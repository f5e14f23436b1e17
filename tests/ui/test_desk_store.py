"""What a desk remembers travels with the portable program."""

from __future__ import annotations

from pathlib import Path

from wardapp.ui.desk_store import DeskStore


def test_the_last_office_is_found_when_the_stick_has_another_letter(tmp_path: Path) -> None:
    data = tmp_path / "E" / "WardApp" / "data"
    DeskStore(data).keep_last_office(data / "offices" / "dang-uy")

    (tmp_path / "E").rename(tmp_path / "F")

    moved = tmp_path / "F" / "WardApp" / "data"
    assert DeskStore(moved).last_office == moved / "offices" / "dang-uy"


def test_an_office_elsewhere_is_kept_by_its_whole_path(tmp_path: Path) -> None:
    DeskStore(tmp_path / "data").keep_last_office(tmp_path / "sổ")

    assert DeskStore(tmp_path / "data").last_office == tmp_path / "sổ"


def test_a_new_desk_has_no_last_office(tmp_path: Path) -> None:
    assert DeskStore(tmp_path / "data").last_office is None
