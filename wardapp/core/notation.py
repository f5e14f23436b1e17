"""Số, ký hiệu of Party (`57-KH/TU`) and State (`12/UBND-VHXH`): parser and printer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardapp.core.issuers import Family
from wardapp.core.text import clean
from wardapp.core.titles import CONG_VAN, known_code


@dataclass(frozen=True, slots=True)
class Notation:
    """A number and symbol taken apart; `str()` prints it in normal form.

    `symbol` is without the number: `KH/TU` (Party), `UBND-VHXH`, `QĐ-UBND` (State), "" for a bare
    number, whose family is unknown. `number` is None where none was written yet.
    """

    number: int | None
    suffix: str = ""  # "a" of 12a
    symbol: str = ""
    family: Family | None = None

    @property
    def code_number(self) -> str:
        """Return the number as printed: below 10 with a leading zero (HD05 3.2.2; NĐ30 PL I)."""
        return "" if self.number is None else f"{self.number:02}{self.suffix}"

    def __str__(self) -> str:
        if self.number is None or not self.symbol:
            return self.code_number or self.symbol
        joint = "/" if self.family is Family.STATE else "-"
        return f"{self.code_number}{joint}{self.symbol}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A số, ký hiệu found in running text at [start, end); mangled ones have no notation."""

    start: int
    end: int
    text: str
    notation: Notation | None
    is_mangled: bool


_BIG = "A-ZĐĂÂÊÔƠƯ"
_TYPE = rf"(?:[{_BIG}]{{1,6}}[riy]?[{_BIG}]?)"
# A part of an agency symbol: UBKTTW, VPĐU, TTg, QH16.
_PART = rf"(?:[{_BIG}]{{2,16}}g?\d{{0,2}}|nb)"
_PARTY_SYMBOL = rf"{_TYPE}/{_PART}(?:-{_PART})*(?:/{_PART})?"
_STATE_SYMBOL = rf"(?:\d{{4}}/)?(?:{_TYPE}-)?{_PART}(?:-{_PART})*"
_FORMS = (
    (
        re.compile(rf"(?P<number>\d{{1,5}})(?P<suffix>[a-zđ]?)[- ]?(?P<symbol>{_PARTY_SYMBOL})"),
        Family.PARTY,
    ),
    (
        re.compile(rf"(?P<number>\d{{1,5}})(?P<suffix>[a-zđ]?)/(?P<symbol>{_STATE_SYMBOL})"),
        Family.STATE,
    ),
    (re.compile(rf"-?(?P<symbol>{_PARTY_SYMBOL})"), Family.PARTY),
    (re.compile(rf"/?(?P<symbol>(?:{_TYPE}-)?{_PART}(?:-{_PART})+|{_TYPE}-{_PART})"), Family.STATE),
    (re.compile(r"(?P<number>\d{1,5})(?P<suffix>[a-zđ]?)"), None),
)
_LABEL = re.compile(r"^\s*(?:số|so|no)\b\s*[.:]?\s*", re.IGNORECASE)
_ANY_DASH = re.compile("[\u2010-\u2015\u2212]")

# In running text a number, then a party or a state symbol, then whatever is glued to it.
_SPACE = r"\s{0,2}"
_CITATION = re.compile(
    rf"(?<![\w/-])\d{{1,5}}[a-zđ]?"
    rf"(?:{_SPACE}-?{_SPACE}{_TYPE}{_SPACE}/{_SPACE}(?=[{_BIG}]{{2}})"
    rf"|{_SPACE}/{_SPACE}(?:\d{{4}}{_SPACE}/{_SPACE})?(?:{_TYPE}{_SPACE}-{_SPACE})?"
    rf"(?=[{_BIG}]{{2}}))"
    r"[\w/-]+"
)
_LOOSE = re.compile(rf"\d{{1,5}}[a-zđ]?\s*({_TYPE})\s*/")
_NUMBER = re.compile(r"\d{1,5}[a-zđ]?(?=[-/ ])|\d{1,5}")


def parse_notation(text: str) -> Notation | None:
    """Return số, ký hiệu as written by people, None when it is neither Party nor State form.

    Takes `57-KH/TU`, `57 KH/TU`, `57- KH/ TU`, `Số: 07/KH-UBND`, `12a-CV/ĐU`, `KH/ĐU`, `01`;
    small letters are read as capitals when nothing else fits.
    """
    tidy = _tidy(_LABEL.sub("", clean(text)))
    found = _parsed(tidy)
    if found is None and tidy == tidy.lower():
        found = _parsed(_raised(tidy))
    return found


def find_citations(text: str) -> list[Citation]:
    """Return every số, ký hiệu cited in running text, in order.

    One that runs into other letters or another number is mangled: `876-CV/BTGDVTU876KH/TU`.
    """
    even = _ANY_DASH.sub("-", text)
    found = []
    for match in _CITATION.finditer(even):
        written = match[0].rstrip("-/_")
        if _is_chance(written):
            continue
        notation = _parsed(_tidy(clean(written)))
        end = match.start() + len(written)
        raw = text[match.start() : end]
        found.append(Citation(match.start(), end, raw, notation, is_mangled=notation is None))
    return found


def party_notation(type_symbol: str, issuer_symbol: str) -> str:
    """Return the symbol of a Party document: `KH/ĐU` (HD05 3.1.2)."""
    return f"{type_symbol}/{issuer_symbol}"


def state_notation(type_symbol: str, issuer_symbol: str, unit_symbol: str) -> str:
    """Return the symbol of a State document: `QĐ-UBND`, công văn `UBND-VHXH` (NĐ30 PL I)."""
    if type_symbol in {"", CONG_VAN}:
        return "-".join(part for part in (issuer_symbol, unit_symbol) if part)
    return f"{type_symbol}-{issuer_symbol}"


def _tidy(text: str) -> str:
    dashed = _ANY_DASH.sub("-", " ".join(text.split()))
    return re.sub(r"\s*([/-])\s*", r"\1", dashed)


def _parsed(tidy: str) -> Notation | None:
    for form, family in _FORMS:
        match = form.fullmatch(tidy)
        if match:
            parts = match.groupdict()
            number = parts.get("number")
            return Notation(
                number=int(number) if number else None,
                suffix=parts.get("suffix") or "",
                symbol=parts.get("symbol") or "",
                family=family,
            )
    return None


def _raised(tidy: str) -> str:
    """Return a notation typed in small letters with its symbol in capitals (`ctr` as `CTr`)."""
    number = _NUMBER.match(tidy)
    head = number[0] if number else ""
    parts = re.split(r"([-/ ])", tidy[len(head) :])
    return head + "".join(known_code(part) or part.upper() for part in parts)


def _is_chance(written: str) -> bool:
    """Return True for `3 CTV/TDP`: no hyphen, and what stands before the slash is no type."""
    loose = _LOOSE.match(written)
    return loose is not None and not known_code(loose[1])
