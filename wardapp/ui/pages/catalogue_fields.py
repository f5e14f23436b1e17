"""What the forms of Danh mục share: fields made from a value, and values read from fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardapp.core.errors import BadDate, BadValue
from wardapp.core.identity import RecordId
from wardapp.ui.pages.catalogue_sections import Known
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField

YES_NO = ((True, "Có"), (False, "Không"))
USED = ((True, "Đang dùng"), (False, "Thôi dùng"))


@dataclass(frozen=True, slots=True)
class Desk:
    """What the fields need beside their values."""

    theme: Theme
    today: Callable[[], date]
    known: Known
    new_id: RecordId


@dataclass(frozen=True, slots=True)
class Form:
    """Fields by the names of the dataclass, and how they make a value again."""

    fields: dict[str, Field]
    value: Callable[[], Any]


def a_line(theme: Theme, label: str, text: str, placeholder: str = "") -> LineField:
    """Return a field for a line of text."""
    field = LineField(theme, label, placeholder)
    field.set_text(text)
    return field


def a_choice(
    theme: Theme, label: str, entries: tuple[tuple[object, str], ...], value: object
) -> ChoiceField:
    """Return a field for one of several values."""
    field = ChoiceField(theme, label, entries)
    field.set_value(value)
    return field


def whole(name: str, field: LineField, *, least: int = 0) -> int | None:
    """Return the number typed, None when nothing is; BadValue for anything else."""
    text = field.text().replace(".", "")
    if not text:
        return None
    if not text.isdecimal() or int(text) < least:
        raise BadValue(name, "Hãy ghi một số, ví dụ 120.")
    return int(text)


def day_of(name: str, field: DateField) -> date | None:
    """Return the day typed, None when nothing is; BadValue when there is no such day."""
    try:
        return field.day()
    except BadDate as fault:
        raise BadValue(name, fault.sentence) from fault


def needed_day(name: str, field: DateField) -> date:
    """Return the day typed; BadValue when there is none."""
    day = day_of(name, field)
    if day is None:
        raise BadValue(name, "Hãy ghi ngày.")
    return day


def parts_of(text: str) -> tuple[str, ...]:
    """Return what stands between commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def a_day(desk: Desk, label: str, day: date | None) -> DateField:
    """Return a field for a day."""
    field = DateField(desk.theme, label, desk.today)
    field.set_day(day)
    return field


def a_box(theme: Theme, label: str, lines: tuple[str, ...], height: int = 3) -> BoxField:
    """Return a box with one thing a line."""
    field = BoxField(theme, label, height)
    field.set_text("\n".join(lines))
    return field


def lines_of(field: BoxField) -> tuple[str, ...]:
    """Return the lines of a box that hold something."""
    return tuple(filter(None, map(str.strip, field.text().splitlines())))
