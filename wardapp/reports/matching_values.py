"""What a returned cell says, by the type of its column: a blank is not zero.

Nothing is guessed silently: what was mended says so, what cannot be read stays as words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from wardapp.core.forms import CellType, ColumnSpec, FormValue
from wardapp.core.number_words import number_words
from wardapp.core.returns import CellDoubt, DoubtKind, GridCell
from wardapp.core.text import clean, fold
from wardapp.reports.matching_words import ALIKE, alike

_BLANKS = frozenset({"", "chua co", "chua co so lieu", "chua thong ke", "khong co so lieu", "na",
                     "n/a", "x", "null", "chua bao cao", "chua", "chua viet"})  # fmt: skip
_ZEROS = frozenset({"khong", "kps", "khong phat sinh", "khong co", "k", "ko", "ko co", "kg",
                    "ko phat sinh", "chua phat sinh", "nil", "zero"})  # fmt: skip
_PLACEHOLDERS = frozenset({"chua co", "chua viet"})
"""Words that our own print puts where nothing was written."""

_DOTS = re.compile(r"[.…·_\s?]*")
_DASHES = re.compile(r"[-–—−\s]+")
_GROUPED_DOT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_GROUPED_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+")
_GROUPED_BLANK = re.compile(r"\d{1,3}(?: \d{3})+")
_PLAIN = re.compile(r"\d+")
_DECIMAL = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+)[.,](\d+)")
_RATIO = re.compile(r"(\d+)\s*(?:/|trên|tren|\\|:)\s*(\d+)", re.IGNORECASE)
_AROUND = re.compile(
    r"^(?:khoảng|tầm|gần|hơn|trên|ước|ước tính|~|≈|>|≥|<|≤|có|tổng|được)?\s*"
    r"(?P<number>\d+(?:[.,\s]\d+)*)\s*(?P<unit>%|[^\W\d_][^\d]*)?$",
    re.IGNORECASE,
)
_MOST_DIGITS = 15
_THOUSANDTHS = 1000
_LAST_SMALL_DAY = 20_000
_WORDS_UP_TO = 1000
_ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:\d+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: its value, or why it has none; `kind` None means no doubt."""

    value: FormValue = None
    kind: DoubtKind | None = None
    why: str = ""
    is_blank: bool = False


BLANK = Said(is_blank=True)


def said(cell: GridCell, column: ColumnSpec) -> Said:
    """Return what a cell says in a column."""
    if cell.doubt is CellDoubt.NO_VALUE:
        return Said(None, DoubtKind.FORMULA, "công thức chưa có giá trị; mở tệp bằng Excel rồi lưu")
    if cell.doubt is CellDoubt.ERROR or _ERRORS.fullmatch(cell.text):
        return Said(None, DoubtKind.UNREADABLE, f"Excel báo lỗi {cell.text}")
    found = _by_type(cell, column)
    if found.kind is None and not found.is_blank and cell.is_hidden:
        return Said(found.value, DoubtKind.MENDED, "ô nằm trong dòng, cột hoặc trang bị ẩn")
    return found


def _by_type(cell: GridCell, column: ColumnSpec) -> Said:
    match column.type:
        case CellType.COUNT | CellType.DECIMAL | CellType.PERCENT:
            return _bounded(_figure(cell, column), column)
        case CellType.RATIO:
            return _ratio(cell)
        case CellType.CHOICE:
            return _choice(cell, column)
        case _:
            return _text(cell, column)


def _bounded(found: Said, column: ColumnSpec) -> Said:
    value = found.value
    if not isinstance(value, int | Decimal):
        return found
    least = Decimal(0) if column.minimum is None else column.minimum
    if value < least:
        return Said(None, DoubtKind.UNREADABLE, f"số {_shown(value)} nhỏ hơn {_shown(least)}")
    if column.maximum is not None and value > column.maximum:
        most = _shown(column.maximum)
        return Said(value, DoubtKind.CHECK, f"số {_shown(value)} lớn hơn {most}")
    return found


def _figure(cell: GridCell, column: ColumnSpec) -> Said:
    if cell.number is not None and not isinstance(cell.number, str):
        return _typed_figure(cell, cell.number, column)
    text = tidy_text(cell.text)
    if _is_blank(text):
        return BLANK
    if _DASHES.fullmatch(text) or fold(text) in _ZEROS:
        return Said(0, DoubtKind.MENDED, f"“{cell.text}” hiểu là 0")
    if column.type is CellType.COUNT:
        return _count(text)
    return _decimal(text, column)


def _typed_figure(cell: GridCell, number: int | Decimal, column: ColumnSpec) -> Said:
    if cell.doubt is CellDoubt.DATE:
        if number < _LAST_SMALL_DAY and number == int(number):
            return Said(int(number), DoubtKind.MENDED, f"Excel hiện {cell.text}, là số {number}")
        return Said(None, DoubtKind.UNREADABLE, "Excel đã đổi số thành ngày")
    if column.type is not CellType.COUNT or isinstance(number, int):
        return Said(number)
    thousands = number * _THOUSANDTHS
    if thousands == int(thousands) and number * 100 != int(number * 100):
        return Said(int(thousands), DoubtKind.MENDED, f"{number} hiểu là {int(thousands)}")
    return Said(None, DoubtKind.UNREADABLE, f"{_shown(number)} không phải số nguyên")


def _count(text: str) -> Said:
    if _PLAIN.fullmatch(text) and len(text) <= _MOST_DIGITS:
        return Said(int(text))
    if _GROUPED_DOT.fullmatch(text) or _GROUPED_BLANK.fullmatch(text):
        return Said(int(re.sub(r"\D", "", text)))
    value = _mended_count(text)
    if value is None:
        return Said(None, DoubtKind.UNREADABLE, f"“{text}” không phải số")
    return Said(value, DoubtKind.MENDED, f"“{text}” hiểu là {value}")


