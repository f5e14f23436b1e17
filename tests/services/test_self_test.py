"""The self-test goes red where something is broken, and goes on to the next check."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.copies import copy_folder
from wardapp.core.clock import SetClock
from wardapp.core.errors import OfficeOpenHere
from wardapp.core.places import Places
from wardapp.core.tour import TourStep
from wardapp.documents.font_files import BUNDLED, faulty_fonts
from wardapp.services.self_test import CHECKS, look_over
from wardapp.services.self_test_step import Bench
from wardapp.store.engine_check import lock_step
from wardapp.store.lock import OfficeLock, this_desk

Looks = Callable[[Places], dict[str, TourStep]]


@pytest.fixture
def looks(tmp_path: Path, clock: SetClock) -> Looks:
    """Run all checks over some places; the steps by their names."""

    def look(places: Places) -> dict[str, TourStep]:
        bench = Bench(places=places, scratch=tmp_path / "thử", clock=clock)
        return {step.step: step for step in look_over(bench)}

    return look


@pytest.fixture
def spoilt(places: Places, tmp_path: Path) -> Places:
    """Places whose resources are a copy that a test may break."""
    copy_folder(places.resources, tmp_path / "resources")
    return replace(places, resources=tmp_path / "resources")


def red(steps: dict[str, TourStep]) -> set[str]:
    return {name for name, step in steps.items() if not step.ok}


def test_a_whole_program_passes_every_check(looks: Looks, places: Places) -> None:
    steps = looks(places)

    assert red(steps) == set(), [step.sentence for step in steps.values() if not step.ok]
    assert {each.step for each in CHECKS} <= set(steps)
    assert list(places.data.iterdir()) == [], "nothing stays in the data folder"


def test_every_sentence_of_a_failure_says_what_to_do(looks: Looks, spoilt: Places) -> None:
    shutil.rmtree(spoilt.resources / "typst")
    (spoilt.fonts / "Tinos-Italic.ttf").unlink()
    steps = looks(spoilt)

    assert {"fonts", "typst"} <= red(steps)
    for name in red(steps):
        assert "Hãy" in steps[name].sentence
    assert steps["space"].ok, "the checks after a failure are made all the same"


def test_the_files_of_units_go_round_and_a_form_that_is_gone_is_told(
    looks: Looks, places: Places, tmp_path: Path
) -> None:
    whole = looks(places)["units"]
    assert (whole.ok, dict(whole.values)) == (True, {"sum": 7})

    steps = looks(replace(places, forms=tmp_path / "không có"))

    assert "units" in red(steps)
    assert steps["units"].sentence.startswith("Tệp của đơn vị: ")


def test_a_missing_font_is_named(looks: Looks, spoilt: Places) -> None:
    (spoilt.fonts / "Tinos-Bold.ttf").unlink()
    steps = looks(spoilt)

    assert "Tinos-Bold.ttf" in steps["fonts"].sentence
    assert not steps["fonts"].ok


def test_pages_set_in_too_few_faces_are_seen_on_the_page_itself(
    looks: Looks, spoilt: Places
) -> None:
    shutil.copy(spoilt.fonts / "Tinos-Regular.ttf", spoilt.fonts / "Tinos-Bold.ttf")
    steps = looks(spoilt)

    assert not steps["page_fonts"].ok
    assert "Tinos-Bold" not in steps["page_fonts"].sentence


@pytest.mark.parametrize("name", sorted(BUNDLED))
def test_a_font_cut_short_or_with_a_turned_bit_is_faulty(name: str, spoilt: Places) -> None:
    assert faulty_fonts(spoilt.fonts) == ()
    font = spoilt.fonts / name
    whole = font.read_bytes()
    middle = len(whole) // 2

    font.write_bytes(whole[:-1000])
    assert faulty_fonts(spoilt.fonts) == (name,)
    font.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    assert faulty_fonts(spoilt.fonts) == (name,)
    font.write_bytes(b"")
    assert faulty_fonts(spoilt.fonts) == (name,)


def test_a_font_of_another_family_is_faulty(spoilt: Places) -> None:
    shutil.copy(spoilt.fonts / "OpenSans-Regular.ttf", spoilt.fonts / "Tinos-Regular.ttf")
    assert faulty_fonts(spoilt.fonts) == ("Tinos-Regular.ttf",)


def test_a_data_folder_that_takes_nothing_is_told_and_the_rest_goes_on(
    looks: Looks, places: Places, tmp_path: Path
) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    steps = looks(replace(places, data=tmp_path / "tệp"))

    assert red(steps) == {"data"}
    assert str(tmp_path / "tệp") in steps["data"].sentence
    assert steps["temporary"].ok
    assert steps["lock"].ok


def test_a_synced_data_folder_is_told(looks: Looks, places: Places, tmp_path: Path) -> None:
    steps = looks(replace(places, data=tmp_path / "OneDrive - Phường" / "WardApp"))

    assert red(steps) == {"ground"}
    assert "OneDrive" in steps["ground"].sentence


def test_an_installation_is_held_against_its_list(
    looks: Looks, spoilt: Places, tmp_path: Path
) -> None:
    root = tmp_path / "WardApp"
    for folder in ("app", "runtime"):
        (root / folder).mkdir(parents=True)
    shutil.move(spoilt.resources, root / "app" / "resources")
    installed = replace(spoilt, program=root, resources=root / "app" / "resources")
    assert "installation" in red(looks(installed)), "an installed program has a list"
    files = {
        path.relative_to(root).as_posix(): [
            path.stat().st_size,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        ]
        for path in root.rglob("*")
        if path.is_file()
    }
    (root / "parts.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    step = looks(installed)["installation"]
    assert step.ok
    assert str(len(files)) in step.sentence

    standard = next((root / "app" / "resources" / "standards").glob("*.toml"))
    standard.write_bytes(standard.read_bytes().replace(b"14", b"13"))
    step = looks(installed)["installation"]
    assert not step.ok
    assert standard.name in step.sentence


def test_the_lock_that_someone_holds_is_told(tmp_path: Path, clock: SetClock) -> None:
    assert lock_step(tmp_path, clock.now_ms()).ok
    with (
        OfficeLock.acquire(tmp_path, this_desk(clock.now_ms())),
        pytest.raises(OfficeOpenHere),
    ):
        lock_step(tmp_path, clock.now_ms())
