"""Numbers on two PCs: who gives them, blocks lent, provisional lines, what both gave apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from re import fullmatch

import pytest

from tests.builders import an_arrival, an_outgoing
from tests.copies import copy_folder
from tests.copies_of_office import Pc
from tests.desk import Desk
from wardapp.core.books import ClosingKind
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Incoming
from wardapp.core.errors import ChangedSince, WardError
from wardapp.core.identity import derived_id
from wardapp.core.keeping import CopyAnswer, TakingOver
from wardapp.core.numbering import LifeStep, NumberState, Reserving
from wardapp.core.petitions import PetitionEntry
from wardapp.core.places import Places
from wardapp.documents.page_images import page_text
from wardapp.services.office import Office, open_for_command
from wardapp.store.copies import code_of


@pytest.fixture
def second(party: Office, tmp_path: Path, places: Places, clock: SetClock) -> Iterator[Office]:
    """The same office on another PC: its folder copied, its own device.json."""
    copy_folder(party.folder, tmp_path / "thứ hai")
    there = replace(places, data=tmp_path / "data of the second")
    with open_for_command(tmp_path / "thứ hai", there, clock) as office:
        yield office


def register(office: Office, subject: str = "Báo cáo quý II") -> Incoming:
    issuer = office.catalogue.issuers()[0]
    day = office.desk.today()
    return office.intake.register(
        an_arrival(issuer_id=issuer.id, arrival_date=day, issued_date=None, subject=subject)
    )


def issue(office: Office, subject: str = "Về việc họp") -> str:
    row = counter(office)
    with office.desk.database.begin(office.desk.command("test.issue", "Phát hành")) as tx:
        number = tx.numbers.take(row.key)
        made = {"id": tx.new_id(), "series_id": row.series_id, "issuer_id": row.key.issuer_id}
        line = an_outgoing(**made, number=number, subject=subject, type_code=row.key.group)
        return tx.outgoing.add(line).id


def counter(office: Office):
    return next(r for r in office.numbering.series() if r.last_number and r.key.book == "di")


def carry(giver: Office, taker: Office) -> None:
    pcs = [Pc("", Desk(each.desk.database, SetClock(each.desk.clock.now_ms())))
           for each in (giver, taker)]  # fmt: skip
    pcs[1].take_in(pcs[0].parcel(pcs[1].heads()))


def test_a_copied_folder_gives_no_number_until_the_clerk_says_what_it_is(second: Office) -> None:
    assert second.leases.keepers().is_asked
    with pytest.raises(WardError, match="máy này thay máy cũ"):
        register(second)
    with pytest.raises(WardError, match="máy này thay máy cũ"):
        issue(second)
    second.leases.answer(CopyAnswer.MOVED)
    assert not second.leases.keepers().is_asked
    assert register(second).arrival_number > 0
    with pytest.raises(WardError, match="không cần trả lời"):
        second.leases.answer(CopyAnswer.SECOND)


def test_pcs_that_never_met_choose_marks_apart_that_a_hand_can_write() -> None:
    offices = [[derived_id(str(office), str(pc)) for pc in range(6)] for office in range(500)]
    marks = [[code_of(replica) for replica in office] for office in offices]
    assert all(len(set(office)) == len(office) for office in marks)
    assert all(fullmatch(r"T[2-9AC-FHJKLNPRTVXY]{4}", mark) for office in marks for mark in office)
    assert code_of(offices[0][0], 1) not in marks[0]


def test_a_second_pc_numbers_arrivals_provisionally_and_the_keeper_finally(
    party: Office, second: Office, tmp_path: Path, places: Places
) -> None:
    second.leases.answer(CopyAnswer.SECOND)
    lines = [register(second, f"Văn bản {at}") for at in range(3)]
    petition = second.petitions.add(
        PetitionEntry(issuer_id=lines[0].issuer_id, received=second.desk.today(), subject="Đèn tắt")
    )
    code = code_of(second.desk.database.replica_id)
    assert [line.arrival_code for line in lines] == [f"{code}-01", f"{code}-02", f"{code}-03"]
    assert petition.number_symbol == f"{code}-01"
    hits = {hit.record_id for hit in second.searching.find(lines[1].arrival_code)}
    assert lines[1].id in hits
    assert lines[1].arrival_code in page_text(second.exporting.slip_pdf(lines[1].id), 0)
    with pytest.raises(WardError, match="máy"):
        second.leases.finalise()

    carry(second, party)
    own = register(party)
    volume = next(v for v in party.closing.volumes() if v.book == "den")
    with pytest.raises(WardError, match="dòng số tạm"):
        party.closing.close(volume, ClosingKind.PAGE)
    made = party.leases.finalise()
    assert [each.final for each in made.lines][:3] == [
        str(own.arrival_number + at) for at in (1, 2, 3)
    ]
    party.history.undo()
    assert party.leases.keepers().waiting == 4
    party.history.redo()

    for kind in (".pdf", ".docx", ".xlsx"):
        assert party.leases.concordance_to(tmp_path / f"doi-chieu{kind}").stat().st_size > 1000
    text = page_text((tmp_path / "doi-chieu.pdf").read_bytes(), 0)
    assert {lines[2].provisional, str(own.arrival_number + 3)} <= set(text.split())
    with pytest.raises(ChangedSince):
        party.history.undo()
    carry(party, second)
    kept = second.intake.get(lines[2].id)
    assert (kept.arrival_number, kept.provisional) == (own.arrival_number + 3, f"{code}-03")
    assert second.leases.keepers().waiting == 0


def test_a_lent_block_is_given_by_the_other_pc_alone(party: Office, second: Office) -> None:
    second.leases.answer(CopyAnswer.SECOND)
    carry(second, party)
    row = counter(party)
    assert row.series_id is not None
    other = next(each for each in party.leases.keepers().copies if not each.is_here)
    with pytest.raises(WardError, match="khối số"):
        issue(second)
    span = party.leases.grant(row.series_id, other.replica_id, 4)
    assert counter(party).next_number == span.last + 1
    with pytest.raises(WardError, match="máy khác"):
        party.numbering.cancel(row.key, span.first, "Thử")

    carry(party, second)
    first = issue(second)
    (kept,) = second.numbering.reserve(row.key, 1, Reserving(holder="Lan"))
    assert kept.first == span.first + 1
    second.history.undo()
    second.numbering.cancel(row.key, span.first + 1, "Viết hỏng")
    life = second.numbering.explain(row.series_id, span.first).life
    assert LifeStep.LEASED in {step.step for step in life}
    told = second.leases.give_back(span.id)
    assert f"{span.first + 2:02} - {span.last:02}" in told
    with pytest.raises(WardError):
        issue(second)

    carry(second, party)
    assert party.registry.get(first).number == span.first
    (back,) = party.leases.given_back()
    assert back.left == 2
    assert party.numbering.check(row.key.issuer_id) == second.numbering.check(row.key.issuer_id)
    assert party.leases.take_back(back.span.id).endswith(f"{span.first + 2:02}.")
    assert counter(party).next_number == span.first + 2


def test_an_open_block_keeps_the_book_from_being_locked_and_can_be_called_back(
    party: Office, second: Office
) -> None:
    second.leases.answer(CopyAnswer.SECOND)
    carry(second, party)
    register(party)
    row = next(r for r in party.numbering.series() if r.key.book == "den" and r.last_number)
    other = next(each for each in party.leases.keepers().copies if not each.is_here)
    assert row.series_id is not None
    span = party.leases.grant(row.series_id, other.replica_id, 3)
    volume = next(v for v in party.closing.volumes() if v.book == "den")
    with pytest.raises(WardError, match="Khối số"):
        party.closing.close(volume, party.closing.whole_kind(volume))
    assert "hủy" in party.leases.revoke(span.id, "Máy kia hỏng ổ đĩa")
    strip = party.numbering.strip(row.series_id).rows
    assert strip[0].state is NumberState.CANCELLED


def test_keeping_changes_hands_and_a_doubled_number_is_settled(
    party: Office, second: Office
) -> None:
    second.leases.answer(CopyAnswer.SECOND)
    carry(second, party)
    other = next(each for each in party.leases.keepers().copies if not each.is_here)
    issue(party)
    party.leases.hand_over(other.replica_id)
    with pytest.raises(WardError, match="không cấp số được"):
        issue(party)
    with pytest.raises(ChangedSince, match="máy khác giữ"):
        party.history.undo()
    with pytest.raises(WardError):
        issue(second)
    carry(party, second)
    mine = issue(second, "Giữ số ở máy thứ hai")

    said = party.leases.seize(TakingOver(reason="Tưởng máy kia mất"))
    assert "giữ" in said
    theirs = issue(party, "Cấp ở máy cũ")
    carry(second, party)
    (doubled,) = party.leases.contested()
    assert [line.id for line in doubled.lines] == sorted((mine, theirs))
    assert "contested" in {each.rule for each in party.numbering.check()}
    later = max(mine, theirs)
    party.leases.settle(later, "Hai máy cùng cấp")
    assert party.leases.contested() == ()
    carry(party, second)
    assert second.leases.contested() == ()
    assert second.registry.get(later).number == party.registry.get(later).number


def test_a_pc_that_was_thought_gone_keeps_its_numbers_when_it_says_so(
    party: Office, second: Office
) -> None:
    second.leases.answer(CopyAnswer.MOVED)
    carry(second, party)
    assert not party.leases.keepers().main.is_here
    party.leases.seize(TakingOver(reason="Máy này vẫn dùng, máy kia chép nhầm"))
    assert party.leases.keepers().main.is_here
    carry(party, second)
    assert not second.leases.keepers().main.is_here
    assert len(second.leases.keepers().copies) == 2
    with pytest.raises(WardError, match="khối số"):
        issue(second)


def test_going_back_tells_lent_and_provisional_numbers_that_it_would_give_again(
    party: Office, second: Office
) -> None:
    second.leases.answer(CopyAnswer.SECOND)
    carry(second, party)
    row = counter(party)
    other = next(each for each in party.leases.keepers().copies if not each.is_here)
    assert row.series_id is not None
    span = party.leases.grant(row.series_id, other.replica_id, 3)
    old = second.backups.make()
    carry(party, second)
    issue(party, "Ở máy giữ số")
    carry(party, second)
    assert second.backups.losses(old.name).numbers == ()  # what the keeper gave is none of its
    issue(second)
    held = second.backups.make()
    issue(second)
    line = register(second)

    told = {each.series: each.numbers for each in second.backups.losses(held.name).numbers}
    mark = line.provisional.partition("-")[0]
    assert told.pop(f"Văn bản đến, số tạm {mark}") == "01"
    assert list(told.values()) == [f"{span.first + 1:02}"]
    told = {each.series: each.numbers for each in second.backups.losses(old.name).numbers}
    assert f"{span.first:02} - {span.first + 1:02}" in told.values()


def test_a_lent_block_is_used_until_its_day_only(
    party: Office, second: Office, clock: SetClock
) -> None:
    second.leases.answer(CopyAnswer.SECOND)
    carry(second, party)
    row = counter(party)
    other = next(each for each in party.leases.keepers().copies if not each.is_here)
    assert row.series_id is not None
    party.leases.grant(row.series_id, other.replica_id, 2, until=party.desk.today())
    carry(party, second)
    issue(second)
    clock.instant_ms += 24 * 60 * 60 * 1000
    with pytest.raises(WardError, match="chỉ dùng đến"):
        issue(second)
