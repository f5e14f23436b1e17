"""`wardapp opinion`: topics from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_topic_is_kept_heard_joined_and_ended(inside: Run, tmp_path: Path) -> None:
    one = inside(
        "opinion", "add", "Băn khoăn về giá đất tái định cư", "--set", "field=kinh tế",
        "--set", "leaning=phản đối", "--set", "spread=nhiều ý kiến", "--set", "day=1/6",
    )  # fmt: skip
    assert one.code == 0, one.err
    assert (one.value["leaning"], one.value["day"]) == ("opposed", "2026-06-01")
    code = one.value["id"][-8:]
    two = inside("opinion", "add", "Lo giá đền bù thấp").value["id"]
    assert inside("opinion", "heard", code).value["heard_on"] == ["2026-06-05"]
    assert inside("opinion", "join", two, code).value["joined_to"] == one.value["id"]
    assert len(inside("opinion", "list", "--open").value) == 1
    assert inside("opinion", "apart", two).value["joined_to"] is None
    closed = inside("opinion", "close", code, "--outcome", "Đã đối thoại")
    assert closed.value["closed_on"] == "2026-06-05"
    assert inside("opinion", "show", code).value["outcome"] == "Đã đối thoại"
    out = tmp_path / "du-luan.docx"
    assert inside("opinion", "export", "--from", "1/5", "-o", out).code == 0
    assert out.is_file()
    assert len(inside("opinion", "list", "--leaning", "phản đối").value) == 1


def test_a_named_person_is_refused_once(inside: Run) -> None:
    words = ("opinion", "add", "Ông Trần Văn Bền kêu giá đất")
    answer = inside(*words)
    assert (answer.code, answer.out) == (1, "")
    assert "họ tên" in answer.err
    assert inside(*words, "--with-persons").code == 0
    assert inside("opinion", "show", "khongco").code == 1
    assert inside("opinion", "add", "x", "--set", "mau=đỏ").code == 1
