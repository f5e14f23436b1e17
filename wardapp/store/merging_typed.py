"""What a clerk typed that no event holds, where the events of others come to the same record."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import text

from wardapp.core.errors import ChangedSince
from wardapp.core.identity import RecordId
from wardapp.store.drafts import Drafts
from wardapp.store.tables import draft_texts
from wardapp.store.tables_petitions import petitions, private_people
from wardapp.store.work import Work

_TYPED = text(
    f"SELECT draft_id FROM {draft_texts.name} WHERE draft_id IN "
    "(SELECT value FROM json_each(:ids)) ORDER BY draft_id"
)
_PEOPLE = text(
    f"SELECT p.ref FROM {private_people.name} p JOIN {petitions.name} l ON l.person_ref = p.ref "
    "WHERE l.id IN (SELECT value FROM json_each(:ids))"
)
_UNNAMED = text(
    f"SELECT count(*) FROM {private_people.name} WHERE ref IN (SELECT value FROM json_each(:refs)) "
    f"AND ref NOT IN (SELECT person_ref FROM {petitions.name})"
)


def keep_typed(work: Work, draft_ids: Iterable[RecordId]) -> None:
    """Keep the working text of drafts as versions that knew nothing of what just came.

    Otherwise it would lie over what another PC wrote, and the next version would take that away.
    """
    drafts = Drafts(work)
    for draft_id in _typed(work, draft_ids):
        if (draft := drafts.find(draft_id)) is not None:
            drafts.save(draft)


def refuse_typed(work: Work, draft_ids: Iterable[RecordId]) -> None:
    """Raise ChangedSince when a clerk typed in one of these drafts since its last version."""
    if _typed(work, draft_ids):
        raise ChangedSince(
            "Sau lần nhận này đã gõ vào dự thảo của gói nên không hoàn tác được nữa. "
            "Hãy sửa ngay trên dự thảo."
        )


def people_behind(work: Work, petition_ids: Iterable[RecordId]) -> tuple[str, ...]:
    """Return the references under which persons are kept here for these petitions."""
    given = {"ids": json.dumps(list(petition_ids))}
    return tuple(map(str, work.connection.execute(_PEOPLE, given).scalars()))


def refuse_unnamed(work: Work, people: tuple[str, ...]) -> None:
    """Raise ChangedSince when nothing names these persons any more: they would be forgotten."""
    if work.connection.execute(_UNNAMED, {"refs": json.dumps(people)}).scalar():
        raise ChangedSince(
            "Sau lần nhận này đã ghi người gửi đơn vào đơn thư của gói nên không hoàn tác được "
            "nữa. Hãy sửa từng chỗ."
        )


def _typed(work: Work, draft_ids: Iterable[RecordId]) -> list[RecordId]:
    given = {"ids": json.dumps(list(draft_ids))}
    return [RecordId(each) for each in work.connection.execute(_TYPED, given).scalars()]
