"""Which column of an old book holds which field: heads found, folded and compared (domain §3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from wardapp.core.old_books import OldRow, OldSheet, SheetColumns
from wardapp.core.text import fold

WITHIN = 30
_LIKE = 86.0
_EXACT = 100.0
_LONGEST_HEAD = 70
_LEAST_FIELDS = 3
_PUNCTUATION = re.compile(r"[^\w ]+|_")
_INDEX = re.compile(r"\(?\d{1,2}\)?|\([a-zđ]\)|[A-ZĐ]")
_KEYED_BY_PARENT = {"den": "den", "di": "di", "van ban den": "den", "van ban di": "di"}

RECEIPT = "receipt"
COUNT = "count"
SECRECY = "secrecy"

FIELDS_IN: dict[str, str] = {
    "arrival_date": "Ngày đến",
    "arrival_number": "Số đến",
    "organ_name": "Tác giả",
    "number_symbol": "Số, ký hiệu",
    "code_number": "Số văn bản (cột riêng)",
    "code_notation": "Ký hiệu (cột riêng)",
    "issued_date": "Ngày tháng văn bản",
    "type_name": "Tên loại",
    "subject": "Tên loại và trích yếu",
    "handler": "Đơn vị hoặc người nhận",
    "direction_date": "Ngày chuyển",
    "due_date": "Hạn xử lý",
    "signer": "Người ký",
    "page_amount": "Số trang",
    "copy_amount": "Số bản",
    "priority": "Độ khẩn",
    SECRECY: "Độ mật",
    "storage_place": "Hồ sơ, nơi lưu",
    "description": "Ghi chú",
    COUNT: "Số thứ tự",
    RECEIPT: "Ký nhận",
}
"""Fields of a book of incoming dispatches, as the clerk chooses them; the last two are not kept."""

FIELDS_OUT: dict[str, str] = {
    "number_symbol": "Số, ký hiệu",
    "code_number": "Số văn bản (cột riêng)",
    "code_notation": "Ký hiệu (cột riêng)",
    "issued_date": "Ngày tháng",
    "type_name": "Tên loại",
    "subject": "Tên loại và trích yếu",
    "signer": "Người ký",
    "recipients": "Nơi nhận",
    "archive_holder": "Đơn vị, người nhận bản lưu",
    "issued_amount": "Số lượng bản",
    "page_amount": "Số trang",
    "sent_date": "Ngày chuyển",
    "priority": "Độ khẩn",
    SECRECY: "Độ mật",
    "description": "Ghi chú",
    COUNT: "Số thứ tự",
    RECEIPT: "Ký nhận",
}
"""Fields of a book of outgoing dispatches."""

_COMMON_HEADS: dict[str, tuple[str, ...]] = {
    "number_symbol": (
        "so ky hieu", "so va ky hieu", "so ky hieu van ban", "so hieu van ban", "so hieu",
        "so va ky hieu van ban", "so kh", "so kh van ban", "ky hieu van ban", "so cv",
        "so cong van", "so vb",
    ),
    "code_number": ("so", "so van ban"),
    "code_notation": ("ky hieu", "kh"),
    "type_name": ("ten loai", "loai van ban", "loai", "the loai", "hinh thuc van ban", "loai vb"),
    "subject": (
        "ten loai va trich yeu noi dung", "ten loai va trich yeu", "trich yeu",
        "trich yeu noi dung", "noi dung", "noi dung trich yeu", "noi dung van ban", "ve viec",
        "ten loai va trich yeu noi dung van ban", "trich yeu van ban", "trich yeu noi dung van ban",
        "ten loai trich yeu noi dung", "tom tat noi dung",
    ),
    "signer": ("nguoi ky", "nguoi ky van ban", "ho ten nguoi ky", "lanh dao ky"),
    "page_amount": ("so trang", "so to", "trang"),
    "priority": ("do khan", "muc do khan", "khan"),
    SECRECY: ("do mat", "muc do mat", "mat", "muc mat"),
    "description": ("ghi chu", "ghi chu khac", "chu thich", "gc"),
    COUNT: ("stt", "so tt", "tt", "so thu tu"),
    RECEIPT: ("ky nhan", "ky ten", "chu ky", "nguoi nhan ky", "ky nhan va dau buu dien"),
}  # fmt: skip
_HEADS_IN: dict[str, tuple[str, ...]] = {
    **_COMMON_HEADS,
    "arrival_date": (
        "ngay den", "ngay nhan", "ngay thang den", "ngay vao so", "ngay cong van den",
        "ngay nhan van ban", "ngay thang nhan", "ngay tiep nhan", "ngay van ban den",
    ),
    "arrival_number": (
        "so den", "so cong van den", "so vao so", "so van ban den", "so thu tu den", "so cv den",
        "so dang ky", "so vb den",
    ),
    "organ_name": (
        "tac gia", "co quan ban hanh", "noi gui", "noi ban hanh", "don vi gui", "co quan gui",
        "don vi ban hanh", "noi gui den", "ten co quan ban hanh", "noi gui van ban",
        "co quan to chuc ban hanh", "co quan don vi ban hanh", "noi phat hanh", "noi den",
        "co quan ban hanh van ban", "tac gia van ban",
    ),
    "issued_date": (
        "ngay thang", "ngay van ban", "ngay ban hanh", "ngay thang van ban", "ngay cong van",
        "ngay thang nam", "ngay ky", "ngay thang nam van ban", "ngay vb", "ngay thang nam ban hanh",
        "ngay",
    ),
    "handler": (
        "don vi hoac nguoi nhan", "nguoi nhan", "don vi nhan", "noi nhan", "don vi nguoi nhan",
        "nguoi xu ly", "don vi xu ly", "chuyen cho", "bo phan xu ly", "noi chuyen den",
        "don vi hoac nguoi nhan ban luu", "nguoi giai quyet", "don vi giai quyet",
        "don vi nguoi nhan ban luu",
    ),
    "direction_date": ("ngay chuyen", "ngay chuyen giao", "ngay giao"),
    "due_date": (
        "han xu ly", "thoi han", "han giai quyet", "thoi han giai quyet", "thoi han xu ly", "han",
    ),
    "copy_amount": ("so ban", "so luong ban", "so luong"),
    "storage_place": ("ho so luu", "noi luu", "luu tai", "ho so", "noi luu tru", "vi tri luu"),
}  # fmt: skip
_HEADS_OUT: dict[str, tuple[str, ...]] = {
    **_COMMON_HEADS,
    "code_number": (*_COMMON_HEADS["code_number"], "so di", "so van ban di", "so cong van di"),
    "issued_date": (
        "ngay thang", "ngay thang van ban", "ngay ban hanh", "ngay van ban", "ngay di",
        "ngay phat hanh", "ngay ky", "ngay thang nam", "ngay thang nam van ban", "ngay cong van di",
        "ngay vb", "ngay",
    ),
    "recipients": (
        "noi nhan", "noi nhan van ban", "noi gui", "don vi nhan", "noi gui den", "co quan nhan",
        "gui den", "nguoi nhan",
    ),
    "archive_holder": (
        "don vi nguoi nhan ban luu", "don vi hoac nguoi nhan ban luu", "nguoi nhan ban luu",
        "noi luu", "ban luu", "don vi soan thao", "don vi luu",
    ),
    "issued_amount": ("so luong ban", "so ban", "so luong", "sl"),
    "sent_date": ("ngay chuyen", "ngay gui", "ngay chuyen giao"),
}  # fmt: skip
_ONLY_IN = ("arrival_number", "arrival_date", "organ_name")
_ONLY_OUT = ("recipients", "archive_holder", "issued_amount")


@dataclass(frozen=True, slots=True)
class FoundHead:
    """A head that was found: its rows, the words of each column, how many fields it names."""

    rows: tuple[int, ...]
    heads: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def known(self) -> int:
        """Return how many different fields are named."""
        return len({field for field in self.fields if field})

    @property
    def rank(self) -> tuple[int, int]:
        """Return what makes one head better than another: fields named, then fewer rows."""
        return (self.known, -len(self.rows))


def fields_of(book: str) -> dict[str, str]:
    """Return the fields of a book and what the clerk calls them."""
    return FIELDS_OUT if book == "di" else FIELDS_IN


def columns_of(sheet: OldSheet, book: str) -> SheetColumns:
    """Return how a sheet is understood by its head, which may stand in the first 30 rows."""
    found = _best_head(sheet, book)
    if found is None:
        width = sheet.width
        return SheetColumns(
            sheet=sheet.name, head_rows=(), heads=("",) * width, fields=("",) * width
        )
    return SheetColumns(
        sheet=sheet.name, head_rows=found.rows, heads=found.heads, fields=found.fields
    )


def book_of(sheets: Iterable[OldSheet], name: str) -> str:
    """Return which book the sheets look like: `den`, `di`, "" when they look like none."""
    best, points = "", 0
    for book, own in (("den", _ONLY_IN), ("di", _ONLY_OUT)):
        found = 0
        for sheet in sheets:
            head = _best_head(sheet, book)
            if head is not None:
                found += head.known + sum(field in head.fields for field in own)
        words = fold(name)
        found += 2 * (f"van ban {book}" in words or f"so {book}" in words.replace("-", " "))
        if found > points:
            best, points = book, found
    return best if points >= _LEAST_FIELDS else ""


def is_enough(columns: SheetColumns, book: str) -> bool:
    """Tell whether the columns of a sheet say which number each line has, and of which day."""
    fields = set(columns.fields)
    if book == "di":
        return "issued_date" in fields and bool(fields & {"number_symbol", "code_number"})
    return bool(fields & {"arrival_date", "issued_date"}) and bool(
        fields & {"arrival_number", COUNT}
    )


def key_of(heads: Iterable[str]) -> tuple[str, ...]:
    """Return heads folded: the name under which a mapping is remembered."""
    return tuple(map(_key, heads))


def is_head_again(row: OldRow, columns: SheetColumns) -> bool:
    """Tell whether a row repeats the head, as printed books do on each page."""
    heads = _head_words(columns.heads)
    shown = [text for cell in row.cells[: len(columns.heads)] if (text := cell.text)]
    if len(shown) < _LEAST_FIELDS or _key(shown[0]) not in heads:
        return False
    return all(_key(text) in heads for text in shown)


@lru_cache(maxsize=64)
def _head_words(heads: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_key(part) for head in heads for part in (head, *head.split(" | ")))


def is_index(row: OldRow) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3)."""
    shown = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    if len(shown) < _LEAST_FIELDS or not all(map(_INDEX.fullmatch, shown)):
        return False
    figures = [int(re.sub(r"\D", "", each) or -1) for each in shown]
    return figures == list(range(figures[0], figures[0] + len(figures))) or figures[0] < 0


