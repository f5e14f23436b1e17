"""An installation that may not be, fails, or is cut short: what was there before is there after."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.windows.prefix import COMPILER, STAND_INS, Done
from tests.windows.step_install import silently
from tests.windows.trees import drive_names, faults_of, files_below
from tests.windows.walking import Walk, expect

FAILED, FOLDER_REFUSED = 2, 11
LAST_TO_GO = "parts.json"
WITH_OTHER_THINGS = "Việc khác"


def refused_folders(walk: Walk) -> Iterator[str]:
    """Ask for folders that will not do."""
    other = walk.own(WITH_OTHER_THINGS)
    other.mkdir()
    (other / "ghi chú.txt").write_text("không phải của WardApp", encoding="utf-8")
    before = drive_names(walk.prefix)
    asked = {
        "a folder with other things in it": silently(walk.prefix.named(other)),
        "the folder of the data": silently(walk.prefix.named(walk.data)),
        "a folder named in quotes": ["/S", "/D=C:\\hai chữ\\WardApp"],
        "a drive that is not there": silently("Q:\\WardApp"),
        "a folder too deep for the files": silently("C:\\" + "sâu" * 80),
    }
    for what, words in asked.items():
        done = walk.prefix.run(walk.build.installer, *words)
        _one_sentence(done, FOLDER_REFUSED, what)
        expect(drive_names(walk.prefix) == before, f"{what} was refused, but something changed")
    yield f"the installer refuses {', '.join(asked)} in a sentence each and changes nothing"


def failed_upgrade(walk: Walk) -> Iterator[str]:
    """Let the new version not get into its place: the old one must be whole again."""
    program = _install_older(walk)
    before = files_below(program)
    with _held(walk, program / LAST_TO_GO):
        done = walk.prefix.run(walk.build.installer, "/S", timeout=300)
    _one_sentence(done, FAILED, f"with {LAST_TO_GO} held open")
    expect(LAST_TO_GO in done.err, f"the sentence names no file: {done.err}")
    expect(files_below(program) == before, "after the failure the old version is not as before")
    yield (
        "an upgrade that finds a file held by another program leaves 2, says which, and every file "
        "of the old version is as before"
    )


def cut_upgrade(walk: Walk) -> Iterator[str]:
    """Leave what a power cut leaves while the versions change places; the next setup mends it."""
    program = walk.prefix.local / "Programs" / "WardApp"
    old, new = program / "~old", program / "~new"
    old.mkdir()
    for part in ("app", "lib"):
        (program / part).rename(old / part)
    (new / "lib").mkdir(parents=True)
    (new / "lib" / "nửa chừng.py").write_text("", encoding="utf-8")
    told = walk.prefix.run(program / "wardapp.com", "--help")
    _one_sentence(told, 1, "between two versions")
    done = walk.prefix.run(walk.build.installer, "/S", timeout=300)
    expect(done.code == 0, f"the next setup ended with {done.code}: {done.lines()}")
    faults = faults_of(program)
    expect(not faults, f"after the next setup: {faults[:10]}")
    yield f"cut short between two versions it says “{told.lines()[0]}”, and the next setup mends it"
    walk.prefix.run(program / "uninstall.exe", "/S")
    expect(walk.prefix.wait_until(lambda: not program.exists()), "uninstalling left something")


def _install_older(walk: Walk) -> Path:
    done = walk.prefix.run(walk.older.path(), "/S", timeout=300)
    expect(done.code == 0, f"the older installer ended with {done.code}: {done.lines()}")
    return walk.prefix.local / "Programs" / "WardApp"


def _one_sentence(done: Done, code: int, what: str) -> None:
    expect(done.code == code, f"{what}: ended with {done.code}: {done.lines()}")
    expect(len(done.lines()) == 1, f"{what}: said {done.lines()}")


@contextmanager
def _held(walk: Walk, path: Path) -> Iterator[None]:
    """Keep a file open in another Windows program, so that it cannot be renamed."""
    holder = walk.folder / "hold.exe"
    source = STAND_INS / "hold.c"
    subprocess.run([COMPILER, "-municode", "-o", str(holder), str(source)], check=True)
    process = walk.prefix.start(holder, path)
    try:
        told = process.stdout.readline() if process.stdout else b""
        expect(told == b"held\n", f"{path.name} could not be held")
        yield
    finally:
        walk.prefix.kill_programs()
        process.wait(30)
