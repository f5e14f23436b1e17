"""Reads a line of the log typed in one go: `fb; nội dung; 1; 1500; tdp 9 12`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from wardapp.core.dates import parse_day
from wardapp.core.daylog import ContentGroup, LogChannel, LogEntry
from wardapp.core.errors import BadDate, BadValue
from wardapp.core.text import fold, one_line

EVERYWHERE = "*"

_HOW = (
    "Gõ: kênh; nội dung; số lượng; tiếp cận; tdp 9 12. "
    "Ví dụ: fb; ra quân tình nguyện hè; 1; 1500; tdp 9 12"
)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_PLACES = re.compile(r"(?:tdp|to dan pho|to)(?: so)? (?P<codes>.+)")
_ALL_PLACES = {"tat ca", "ca phuong", "toan phuong", "het"}
_MINUTES = re.compile(r"(?P<count>\d+) ?(?:p|ph|phut)")
_TIME = re.compile(r"(?P<hour>\d{1,2}) ?[:hg] ?(?P<minute>\d{2})?")
_GROUP = re.compile(r"(?:nhóm|nhom|n)? ?(?P<code>\d\.\d{1,2})")
_LINK = re.compile(r"https?://\S+")
_NOTE = re.compile(r"(?:ghi chu|gc) ?:? ?(?P<text>.+)")
_COUNTS = ("amount", "reach", "interactions")
_HOURS = 24
_MINUTES_OF_HOUR = 60
_LEAST_PARTS = 2


@dataclass
class _Reading:
    """A line being read: what was found so far."""

    entry: LogEntry
    today: date
    groups: tuple[ContentGroup, ...]
    counts: list[int] = field(default_factory=list)


def parse_line(
    text: str,
    today: date,
    channels: Iterable[LogChannel],
    groups: tuple[ContentGroup, ...] = (),
) -> LogEntry:
    """Return the entry a clerk typed as one line; BadValue says which part is not clear.

    After channel and content the parts come in any order: up to three numbers (items, reach,
    interactions), `tdp 9 12` or `tdp tất cả`, `30 phút`, `07:30`, a day, `nhóm 1.3`, a link.
    """
    parts = [one_line(part) for part in text.split(";")]
    if len(parts) < _LEAST_PARTS or not parts[0] or not parts[1]:
        raise BadValue("content", _HOW)
    channel = channel_named(parts[0], channels)
    entry = LogEntry(day=today, channel=channel.code, content=parts[1])
    reading = _Reading(entry, today, groups)
    for part in parts[2:]:
        if part and not any(read(part, reading) for read in _READERS):
            raise BadValue("content", f"Chưa hiểu phần “{part}”. {_HOW}")
    return _counted(reading)


def _counted(reading: _Reading) -> LogEntry:
    """Return the entry with its bare numbers: items, reach, interactions, in this order."""
    counts = dict(zip(_COUNTS, reading.counts, strict=False))
    return replace(
        reading.entry,
        amount=counts.get("amount", 1),
        reach=counts.get("reach"),
        interactions=counts.get("interactions"),
    )


def channel_named(text: str, channels: Iterable[LogChannel]) -> LogChannel:
    """Return the channel by code, shortcut or name; BadValue names some shortcuts."""
    known = tuple(channels)
    key = fold(text)
    for channel in known:
        names = (channel.code, channel.name, *channel.shortcuts)
        if key in {fold(name) for name in names}:
            return channel
    begun = [channel for channel in known if fold(channel.name).startswith(key)]
    if len(begun) == 1 and key:
        return begun[0]
    short = ", ".join(channel.shortcuts[0] for channel in known if channel.shortcuts)
    raise BadValue("channel", f"Không có kênh “{text}”. Gõ tắt được: {short}.")


def _link(part: str, reading: _Reading) -> bool:
    found = _LINK.findall(part)
    if not found or _LINK.sub("", part).strip(" ,"):
        return False  # words beside a link would be lost
    links = (*reading.entry.evidence_links, *found)
    reading.entry = replace(reading.entry, evidence_links=links)
    return True


def _places(part: str, reading: _Reading) -> bool:
    found = _PLACES.fullmatch(fold(part.replace(EVERYWHERE, " tất cả")))
    if not found:
        return False
    codes = found["codes"].strip()
    everywhere = codes in _ALL_PLACES
    split = tuple(dict.fromkeys(code for code in re.split(r"[\s,]+", codes) if code))
    if not everywhere and not all(any(sign.isdigit() for sign in code) for code in split):
        return False  # something else stands behind the places
    reading.entry = replace(reading.entry, places=(EVERYWHERE,) if everywhere else split)
    return True


def _group(part: str, reading: _Reading) -> bool:
    found = _GROUP.fullmatch(part.lower())
    if not found or found["code"] not in {group.code for group in reading.groups}:
        return False
    reading.entry = replace(reading.entry, group=found["code"])
    return True


def _number(part: str, reading: _Reading) -> bool:
    if not _NUMBER.fullmatch(part) or len(reading.counts) == len(_COUNTS):
        return False
    reading.counts.append(int(part.replace(".", "")))
    return True


def _minutes(part: str, reading: _Reading) -> bool:
    found = _MINUTES.fullmatch(fold(part))
    if not found:
        return False
    reading.entry = replace(reading.entry, minutes=int(found["count"]))
    return True


def _time(part: str, reading: _Reading) -> bool:
    found = _TIME.fullmatch(part.lower())
    if not found:
        return False
    reading.entry = replace(reading.entry, time=time_of(part))
    return True


def time_of(text: str) -> str:
    """Return a time as `07:30`; `` stays ``; BadValue when there is no such time."""
    if not text.strip():
        return ""
    found = _TIME.fullmatch(text.strip().lower())
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (_HOURS, 0)
    if hour >= _HOURS or minute >= _MINUTES_OF_HOUR:
        raise BadValue("time", "Giờ gõ như 07:30 hoặc 7h30.")
    return f"{hour:02}:{minute:02}"


def _note(part: str, reading: _Reading) -> bool:
    if not _NOTE.fullmatch(fold(part)):
        return False
    words = part.split(":", 1)[-1] if ":" in part else part.split(" ", 2)[-1]
    reading.entry = replace(reading.entry, note=words.strip())
    return True


def _day(part: str, reading: _Reading) -> bool:
    try:
        reading.entry = replace(reading.entry, day=parse_day(part, reading.today, field="day"))
    except BadDate:
        if re.search(r"\d ?[/.\-] ?\d", part):
            raise
        return False
    return True


_READERS: tuple[Callable[[str, _Reading], bool], ...] = (
    _link,
    _places,
    _group,
    _number,
    _minutes,
    _time,
    _note,
    _day,
)
