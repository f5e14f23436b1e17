"""Examples of forms: records in, expected cells and findings out (`forms/*/example.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from tests.builders import a_log_line, a_unit, an_id
from wardapp.core.forms import CellKey, FilledCell, FilledForm, FormSources, FormSpec
from wardapp.core.opinions import Leaning, OpinionField, OpinionTopic, Spread, Strength
from wardapp.core.petitions import (
    Petition,
    PetitionChannel,
    PetitionField,
    PetitionKind,
    PetitionStatus,
)
from wardapp.reports.catalogues import load_channels
from wardapp.reports.checking import check
from wardapp.reports.filling import blank_form, fill
from wardapp.reports.periods import period

ROOT = Path(__file__).resolve().parents[1]
CHANNELS = load_channels(ROOT / "resources" / "catalogues")
_PETITION_WORDS: dict[str, type[StrEnum]] = {
    "status": PetitionStatus,
    "kind": PetitionKind,
    "field": PetitionField,
    "channel": PetitionChannel,
}
_TOPIC_WORDS: dict[str, type[StrEnum]] = {
    "field": OpinionField,
    "leaning": Leaning,
    "spread": Spread,
    "strength": Strength,
}
_QUIET = {
    "reach": None,
    "interactions": None,
    "minutes": None,
    "places": (),
    "evidence_links": (),
    "attachments": (),
}


@dataclass(frozen=True)
class Example:
    """A form filled from its example."""

    spec: FormSpec
    filled: FilledForm
    sources: FormSources
    told: dict[str, Any]

    def cell(self, name: str) -> FilledCell:
        """Return a cell by `table.row.column`; `#2` is the second row."""
        table, row, column = name.split(".")
        rows = self.filled.table(table).rows
        found = (
            rows[int(row[1:]) - 1]
            if row.startswith("#")
            else next(each for each in rows if each.code == row)
        )
        cell = found.cell(column)
        assert cell is not None, name
        return cell

    def wrong(self) -> list[str]:
        """Return the cells that hold something else than the example says."""
        said = []
        for name, expected in self.told["cells"].items():
            value = self.cell(name).value
            shown = "" if value is None else value
            if expected not in {shown, str(shown)}:
                said.append(f"{name}: {shown!r}, not {expected!r}")
        return said

    def broken(self) -> dict[str, list[str]]:
        """Return the broken checks with their rows, growing ones as `#2`."""
        found: dict[str, list[str]] = {}
        for result in check(self.spec, self.filled):
            if not result.passed:
                rows = found.setdefault(result.code, [])
                rows += [self._named(result.cells[0])] if result.cells else []
        return found

    def _named(self, key: CellKey) -> str:
        codes = [row.code for row in self.filled.table(key.table).rows]
        is_record = key.row == an_id_like(key.row)
        return f"#{codes.index(key.row) + 1}" if is_record else key.row


def an_id_like(text: str) -> str:
    """Return the text when it looks like the name of a record, else ""."""
    return text if text.count("-") == len("----") else ""


def example_of(spec: FormSpec, text: str) -> Example:
    """Return the form filled as its example says."""
    told = tomllib.loads(text)
    sources = FormSources(
        lines=tuple(
            a_log_line(id=an_id(number), **{**_QUIET, **_tuples(line)})
            for number, line in enumerate(told.get("lines", []), 1)
        ),
        units=tuple(_unit(number, unit) for number, unit in enumerate(told.get("units", []))),
        channels=CHANNELS,
        petitions=tuple(_petition(n, each) for n, each in enumerate(told.get("petitions", []), 1)),
        opinions=tuple(_topic(n, each) for n, each in enumerate(told.get("opinions", []), 1)),
        constants=tuple(told.get("constants", {}).items()),
    )
    typed = tuple(
        FilledCell(
            key=CellKey(
                **dict(zip(("table", "row", "column"), item["cell"].split("."), strict=True))
            ),
            typed=item["value"],
            is_typed=True,
            reason=item.get("reason", ""),
        )
        for item in told.get("typed", [])
    )
    form = blank_form(spec, period(spec, told["period"]), "Ban Xây dựng Đảng")
    return Example(spec, fill(spec, replace(form, overrides=typed), sources), sources, told)


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}


def _words(values: dict[str, Any], kinds: dict[str, type[StrEnum]]) -> dict[str, Any]:
    """Return the values with the words of the program in the place of texts."""
    made = _tuples(values)
    return made | {key: kinds[key](made[key]) for key in kinds if key in made}


def _unit(number: int, values: dict[str, Any]) -> Any:
    return a_unit(
        id=an_id(900 + number),
        code=values["code"],
        name=f"Tổ dân phố số {values['code']}",
        households=values.get("households"),
    )


def _petition(number: int, values: dict[str, Any]) -> Petition:
    plain = {"id": an_id(1000 + number), "number": number, "registered_ms": number}
    plain |= {"issuer_id": an_id(1), "subject": "Một việc"}
    return Petition(**{**plain, **_words(values, _PETITION_WORDS)})


def _topic(number: int, values: dict[str, Any]) -> OpinionTopic:
    words = _words(values, _TOPIC_WORDS)
    return OpinionTopic(id=an_id(2000 + number), registered_ms=number, **words)
