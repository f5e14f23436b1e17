"""`wardapp dossier`: plan, file, close, hand over, take back and print from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_a_dossier_goes_its_whole_way_by_commands(inside: Any, tmp_path: Path) -> None:
    inside(
        "incoming", "add", "--set", "organ_name=UBND thành phố", "--set", "subject=về việc một",
        "--set", "page_amount=4",
    )  # fmt: skip
    added = inside(
        "dossier", "add", "01.TGDV", "--title", "Tuyên truyền năm 2026", "--retention", "Vĩnh viễn"
    )
    assert added.value["retention_years"] is None
    number = inside("incoming", "list").value[0]["arrival_code"]
    filed = inside("dossier", "file", "01.tgdv", f"den:{number}").value
    assert [paper["sheets"] for paper in filed["contents"]] == ["1-4"]
    assert inside("dossier", "hand-over", "01.TGDV").code == 1
    assert inside("dossier", "close", "01.TGDV", "--on", "1/6/2026").value["sheet_total"] == 4
    for paper in ("plan", "contents", "cover", "closing", "handover", "minutes"):
        names = ["01.TGDV"] if paper in {"contents", "cover", "closing"} else []
        target = tmp_path / f"{paper}.docx"
        assert inside("dossier", "export", paper, *names, "-o", target).code == 0, paper
        assert target.stat().st_size > 1000
    assert inside("dossier", "hand-over", "01.TGDV").value[0]["status"] == "handed_over"
    assert inside("dossier", "list", "--only", "handed_over").value[0]["papers"] == 1
    assert inside("dossier", "reopen", "01.TGDV", "--reason", "nhầm").value["status"] == "closed"
    assert inside("dossier", "reopen", "01.TGDV", "--reason", "nhầm").value["status"] == "open"
    assert inside("dossier", "take-out", "01.TGDV", f"den:{number}").value["contents"] == []
    copied = inside("dossier", "copy", "--year", "2027").value
    assert copied[0]["title"] == "Tuyên truyền năm 2027"


def test_what_is_not_clear_is_refused_in_a_sentence(inside: Any, tmp_path: Path) -> None:
    assert "09.XX" in inside("dossier", "show", "09.XX").err
    odd = inside("dossier", "add", "01.A", "--title", "x", "--retention", "lâu dài")
    assert "Vĩnh viễn" in odd.err
    inside("dossier", "add", "01.A", "--title", "x", "--retention", "5")
    assert "den:318" in inside("dossier", "file", "01.A", "văn bản").err
    plan = tmp_path / "plan.csv"
    plan.write_text(
        "Số, ký hiệu hồ sơ;Tiêu đề hồ sơ;Thời hạn bảo quản\n02.A;Công văn;10 năm\n03.A;Khác;?\n",
        "utf-8",
    )
    brought = inside("dossier", "import", plan)
    assert brought.value["added"] == 1
    assert "Dòng 3" in brought.err


def test_an_answer_tells_what_was_done_and_not_what_was_asked(run: Any, office: Path) -> None:
    def told(*words: str) -> str:
        answer = run(*words, "--office", office, "--today", "5/6/2026")
        assert answer.code == 0, answer.err
        return str(answer.out)

    told("incoming", "add", "--set", "organ_name=A", "--set", "subject=b")
    told("dossier", "add", "01.A", "--title", "x", "--retention", "5")
    assert "Đã đưa 1 văn bản" in told("dossier", "file", "01.A", "den:315")
    assert "Đã đưa 0 văn bản" in told("dossier", "file", "01.A", "den:315")
    told("dossier", "close", "01.A")
    told("dossier", "hand-over", "01.A")
    assert "nhận lại từ lưu trữ" in told("dossier", "reopen", "01.A", "--reason", "nhầm")
    assert "Đã mở lại" in told("dossier", "reopen", "01.A", "--reason", "nhầm")
