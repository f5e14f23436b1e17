"""Writing a line under the number that was announced, again when another took it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from wardapp.core.errors import WardError

Line = TypeVar("Line")

ATTEMPTS = 200


class NumberMoved(Exception):
    """The number taken is not the one announced; the transaction is rolled back."""


def with_number(announced: Callable[[], int], write: Callable[[int], Line]) -> Line:
    """Return what `write` made under the announced number.

    The number stands in the title of the step and in the rendered paper, both made before the
    transaction; each lost race means that another writer got on.
    """
    for _ in range(ATTEMPTS):
        try:
            return write(announced())
        except NumberMoved:
            continue
    raise WardError("Nhiều nơi đang cấp số cùng lúc. Hãy thử lại sau ít phút.")


def agreed(taken: int, announced: int) -> int:
    """Return the taken number when it is the announced one, else roll back and try again."""
    if taken != announced:
        raise NumberMoved
    return taken
