"""One window an office: a live lock refuses, a dead one is taken."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from wardapp.core.errors import OfficeLeftOpen, OfficeOpenElsewhere, OfficeOpenHere
from wardapp.store.lock import LOCK_NAME, Holder, OfficeLock, held_here, read_holder

ME = Holder(host="VP-01", account="hà", pid=11, since_ms=1_780_620_000_000)

HOLD = """
import sys
from pathlib import Path
from wardapp.store.lock import OfficeLock, Holder
lock = OfficeLock.acquire(Path(sys.argv[1]), Holder(
    host="VP-01", account=sys.argv[2], pid=22, since_ms=1780620000000))
print("held", flush=True)
sys.stdin.read()
"""


def a_holder_process(folder: Path, account: str = "hà") -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), account],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_window_of_the_same_clerk_can_raise_the_first(tmp_path: Path) -> None:
    with OfficeLock.acquire(tmp_path, ME), pytest.raises(OfficeOpenHere) as refusal:
        OfficeLock.acquire(tmp_path, replace(ME, pid=12))

    assert refusal.value.same_desk
    assert refusal.value.where == "VP-01 (hà)"
    assert refusal.value.since == "07:40 ngày 05/6/2026"


def test_another_account_is_told_who_and_since_when(tmp_path: Path) -> None:
    process = a_holder_process(tmp_path, account="lan")
    try:
        with pytest.raises(OfficeOpenElsewhere, match=r"VP-01 \(lan\), từ 07:40") as refusal:
            OfficeLock.acquire(tmp_path, ME, take_over=True)
        assert not refusal.value.same_desk
        assert not refusal.value.can_take_over
    finally:
        ended(process)


def test_a_killed_window_keeps_nobody_out_of_the_same_pc(tmp_path: Path) -> None:
    ended(a_holder_process(tmp_path))

    assert read_holder(tmp_path) is not None
    with OfficeLock.acquire(tmp_path, ME):
        assert read_holder(tmp_path) == ME


def test_only_a_living_window_of_the_same_desk_counts_as_open_here(tmp_path: Path) -> None:
    assert not held_here(tmp_path, ME)
    process = a_holder_process(tmp_path)
    try:
        assert held_here(tmp_path, ME)
        assert not held_here(tmp_path, replace(ME, account="lan"))
    finally:
        ended(process)
    assert read_holder(tmp_path) is not None
    assert not held_here(tmp_path, ME), "a killed one left its name alone"
    OfficeLock.acquire(tmp_path, ME).release()


def test_the_mark_of_a_dead_pc_is_taken_over_only_when_confirmed(tmp_path: Path) -> None:
    ended(a_holder_process(tmp_path))
    other = replace(ME, host="VP-02")
    with pytest.raises(OfficeLeftOpen, match="Tiếp quản") as refusal:
        OfficeLock.acquire(tmp_path, other)
    assert refusal.value.can_take_over

    with OfficeLock.acquire(tmp_path, other, take_over=True):
        assert read_holder(tmp_path) == other


def test_a_given_back_lock_names_nobody(tmp_path: Path) -> None:
    lock = OfficeLock.acquire(tmp_path, ME)
    lock.release()
    lock.release()

    assert read_holder(tmp_path) is None
    OfficeLock.acquire(tmp_path, replace(ME, host="VP-02")).release()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"host": "x"}', json.dumps({"pid": None})])
def test_a_spoilt_lock_file_keeps_nobody_out(tmp_path: Path, text: str) -> None:
    (tmp_path / LOCK_NAME).write_text(text)
    OfficeLock.acquire(tmp_path, ME).release()
