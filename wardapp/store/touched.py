"""What was done to which records since a backup: read from the events it does not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, or_, select

from wardapp.core.identity import RecordId
from wardapp.core.safety import LostKind, LostRecord
from wardapp.store import entities as kinds
from wardapp.store.entities import Entity
from wardapp.store.hits import shown
from wardapp.store.tables import draft_texts, events
from wardapp.store.work import Work

SHOWN = 200
"""Records of a kind that are named, newest first; the rest are counted."""

_AT_ONCE = 500
_ADDED, _CHANGED, _REMOVED = "Thêm", "Sửa", "Xóa"
_NAMES: tuple[tuple[Entity[Any], str], ...] = (
    (kinds.INCOMING, "Văn bản đến"),
    (kinds.OUTGOING, "Văn bản đi"),
    (kinds.DRAFT, "Dự thảo"),
    (kinds.LOG_LINE, "Nhật ký"),
    (kinds.PETITION, "Phản ánh, kiến nghị"),
    (kinds.OPINION, "Dư luận xã hội"),
    (kinds.FILLED, "Báo cáo"),
    (kinds.RETURN, "Báo cáo của đơn vị"),
    (kinds.DOSSIER, "Hồ sơ"),
    (kinds.CLOSING, "Trang đã đóng"),
    (kinds.TEMPLATE, "Mẫu văn bản"),
    (kinds.PERSON_REQUEST, "Yêu cầu về dữ liệu cá nhân"),
)
_BY_NAME = {entity.name: (entity, name) for entity, name in _NAMES}
_ORDER = [entity.name for entity, _ in _NAMES]
_OTHER = "other"
_OTHER_NAME = "Danh mục, cài đặt, dãy số"


def lost_after(work: Work, heads: Mapping[RecordId, int]) -> tuple[LostKind, ...]:
    """Return, kind by kind, the records that events beyond these chains touched."""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in _rows_after(work.connection, heads):
        records = found[row["entity"] if row["entity"] in _BY_NAME else _OTHER]
        known = records.pop(row["entity_id"], None)  # touched again: it moves to the end
        records[row["entity_id"]] = {
            "was_there": known["was_there"] if known else not row["is_first"],
            "is_gone": row["is_last"],
            "row": row,
        }
    for records in found.values():
        for key in [key for key, each in records.items() if _came_and_went(each)]:
            del records[key]
    ordered = sorted(found, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    return tuple(_kind(work, name, found[name]) for name in ordered if found[name])


def texts_since(connection: Connection, instant_ms: int) -> int:
    """Return how many drafts have text that was worked on since and stands in no version yet."""
    query = select(func.count()).where(draft_texts.c.changed_ms > instant_ms)
    return int(connection.execute(query).scalar_one())


def _rows_after(connection: Connection, heads: Mapping[RecordId, int]) -> Iterator[Any]:
    known = select(events.c.replica_id).distinct()
    replicas = [RecordId(name) for name in connection.execute(known).scalars()]
    later = [
        (events.c.replica_id == name) & (events.c.seq > heads.get(name, 0)) for name in replicas
    ]
    if not later:
        return
    query = (
        select(
            events.c.entity,
            events.c.entity_id,
            events.c.title,
            events.c.clerk,
            events.c.account,
            events.c.clock_ms,
            func.json_extract(events.c.changes, "$[0][1]").is_(None).label("is_first"),
            func.json_extract(events.c.changes, "$[0][2]").is_(None).label("is_last"),
        )
        .where(or_(*later))
        .order_by(events.c.clock_ms, events.c.clock_counter, events.c.replica_id)
    )
    yield from connection.execution_options(yield_per=_AT_ONCE).execute(query).mappings()


def _kind(work: Work, name: str, records: Mapping[str, Mapping[str, Any]]) -> LostKind:
    deeds = [_deed(each) for each in records.values()]
    entity, title = _BY_NAME.get(name, (None, _OTHER_NAME))
    newest = list(records.values())[: -SHOWN - 1 : -1]
    return LostKind(
        entity=name,
        kind=title,
        added=deeds.count(_ADDED),
        changed=deeds.count(_CHANGED),
        removed=deeds.count(_REMOVED),
        records=tuple(_record(work, entity, each) for each in newest),
    )


def _came_and_went(touched: Mapping[str, Any]) -> bool:
    return touched["is_gone"] and not touched["was_there"]


def _deed(touched: Mapping[str, Any]) -> str:
    if touched["is_gone"]:
        return _REMOVED
    return _CHANGED if touched["was_there"] else _ADDED


def _record(work: Work, entity: Entity[Any] | None, touched: Mapping[str, Any]) -> LostRecord:
    row = touched["row"]
    value = work.find(entity, row["entity_id"]) if entity is not None else None
    title, circumstance = shown(value) if value is not None else (row["title"], "")
    return LostRecord(
        entity=row["entity"],
        record_id=row["entity_id"],
        title=title,
        circumstance=circumstance or (row["title"] if value is not None else ""),
        deed=_deed(touched),
        who=row["clerk"] or row["account"],
        when_ms=row["clock_ms"],
    )
