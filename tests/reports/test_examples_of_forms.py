"""Every form carries an example: log lines in, expected cells and expected findings out."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_log_line, a_unit, an_id
from wardapp.core.forms import CellKey, FilledCell, FilledForm, FormSources, FormSpec
from wardapp.reports.catalogues import load_channels
from wardapp.reports.checking import check
from wardapp.reports.filling import blank_form, fill
from wardapp.reports.loading import load_form
from wardapp.reports.periods import period

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(ROOT.glob("forms/*/example.toml"))


def _key(name: str) -> CellKey:
    table, row, column = name.split(".")
    return CellKey(table=table, row=row, column=column)


def _filled(path: Path) -> tuple[FormSpec, FilledForm, dict[str, Any]]:
    example = tomllib.loads(path.read_text("utf-8"))
    spec = load_form(path.with_name("form.toml"))
    lines = tuple(
        a_log_line(
            id=an_id(number),
            **{
                "reach": None,
                "interactions": None,
                "minutes": None,
                "places": (),
                "evidence_links": (),
                "attachments": (),
                **{name: tuple(v) if isinstance(v, list) else v for name, v in line.items()},
            },
        )
        for number, line in enumerate(example["lines"], 1)
    )
    units = tuple(
        a_unit(
            id=an_id(900 + number),
            code=unit["code"],
            name=f"Tổ dân phố số {unit['code']}",
            households=unit.get("households"),
        )
        for number, unit in enumerate(example["units"])
    )
    typed = tuple(
        FilledCell(
            key=_key(item["cell"]),
            typed=item["value"],
            is_typed=True,
            reason=item.get("reason", ""),
        )
        for item in example["typed"]
    )
    form = blank_form(spec, period(spec, example["period"]), "Ban Xây dựng Đảng")
    channels = load_channels(ROOT / "resources" / "catalogues")
    sources = FormSources(lines=lines, units=units, channels=channels)
    return spec, fill(spec, replace(form, overrides=typed), sources), example


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_example_fills_as_it_says(path: Path) -> None:
    _, filled, example = _filled(path)

    for name, expected in example["cells"].items():
        key = _key(name)
        row = filled.table(key.table).row(key.row)
        cell = row.cell(key.column) if row else None
        assert cell is not None, name
        said = "" if cell.value is None else cell.value
        assert said == expected or str(said) == expected, name


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_example_breaks_the_checks_it_says(path: Path) -> None:
    spec, filled, example = _filled(path)

    broken: dict[str, list[str]] = {}
    for result in check(spec, filled):
        if not result.passed:
            rows = broken.setdefault(result.code, [])
            rows += [result.cells[0].row] if result.cells else []
    assert broken == example["broken"]


def test_every_form_has_an_example() -> None:
    assert {path.parent for path in EXAMPLES} == {
        path.parent for path in ROOT.glob("forms/*/form.toml")
    }


def test_every_channel_of_the_catalogue_feeds_the_row_it_names() -> None:
    table = load_form(ROOT / "forms" / "phu-luc-02" / "form.toml").table("A")
    channels = load_channels(ROOT / "resources" / "catalogues")

    fed = {channel: row.code for row in table.rows for channel in row.channels}

    assert fed == {channel.code: channel.form_row for channel in channels}


def test_shortcuts_of_channels_never_collide() -> None:
    channels = load_channels(ROOT / "resources" / "catalogues")

    words = [word for channel in channels for word in {channel.code, *channel.shortcuts}]

    assert len(words) == len(set(words))
