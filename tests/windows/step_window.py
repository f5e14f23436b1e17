"""The window of the installed program, on a screen, under keys and mouse."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.windows.prefix import Done, ended
from tests.windows.screen import differs
from tests.windows.step_commands import DAY, TITLE
from tests.windows.step_install import OPEN_KEY
from tests.windows.trees import faults_of
from tests.windows.walking import Failed, Walk, expect

ROOT = Path(__file__).resolve().parent.parent.parent
TYPIST = Path(__file__).resolve().parent / "typist.py"
PAPER = ROOT / "resources" / "example" / "inbox" / "03-cong-van-so.docx"
TYPED = "fb; Tuyên truyền ngày Chủ nhật xanh ở Nghĩa Đô; 1; 1500"
TYPED_CONTENT = "Tuyên truyền ngày Chủ nhật xanh ở Nghĩa Đô"
MANY_COLOURS = 30
RUNS = 5
CLOSES_WITHIN = 30.0
RUNNING = 10
"""The installer's exit code when WardApp is running."""

BARE = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setWindowTitle("bare")
window.resize(1366, 688)
window.show()
app.exec()
"""


def window(walk: Walk) -> Iterator[str]:
    """Open the window on the example office, write a line by keyboard, close it."""
    process = open_window(walk)
    shot = walk.screen.shoot(walk.pictures / "window.png")
    colours = walk.screen.colours()
    expect(colours > MANY_COLOURS, f"the window is blank: {colours} colours, see {shot.name}")
    yield f"WardApp.exe shows “{TITLE}” on 1366 × 768, {colours} colours, kept as {shot.name}"
    _write_line(walk)
    done = close_window(walk, process)
    expect(done.code == 0, f"closed by Alt+F4 it left {done.code}: {done.err[-500:]}")
    yield f"Alt+F4 closes it in {done.seconds:.1f} s, exit code 0, no process left"
    rows = _asked(walk, "log", "list", "--text", "Nghĩa Đô")
    expect(
        TYPED_CONTENT in [row["content"] for row in rows],
        f"typed “{TYPED_CONTENT}”, written {[row['content'] for row in rows]}",
    )
    yield f"“{TYPED_CONTENT}”, typed in Nhật ký as UniKey types, stands in the log"


def _write_line(walk: Walk) -> None:
    screen = walk.screen
    expect(screen.press_for_change("ctrl+j", screen.windows(TITLE)[-1]), "Ctrl+J does nothing")
    python = walk.program / "runtime" / "python.exe"
    done = walk.prefix.run(python, "-X", "utf8", TYPIST, TYPED)
    expect(done.code == 0, f"typing ended with {done.code}: {done.err}")
    screen.wait_until_still()
    screen.shoot(walk.pictures / "typed.png")
    screen.press("Return")  # takes the line apart into the fields
    screen.wait_until_still()
    screen.press("Return")  # writes it
    screen.wait_until_still()
    screen.shoot(walk.pictures / "written.png")


def first_paint(walk: Walk) -> Iterator[str]:
    """Measure launch to first paint, beside a bare window of the same runtime."""
    python = walk.program / "runtime" / "python.exe"
    ours = [_paint(walk, walk.window) for _ in range(RUNS + 1)][1:]
    bare = [_paint(walk, python, "-c", BARE) for _ in range(RUNS + 1)][1:]
    ours_ms, bare_ms = statistics.median(ours) * 1000, statistics.median(bare) * 1000
    yield (
        f"first paint, launch to painted window, warm, median of {RUNS}: {ours_ms:.0f} ms "
        f"({_spread(ours)}); a bare PySide6 window of the same runtime: {bare_ms:.0f} ms "
        f"({_spread(bare)}); {ours_ms / bare_ms:.1f} times the bare one"
    )


def second_start(walk: Walk) -> Iterator[str]:
    """Hand a paper and a package to the window that is open."""
    folder = walk.own("Văn bản nhận được")
    folder.mkdir(parents=True, exist_ok=True)
    paper = Path(shutil.copy(PAPER, folder / "Công văn số hóa.docx"))
    lines = len(_asked(walk, "incoming", "list"))
    process = open_window(walk)
    second = walk.prefix.run(walk.window, paper, env=_office(walk), timeout=60)
    expect(second.code == 0, f"the second start left {second.code}: {second.err[-500:]}")
    expect(process.poll() is None, "the first window has gone")
    walk.screen.wait_until_still()
    walk.screen.shoot(walk.pictures / "second-start.png")
    walk.screen.press("Return")
    walk.screen.wait_until_still()
    walk.screen.shoot(walk.pictures / "registered.png")
    yield from _open_package(walk, folder, process)
    close_window(walk, process)
    rows = _asked(walk, "incoming", "list")
    expect(len(rows) == lines + 1, f"{lines} lines before, {len(rows)} after the second start")
    yield (
        f"a second start with a Word file ends in {second.seconds:.1f} s, the first window takes "
        f"the file, and Enter registers it"
    )


def _open_package(walk: Walk, folder: Path, process: subprocess.Popen[bytes]) -> Iterator[str]:
    package = folder / "Gói báo cáo.wardpack"
    package.write_bytes(b"not yet a package")
    # Wine 8 does not look into the user's own file types, so what they say is done by hand.
    program, _, word = walk.prefix.registry(OPEN_KEY)[""].strip('"').partition('" "')
    words = word.replace("%1", walk.prefix.named(package))
    before = walk.screen.pixels()
    opened = walk.prefix.run(program, words, env=_office(walk))
    expect(opened.code == 0, f"opening a .wardpack ended with {opened.code}: {opened.lines()}")
    expect(process.poll() is None, "the first window has gone")
    walk.screen.wait_until_still()
    walk.screen.shoot(walk.pictures / "wardpack.png")
    expect(differs(before, walk.screen.pixels()), "the open window says nothing of the package")
    walk.screen.press("Escape")
    yield "what Windows is told to do with a .wardpack file reaches the open window"


def refused_while_running(walk: Walk) -> Iterator[str]:
    """Refuse to install or to uninstall while the window is open."""
    process = open_window(walk)
    for program, words in (
        (walk.build.installer, ["/S"]),
        (walk.program / "uninstall.exe", ["/S"]),
    ):
        done = walk.prefix.run(program, *words, timeout=120)
        expect(
            walk.prefix.wait_until(lambda: len(walk.prefix.programs()) == 1),
            f"more than the window runs: {walk.prefix.programs()}",
        )
        if program == walk.build.installer:
            expect(done.code == RUNNING, f"the installer left {done.code}: {done.lines()}")
            expect("WardApp đang mở" in done.err, f"the installer said {done.lines()}")
    expect(process.poll() is None, "the window has gone")
    expect(not faults_of(walk.program), f"files changed: {faults_of(walk.program)[:5]}")
    expect(close_window(walk, process).code == 0, "the window did not close well")
    yield (
        f"the installer refuses while the window is open (code {RUNNING}), and so does the "
        "uninstaller; nothing changed"
    )


def open_window(walk: Walk, program: Path | None = None) -> subprocess.Popen[bytes]:
    """Start the window and wait until it shows its office."""
    process = walk.prefix.start(program or walk.window, env=_office(walk))
    found = walk.screen.wait_for_window(TITLE)
    if not found:
        raise Failed(f"no window came within a minute; {_fate(process)}")
    walk.screen.wait_until_still()
    walk.screen.focus(found)
    return process


def close_window(walk: Walk, process: subprocess.Popen[bytes]) -> Done:
    """Close the window by Alt+F4 and return how it ended."""
    walk.screen.press("alt+F4")
    done = ended(process, CLOSES_WITHIN)
    if done is None:
        walk.screen.shoot(walk.pictures / "not-closed.png")
        raise Failed(f"Alt+F4 did not end it in {CLOSES_WITHIN:.0f} s")
    expect(walk.prefix.wait_until(walk.prefix.is_quiet), "a process stayed")
    return done


def _fate(process: subprocess.Popen[bytes]) -> str:
    if process.poll() is None:
        return "it still runs"
    done = ended(process, CLOSES_WITHIN)
    return f"it left {done.code}: {done.err[-1000:]}" if done else ""


def _office(walk: Walk) -> dict[str, str]:
    return {"WARDAPP_OFFICE": walk.office}


def _asked(walk: Walk, *words: str) -> list[dict[str, object]]:
    office = ("--office", walk.office, "--today", DAY, "--json")
    done = walk.prefix.run(walk.console, *words, *office)
    expect(done.code == 0, f"{words} ended with {done.code}: {done.err}")
    told = json.loads(done.out)
    return told if isinstance(told, list) else told["rows"]


def _paint(walk: Walk, program: Path, *words: str) -> float:
    expect(walk.prefix.wait_until(lambda: not walk.screen.is_painted()), "the screen is not empty")
    begun = time.monotonic()
    process = walk.prefix.start(program, *words, env=_office(walk))
    painted = walk.screen.wait_for_paint()
    walk.screen.wait_until_still()
    walk.screen.focus(walk.screen.wait_for_window("bare" if words else TITLE))
    close_window(walk, process)
    return painted - begun


def _spread(seconds: list[float]) -> str:
    return f"{min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f}"
