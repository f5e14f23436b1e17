"""The command line in Vietnamese: help, usage and the sentence for a wrong call."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from wardapp.core.errors import BadValue

WRONG_USAGE = 2
"""Exit code of a call that cannot be understood."""

FIRST_YEAR, LAST_YEAR = 1945, 2199
MOST_LINES = 100_000
"""As many lines as one list may be asked for."""

TRANSLATED = (
    (re.compile(r"^the following arguments are required: (.+)$"), r"Còn thiếu: \1."),
    (
        re.compile(r"^argument (.+): invalid choice: (.+) \(choose from (.+)\)$"),
        r"\1 không có lựa chọn \2. Các lựa chọn: \3.",
    ),
    (re.compile(r"^unrecognized arguments: (.+)$"), r"Không hiểu: \1."),
    (re.compile(r"^argument (.+): expected one argument$"), r"\1 cần một giá trị theo sau."),
    (
        re.compile(r"^argument (.+): expected at least one argument$"),
        r"\1 cần ít nhất một giá trị theo sau.",
    ),
    (re.compile(r"^argument (.+): invalid int value: (.+)$"), r"\1 phải là số, không phải \2."),
    (re.compile(r"^argument (.+): not allowed with argument (.+)$"), r"\1 không dùng cùng \2."),
    (re.compile(r"^one of the arguments (.+) is required$"), r"Cần một trong các mục: \1."),
    (re.compile(r"^ambiguous option: (.+) could match (.+)$"), r"\1 chưa rõ, có thể là \2."),
    (re.compile(r"^argument (.+): (phải là .+)$"), r"\1 \2."),
    (re.compile(r"^argument (.+): (.+)$"), r"\1: \2."),
)


def whole_between(least: int, most: int) -> Callable[[str], int]:
    """Return what turns an argument into a whole number between two, both included."""

    def whole(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"phải là số từ {least} đến {most}, không phải {text}")
        return int(text)

    return whole


year_number = whole_between(FIRST_YEAR, LAST_YEAR)
"""Turns an argument into a year that a register can have."""


class VietnameseHelp(argparse.RawDescriptionHelpFormatter):
    """Help text with Vietnamese headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin the help with `Cách dùng:`."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class CommandParser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese and leaves with exit code 2 when it can't follow."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "formatter_class": VietnameseHelp,
                "allow_abbrev": False,
                **options,
                "add_help": False,
            }
        )
        self._positionals.title = "Các phần"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem cách dùng rồi thôi")

    def error(self, message: str) -> NoReturn:
        """Print one sentence and how to see the usage, then leave with code 2."""
        sys.stderr.write(f"{in_vietnamese(message)} Xem cách dùng: {self.prog} -h\n")
        raise SystemExit(WRONG_USAGE)


def in_vietnamese(message: str) -> str:
    """Return argparse's message as a Vietnamese sentence."""
    for pattern, sentence in TRANSLATED:
        if pattern.match(message):
            return pattern.sub(sentence, message)
    return message


def set_fields(pairs: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Return what `--set NAME=VALUE` says, by name; BadValue for a name that is not known."""
    names = tuple(known)
    typed: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or name not in names:
            raise BadValue(name, f"Không có mục {name}. Các mục: {', '.join(names)}.")
        typed[name] = value
    return typed
