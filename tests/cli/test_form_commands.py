from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.documents.official_forms.official_files import Dress, a_workbook


def test_a_form_of_an_official_file_goes_from_the_command_line_to_a_report(
    inside: Run, tmp_path: Path
) -> None:
    source = tmp_path / "mau.xlsx"
    source.write_bytes(a_workbook(Dress(frozenset({"sums"}))))
    made = inside(
        "form", "official", source, "--id", "mau-1", "--label", "Mẫu 1", "-o", tmp_path / "out",
        "--due", "ngày 20 của các tháng 6, 12",
    )  # fmt: skip
    assert made.code == 0, made.err
    path = Path(made.value["file"])
    assert made.value["tables"] == [{"table": "A", "columns": 3, "rows": 4}]
    checked = inside("form", "check", path)
    assert (checked.code, checked.value["faults"]) == (0, [])
    assert inside("form", "add", path).value == {"form": "mau-1", "version": "1"}
    listed = {each["form_id"] for each in inside("form", "list").value}
    assert {"mau-1", "phu-luc-02"} <= listed

    target = tmp_path / "nop.xlsx"
    assert inside("form", "print", "mau-1", "2026-12", "--official", "-o", target).code == 0
    assert target.is_file()
    assert inside("form", "print", "mau-1", "2026-12", "-o", tmp_path / "nop.pdf").code == 0
    both = (tmp_path / "bc.xlsx", tmp_path / "bc.pdf")
    filled = inside("report", "fill", "mau-1", "2026-12", "--official", "-o", *both).value
    assert (filled["left_out"], all(each.is_file() for each in both)) == ([], True)
    assert both[0].read_bytes() == target.read_bytes()
    refused = inside("report", "fill", "mau-1", "2026-12", "--official", "-o", both[1])
    assert (refused.code, "tệp .xlsx" in refused.err) == (1, True)
    assert inside("form", "move", "mau-1", "2026-12").code == 1
    assert inside("form", "retire", "mau-1").value == {"versions": 1}
    assert inside("form", "restore", "mau-1").value == {"versions": 1}


def test_faults_of_a_form_leave_with_3_and_each_in_its_line(inside: Run, tmp_path: Path) -> None:
    path = tmp_path / "mau" / "form.toml"
    path.parent.mkdir()
    path.write_text('id = "mau"\nversion = 1\nten = "x"\n', "utf-8")
    answer = inside("form", "check", path)
    assert answer.code == 3
    assert any("dòng 3" in fault for fault in answer.value["faults"])
    refused = inside("form", "add", path)
    assert (refused.code, refused.out) == (1, "")