def _best_head(sheet: OldSheet, book: str) -> FoundHead | None:
    best: FoundHead | None = None
    rows = sheet.rows[:WITHIN]
    for at, row in enumerate(rows):
        choices = [_head((row,), book)]
        if at + 1 < len(rows) and rows[at + 1].number <= row.number + 2 and not _is_title(row):
            choices.append(_head((row, rows[at + 1]), book))
        for found in choices:
            if found.known >= _LEAST_FIELDS and (best is None or found.rank > best.rank):
                best = found
    return best


def _is_title(row: OldRow) -> bool:
    return len({cell.text.strip() for cell in row.cells if cell.text.strip()}) <= 1


def _head(rows: tuple[OldRow, ...], book: str) -> FoundHead:
    width = max(len(row.cells) for row in rows)
    above = _reaching(rows, width) if len(rows) > 1 else [""] * width
    parts = [
        tuple(dict.fromkeys(filter(None, (above[at], rows[-1].cell(at).text.strip()))))
        for at in range(width)
    ]
    if any(len(part) > _LONGEST_HEAD for words in parts for part in words):
        return FoundHead((), (), ())
    heads = tuple(" | ".join(words) for words in parts)
    return FoundHead(tuple(row.number for row in rows), heads, _fields(parts, book))


def _reaching(rows: tuple[OldRow, ...], width: int) -> list[str]:
    """Return the upper heads; one without merged cells reaches over the heads below it."""
    found: list[str] = []
    for at in range(width):
        own = rows[0].cell(at).text.strip()
        goes_on = at > 0 and all(rows[-1].cell(each).text.strip() for each in (at - 1, at))
        found.append(own or (found[-1] if goes_on else ""))
    return found


