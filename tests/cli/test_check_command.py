"""`wardapp check`: exit codes, the JSON of the design, mends into a copy, the report."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.documents.example_documents import CREATED, official
from wardapp.cli.main import main
from wardapp.core.places import Places
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.standards import load_standards


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A right công văn and one with a wrong title."""
    folder = tmp_path_factory.mktemp("giay")
    standards = {each.id: each for each in load_standards(repository / "resources" / "standards")}
    data = DocxWriter(repository / "resources").write(
        official(standards["HD05"], "CV"), standards["HD05"], created=CREATED
    )
    (folder / "dung.docx").write_bytes(data)
    with (
        zipfile.ZipFile(folder / "dung.docx") as source,
        zipfile.ZipFile(folder / "sai.docx", "w") as copy,
    ):
        for entry in source.infolist():
            part = source.read(entry)
            copy.writestr(entry, part.replace("ĐẢNG CỘNG".encode(), "ĐẢNG CÔNG".encode()))
    (folder / "hong.docx").write_bytes(b"PK\x03\x04 hong")
    return folder


def test_what_is_found_sets_the_exit_code(
    papers: Path, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    right, wrong, broken = (str(papers / f"{name}.docx") for name in ("dung", "sai", "hong"))
    assert main(["check", right], places) == 0
    assert main(["check", wrong, right], places) == 3
    said = capsys.readouterr().out
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "Phần II, 1.2" in said
    assert main(["check", broken, right], places) == 1
    out = capsys.readouterr()
    assert "hong.docx: " in out.err
    assert "dung.docx" in out.out


def test_json_has_the_names_of_the_design(
    papers: Path, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong, broken = (str(papers / f"{name}.docx") for name in ("sai", "hong"))
    assert main(["check", wrong, broken, "--json"], places) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert (first["file"], first["regime"], first["standard"]) == ("sai.docx", "party", "HD05")
    names = {"rule", "clause", "verdict", "where", "found", "expected", "fix"}
    assert all(names <= set(each) for each in first["findings"])
    assert {each["verdict"] for each in first["findings"]} == {"fail", "pass", "not_evaluated"}
    assert set(second) == {"file", "error"}


def test_mends_and_report_go_to_files_of_their_own(
    papers: Path, places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = papers / "sai.docx"
    before = wrong.read_bytes()
    copy, report = tmp_path / "moi.docx", tmp_path / "bao-cao.pdf"
    words = ["check", str(wrong), "--fix", "-o", str(copy), "--report", str(report)]
    assert main(words, places) == 3
    assert "bản gốc giữ nguyên" in capsys.readouterr().out
    assert wrong.read_bytes() == before
    assert report.read_bytes().startswith(b"%PDF")
    assert main(["check", str(copy)], places) == 0
    assert main(["check", str(wrong), "--fix"], places) == 1
    assert main(["check", str(wrong), "--fix", "-o", str(wrong)], places) == 1


def test_the_law_can_be_named(
    papers: Path, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(papers / "dung.docx"), "--regime", "state", "--json"], places) == 3
    assert json.loads(capsys.readouterr().out)[0]["standard"] == "ND30"
