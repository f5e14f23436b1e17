from __future__ import annotations

import json
from pathlib import Path

import openxml_audit
import pytest

from tests.office_tools import OfficeTools
from wardapp.core.errors import BadValue, Cancelled
from wardapp.core.places import Places
from wardapp.core.progress import Silent
from wardapp.core.tour import TourOrder, TourResult
from wardapp.services.touring import tour

WORD = ("tra-loi.docx", "phu-luc-02.docx", "so-den.docx", "so-di.docx")
SHEETS = ("phu-luc-02.xlsx", "so-den.xlsx", "so-di.xlsx")
PAGES = ("tra-loi.pdf", "phu-luc-02.pdf", "so-den.pdf", "so-di.pdf")


class Impatient:
    """Presses Dừng at the second step."""

    def step(self, done: int, total: int, text: str) -> None:
        if done == 1:
            raise Cancelled


def walked(out: Path, places: Places, example: str, inbox: Path | None = None) -> TourResult:
    return tour(TourOrder(out=out, example=example, inbox=inbox), places, Silent())


@pytest.fixture(scope="session", params=["party", "state"])
def toured(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, repository: Path
) -> TourResult:
    home = tmp_path_factory.mktemp("toured")
    places = Places(
        resources=repository / "resources",
        forms=repository / "forms",
        data=home / "data",
        program=repository,
    )
    return walked(home / "out", places, str(request.param))


def audited(file: Path) -> list[object]:
    validator = openxml_audit.OpenXmlValidator()
    return list(validator.validate(file).errors)


def test_the_tour_does_the_whole_main_job(toured: TourResult) -> None:
    out = toured.out

    assert [step.sentence for step in toured.steps if not step.ok] == []
    assert {*WORD, *SHEETS, *PAGES, "tour.json", "office"} == {each.name for each in out.iterdir()}
    registered = [step for step in toured.steps if step.step == "register"]
    refused = [step for step in toured.steps if step.step == "refuse"]
    assert (len(registered), len(refused)) == (6, 1)
    for name in PAGES:
        assert (out / name).read_bytes().startswith(b"%PDF")


@pytest.mark.prove
def test_every_office_file_of_a_tour_passes_the_audit(toured: TourResult) -> None:
    for name in (*WORD, *SHEETS):
        assert audited(toured.out / name) == []


def test_the_story_of_a_tour_is_one_object_a_step(toured: TourResult) -> None:
    story = json.loads((toured.out / "tour.json").read_text("utf-8"))

    assert len(story) == len(toured.steps)
    assert all(set(step) == {"step", "ok", "sentence", "files", "values"} for step in story)
    issued = next(step for step in story if step["step"] == "issue")
    standards = {"12-CV/BXDĐ": "05-HD/VPTW", "119/UBND-VHXH": "30/2020/NĐ-CP"}
    assert standards[issued["values"]["number_symbol"]] in issued["values"]["standard"]


def test_a_folder_with_files_is_never_toured_into(tmp_path: Path, places: Places) -> None:
    (tmp_path / "thu.txt").write_text("của tôi", "utf-8")

    with pytest.raises(BadValue, match="đã có tệp"):
        walked(tmp_path, places, "party")

    assert [each.name for each in tmp_path.iterdir()] == ["thu.txt"]


def test_a_secret_file_is_told_and_the_tour_goes_on(tmp_path: Path, places: Places) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "mat.txt").write_text(
        "THÀNH ỦY HÀ LIÊN\n*\nSố 9-CV/TU\nMẬT\nHà Liên, ngày 02 tháng 6 năm 2026\n", "utf-8"
    )
    letter = places.example / "inbox" / "07-cong-van-tuyen-giao.txt"
    (inbox / letter.name).write_bytes(letter.read_bytes())

    result = walked(tmp_path / "out", places, "party", inbox)

    assert result.ok
    assert [step.step for step in result.steps][1:3] == ["register", "refuse"]
    assert "mức độ mật" in result.steps[2].sentence


def test_an_inbox_of_nothing_fails_its_step_and_the_rest_goes_on(
    tmp_path: Path, places: Places
) -> None:
    (tmp_path / "inbox").mkdir()

    result = walked(tmp_path / "out", places, "party", tmp_path / "inbox")

    assert not result.ok
    assert [step.step for step in result.steps if not step.ok] == ["register", "answer"]
    assert (tmp_path / "out" / "phu-luc-02.pdf").is_file()


def test_a_tour_stops_when_asked(tmp_path: Path, places: Places) -> None:
    with pytest.raises(Cancelled):
        tour(TourOrder(out=tmp_path / "out"), places, Impatient())


@pytest.mark.prove
def test_libreoffice_opens_every_file_of_a_tour(
    toured: TourResult, tmp_path: Path, soffice: OfficeTools
) -> None:
    made = soffice([toured.out / name for name in (*WORD, *SHEETS)], tmp_path)

    assert all(each.stat().st_size > 1000 for each in made)


@pytest.mark.prove
def test_the_real_samples_are_toured_without_a_fault(
    tmp_path: Path, places: Places, samples: Path
) -> None:
    result = walked(tmp_path / "out", places, "party", samples)

    assert result.ok
    assert len([step for step in result.steps if step.step == "register"]) == 4
    for name in (*WORD, *SHEETS):
        assert audited(tmp_path / "out" / name) == []
