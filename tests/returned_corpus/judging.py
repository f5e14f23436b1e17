"""Holds what was read from a file against what the file says: right, doubted, dropped or wrong."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from tests.returned_corpus.corpus import Made, spec_of
from wardapp.core.forms import CellKey, FormSpec, FormValue, TableKind
from wardapp.core.returns import ReturnProposal

Key = tuple[str, str, str]


@dataclass
class Verdict:
    """Counts over files; `dropped` and `wrong` say file, deeds and place of each."""

    files: int = 0
    right: int = 0
    doubted: int = 0
    blocked: int = 0
    dropped: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    misplaced_units: list[str] = field(default_factory=list)
    by_deed: Counter[str] = field(default_factory=Counter)

    @property
    def told(self) -> int:
        """Return how many values the files said."""
        return self.right + self.doubted + len(self.dropped) + len(self.wrong)


def _plain(value: FormValue) -> str:
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return format(Decimal(value).normalize(), "f")
    text = unicodedata.normalize("NFC", str(value)).casefold()  # TCVN3 has no capitals with tones
    return " ".join(text.split()).replace(" / ", "/")


def judge(made: Made, read: ReturnProposal, verdict: Verdict, version: str = "") -> None:
    """Add what became of one file."""
    verdict.files += 1
    verdict.by_deed.update(made.deeds)
    if read.blocked:
        verdict.blocked += 1
        return
    judging = _Judging(made, read, verdict, spec_of(version))
    judging.unit()
    judging.values()
    judging.blanks()
    judging.planted()


class _Judging:
    """One file and what was read from it."""

    def __init__(self, made: Made, read: ReturnProposal, verdict: Verdict, spec: FormSpec) -> None:
        self.made, self.read, self.verdict, self.spec = made, read, verdict, spec
        self.name = f"{made.name} ({', '.join(made.deeds)})"
        self.growing = {each.code for each in spec.tables if each.kind is TableKind.GROWING}
        self.taken = {_key(each.key): _plain(each.value) for each in read.values}
        self.loose = Counter((key[0], key[2], said) for key, said in self.taken.items())
        self.doubtful = {_key(each.key) for each in read.doubts if each.key is not None}
        self.words = " \u0001 ".join(
            f"{_plain(each.raw)} \u0002 {_plain(each.value)} \u0002 {_plain(each.place.cell)}"
            for each in read.doubts
        )

    def unit(self) -> None:
        if self.read.unit_id not in {None, self.made.unit.id}:
            self.verdict.misplaced_units.append(f"{self.name}: {self.read.unit_id}")

    def values(self) -> None:
        for place, value in self.made.told.values.items():
            key, said = (place.table, place.row, place.column), _plain(value)
            if place.table in self.growing:
                is_right = self._is_in_a_row(place.table, place.column, said)
            else:
                is_right = self.taken.get(key) == said
            self._count(key, said, is_right=is_right)

    def _is_in_a_row(self, table: str, column: str, said: str) -> bool:
        """Say whether a growing table has the answer, in whatever row, once for each time."""
        self.loose[(table, column, said)] -= 1
        return self.loose[(table, column, said)] >= 0

    def _count(self, key: Key, said: str, *, is_right: bool) -> None:
        if is_right:
            self.verdict.right += 1
        elif key in self.doubtful or said in self.words:
            self.verdict.doubted += 1
        elif key in self.taken and key[0] not in self.growing:
            self.verdict.wrong.append(f"{self.name}: {key} {said!r}, read {self.taken[key]!r}")
        else:
            self.verdict.dropped.append(f"{self.name}: {key} said {said!r}")

    def blanks(self) -> None:
        """A place nobody wrote into stays blank, or what is read there is doubted."""
        told = {(place.table, place.row, place.column) for place in self.made.told.values}
        blank = {
            (table.code, row.code, column.key)
            for table in self.spec.tables
            for row in table.rows
            for column in table.columns
            if not column.formula
        }
        for key in (blank - told) & self.taken.keys() - self.doubtful:
            self.verdict.wrong.append(f"{self.name}: {key} blank, read {self.taken[key]!r}")

    def planted(self) -> None:
        for raw in self.made.told.planted:
            if _plain(raw) in self.words:
                self.verdict.doubted += 1
            else:
                self.verdict.dropped.append(f"{self.name}: planted {raw!r}")


def _key(key: CellKey) -> Key:
    return key.table, key.row, key.column
