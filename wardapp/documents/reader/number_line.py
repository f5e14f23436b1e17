"""Reads "Số 57-KH/TU" and its relatives: number, symbol, and what else stands on the line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardapp.core.issuers import Family
from wardapp.core.titles import known_code

_PART = r"(?:[A-ZĐ][A-Za-zĐđÀ-ỹ]*\d{0,2}(?:\.[A-ZĐ]{1,6}(?![\w.]))?(?![a-zà-ỹ])|\d{4}(?=\s*/))"
_BLANK = r"[\s.…_]*"
_DASH = r"[-–—]"
_NUMBER_LINE = re.compile(
    rf"^\W{{0,3}}(?P<label>[Ss][ốÔôỐoO0]|SỐ|SÔ)\b\s*[:.;]?{_BLANK}"
    rf"(?P<number>\d{{1,5}}[a-zđ]?(?![a-zà-ỹ\d]))?(?P<gap>{_BLANK}(?:{_DASH}|/)?{_BLANK})"
    rf"(?P<symbol>{_PART}(?:\s*(?:{_DASH}|/)\s*{_PART})*)?"
)
_BARE_NUMBER = re.compile(
    rf"^(?P<label>)(?P<number>\d{{1,5}}[a-zđ]?)(?P<gap>\s*(?:{_DASH}|/)\s*)"
    rf"(?P<symbol>{_PART}(?:\s*(?:{_DASH}|/)\s*{_PART})+)$"
)
_DASHES = re.compile(r"\s*[-–—]\s*")
_SLASHES = re.compile(r"\s*/\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """What a number line says; `rest` is what follows on it, `mended` true when tidied."""

    number: str | None
    symbol: str | None
    family: Family | None
    mended: bool
    words: str
    rest: str = ""

    @property
    def printed(self) -> str | None:
        """Return number and symbol in normal form, None without a number."""
        if self.number is None:
            return None
        if self.symbol is None:
            return self.number
        joint = "-" if self.family is Family.PARTY else "/"
        return f"{self.number}{joint}{self.symbol}"

    @property
    def type_code(self) -> str:
        """Return the code of the type inside the symbol, "" when there is none."""
        parts = re.split(r"[-/]", self.symbol or "")
        return next((known_code(part) for part in parts[:2] if known_code(part)), "")


def read_number_line(text: str, family: Family | None) -> NumberLine | None:
    """Return what a line says when it is a number line, else None; `family` from the header."""
    found = _NUMBER_LINE.match(text) or _BARE_NUMBER.match(text)
    if found is None:
        return None
    number, symbol = found["number"], found["symbol"]
    rest = text[found.end() :].strip(" \t.…_*")
    if symbol is None:
        plain_number = number is not None and not rest and found["gap"].strip() in {"", "/", "-"}
        return _without_symbol(found) if plain_number else None
    if not _is_symbol(symbol, found["gap"]):
        return None
    tidy = _SLASHES.sub("/", _DASHES.sub("-", symbol))
    formed, own = _formed(tidy, found["gap"], family)
    printed = NumberLine(
        number=number, symbol=formed, family=own, mended=False, words=text[: found.end()].strip()
    )
    cut = re.match(r"\S*[^\W_]", text[found.end() :]) is not None  # letters go on unread
    mended = cut or not found["label"] or not _stands(printed, found)
    return NumberLine(
        number=number,
        symbol=formed,
        family=own,
        mended=mended,
        words=printed.words,
        rest=rest,
    )


def _without_symbol(found: re.Match[str]) -> NumberLine:
    return NumberLine(
        number=found["number"], symbol=None, family=None, mended=True, words=found[0].strip()
    )


def _is_symbol(symbol: str, gap: str) -> bool:
    """Return True when letters can be a symbol: joined parts, or one part after a slash."""
    if re.search(r"[-–—/]", symbol):
        return True
    return "/" in gap and symbol.upper() == symbol


def _formed(symbol: str, gap: str, family: Family | None) -> tuple[str, Family]:
    """Return the symbol with the separators of its family, and the family it shows."""
    party_form = re.match(r"^[^-/]+/[^/]+$", symbol) is not None and "/" not in gap
    if party_form:
        return symbol, Family.PARTY
    first, _, others = symbol.partition("-")
    if family is Family.PARTY and known_code(first) and others and "/" not in symbol:
        return f"{first}/{others}", Family.PARTY
    if re.match(r"^[^-/]+/[^/]+$", symbol) and not symbol[0].isdigit():
        return symbol, family or Family.PARTY
    return symbol, Family.STATE


def _stands(printed: NumberLine, found: re.Match[str]) -> bool:
    """Return True when number and symbol stand exactly as their normal form prints them."""
    written = found[0][len(found["label"]) :].lstrip(" :.…_\t")
    if printed.number is None:
        return re.sub(r"^[\s.…_/–-]+", "", written) == printed.symbol
    return written == printed.printed
