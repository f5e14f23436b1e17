"""Taking a whole import back: the events it brought go, and every record is as it was before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import delete, insert, select, text

from wardapp.core.errors import ChangedSince
from wardapp.core.exchange import Purpose, Receipt
from wardapp.core.identity import RecordId
from wardapp.store.entities import DRAFT, PETITION, RECEIPT
from wardapp.store.journal import events_of_record
from wardapp.store.labels_merging import KINDS
from wardapp.store.merging_parents import CHILDREN
from wardapp.store.merging_redo import refold
from wardapp.store.merging_typed import people_behind, refuse_typed, refuse_unnamed
from wardapp.store.reaching import reached_in
from wardapp.store.tables import events, local
from wardapp.store.tables_exchange import receipts, sendings
from wardapp.store.work import Work

_NAME = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PERMIT = "taking_back"
_BROUGHT = text(
    f"SELECT entity, entity_id FROM {events.name} WHERE replica_id = :chain AND seq > :after "
    "AND seq <= :upto"
)
_SINCE = text(
    f"SELECT entity, entity_id, changes, title FROM {events.name} WHERE replica_id = :chain "
    "AND seq > :after"
)
_REMOVED = text(
    f"SELECT DISTINCT entity, entity_id FROM {events.name} WHERE entity IN "
    "(SELECT value FROM json_each(:kinds)) AND changes LIKE '%[\"id\",%' "
    "AND changes LIKE '%,null]%'"
)
_TAKE = text(
    f"DELETE FROM {events.name} WHERE replica_id = :chain AND seq > :after AND seq <= :upto"
)
Span = tuple[str, int, int]
"""Events of a chain, after a number, up to another."""


def receipt_of_step(work: Work, step_id: RecordId) -> RecordId | None:
    """Return the receipt of a merge that was this step, None for any other step."""
    query = select(events.c.entity_id, events.c.changes).where(
        events.c.step_id == step_id, events.c.entity == RECEIPT.name
    )
    found = work.connection.execute(query).first()
    if found is None:
        return None
    receipt = work.find(RECEIPT, found[0])
    is_merge = receipt is not None and receipt.purpose is Purpose.SYNC
    return RecordId(found[0]) if is_merge else None


def take_back(work: Work, receipt_id: RecordId) -> None:
    """Take an import out again; ChangedSince says why it cannot be."""
    receipt = work.get(RECEIPT, receipt_id)
    place = _place_of(work, receipt)
    spans = list(_spans(work, receipt))
    _refuse_handed_on(work, place, spans)
    brought = _brought(work, spans)
    _refuse_used(work, place, brought)
    refuse_typed(work, brought.get(DRAFT.name, ()))
    people = people_behind(work, brought.get(PETITION.name, ()))
    wanted = _with_needed(work, brought)
    work.connection.execute(insert(local), {"name": _PERMIT, "value": receipt_id})
    for chain, after, upto in spans:
        work.connection.execute(_TAKE, {"chain": chain, "after": after, "upto": upto})
    work.connection.execute(delete(local).where(local.c.name == _PERMIT))
    refold(work.connection, wanted)
    refuse_unnamed(work, people)
    work.write(RECEIPT, receipt, replace(receipt, undone_ms=work.writing.now_ms))


def _place_of(work: Work, receipt: Receipt) -> int:
    """Return where in our chain the receipt stands; ChangedSince unless it is our newest one."""
    if receipt.undone_ms is not None:
        raise ChangedSince("Lần nhận gói này đã được hoàn tác rồi.")
    own = [
        each.seq
        for each in events_of_record(work.connection, RECEIPT.name, receipt.id)
        if each.replica_id == work.replica_id
    ]
    if not own or not receipt.heads or receipt.purpose is None:
        raise ChangedSince("Gói này không do máy này nhận nên không hoàn tác ở đây được.")
    if not receipt.before:
        raise ChangedSince("Sổ này được tạo từ gói đó nên không hoàn tác được.")
    later = select(events.c.entity_id).where(
        events.c.replica_id == work.replica_id,
        events.c.seq > own[0],
        events.c.entity == RECEIPT.name,
    )
    newer = select(receipts.c.id).where(
        receipts.c.id.in_(later), receipts.c.undone_ms.is_(None), receipts.c.heads != []
    )
    if work.connection.execute(newer).first() is not None:
        raise ChangedSince("Sau gói này đã nhận gói khác. Hãy hoàn tác gói nhận sau cùng trước.")
    return own[0]


def _spans(work: Work, receipt: Receipt) -> Iterator[Span]:
    """Yield all that came since from others: what brought news after it was taken back before.

    What came later without news left no receipt, and may not stay behind a hole in its chain.
    """
    before = {head.replica_id: head.seq for head in receipt.before}
    for chain, (seq, _) in reached_in(work.connection).items():
        after = before.get(RecordId(chain), 0)
        if chain != work.replica_id and seq > after:
            yield chain, after, seq


def _refuse_handed_on(work: Work, place: int, spans: list[Span]) -> None:
    """Refuse when a package with these events, or with our receipt for them, was handed out."""
    limits = {chain: after for chain, after, _ in spans} | {str(work.replica_id): place - 1}
    for upto in work.connection.execute(select(sendings.c.upto)).scalars():
        for head in json.loads(upto) if isinstance(upto, str) else upto:
            if head["seq"] > limits.get(head["replica_id"], head["seq"]):
                raise ChangedSince(
                    "Sau lần nhận này đã gửi gói cho máy khác nên không hoàn tác được nữa. "
                    "Hãy sửa từng chỗ."
                )


def _brought(work: Work, spans: list[Span]) -> dict[str, list[RecordId]]:
    found: dict[str, dict[RecordId, None]] = {}
    for chain, after, upto in spans:
        given = {"chain": chain, "after": after, "upto": upto}
        for entity, entity_id in work.connection.execute(_BROUGHT, given):
            found.setdefault(entity, {})[RecordId(entity_id)] = None
    return {entity: list(ids) for entity, ids in found.items()}


def _with_needed(work: Work, brought: dict[str, list[RecordId]]) -> dict[str, list[RecordId]]:
    """Return also the removed records that stayed, perhaps only because these need them."""
    found = {entity: dict.fromkeys(ids) for entity, ids in brought.items()}
    kinds = json.dumps(sorted(CHILDREN))
    for entity, entity_id in work.connection.execute(_REMOVED, {"kinds": kinds}):
        found.setdefault(entity, {})[RecordId(entity_id)] = None
    return {entity: list(ids) for entity, ids in found.items()}


def _refuse_used(work: Work, place: int, brought: dict[str, list[RecordId]]) -> None:
    """Refuse when something was written here since that touches or names what came."""
    records = {(entity, name) for entity, ids in brought.items() for name in ids}
    names = {name for _, name in records}
    since = work.connection.execute(_SINCE, {"chain": work.replica_id, "after": place})
    for entity, entity_id, changes, title in since:
        if entity == RECEIPT.name:
            continue
        if (entity, entity_id) in records or not names.isdisjoint(_NAME.findall(changes)):
            raise ChangedSince(
                f"Sau lần nhận này đã sửa hoặc dùng bản ghi của gói ({KINDS.get(entity, entity)}: "
                f"{title}) nên không hoàn tác được nữa. Hãy sửa từng chỗ."
            )
