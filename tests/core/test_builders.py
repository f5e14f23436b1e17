from dataclasses import is_dataclass

from tests import builders
from wardapp.core.clock import day_of


def test_every_builder_builds_a_plain_example() -> None:
    makers = [make for name, make in vars(builders).items() if name.startswith(("a_", "an_"))]
    made = [make() for make in makers if make is not builders.an_id]

    assert len(made) > 10
    assert all(is_dataclass(each) for each in made)


def test_the_instant_of_the_builders_lies_on_their_day() -> None:
    assert day_of(builders.NOW_MS) == builders.TODAY
