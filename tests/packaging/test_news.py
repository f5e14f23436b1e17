"""The notes of the next release gather without a fault, each under its heading."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from wardapp import __version__

ENDS = (".", "?")


@pytest.fixture(scope="module")
def draft(repository: Path) -> str:
    """The release notes as the next release would print them."""
    words = ["build", "--draft", "--version", "9.9.9", "--date", "01/01/2030"]
    done = subprocess.run(
        [sys.executable, "-m", "towncrier", *words],
        cwd=repository, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def fragments(repository: Path) -> list[Path]:
    return [
        path for path in (repository / "packaging/news").glob("*.md") if path.name != "README.md"
    ]


def test_every_note_has_a_known_kind_and_is_whole_sentences(repository: Path) -> None:
    settings = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    kinds = {kind["directory"] for kind in settings["tool"]["towncrier"]["type"]}

    odd = [
        path.name
        for path in fragments(repository)
        if not path.name.startswith("+")
        or path.name.split(".")[-2] not in kinds
        or not path.read_text("utf-8").strip().endswith(ENDS)
    ]

    assert odd == []


def test_the_notes_gather_into_a_release(repository: Path, draft: str) -> None:
    assert "## WardApp 9.9.9, 01/01/2030" in draft
    texts = [path.read_text("utf-8").strip() for path in fragments(repository)]
    assert [text for text in texts if text not in draft] == []


def test_the_version_is_written_alike_in_both_places(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == __version__


def test_the_changelog_has_the_place_where_a_release_goes(repository: Path) -> None:
    settings = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    changelog = (repository / settings["tool"]["towncrier"]["filename"]).read_text("utf-8")

    assert changelog.count(settings["tool"]["towncrier"]["start_string"]) == 1
