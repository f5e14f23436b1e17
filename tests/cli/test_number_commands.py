"""`wardapp number` and `wardapp book check`: counters from the command line."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.cli.conftest import Run


def test_a_number_is_kept_used_explained_and_given_back(inside: Run) -> None:
    (taken,) = inside("number", "take", "--type=KH", "--title=Kế hoạch tiêm chủng").value
    assert (taken["first"], taken["printed"]) == (5, "05-KH/BXDĐ")
    kept = inside(
        "number", "reserve", "--type=KH", "--count=2", "--holder=Văn phòng", "--until=10/6"
    )
    assert [each["printed"] for each in kept.value] == ["06-KH/BXDĐ", "07-KH/BXDĐ"]
    assert (
        inside("number", "extend", "06-KH/BXDĐ", "--until=20/6").value[0]["until"] == "2026-06-20"
    )

    fields = ("type_code=KH", "subject=về tiêm chủng", "number=5", "reserved=có")
    sets = [word for each in fields for word in ("--set", each)]
    added = inside("outgoing", "add", *sets)
    assert added.err == ""
    assert added.value["number_symbol"] == "05-KH/BXDĐ"
    story = inside("number", "explain", "05-KH/BXDĐ").value
    assert [step["step"] for step in story["life"]] == ["reserved", "used"]

    released = inside("number", "release", "07-KH/BXDĐ", "--reason=Thôi ban hành")
    assert "về dãy" in released.value["sentence"]
    rolled = inside("number", "rollback", "06-KH/BXDĐ", "--reason=Nhầm")
    assert rolled.value == {"number": 6}
    assert "chưa cấp" in inside("number", "explain", "06-KH/BXDĐ").value["note"]


def test_numbers_are_spoiled_secret_set_and_listed(inside: Run) -> None:
    assert inside("number", "cancel", "5", "--type=KH", "--reason=Viết hỏng").value["number"] == 5
    assert inside("number", "secret", "--type=KH").value["printed"] == "06-KH/BXDĐ"
    assert inside("number", "set", "10", "--type=KH", "--reason=Sổ giấy").value["last_number"] == 10
    rows = inside("number", "list", "--type=KH").value
    assert [(row["first"], row["state"]) for row in rows[:3]] == [
        (7, "external"), (6, "secret"), (5, "cancelled"),
    ]  # fmt: skip
    assert any(row["title"] == "Kế hoạch" for row in inside("number", "list").value)
    assert "--type" in inside("number", "take").err
    assert inside("number", "rollback", "3", "--type=KH", "--reason=x").code == 1


def test_a_check_of_a_book_leaves_with_3_when_something_has_to_be_mended(
    inside: Run, run: Run, office: Path
) -> None:
    assert inside("book", "check", "di@BXDĐ").code == 0
    inside("number", "reserve", "--type=KH", "--holder=Văn phòng", "--until=6/6")
    checked = run("book", "check", "di", "--office", office, "--today", "10/6/2026", "--json")
    assert checked.code == 3
    assert [each["rule"] for each in checked.value] == ["overdue_reservation"]


def test_books_and_numbers_that_do_not_exist_are_refused_in_a_sentence(inside: Run) -> None:
    def refused(*words: str) -> str:
        answer = inside(*words)
        assert answer.code == 1, words
        return answer.err

    adding = ("outgoing", "add", "--set", "subject=a", "--set")
    assert "không có sổ đến mang mã “xyz”" in refused("number", "take", "--book", "xyz")
    assert "Không có sổ “xyz”" in refused("book", "check", "xyz")
    assert "không vào sổ “xyz”" in refused(*adding, "book=xyz")
    assert "không vào sổ “sao”" in refused(*adding, "book=sao")
    assert "không phải số" in refused("number", "explain", "0-CV/ĐU")
    assert inside(*adding, "type_code=quy định").value["type_code"] == "QyĐ"


def test_a_spoiled_number_is_told_as_spoiled_and_a_double_as_a_double(inside: Run) -> None:
    inside("number", "cancel", "5", "--type=KH", "--reason=Viết hỏng")
    assert (
        "Số 05 đã hủy ngày 05/6" in inside("number", "cancel", "5", "--type=KH", "--reason=a").err
    )
    fields = ("organ_name=Thành ủy", "number_symbol=57-KH/TU", "issued_date=13/4", "subject=a")
    sets = [word for each in fields for word in ("--set", each)]
    first = inside("incoming", "add", *sets)
    assert first.err == ""
    assert f"trùng với số đến {first.value['arrival_code']}" in inside("incoming", "add", *sets).err


def test_a_number_of_a_state_letter_or_copy_is_named_as_it_prints(run: Run, tmp_path: Path) -> None:
    day = ("--office", tmp_path / "so", "--today", "5/6/2026", "--json")
    assert run("init", "--example", "state", *day).code == 0
    kept = run("number", "reserve", "--type=CV", "--holder=Lan", *day).value[0]["first"]
    printed = f"{kept}/UBND-VHXH"
    extended = run("number", "extend", printed, "--until", "10/6/2026", *day)
    assert extended.value[0]["until"] == "2026-06-10"
    assert "Bản sao" in run("number", "explain", "02/SL-UBND", *day).value["note"]


def test_a_book_counted_by_term_prints_by_term_with_the_numbers_no_line_holds(
    inside: Run, tmp_path: Path
) -> None:
    inside("number", "secret", "--type=KH")
    inside("outgoing", "add", "--set", "type_code=KH", "--set", "subject=a")
    assert inside("book", "export", "di", "-o", tmp_path / "so.xlsx").code == 0
    sheets = openpyxl.load_workbook(tmp_path / "so.xlsx")
    printed = [row[0] for row in sheets.worksheets[1].iter_rows(values_only=True)]
    assert {"05-KH/BXDĐ", "06-KH/BXDĐ"} <= set(printed)


def test_the_last_numbers_on_paper_are_told_and_confirmed(inside: Run) -> None:
    backup = inside("backup").value["name"]
    inside("number", "take", "--type=KH", "--title=Kế hoạch")
    restored = inside("restore", backup)
    assert "05 đã cấp sau bản sao lưu này nên không cấp lại" in restored.err
    assert inside("number", "list", "--type=KH").value[0]["state"] == "lost"
    known = inside("number", "last").value
    row = next(each for each in known["rows"] if each["key"]["group"] == "KH" and each["last"])
    assert (known["sentence"], row["last"], row["has_lost"]) == ("", 5, True)
    assert "số kế tiếp 05" in inside("number", "confirm", "4", "--type=KH").value["sentence"]
    assert "của một sổ, hoặc --all" in inside("number", "confirm").err
