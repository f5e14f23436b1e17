"""`wardapp log`: every option lands in its field, pasted files keep or name each line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

CHAT = (
    "[08:15, 05/6/2026] Nguyễn Thị Hoa: Loa: phòng chống đuối nước, 2 tin, 15 phút\n"
    "[08:20, 05/6/2026] Trần Văn Bình: - Pano: phân loại rác, 2 chiếc, tdp 99\n"
    "[08:21, 05/6/2026] Trần Văn Bình: [Hình ảnh]\n"
)


def test_options_are_laid_over_the_line(inside: Run, tmp_path: Path) -> None:
    photo = tmp_path / "anh.txt"
    photo.write_text("Ảnh chụp bài đăng", "utf-8")

    line = inside(
        "log", "add", "fb; Ngày hội đọc sách; 2", "--day", "4/6", "--time", "7h30",
        "--group", "1.7", "--minutes", "15", "--reach", "1500", "--interactions", "40",
        "--place", "9", "--place", "12", "--link", "https://a.example/1", "--note", "=1+1",
        "--file", photo,
    ).value  # fmt: skip

    assert (line["day"], line["time"], line["group"], line["amount"]) == (
        "2026-06-04", "07:30", "1.7", 2)  # fmt: skip
    assert (line["minutes"], line["reach"], line["interactions"]) == (15, 1500, 40)
    assert (line["places"], line["note"]) == (["9", "12"], "=1+1")
    assert line["evidence_links"] == ["https://a.example/1"]
    assert [each["name"] for each in line["attachments"]] == ["anh.txt"]
    for wanted in (("--place", "9"), ("--group", "1.7"), ("--channel", "fb"), ("--from", "4/6")):
        found = inside("log", "list", *wanted).value
        assert [each["id"] for each in found] == [line["id"]], wanted
    assert inside("log", "list", "--place", "7").value == []
    assert inside("log", "list", "--missing").value == []


def test_what_cannot_stand_is_refused_and_nothing_is_kept(inside: Run) -> None:
    for words in (("--place", "99"), ("--group", "9.9"), ("--time", "25:00"), ("--day", "31/6")):
        refused = inside("log", "add", "fb; tin", *words)
        assert refused.code == 1, words
        assert refused.err.count("\n") == 1
    assert inside("log", "add", "fb; tin", "--minutes", "-1").code == 2
    assert inside("log", "list").value == []


def test_a_pasted_file_keeps_what_is_clear_and_names_the_rest(inside: Run, tmp_path: Path) -> None:
    file = tmp_path / "zalo.txt"
    file.write_text(CHAT, "utf-8")

    preview = inside("log", "paste", file, "--preview")
    assert (preview.code, preview.value["written"]) == (3, [])
    assert inside("log", "list").value == []
    pasted = inside("log", "paste", file)
    assert pasted.code == 3
    assert len(pasted.value["written"]) == 1
    assert [line["numbers"] for line in pasted.value["lines"]] == [[1], [2], [3]]
    assert "99" in pasted.value["lines"][1]["doubts"][-1]["sentence"]
    assert "Hoa" not in pasted.out
    assert "Bình" not in pasted.out
    again = inside("log", "paste", file)
    assert again.value["written"] == []
    assert inside("log", "paste", tmp_path / "khong-co.txt").code == 1


def test_a_channel_is_given_to_lines_that_name_none(inside: Run, tmp_path: Path) -> None:
    file = tmp_path / "viec.txt"
    file.write_text("Việc một\nViệc hai\n", "utf-8")
    assert inside("log", "paste", file).code == 3

    done = inside("log", "paste", file, "--channel", "fb")
    assert (done.code, len(done.value["written"])) == (0, 2)
