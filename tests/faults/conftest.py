"""A disk in memory for homes, and the theatre that plays scenes on it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.theatre import Theatre


@pytest.fixture(scope="session")
def theatre(ground: Path) -> Iterator[Theatre]:
    """Plays scenes under the recorder, which gcc compiles once."""
    gc.freeze()
    made = Theatre(ground)
    yield made
    made.close()
