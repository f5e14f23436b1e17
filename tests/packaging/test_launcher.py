"""The launchers, as files: what Windows reads in them before they run."""

import re
import shutil
import struct
from pathlib import Path

import pytest
from common import BuildError
from contents import read_contents
from launcher import COMPILER, SOURCES, build_launchers, version_header

ROOT = Path(__file__).parents[2]
MARK = ROOT / "resources" / "icons" / "wardapp.svg"
VERSION = "12.3.4"
WINDOW, CONSOLE = 2, 3

needs_mingw = pytest.mark.skipif(shutil.which(COMPILER) is None, reason="mingw is not installed")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both launchers."""
    folder = tmp_path_factory.mktemp("launchers")
    build_launchers(folder, VERSION, MARK)
    return folder


def optional_header(program: bytes) -> int:
    """Return where the optional header of a 64-bit Windows program begins."""
    start = int(struct.unpack_from("<I", program, 0x3C)[0])
    assert program[start : start + 4] == b"PE\0\0"
    assert struct.unpack_from("<H", program, start + 24)[0] == 0x20B
    return start + 24


def told(program: bytes, name: str) -> str:
    """Return a value of the version information."""
    text = program.decode("utf-16-le", "replace")
    found = re.search(rf"{name}\0+([^\0]+)\0", text)
    if found is None:  # the resource may lie at an odd half
        text = program[2:].decode("utf-16-le", "replace")
        found = re.search(rf"{name}\0+([^\0]+)\0", text)
    assert found is not None, name
    return found[1]


@needs_mingw
@pytest.mark.parametrize(("name", "subsystem"), [("WardApp.exe", WINDOW), ("wardapp.com", CONSOLE)])
def test_each_launcher_has_its_subsystem(built: Path, name: str, subsystem: int) -> None:
    program = (built / name).read_bytes()
    assert struct.unpack_from("<H", program, optional_header(program) + 68)[0] == subsystem


@needs_mingw
@pytest.mark.parametrize("name", ["WardApp.exe", "wardapp.com"])
def test_the_version_information_speaks_vietnamese(built: Path, name: str) -> None:
    program = (built / name).read_bytes()
    assert told(program, "ProductVersion") == VERSION
    assert told(program, "OriginalFilename") == name
    assert told(program, "FileDescription").startswith("WardApp: ")
    assert "042A04B0".encode("utf-16-le") in program  # Vietnamese, Unicode


@needs_mingw
@pytest.mark.parametrize(
    "wish",
    [
        'level="asInvoker"',
        "PerMonitorV2",
        "longPathAware",
        "UTF-8</activeCodePage>",
        "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}",
        'name="Microsoft.Windows.Common-Controls" version="6.0.0.0"',
    ],
)
@pytest.mark.parametrize("name", ["WardApp.exe", "wardapp.com"])
def test_the_manifest_asks_for(built: Path, name: str, wish: str) -> None:
    assert wish.encode() in (built / name).read_bytes()


@pytest.mark.prove
@needs_mingw
def test_a_second_build_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build_launchers(tmp_path, VERSION, MARK)
    for name in ("WardApp.exe", "wardapp.com"):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


@needs_mingw
def test_nothing_of_the_machine_is_in_the_launchers(built: Path) -> None:
    for program in built.iterdir():
        content = program.read_bytes()
        assert str(ROOT).encode() not in content
        assert struct.unpack_from("<I", content, optional_header(content) - 16)[0] == 0  # no time


def test_the_files_that_the_launcher_looks_for_are_shipped() -> None:
    source = (SOURCES / "launcher.c").read_text(encoding="utf-8")
    listed = source.partition("NEEDED[] = {")[2].partition("};")[0]
    needed = re.findall(r'FOLDER_OF_PYTHON (?:PYTHON )?L"([^"]+)"', listed)
    names = {f"python313{name}" if name.startswith(".") else name for name in needed}
    assert len(names) == 5
    shipped = read_contents(ROOT / "packaging" / "windows" / "contents.toml").runtime.keep
    assert names - {"python313._pth"} <= set(shipped)  # the build writes the paths itself


@pytest.mark.parametrize("version", ["1.2", "1.2.3.4", "1.2.x", "v1.2.3", ""])
def test_a_version_that_windows_cannot_hold_is_refused(version: str) -> None:
    with pytest.raises(BuildError, match="three numbers"):
        version_header(version)


def test_windows_gets_the_version_as_four_numbers() -> None:
    assert "VERSION_NUMBERS 12,3,4,0\n" in version_header(VERSION)
