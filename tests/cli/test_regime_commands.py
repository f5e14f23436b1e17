"""`report regimes`, `report regime`, `report status`: what they answer and how they leave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

PLAN = (
    "5. Chế độ báo cáo\n"
    "- Các tổ dân phố gửi báo cáo về Ban Xây dựng Đảng trước ngày 25 hằng tháng.\n"
    "- Các đơn vị định kỳ hằng năm báo cáo kết quả.\n"
)


def test_a_regime_is_typed_listed_and_watched(
    run: Callable[..., Any], office: Path, tmp_path: Path
) -> None:
    told = ("--office", office, "--today", "2026-06-05")
    added = run(
        "report", "regime", "add", "trước ngày 25 hằng tháng", "--title", "Báo cáo tháng",
        "--units", "tdp", *told, "--json",
    )  # fmt: skip
    listed = run("report", "regimes", *told, "--json")
    board = tmp_path / "bang.xlsx"
    status = run(
        "report", "status", "báo cáo tháng", "--period", "2026-05", "-o", board, *told, "--json"
    )

    assert (added.code, listed.code, status.code) == (0, 0, 0)
    assert added.value[0]["dues"] == [{"day": 25, "month": 0, "year": None, "is_before": True}]
    assert listed.value[0]["next"]["due_date"] == "2026-06-24"
    assert status.value["counts"]["missing"] == status.value["counts"]["expected"] == 24
    assert board.stat().st_size
    text = run("report", "status", "Báo cáo tháng", "--period", "2026-05", *told).out
    assert "Tổ dân phố số 1: chưa gửi, chậm 12 ngày" in text


def test_a_plan_is_read_and_kept_when_asked(
    run: Callable[..., Any], office: Path, tmp_path: Path
) -> None:
    told = ("--office", office, "--today", "2026-06-05")
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(PLAN, "utf-8")

    read = run("report", "regime", "read", plan, *told, "--json")
    assert run("report", "regimes", *told, "--json").value == []
    kept = run("report", "regime", "read", plan, "--keep", *told)

    proposal = read.value["proposals"][0]
    assert proposal["said"].startswith("Hằng tháng, trước ngày 25")
    assert proposal["line"] == 2
    assert proposal["periods"][0]["due_date"] == "2026-06-24"
    assert "Hạn tới: Thứ Tư 24/6/2026" in kept.out
    assert len(run("report", "regimes", *told, "--json").value) == 1


def test_what_is_not_understood_changes_nothing(run: Callable[..., Any], office: Path) -> None:
    told = ("--office", office, "--today", "2026-06-05")

    weekly = run("report", "regime", "add", "thứ Sáu hằng tuần", *told)
    nobody = run("report", "status", "báo cáo", *told)

    assert (weekly.code, nobody.code) == (1, 1)
    assert weekly.err.startswith("Chưa làm được chế độ báo cáo theo tuần.")
    assert "chưa có chế độ nào" in nobody.err
    assert run("report", "regimes", *told, "--json").value == []
