"""Văn bản đi through the service: by hand, recalled, replaced, corrected, signed; and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from wardapp.core.clock import SetClock
from wardapp.core.dispatches import (
    Channel,
    Delivery,
    DeliveryState,
    FileRole,
    JointBody,
    Outgoing,
    OutgoingEntry,
    OutgoingStatus,
    Recipient,
)
from wardapp.core.errors import BadValue, WardError
from wardapp.core.issuers import AddresseeGroup, IssuerKind
from wardapp.core.numbering import NumberWish, Reserving
from wardapp.services.deliveries import planned
from wardapp.services.office import Office

TODAY = date(2026, 6, 5)


def an_entry(office: Office, **fields: object) -> OutgoingEntry:
    """A công văn of the office's first body, made elsewhere."""
    values = {
        "issuer_id": office.catalogue.issuers()[0].id,
        "type_code": "CV",
        "issued_date": TODAY,
        "subject": "về việc dọn vệ sinh khu phố",
        "addressees": ("Các chi bộ", "Trường mầm non Hoa Sen"),
        "recipients": (Recipient(name="Như trên"), Recipient(name="Thường trực Đảng uỷ")),
    }
    return OutgoingEntry(**{**values, **fields})


def added(office: Office, **fields: object) -> Outgoing:
    """The line of such an entry."""
    return office.registry.add_by_hand(an_entry(office, **fields))