def _mended_count(text: str) -> int | None:
    """Return the number of `1,234`, `12,0`, `khoảng 120`, `12 buổi`, `mười hai`."""
    if _GROUPED_COMMA.fullmatch(text):
        return int(text.replace(",", ""))
    whole_part = _DECIMAL.fullmatch(text)
    if whole_part and not int(whole_part[2]):
        return int(whole_part[1].replace(".", ""))
    around = _AROUND.match(text)
    if around and (around["unit"] or not text[0].isdigit()):
        inner = _count(around["number"].strip()).value
        return inner if isinstance(inner, int) else None
    return _spelled().get(fold(text))


def _decimal(text: str, column: ColumnSpec) -> Said:
    bare = text.removesuffix("%").strip() if column.type is CellType.PERCENT else text
    if _PLAIN.fullmatch(bare):
        return Said(int(bare))
    if _GROUPED_DOT.fullmatch(bare):
        whole = int(bare.replace(".", ""))
        return Said(whole, DoubtKind.MENDED, f"“{text}” hiểu là {whole}")
    parts = _DECIMAL.fullmatch(bare)
    if parts:
        number = Decimal(f"{parts[1].replace('.', '')}.{parts[2]}")
        if "," in bare:
            return Said(number)
        return Said(number, DoubtKind.MENDED, f"“{text}” hiểu là {_shown(number)}")
    around = _AROUND.match(text)
    if around and (around["unit"] or not text[0].isdigit()):
        inner = _decimal(around["number"].strip(), column)
        if inner.value is not None:
            shown = _shown(inner.value)
            return Said(inner.value, DoubtKind.MENDED, f"“{text}” hiểu là {shown}")
    return Said(None, DoubtKind.UNREADABLE, f"“{text}” không phải số")


def _ratio(cell: GridCell) -> Said:
    if cell.doubt is CellDoubt.DATE:
        return _ratio_of_day(cell.text)
    text = tidy_text(cell.text)
    if _is_blank(text):
        return BLANK
    found = _RATIO.fullmatch(text)
    if found:
        return Said(f"{int(found[1])}/{int(found[2])}")
    whole = _count(text)
    if _DASHES.fullmatch(text) or fold(text) in _ZEROS:
        whole = Said(0)
    if isinstance(whole.value, int):
        return Said(f"{whole.value}", DoubtKind.MENDED, f"“{cell.text}” thiếu tổng số sau dấu /")
    return Said(None, DoubtKind.UNREADABLE, f"“{cell.text}” không phải dạng 9/24")


def _ratio_of_day(shown: str) -> Said:
    """Return the ratio that Excel took for a day: `3/5` became 3 May, or 5 March elsewhere."""
    day, month, *_year = (int(part) for part in shown.split("/"))
    first, second = (day, month) if day <= month else (month, day)
    value = f"{first}/{second}"
    return Said(value, DoubtKind.MENDED, f"Excel đã đổi thành ngày {shown}, hiểu là {value}")


def _choice(cell: GridCell, column: ColumnSpec) -> Said:
    text = " ".join(clean(cell.text).split())
    if _is_blank(text) or _DASHES.fullmatch(text):
        return BLANK
    key = fold(text)
    for choice in column.choices:
        if fold(choice) == key:
            return Said(choice)
    scored = sorted(((alike(text, choice), choice) for choice in column.choices), reverse=True)
    best = scored[0] if scored else (0.0, "")
    clear = all(score < best[0] for score, _choice in scored[1:])
    if best[0] >= ALIKE and clear:
        return Said(best[1], DoubtKind.MENDED, f"“{text}” hiểu là “{best[1]}”")
    return Said(None, DoubtKind.UNREADABLE, f"“{text}” không có trong danh sách chọn")


def _text(cell: GridCell, column: ColumnSpec) -> Said:
    text = clean(cell.text).strip()
    if _DOTS.fullmatch(text) or fold(text) in _PLACEHOLDERS:
        return BLANK
    if column.max_length and len(text) > column.max_length:
        return Said(text, DoubtKind.CHECK, f"dài hơn {column.max_length} ký tự")
    if cell.doubt in {CellDoubt.CODE, CellDoubt.GUESSED}:
        return Said(text, DoubtKind.MENDED, str(cell.doubt))
    return Said(text)


def tidy_text(text: str) -> str:
    """Return a text with figures of full width as plain ones, spaces and quotes tidied."""
    flat = unicodedata.normalize("NFKC", clean(text).replace("…", "\x00")).replace("\x00", "…")
    return " ".join(flat.split()).strip("'’“”\" ")


def _is_blank(text: str) -> bool:
    if not text or _DOTS.fullmatch(text) is not None:
        return True
    return _DASHES.fullmatch(text) is None and fold(text) in _BLANKS


def _shown(number: FormValue) -> str:
    return str(number).replace(".", ",")


def is_figure(cell: GridCell) -> bool:
    """Return True when a cell holds a number, or words that could stand for one."""
    if cell.number is not None:
        return True
    text = tidy_text(cell.text)
    return bool(text) and (text[0].isdigit() and _AROUND.match(text) is not None)


def is_blank_mark(cell: GridCell) -> bool:
    """Return True for what stands where nothing is to be filled: `x`, `-`, dots, a zero."""
    text = tidy_text(cell.text)
    return _is_blank(text) or _DASHES.fullmatch(text) is not None or text == "0"


_SPELLED: dict[str, int] = {}


def _spelled() -> dict[str, int]:
    """Return the numbers by their words: `mười hai`."""
    if not _SPELLED:
        _SPELLED.update({fold(number_words(each)): each for each in range(_WORDS_UP_TO)})
    return _SPELLED
