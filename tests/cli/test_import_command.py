"""`book import`: a dry run tells and writes nothing, an import tells what stayed out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

OLD = """SỔ VĂN BẢN ĐẾN NĂM 2019
STT;Nhận ngày;Tác giả;Số, ký hiệu;Ngày VB;Trích yếu
1;2/1;UBND phường Liên Hồ;12/UBND-VHXH;31/12/2018;V/v tổng kết năm
2;40/1;Sở Y tế;13/SYT-NV;2/1/2019;V/v tiêm chủng
"""


def test_columns_said_by_hand_are_kept_and_bad_rows_stay_out(
    inside: Callable[..., Any], tmp_path: Path
) -> None:
    book = tmp_path / "so.csv"
    book.write_text(OLD, "utf-8")
    said = ("--book", "den@ĐU", "--mapping", "A=Số đến", "--mapping", "Nhận ngày=arrival_date")
    dry = inside("book", "import", book, *said, "--dry-run")
    assert dry.code == 3
    assert (dry.value["ready"], dry.value["blocked"]) == (1, 1)
    assert [doubt["raw"] for doubt in dry.value["doubts"]] == ["40/1"]
    assert not [row for row in inside("incoming", "list").value if row["arrival_number"] == 1]
    done = inside("book", "import", book, *said)
    assert (done.code, done.value["lines"]) == (0, 1)
    assert done.value["refused"][0]["why"] == "Không có ngày 40/1/2019."
    again = inside("book", "import", book, "--book", "den@ĐU", "--dry-run")
    assert again.value["columns"][0]["fields"][:2] == ["arrival_number", "arrival_date"]


def test_what_cannot_be_understood_is_refused_in_a_sentence(
    inside: Callable[..., Any], tmp_path: Path
) -> None:
    book = tmp_path / "so.csv"
    book.write_text("a;b\n1;2\n", "utf-8")
    for words, told in (
        ((), "--book den"),
        (("--book", "den"), "--mapping"),
        (("--book", "don-thu"), "don-thu"),
        (("--book", "den", "--mapping", "A=khong-co"), "khong-co"),
    ):
        answer = inside("book", "import", book, *words)
        assert answer.code == 1
        assert told in answer.err
