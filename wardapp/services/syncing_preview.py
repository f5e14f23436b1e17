"""What a package would do, as a clerk reads it: whole counts, the first records to the field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from wardapp.core.exchange import Change, FieldPreview, MergePreview, RecordPreview
from wardapp.core.folding import LIFE, Clash
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.services.syncing_words import (
    device_of,
    kind_of,
    label_of,
    title_of,
    value_text,
    who_of,
)
from wardapp.store.labels_merging import OTHER
from wardapp.store.merging import Merged
from wardapp.store.merging_state import Touched, value_of
from wardapp.store.records import dump
from wardapp.store.settling import told
from wardapp.store.transaction import Transaction

MOST_RECORDS = 500
_LIFE = "Bản ghi"
_LEFT_OPEN = {"", "không", "0"}
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_THERE, _GONE = "còn trong sổ", "đã xóa"


class Previewing:
    """Collects what a merge would do to records."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._records: list[RecordPreview] = []

    def see(self, touched: Touched, conflicts: int) -> None:
        """Take one record that would change."""
        if len(self._records) < MOST_RECORDS:
            self._records.append(self._record(touched, conflicts))

    def result(self, merged: Merged, notices: tuple[str, ...]) -> MergePreview:
        """Return the preview."""
        return MergePreview(
            added=merged.added,
            changed=merged.changed,
            conflicts=merged.conflicts,
            deleted=merged.deleted,
            known=merged.known_events,
            records=tuple(self._records),
            notices=notices,
        )

    def _record(self, touched: Touched, conflicts: int) -> RecordPreview:
        entity = touched.entity.name
        written = self._tx.journal.events_of(entity, RecordId(touched.record_id))
        own = self._tx.work.replica_id
        foreign = [event for event in written if event.replica_id != own]
        newest = (foreign or written)[-1]
        device = device_of(newest)
        return RecordPreview(
            change=_change(touched, conflicts),
            entity=entity,
            kind=kind_of(entity),
            record_id=newest.entity_id,
            title=title_of(entity, touched.record_id, _any(touched)),
            who=", ".join(filter(None, (who_of(newest), device))),
            when_ms=newest.clock_ms,
            fields=tuple(_fields(touched, {event.event_id: event for event in written})),
        )


def _any(touched: Touched) -> Any:
    """Return what the record says, or would say where it is gone before and after."""
    known = touched.old if touched.new is None else touched.new
    return value_of(touched.entity, touched.alive) if known is None else known


def _change(touched: Touched, conflicts: int) -> Change:
    if conflicts:
        return Change.CONFLICT
    if touched.old is None:
        return Change.ADDED
    return Change.DELETED if touched.new is None else Change.CHANGED


def _fields(touched: Touched, written: Mapping[str, Event]) -> Iterator[FieldPreview]:
    entity = touched.entity.name
    clashing = {clash.field: _other_side(touched, clash, written) for clash in touched.clashes}
    before, after = (_texts(touched, value) for value in (touched.old, touched.new))
    is_whole = touched.old is None or touched.new is None
    for name in {**before, **after}:
        one, two = before.get(name, ""), after.get(name, "")
        label = label_of(entity, name)
        if name in clashing or (one != two and not (is_whole and _says_nothing(label, one or two))):
            two = clashing.get(name, two) if one == two else two  # ours stays: theirs is told
            yield FieldPreview(label=label, before=one, after=two, is_conflict=name in clashing)
    for name, other in clashing.items():
        if "/" in name and name not in before and name not in after:  # one item of a list
            yield FieldPreview(
                label=label_of(entity, name), before="", after=other, is_conflict=True
            )
    if LIFE in clashing:
        yield FieldPreview(
            label=_LIFE,
            before=_GONE if touched.old is None else _THERE,
            after=_GONE if touched.new is None else _THERE,
            is_conflict=True,
        )


def _other_side(touched: Touched, clash: Clash, written: Mapping[str, Event]) -> str:
    """Return the value of a clash that does not show."""
    event = written.get(clash.event_ids[-1])
    entity = touched.entity.name
    return (
        "" if event is None else value_text(entity, clash.field, told(entity, clash.field, event))
    )


def _says_nothing(label: str, text: str) -> bool:
    """Tell what a clerk would not read of a whole record: names of others, what was left open."""
    return label == OTHER or text in _LEFT_OPEN or _ID.fullmatch(text) is not None


def _texts(touched: Touched, value: Any | None) -> dict[str, str]:
    if value is None:
        return {}
    entity = touched.entity
    return {
        name: value_text(entity.name, name, dump(part))
        for name, part in entity.fields_of(value).items()
    }
