"""Names that Windows would write elsewhere are refused before a number is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardapp.core.errors import BadValue
from wardapp.services.targets import checked_targets, refuse_name_on_windows


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("12:KH.docx", "ký tự Windows không nhận"),
        ("kh?.docx", "ký tự Windows không nhận"),
        ("CON.docx", "Windows dành riêng tên"),
        ("lpt1.pdf", "Windows dành riêng tên"),
        (f"{'ệ' * 251}.docx", "Tên tệp quá dài"),
    ],
)
def test_a_name_that_windows_does_not_take_is_refused(name: str, sentence: str) -> None:
    with pytest.raises(BadValue, match=sentence):
        refuse_name_on_windows(name)


@pytest.mark.parametrize(
    "name", ["12-KH-BXDĐ Kế hoạch ra quân.docx", "console.pdf", f"{'ệ' * 250}.pdf"]
)
def test_a_name_that_windows_takes_passes(name: str) -> None:
    refuse_name_on_windows(name)


def test_targets_come_back_as_they_were_given(tmp_path: Path) -> None:
    targets = (tmp_path / "trả lời.docx", tmp_path / "trả lời.PDF")
    assert checked_targets(targets, (".docx", ".pdf")) == targets


def test_a_missing_folder_and_a_wrong_ending_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="Chưa có thư mục mất"):
        checked_targets((tmp_path / "mất" / "a.pdf",), (".pdf",))
    with pytest.raises(BadValue, match="phải có đuôi"):
        checked_targets((tmp_path / "a.doc",), (".docx", ".pdf"))
