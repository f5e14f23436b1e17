"""`wardapp report import` and `consolidate`: what was read, what is asked, one form of all."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl

from tests.cli.conftest import Run
from tests.returned_units import FORM, JUNE, damaged, key, number_in_words, workbook
from wardapp.core.forms import Period
from wardapp.core.issuers import Unit
from wardapp.reports.loading import load_form

ROOT = Path(__file__).parents[2]


def a_file(folder: Path, unit: Unit, count: int, name: str = "") -> Path:
    """Write what a unit sends in."""
    spec = load_form(ROOT / "forms" / FORM / "form.toml")
    period = Period(
        id=JUNE,
        label="kỳ tháng 6/2026",
        window_from=date(2026, 3, 10),
        window_to=date(2026, 6, 9),
        due_date=date(2026, 6, 10),
    )
    path = folder / (name or f"to {unit.code}.xlsx")
    path.write_bytes(workbook(spec, period, unit, {key("A", "A4", "actual"): count}))
    return path


def test_files_are_looked_at_kept_and_made_one_form(inside: Run, tmp_path: Path) -> None:
    one = Unit(id="x1", name="Tổ dân phố số 1", code="1")  # type: ignore[arg-type]
    two = Unit(id="x2", name="Tổ dân phố số 2", code="2")  # type: ignore[arg-type]
    first, second = a_file(tmp_path, one, 3), a_file(tmp_path, two, 4)
    damaged(second, number_in_words)

    looked = inside("report", "import", first, second, "--look")
    assert looked.code == 3
    assert [each["asks"] for each in looked.value] == ["", ""]
    kept = inside("report", "import", first, second)
    assert kept.code == 3
    assert [each["is_new"] for each in kept.value] == [True, True]
    assert any(each["kind"] == "unreadable" for each in kept.value[1]["doubts"])
    again = inside("report", "import", first)
    assert [each["is_new"] for each in again.value] == [False]

    newer = a_file(tmp_path, one, 5, "moi to 1.xlsx")
    asked = inside("report", "import", newer)
    assert (asked.code, asked.value[0]["asks"]) == (1, "same_unit")
    assert inside("report", "import", newer, "--again", "new").code == 3
    assert inside("report", "import", first, newer, "--unit", "1").code == 1

    target = tmp_path / "tong-hop.xlsx"
    whole = inside("report", "consolidate", FORM, JUNE, "-o", target, tmp_path / "tong-hop.pdf")
    assert whole.code == 0
    assert whole.value["from"] == [one.name, two.name]
    assert len(whole.value["missing"]) == 22
    book = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))
    assert "Nguồn từng số" in book.sheetnames
    book.close()
    assert (tmp_path / "tong-hop.pdf").read_bytes().startswith(b"%PDF")
