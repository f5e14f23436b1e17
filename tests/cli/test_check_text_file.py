"""`wardapp check` on a text file: its words are judged, its look is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wardapp.cli.call import FOUND, REFUSED

PLAN = """ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN
ĐẢNG UỶ PHƯỜNG LIÊN HỒ
*
Số 57 KH/ĐU

ĐẢNG CÔNG SẢN VIỆT NAM

Liên Hồ, ngày 05 tháng 6 năm 2026

KẾ HOẠCH

tuyên truyền văn hoá đọc

Đảng uỷ phường Liên Hô triển khai một số việc./.

Nơi nhận:

- Các chi bộ trực thuộc,
- Lưu Văn phòng Đảng uỷ.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trần Minh Khuê
"""
Run = Callable[..., Any]


def _faults(answer: Any) -> set[tuple[str, str]]:
    return {
        (each["rule"], each["found"])
        for report in answer.value
        for each in report["findings"]
        if each["verdict"] == "fail" and not each["soft"]
    }


def test_the_words_of_a_text_file_are_judged_and_its_look_is_not(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, "utf-8")
    answer = run("check", "--json", path)
    assert answer.code == FOUND
    assert _faults(answer) == {
        ("tieu-de.dang", "ĐẢNG CÔNG SẢN VIỆT NAM"),
        ("so.gach-noi", "Số 57 KH/ĐU"),
        ("chinh-ta.don-vi", "phường Liên Hô"),
        ("ket.dau-cham", "Đảng uỷ phường Liên Hô triển khai một số việc./."),
        ("noi-nhan.ngan-cach", "- Các chi bộ trực thuộc,"),
    }
    findings = {each["rule"]: each for each in answer.value[0]["findings"]}
    assert findings["co-chu.so"]["verdict"] == "not_evaluated"
    assert findings["co-chu.so"]["found"] == "tệp chữ không có kiểu chữ để soát"
    assert all(each["fix"] is None for each in answer.value[0]["findings"])
    assert "Tệp chữ (.txt): chỉ xem, không sửa." in run("check", path).out


def test_a_text_file_is_never_mended_and_a_pdf_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, "utf-8")
    refused = run("check", "--fix", "-o", tmp_path / "moi.docx", path)
    assert refused.code == REFUSED
    assert not (tmp_path / "moi.docx").exists()
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    answer = run("check", "--json", tmp_path / "a.pdf")
    assert answer.value[0]["error"].startswith("Tệp PDF không còn kiểu chữ")


@pytest.mark.samples
def test_the_slips_of_real_drafts_are_found(run: Run, samples: Path) -> None:
    files = sorted(samples.glob("*.txt"))
    faults = _faults(run("check", "--json", "--date", "10/6/2026", *files))
    said = {found for _, found in faults}
    assert {"ĐẢNG CÔNG SẢN VIỆT NAM", "Số -CV/BXDD", "Số 57 KH/TU", "Trân trọng./."} <= said
    assert {"876-CV/BTGDVTU876KH/TU", "02 - NQ/TW", "- Thường trực Thành ủy,"} <= said
    assert {"Đông Đa, ngày tháng năm 2026", "phường Đông Đa", "Trân trọng!"} <= said
