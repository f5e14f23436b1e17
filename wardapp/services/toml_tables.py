"""Reading one table of a TOML file with faults that name file, line, field and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wardapp.core.errors import BadValue, UnreadableFile
from wardapp.core.text import clean

MAX_TEXT = 1000
MAX_NUMBER = 10_000_000
FIRST_YEAR, LAST_YEAR = 1900, 2099


def toml_values(name: str, text: str) -> dict[str, Any]:
    """Return the values of a TOML file; UnreadableFile says at which line and column it fails."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            f"Tệp {name} sai cách viết TOML{_place_of(str(error))}. "
            "Hãy xem lại dấu ngoặc kép, dấu bằng và dấu ngoặc ở chỗ đó."
        ) from error


def _place_of(message: str) -> str:
    """Return where tomllib says it stopped, in Vietnamese; "" when it does not say."""
    found = re.search(r"at line (\d+), column (\d+)", message)
    if found:
        return f" ở dòng {found[1]}, cột {found[2]}"
    return " ở cuối tệp" if "end of document" in message else ""


@dataclass(frozen=True, slots=True)
class TomlText:
    """A TOML file's name and text, to tell on which line a table or a field stands."""

    name: str
    text: str

    def line(self, table: str, index: int, key: str) -> int:
        """Return the line, from 1, of a field or, when it is missing, of its table's head."""
        lines = self.text.splitlines()
        heads = [
            number
            for number, line in enumerate(lines)
            if line.strip() in {f"[[{table}]]", f"[{table}]"}
        ]
        start = heads[index] if index < len(heads) else 0
        for number in range(start + (1 if heads else 0), len(lines)):
            line = lines[number].strip()
            if key and line.split("=")[0].strip() == key:
                return number + 1
            if line.startswith("["):
                break
        return start + 1

    def fault(self, table: str, index: int, key: str, remedy: str) -> BadValue:
        """Return the refusal of a field."""
        where = f"Tệp {self.name}, dòng {self.line(table, index, key)}"
        what = f", mục {key}" if key else ""
        return BadValue(key or table, f"{where}{what}: {remedy}")


@dataclass(frozen=True, slots=True)
class TomlTable:
    """One table of a file; reading a field of the wrong kind raises BadValue."""

    source: TomlText
    name: str
    index: int
    values: dict[str, Any]

    def fault(self, key: str, remedy: str) -> BadValue:
        """Return the refusal of a field of this table."""
        return self.source.fault(self.name, self.index, key, remedy)

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Raise BadValue for a field that no one reads, as a slip of the pen would be."""
        for key in self.values:
            if key not in known:
                raise self.fault(key, f"không có mục này. Các mục dùng được: {_listed(known)}.")

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text field, cleaned; "" when absent and not required."""
        value = self.values.get(key, "")
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            raise self.fault(key, "hãy viết thành chữ trong ngoặc kép, không quá 1.000 ký tự.")
        if required and not value.strip():
            raise self.fault(key, f'còn thiếu. Hãy thêm {key} = "…".')
        return clean(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; () when absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(key, 'hãy viết thành danh sách, ví dụ ["A", "B"].')
        return tuple(clean(item).strip() for item in value)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a table of texts as pairs, sorted; () when absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise self.fault(key, 'hãy viết dạng { "QĐ" = "QĐ" }.')
        return tuple(sorted((clean(name), clean(group)) for name, group in value.items()))

    def rows(self, key: str, remedy: str) -> tuple[TomlTable, ...]:
        """Return the tables of a list of tables, () without it; BadValue ends with the remedy."""
        typed = self.values.get(key, [])
        if not isinstance(typed, list) or not all(isinstance(each, dict) for each in typed):
            raise self.fault(key, remedy)
        return tuple(TomlTable(self.source, key, index, each) for index, each in enumerate(typed))

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a yes-or-no field."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key, "hãy viết true hoặc false.")
        return value

    def number(self, key: str, *, required: bool = False) -> int | None:
        """Return a whole number that is not negative; None when absent and not required."""
        value = self.values.get(key)
        if value is None and not required:
            return None
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if value is None or not is_whole or not 0 <= value <= MAX_NUMBER:
            raise self.fault(key, f"hãy viết số nguyên từ 0, ví dụ {key} = 12.")
        return int(value)

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return a date; None when absent and not required."""
        value = self.values.get(key)
        if value is None and not required:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fault(key, f"hãy viết ngày dạng năm-tháng-ngày, ví dụ {key} = 2025-07-01.")
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise self.fault(key, f"năm {value.year} không đúng, hãy xem lại.")
        return value

    def choice(self, key: str, known: Collection[str]) -> str:
        """Return a text that must be one of the known ones."""
        value = self.text(key, required=True)
        if value not in known:
            raise self.fault(key, f"“{value}” không dùng được. Hãy chọn: {_listed(known)}.")
        return value

    def like(self, key: str, kind: type[Any]) -> Any:
        """Return a field of the same kind as a default value: text, whole number or yes-or-no."""
        if kind is bool:
            return self.flag(key, default=False)
        if kind is int:
            return self.number(key, required=True)
        return self.text(key)


def _listed(known: Collection[str]) -> str:
    return ", ".join(sorted(known))
