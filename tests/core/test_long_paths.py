"""Paths longer than Windows' old limit: the form they are reached by, and the one that is shown."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from wardapp.core.long_paths import (
    SHORT,
    as_reached,
    is_name_too_long,
    reachable,
    shown,
    verbatim,
)

DEEP = "\\".join(["Văn bản đến năm 2026 của Đảng uỷ"] * 12)


def a_windows_path(length: int) -> PureWindowsPath:
    """A path of a chosen length, with Vietnamese letters."""
    return PureWindowsPath(("C:\\" + "Sổ\\" * length)[:length].rstrip("\\").ljust(length, "ổ"))


@pytest.mark.parametrize(
    ("whole", "reached"),
    [
        (f"C:\\{DEEP}", f"\\\\?\\C:\\{DEEP}"),
        (f"\\\\may-chu\\so\\{DEEP}", f"\\\\?\\UNC\\may-chu\\so\\{DEEP}"),
    ],
)
def test_a_long_path_is_reached_by_its_verbatim_form_and_shown_without(
    whole: str, reached: str
) -> None:
    path = PureWindowsPath(whole)

    assert str(as_reached(path, whole)) == reached
    assert shown(PureWindowsPath(reached)) == path
    assert verbatim(reached) == reached


def test_a_short_path_stays_as_it_was_given() -> None:
    given = PureWindowsPath("so\\..\\tệp.docx")
    assert as_reached(given, "C:\\tệp.docx") is given
    assert shown(given) == given


def test_what_will_be_joined_to_a_folder_counts() -> None:
    folder = a_windows_path(SHORT - 50)

    assert as_reached(folder, str(folder), room=49) == folder
    assert str(as_reached(folder, str(folder), room=50)).startswith("\\\\?\\C:\\")


def test_a_device_is_no_path() -> None:
    assert verbatim("\\\\.\\NUL") == "\\\\.\\NUL"


@pytest.mark.parametrize(("name", "is_too_long"), [("ệ" * 255, False), ("ệ" * 256, True)])
def test_windows_counts_the_letters_of_a_name(name: str, is_too_long: bool) -> None:
    assert is_name_too_long(name) is is_too_long
    assert is_name_too_long("😀" * 128)  # two units each


def test_a_file_below_three_hundred_letters_of_folders_is_reached(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["Văn bản đến của Đảng uỷ phường"] * 12)
    reachable(folder).mkdir(parents=True)
    file = folder / "tệp.txt"
    reachable(file).write_text("có", "utf-8")

    assert len(str(file)) > 300
    assert reachable(file).read_text("utf-8") == "có"
    assert shown(reachable(file)) == file
