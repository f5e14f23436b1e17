"""The forms of a topic: what is heard, how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wardapp.core.errors import BadValue
from wardapp.core.issuers import Unit
from wardapp.core.opinions import (
    LEANING_NAMES,
    OPINION_FIELD_NAMES,
    SPREAD_NAMES,
    STRENGTH_NAMES,
    Leaning,
    OpinionEntry,
    OpinionField,
    OpinionTopic,
    Spread,
    Strength,
)
from wardapp.ui.form_dialog import WIDE
from wardapp.ui.pages.catalogue_fields import a_choice, a_line, needed_day
from wardapp.ui.pages.opinions_rows import EVERYWHERE
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, DateField, Field

UNKNOWN = ("", "Chưa rõ")
ALL_PLACES = "toàn phường"


@dataclass(frozen=True, slots=True)
class OpinionForm:
    """Fields by name, and what they hold."""

    fields: dict[str, Field]
    value: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class OpinionGround:
    """What the form offers."""

    units: tuple[Unit, ...]
    origins: tuple[str, ...]


def entry_form(
    theme: Theme, today: Callable[[], date], ground: OpinionGround, topic: OpinionTopic | None
) -> OpinionForm:
    """Return the form of a new topic, or of a kept one."""
    base: OpinionEntry = topic or OpinionEntry(day=today(), issue="")
    issue = _box(theme, "Vấn đề dư luận quan tâm, không ghi họ tên ai", base.issue)
    day = DateField(theme, "Ngày nghe đầu tiên", today)
    day.set_day(base.day)
    field = a_choice(theme, "Lĩnh vực", tuple(OPINION_FIELD_NAMES.items()), base.field)
    leaning = a_choice(theme, "Khuynh hướng", (UNKNOWN, *LEANING_NAMES.items()), base.leaning or "")
    spread = a_choice(theme, "Mức độ lan rộng", (UNKNOWN, *SPREAD_NAMES.items()), base.spread or "")
    strength = a_choice(theme, "Cường độ", (UNKNOWN, *STRENGTH_NAMES.items()), base.strength or "")
    origin = a_line(theme, "Nguồn, kênh", base.origin, "họp tổ dân phố, Zalo, báo chí")
    origin.suggest(ground.origins)
    places = a_line(theme, "Tổ dân phố", _typed(base.places), "9, 12 hoặc toàn phường")
    steps = _box(theme, "Biện pháp định hướng", base.steps)
    outcome = _box(theme, "Kết quả", base.outcome)
    note = a_line(theme, "Ghi chú", base.note)
    note.setProperty(WIDE, 1)

    def value() -> OpinionEntry:
        chosen = str(leaning.value() or ""), str(spread.value() or ""), str(strength.value() or "")
        return replace(
            base,
            day=needed_day("day", day),
            issue=_words(issue),
            field=OpinionField(str(field.value())),
            leaning=Leaning(chosen[0]) if chosen[0] else None,
            spread=Spread(chosen[1]) if chosen[1] else None,
            strength=Strength(chosen[2]) if chosen[2] else None,
            origin=origin.text(),
            places=places_of(places.text(), ground.units),
            steps=_words(steps),
            outcome=_words(outcome),
            note=note.text(),
        )

    fields: dict[str, Field] = {
        "issue": issue, "field": field, "leaning": leaning, "spread": spread,
        "strength": strength, "origin": origin, "places": places, "day": day,
        "steps": steps, "outcome": outcome, "note": note,
    }  # fmt: skip
    return OpinionForm(fields, value)


def closing_form(theme: Theme, today: Callable[[], date], topic: OpinionTopic) -> OpinionForm:
    """Return the form of how a topic calmed down."""
    on = DateField(theme, "Ngày kết thúc", today)
    on.set_day(today())
    outcome = _box(theme, "Kết quả", topic.outcome)

    def value() -> tuple[str, date]:
        return _words(outcome), needed_day("on", on)

    return OpinionForm({"outcome": outcome, "on": on}, value)


def places_of(text: str, units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return codes of units typed as `9, 12`, `toàn phường` or by name."""
    tidy = text.strip().casefold()
    if tidy in {ALL_PLACES, "tất cả", EVERYWHERE}:
        return (EVERYWHERE,)
    names = {unit.name.casefold(): unit.code for unit in units}
    codes = []
    for part in filter(None, (each.strip() for each in tidy.replace(";", ",").split(","))):
        codes += [names[part]] if part in names else part.removeprefix("tdp").split()
    if any(len(code) > MOST_CODE for code in codes):
        raise BadValue("places", "Ghi số tổ dân phố cách nhau dấu phẩy, hoặc “toàn phường”.")
    return tuple(codes)


MOST_CODE = 12


def _typed(places: tuple[str, ...]) -> str:
    return ALL_PLACES if EVERYWHERE in places else ", ".join(places)


def _box(theme: Theme, label: str, text: str) -> BoxField:
    box = BoxField(theme, label, 2)
    box.set_text(text)
    return box


def _words(box: BoxField) -> str:
    return box.text().replace("\n", " ")