def test_a_line_by_hand_goes_to_the_members_of_groups_and_keeps_every_field(party: Office) -> None:
    group = AddresseeGroup(
        id=party.desk.new_id(), name="Các chi bộ", members=("Chi bộ 1", "Chi bộ 2", "chi bộ  1")
    )
    with party.desk.database.begin(party.desk.command("x", "Nhóm")) as tx:
        tx.lists.save_group(group)

    line = added(
        party,
        language="Tiếng Anh",
        due_date=date(2026, 6, 20),
        joint_with=(JointBody(name="Ban Dân vận", symbol="BDV"),),
        page_amount=3,
    )

    names = [each.name for each in line.deliveries]
    assert names == ["Chi bộ 1", "Chi bộ 2", "Trường mầm non Hoa Sen", "Thường trực Đảng uỷ"]
    assert (line.issued_amount, line.sent_date, line.book) == (4, None, "di")
    assert line.code_notation.endswith("-BDV")
    assert (line.language, line.due_date, line.page_amount) == ("Tiếng Anh", date(2026, 6, 20), 3)
    assert party.registry.get(line.id) == line


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"issued_date": date(2026, 6, 6)}, "issued_date"),
        ({"due_date": date(2026, 6, 1)}, "due_date"),
        ({"number": 1, "suffix": "a"}, "late_reason"),
        ({"language": "x" * 31}, "language"),
        ({"page_amount": 1000}, "page_amount"),
        ({"joint_with": (JointBody(name="Ban Dân vận", symbol=" "),)}, "joint_with"),
        ({"deliveries": (Delivery(name=" "),)}, "deliveries"),
        ({"deliveries": (Delivery(name="Chi bộ 1"), Delivery(name="chi bộ 1"))}, "deliveries"),
        ({"subject": " "}, "subject"),
    ],
)
def test_what_cannot_stand_names_its_field(
    party: Office, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(BadValue) as refused:
        added(party, **fields)
    assert refused.value.field == field
    assert refused.value.sentence.endswith(".")


def test_numbered_copies_count_in_a_book_of_their_own(state: Office) -> None:
    copied = "15/QĐ-UBND ngày 02/6/2026 của UBND thành phố"
    first = added(state, type_code="SY", copy_of=copied)
    second = added(state, type_code="TrS", copy_of=copied)

    assert [line.number_symbol for line in (first, second)] == ["01/SY-UBND", "02/TrS-UBND"]
    assert (first.book, first.copy_of) == ("sao", copied)
    with pytest.raises(BadValue, match="sao từ văn bản nào"):
        added(state, type_code="SL")


def test_copies_are_sent_received_and_taken_back(party: Office) -> None:
    line = added(party)
    deliveries = party.deliveries

    sent = deliveries.send_all(line.id)
    assert {each.state for each in sent.deliveries} == {DeliveryState.SENT}
    assert (sent.sent_date, sent.left_screen) == (TODAY, True)
    with pytest.raises(WardError, match="không còn nơi nào chờ gửi"):
        deliveries.send_all(line.id)
    got = deliveries.mark(line.id, ("thường trực đảng uỷ",), DeliveryState.RECEIVED)
    assert got.deliveries[-1].received_on == TODAY
    with pytest.raises(BadValue, match="không gửi nơi đó"):
        deliveries.mark(line.id, ("Chi bộ 9",), DeliveryState.SENT)

    party.history.undo()
    party.history.undo()
    assert party.registry.get(line.id) == line
    party.history.redo()
    back = deliveries.unsend_all(line.id)
    assert (back.sent_date, {each.state for each in back.deliveries}) == (
        None,
        {DeliveryState.WAITING},
    )

    told = party.history.of("outgoing", line.id)[0].changes
    shown = {label: (before, after) for label, before, after in told}["Gửi văn bản"]
    assert shown[0].startswith("Các chi bộ (1 bản, giấy, đã gửi 05/6/2026); ")
    assert shown[1].startswith("Các chi bộ (1 bản, giấy, chưa gửi); ")

    by_post = tuple(
        replace(each, channel=Channel.POST, copies=2, envelopes=1) for each in line.deliveries
    )
    put = deliveries.put(line.id, by_post)
    assert put.issued_amount == 2 * len(by_post)
    other = added(party)
    assert deliveries.send_many((line.id, other.id)) == len(by_post) + len(other.deliveries)
    party.history.undo()
    assert party.registry.get(other.id).deliveries == other.deliveries


def test_days_of_a_delivery_stand_in_their_order(party: Office) -> None:
    line = added(party)
    wrong = (
        Delivery(name="A", state=DeliveryState.SENT, sent_on=date(2026, 6, 6)),
        Delivery(
            name="A",
            state=DeliveryState.RECEIVED,
            sent_on=date(2026, 6, 5),
            received_on=date(2026, 6, 4),
        ),
        Delivery(name="A", copies=0),
    )
    for each in wrong:
        with pytest.raises(BadValue):
            party.deliveries.put(line.id, (each,))


def test_a_recalled_line_is_frozen_until_it_stands_again(party: Office, clock: SetClock) -> None:
    line = party.deliveries.send_all(added(party).id)

    recalled = party.registry.recall(line.id, "Sai thẩm quyền")
    assert (recalled.status, recalled.recalled_on) == (OutgoingStatus.RECALLED, TODAY)
    for refused in (
        lambda: party.registry.amend(replace(recalled, subject="Khác")),
        lambda: party.registry.recall(line.id, "Lần nữa"),
    ):
        with pytest.raises(WardError, match="đã thu hồi"):
            refused()
    confirmed = party.deliveries.confirm_returned(line.id)
    assert {each.state for each in confirmed.deliveries} == {DeliveryState.RETURNED}

    again = party.registry.unrecall(line.id)
    assert again.deliveries == line.deliveries
    assert (again.status, again.recalled_on, again.recall_reason) == (
        OutgoingStatus.ISSUED,
        None,
        "",
    )
    for _ in range(3):
        party.history.undo()
    assert party.registry.get(line.id) == line


def test_a_replacement_replaces_when_issued_and_no_longer_when_cancelled(party: Office) -> None:
    old = added(party)
    draft = party.redrafting.replacement(old.id)
    assert (draft.replaces, draft.type_code, draft.subject) == (old.id, "CV", old.subject)
    assert party.registry.links(old.id).drafts == (draft,)
    assert party.registry.get(old.id).status is OutgoingStatus.ISSUED

    party.drafting.autosave(draft.id, replace(draft, body="Nội dung đúng."))
    assert "được thay thế bằng văn bản này" in party.issuing.preview(draft.id).effect
    new = party.issuing.issue(draft.id).outgoing

    assert new.replaces == old.id
    assert party.registry.get(old.id).status is OutgoingStatus.REPLACED
    assert party.registry.links(old.id).replaced_by == (new,)
    assert party.registry.links(new.id).replaces == party.registry.get(old.id)
    with pytest.raises(WardError, match="đã được thay thế bằng"):
        party.redrafting.replacement(old.id)

    party.registry.cancel(new.id, "Nhầm")
    assert party.registry.get(old.id).status is OutgoingStatus.ISSUED
    party.registry.restore(new.id, "Hủy nhầm")
    assert party.registry.get(old.id).status is OutgoingStatus.REPLACED
    for _ in range(3):
        party.history.undo()
    assert party.registry.get(old.id) == old


def test_a_correction_cites_the_document_and_links_both_ways(party: Office) -> None:
    old = added(party)
    draft = party.redrafting.correction(old.id)
    assert draft.subject.startswith(f"đính chính Công văn số {old.number_symbol}, ngày 05/6/2026")
    assert draft.addressees == old.addressees

    notice = party.issuing.issue(draft.id).outgoing
    assert party.registry.links(old.id).corrected_by == (notice,)
    assert party.registry.links(notice.id).corrects == old
    assert party.registry.get(old.id).status is OutgoingStatus.ISSUED
    party.registry.cancel(old.id, "Không ban hành")
    with pytest.raises(WardError, match="đã hủy"):
        party.redrafting.correction(old.id)


def test_a_wrong_scan_gives_way_and_stays_in_the_history(party: Office, tmp_path: Path) -> None:
    line = added(party)
    first, second = tmp_path / "sai.txt", tmp_path / "dung.txt"
    first.write_bytes(b"ban quet sai\r\n")
    second.write_bytes(b"ban quet dung\n")

    party.registry.attach_final(line.id, first)
    kept = party.registry.attach_final(line.id, second, replaces=True)

    assert [each.role for each in kept.attachments] == [FileRole.VERSION, FileRole.FINAL_COPY]
    assert party.desk.files.read(kept.attachments[1]) == second.read_bytes()
    back = party.registry.attach_final(line.id, first, replaces=True)
    assert [each.name for each in back.attachments if each.role is FileRole.FINAL_COPY] == [
        "sai.txt"
    ]
    bare = party.registry.detach_final(line.id)
    assert {each.role for each in bare.attachments} == {FileRole.VERSION}
    with pytest.raises(WardError, match="chưa kèm bản ký"):
        party.registry.detach_final(line.id)


def test_receivers_stand_once_and_nhu_tren_never() -> None:
    group = AddresseeGroup(id=planned.__name__, name="Các tổ", members=("Tổ 1", "Tổ 2"))
    found = planned(
        ("Các tổ;", "tổ 1"), (Recipient(name="như trên"), Recipient(name="Tổ 3")), (group,)
    )
    assert [each.name for each in found] == ["Tổ 1", "Tổ 2", "Tổ 3"]


def test_the_number_is_told_with_its_series_and_a_reserved_or_inserted_one_can_be_taken(
    party: Office,
) -> None:
    line = added(party)
    offer = party.registry.number_for(an_entry(party))
    assert offer.printed == f"{line.number + 1:02}-CV/BXDĐ"
    assert offer.series == (
        "Số kế tiếp của dãy Công văn, nhiệm kỳ 2025 - 2030; "
        f"số trước là {line.number_symbol}, ngày 05/6/2026."
    )
    series = line.series_id
    with party.desk.database.begin(party.desk.command("x", "Giữ số")) as tx:
        key = tx.numbers.get(series).key
        tx.numbers.reserve(key, 1, Reserving(holder="Bà Hà", title="Trả lời đơn"))
    draft = party.redrafting.replacement(line.id)
    party.drafting.autosave(draft.id, replace(draft, body="Nội dung đúng."))
    kept = party.issuing.preview(draft.id).reserved[0]
    assert kept.holder == "Bà Hà"

    wish = NumberWish(number=kept.first, reserved=True)
    assert party.issuing.preview(draft.id, wish=wish).series.startswith("Số đã giữ của dãy")
    issued = party.issuing.issue(draft.id, wish=wish).outgoing
    assert issued.number == kept.first
    assert [each.name for each in issued.deliveries] == [each.name for each in line.deliveries]
    assert party.registry.number_for(an_entry(party)).reserved == ()
    party.history.undo()
    assert party.registry.number_for(an_entry(party)).reserved == (kept,)

    late = replace(an_entry(party), number=line.number, suffix="A", late_reason="Gửi về muộn")
    inserted = party.registry.add_by_hand(late)
    assert inserted.number_symbol == f"{line.number:02}a-CV/BXDĐ"
    assert inserted.late_reason == "Gửi về muộn"
    assert "không làm đổi số kế tiếp" in party.registry.number_for(late).series


def test_a_congress_numbers_all_its_types_in_one_series(party: Office) -> None:
    committee = next(each for each in party.catalogue.issuers() if each.symbol == "ĐU")
    congress = replace(
        committee,
        id=party.desk.new_id(),
        kind=IssuerKind.CONGRESS,
        name="Đại hội Đảng bộ phường",
        symbol="ĐH",
        sits_from=date(2026, 6, 4),
        sits_to=date(2026, 6, 6),
    )
    party.catalogue.save(congress)

    minutes = added(party, issuer_id=congress.id, type_code="BB")
    draft = party.drafting.new(congress.id, "BC")
    signer = party.catalogue.signers(committee.id)[0]
    party.catalogue.save(replace(signer, id=party.desk.new_id(), issuer_id=congress.id))
    chosen = party.catalogue.signers(congress.id)[0].id
    content = replace(draft, subject="bầu cử", body="Kết quả.", signer_id=chosen)
    party.drafting.autosave(draft.id, content)
    preview = party.issuing.preview(draft.id)
    report = party.issuing.issue(draft.id).outgoing

    assert [minutes.number_symbol, report.number_symbol] == ["01-BB/ĐH", "02-BC/ĐH"]
    assert minutes.type_name == "Biên bản"
    assert "dãy Văn bản đại hội, mọi loại" in preview.series
    with pytest.raises(WardError):
        added(party, issuer_id=congress.id, issued_date=date(2026, 6, 3))


def test_copies_are_not_received_before_they_went_and_a_recall_says_why(party: Office) -> None:
    line = party.deliveries.send_all(added(party).id)
    with pytest.raises(BadValue, match="đứng trước ngày gửi"):
        party.deliveries.mark(line.id, (), DeliveryState.RECEIVED, TODAY - timedelta(days=1))
    with pytest.raises(BadValue, match="lý do thu hồi"):
        party.registry.recall(line.id, " ")
    assert party.registry.get(line.id) == line
