"""The packages of `tests/data`: one of each kind for every released format, all invented.

    python -m tests.sample_packages      writes those of today's format that are not there yet

A sample that is there is never written again: newer programs must open what older ones wrote.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.package_tools import MAIN, PASSWORD, SECOND, a_chain, a_package
from wardapp.core.exchange import FORMAT_MAJOR, FORMAT_MINOR
from wardapp.exchange.splitting import split

DATA = Path(__file__).resolve().parent / "data"
VERSION = f"{FORMAT_MAJOR}.{FORMAT_MINOR}"
PLAIN, SEALED = f"goi-{VERSION}.wardpack", f"goi-{VERSION}-mat-khau.wardpack"
SPLIT = f"goi-{VERSION}-chia.wardpack"
PART_SIZE = 5_000


def write(folder: Path) -> None:
    """Write plain, sealed and split samples of today's format into a folder."""
    events = [*a_chain(MAIN, 25), *a_chain(SECOND, 12)]
    with tempfile.TemporaryDirectory() as made:
        plain = a_package(Path(made) / PLAIN, events, note="Gói mẫu")
        sealed = a_package(Path(made) / SEALED, events, note="Gói mẫu", password=PASSWORD)
        whole = a_package(Path(made) / SPLIT, events, note="Gói mẫu", bulk=bytes(range(251)) * 50)
        for path in (plain, sealed, *split(whole, PART_SIZE)):
            if not (folder / path.name).exists():
                shutil.copyfile(path, folder / path.name)


if __name__ == "__main__":
    write(DATA)
