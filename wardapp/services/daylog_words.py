"""Finds the parts of a log line in ordinary words: channel, day, counts, places, links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from wardapp.core.dates import parse_day
from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.core.errors import BadDate, BadValue
from wardapp.core.text import fold, one_line, sort_key
from wardapp.services.daylog_lines import EVERYWHERE, time_of

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+")
BULLET = re.compile(r"^\s*(?:[-–—•●▪◦*+·✓✔☑➤→>]+|\(?\d{1,3}[.)]|[a-zđ]\))\s+")
_DAY = (
    r"(?:ngày |ngay )?\d{1,2}(?P<sep> ?[/.\-] ?)\d{1,2}(?:(?P=sep)(?:\d{4}|\d{2}))?(?!\d)"
    r"|ngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?|\d{4}-\d{1,2}-\d{1,2}"
    r"|hôm nay|hôm qua|hôm kia"
)
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|t[2-7]|cn)"
DAY_FIRST = re.compile(
    rf"^\s*(?:{_WEEKDAY}\s*[,:(-]?\s*)?(?P<day>{_DAY})\)?\s*(?:[:.,;)\-–]+\s*|\s+|$)", re.IGNORECASE
)
DAY_IN = re.compile(rf"(?<![\w/.]){'(?P<day>' + _DAY + ')'}(?![\w/])", re.IGNORECASE)
TIME = re.compile(r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])(?:[hg:](?P<minute>[0-5]\d)|h)(?![\d:\w])")
_NUMBER = r"(?P<count>\d{1,3}(?:[.,]\d{3})+|\d{1,9})"
_COUNTS: tuple[tuple[str, str], ...] = (
    ("minutes", r"(?:phút|phut|p|ph)(?!\w)"),
    ("interactions", r"(?:(?:lượt )?(?:tương tác|thích|like)|bình luận|chia sẻ|luot tuong tac)"),
    ("reach", r"(?:(?:lượt )?(?:xem|tiếp cận|nghe|đọc|người dự|người tham dự|người xem)"
              r"|lượt người|người|thành viên|hộ dân|hộ gia đình|hộ|đại biểu|đảng viên|hội viên"
              r"|view|views)"),
)  # fmt: skip
COUNTS = tuple(
    (name, re.compile(rf"(?<![\d.,/]){_NUMBER} ?{unit}", re.IGNORECASE)) for name, unit in _COUNTS
)
REACH_SAID = re.compile(rf"(?:tiếp cận|lượt xem|người dự|reach):? ?{_NUMBER}", re.IGNORECASE)
_PLACES = re.compile(
    r"(?:tổ dân phố|tổ dp|tdp|to dan pho)(?: số)? "
    r"(?P<codes>\d{1,3}[a-z]?(?:(?: ?[,;+&] ?| và | - |, số | số |, )(?:tdp |tổ )?\d{1,3}[a-z]?)*)",
    re.IGNORECASE,
)
_ALL_PLACES = re.compile(
    r"(?:toàn phường|cả phường|tất cả các (?:tổ|tdp)|các tổ dân phố|toan phuong|ca phuong)",
    re.IGNORECASE,
)
GROUP = re.compile(r"(?:nhóm|nhom|nd|mục) ?(?P<code>\d\.\d{1,2})(?!\d)", re.IGNORECASE)
_CODES = re.compile(r"\d{1,3}[a-z]?")
_SPAN = re.compile(r"(\d{1,3}) - (\d{1,3})")
_MOST_PLACES = 60
_LEAST_WORD = 4


@dataclass(frozen=True, slots=True)
class Names:
    """The channels by every way of naming them, made once for many lines."""

    channels: tuple[LogChannel, ...]
    groups: tuple[ContentGroup, ...]
    places: frozenset[str]
    exact: dict[str, str] = field(default_factory=dict)
    inside: tuple[tuple[re.Pattern[str], str], ...] = ()

    @classmethod
    def of(
        cls,
        channels: tuple[LogChannel, ...],
        groups: tuple[ContentGroup, ...],
        places: frozenset[str],
    ) -> Names:
        """Return the names of these channels, the longest first."""
        exact: dict[str, str] = {}
        for channel in channels:
            for name in (channel.code, channel.name, *channel.shortcuts, *_alike(channel)):
                exact.setdefault(fold(name), channel.code)
        long = sorted(filter(_is_telling, exact), key=lambda name: -len(name))
        inside = tuple((re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), exact[name])
                       for name in long)  # fmt: skip
        return cls(channels, groups, places, exact, inside)

    def channel(self, code: str) -> LogChannel | None:
        """Return a channel by its code."""
        return next((each for each in self.channels if each.code == code), None)

    def channel_of(self, text: str) -> str:
        """Return the code of the channel that a text names as a whole, "" for none."""
        return self.exact.get(fold(text), "")

    def channel_in(self, text: str) -> str:
        """Return the code of the channel named first in a text, "" for none."""
        found = self.channels_in(text)
        return found[0] if found else ""

    def channels_in(self, text: str) -> tuple[str, ...]:
        """Return the codes of the channels that a text names, in order, each once."""
        key, found, taken = fold(text), [], 0
        for name, code in self.inside:  # the longest names first: "zalo oa" before "zalo"
            for each in name.finditer(key):
                span = (1 << each.end()) - (1 << each.start())
                if not taken & span:
                    taken |= span
                    found.append((each.start(), code))
        return tuple(dict.fromkeys(code for _start, code in sorted(found)))

    def unit_count(self, text: str) -> tuple[str, int] | None:
        """Return (matched words, count) of `3 tin`, `2 bài`, `1 cuộc` with a unit of a channel."""
        found = _UNITS.search(text)
        return (found.group(), number(found["count"])) if found else None


_UNITS = re.compile(
    rf"(?<![\d.,/]){_NUMBER} ?(?:lượt đăng|lượt phát|tin bài|tin|bài|bản tin|sản phẩm|video|clip"
    r"|cuộc|buổi|hội nghị|chiếc|băng rôn|pa ?nô|tờ rơi|tờ|bản|hoạt động|văn bản)(?!\w)",
    re.IGNORECASE,
)
_AMBIGUOUS = {"trang", "bang", "info", "face", "clip"}
"""Short names that ordinary sentences hold too; alone they do name a channel."""
_SHORT = {"loa", "zalo"}
_ALIKE = {
    "loa": ("loa phường", "phát thanh", "loa đài", "truyền thanh"),
    "trang-tt": ("trang thông tin điện tử", "cổng thông tin", "website", "trang tin", "trang web"),
    "fanpage": ("facebook phường", "trang facebook", "fan page"),
    "zalo-oa": ("zalo official",),
    "zalo-tdp": ("nhóm zalo", "zalo tdp", "zalo nhóm", "tin zalo"),
    "video": ("phóng sự", "clip ngắn", "video clip", "tiktok", "youtube"),
    "infographic": ("đồ họa", "ảnh đồ họa"),
    "bang-tin": ("bảng tin", "màn hình led", "bảng điện tử", "màn hình điện tử"),
    "pano": ("băng rôn", "pa nô", "áp phích", "khẩu hiệu", "phướn"),
    "hoi-nghi": ("hội nghị", "tọa đàm", "tuyên truyền miệng", "tập huấn"),
    "hop-chi-bo": ("sinh hoạt chi bộ",),
    "hop-tdp": ("họp tdp", "họp tổ", "họp dân"),
    "van-ban": ("tờ rơi", "thông báo giấy"),
    "bao-chi": ("bài báo", "đài truyền hình", "báo điện tử"),
    "long-ghep": ("lồng ghép",),
}


def _alike(channel: LogChannel) -> tuple[str, ...]:
    """Return other words for a channel of the catalogue we ship; they never beat its own names."""
    return _ALIKE.get(channel.code, ())


def _is_telling(name: str) -> bool:
    """Return whether a name inside a sentence says which channel is meant."""
    return name in _SHORT or (len(name) >= _LEAST_WORD and name not in _AMBIGUOUS)


def number(text: str) -> int:
    """Return a count written with dots or commas between thousands."""
    return int(text.replace(".", "").replace(",", ""))


def day_of(text: str, today: date) -> date | None:
    """Return the day a text says as a whole, None when it is none; BadDate for 31/6."""
    try:
        return parse_day(text, today, field="day")
    except BadDate:
        if DAY_IN.fullmatch(text.strip()):
            raise
        return None


def time_in(text: str) -> str:
    """Return the first time of day in a text as `07:30`, "" for none."""
    found = TIME.search(text.lower())
    if not found:
        return ""
    try:
        return time_of(f"{found['hour']}:{found['minute'] or '00'}")
    except BadValue:
        return ""


def places_in(text: str) -> tuple[str, ...]:
    """Return the places a text names: codes, ("*",) for all, () for none."""
    said = one_line(text)
    codes: list[str] = []
    for found in _PLACES.finditer(said):
        codes += _span_codes(found["codes"])
    if codes:
        return tuple(sorted(dict.fromkeys(codes), key=sort_key))[:_MOST_PLACES]
    return (EVERYWHERE,) if _ALL_PLACES.search(said) else ()


def _span_codes(text: str) -> list[str]:
    span = _SPAN.fullmatch(text.strip())
    if span and 0 < int(span[2]) - int(span[1]) < _MOST_PLACES:
        return [str(each) for each in range(int(span[1]), int(span[2]) + 1)]
    return [code.lstrip("0") or code for code in _CODES.findall(text.lower())]


def is_places(text: str) -> bool:
    """Return whether a text names places and nothing else."""
    said = one_line(text)
    return bool(_PLACES.fullmatch(said) or _ALL_PLACES.fullmatch(said))


def group_in(text: str, groups: tuple[ContentGroup, ...]) -> str:
    """Return the code of the content group a text names, "" for none."""
    found = GROUP.search(text)
    known = {group.code for group in groups}
    return found["code"] if found and found["code"] in known else ""


def counts_in(text: str) -> dict[str, int]:
    """Return minutes, interactions and reach as a text says them."""
    said = one_line(text)
    found: dict[str, int] = {}
    for name, pattern in COUNTS:
        matched = pattern.search(said)
        if matched:
            found[name] = number(matched["count"])
    reach = REACH_SAID.search(said)
    if reach:
        found["reach"] = number(reach["count"])
    return found
