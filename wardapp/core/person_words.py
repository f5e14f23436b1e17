"""What in a text seems to point at a person: figures of identity and telephone, names with them.

One judgement for every text that many read: petitions, topics, lines of the log, notes. It warns;
the clerk who looked may let a text stand.
"""

from __future__ import annotations

import re

from wardapp.core.text import clean, fold, mask_person_numbers, person_numbers

_LETTERS = range(0x00C0, 0x1EFA)  # Latin letters with the marks of Vietnamese
_CAPITAL = "A-Z" + "".join(chr(code) for code in _LETTERS if chr(code).isupper())
_WORD = rf"[{_CAPITAL}][^\W\d_]*"
_TITLED = re.compile(
    r"(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Cc]háu|[Cc]ụ|[Đđ]/c|[Đđ]ồng chí)"
    rf"\s+(?P<name>{_WORD}(?:\s+{_WORD}){{1,4}})"
)
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Lương"
)
_FULL = re.compile(rf"(?<!\w)(?P<name>(?:{_SURNAMES})(?:\s+{_WORD}){{2,4}})")
_PLACE = re.compile(
    r"(?:^| )(?:pho|duong|ngo|ngach|hem|phuong|xa|quan|huyen|truong|cau|cho|ho|dai lo|khu|toa"
    r"|vien|thcs|thpt|tieu hoc|mam non|benh vien|cong vien|vuon hoa|tuong dai|den|chua|dinh|nha hat"
    r"|quang truong)$"
)
_HOUSE = re.compile(r"(?<=(?:ngo|hem)) \d+[a-z]?(?:/\d+)* ?$|(?<=ngach) \d+[a-z]?(?:/\d+)* ?$")


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the figures that seem to be a person's, all but their last three hidden."""
    return tuple(mask_person_numbers(each) for each in person_numbers(clean(text)))


def names_in(text: str) -> tuple[str, ...]:
    """Return what seems to be the full name of a person; names of streets and schools are not."""
    tidy = clean(text)
    found = [match["name"] for match in _TITLED.finditer(tidy)]
    found += [
        match["name"] for match in _FULL.finditer(tidy) if not _is_place(tidy[: match.start()])
    ]
    return tuple(dict.fromkeys(found))


def _is_place(before: str) -> bool:
    """Return whether the words before a name make a place of it: `phố`, `ngõ 12`, `THCS`."""
    return _PLACE.search(_HOUSE.sub("", fold(before[-30:])).rstrip()) is not None
