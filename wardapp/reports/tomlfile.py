"""Reads the project's own TOML files so that every fault names file, line and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from wardapp.core.files import disk_refusal
from wardapp.reports.faults import FormFault
from wardapp.reports.toml_lines import TomlLines

MOST_LETTERS = 1_000_000
"""No file of ours comes near this."""

_MOST = 10**15
_Kept = TypeVar("_Kept")
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_POSITION = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and text: knows on which line a word stands."""

    name: str
    text: str

    def fault(self, remedy: str, *words: str) -> FormFault:
        """Return the fault at the first line after which all the words were met in order."""
        return FormFault(self.name, self._line(words), remedy)

    def fault_at(self, remedy: str, path: tuple[str | int, ...], *words: str) -> FormFault:
        """Return the fault at a key of a block, or where the words stand in it; else the block."""
        lines = _lines_of(self.text)
        block = lines.line(path)
        if not words:
            return FormFault(self.name, max(block, 1), remedy)
        if lines.has((*path, words[0])):
            block, words = lines.line((*path, words[0])), words[1:]
        found = lines.line_of_text(block, *words) if words else block
        return FormFault(self.name, max(found, block, 1), remedy)

    def _line(self, words: tuple[str, ...]) -> int:
        """Return the line of the last word found, each searched after the one before; 0 = none."""
        text = _COMMENT.sub("", self.text)
        position, found = 0, False
        for word in words:
            at = _place_of(word, text, position)
            if at >= 0:
                position, found = at, True
        return text.count("\n", 0, position) + 1 if found else 0


def _place_of(word: str, text: str, start: int) -> int:
    """Return where a key (at the start of its line) or any other text stands, -1 when nowhere."""
    if word.isidentifier():
        key = re.compile(rf"^[ \t]*(?:\[\[)?(?:\w+\.)?({word})\b", re.MULTILINE).search(text, start)
        if key:
            return key.start(1)
    return text.find(word, start) if word else -1


@lru_cache(maxsize=4)
def _lines_of(text: str) -> TomlLines:
    return TomlLines(text)


@dataclass(frozen=True, slots=True)
class Record:
    """One table of a TOML file, read field by field; `path` or `words` lead to its line.

    With `noted` a fault is noted there and reading goes on, else the first one is raised.
    """

    source: Source
    values: dict[str, Any]
    words: tuple[str, ...] = ()
    path: tuple[str | int, ...] = ()
    noted: list[FormFault] | None = None

    def fault(self, remedy: str, *words: str) -> FormFault:
        """Return a fault inside this record."""
        if self.path or not self.words:
            return self.source.fault_at(remedy, self.path, *words)
        return self.source.fault(remedy, *self.words, *words)

    def refuse(self, remedy: str, *words: str) -> None:
        """Note a fault inside this record, or raise it."""
        self._refused(self.fault(remedy, *words), None)

    def _refused(self, fault: FormFault, fallback: _Kept) -> _Kept:
        if self.noted is None:
            raise fault
        self.noted.append(fault)
        return fallback

    def noting(self, noted: list[FormFault]) -> Record:
        """Return the same record, its faults noted in a list."""
        return replace(self, noted=noted)

    def only(self, known: Iterable[str]) -> None:
        """Refuse a key that the format does not know."""
        for key in self.values:
            if key not in known:
                self.refuse(f"không có mục “{key}”. Hãy xem lại chính tả của mục này.", key)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            return self._refused(
                self.fault(f'thiếu mục chữ “{key}”, hãy ghi {key} = "…".', key), ""
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, () when absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            said = f'mục “{key}” phải là danh sách chữ, ví dụ ["a", "b"].'
            return self._refused(self.fault(said, key), ())
        return tuple(value)

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number; without a default it must be there."""
        value: Any = self.values.get(key, default)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not -_MOST < value < _MOST:
            return self._refused(self.fault(f"mục “{key}” phải là số.", key), default or 0)
        return float(value) if isinstance(value, float) else int(value)

    def flag(self, key: str) -> bool:
        """Return true or false, false when absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            said = f"mục “{key}” phải là true hoặc false."
            return self._refused(self.fault(said, key), fallback=False)
        return value

    def records(self, key: str, name: str = "code") -> tuple[Record, ...]:
        """Return the records of an array of tables, () when absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            said = f"mục “{key}” phải viết thành các khối [[{key}]]."
            return self._refused(self.fault(said, key), ())
        return tuple(
            Record(
                self.source,
                item,
                (*self.words, f'{name} = "{item.get(name, "")}"'),
                (*self.path, key, position),
                self.noted,
            )
            for position, item in enumerate(value)
        )


def read_toml(path: Path) -> Record:
    """Return the whole file as a record; raise FormFault for text that is no TOML."""
    name = f"{path.parent.name}/{path.name}"
    try:
        if path.stat().st_size > MOST_LETTERS:
            raise FormFault(name, 1, "tệp quá lớn, một mẫu chỉ vài chục nghìn chữ.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FormFault(name, 0, "không có tệp này, hãy cài lại WardApp.") from error
    except OSError as error:
        raise disk_refusal(error, path) from error
    return toml_record(name, decoded(name, data))


def decoded(name: str, data: bytes) -> str:
    """Return the text of a file; FormFault when it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormFault(name, line, "không đọc được chữ, hãy lưu lại bằng mã UTF-8.") from error


def toml_record(name: str, text: str) -> Record:
    """Return a text as a record, its faults named after `name`; FormFault when it is no TOML."""
    if len(text) > MOST_LETTERS:
        raise FormFault(name, 1, "tệp quá lớn, một mẫu chỉ vài chục nghìn chữ.")
    source = Source(name, text)
    try:
        return Record(source, tomllib.loads(text))
    except ValueError as error:  # TOMLDecodeError, and numbers too long to be read
        found = _POSITION.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise FormFault(name, line, "dòng này viết chưa đúng TOML, hãy sửa dấu, ngoặc.") from error
    except RecursionError as error:
        raise FormFault(name, 1, "ngoặc lồng nhau quá sâu, hãy viết lại cho gọn.") from error


def keys_of(kind: type) -> frozenset[str]:
    """Return the field names of a dataclass: the keys its TOML block may have."""
    return frozenset(field.name for field in fields(kind))
