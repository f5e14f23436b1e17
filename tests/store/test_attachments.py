"""Kept files: once, byte for byte, under names that cannot play tricks."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.folder_tools import small_disk
from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import ChangedSince, DiskRefused, NotFound, UnreadableFile
from wardapp.core.files import remove_file
from wardapp.store.attachments import FileStore
from wardapp.store.file_names import MAX_NAME, kept_name

LETTER = b"Kinh gui Dang uy phuong"


def test_a_kept_file_is_read_back_byte_for_byte(tmp_path: Path) -> None:
    source = tmp_path / "Công văn 142.docx"
    source.write_bytes(LETTER)
    files = FileStore(tmp_path / "files")

    kept = files.keep(source, source.name, FileRole.ORIGINAL)

    assert files.read(kept) == LETTER
    assert kept.size == len(LETTER)
    assert kept.sha256 == hashlib.sha256(LETTER).hexdigest()
    assert files.path_of(kept).parent.name == kept.sha256[:2]
    assert source.read_bytes() == LETTER


def test_the_same_bytes_lie_there_once(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    files.keep(LETTER, "a.docx", FileRole.ORIGINAL)
    files.keep(LETTER, "b.docx", FileRole.EVIDENCE)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_bytes_that_changed_since_they_were_judged_are_refused(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    judged = hashlib.sha256(b"other").hexdigest()
    with pytest.raises(ChangedSince, match="thả lại tệp"):
        files.keep(LETTER, "a.docx", FileRole.ORIGINAL, expect_sha256=judged)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_beyond_the_bound_is_refused_without_a_trace(tmp_path: Path) -> None:
    files = FileStore(tmp_path, max_size=1 << 20)
    with pytest.raises(UnreadableFile, match="1 MB"):
        files.keep(b"0" * ((1 << 20) + 1), "lớn.zip", FileRole.ORIGINAL)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_or_a_lost_file_is_refused(tmp_path: Path) -> None:
    files = FileStore(tmp_path / "files")
    for source in (tmp_path, tmp_path / "mất.docx"):
        with pytest.raises(UnreadableFile, match="chọn lại tệp"):
            files.keep(source, source.name, FileRole.ORIGINAL)


def test_altered_and_lost_bytes_are_named(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    kept = files.keep(LETTER, "a.docx", FileRole.ORIGINAL)
    path = files.path_of(kept)
    path.chmod(0o600)
    path.write_bytes(b"sua")
    with pytest.raises(NotFound, match="bị sửa"):
        files.read(kept)
    assert files.check([kept]) == (
        f"Tệp a.docx ({kept.sha256[:8]}) không còn đúng như khi vào sổ.",
    )

    files.keep(LETTER, "a.docx", FileRole.ORIGINAL)
    assert files.check([kept]) == ()

    remove_file(path)
    with pytest.raises(NotFound, match="bản sao lưu"):
        files.path_of(kept)
    assert files.check([kept])[0].startswith("Thiếu tệp")


def test_a_hash_that_is_a_path_reaches_no_file(tmp_path: Path) -> None:
    (tmp_path / "office.db").write_bytes(b"x")
    forged = Attachment(sha256="../office.db", name="x", size=1, role=FileRole.ORIGINAL)
    with pytest.raises(NotFound):
        FileStore(tmp_path / "files").path_of(forged)


def test_a_full_disk_keeps_nothing_by_halves(tmp_path: Path) -> None:
    with small_disk(tmp_path / "ổ", kilobytes=1 * 1024) as disk:
        files = FileStore(disk / "files")
        with pytest.raises(DiskRefused, match="đầy"):
            files.keep(b"0" * (2 << 20), "lớn.pdf", FileRole.ORIGINAL)
        assert [path for path in disk.rglob("*") if path.is_file()] == []


def test_only_old_files_without_a_line_are_swept(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    named = files.keep(b"1", "a", FileRole.ORIGINAL)
    stray = files.keep(b"2", "b", FileRole.ORIGINAL)
    born_ms = files.path_of(stray).stat().st_mtime_ns // 1_000_000

    assert files.sweep({named.sha256}, older_than_ms=born_ms - 1000) == 0
    assert files.sweep({named.sha256}, older_than_ms=born_ms + 1000) == 1
    assert set(files.hashes()) == {named.sha256}


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("D:\\Văn bản\\CV 12.docx", "CV 12.docx"),
        ("a\x00b\u202excod.exe", "a_b_xcod.exe"),
        ("CON.docx", "_CON.docx"),
        ("  . ", "tep"),
        ("", "tep"),
        ("Cong va\u0306n.docx", "Cong văn.docx"),
        ("Kế hoạch 57/KH.pdf", "KH.pdf"),
    ],
)
def test_names_are_plain(given_name: str, kept: str) -> None:
    assert kept_name(given_name) == kept


@given(st.text(max_size=300))
def test_no_name_is_a_path_or_too_long(name: str) -> None:
    kept = kept_name(name)
    assert Path(kept).name == kept
    assert not set(kept) & set('/\\<>:"|?*\x00')
    assert 0 < len(kept) <= MAX_NAME + 1
    assert unicodedata.is_normalized("NFC", kept)
    assert kept_name(kept) == kept


def test_a_stray_that_is_kept_anew_is_not_swept_before_its_row_is_written(
    tmp_path: Path,
) -> None:
    files = FileStore(tmp_path)
    kept = files.keep(LETTER, "ban.pdf", FileRole.ORIGINAL)
    path = files.path_of(kept)
    os.utime(path, ns=(0, 0))

    files.keep(LETTER, "ban.pdf", FileRole.ORIGINAL)

    assert files.sweep(set(), older_than_ms=1_000) == 0
    assert path.is_file()
