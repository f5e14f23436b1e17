"""Mutated Word files and templates: no crash, no hang, nothing written, one clear sentence each."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT, Proof

WALK = Path(__file__).parent / "walk.py"
SECONDS_A_FILE = 60.0  # a hang, not a slow machine
PROCESSES = 2
EVERYDAY = 8


@dataclass
class Told:
    """What the walkers said."""

    files: int = 0
    broken: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


def test_a_few_mutated_files_end_in_a_sentence(tmp_path: Path) -> None:
    told = Told()
    _walk("2026", range(EVERYDAY), tmp_path, told)
    assert told.files == EVERYDAY
    assert not told.broken, told.broken[:3]


@pytest.mark.prove
def test_ten_thousand_mutated_files_end_in_a_sentence(
    proof: Proof, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = proof.times(400, 10_000, 100_000)
    told = [Told() for _ in range(PROCESSES)]
    threads = []
    for at, one in enumerate(told):
        part = range(count * at // PROCESSES, count * (at + 1) // PROCESSES)
        threads.append(
            threading.Thread(target=_walk, args=(str(proof.seed), part, tmp_path / f"{at}", one))
        )
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    broken = [line for one in told for line in one.broken]
    refused: Counter[str] = sum((one.refused for one in told), Counter())
    with capsys.disabled():
        sys.stdout.write(
            f"\n{count} mutated files; refused by {dict(refused)}; {len(broken)} broken\n"
        )
    assert sum(one.files for one in told) == count
    assert not broken, "\n\n".join(broken[:20])


def _walk(seed: str, part: range, folder: Path, told: Told) -> None:
    """Walk a part; a file that hangs or kills the process is told, the next ones go on."""
    first = part.start
    while first < part.stop:
        first = _walk_until_broken(seed, range(first, part.stop), folder, told) + 1


def _walk_until_broken(seed: str, part: range, folder: Path, told: Told) -> int:
    """Return the number of the last file that was begun."""
    words = [sys.executable, str(WALK), seed, str(part.start), str(part.stop), str(folder)]
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    at, way = part.start - 1, ""
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as child:
        for line in _lines(child):
            answer = json.loads(line)
            at, way = answer["at"], answer["way"]
            if "done" in answer:
                _note(told, answer)
                way = ""
        code = child.poll()
        if code is None:
            child.kill()
        if code != 0 or way:
            what = "hangs" if code is None else f"ends the process with {code}"
            said = child.stderr.read()[-800:] if code is not None and child.stderr else ""
            told.broken.append(f"file {at} of seed {seed} ({way}) {what} {said}")
            told.files += 1
    return at if code != 0 or way else part.stop


def _lines(child: subprocess.Popen[str]) -> Iterator[str]:
    """Yield what the child prints until it ends or stays silent for too long."""
    lines: queue.Queue[str | None] = queue.Queue()

    def pump() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=pump, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=SECONDS_A_FILE)
        except queue.Empty:
            return
        if line is None:
            child.wait(timeout=SECONDS_A_FILE)
            return
        yield line


def _note(told: Told, answer: dict[str, object]) -> None:
    told.files += 1
    for name, said in dict(answer["done"]).items():  # type: ignore[call-overload]
        if "Traceback" in said:
            told.broken.append(f"file {answer['at']} ({answer['way']}) {name}: {said}")
        elif said:
            told.refused[name] += 1
