"""Which lines of the outgoing register the chips and fields of a query let through."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.builders import TODAY, a_draft, an_id
from tests.desk import Desk
from wardapp.core.dispatches import (
    Attachment,
    Delivery,
    DeliveryState,
    FileRole,
    ListFilter,
    ListQuery,
    Outgoing,
    OutgoingStatus,
    Recipient,
)
from wardapp.core.dossiers import Dossier, Filing
from wardapp.store.entities import DOSSIER, FILING

SCAN = Attachment(sha256="a" * 64, name="ban ky.pdf", size=9, role=FileRole.FINAL_COPY)
FROZEN = Attachment(sha256="b" * 64, name="phat hanh.pdf", size=9, role=FileRole.ISSUE_PDF)


def shown(desk: Desk, **fields: Any) -> list[int]:
    """The numbers a query lets through, lowest first."""
    with desk.database.read() as tx:
        page = tx.outgoing.page(ListQuery(**fields), TODAY, 0, 100)
    assert page.total == len(page.rows)
    return sorted(line.number for line in page.rows)


def file_away(desk: Desk, line: Outgoing) -> None:
    """Put a line into a dossier."""
    dossier = Dossier(id=an_id(1), issuer_id=line.issuer_id, year=2026, symbol="01.TH", title="Hai")
    filing = Filing(
        id=an_id(2), dossier_id=dossier.id, entity="outgoing", record_id=line.id, ordinal=1
    )
    with desk.begin("Lập hồ sơ") as tx:
        tx.work.write(DOSSIER, None, dossier)
        tx.work.write(FILING, None, filing)


def test_chips_find_what_is_unsigned_unfiled_and_unsent(desk: Desk) -> None:
    waiting, sent = Delivery(name="Chi bộ 1"), Delivery(name="Chi bộ 2", state=DeliveryState.SENT)
    signed = desk.issue(attachments=(FROZEN, SCAN), deliveries=(sent,))
    desk.issue(attachments=(FROZEN,), deliveries=(sent, waiting))
    cancelled = desk.issue(deliveries=(waiting,))
    with desk.begin("Hủy") as tx:
        tx.outgoing.save(replace(cancelled, status=OutgoingStatus.CANCELLED))
    file_away(desk, signed)

    assert shown(desk, only=ListFilter.WITHOUT_FILE) == [2]
    assert shown(desk, only=ListFilter.UNFILED) == [2]
    assert shown(desk, only=ListFilter.UNSENT) == [2]
    with desk.database.read() as tx:
        counts = tx.outgoing.counts(ListQuery(), TODAY)
    assert (counts.all, counts.without_file, counts.unfiled, counts.unsent) == (3, 1, 1, 1)
    assert (counts.cancelled, counts.this_week) == (1, 3)


def test_book_type_and_receiver_narrow_the_register(desk: Desk) -> None:
    name = 'Trường "Hoa Sen" \\ Liên Hồ'
    desk.issue(addressees=(name,))
    desk.issue(group="KH", type_code="KH", recipients=(Recipient(name=name),))
    desk.issue(book="sao", deliveries=(Delivery(name="Chi bộ 1"),))

    assert shown(desk, book="sao") == [2]
    assert shown(desk, type_code="KH") == [1]
    assert shown(desk, organ_name=name) == [1, 1]
    assert shown(desk, organ_name="Chi bộ 1") == [2]
    assert shown(desk, organ_name="Chi bộ") == []


def test_what_replaces_corrects_and_will_replace_a_line_is_found_from_it(desk: Desk) -> None:
    old = desk.issue()
    newer = desk.issue(replaces=old.id)
    notice = desk.issue(corrects=old.id)
    answer = desk.issue(answers=an_id(9))
    with desk.begin("Soạn") as tx:
        draft = tx.drafts.add(a_draft(replaces=old.id))
        tx.drafts.add(a_draft(id=an_id(702)))

    with desk.database.read() as tx:
        assert tx.outgoing.replacing(old.id) == (newer,)
        assert tx.outgoing.correcting(old.id) == (notice,)
        assert tx.outgoing.answering(an_id(9)) == (answer,)
        assert tx.drafts.about(old.id) == (draft,)
