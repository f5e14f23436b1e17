"""Names of bodies: from the capitals of a header to the name the directory knows.

A body is recognised by every name it has or had: a former one counts on papers up to the last day
it was in use, and stands in the line as the paper has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from wardapp.core.issuers import Body
from wardapp.core.text import fold, new_tone, one_line
from wardapp.core.titles import sentence_case

CERTAIN = 100.0
REMEMBERED = 8_192
LIKELY = 93.0  # one slip in a name of 15 letters; below that two bodies may differ

STATE_WORDS = re.compile(r"^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng bộ)\s*", re.IGNORECASE)
SHORT_WORDS = (
    ("ủy ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("mặt trận tổ quốc", "mttq"),
    ("thanh niên cộng sản", "tncs"),
)
KIND_OF_PLACE = re.compile(
    r"^(?:(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Đảng bộ|Đảng ủy|Đảng uỷ|Thành ủy|Thành uỷ"
    r"|Tỉnh ủy|Tỉnh uỷ|thành phố|tỉnh|phường|xã|đặc khu)\s*)+",
    re.IGNORECASE,
)
TAIL_WORDS = 2
LIKE_TAIL = 80.0
CITY_COMMITTEES = ("thanh uy", "tinh uy")
OWN_NAME_IS_ENOUGH = ("so ", "uy ban nhan dan", "ubnd", "hoi dong nhan dan", "thanh uy", "tinh uy")


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A name as the directory has it and how near the read one came (0 to 100).

    `body` is the entry it stands in; `name` is a former name when the paper bears that.
    """

    name: str
    score: float
    body: Body | None = None

    @property
    def is_certain(self) -> bool:
        """Return True when the read name is the directory's own."""
        return self.score >= CERTAIN


def organ_of(own: str, parent: str) -> str:
    """Return a body's name in running text from the two header lines in capitals.

    `BAN TUYÊN GIÁO VÀ DÂN VẬN` under `THÀNH ỦY HÀ LIÊN` is Ban Tuyên giáo và Dân vận Thành ủy.
    """
    name = sentence_case(one_line(own))
    above = sentence_case(one_line(parent))
    if not above or fold(name).startswith(OWN_NAME_IS_ENOUGH):
        return name
    if fold(above).startswith(CITY_COMMITTEES):
        above = " ".join(above.split()[:2])
    if fold(above).startswith("dang bo"):
        return name  # ĐẢNG BỘ THÀNH PHỐ … above ĐẢNG UỶ PHƯỜNG …: the name is whole without it
    if fold(name).endswith(fold(above)):
        return name
    return f"{name} {above}"


@dataclass(frozen=True, slots=True)
class Written:
    """How a directory may write the body of a header, likeliest first, and the place it names."""

    names: tuple[str, ...]
    place: str = ""


def written_as(own: str, parent: str) -> Written:
    """Return the spellings of the body of two header lines."""
    name = sentence_case(one_line(own))
    above = sentence_case(one_line(parent))
    with_place = STATE_WORDS.sub("", above).strip()
    ways = (organ_of(own, parent), f"{name} {above}", f"{name} {with_place}", name)
    return Written(
        names=tuple(dict.fromkeys(" ".join(each.split()) for each in ways)),
        # ĐẢNG BỘ … above a Đảng uỷ says nothing of it: the lower line names its own place.
        place="" if fold(above).startswith("dang bo") else KIND_OF_PLACE.sub("", above).strip(),
    )


def known_body(
    written: Written, directory: Iterable[Body], on: date | None = None
) -> KnownBody | None:
    """Return the body of the directory that is meant, None when none is near enough.

    A body of another place never is, however alike the names: there is a Sở in every city. `on`
    is the day of the paper: a former name counts up to its last day, always when no day is known.
    """
    wanted = tuple(map(name_key, written.names))
    place = fold(written.place)
    best: KnownBody | None = None
    for body in directory:
        if not body.active or body.merged_into is not None:
            continue
        for name, known in _called(body, on):
            if not _may_stand_in(fold(name), place, wanted):
                continue
            score = max(nearness(one, name_key(other)) for one in wanted for other in known)
            if score >= LIKELY and (best is None or score > best.score):
                best = KnownBody(name, score, body)
    return best


