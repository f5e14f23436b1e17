"""Names of bodies: from the capitals of a header to the name the directory knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from wardapp.core.issuers import Body
from wardapp.core.text import fold, one_line
from wardapp.core.titles import sentence_case

CERTAIN = 100.0
LIKELY = 93.0  # one slip in a name of 15 letters; below that two bodies may differ

STATE_WORDS = re.compile(r"^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng bộ)\s*", re.IGNORECASE)
SHORT_WORDS = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("mat tran to quoc", "mttq"),
    ("thanh nien cong san", "tncs"),
)
CITY_COMMITTEES = ("thanh uy", "tinh uy")
OWN_NAME_IS_ENOUGH = ("so ", "uy ban nhan dan", "ubnd", "hoi dong nhan dan", "thanh uy", "tinh uy")


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A name as the directory has it and how near the read one came (0 to 100)."""

    name: str
    score: float

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


def spellings_of(own: str, parent: str) -> tuple[str, ...]:
    """Return the ways a directory may write the body of two header lines, likeliest first."""
    name = sentence_case(one_line(own))
    above = sentence_case(one_line(parent))
    place = STATE_WORDS.sub("", above).strip()
    ways = (organ_of(own, parent), f"{name} {above}", f"{name} {place}", name)
    return tuple(dict.fromkeys(" ".join(each.split()) for each in ways))


def known_body(names: Iterable[str], directory: Iterable[Body]) -> KnownBody | None:
    """Return the body of the directory that these names mean, None when none is near enough."""
    wanted = tuple(map(_key, names))
    best: KnownBody | None = None
    for body in directory:
        if not body.active:
            continue
        written = tuple(map(_key, (body.name, *body.short_names)))
        score = max(_nearness(one, other) for one in wanted for other in written)
        if score >= LIKELY and (best is None or score > best.score):
            best = KnownBody(body.name, score)
    return best


def _key(name: str) -> str:
    """Return a name for comparing, common long words as their abbreviations."""
    key = fold(name)
    for phrase, short in SHORT_WORDS:
        key = key.replace(phrase, short)
    return key


def _nearness(wanted: str, known: str) -> float:
    if wanted == known:
        return CERTAIN
    if re.findall(r"\d+", wanted) != re.findall(r"\d+", known):
        return 0.0  # Chi bộ 8 is never Chi bộ 9
    # Folded names that are not equal can't be certain, however near they come.
    return min(fuzz.ratio(wanted, known), CERTAIN - 1)
