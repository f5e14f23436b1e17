"""Offices for the tests of services: real folders, real SQLite, the invented examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import NOW_MS
from tests.copies import copy_folder
from wardapp.core.clock import DayClock, SetClock
from wardapp.core.places import Places
from wardapp.services.office import Office, create_office, open_for_command
from wardapp.services.setup import example_profile

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("party", "state")


@pytest.fixture(scope="session")
def example_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both example offices and the data folder they belong to, made once."""
    home = tmp_path_factory.mktemp("examples")
    places = Places(
        resources=ROOT / "resources", forms=ROOT / "forms", data=home / "data", program=ROOT
    )
    clock = DayClock(date(2026, 6, 5))
    for kind in EXAMPLES:
        create_office(home / kind, example_profile(kind, places, clock), places, clock).close()
    return home


@pytest.fixture(scope="session")
def new_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an example office of this minute, `so`, and the `data` folder of its PC."""
    return _made(tmp_path_factory.mktemp("example"), is_example=True)


@pytest.fixture(scope="session")
def new_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as an office that is no example."""
    return _made(tmp_path_factory.mktemp("office"), is_example=False)


def _made(home: Path, *, is_example: bool) -> Path:
    places = Places(
        resources=ROOT / "resources", forms=ROOT / "forms", data=home / "data", program=ROOT
    )
    clock = SetClock(NOW_MS)
    profile = replace(example_profile("party", places, clock), is_example=is_example)
    create_office(home / "so", profile, places, clock).close()
    return home


def _opened(kind: str, home: Path, tmp_path: Path, places: Places, clock: SetClock) -> Office:
    copy_folder(home / kind, tmp_path / "so")
    copy_folder(home / "data", places.data)
    return open_for_command(tmp_path / "so", places, clock)


@pytest.fixture
def party(
    example_offices: Path, tmp_path: Path, places: Places, clock: SetClock
) -> Iterator[Office]:
    """Đảng ủy phường Liên Hồ with its Ban Xây dựng Đảng."""
    with _opened("party", example_offices, tmp_path, places, clock) as office:
        yield office


@pytest.fixture
def state(
    example_offices: Path, tmp_path: Path, places: Places, clock: SetClock
) -> Iterator[Office]:
    """UBND phường Liên Hồ."""
    with _opened("state", example_offices, tmp_path, places, clock) as office:
        yield office


OpenOn = Callable[..., Office]


@pytest.fixture
def open_on(
    example_offices: Path, tmp_path: Path, places: Places, clock: SetClock
) -> Iterator[OpenOn]:
    """Opens a copy of an example office on a PC of its own: `open_on("may-1", "party")`.

    A PC that is `new` has never seen the office.
    """
    with ExitStack() as stack:

        def opened(pc: str, kind: str, *, new: bool = False) -> Office:
            copy_folder(example_offices / kind, tmp_path / pc)
            data = tmp_path / f"{pc}-data"
            if not new:
                copy_folder(example_offices / "data", data)
            here = replace(places, data=data)
            office = open_for_command(tmp_path / pc, here, clock, account=f"{pc}\\vt")
            return stack.enter_context(office)

        yield opened
