"""A real database for each test, copied from one that is made once a session."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.builders import NOW_MS, a_term, an_id, an_issuer
from tests.desk import Desk
from wardapp.core.clock import SetClock
from wardapp.store.database import Database

MakeDatabase = Callable[[], Database]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office with one issuer and its term."""
    path = tmp_path_factory.mktemp("template") / "office.db"
    database = Database.create(
        path, replica_id=an_id(11), office_id=an_id(12), now_ms=NOW_MS - 1000
    )
    with Desk(database, SetClock(NOW_MS - 1000)).begin("Tạo sổ") as tx:
        tx.catalogue.save_issuer(an_issuer())
        tx.catalogue.save_term(a_term())
    database.close()
    return path


@pytest.fixture
def in_memory(ground: Path) -> Iterator[Path]:
    """A folder of this test in memory where there is one: a long walk waits for no disk there."""
    with tempfile.TemporaryDirectory(dir=ground) as made:
        yield Path(made)


@pytest.fixture
def make_database(template: Path, tmp_path: Path) -> Iterator[MakeDatabase]:
    """Makes fresh databases, closed at the end."""
    made: list[Database] = []
    numbers = count(1)

    def make() -> Database:
        path = tmp_path / f"so-{next(numbers)}" / "office.db"
        path.parent.mkdir()
        shutil.copyfile(template, path)
        made.append(Database.open(path))
        return made[-1]

    yield make
    for database in made:
        database.close()


@pytest.fixture
def database(make_database: MakeDatabase) -> Database:
    """One fresh database."""
    return make_database()


@pytest.fixture
def desk(database: Database) -> Desk:
    """A clerk at the fresh database, on 5 June 2026."""
    return Desk(database, SetClock(NOW_MS))
