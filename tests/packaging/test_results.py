"""What a build leaves: the list of parts and files, the portable archive, the figures."""

import hashlib
import json
import os
import time
import tomllib
import zipfile
from pathlib import Path

import pytest
from archiving import pack_portable
from common import BuildError, Source, read_version
from figures import Limits, measure, see_limits
from licences import Part, own_part, resource_parts, write_texts
from parts import date_all, write_parts

ROOT = Path(__file__).parents[2]
SOURCE = Source("c0ffee", 1780617600)  # 5 June 2026
PYTHON = Part("Python", "3.13.2", "PSF-2.0", "https://www.python.org", {"LICENSE.txt": b"PSF"})


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A tiny staged tree."""
    folder = tmp_path / "WardApp"
    for name, content in {"WardApp.exe": b"MZ", "app/start.py": b"import sys\n"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_the_list_names_parts_texts_and_every_file(program: Path) -> None:
    parts = [own_part("1.2.3"), PYTHON]
    write_texts(program, parts)
    write_parts(program, "1.2.3", SOURCE, parts)
    listed = json.loads((program / "parts.json").read_text(encoding="utf-8"))
    assert {key: listed[key] for key in ("version", "commit", "built", "python")} == {
        "version": "1.2.3", "commit": "c0ffee", "built": "2026-06-05", "python": "3.13.2",
    }  # fmt: skip
    assert listed["parts"][1] == {
        "name": "Python", "version": "3.13.2", "licence": "PSF-2.0",
        "home": "https://www.python.org", "texts": ["licences/Python/LICENSE.txt"],
    }  # fmt: skip
    assert listed["files"]["app/start.py"] == [11, hashlib.sha256(b"import sys\n").hexdigest()]
    there = {path.relative_to(program).as_posix() for path in program.rglob("*") if path.is_file()}
    assert set(listed["files"]) == there - {"parts.json"}
    assert {text for part in listed["parts"] for text in part["texts"]} <= there


def test_fonts_and_icons_come_with_their_licences() -> None:
    parts = {part.name: part for part in resource_parts()}
    assert set(parts) == {"Tinos", "Open Sans", "Fluent System Icons"}
    assert b"SIL OPEN FONT LICENSE" in parts["Tinos"].texts["Tinos-OFL.txt"]


def test_the_archive_is_the_same_bytes_whenever_it_is_packed(program: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    pack_portable(program, first, SOURCE, fast=False)
    for path in program.rglob("*"):
        os.utime(path, (time.time() - 10**6,) * 2)
    (program / "WardApp.exe").chmod(0o700)
    pack_portable(program, second, SOURCE, fast=False)
    assert first.read_bytes() == second.read_bytes()


def test_the_archive_holds_one_folder_and_the_mark_of_a_portable_program(
    program: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "portable.zip"
    pack_portable(program, archive, SOURCE, fast=True)
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        mark = packed.read("WardApp/portable.txt").decode("utf-8-sig")
    assert names == ["WardApp/WardApp.exe", "WardApp/app/start.py", "WardApp/portable.txt"]
    assert "thư mục data" in mark
    assert not (program / "portable.txt").exists()


def test_every_file_gets_the_date_of_the_commit(program: Path) -> None:
    date_all(program, SOURCE)
    assert {path.stat().st_mtime for path in program.rglob("*")} == {SOURCE.moment}


def test_figures_name_the_longest_path_and_what_takes_the_space(program: Path) -> None:
    text = measure(program, [])
    assert "longest path: app/start.py" in text
    assert text.rstrip().endswith("the rest")


def test_a_program_that_has_grown_too_big_stops_the_build(program: Path) -> None:
    see_limits(program, [], Limits(installer_megabytes=60, installed_megabytes=220))
    with pytest.raises(BuildError, match="more than"):
        see_limits(program, [], Limits(installer_megabytes=60, installed_megabytes=0.000001))


def test_the_version_is_written_down_once_and_the_project_file_agrees() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == read_version(ROOT)
