"""`wardapp petition`: the whole book from the command line, without a word of the person."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from wardapp.cli.petition_deeds import WORDS
from wardapp.core.petition_counts import FIGURES


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


def test_petitions_are_linked_urged_taken_up_and_counted(
    run: Run, office: Path, inside: Run, tmp_path: Path
) -> None:
    for subject in ("Rác ứ đọng ở cổng chợ Liên Hồ", "Rác đổ tràn cổng chợ Liên Hồ buổi chiều"):
        inside(
            "petition", "add", "--set", f"subject={subject}", "--set", "field=môi trường",
            "--set", "place=Tổ dân phố số 9", "--set", "person.full_name=Nguyễn Văn Ẩn",
        )  # fmt: skip
    (likely,) = inside("petition", "likely", "2").value
    assert (likely["number_symbol"], likely["why"]) == (
        "1", "cùng lĩnh vực, cùng nơi, lời gần giống",
    )  # fmt: skip
    assert inside("petition", "link", "2", "1").value["stands_for"] == "1"
    assert inside("petition", "urge", "1").value["urged"] == ["2026-06-05"]
    evidence = tmp_path / "anh.txt"
    evidence.write_text("Ảnh cổng chợ đã dọn", "utf-8")
    held = inside("petition", "attach", "1", evidence, "--link", "https://lien-ho.vn/1")
    assert [each["name"] for each in held.value["attachments"]] == ["anh.txt"]
    inside("petition", "close", "1", "--state", "guided", "--result", "Hướng dẫn gửi Ban quản lý")
    assert inside("petition", "show", "2").value["status"] == "guided"
    told = inside("petition", "counts", "--from", "1/6", "--lines").value
    assert (told["received"], told["guided"], told["duplicates"], told["urgings"]) == (1, 1, 1, 1)
    assert told["balances"]
    assert told["lines"]["guided"] == ["1/2026"]
    assert inside("petition", "reopen", "1").value["reopened"] == ["2026-06-05"]
    assert inside("petition", "unlink", "2").value["stands_for"] == ""
    printed = run("petition", "counts", "--from", "1/6", "--office", office, "--today", "5/6/2026")
    assert "Tiếp nhận trong kỳ: 2" in printed.out
    assert "Nguyễn" not in printed.out + inside("petition", "list").out


def test_every_figure_has_words() -> None:
    assert tuple(WORDS) == FIGURES
