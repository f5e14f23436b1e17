from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from wardapp.cli.main import COMMANDS, parser
from wardapp.core.places import Places


def test_every_command_has_vietnamese_help(run: Run) -> None:
    for command in COMMANDS:
        told = run(command, "-h")
        assert told.code == 0
        assert told.out.startswith("Cách dùng: wardapp")
        assert "usage" not in told.out
        assert "show this" not in told.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Còn thiếu: LỆNH."),
        (("bay",), "không có lựa chọn 'bay'"),
        (("read",), "Còn thiếu: TỆP."),
        (("tour", "x", "--example", "khac"), "--example không có lựa chọn 'khac'"),
        (("init",), "Cần một trong các mục"),
        (("incoming", "list", "--year", "ba"), "--year phải là số"),
        (("incoming", "list", "--nhanh"), "Không hiểu: --nhanh."),
        (("draft", "a.toml", "-o"), "-o cần ít nhất một giá trị"),
    ],
)
def test_a_wrong_call_leaves_with_2_and_one_sentence(
    run: Run, words: tuple[str, ...], sentence: str
) -> None:
    answer = run(*words)

    assert answer.code == 2
    assert sentence in answer.err
    assert answer.out == ""


def test_a_command_without_an_office_says_how_to_name_one(run: Run, tmp_path: Path) -> None:
    assert "WARDAPP_OFFICE" in run("incoming", "list").err
    nowhere = run("incoming", "list", "--office", tmp_path)
    assert nowhere.code == 1
    assert nowhere.err.count("\n") == 1


def test_a_made_office_lists_its_books(inside: Run) -> None:
    books = inside("book", "list").value

    assert {each["book"] for each in books} == {"den@BXDĐ", "den@ĐU", "di@BXDĐ", "di@ĐU"}


def test_an_office_is_never_made_over_another(run: Run, office: Path) -> None:
    again = run("init", "--example", "state", "--office", office)

    assert again.code == 1
    assert again.err.count("\n") == 1


def test_incoming_from_a_file_and_by_hand(inside: Run, places: Places) -> None:
    letter = places.example / "inbox" / "07-cong-van-tuyen-giao.txt"

    read = inside("incoming", "add", "--file", letter, "--set", "handler=Bùi Gia Khánh").value
    typed = inside(
        "incoming", "add",
        "--set", "organ_name=Sở Nội vụ",
        "--set", "number_symbol=12/SNV-VP",
        "--set", "subject=Họp giao ban",
        "--set", "due_date=+10",
        "--set", "signer.full_name=Nguyễn An",
        "--set", "addressees=Đảng uỷ phường", "--set", "addressees=UBND phường",
        "--set", "priority=khẩn",
    ).value  # fmt: skip

    assert (read["arrival_number"], read["handler"]) == (315, "Bùi Gia Khánh")
    assert read["number_symbol"] == "142-CV/BTGDVTU"
    assert typed["due_date"] == "2026-06-15"
    assert typed["addressees"] == ["Đảng uỷ phường", "UBND phường"]
    assert typed["signer"]["full_name"] == "Nguyễn An"
    assert (typed["code_number"], typed["code_notation"]) == ("12", "SNV-VP")
    listed = inside("incoming", "list").value
    assert [each["arrival_number"] for each in listed] == [316, 315]
    assert inside("incoming", "show", "315").value["organ_name"] == read["organ_name"]
    assert [each["arrival_number"] for each in inside("incoming", "search", "noi vu").value] == [
        316
    ]
    assert "Có thể trùng" in inside("incoming", "add", "--file", letter).err


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("subjekt=x", "Không có trường “subjekt”"),
        ("subject", "FIELD=VALUE"),
        ("due_date=31/02/2026", "Tháng 2"),
        ("page_amount=ba", "phải là số nguyên"),
        ("priority=gấp", "không có lựa chọn"),
        ("issuer=XYZ", "Không có cơ quan “XYZ”"),
        ("number_symbol=không", "không phải số, ký hiệu"),
    ],
)
def test_a_wrong_field_is_told_and_nothing_is_written(
    inside: Run, pair: str, sentence: str
) -> None:
    answer = inside("incoming", "add", "--set", "organ_name=A", "--set", "subject=B", "--set", pair)

    assert answer.code == 1
    assert sentence in answer.err
    assert inside("incoming", "list").value == []


