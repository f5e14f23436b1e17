"""A file is written whole, also while a scanner holds it for a moment, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.core.test_disk_trouble import windows_error
from wardapp.core.errors import DiskRefused
from wardapp.core.files import (
    PATIENCE,
    disk_refusal,
    patiently,
    reading_refusal,
    remove_file,
    remove_folder,
    write_whole,
)


class Held:
    """Something that another program holds for some tries."""

    def __init__(self, tries: int, code: int = 32) -> None:
        self.left, self.code, self.pauses = tries, code, []

    def open(self) -> str:
        if self.left:
            self.left -= 1
            raise windows_error(self.code)
        return "mở được"


def test_a_file_held_for_a_moment_is_waited_for() -> None:
    held = Held(tries=3)

    assert patiently(held.open, held.pauses.append) == "mở được"
    assert held.pauses == list(PATIENCE[:3])


def test_a_file_held_for_long_is_given_up_after_a_second() -> None:
    held = Held(tries=100)

    with pytest.raises(OSError, match="Windows"):
        patiently(held.open, held.pauses.append)
    assert held.pauses == list(PATIENCE)
    assert sum(PATIENCE) < 1


def test_a_full_disk_is_not_waited_for() -> None:
    held = Held(tries=1, code=112)

    with pytest.raises(OSError, match="Windows"):
        patiently(held.open, held.pauses.append)
    assert held.pauses == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (32, "đang mở trong chương trình khác (Word, Excel). Hãy đóng tệp đó rồi làm lại."),
        (33, "đang mở trong chương trình khác (Word, Excel). Hãy đóng tệp đó rồi làm lại."),
        (112, "vì ổ đĩa đã đầy: cần 2,0 MB. Hãy dọn bớt"),
        (19, "chỉ cho đọc"),
        (1117, "Hãy cắm lại USB"),
        (206, "quá dài"),
        (123, "ký tự Windows không nhận"),
    ],
)
def test_each_fault_of_a_disk_has_its_sentence(code: int, sentence: str) -> None:
    assert sentence in disk_refusal(windows_error(code), Path("sổ đến.xlsx"), 2_000_000).sentence


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (32, "đang mở trong chương trình khác (Word, Excel)"),
        (21, "Hãy xem lại tên tệp hoặc cắm lại USB"),
        (1, "ổ đĩa hoặc USB lỗi"),
    ],
)
def test_each_fault_of_reading_has_its_sentence(code: int, sentence: str) -> None:
    assert sentence in reading_refusal(windows_error(code), Path("đến.docx")).sentence


def test_a_folder_taken_for_a_file_is_called_a_folder(tmp_path: Path) -> None:
    refusal = reading_refusal(PermissionError(13, "a folder, as Windows says it"), tmp_path)

    assert refusal.sentence.startswith(f"{tmp_path.name} là thư mục.")


def test_a_file_is_replaced_whole_and_nothing_is_left_beside(tmp_path: Path) -> None:
    target = tmp_path / "sổ đến.xlsx"
    write_whole(target, b"cu")
    write_whole(target, b"moi")

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"moi"]


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "sổ đến.xlsx").mkdir()

    with pytest.raises(DiskRefused):
        write_whole(tmp_path / "sổ đến.xlsx", b"moi", lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["sổ đến.xlsx"]


def test_a_read_only_file_on_windows_keeps_its_bytes_and_is_named(tmp_path: Path) -> None:
    target = tmp_path / "sổ đến.xlsx"
    target.write_bytes(b"cu")
    target.chmod(0o400)
    if sys.platform != "win32":
        write_whole(target, b"moi")  # there the folder decides
        return

    with pytest.raises(DiskRefused, match="bỏ thuộc tính chỉ đọc của tệp"):
        write_whole(target, b"moi", lambda _: None)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"cu"]


def test_read_only_files_are_removed_all_the_same(tmp_path: Path) -> None:
    kept = tmp_path / "bo" / "ab" / "abc"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"x")
    other = tmp_path / "khac"
    other.write_bytes(b"x")
    for path in (kept, other):
        path.chmod(0o444)

    remove_folder(tmp_path / "bo")
    remove_file(other)
    remove_file(other)
    assert list(tmp_path.iterdir()) == []
