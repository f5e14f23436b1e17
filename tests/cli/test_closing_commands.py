from __future__ import annotations

import sqlite3
from contextlib import closing
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


def test_the_doctor_knows_closed_pages_and_overdue_numbers(
    inside: Any, run: Any, office: Path
) -> None:
    inside("incoming", "add", "--set", "organ_name=UBND thành phố", "--set", "subject=về việc một")
    closed = inside("book", "close", "den").value
    kept = inside("number", "reserve", "--type", "KH", "--holder", "Ban", "--until", "8/6/2026")
    assert kept.code == 0
    before = inside("doctor")
    assert before.code == 0
    facts = {fact["topic"]: fact for fact in before.value}
    assert "1 lần đóng" in facts["Trang đã đóng"]["sentence"]
    later = run("doctor", "--office", office, "--today", "12/6/2026", "--json")
    overdue = next(fact for fact in later.value if fact["topic"] == "Việc quá hạn")
    assert "1 số giữ quá hạn" in overdue["sentence"].lower()

    # Somebody writes past the program.
    with closing(sqlite3.connect(office / "office.db")) as database, database:
        database.execute("UPDATE closings SET code = 'AAAA-AAAA-AAAA'")
    after = inside("doctor")
    assert after.code == 3
    wrong = {fact["topic"]: fact["sentence"] for fact in after.value if not fact["ok"]}
    assert "Mã của các cột đã đóng" in wrong["Trang đã đóng"]
    assert closed["code"] not in wrong["Trang đã đóng"]


def test_taking_closed_pages_back_is_not_told_as_opening_a_year(run: Any, office: Path) -> None:
    day = ("--office", office, "--today", "5/6/2026")
    run("incoming", "add", "--set", "organ_name=A", "--set", "subject=b", *day)
    for options, told in (((), "bỏ lần đóng trang 1 đến 1"), (("--whole",), "mở lại năm 2026")):
        closed = run("book", "close", "den", *options, *day)
        code = closed.out.split("Mã trang: ")[1].strip(" .\n")
        assert told in run("book", "reopen", code, "--reason", "nhầm", *day).out
