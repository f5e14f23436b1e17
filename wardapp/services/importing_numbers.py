"""Numbers and symbols of old books: in one column or two, with letters, labels and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wardapp.core.notation import parse_notation
from wardapp.core.text import clean, one_line
from wardapp.core.titles import CONG_VAN, known_code, type_code_of, type_name_of

REMEMBERED = 20_000
_LARGEST = 99_999
_LABEL = re.compile(r"^\s*(?:số|so|no|sô)\b\s*[.:]?\s*", re.IGNORECASE)
_PLAIN = re.compile(r"0*(\d{1,5})(?:\.0)?\s*([a-zđA-ZĐ]?)\.?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_RANGE = re.compile(r"0*(\d{1,5})([a-zđ]?)\s*(?:-|–|—|,|;|\+|&|và|đến)\s*0*(\d{1,5})([a-zđ]?)\.?")
_LEADING = re.compile(r"(\d{1,5})([a-zđ]?)(?=[^\w]|$|[A-ZĐ])\s*[-–/.\s]*(.*)", re.DOTALL)
_JOINTS = re.compile(r"\s*([-/])\s*")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_TYPE_WORDS = 4
_NO_TYPE = ""


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number of a book: None when none was read, `last` of a range, and why it is doubtful."""

    number: int | None
    suffix: str = ""
    last: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReadSymbol:
    """Số, ký hiệu taken apart: the number as it stood and the symbol without it."""

    code_number: str = ""
    notation: str = ""
    number: int | None = None
    suffix: str = ""
    why: str = ""


@lru_cache(maxsize=REMEMBERED)
def read_number(text: str) -> ReadNumber:
    """Return the number of a cell: `12`, `12a`, `Số 012`, `12-15` (the first, with its last)."""
    plain = _LABEL.sub("", clean(text)).strip()
    if not plain:
        return ReadNumber(None)
    if found := _PLAIN.fullmatch(plain):
        number = int(found[1])
        return ReadNumber(number or None, found[2].lower(), why="" if number else "Số 0.")
    if found := _RANGE.fullmatch(plain):
        first, last = int(found[1]), int(found[3])
        if 0 < first < last <= _LARGEST and not found[2] + found[4]:
            why = f"Một dòng ghi các số {first} đến {last}: lấy số {first}."
            return ReadNumber(first, last=last, why=why)
    symbol = ReadSymbol() if _DECIMAL.fullmatch(plain) else read_symbol(text)
    if symbol.number is not None and symbol.notation:
        return ReadNumber(symbol.number, symbol.suffix)
    return ReadNumber(None, why=f"Không hiểu số “{plain[:30]}”.")


@lru_cache(maxsize=REMEMBERED)
def read_symbol(text: str) -> ReadSymbol:
    """Return số, ký hiệu of a cell; what is not of Party or State form stays as it stood."""
    plain = _LABEL.sub("", one_line(text)).strip()
    if not plain:
        return ReadSymbol()
    parsed = parse_notation(plain)
    if parsed is not None:
        figures = re.match(r"\d+[a-zđ]?", plain)
        return ReadSymbol(
            figures[0] if figures else "", parsed.symbol, parsed.number, parsed.suffix
        )
    even = _JOINTS.sub(r"\1", _DASHES.sub("-", plain))
    if found := _LEADING.fullmatch(even):
        rest = found[3].strip()
        why = "" if not rest or _prints_back(found[1] + found[2], rest, even) else _odd(plain)
        return ReadSymbol(found[1] + found[2], rest, int(found[1]), found[2], why)
    return ReadSymbol(notation=plain, why=_odd(plain))


def type_of(type_name: str, notation: str, subject: str) -> tuple[str, str]:
    """Return (code, name) of a document: by its type column, its symbol, else its subject.

    ("", …) when nothing tells; the name is then what stood in the type column.
    """
    code = type_code_of(type_name) or known_code(type_name) if type_name else ""
    code = code or type_in_symbol(notation) or _type_in_subject(subject)
    return code, type_name_of(code) or type_name


@lru_cache(maxsize=REMEMBERED)
def type_in_symbol(notation: str) -> str:
    """Return the type that a symbol names: `KH/ĐU`, `QĐ-UBND`, `2019/NQ-HĐND`; "" without one."""
    without_year = re.sub(r"^(?:19|20)\d{2}/", "", notation)
    first = re.split(r"[-/]", without_year)[0]
    if len(without_year) == len(first):
        return _NO_TYPE
    return known_code(first)


def _type_in_subject(subject: str) -> str:
    words = subject.split()[: _TYPE_WORDS + 1]
    for count in range(min(_TYPE_WORDS, len(words)), 1, -1):
        code = type_code_of(" ".join(words[:count]).strip(" .,:;"))
        if code:
            return code
    first = subject.casefold().lstrip()
    return CONG_VAN if first.startswith(("v/v", "về việc", "cv ")) else _NO_TYPE


def _prints_back(number: str, rest: str, even: str) -> bool:
    joint = "-" if "/" in rest else "/"
    return f"{number}{joint}{rest}" == even


def _odd(plain: str) -> str:
    return f"Số, ký hiệu “{plain[:40]}” không theo mẫu của văn bản đảng hay nhà nước."
