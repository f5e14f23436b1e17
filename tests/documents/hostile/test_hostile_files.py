"""Hostile files at the doors of reports: a sentence each, the office as it was, bounded time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import Proof
from tests.documents.mutations.test_mutated_files import walked

WALK = Path(__file__).parent / "walk.py"
DOORS = {"returned", "official", "log", "paste", "form", "regime"}
PARTS, EVERYDAY = 4, 10
MOST_MEMORY = 1600  # megabytes, of 2048 the walker may have


def test_a_few_hostile_files_change_nothing(tmp_path: Path) -> None:
    told = walked("2026", range(EVERYDAY), tmp_path, WALK)
    assert told.files == EVERYDAY
    assert not told.broken, told.broken[:3]
    assert told.opened.keys() == DOORS


@pytest.mark.prove
@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_files_change_nothing(
    part: int, proof: Proof, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bombs, a million rows, outside links, macros, passwords, mutations: the office is the same.

    After every file all bytes of the office, the heads of its journal, the folder the file lies in
    and the folder of temporary files are as before.
    """
    count = proof.times(40, 1_600, 52_000)
    files = range(count * part // PARTS, count * (part + 1) // PARTS)
    told = walked(f"{proof.seed}", files, tmp_path, WALK)
    opened = ", ".join(f"{door} {n} ({told.refused[door]} refused)" for door, n in
                       sorted(told.opened.items()))  # fmt: skip
    with capsys.disabled():
        sys.stdout.write(
            f"\n{told.files} hostile files of seed {proof.seed}: {opened}; slowest "
            f"{told.slowest} s, {told.memory} MB, {len(told.broken)} broken\n"
        )
    assert not told.broken, "\n\n".join(told.broken[:20])
    assert told.files == len(files)
    assert told.memory < MOST_MEMORY
