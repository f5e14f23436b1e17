"""Typed text beside what came to the same draft meanwhile: field by field, nothing is lost."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from wardapp.core.drafts import CONTENT_FIELDS, DraftContent, DraftExtras
from wardapp.store.labels_merging import label_of

KEPT_WHY = "Giữ bản sửa ở nơi khác"
_TOLD = (
    "Nơi khác cũng vừa sửa {fields}. Bản sửa đó giữ thành bản {version} trong Các lần lưu; "
    "chữ gõ ở đây vẫn như cũ."
)
_EXTRAS = "extras"
_PLAIN = tuple(name for name in CONTENT_FIELDS if name != _EXTRAS)
_OF_EXTRAS = tuple(item.name for item in fields(DraftExtras))


def brought_together(
    typed: DraftContent, base: DraftContent, now: DraftContent
) -> tuple[DraftContent, tuple[str, ...]]:
    """Return what was typed on `base` laid over what is there now, and the fields both changed.

    A field in which nothing was typed is as it is now; where both changed the typed one stands.
    """
    taken, clashing = _together(_PLAIN, typed, base, now)
    extras, others = _together(_OF_EXTRAS, typed.extras, base.extras, now.extras)
    content = DraftContent(**taken, extras=DraftExtras(**extras))
    return content, (*clashing, *((_EXTRAS,) if others else ()))


def told_of(names: tuple[str, ...], version: int) -> str:
    """Return the sentence about fields that were changed here and elsewhere."""
    labels = dict.fromkeys(label_of("draft", name) for name in names)
    return _TOLD.format(fields=", ".join(labels), version=version)


def _together(
    names: tuple[str, ...], typed: Any, base: Any, now: Any
) -> tuple[dict[str, Any], tuple[str, ...]]:
    taken: dict[str, Any] = {}
    clashing = []
    for name in names:
        wanted, seen, there = (getattr(each, name) for each in (typed, base, now))
        taken[name] = there if wanted == seen else wanted
        if wanted not in (seen, there) and there != seen:
            clashing.append(name)
    return taken, tuple(clashing)
