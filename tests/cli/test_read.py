from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.cli.conftest import Run
from wardapp.core.places import Places

NAMES = {
    "issuing_body", "parent_body", "number", "symbol", "number_symbol", "place", "date", "type",
    "subject", "addressees", "authority", "signer_position", "signer_name", "urgency",
}  # fmt: skip


def test_a_read_file_speaks_the_fixed_names(run: Run, places: Places) -> None:
    inbox = places.example / "inbox"

    answer = run("read", inbox / "01-cong-van-khan.pdf", inbox / "03-cong-van-so.docx", "--json")

    urgent, letter = answer.value
    assert answer.code == 0
    assert set(urgent) == {
        "file", "kind", "regime", "fields", "evidence", "deadlines", "warnings",
    }  # fmt: skip
    assert set(urgent["fields"]) == NAMES
    assert (urgent["kind"], urgent["regime"], letter["kind"]) == ("pdf", "state", "docx")
    assert urgent["fields"]["urgency"] == "khẩn"
    assert letter["fields"]["number_symbol"] == "411/SVHTT-QLVH"
    assert letter["fields"]["date"] == "2026-06-03"
    assert letter["deadlines"][0]["date"] == "2026-06-12"
    assert set(letter["evidence"]["subject"]) == {"page", "text", "confidence"}


def test_a_bad_file_is_told_and_the_others_are_read_all_the_same(
    run: Run, places: Places, tmp_path: Path
) -> None:
    inbox = places.example / "inbox"
    archive = tmp_path / "goi.zip"
    archive.write_bytes(b"PK\x05\x06" + b"\0" * 18)

    answer = run("read", inbox / "06-tep-hong.pdf", archive, inbox / "05-du-thao-khong-so.txt",
                 "--json")  # fmt: skip

    assert answer.code == 1
    assert [("error" in each) for each in answer.value] == [True, True, False]
    assert answer.value[2]["fields"]["number"] is None
    assert answer.value[2]["fields"]["date"] is None


def test_a_secret_file_is_refused_without_its_text(run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "thu.txt"
    secret.write_text("THÀNH ỦY HÀ LIÊN\n*\nSố 9-CV/TU\nTUYỆT MẬT\nNội dung kín\n", "utf-8")

    answer = run("read", secret, "--json")

    assert answer.code == 1
    assert "kín" not in answer.out + answer.err
    assert "mức độ mật" in answer.value[0]["error"]


def test_the_text_answer_names_fields_deadlines_and_doubts(run: Run, places: Places) -> None:
    told = run("read", places.example / "inbox" / "05-du-thao-khong-so.txt").out

    assert "Cơ quan ban hành: VĂN PHÒNG" in told
    assert "Hạn: 08/6/2026" in told
    assert "Xem lại: Văn bản chưa có số" in told


def test_the_samples_are_read_field_for_field(run: Run, samples: Path) -> None:
    expected = json.loads((samples.parent / "samples-expected.json").read_text("utf-8"))

    answer = run("read", *(samples / each["file"] for each in expected), "--json")

    assert answer.code == 0
    found = [{name: each[name] for name in ("file", "kind", "regime", "fields")}
             for each in answer.value]  # fmt: skip
    assert found == expected
    said = " ".join(each["text"] for one in answer.value for each in one["warnings"])
    assert all(word in said for word in ("876-CV/BTGDVTU876KH/TU", "BXDD", "Đông Đa"))


def test_a_name_that_steers_the_console_is_told_on_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\n\x1b[31m.txt"
    if sys.platform != "win32":  # which takes no such name, but may be given one
        path.write_bytes(b"")

    answer = run("read", path)

    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "\x1b" not in answer.err
