"""Commands called in hard ways: odd counts and days, ASCII consoles, a stop, a fault of ours."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from wardapp.cli.main import unforeseen
from wardapp.core.places import Places
from wardapp.core.progress import Silent
from wardapp.core.tour import TOUR_DAY, TourOrder
from wardapp.services.touring import tour


def test_a_number_before_the_day_of_the_last_one_is_told_and_given(inside: Run, spec: Path) -> None:
    inside("issue", spec)
    early = inside("issue", spec, "--date", "1/6/2026")

    assert (early.code, early.value["issued_date"]) == (0, "2026-06-01")
    assert "không theo thứ tự" in early.err
    assert early.err.count("\n") == 1


def test_a_word_that_is_neither_a_file_nor_a_draft_is_told_as_such(inside: Run) -> None:
    answer = inside("issue", "nothere")

    assert answer.code == 1
    assert "cũng không phải tệp SPEC.toml" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("incoming", "list", "--limit", "-5"),
        ("incoming", "list", "--year", "0"),
        ("log", "list", "--limit", "0"),
        ("book", "export", "den", "--year", "99999", "-o", "a.pdf"),
    ],
)
def test_a_count_or_year_that_cannot_be_is_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)

    assert answer.code == 2
    assert "phải là số từ" in answer.err


@pytest.mark.parametrize("field", ["due_date", "arrival_date"])
def test_a_day_of_another_century_is_refused(inside: Run, field: str) -> None:
    pairs = ("organ_name=A", "subject=B", f"{field}=1/1/1900")
    answer = inside("incoming", "add", *(word for pair in pairs for word in ("--set", pair)))

    assert answer.code == 1
    assert "quá xa năm 2026" in answer.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes that look like files")
def test_what_is_no_file_takes_no_document(inside: Run, spec: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "p.pdf"
    os.mkfifo(pipe)

    assert "không phải là tệp" in inside("draft", spec, "-o", pipe).err


def test_a_missing_folder_takes_no_document(inside: Run, spec: Path, tmp_path: Path) -> None:
    assert "Chưa có thư mục khong" in inside("draft", spec, "-o", tmp_path / "khong/a.pdf").err


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('title = "A\ntype = 1', " ở dòng 1, cột 11"),
        ("title =", " ở cuối tệp"),
        ("a = " + "[" * 5000, ""),
        ("a = " + "1" * 5000, ""),
    ],
)
def test_a_slip_in_toml_is_told_in_vietnamese(
    run: Run, tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, "utf-8")
    answer = run("init", path, "--office", tmp_path / "so")

    assert answer.code == 1
    assert f"sai cách viết TOML{place}" in answer.err
    assert "line" not in answer.err


def test_an_ascii_console_takes_vietnamese_words(office: Path, places: Places) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    called = subprocess.run(
        [sys.executable, "-m", "wardapp", "incoming", "add", "--json", "--office", office,
         "--set", "organ_name=Ủy ban", "--set", "subject=Kế hoạch"],
        env={**os.environ, **ascii_only, "WARDAPP_DATA": str(places.data)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )  # fmt: skip

    assert called.returncode == 0, called.stderr.decode()
    assert json.loads(called.stdout.decode())["subject"] == "Kế hoạch"


class Stopping(Silent):
    """A progress at which the clerk presses Ctrl+C in the middle."""

    def step(self, done: int, total: int, text: str) -> None:
        """Stop at the second step."""
        if done == 1:
            signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_tour_that_is_stopped_leaves_its_folder_as_it_was(
    places: Places, tmp_path: Path, *, is_there: bool
) -> None:
    out = tmp_path / "out"
    if is_there:
        out.mkdir()
    order = TourOrder(out=out, inbox=None, example="party", day=TOUR_DAY)
    with pytest.raises(KeyboardInterrupt):
        tour(order, places, Stopping())

    assert out.exists() == is_there
    assert not is_there or not any(out.iterdir())


def test_a_fault_of_ours_is_one_sentence_and_its_place_in_the_log(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def failing(values: Sequence[str]) -> str:
        return values[0]

    log = logging.getLogger("wardapp")
    log.addHandler(caplog.handler)
    try:
        failing([])
    except IndexError as error:
        unforeseen(type(error), error, error.__traceback__)
    log.removeHandler(caplog.handler)

    told = capsys.readouterr().err
    assert told.startswith("Có lỗi chưa lường trước; việc vừa làm chưa được ghi")
    assert told.count("\n") == 1
    assert "IndexError" in caplog.text
    assert "test_hard_ways.py" in caplog.text