def _called(body: Body, on: date | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a line calls the body, with the spellings a header may have for that."""
    yield body.name, (body.name, *body.short_names)
    for former in body.former_names:
        if on is None or former.until is None or on <= former.until:
            yield former.name, (former.name,)


def names_of(body: Body) -> tuple[str, ...]:
    """Return every name of a body: the one it has now first, short and former ones behind."""
    every = (body.name, *body.short_names, *(each.name for each in body.former_names))
    return tuple(dict.fromkeys(name for name in every if name))


@dataclass(frozen=True, slots=True)
class SameAuthor:
    """How else the lines of an author may read: its other names, its symbols then and now."""

    names: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


def same_author(organ_name: str, number_symbol: str, directory: Iterable[Body]) -> SameAuthor:
    """Return the other names of an author and a printed symbol under its other symbols.

    `142-CV/BTGTU` of a body that is now BTGDVTU may stand in the book as `142-CV/BTGDVTU`.
    """
    body = body_named(organ_name, directory)
    if body is None:
        return SameAuthor()
    symbols = dict.fromkeys((body.symbol, *(each.symbol for each in body.former_names)))
    known = [symbol for symbol in symbols if symbol]
    ways = (_with_symbol(number_symbol, old, new) for old in known for new in known)
    return SameAuthor(
        names=tuple(name for name in names_of(body) if fold(name) != fold(organ_name)),
        symbols=tuple(dict.fromkeys(way for way in ways if way and way != number_symbol)),
    )


def body_named(name: str, directory: Iterable[Body]) -> Body | None:
    """Return the body that has or had exactly this name, accents and case aside; None without."""
    wanted = fold(name)
    found = (
        body
        for body in directory
        if wanted and body.merged_into is None and wanted in map(fold, names_of(body))
    )
    return next(found, None)


def under_other_names(text: str, directory: Iterable[Body]) -> tuple[str, ...]:
    """Return a searched text with the body it names called by its other names, () without one."""
    searched = f" {fold(text)} "
    ways: dict[str, None] = {}
    for body in directory:
        names = tuple(map(_folded, names_of(body))) if body.merged_into is None else ()
        said = max((each for each in names if f" {each} " in searched), key=len, default="")
        if said:
            ways |= {
                searched.replace(f" {said} ", f" {each} ").strip(): None
                for each in names
                if each != said
            }
    return tuple(ways)


@lru_cache(maxsize=REMEMBERED)
def _folded(name: str) -> str:
    """Return the search key of a name: the same few hundred come at every key."""
    return fold(name)


def _with_symbol(printed: str, old: str, new: str) -> str:
    """Return a printed symbol that ends with another body's symbol, "" when it does not."""
    parts = re.split(r"([/-])", printed)
    if old == new or fold(old) not in map(fold, parts):
        return ""
    return "".join(new if fold(part) == fold(old) else part for part in parts)


def _may_stand_in(name: str, place: str, wanted: tuple[str, ...]) -> bool:
    return not place or name_key(name) in wanted or place in name


def name_key(name: str) -> str:
    """Return a name for comparing: one tone placement, common long words abbreviated."""
    key = new_tone(one_line(name)).casefold()
    for phrase, short in SHORT_WORDS:
        key = key.replace(phrase, short)
    return key


def nearness(wanted: str, known: str) -> float:
    """Return how near two names are (0 to 100); only the same spelling is 100."""
    if wanted == known:
        return CERTAIN
    one, other = fold(wanted), fold(known)
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0  # Chi bộ 8 is never Chi bộ 9
    if fuzz.ratio(_tail(one), _tail(other)) < LIKE_TAIL:
        return 0.0  # the place stands at the end: Hà Nội is never Hà Liên
    # Names that differ, be it in an accent (Đông, Đống), can't be certain.
    return min(fuzz.ratio(one, other), CERTAIN - 1)


def _tail(name: str) -> str:
    return " ".join(name.split()[-TAIL_WORDS:])
