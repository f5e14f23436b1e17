"""Names of bodies: from the capitals of a header to the name the directory knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from wardapp.core.issuers import Body
from wardapp.core.text import fold, new_tone, one_line
from wardapp.core.titles import sentence_case

CERTAIN = 100.0
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


def known_body(written: Written, directory: Iterable[Body]) -> KnownBody | None:
    """Return the body of the directory that is meant, None when none is near enough.

    A body of another place never is, however alike the names: there is a Sở in every city.
    """
    wanted = tuple(map(_key, written.names))
    best: KnownBody | None = None
    for body in directory:
        if not body.active or not _may_stand_in(fold(body.name), fold(written.place), wanted):
            continue
        known = tuple(map(_key, (body.name, *body.short_names)))
        score = max(_nearness(one, other) for one in wanted for other in known)
        if score >= LIKELY and (best is None or score > best.score):
            best = KnownBody(body.name, score)
    return best


def _may_stand_in(name: str, place: str, wanted: tuple[str, ...]) -> bool:
    return not place or _key(name) in wanted or place in name


def _key(name: str) -> str:
    """Return a name for comparing: one tone placement, common long words abbreviated."""
    key = new_tone(one_line(name)).casefold()
    for phrase, short in SHORT_WORDS:
        key = key.replace(phrase, short)
    return key


def _nearness(wanted: str, known: str) -> float:
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
