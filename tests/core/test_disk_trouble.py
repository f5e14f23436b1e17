"""What a disk says, in the words of Windows and of others, comes to the right kind of trouble."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from wardapp.core.disk_trouble import Trouble, may_pass, trouble_of

A_FILE = Path("so-den.xlsx")


def windows_error(code: int, number: int = errno.EBADF) -> OSError:
    """An error as Windows raises it: the code of its own decides, errno tells next to nothing."""
    error = OSError(number, "Windows")
    error.winerror = code
    return error


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (112, Trouble.FULL),
        (39, Trouble.FULL),
        (32, Trouble.HELD),
        (33, Trouble.HELD),
        (19, Trouble.PLACE_READ_ONLY),
        (21, Trouble.GONE),
        (433, Trouble.GONE),
        (1117, Trouble.GONE),
        (53, Trouble.GONE),
        (3, Trouble.GONE),
        (206, Trouble.TOO_LONG),
        (123, Trouble.BAD_NAME),
        (1, Trouble.OTHER),
    ],
)
def test_the_code_of_windows_decides(code: int, trouble: Trouble) -> None:
    assert trouble_of(windows_error(code), A_FILE) is trouble


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, Trouble.FULL),
        (errno.EROFS, Trouble.PLACE_READ_ONLY),
        (errno.ENOENT, Trouble.GONE),
        (errno.ENAMETOOLONG, Trouble.TOO_LONG),
        (errno.EBADF, Trouble.OTHER),
    ],
)
def test_without_that_code_errno_decides(number: int, trouble: Trouble) -> None:
    assert trouble_of(OSError(number, "x"), A_FILE) is trouble


def test_a_refused_file_is_told_from_a_refused_folder(tmp_path: Path) -> None:
    file = tmp_path / "so-den.xlsx"
    denied = windows_error(5, errno.EACCES)
    assert trouble_of(denied, file) is Trouble.PLACE_READ_ONLY

    file.write_bytes(b"x")
    there = trouble_of(denied, file)
    assert there is (Trouble.HELD if sys.platform == "win32" else Trouble.PLACE_READ_ONLY)


def test_an_endless_name_is_called_so_whatever_the_disk_says() -> None:
    assert trouble_of(windows_error(3), Path("ệ" * 300)) is Trouble.TOO_LONG
    assert trouble_of(windows_error(123), Path("ệ" * 300)) is Trouble.TOO_LONG


def test_a_name_that_windows_does_not_take_is_called_so() -> None:
    assert trouble_of(OSError(errno.EINVAL, "x"), Path("kh?.docx")) is Trouble.BAD_NAME
    assert trouble_of(OSError(errno.EINVAL, "x"), Path("kh.docx")) is Trouble.OTHER


@pytest.mark.parametrize(("code", "passes"), [(5, True), (32, True), (33, True), (112, False)])
def test_only_what_a_scanner_holds_is_worth_waiting_for(code: int, passes: bool) -> None:
    assert may_pass(windows_error(code)) is passes
