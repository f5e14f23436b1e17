from __future__ import annotations

from pathlib import Path

import pytest

from wardapp.reports.catalogues import load_channels, load_groups
from wardapp.reports.faults import FormFault
from wardapp.reports.loading import load_form, load_forms

ROOT = Path(__file__).resolve().parents[2]
FORM = (ROOT / "forms" / "phu-luc-02" / "form.toml").read_text("utf-8")


def _written(folder: Path, text: str) -> Path:
    path = folder / "phu-luc-02" / "form.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return path


def test_phu_luc_02_has_the_tables_of_the_handbook() -> None:
    form = {each.id: each for each in load_forms(ROOT / "forms")}["phu-luc-02"]

    assert [table.code for table in form.tables] == ["A", "B", "C", "D", "E"]
    channels = [row.code for row in form.table("A").rows if not row.indent]
    assert channels == [f"A{n}" for n in range(1, 15)]
    assert [(due.day, due.month) for due in form.due] == [(10, 6), (10, 9), (10, 12)]
    assert form.table("C").rows_from == "opinions"
    assert form.mappings[0].version == "2026.1"


@pytest.mark.parametrize(
    ("old", "new", "word", "said"),
    [
        ('kind = "fixed"', 'kind = "fixd"', 'kind = "fixd"', "fixd"),
        ('source = "amount"', 'source = "amnt"', 'source = "amnt"', "amount_year"),
        (
            '\nformula = "reached / households * 100"',
            '\nformula = "reached / house * 100"',
            "reached / house",
            "house",
        ),
        (
            '\nformula = "reached / households * 100"',
            '\nformula = "reached <= 1"',
            "reached <= 1",
            "công thức của cột",
        ),
        (
            '\nformula = "reached / households * 100"',
            '\nformula = "reached / "',
            'formula = "reached / "',
            "chưa hiểu",
        ),
        ("filled(actual)", "filled(actul)", 'rule = "filled(actul)"', "actul"),
        ('code = "A2"', 'code = "A1"', '"A1"', "hai lần"),
        ("month = 6", "month = 13", "month = 13", "10/13"),
        ('na = ["interactions"]', 'na = ["interaction"]', "na = ", "interaction"),
        ("total_row = true", "total_rows = true", "total_rows", "total_rows"),
        ('id = "phu-luc-02"', 'id = "khac"', 'id = "khac"', "phu-luc-02"),
        ('version = "2026.2"', "version = 3", "version", "version"),
        ("month = 9", "month = ", "month = ", "TOML"),
    ],
)
def test_a_fault_names_file_line_and_remedy(
    tmp_path: Path, old: str, new: str, word: str, said: str
) -> None:
    path = _written(tmp_path, FORM.replace(old, new, 1))

    with pytest.raises(FormFault) as fault:
        load_form(path)

    assert fault.value.file == "phu-luc-02/form.toml"
    assert said in fault.value.remedy
    assert word in path.read_text("utf-8").split("\n")[fault.value.line - 1]


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = _written(tmp_path, "")
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(FormFault, match="UTF-8"):
        load_form(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormFault, match="không có tệp"):
        load_channels(tmp_path)


def test_the_catalogues_hold_15_channels_and_18_groups() -> None:
    folder = ROOT / "resources" / "catalogues"

    assert len(load_channels(folder)) == 15
    groups = load_groups(folder)
    assert [group.code for group in groups if group.code.startswith("2")] == [
        "2.1",
        "2.2",
        "2.3",
        "2.4",
    ]
    assert len(groups) == 18
