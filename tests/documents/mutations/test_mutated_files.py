"""Mutated files at every door: no crash, no hang, nothing written, one clear sentence each."""

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
from typing import Any

import pytest

from tests.conftest import ROOT, Proof

WALK = Path(__file__).parent / "walk.py"
SECONDS_OF_SILENCE = 90.0
"""A walker silent for so long waits for something: it is killed and the next files go on.

One that works for too long has ended by itself long before.
"""
SLOW = 5.0
"""Seconds of the processor, not of the clock: what others do at the same time does not count."""
PARTS = 4
EVERYDAY = 6


@dataclass
class Told:
    """What a walker said."""

    files: int = 0
    broken: list[str] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    memory: int = 0

    def note(self, answer: dict[str, Any]) -> None:
        """Count what became of a file."""
        self.files += 1
        named = f"file {answer['at']} ({answer['way']})"
        for door, said in answer["done"].items():
            self.opened[door] += 1
            if said.startswith("Traceback"):
                self.broken.append(f"{named} {door}: {said}")
            elif said:
                self.refused[door] += 1
        self.slowest = max(self.slowest, answer["seconds"])
        self.memory = max(self.memory, answer["memory"])
        if answer["seconds"] > SLOW:
            self.broken.append(f"{named} takes {answer['seconds']} seconds")


def test_a_few_mutated_files_end_in_a_sentence(tmp_path: Path) -> None:
    told = walked("2026", range(7, 7 + EVERYDAY), tmp_path)
    assert told.files == EVERYDAY
    assert not told.broken, told.broken[:3]
    assert {"list", "paste"} < told.opened.keys()


@pytest.mark.prove
@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_files_end_in_a_sentence(
    part: int, proof: Proof, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of twelve files ten are Word's and templates, so that `prove` opens ten thousand of them."""
    count = proof.times(480, 6_000, 120_000)
    files = range(count * part // PARTS, count * (part + 1) // PARTS)
    told = walked(str(proof.seed), files, tmp_path)
    opened = ", ".join(f"{door} {n} ({told.refused[door]} refused)" for door, n in
                       sorted(told.opened.items()))  # fmt: skip
    with capsys.disabled():
        sys.stdout.write(
            f"\n{told.files} mutated files of seed {proof.seed}: {opened}; slowest {told.slowest} "
            f"s, {told.memory} MB, {len(told.broken)} broken\n"
        )
    assert not told.broken, "\n\n".join(told.broken[:20])
    assert told.files == len(files)


def walked(seed: str, part: range, folder: Path, walk: Path = WALK) -> Told:
    """Walk a part; a file that hangs or kills the process is told, the next ones go on."""
    told, first = Told(), part.start
    while first < part.stop:
        words = [sys.executable, str(walk), seed, str(first), str(part.stop), str(folder)]
        first = _until_broken(words, range(first, part.stop), folder, told) + 1
    return told


def _until_broken(words: list[str], part: range, folder: Path, told: Told) -> int:
    """Return the number of the last file that was begun."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    at, way = part.start - 1, ""
    with (
        (folder / "errors.txt").open("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            words, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8", env=env
        ) as child,
    ):
        for line in _lines(child):
            answer = json.loads(line)
            at, way = answer["at"], answer["way"]
            if "done" in answer:
                told.note(answer)
                way = ""
        code = child.poll()
        if code is None:
            child.kill()
        if code == 0 and not way:
            return part.stop
        errors.seek(0)
        what = "hangs" if code is None else f"ends the process with {code}"
        told.broken.append(f"file {at} of seed {words[2]} ({way}) {what} {errors.read()[-800:]}")
        told.files += 1
        return max(at, part.start)


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
            line = lines.get(timeout=SECONDS_OF_SILENCE)
        except queue.Empty:
            return
        if line is None:
            child.wait(timeout=SECONDS_OF_SILENCE)
            return
        yield line
