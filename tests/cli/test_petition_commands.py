"""`wardapp petition`: the whole book from the command line, without a word of the person."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_petition_is_written_listed_closed_and_printed(inside: Run, tmp_path: Path) -> None:
    added = inside(
        "petition", "add",
        "--set", "subject=Đèn đường ngõ 12 hỏng", "--set", "channel=tiếp dân",
        "--set", "field=xây dựng, đô thị", "--set", "place=Tổ dân phố số 9",
        "--set", "person.full_name=Nguyễn Văn Ẩn", "--set", "person.phone=0912345678",
        "--set", "due_date=19/6/2026",
    )  # fmt: skip
    assert added.code == 0, added.err
    assert added.value["number_symbol"] == "1"
    assert added.value["who"] == "N.V.Ẩ., Tổ dân phố số 9"
    assert added.value["field"] == "building"
    listed = inside("petition", "list", "--only", "open")
    for answer in (added, listed, inside("petition", "show", "1")):
        assert "Nguyễn" not in answer.out
        assert "0912" not in answer.out
        assert "person_ref" not in answer.out

    closed = inside("petition", "close", "1", "--result", "Đã thay bóng", "--answer", "12-CV/ĐU")
    assert closed.value["status"] == "done"
    assert closed.value["purge_on"] == "2028-06-05"
    files = [tmp_path / f"so{ending}" for ending in (".xlsx", ".pdf")]
    assert inside("petition", "export", "-o", *files).code == 0
    assert all(each.is_file() for each in files)
    assert inside("petition", "add", "--set", "subject=Chèn", "--set", "late_reason=Ghi sau",
                  "--number", "1a").value["number_symbol"] == "1a"  # fmt: skip
    assert (
        inside("petition", "cancel", "1a", "--reason", "Ghi trùng").value["status"] == "cancelled"
    )


def test_what_may_not_be_written_leaves_with_1_and_one_sentence(inside: Run) -> None:
    for words, sentence in (
        (("add", "--set", "subject=Gọi 0912345678"), "số điện thoại"),
        (("add", "--set", "kind=tố cáo", "--set", "subject=Ông A"), "tố cáo"),
        (("add", "--set", "ten=x"), "Không có mục ten"),
        (("add", "--set", "channel=bồ câu"), "Các lựa chọn"),
        (("add", "--number", "x1"), "Số phải như"),
        (("show", "9"), "không có số 9"),
    ):
        answer = inside("petition", *words)
        assert (answer.code, answer.out) == (1, "")
        assert sentence in answer.err
