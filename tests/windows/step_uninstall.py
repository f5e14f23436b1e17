"""Upgrade and uninstall: the user's data stays, nothing else does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.windows.building import OLDER, STALE
from tests.windows.step_commands import CONTENT, ENTRY
from tests.windows.step_install import UNINSTALL_KEY, shortcuts
from tests.windows.trees import drive_names, faults_of, files_below, registry_lines
from tests.windows.walking import Walk, expect

FOREIGN = "Ghi chú của tôi.txt"
CLASSES = r"HKEY_CURRENT_USER\Software\Classes"
CURRENT = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion"
SYNC_ROOTS = (
    r"HKEY_LOCAL_MACHINE\Software\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
)
SHARED_KEYS = {
    CLASSES,
    rf"{CLASSES}\Applications",
    rf"{CURRENT}\App Paths",
    rf"{CURRENT}\Uninstall",
    SYNC_ROOTS,  # a unit test enters a OneDrive there and takes it out again
}
"""Keys of Windows itself that a fresh prefix still lacks; empty, they say nothing of a program."""
KEPT_NOTE = "Tệp này không phải của WardApp."


def uninstall(walk: Walk) -> Iterator[str]:
    """Uninstall silently beside a file of the user in the program's folder."""
    foreign = walk.program / FOREIGN
    foreign.write_text(KEPT_NOTE, encoding="utf-8")
    data = files_below(walk.data)
    took = _uninstall(walk, walk.program)
    expect(foreign.read_text(encoding="utf-8") == KEPT_NOTE, "the user's own file was touched")
    rest = [path.name for path in walk.program.iterdir() if path != foreign]
    expect(not rest, f"left in the program's folder: {rest}")
    foreign.unlink()
    _remove_empty(walk.program, walk.prefix.drive)
    yield from _nothing_else(walk, data)
    yield (
        f"silent uninstall in {took:.0f} s beside a file of the user, which stayed; program, "
        "shortcuts and registry as before the installation"
    )


def upgrade(walk: Walk) -> Iterator[str]:
    """Install an older version with an office, then this one over it."""
    run = walk.prefix.run
    older = run(walk.older.path(), "/S", timeout=300)
    program = walk.prefix.local / "Programs" / "WardApp"
    expect(older.code == 0, f"the older installer ended with {older.code}: {older.lines()}")
    expect(all((program / name).is_file() for name in STALE), "the older version is not whole")
    expect(_version(walk) == OLDER, f"installed is {_version(walk)}")
    console = program / "wardapp.com"
    office = str(walk.prefix.named(walk.data / "offices" / "nâng cấp"))
    for words in (["init", "--example", "party"], ["log", "add", ENTRY]):
        done = run(console, *words, "--office", office)
        expect(done.code == 0, f"{words} ended with {done.code}: {done.err}")
    before = _lines(walk, console, office)
    data = files_below(walk.data)
    newer = run(walk.build.installer, "/S", timeout=300)
    expect(newer.code == 0, f"the upgrade ended with {newer.code}: {newer.lines()}")
    expect(files_below(walk.data) == data, "the upgrade changed the user's data")
    faults = faults_of(program)
    expect(not faults, f"after the upgrade: {faults[:10]}")
    expect(_version(walk) == walk.build.version, f"shown is {_version(walk)}")
    expect(_lines(walk, console, office) == before, "the office does not show its lines")
    expect(CONTENT in before, "the office had no lines")
    yield (
        f"upgrade {OLDER} → {walk.build.version} without a folder named, in {newer.seconds:.0f} s: "
        f"{len(STALE)} stale files gone, every file as listed, data byte for byte, office and its "
        f"{len(before)} log lines open"
    )
    lower = run(walk.older.path(), "/S", timeout=300)
    expect(lower.code == 14, f"the older installer over a newer version left {lower.code}")
    expect(not faults_of(program), "the refused older installer changed files")
    yield f"an older installer refuses to go back (code {lower.code}) and changes nothing"


def uninstall_upgraded(walk: Walk) -> Iterator[str]:
    """Uninstall once more and compare the whole prefix with its first state."""
    data = files_below(walk.data)
    took = _uninstall(walk, walk.prefix.local / "Programs" / "WardApp")
    _remove_empty(walk.prefix.local / "Programs", walk.prefix.drive)
    yield from _nothing_else(walk, data)
    yield f"after the upgrade, too, uninstalling ({took:.0f} s) leaves the data and nothing else"


def _uninstall(walk: Walk, program: Path) -> float:
    done = walk.prefix.run(program / "uninstall.exe", "/S", timeout=120)
    expect(done.code == 0, f"the uninstaller ended with {done.code}: {done.lines()}")
    # It goes on in a copy of itself, so that it can delete itself.
    gone = walk.prefix.wait_until(walk.prefix.is_quiet)
    expect(gone, f"still running: {walk.prefix.programs()}")
    expect(not walk.prefix.registry(UNINSTALL_KEY), "Windows still lists WardApp")
    left = [str(link) for link in shortcuts(walk) if link.exists()]
    expect(not left, f"shortcuts stayed: {left}")
    return done.seconds


def _nothing_else(walk: Walk, data: dict[str, str]) -> Iterator[str]:
    expect(walk.before is not None, "nothing was kept of the time before")
    expect(files_below(walk.data) == data, "the user's data changed")
    home = walk.data.relative_to(walk.prefix.drive).as_posix()
    ours = (home, *walk.own_names)
    new = drive_names(walk.prefix) - walk.before.names
    left = sorted(name for name in new if not name.startswith(ours))
    expect(not left, f"left on the disk: {left[:10]}")
    keys = sorted(registry_lines(walk.prefix) - walk.before.registry - SHARED_KEYS)
    expect(not keys, f"left in the registry: {keys[:10]}")
    gone = sorted(walk.before.names - drive_names(walk.prefix))
    expect(not gone, f"taken along: {gone[:10]}")
    yield f"the user's data stayed byte for byte: {len(data)} files and folders"


def _version(walk: Walk) -> str:
    return walk.prefix.registry(UNINSTALL_KEY).get("DisplayVersion", "")


def _lines(walk: Walk, console: Path, office: str) -> list[str]:
    done = walk.prefix.run(console, "log", "list", "--json", "--office", office)
    expect(done.code == 0, f"log list ended with {done.code}: {done.err}")
    return [row["content"] for row in json.loads(done.out)]


def _remove_empty(folder: Path, top: Path) -> None:
    """Take away folders that only the walk's choice of a place had made."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
