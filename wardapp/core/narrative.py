"""Words drafted from a form's figures: each number tied to the cell it was taken from."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.forms import CellKey


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTie:
    """A number in a text: where it stands (`start`, `end` in characters) and its cell.

    `key.row` "total" is the row of totals; `measure` "" is the value, "year", "last", "change".
    """

    start: int
    end: int
    text: str
    key: CellKey
    measure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """The text of a report in the outline clerks type, and the ties of its numbers."""

    text: str
    ties: tuple[FigureTie, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseFigure:
    """A number of the text that no longer says what its cell says."""

    tie: FigureTie
    now: str
    sentence: str
