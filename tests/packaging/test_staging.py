"""The staged tree: a runtime of the right series, our tracked files, nothing twice or outside."""

import subprocess
from pathlib import Path

import pytest
from common import BuildError, read_source, tracked_files
from contents import Rules
from staging import Runtime, runtime_of_folder, stage_runtime, stage_wheels, write_new


def library(version: str) -> bytes:
    """Return what matters of python313.dll: the version that it says it is."""
    return b"MZ.." + f"ProductVersion\0\0{version}\0".encode("utf-16-le")


@pytest.mark.parametrize("version", ["3.13.2", "3.13.11"])
def test_any_release_of_the_series_may_be_dropped_in(tmp_path: Path, version: str) -> None:
    (tmp_path / "python313.dll").write_bytes(library(version))
    assert runtime_of_folder(tmp_path).version == version


def test_a_runtime_of_another_series_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python313.dll").write_bytes(library("3.12.9"))
    with pytest.raises(BuildError, match=r"3\.13\.x"):
        runtime_of_folder(tmp_path)


def test_a_folder_without_the_runtime_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python312.dll").write_bytes(library("3.13.2"))
    with pytest.raises(BuildError, match=r"python313\.dll"):
        runtime_of_folder(tmp_path)


def test_the_runtime_imports_from_its_own_folders_only(tmp_path: Path) -> None:
    files = {"python313.dll": b"", "pythonw.exe": b"", "python313._pth": b"import site"}
    stage_runtime(tmp_path, Runtime(files, "3.13.2"), Rules("runtime", ("python313.dll",)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["python313._pth", "python313.dll"]
    paths = (tmp_path / "python313._pth").read_text(encoding="utf-8").split()
    assert paths == ["python313.zip", ".", "..\\lib", "..\\app"]


def test_a_wheel_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="six"):
        stage_wheels(tmp_path, {"six": tmp_path / "six.whl"}, {})


@pytest.mark.parametrize("name", ["../out.py", "/etc/out.py", "a/../../out.py"])
def test_no_file_gets_outside_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(BuildError, match="outside"):
        write_new(tmp_path / "lib", name, b"")


def test_two_parts_may_not_bring_the_same_file(tmp_path: Path) -> None:
    write_new(tmp_path, "six.py", b"1")
    with pytest.raises(BuildError, match=r"six\.py"):
        write_new(tmp_path, "six.py", b"2")
    assert (tmp_path / "six.py").read_bytes() == b"1"


def test_stray_files_are_not_ours_and_changes_are_told(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", "-C", tmp_path, *who, *words], check=True, capture_output=True)

    (tmp_path / "sổ.py").write_text("1", encoding="utf-8")
    git("init")
    git("add", "sổ.py")
    git("commit", "-m", "One", "--date", "2026-06-05T00:00:00Z")
    (tmp_path / "stray.py").write_text("", encoding="utf-8")
    assert tracked_files(tmp_path) == ["sổ.py"]
    clean = read_source(tmp_path)
    (tmp_path / "sổ.py").write_text("2", encoding="utf-8")
    assert read_source(tmp_path).commit == clean.commit + "+"
