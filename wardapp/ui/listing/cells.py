"""What a list shows, as values: columns, cells, row looks, group headings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Row = TypeVar("Row")


class RowLook(StrEnum):
    """How a row as a whole looks."""

    NORMAL = "normal"
    NEW = "new"  # blue dot, 600
    DONE = "done"  # text2
    CANCELLED = "cancelled"  # struck through, text3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: a fact and its circumstance below.

    `wraps` sets `first` over two lines (no `second` then); `tone` badge tones draw `first` as a
    badge when `is_badge`; `tick` puts a green tick before it; `stamp` is the urgency stamp.
    """

    first: str = ""
    second: str = ""
    is_strong: bool = False
    tone: str = "text"
    is_badge: bool = False
    has_tick: bool = False
    wraps: bool = False
    stamp: str = ""
    icon: str = ""
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: head, width at text size Vừa (0 = takes what is left), what a row says in it.

    `sort` names the order that a click on the head asks for (first, then reversed). A column that
    grows takes its share of what a wide window leaves to the flexible ones.
    """

    head: str
    width: int
    cell: Callable[[Row], Cell]
    sort: tuple[str, ...] = ()
    is_right: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A heading between rows of a list."""

    title: str
    count: str = ""
    tone: str = "text"
