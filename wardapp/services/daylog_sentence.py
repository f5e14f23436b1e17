"""One pasted line in ordinary words becomes an entry of the log, its doubts beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from wardapp.core.daylog import LogEntry
from wardapp.core.errors import BadDate, BadValue
from wardapp.core.log_paste import PastedLine, PasteDoubt
from wardapp.core.text import one_line
from wardapp.services import daylog_words as words
from wardapp.services.daylog_lines import EVERYWHERE, parse_line
from wardapp.services.daylog_words import Names

SHORTHAND = ";"
FORMULA = "="
_HOW_TO_TYPE = " Gõ: "
_PREFIX = re.compile(r"^(?P<name>[^:;,|\n]{2,48}?)\s*(?:[:;|]+|\s[-–—]\s|,)\s*")
_SEPARATOR = re.compile(r"\s*[;,|()]\s*|\s+[-–—]\s+|\.\s+")
_EDGES = " \t,;.:|-–—()"
NO_CHANNEL = "Chưa rõ kênh."
NO_DAY = "Không thấy ngày: lấy hôm nay."


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of pasted text that is to be one line of the log, and what stood around it."""

    numbers: tuple[int, ...]
    text: str
    day: date | None = None
    time: str = ""
    channel: str = ""  # of a heading above
    is_chat: bool = False


@dataclass
class _Draft:
    """A line being read: what was found so far."""

    values: dict[str, object] = field(default_factory=dict)
    doubts: list[PasteDoubt] = field(default_factory=list)

    def doubt(self, sentence: str, name: str = "", *, blocks: bool = False) -> None:
        self.doubts.append(PasteDoubt(sentence=sentence, field=name, blocks=blocks))

    def bad_day(self, said: str, fault: BadDate) -> None:
        self.doubt(f"“{said.strip()}”: {fault.sentence}", "day", blocks=True)
        self.values["day"] = None


def line_of(piece: Piece, names: Names, today: date) -> PastedLine:
    """Return what a piece became; it always has an entry."""
    short = _shorthand(piece, names, today)
    if short is not None:
        return short
    draft = _Draft()
    text = words.BULLET.sub("", one_line(piece.text))
    if text.startswith(FORMULA):
        draft.doubt("Bắt đầu bằng dấu =: giữ nguyên làm chữ.", "content")
        return _built(text, draft, names, piece, today)
    text = _leading(text, draft, names, today)
    text = _without_links(text, draft)
    text = _trailing(text, draft, names, today)
    return _built(text.strip(_EDGES), draft, names, piece, today)


def _built(content: str, draft: _Draft, names: Names, piece: Piece, today: date) -> PastedLine:
    _find_channel(content, draft, names, piece)
    _find_counts(content, draft, names)
    entry = LogEntry(
        day=_day(content, draft, piece, today),
        channel=str(draft.values.get("channel", "")),
        content=content,
        time=str(draft.values.get("time", "") or piece.time),
    )
    given = {
        name: value
        for name, value in draft.values.items()
        if name in {"amount", "minutes", "reach", "interactions", "places", "group",
                    "evidence_links"}
    }  # fmt: skip
    entry = replace(entry, **given)  # type: ignore[arg-type]  # the names are those of the fields
    return PastedLine(
        numbers=piece.numbers, source=piece.text, entry=entry, doubts=tuple(draft.doubts)
    )


def _shorthand(piece: Piece, names: Names, today: date) -> PastedLine | None:
    """Return a line in our own shorthand, None when it is none."""
    text = words.BULLET.sub("", one_line(piece.text))
    first, _, rest = text.partition(SHORTHAND)
    channel = names.channel_of(first)
    if not rest.strip() or not channel:
        return None
    base = piece.day or today
    doubts: tuple[PasteDoubt, ...] = ()
    try:
        entry = parse_line(text, base, names.channels, names.groups)
    except BadValue as fault:
        content = rest.strip(_EDGES)  # whole: what was not understood must not be lost
        entry = LogEntry(day=base, channel=channel, content=content)
        sentence = fault.sentence.split(_HOW_TO_TYPE)[0]
        doubts = (PasteDoubt(sentence=sentence, field=fault.field, blocks=True),)
    return PastedLine(numbers=piece.numbers, source=piece.text, entry=entry, doubts=doubts)


def _leading(text: str, draft: _Draft, names: Names, today: date) -> str:
    """Take day, time and channel off the front of a line, in any order."""
    for _turn in range(3):
        before = text
        text = _leading_day(text, draft, today)
        text = _leading_time(text, draft)
        text = _leading_channel(text, draft, names)
        if text == before:
            break
    return text


def _leading_day(text: str, draft: _Draft, today: date) -> str:
    found = words.DAY_FIRST.match(text)
    if not found or "day" in draft.values or not text[found.end() :].strip(_EDGES):
        return text
    try:
        draft.values["day"] = words.day_of(found["day"], today)
    except BadDate as fault:
        draft.bad_day(found["day"], fault)
    return text[found.end() :]


def _leading_time(text: str, draft: _Draft) -> str:
    found = words.TIME.match(text.lower())
    if not found or "time" in draft.values:
        return text
    draft.values["time"] = words.time_in(found.group())
    return text[found.end() :].lstrip(_EDGES)


def _leading_channel(text: str, draft: _Draft, names: Names) -> str:
    found = _PREFIX.match(text)
    if not found or "channel" in draft.values:
        return text
    name = found["name"].strip(_EDGES)
    counted = names.unit_count(name)
    bare = name.replace(counted[0], "").strip(_EDGES) if counted else name
    channel = names.channel_of(bare)
    if not channel:
        return text
    draft.values["channel"] = channel
    if counted:
        draft.values["amount"] = counted[1]
    return text[found.end() :]


