"""Commands called in this process: what they print and how they leave."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.copies import copy_folder
from wardapp.cli.main import main
from wardapp.core.places import Places


@dataclass(frozen=True)
class Answer:
    """What a command printed and its exit code."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(places: Places, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command: `run("read", path)`."""

    def called(*words: object) -> Answer:
        code = main([str(word) for word in words], places)
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return called


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """An example office made by `init`, once, beside its data folder."""
    home = tmp_path_factory.mktemp("made")
    places = Places(
        resources=repository / "resources",
        forms=repository / "forms",
        data=home / "data",
        program=repository,
    )
    words = ["init", "--example", "party", "--office", str(home / "so"), "--today", "5/6/2026"]
    assert main(words, places) == 0
    return home


@pytest.fixture
def office(made_office: Path, places: Places, tmp_path: Path) -> Path:
    """A copy of the example office for one test."""
    copy_folder(made_office / "so", tmp_path / "so")
    copy_folder(made_office / "data", places.data)
    return tmp_path / "so"


@pytest.fixture
def inside(run: Run, office: Path) -> Run:
    """Run a command in the example office on 5 June 2026 with `--json`."""

    def called(*words: object) -> Answer:
        return run(*words, "--office", office, "--today", "5/6/2026", "--json")

    return called


SPEC = """
issuer = "BXDĐ"
type = "CV"
subject = "tổng vệ sinh môi trường"
addressees = ["Các chi bộ"]
body = "Ban đề nghị các chi bộ thực hiện."
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "cv.toml"
    path.write_text(SPEC, "utf-8")
    return path
