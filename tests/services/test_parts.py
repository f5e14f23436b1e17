from __future__ import annotations

import re
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

from tests.installed_tree import PARTS, an_installed_program
from wardapp import __version__
from wardapp.core.errors import UnreadableFile
from wardapp.core.parts import Kind
from wardapp.core.places import Places
from wardapp.services.parts import licence_text, read_program

BARE = not list(metadata.distributions(name="SQLAlchemy"))
in_the_source_tree = pytest.mark.skipif(
    BARE, reason="the shipped libraries carry no metadata; parts.json tells of them"
)


@in_the_source_tree
def test_the_source_tree_names_every_shipped_package_with_licence_use_and_text(
    places: Places, repository: Path
) -> None:
    lock = (repository / "packaging" / "requirements.lock").read_text("utf-8")
    shipped = {name.lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}

    facts = read_program(places)

    named = {part.name.lower(): part for part in facts.parts}
    assert facts.kind is Kind.SOURCE
    assert facts.version == __version__
    assert shipped <= set(named)
    assert {"wardapp", "python", "sqlite", "qt", "pdfium", "tinos", "open sans"} <= set(named)
    assert all(part.version and part.licence and part.use for part in facts.parts)
    without = {name for name, part in named.items() if len(licence_text(part)) < 500}
    assert without == {"python", "sqlite"}  # whose texts come with the shipped runtime


def test_an_installed_program_tells_what_its_list_says(places: Places, tmp_path: Path) -> None:
    facts = read_program(an_installed_program(tmp_path, places, PARTS))

    named = {part.name: part for part in facts.parts}
    assert (facts.kind, facts.built) == (Kind.INSTALLED, date(2026, 11, 22))
    assert facts.commit.startswith("0123456")
    assert facts.program == tmp_path / "WardApp"
    assert named["Python"].version == "3.13.2"
    assert named["Lạ"].licence == "BSD-3-Clause"
    assert named["PySide6-Essentials"].licence == "LGPL-3.0-only"
    assert named["Qt"].texts == named["PySide6-Essentials"].texts
    assert "holidays" not in named
    assert facts.parts[-1].name == "Lạ"


def test_a_missing_licence_file_is_said_in_its_place(places: Places, tmp_path: Path) -> None:
    facts = read_program(an_installed_program(tmp_path, places, PARTS))

    text = licence_text(next(part for part in facts.parts if part.name == "Qt"))

    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "Không thấy tệp giấy phép GPL-3.0.txt" in text


def test_the_portable_program_says_so(places: Places, tmp_path: Path) -> None:
    installed = an_installed_program(tmp_path, places, PARTS)
    (installed.program / "portable.txt").touch()

    assert read_program(installed).kind is Kind.PORTABLE


@pytest.mark.parametrize(
    "said",
    ["", "[]", "{}", '{"parts": 1}', {**PARTS, "built": "hôm qua"}, {**PARTS, "parts": [{}]}],
    ids=["empty", "list", "nothing", "number", "date", "part"],
)
def test_a_damaged_list_is_refused_in_one_sentence(
    said: object, places: Places, tmp_path: Path
) -> None:
    installed = an_installed_program(tmp_path, places, said)

    with pytest.raises(UnreadableFile, match=r"danh sách các phần.*Hãy chạy lại bộ cài"):
        read_program(installed)


def test_an_installed_program_that_lost_a_file_of_its_own_is_refused_in_one_sentence(
    places: Places, tmp_path: Path
) -> None:
    installed = an_installed_program(tmp_path, places, PARTS)
    (installed.resources / "parts.toml").unlink()

    with pytest.raises(UnreadableFile, match="Hãy chạy lại bộ cài"):
        read_program(installed)


@in_the_source_tree
def test_what_a_licence_says_comes_before_who_wrote_the_part(places: Places) -> None:
    part = next(part for part in read_program(places).parts if part.name == "SQLAlchemy")

    text = licence_text(part)

    assert 0 <= text.index("── LICENSE ──") < text.index("── AUTHORS ──")
