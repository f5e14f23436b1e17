"""A disk in memory for homes, and the theatre that plays scenes on it."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.theatre import Theatre

IN_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is such a disk: states are many and short-lived."""
    if not os.access(IN_MEMORY, os.W_OK):
        yield tmp_path_factory.mktemp("faults")
        return
    place = Path(tempfile.mkdtemp(prefix="wardapp-faults-", dir=IN_MEMORY))
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def theatre(ground: Path) -> Iterator[Theatre]:
    """Plays scenes under the recorder, which gcc compiles once."""
    gc.freeze()
    made = Theatre(ground)
    yield made
    made.close()
