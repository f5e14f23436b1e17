"""What the clerk is told before a dispatch is put in the book: book, number, place, doubles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wardapp.core.dispatches import Priority
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.reading import Duplicate

SECRET_WORDS = "Đã đăng ký sổ riêng"
"""What stands in place of a subject where a secret paper was entered in its own book."""

_CODE = re.compile(r"\s*0*([1-9]\d{0,7})\s*([a-zđ]?)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalBook:
    """A book of incoming dispatches that a line can be put in."""

    issuer_id: RecordId
    code: str
    name: str

    @property
    def key(self) -> str:
        """Return the book as one word, to be chosen by."""
        return f"{self.issuer_id}|{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePlace:
    """A dispatch entered after its day: behind which line it comes, and where it could stand.

    `inserted` is the number with a letter in the place its day would have had ("12a"), "" when no
    line had come by then.
    """

    newest_code: str
    newest_date: date
    next_number: int
    inserted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What registering a line as typed would mean: number, book of its author, place, doubles."""

    next_number: int  # 0 where only a provisional one is given
    book: str  # code of the book that takes in what this author sends
    late: LatePlace | None = None
    duplicates: tuple[Duplicate, ...] = ()
    provisional: str = ""  # "T7K4L-03": this PC keeps no numbers and was lent none


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who handles a dispatch and by when, beside the leader's words.

    Where several lines get one assignment, None and "" leave what each of them has.
    """

    due_date: date | None = None
    handler: str = ""
    priority: Priority | None = None


def parse_arrival_code(text: str) -> tuple[int, str]:
    """Return number and letter of an arrival number as typed: `318`, `12a`."""
    found = _CODE.fullmatch(text)
    if found is None:
        raise BadValue("arrival_number", f"“{text}” không phải số đến, ví dụ 318 hoặc 12a.")
    return int(found[1]), found[2].lower()
