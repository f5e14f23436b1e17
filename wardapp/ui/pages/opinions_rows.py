"""How a topic of public opinion looks in the list and in the pane."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wardapp.core.dates import long_date, short_date
from wardapp.core.identity import RecordId
from wardapp.core.opinions import (
    LEANING_NAMES,
    OPINION_FIELD_NAMES,
    SPREAD_NAMES,
    STRENGTH_NAMES,
    Leaning,
    OpinionTopic,
    Strength,
)
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.widgets.deed_pane import PaneLine

EVERYWHERE = "*"
Names = Mapping[RecordId, str]


def columns(today: date) -> tuple[Column[OpinionTopic], ...]:
    """Return the columns of the list."""

    def heard(topic: OpinionTopic) -> Cell:
        times = f"{len(topic.heard_on) + 1} lần" if topic.heard_on else ""
        return Cell(first=short_date(topic.last_heard, today), second=times, is_strong=True)

    def matter(topic: OpinionTopic) -> Cell:
        facts = (OPINION_FIELD_NAMES[topic.field], topic.origin, places_words(topic.places))
        return Cell(first=topic.issue, second=" · ".join(filter(None, facts)))

    return (
        Column("Nghe gần nhất", 104, heard),
        Column("Vấn đề", 0, matter),
        Column("Khuynh hướng", 178, _leaning),
        Column("Tình trạng", 148, lambda topic: _state(topic, today)),
    )


def look_of(topic: OpinionTopic) -> RowLook:
    """Return how the row as a whole looks."""
    is_done = topic.closed_on is not None or topic.joined_to is not None
    return RowLook.DONE if is_done else RowLook.NORMAL


def places_words(places: tuple[str, ...]) -> str:
    """Return where it is heard: `TDP 9, 12`."""
    if EVERYWHERE in places:
        return "Toàn phường"
    return f"TDP {', '.join(places)}" if places else ""


def _leaning(topic: OpinionTopic) -> Cell:
    is_strong = topic.strength is Strength.HIGH and topic.closed_on is None
    tone = "danger" if is_strong and topic.leaning is Leaning.OPPOSED else "text"
    strength = f"cường độ {STRENGTH_NAMES[topic.strength].lower()}" if topic.strength else ""
    spread = SPREAD_NAMES[topic.spread] if topic.spread else ""
    return Cell(
        first=LEANING_NAMES[topic.leaning] if topic.leaning else "Chưa rõ khuynh hướng",
        second=", ".join(filter(None, (spread, strength))),
        tone=tone if topic.leaning else "text3",
    )


def _state(topic: OpinionTopic, today: date) -> Cell:
    if topic.joined_to is not None:
        return Cell(first="Đã gộp", tone="text2")
    if topic.closed_on is not None:
        day = short_date(topic.closed_on, today)
        return Cell(first=f"Kết thúc {day}", has_tick=True, tone="text2")
    if topic.steps:
        return Cell(first="Đang định hướng")
    return Cell(first="Chưa có biện pháp", tone="warn", is_badge=True)


def pane_line(topic: OpinionTopic, today: date, names: Names) -> PaneLine:
    """Return what the pane says of a topic; `names` are issues of topics by id."""
    state = _state(topic, today)
    days = ", ".join(short_date(day, today) for day in (topic.day, *topic.heard_on))
    joined = [names[each] for each in names if each not in {topic.id, topic.joined_to}]
    return PaneLine(
        number=OPINION_FIELD_NAMES[topic.field],
        state=state.first,
        tone="warn" if state.is_badge else ("ok" if topic.closed_on else "mute"),
        words=topic.issue,
        facts=(
            ("Khuynh hướng", LEANING_NAMES[topic.leaning] if topic.leaning else ""),
            ("Lan rộng", SPREAD_NAMES[topic.spread] if topic.spread else ""),
            ("Cường độ", STRENGTH_NAMES[topic.strength] if topic.strength else ""),
            ("Nguồn, kênh", topic.origin),
            ("Nơi", places_words(topic.places)),
            ("Ngày nghe", days),
            ("Biện pháp", topic.steps),
            ("Kết quả", topic.outcome),
            ("Kết thúc", long_date(topic.closed_on) if topic.closed_on else ""),
            ("Gộp vào", names.get(topic.joined_to, "") if topic.joined_to else ""),
            ("Đã gộp vào đây", "; ".join(joined)),
            ("Ghi chú", topic.note),
        ),
        files=topic.attachments,
        links=topic.links,
    )
