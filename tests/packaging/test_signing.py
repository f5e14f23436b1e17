"""Signing: only when the owner says how, and then each file in its place."""

import shlex
import sys
from pathlib import Path

import pytest
from common import BuildError
from signing import VARIABLE, sign

STAMP = """
import sys
from pathlib import Path
unsigned, signed = map(Path, sys.argv[1:])
signed.write_bytes(unsigned.read_bytes() + b"+")
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A file to be signed, in a folder with a space."""
    folder = tmp_path / "a b"
    folder.mkdir()
    path = folder / "WardApp.exe"
    path.write_bytes(b"MZ")
    return path


def command(script: str) -> str:
    return f"{shlex.quote(sys.executable)} -c {shlex.quote(script)} {{in}} {{out}}"


def test_without_a_command_nothing_is_signed(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    sign(program)
    assert program.read_bytes() == b"MZ"


def test_the_signed_file_takes_the_place_of_the_unsigned(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, command(STAMP))
    sign(program)
    assert program.read_bytes() == b"MZ+"
    assert [path.name for path in program.parent.iterdir()] == ["WardApp.exe"]


@pytest.mark.parametrize("script", ["raise SystemExit(3)", "pass"])
def test_a_command_that_signs_nothing_stops_the_build(
    program: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setenv(VARIABLE, command(script))
    with pytest.raises(BuildError, match=r"did not sign WardApp\.exe"):
        sign(program)
    assert program.read_bytes() == b"MZ"


def test_a_command_that_names_no_files_is_refused(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "true")
    with pytest.raises(BuildError, match=r"\{in\} and \{out\}"):
        sign(program)
