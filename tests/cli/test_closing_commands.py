from __future__ import annotations

from pathlib import Path
from typing import Any


def test_pages_are_closed_reprinted_verified_and_taken_back(inside: Any, tmp_path: Path) -> None:
    inside("incoming", "add", "--set", "organ_name=UBND thành phố", "--set", "subject=về việc một")
    closed = inside("book", "close", "den").value

    assert len(closed["code"]) == 14
    one, two = tmp_path / "một.pdf", tmp_path / "hai.pdf"
    assert inside("book", "reprint", closed["code"].lower(), "-o", one).code == 0
    number = closed["last_number"]
    assert inside("incoming", "cancel", number, "--reason", "vào nhầm").code == 0
    assert inside("book", "reprint", closed["code"], "-o", two).code == 0
    assert one.read_bytes() == two.read_bytes()

    assert inside("book", "supplement", "den", "-o", tmp_path / "bổ sung.docx").code == 0
    assert inside("book", "verify").value[0]["faults"] == []
    assert inside("book", "reopen", closed["code"], "--reason", "đóng nhầm").code == 0
    assert inside("book", "reprint", "XXXX-XXXX-XXXX", "-o", one).code == 1
    assert inside("book", "close", "den", "--whole").value["kind"] == "year"
    assert inside("incoming", "add", "--set", "subject=muộn").code == 1


def test_a_list_is_written_like_a_book(inside: Any, tmp_path: Path) -> None:
    for kind in (".pdf", ".docx", ".xlsx"):
        target = tmp_path / f"theo-doi{kind}"
        assert inside("book", "export", "theo-doi", "--from", "1/6", "-o", target).code == 0
        assert target.stat().st_size > 1000
    assert inside("book", "export", "theo-doi", "-o", tmp_path / "x.txt").code != 0
