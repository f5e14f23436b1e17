"""Cuts pasted text without cells into pieces: chat messages, bullets, lines under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from wardapp.core.errors import BadDate, BadValue
from wardapp.core.log_paste import PastedLine, PasteDoubt
from wardapp.core.text import fold, one_line
from wardapp.services import daylog_words as words
from wardapp.services.daylog_lines import time_of
from wardapp.services.daylog_sentence import SHORTHAND, Piece
from wardapp.services.daylog_words import Names

Numbered = tuple[int, str]
"""A line of the text with its number from 1."""
_CLOCK = r"(?P<time>\d{1,2}[:h]\d{2})(?::\d{2})?(?: ?[APap][Mm])?"
_DATE = r"(?P<day>\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2}|[Hh]ôm (?:nay|qua))"
_SAID = r"(?P<name>[^:\[\]]{1,60}?)"


def _pattern(form: str) -> re.Pattern[str]:
    """Return a stamp of a message; day and time stand in either order."""
    first = form.replace("STAMP", rf"{_CLOCK},? ?(?:ngày )?{_DATE}")
    other = form.replace("STAMP", rf"{_DATE},? {_CLOCK}")
    names = ("time", "day", "name", "text")
    for name in names:
        other = other.replace(f"(?P<{name}>", f"(?P<{name}_>")
    return re.compile(f"(?:{first})|(?:{other})")


_STAMPS = (
    _pattern(rf"^\s*\[STAMP\]\s*(?:{_SAID}\s*:\s*)?(?P<text>.*)$"),
    _pattern(rf"^\s*STAMP\s+-\s+(?:{_SAID}\s*:\s*)(?P<text>.*)$"),
    _pattern(rf"^\s*{_SAID},?\s*\[STAMP\]:?\s*(?P<text>.*)$"),
)
_MEDIA = re.compile(
    r"^\[?\s*(?:hình ảnh|ảnh|video|sticker|nhãn dán|file|tệp|tệp tin|gif|ảnh động|voice|danh thiếp"
    r"|tin nhắn thoại|vị trí|photo|image|album)\s*\]?(?:\s+\S{0,80})?$",
    re.IGNORECASE,
)
_CHATTER = re.compile(
    r"đã (?:thu hồi|tham gia nhóm|rời nhóm|thêm|đổi ảnh|đổi tên nhóm|ghim|tạo nhóm|bình chọn)"
    r"|tin nhắn đã (?:bị |được )?(?:thu hồi|xóa)",
    re.IGNORECASE,
)
_NAME_LIKE = re.compile(r"^(?:[A-ZĐÀ-Ỹ][\w.]*\s*){1,6}$")
_HEADING_TAIL = re.compile(r"[:：]\s*$")
_LEAST_BULLETS = 2
_LONG_HEADING = 80
_LEAST_NAME = 2

HEADING = "Dòng dẫn, không ghi."
DAY_LINE = "Dòng ngày: các dòng sau theo ngày này."
CHANNEL_LINE = "Dòng tên kênh: các dòng sau theo kênh này."
MEDIA = "Ảnh, tệp trong tin nhắn không chép sang được: đính kèm ở Minh chứng."
CHATTER = "Thông báo của nhóm chat, không ghi."
RULE = "Dòng kẻ, không có chữ."
SENDER = "Đã bỏ tên người gửi khỏi câu."
NO_SENDER = "Chưa tách được tên người gửi: xem lại nội dung."


@dataclass
class _Message:
    """A message of a chat: when it was sent, the lines it holds."""

    day: date | None
    time: str
    lines: list[Numbered]
    has_sender: bool = True


@dataclass
class Cut:
    """Text cut up: pieces to be read, lines that are none, how many senders were left out."""

    pieces: list[Piece] = field(default_factory=list)
    left: list[PastedLine] = field(default_factory=list)
    senders: set[str] = field(default_factory=set)
    unsure: set[int] = field(default_factory=set)  # lines whose sender could not be told


def is_chat(lines: list[Numbered]) -> bool:
    """Return whether the text is copied from a chat: some line begins with a stamp."""
    return any(_stamped(text) for _number, text in lines)


def cut_chat(lines: list[Numbered], names: Names, today: date) -> Cut:
    """Return the messages of a chat as pieces; the names of senders are gone."""
    cut = Cut()
    loose: list[Numbered] = []
    messages: list[_Message] = []
    for number, text in lines:
        stamp = _stamped(text)
        if stamp is not None:
            messages.append(_message(number, stamp, cut, today))
        elif messages:
            messages[-1].lines.append((number, text))
        else:
            loose.append((number, text))
    _cut_into(cut, loose, names, today, _Around())
    for message in messages:
        _cut_message(cut, message, names, today)
    return cut


def cut_lines(lines: list[Numbered], names: Names, today: date) -> Cut:
    """Return lines, bullets and what stands under headings as pieces."""
    cut = Cut()
    _cut_into(cut, lines, names, today, _Around())
    return cut


def _stamped(text: str) -> dict[str, str] | None:
    for pattern in _STAMPS:
        found = pattern.match(text)
        if found:
            parts = found.groupdict()
            return {name: parts[name] or parts[f"{name}_"] or ""
                    for name in ("day", "time", "name", "text")}  # fmt: skip
    return None


def _message(number: int, stamp: dict[str, str], cut: Cut, today: date) -> _Message:
    name, text = stamp["name"].strip(), stamp["text"]
    if not name and _NAME_LIKE.match(text.strip()):
        name, text = text.strip(), ""
    if name:
        cut.senders.add(one_line(name))
    elif text.strip():
        cut.unsure.add(number)
    try:
        day, time = words.day_of(stamp["day"], today), time_of(stamp["time"])
    except (BadDate, BadValue):
        day, time = None, ""
    return _Message(day, time, [(number, text)], bool(name))


@dataclass
class _Around:
    """What stood above a line and still holds."""

    day: date | None = None
    time: str = ""
    channel: str = ""
    is_chat: bool = False


def _cut_message(cut: Cut, message: _Message, names: Names, today: date) -> None:
    around = _Around(day=message.day, time=message.time, is_chat=True)
    filled = [(number, text) for number, text in message.lines if text.strip()]
    empty = tuple(number for number, text in message.lines if not text.strip())
    if not filled:
        cut.left.append(_left(empty, "(tin nhắn không có chữ)", CHATTER))
        return
    single = [text for _number, text in filled if _is_own_line(text, names)]
    if len(single) >= _LEAST_BULLETS:
        _cut_into(cut, filled, names, today, around, before=empty)
        return
    numbers = tuple(sorted((*empty, *(number for number, _text in filled))))
    text = " ".join(text.strip() for _number, text in filled)
    reason = _reason(text)
    if reason:
        cut.left.append(_left(numbers, text, reason))
    else:
        cut.pieces.append(_piece(numbers, text, around))


def _is_own_line(text: str, names: Names) -> bool:
    return bool(words.BULLET.match(text)) or bool(
        SHORTHAND in text and names.channel_of(text.split(SHORTHAND, maxsplit=1)[0])
    )


def _cut_into(
    cut: Cut,
    lines: list[Numbered],
    names: Names,
    today: date,
    around: _Around,
    *,
    before: tuple[int, ...] = (),
) -> None:
    was_bullet = False
    for at, (number, text) in enumerate(lines):
        is_bullet = bool(words.BULLET.match(text))
        if was_bullet and not is_bullet:
            around.channel = ""  # the bullets under the name of a channel have ended
        was_bullet = is_bullet
        numbers = (*before, number) if at == 0 else (number,)
        reason = _heading(text, names, today, around) or _reason(text)
        if reason:
            cut.left.append(_left(numbers, text, reason))
        else:
            cut.pieces.append(_piece(numbers, text, around))


def _piece(numbers: tuple[int, ...], text: str, around: _Around) -> Piece:
    return Piece(
        numbers=numbers, text=text.strip(), day=around.day, time=around.time,
        channel=around.channel, is_chat=around.is_chat,
    )  # fmt: skip


def _heading(text: str, names: Names, today: date, around: _Around) -> str:
    """Return why a line is no line of the log but holds for those below it, "" when it is one."""
    bare = words.BULLET.sub("", one_line(text))
    said = words.DAY_FIRST.match(bare)
    if said and not bare[said.end() :].strip(" :.,;-"):
        try:
            around.day = words.day_of(said["day"], today)
        except BadDate:
            return ""
        around.channel = ""
        return DAY_LINE
    if not _HEADING_TAIL.search(bare):
        return ""
    channel = names.channel_of(bare.rstrip(" :"))
    if channel:
        around.channel = channel
        return CHANNEL_LINE
    return HEADING if len(bare) <= _LONG_HEADING else ""


def _reason(text: str) -> str:
    bare = text.strip()
    if not any(letter.isalnum() for letter in bare):
        return RULE
    if _MEDIA.match(bare):
        return MEDIA
    return CHATTER if _CHATTER.search(bare) and len(bare) <= _LONG_HEADING else ""


def _left(numbers: tuple[int, ...], text: str, reason: str) -> PastedLine:
    doubt = PasteDoubt(sentence=reason)
    return PastedLine(numbers=numbers, source=text.strip(), doubts=(doubt,), wanted=False)


def without_senders(text: str, senders: set[str]) -> tuple[str, bool]:
    """Return a text without the names of senders (`@Nguyễn A`), and whether one was there."""
    found = False
    for name in _tellable(senders):
        pattern = re.compile(rf"@?\s?{re.escape(name)}(?!\w)", re.IGNORECASE)
        text, count = pattern.subn(" ", text)
        found = found or bool(count)
    return (one_line(text) if found else text), found


def _tellable(senders: set[str]) -> Iterator[str]:
    """Yield the names that cannot be ordinary words: two words at least, the longest first."""
    for name in sorted(senders, key=lambda each: (-len(each), each)):
        if len(fold(name).split()) >= _LEAST_NAME:
            yield name
