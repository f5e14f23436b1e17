"""Reads the project's own TOML files so that every fault names file, line and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from wardapp.core.files import disk_refusal
from wardapp.reports.faults import FormFault

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


@dataclass(frozen=True, slots=True)
class Record:
    """One table of a TOML file, read field by field; `words` lead to its line."""

    source: Source
    values: dict[str, Any]
    words: tuple[str, ...] = ()

    def fault(self, remedy: str, *words: str) -> FormFault:
        """Return a fault inside this record."""
        return self.source.fault(remedy, *self.words, *words)

    def only(self, known: Iterable[str]) -> None:
        """Refuse a key that the format does not know."""
        for key in self.values:
            if key not in known:
                raise self.fault(f"không có mục “{key}”. Hãy xem lại chính tả của mục này.", key)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fault(f'thiếu mục chữ “{key}”, hãy ghi {key} = "…".', key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, () when absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(f'mục “{key}” phải là danh sách chữ, ví dụ ["a", "b"].', key)
        return tuple(value)

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number; without a default it must be there."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(f"mục “{key}” phải là số.", key)
        return value

    def flag(self, key: str) -> bool:
        """Return true or false, false when absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(f"mục “{key}” phải là true hoặc false.", key)
        return value

    def records(self, key: str, name: str = "code") -> tuple[Record, ...]:
        """Return the records of an array of tables, () when absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault(f"mục “{key}” phải viết thành các khối [[{key}]].", key)
        return tuple(
            Record(self.source, item, (*self.words, f'{name} = "{item.get(name, "")}"'))
            for item in value
        )


def read_toml(path: Path) -> Record:
    """Return the whole file as a record; raise FormFault for text that is no TOML."""
    name = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise FormFault(name, 0, "không đọc được chữ, hãy lưu lại bằng mã UTF-8.") from error
    except FileNotFoundError as error:
        raise FormFault(name, 0, "không có tệp này, hãy cài lại WardApp.") from error
    except OSError as error:
        raise disk_refusal(error, path) from error
    return toml_record(name, text)


def toml_record(name: str, text: str) -> Record:
    """Return a text as a record, its faults named after `name`; FormFault when it is no TOML."""
    source = Source(name, text)
    try:
        return Record(source, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _POSITION.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise FormFault(name, line, "dòng này viết chưa đúng TOML, hãy sửa dấu, ngoặc.") from error


def keys_of(kind: type) -> frozenset[str]:
    """Return the field names of a dataclass: the keys its TOML block may have."""
    return frozenset(field.name for field in fields(kind))