def _without_links(text: str, draft: _Draft) -> str:
    links = tuple(link.rstrip(".,;)") for link in words.LINK.findall(text))
    if links:
        draft.values["evidence_links"] = links
    return one_line(words.LINK.sub(" ", text))


def _trailing(text: str, draft: _Draft, names: Names, today: date) -> str:
    """Take parts off the end of a line while they are wholly understood."""
    while True:
        cuts = list(_SEPARATOR.finditer(text.rstrip(_EDGES)))
        if not cuts:
            return text
        part = text[cuts[-1].end() :].strip(_EDGES)
        if part and not _understood(part, draft, names, today):
            return text
        text = text[: cuts[-1].start()]


def _understood(part: str, draft: _Draft, names: Names, today: date) -> bool:
    """Return whether a part says one thing and nothing else; what it says is noted."""
    for read in (_part_counts, _part_named):
        found = read(part, names)
        if found:
            if found.keys() & draft.values.keys():
                return False  # said twice: the second saying stays in the sentence
            draft.values.update(found)
            return True
    return _part_day(part, draft, today)


def _part_counts(part: str, names: Names) -> dict[str, object]:
    counted = names.unit_count(part)
    if counted and counted[0] == part:
        return {"amount": counted[1]}
    for name, pattern in words.COUNTS:
        found = pattern.fullmatch(part)
        if found:
            return {name: words.number(found["count"])}
    found = words.REACH_SAID.fullmatch(part)
    return {"reach": words.number(found["count"])} if found else {}


def _part_named(part: str, names: Names) -> dict[str, object]:
    places = words.places_in(part)
    if places and words.is_places(part):
        return {"places": places}
    group = words.group_in(part, names.groups)
    if group and words.GROUP.fullmatch(part):
        return {"group": group}
    found = words.TIME.fullmatch(part.lower())
    if found:
        return {"time": words.time_in(part)}
    channel = names.channel_of(part)
    return {"channel": channel} if channel else {}


def _part_day(part: str, draft: _Draft, today: date) -> bool:
    if "day" in draft.values or not words.DAY_IN.fullmatch(part):
        return False
    try:
        draft.values["day"] = words.day_of(part, today)
    except BadDate as fault:
        draft.bad_day(part, fault)
    return True


def _find_channel(content: str, draft: _Draft, names: Names, piece: Piece) -> None:
    if draft.values.get("channel"):
        return
    named = names.channels_in(content)
    if piece.channel:
        draft.values["channel"] = piece.channel
        _say_others(named, piece.channel, draft, names)
        return
    guessed = named[0] if named else ""
    if not guessed and piece.is_chat:
        guessed = names.channel_of("zalo")
        if guessed:
            draft.doubt("Chép từ Zalo nên lấy kênh này.", "channel")
    elif guessed:
        draft.doubt("Kênh đoán từ câu.", "channel")
    if guessed:
        draft.values["channel"] = guessed
        _say_others(named, guessed, draft, names)
    else:
        draft.doubt(NO_CHANNEL, "channel", blocks=True)


def _say_others(named: tuple[str, ...], chosen: str, draft: _Draft, names: Names) -> None:
    """Say when a sentence names other channels than the one it got."""
    others = [found.name for code in named if code != chosen and (found := names.channel(code))]
    if others:
        draft.doubt(f"Câu còn nhắc kênh khác: {', '.join(others)}.", "channel")


def _find_counts(content: str, draft: _Draft, names: Names) -> None:
    """Look for counts inside the sentence where none stood apart; each is said to be a guess."""
    if "amount" not in draft.values:
        counted = names.unit_count(content)
        if counted and counted[1]:
            draft.values["amount"] = counted[1]
            draft.doubt(f"Số lượng lấy từ “{counted[0]}”.", "amount")
    for name, count in words.counts_in(content).items():
        if name not in draft.values:
            draft.values[name] = count
            shown = f"{count:,}".replace(",", ".")
            draft.doubt(f"{_SAID[name]} {shown} lấy từ câu.", name)
    draft.values.setdefault("group", words.group_in(content, names.groups))
    if "places" not in draft.values:
        places = words.places_in(content)
        known = not names.places or set(places) <= {*names.places, EVERYWHERE}
        if places and known:
            draft.values["places"] = places
        elif places:
            draft.doubt(f"Không có tổ dân phố số {', '.join(places)}: chưa lấy.", "places")


_SAID = {"minutes": "Số phút", "reach": "Tiếp cận", "interactions": "Tương tác"}


def _day(content: str, draft: _Draft, piece: Piece, today: date) -> date:
    found = draft.values.get("day")
    if isinstance(found, date):
        return found
    if piece.day is not None:
        other = words.DAY_IN.search(content)
        if other:
            draft.doubt(f"Trong câu có ngày “{other['day'].strip()}”.", "day")
        return piece.day
    if "day" not in draft.values and not _day_inside(content, draft, today):
        draft.doubt(NO_DAY, "day")
    inside = draft.values.get("day")
    return inside if isinstance(inside, date) else today


def _day_inside(content: str, draft: _Draft, today: date) -> bool:
    found = words.DAY_IN.search(content)
    if not found:
        return False
    try:
        draft.values["day"] = words.day_of(found["day"], today)
    except BadDate as fault:
        draft.bad_day(found["day"], fault)
        return True
    draft.doubt(f"Ngày lấy từ “{found['day'].strip()}” trong câu.", "day")
    return draft.values["day"] is not None