def _fields(parts: list[tuple[str, ...]], book: str) -> tuple[str, ...]:
    """Return the field of each column: the nearest heads choose first, each field once."""
    known = _HEADS_OUT if book == "di" else _HEADS_IN
    scored = [
        (score, at, field)
        for at, words in enumerate(parts)
        for field, names in known.items()
        if (score := _score(words, names)) >= _LIKE
    ]
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for _score_of, at, field in sorted(scored, key=lambda each: (-each[0], each[1])):
        if at not in chosen and field not in taken:
            chosen[at] = field
            taken.add(field)
    return tuple(chosen.get(at, "") for at in range(len(parts)))


def _score(words: tuple[str, ...], names: tuple[str, ...]) -> float:
    ways = _ways(tuple(map(_key, words)))
    return max((_near(way, name) for way in ways for name in names), default=0.0)


def _ways(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return how a column may be called: its own head, or that with the head above it."""
    if len(keys) <= 1:
        return keys
    above, own = " ".join(keys[:-1]), keys[-1]
    book = _KEYED_BY_PARENT.get(above)
    if book:
        return (f"{own} {book}",)
    return (f"{above} {own}", f"{own} {above}", own)


def _near(way: str, name: str) -> float:
    if way == name:
        return _EXACT
    if min(len(way), len(name)) <= len("so den"):
        return 0.0  # short heads differ by one letter and mean another thing: số đến, số đi
    return min(fuzz.ratio(way, name), _EXACT - 1)


@lru_cache(maxsize=4096)
def _key(head: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", fold(head).replace("/", " ").replace("-", " ")).split())
