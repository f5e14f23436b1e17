"""How a record, a field and who wrote it are called in previews and lists of conflicts."""

from __future__ import annotations

import json
from typing import Any

from wardapp.core.folding import LIFE
from wardapp.core.journal import Event
from wardapp.core.settings import OfficeSettings, declared
from wardapp.store.history import readable
from wardapp.store.hits import shown
from wardapp.store.labels_merging import KINDS, label_of
from wardapp.store.labels_people import OWN_VALUES

LONGEST = 300
_SETTINGS = {name: label for name, _default, label, _help, _choices in declared(OfficeSettings)}


def kind_of(entity: str) -> str:
    """Return what a kind of record is called."""
    return KINDS.get(entity, entity)


def title_of(entity: str, record_id: str, value: Any | None) -> str:
    """Return the one line that a clerk knows a record by."""
    if entity == "setting":
        return _SETTINGS.get(record_id, record_id)
    if value is None:
        return record_id
    try:
        title = shown(value)[0]
    except AttributeError:  # a kind without an id
        title = ""
    named = title if title and title != record_id else _own_title(value)
    return _cut(" ".join(named.split())) or kind_of(entity)


def value_text(entity: str, field: str, kept: str | None) -> str:
    """Return a kept value (JSON) as a clerk reads it, "" for none."""
    if kept is None or field == LIFE:
        return ""
    value = json.loads(kept)
    name = field.partition("/")[0]
    own = OWN_VALUES.get(entity, {}).get(name, {}).get(str(value))
    return _cut(own if own is not None else readable(name, value))


def who_of(event: Event) -> str:
    """Return who wrote an event."""
    return event.actor.clerk or event.actor.account.rpartition("\\")[2] or "Không rõ"


def device_of(event: Event) -> str:
    """Return the PC an event was written on."""
    return event.actor.account.partition("\\")[0]


def _own_title(value: Any) -> str:
    names = ("full_name", "label", "text", "symbol", "what", "day", "form_id", "code", "name")
    found = (getattr(value, name, "") for name in names)
    return next((str(each) for each in found if each), "")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


__all__ = ["device_of", "kind_of", "label_of", "title_of", "value_text", "who_of"]
