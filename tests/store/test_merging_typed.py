"""What no event tells where copies come together: typed text, persons, packages handed out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_draft, an_issuer
from tests.copies import Copies, a_receipt, carry, contents
from tests.desk import Desk
from wardapp.core.drafts import DraftContent
from wardapp.core.errors import ChangedSince
from wardapp.core.exchange import Purpose, Sending
from wardapp.core.petitions import Petition, PrivatePerson
from wardapp.store.entities import DRAFT, PETITION


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two PCs of one office with one draft; the second has typed nothing yet."""
    copies = Copies(tmp_path)
    one, two = copies.found(), copies.copy()
    with one.begin("Thêm dự thảo") as tx:
        tx.drafts.add(a_draft())
    carry(one, two)
    yield one, two
    copies.close()


def typed(desk: Desk, subject: str) -> None:
    """Type into the draft, which autosave keeps without an event."""
    with desk.database.begin(desk.command("Tự lưu"), undoable=False) as tx:
        draft = tx.drafts.get(a_draft().id)
        content = {each.name: getattr(draft, each.name) for each in fields(DraftContent)}
        tx.drafts.autosave(draft.id, DraftContent(**content | {"subject": subject}), 1)


def versioned(desk: Desk, **changed: str) -> None:
    """Keep a version of the draft."""
    with desk.begin("Lưu một lần") as tx:
        tx.drafts.save(replace(tx.drafts.get(a_draft().id), **changed))


def shown(desk: Desk) -> tuple[str, str]:
    """Subject and body as the clerk sees them."""
    with desk.database.read() as tx:
        draft = tx.drafts.get(a_draft().id)
    return draft.subject, draft.body


def waiting(desk: Desk) -> list[str]:
    """The fields that wait for the clerk."""
    with desk.database.read() as tx:
        return [each.field for each in tx.conflicts.all(100)]


def test_typed_text_and_another_pcs_version_both_stay(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    typed(two, "Gõ ở máy hai")
    versioned(one, subject="Viết ở máy một", body="Thân bài của máy một")

    assert carry(one, two).conflicts == 1
    versioned(two)  # as on leaving the page
    carry(two, one)

    assert shown(one) == shown(two)
    assert shown(two)[1] == "Thân bài của máy một"
    assert waiting(one) == waiting(two) == ["subject"]
    assert contents(one, journal=False) == contents(two, journal=False)


def test_a_draft_removed_elsewhere_stays_while_somebody_types_in_it(
    pair: tuple[Desk, Desk],
) -> None:
    one, two = pair
    typed(two, "Gõ ở máy hai")
    with one.begin("Hoàn tác") as tx:
        tx.work.remove(DRAFT, a_draft().id)

    carry(one, two)

    assert shown(two)[0] == "Gõ ở máy hai"
    assert waiting(two) == [""]


def test_an_import_that_was_typed_into_is_not_taken_back(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    versioned(one, body="Thân bài mới")
    receipt = carry(one, two).receipt
    assert receipt is not None
    typed(two, "Gõ ở máy hai")

    with pytest.raises(ChangedSince, match="gõ vào dự thảo"), two.begin("Hoàn tác") as tx:
        tx.merging.take_back(receipt.id)
    assert shown(two) == ("Gõ ở máy hai", "Thân bài mới")


def test_an_import_stays_whose_petition_has_got_a_person_here(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    with one.begin("Nhận đơn") as tx:
        line = Petition(
            id=tx.new_id(), issuer_id=an_issuer().id, number=1,
            received=date(2026, 6, 5), subject="Đèn tắt", person_ref="abc", registered_ms=1,
        )  # fmt: skip
        tx.work.write(PETITION, None, line)
    receipt = carry(one, two).receipt
    assert receipt is not None
    with two.begin("Ghi người gửi") as tx:
        tx.petitions.keep_person("abc", PrivatePerson(full_name="Nguyễn Thị Thử"))

    with pytest.raises(ChangedSince, match="người gửi đơn"), two.begin("Hoàn tác") as tx:
        tx.merging.take_back(receipt.id)


def test_a_report_taken_back_leaves_what_later_packages_brought_known(
    pair: tuple[Desk, Desk],
) -> None:
    one, two = pair
    with two.begin("Nhận báo cáo") as tx:
        heads = tx.merging.heads()
        report = tx.exchanges.save(
            a_receipt(two, purpose=Purpose.REPORT, heads=heads, before=heads)
        )
    versioned(one, subject="Một")
    carry(one, two)
    with two.begin("Hoàn tác báo cáo") as tx:
        tx.exchanges.save(replace(report, undone_ms=two.clock.now_ms()))
    versioned(two, subject="Hai")

    assert carry(two, one).conflicts == 0
    assert waiting(one) == waiting(two) == []
    assert shown(one)[0] == shown(two)[0] == "Hai"


def test_an_import_is_not_taken_back_once_it_was_handed_on(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    hand_out(two)  # before it came: of no account
    versioned(one, subject="Của máy một")
    merged = carry(one, two)
    assert merged.receipt is not None
    hand_out(two)

    with pytest.raises(ChangedSince, match="đã gửi gói"), two.begin("Hoàn tác") as tx:
        tx.merging.take_back(merged.receipt.id)
    again = carry(one, two)
    assert (again.receipt, again.new_events) == (None, 0)


def hand_out(desk: Desk) -> None:
    """Remember a package with all that a copy has as sent."""
    with desk.begin("Gửi gói") as tx:
        sending = Sending(
            id=tx.new_id(), purpose=Purpose.SYNC, package_sha256="", file_name="goi.wardpack",
            way="usb", to="Máy ba", sent_ms=1, sent_by="Lan", upto=tx.merging.heads(),
        )  # fmt: skip
        tx.exchanges.remember(sending)
