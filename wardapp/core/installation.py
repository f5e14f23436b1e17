"""What is found wrong with the installed program itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PartState(StrEnum):
    """How a file of the installed program differs from the one that was shipped."""

    MISSING = "missing"
    WRONG_SIZE = "wrong_size"
    WRONG_BYTES = "wrong_bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFault:
    """A file of the installed program that is not as it was shipped; `path` as Windows shows it."""

    path: str
    state: PartState

    @property
    def words(self) -> str:
        """Return what is wrong, as a sentence goes on after “Bản cài WardApp”."""
        if self.state is PartState.MISSING:
            return f"thiếu tệp {self.path}"
        return f"có tệp {self.path} bị hỏng"
