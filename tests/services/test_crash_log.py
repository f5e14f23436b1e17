"""What a process that died leaves to be read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wardapp.services.crash_log import CRASH_LOG, MOST_BYTES, gather_crashes

PROGRAM = """
import sys, os, signal, threading, logging
from pathlib import Path
from wardapp.core.clock import SetClock
from wardapp.services.crash_log import await_crashes
logging.basicConfig(stream=sys.stdout)
await_crashes(Path(sys.argv[1]), "1.2.3", SetClock(1_780_627_320_000))
"""
CRASH = "import faulthandler; faulthandler._sigsegv()"
ABORT = "os.abort()"
KILLED = "os.kill(os.getpid(), signal.SIGKILL)"
ENDS = "sys.exit(3)"
THREAD = "threading.Thread(target=lambda: 1 / 0).start()"


def run(folder: Path, ending: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", PROGRAM + ending, str(folder)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("ending", [CRASH, ABORT])
def test_a_crash_is_found_with_version_time_and_system_above_its_trace(
    ending: str, tmp_path: Path
) -> None:
    run(tmp_path / "nhật ký", ending)
    kept = gather_crashes(tmp_path / "nhật ký")
    assert kept == tmp_path / "nhật ký" / CRASH_LOG
    first, rest = kept.read_text(encoding="utf-8").strip().split("\n", 1)
    assert first.startswith("WardApp 1.2.3, 05/06/2026 09:42, ")
    assert "Fatal Python error" in rest
    assert [each.name for each in kept.parent.iterdir()] == [CRASH_LOG]
    assert gather_crashes(kept.parent) is None, "told once"


@pytest.mark.parametrize("ending", [ENDS, KILLED])
def test_who_ends_by_itself_or_is_killed_leaves_nothing_to_tell(
    ending: str, tmp_path: Path
) -> None:
    run(tmp_path, ending)
    assert gather_crashes(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_living_process_is_left_alone(tmp_path: Path) -> None:
    words = [sys.executable, "-c", PROGRAM + "print(flush=True); sys.stdin.read()", str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as alive:
        assert alive.stdout is not None
        alive.stdout.readline()
        assert gather_crashes(tmp_path) is None
        assert len(list(tmp_path.iterdir())) == 1
        alive.communicate()
    assert list(tmp_path.iterdir()) == []


def test_many_crashes_keep_the_log_small_and_the_newest_last(tmp_path: Path) -> None:
    for turn in range(5):
        (tmp_path / f"running-99999{turn}.txt").write_text(f"WardApp\n{turn}" + "x" * 30_000)
        gather_crashes(tmp_path)
    data = (tmp_path / CRASH_LOG).read_bytes()
    assert len(data) == MOST_BYTES
    assert b"\n4x" in data[-40_000:]


def test_a_fault_on_a_thread_is_logged(tmp_path: Path) -> None:
    said = run(tmp_path, THREAD)
    assert "thread crashed" in said.stdout
    assert "ZeroDivisionError" in said.stdout


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "tệp").touch()
    assert run(tmp_path / "tệp", ENDS).returncode == 3


COM = "Windows fatal exception: code 0x8001010d\n\nThread 0x1 (most recent call first):\n  File 1\n"
FATAL = "Windows fatal exception: access violation\n\nThread 0x1 (most recent call first):\n"


def test_what_windows_catches_itself_is_no_crash(tmp_path: Path) -> None:
    living = tmp_path / "running-999999.txt"
    living.write_text(f"WardApp\n{COM}{COM}")
    assert gather_crashes(tmp_path) is None
    assert list(tmp_path.iterdir()) == []

    living.write_text(f"WardApp\n{COM}{FATAL}")
    assert gather_crashes(tmp_path) == tmp_path / CRASH_LOG


def test_a_log_that_cannot_be_written_keeps_nobody_from_working(tmp_path: Path) -> None:
    run(tmp_path, ABORT)
    (tmp_path / CRASH_LOG).mkdir()
    assert gather_crashes(tmp_path) is None
