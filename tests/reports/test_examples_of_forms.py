"""Every form carries an example: records in, expected cells and expected findings out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.form_examples import CHANNELS, ROOT, Example, example_of
from wardapp.reports.loading import load_form

EXAMPLES = sorted(ROOT.glob("forms/*/example.toml"))


def _example(path: Path) -> Example:
    return example_of(load_form(path.with_name("form.toml")), path.read_text("utf-8"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_example_fills_and_breaks_checks_as_it_says(path: Path) -> None:
    example = _example(path)

    assert example.wrong() == []
    assert example.broken() == example.told["broken"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_computed_cell_names_the_records_behind_it(path: Path) -> None:
    example = _example(path)
    known = {each.id for each in (*example.sources.lines, *example.sources.petitions)}
    known |= {each.id for each in example.sources.opinions}
    computed = [
        cell
        for table in example.filled.tables
        for row in table.rows
        for cell in row.cells
        if isinstance(cell.computed, int) and cell.computed and cell.line_ids
    ]

    assert computed
    assert all(set(cell.line_ids) <= known for cell in computed)


def test_every_form_has_an_example() -> None:
    assert {path.parent for path in EXAMPLES} == {
        path.parent for path in ROOT.glob("forms/*/form.toml")
    }


def test_every_channel_of_the_catalogue_feeds_the_row_it_names() -> None:
    table = load_form(ROOT / "forms" / "phu-luc-02" / "form.toml").table("A")
    channels = CHANNELS

    fed = {channel: row.code for row in table.rows if not row.indent for channel in row.channels}

    assert fed == {channel.code: channel.form_row for channel in channels}


def test_shortcuts_of_channels_never_collide() -> None:
    channels = CHANNELS

    words = [word for channel in channels for word in {channel.code, *channel.shortcuts}]

    assert len(words) == len(set(words))
