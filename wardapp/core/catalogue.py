"""What passes between Danh mục and its services: doubles of bodies, and lists from a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardapp.core.issuers import AddresseeGroup, Body, Signer, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleBodies:
    """Two bodies of the directory that look like one; `keep` is the one better known here."""

    keep: Body
    other: Body
    why: str  # "Cùng tên" | "Tên gần giống" | …
    is_certain: bool


class ListKind(StrEnum):
    """The lists that can come from a workbook."""

    BODIES = "bodies"
    UNITS = "units"
    SIGNERS = "signers"
    GROUPS = "addressees"


class ListChange(StrEnum):
    """What a line of a workbook would do."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    REFUSED = "refused"


ListValue = Body | Unit | Signer | AddresseeGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One line of a workbook as it was understood: `row` as Excel counts, `sentence` any doubt."""

    row: int
    name: str
    change: ListChange
    sentence: str = ""
    value: ListValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan:
    """What bringing in a workbook would do; nothing is written yet.

    `unused` are the heads of columns that no field was found for.
    """

    kind: ListKind
    file_name: str
    lines: tuple[ListLine, ...]
    unused: tuple[str, ...] = ()

    def count(self, change: ListChange) -> int:
        """Return how many lines would do this."""
        return sum(1 for line in self.lines if line.change is change)
