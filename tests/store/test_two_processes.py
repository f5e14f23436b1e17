"""Two programs write into one office at once, as a window and a command do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.burst import burst
from tests.store.test_kills import PROCESSES, check_lines, check_whole
from wardapp.store.database import Database

LINES_EACH = 12


@pytest.mark.timeout(120)
def test_two_programs_share_the_numbers_and_wait_for_each_other(
    database: Database, tmp_path: Path
) -> None:
    files, told = tmp_path / "files", []
    ears, programs = [], []
    for first in (0, 100_000):
        ear, mouth = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=burst, args=(database.path, files, first, mouth))
        process.start()
        mouth.close()
        ears.append(ear)
        programs.append(process)
    for ear in ears:
        assert ear.recv() == "ready"
    for _ in range(LINES_EACH):
        told += [ear.recv() for ear in ears]
    for process, ear in zip(programs, ears, strict=True):
        process.kill()
        process.join()
        process.close()
        ear.close()

    assert len(set(told)) == 2 * LINES_EACH
    check_lines(database.path, told)
    check_whole(database.path, files)
