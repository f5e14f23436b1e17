"""How long work tells how far it is, and learns that the clerk pressed Dừng."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Takes reports of long work."""

    def step(self, done: int, total: int, text: str) -> None:
        """Report `done` of `total`; raise `Cancelled` when the clerk asked to stop."""
        ...


class Silent:
    """A progress that nobody watches."""

    def step(self, done: int, total: int, text: str) -> None:
        """Do nothing."""
