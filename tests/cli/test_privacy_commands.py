"""`wardapp privacy`: requests and incidents from the command line, nobody named."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_request_is_taken_down_acknowledged_and_answered(inside: Run) -> None:
    made = inside("privacy", "request", "add", "xem dữ liệu", "--day", "4/6")
    assert made.code == 0, made.err
    code = made.value["id"][-8:]
    assert (made.value["kind"], made.value["received"]) == ("see", "2026-06-04")
    assert made.value["acknowledge_by"] > "2026-06-04"
    assert inside("privacy", "request", "ack", code).value["acknowledged_on"] == "2026-06-05"
    done = inside("privacy", "request", "answer", code, "Đã cho xem tại trụ sở").value
    assert done["done_on"] == "2026-06-05"
    assert inside("privacy", "request", "answer", code, "lần nữa").code == 1

    other = inside("privacy", "request", "add", "delete").value["id"]
    refused = inside("privacy", "request", "refuse", other, "khong-co")
    assert refused.code == 1
    assert "Các lý do theo luật" in refused.err
    key = refused.err.partition("luật: ")[2].partition(":")[0]
    assert inside("privacy", "request", "refuse", other, key).value["refused"]
    assert len(inside("privacy", "list").value["requests"]) == 2
    assert inside("privacy", "request", "add", "xem", "--petition", "99").code == 1


def test_an_incident_is_noted_told_closed_and_printed(inside: Run, tmp_path: Path) -> None:
    refused = inside("privacy", "incident", "add", "Gửi nhầm tệp của ông Trần Văn Bền")
    assert (refused.code, refused.out) == (1, "")
    words = ("Gửi nhầm danh sách", "--day", "4/6", "--time", "7h30", "--data", "Họ tên, 12 người")
    made = inside("privacy", "incident", "add", *words)
    assert made.code == 0, made.err
    code = made.value["id"][-8:]
    hours = (made.value["notify_by_ms"] - made.value["discovered_ms"]) // 3_600_000
    assert hours == 72
    assert inside("privacy", "incident", "close", code).code == 1
    assert inside("privacy", "incident", "notify", code, "Công an thành phố").code == 0
    assert inside("privacy", "incident", "close", code).value["closed_on"] == "2026-06-05"
    both = (tmp_path / "phieu.docx", tmp_path / "phieu.pdf")
    assert inside("privacy", "print", code, "-o", *both).code == 0
    assert all(each.is_file() for each in both)
    assert inside("privacy", "print", "khongco", "-o", both[0]).code == 1
    assert [each["what"] for each in inside("privacy", "list").value["incidents"]] == [
        "Gửi nhầm danh sách"
    ]


def test_figures_of_a_person_in_the_log_are_asked_about_once(inside: Run) -> None:
    words = ("log", "add", "fb; Liên hệ số 0912 345 678; 1; 20")
    answer = inside(*words)
    assert (answer.code, answer.out) == (1, "")
    assert "dãy số" in answer.err
    assert inside(*words, "--with-numbers").code == 0
    assert inside("log", "add", "fb; Tuyên truyền; 1; 20", "--note", "CCCD 001099012345").code == 1
    assert inside("log", "add", "fb; Ngày 30/6/2026, 1.500 người dự; 1; 20").code == 0