def test_outgoing_lines_are_added_cancelled_and_explained(inside: Run) -> None:
    added = inside("outgoing", "add", "--set", "subject=tổng kết", "--set", "type_code=KH").value
    cancelled = inside("outgoing", "cancel", "05-KH/BXDĐ", "--reason", "Nhầm").value

    assert added["number_symbol"] == "05-KH/BXDĐ"
    assert added["code_number"] == "05"
    assert cancelled["status"] == "cancelled"
    story = inside("number", "explain", "05-KH/BXDĐ").value
    assert [step["state"] for step in story["life"]] == ["used", "cancelled"]
    assert inside("outgoing", "show", "99-KH/BXDĐ").code == 1


def test_a_draft_is_written_and_an_issue_takes_the_number(
    inside: Run, spec: Path, tmp_path: Path
) -> None:
    drafted = inside("draft", spec, "-o", tmp_path / "d.docx", tmp_path / "d.pdf", "--save").value
    issued = inside("issue", spec, "-o", tmp_path / "cv.docx", tmp_path / "cv.pdf").value
    second = inside("issue", drafted["draft_id"], "--date", "4/6").value

    assert (tmp_path / "d.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "cv.pdf").read_bytes().startswith(b"%PDF")
    assert issued["number_symbol"] == "12-CV/BXDĐ"
    assert issued["left_screen"] is True
    assert (second["number_symbol"], second["issued_date"]) == ("13-CV/BXDĐ", "2026-06-04")


def test_a_slip_in_the_target_takes_no_number(inside: Run, spec: Path, tmp_path: Path) -> None:
    answer = inside("issue", spec, "-o", tmp_path / "cv.odt")

    assert answer.code == 1
    assert ".docx hoặc .pdf" in answer.err
    assert inside("outgoing", "list").value == []


def test_a_refused_issue_leaves_no_draft_behind(inside: Run, tmp_path: Path) -> None:
    empty = tmp_path / "trong.toml"
    empty.write_text('issuer = "BXDĐ"\ntype = "CV"\nsubject = "x"\n', "utf-8")

    answer = inside("issue", empty, "-o", tmp_path / "cv.pdf")

    assert answer.code == 1
    assert "Chưa có nội dung" in answer.err


def test_log_lines_and_the_filled_report(inside: Run, tmp_path: Path) -> None:
    added = inside("log", "add", "fb; Ngày hội đọc sách; 2; 1500; tdp 9 12").value
    listed = inside("log", "list").value
    filled = inside(
        "report", "fill", "phu-luc-02", "2026-06", "-o",
        tmp_path / "b.docx", tmp_path / "b.xlsx", tmp_path / "b.pdf",
    ).value  # fmt: skip

    assert (added["channel"], added["amount"], added["reach"]) == ("fanpage", 2, 1500)
    assert [each["content"] for each in listed] == ["Ngày hội đọc sách"]
    assert filled["period"]["due_date"] == "2026-06-10"
    assert all(Path(each).stat().st_size > 1000 for each in filled["files"])
    assert inside("report", "fill", "la", "2026-06", "-o", tmp_path / "x.pdf").code == 1
    assert inside("report", "fill", "phu-luc-02", "1999", "-o", tmp_path / "x.pdf").code == 1


def test_books_are_exported_by_year_term_and_span(inside: Run, tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"

    for words in (
        ("den", "--year", "2026"),
        ("di@ĐU", "--term", "2025-2030"),
        ("di", "--from", "1/1/2026", "--to", "5/6/2026"),
    ):
        assert inside("book", "export", *words, "-o", target).code == 0
    assert inside("book", "export", "ho-so", "-o", target).code == 1
    assert inside("book", "export", "di@KHÔNG", "-o", target).code == 1
    assert inside("book", "export", "di", "--term", "1990", "-o", target).code == 1


def test_a_backup_brings_the_office_back(inside: Run) -> None:
    inside("outgoing", "add", "--set", "subject=một")
    made = inside("backup").value
    inside("outgoing", "add", "--set", "subject=hai")

    back = inside("restore", made["name"])
    assert back.code == 0
    assert "số 13 đã cấp sau bản sao lưu này nên không cấp lại" in back.err

    assert [each["subject"] for each in inside("outgoing", "list").value] == ["một"]
    assert inside("restore", "không-có").code == 1
    assert made["name"] in {each["name"] for each in inside("backup", "--list").value}


def test_a_sound_office_passes_the_doctor(inside: Run) -> None:
    answer = inside("doctor")

    assert answer.code == 0
    assert all(fact["ok"] for fact in answer.value)


def test_text_answers_are_sentences(run: Run, office: Path) -> None:
    told = run("incoming", "add", "--office", office, "--today", "5/6/2026",
               "--set", "organ_name=Sở Nội vụ", "--set", "subject=Họp")  # fmt: skip

    assert told.out == "Đã vào sổ số 315.\n"
    assert "Sở Nội vụ" in run("incoming", "list", "--office", office).out


def test_parser_and_list_of_commands_agree() -> None:
    actions = [each for each in parser()._actions if each.dest == "command"]

    assert set(actions[0].choices) == set(COMMANDS)


def test_the_program_speaks_utf8_through_any_pipe(places: Places, tmp_path: Path) -> None:
    letter = places.example / "inbox" / "07-cong-van-tuyen-giao.txt"
    surroundings = {
        **os.environ,
        "PYTHONIOENCODING": "cp1252",
        "PYTHONUTF8": "0",
        "WARDAPP_DATA": str(tmp_path),
    }

    done = subprocess.run(
        [sys.executable, "-m", "wardapp", "read", str(letter), str(tmp_path / "mat"), "--json"],
        capture_output=True,
        check=False,
        cwd=places.resources.parent,
        env=surroundings,
    )

    answers = json.loads(done.stdout.decode("utf-8"))
    assert done.returncode == 1
    assert answers[0]["fields"]["issuing_body"] == "BAN TUYÊN GIÁO VÀ DÂN VẬN"
    assert set(answers[1]) == {"file", "error"}
    assert "Traceback" not in done.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault(places: Places, tmp_path: Path) -> None:
    letter = places.example / "inbox" / "07-cong-van-tuyen-giao.txt"
    words = [str(letter)] * 60

    with subprocess.Popen(
        [sys.executable, "-m", "wardapp", "read", *words, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=places.resources.parent,
        env={**os.environ, "WARDAPP_DATA": str(tmp_path)},
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        complaint = running.stderr.read() if running.stderr else b""

    assert b"Traceback" not in complaint
    assert b"Exception" not in complaint


@pytest.mark.parametrize("period", ["9999-06", "0001-01", "0000-06", "2026-13"])
def test_a_period_far_from_any_calendar_gets_its_sentence(
    inside: Run, tmp_path: Path, period: str
) -> None:
    answer = inside("report", "fill", "phu-luc-02", period, "-o", tmp_path / "a.pdf")
    assert (answer.code, answer.out) == (1, "")
    assert "không có kỳ" in answer.err


def test_a_target_with_an_endless_name_gets_its_sentence(inside: Run, tmp_path: Path) -> None:
    answer = inside("book", "export", "den", "-o", tmp_path / f"{'x' * 300}.pdf")
    assert answer.code == 1
    assert "quá dài" in answer.err


def test_the_example_of_a_log_line_in_the_help_is_one_that_works(inside: Run) -> None:
    helped = inside("log", "add", "--help").out
    shown = " ".join(helped.split()).split("“")[1].split("”")[0]
    assert inside("log", "add", shown, "--today", "2026-06-06").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_an_answer_that_cannot_be_printed_is_told(office: Path) -> None:
    words = [sys.executable, "-m", "wardapp", "incoming", "list", "--office", str(office)]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            words, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1


def test_a_damaged_office_is_restored_by_command(inside: Run, office: Path) -> None:
    name = inside("backup", "--json").value["name"]
    (office / "office.db").write_bytes(b"\x07" * 20_000)
    assert inside("restore", "../x").code == 1

    assert inside("restore", name).code == 0

    assert inside("incoming", "list").code == 0


def test_a_command_mends_a_damaged_office_and_says_so(inside: Run, office: Path) -> None:
    (office / "office.db").write_bytes(b"\x07" * 20_000)

    listed = inside("incoming", "list", "--json")

    assert listed.code == 0
    assert listed.value == []
    assert "đã tự phục hồi" in listed.err
    assert inside("incoming", "list").err == ""
