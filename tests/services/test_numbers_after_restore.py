"""No number is given again after a restore: known ones stay used, others are asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import an_arrival, an_outgoing
from tests.copies import copy_folder
from tests.copies_of_office import Pc
from tests.desk import Desk
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Incoming
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.keeping import CopyAnswer, OfficeCopy
from wardapp.core.number_views import SeriesRow
from wardapp.core.numbering import LifeStep, NumberState, Reserving
from wardapp.core.petitions import PetitionEntry
from wardapp.core.places import Places
from wardapp.services import backups
from wardapp.services.backups import restore_damaged
from wardapp.services.office import Office, open_for_command, open_office
from wardapp.services.second_places import bring_back
from wardapp.store.entities import COPY
from wardapp.store.mirror import mirror_files

ASKED = "Xác nhận số cuối"
Reopen = Callable[[], Office]


@pytest.fixture
def reopen(party: Office, places: Places, clock: SetClock) -> Iterator[Reopen]:
    """Open the office again, as after a restore."""
    opened: list[Office] = []

    def again() -> Office:
        for each in opened:
            each.close()
        opened[:] = [open_office(party.folder, places, clock)]
        return opened[0]

    yield again
    for each in opened:
        each.close()


def register(office: Office, subject: str = "Báo cáo quý II", number: int | None = None) -> int:
    issuer, day = office.catalogue.issuers()[0], office.desk.today()
    arrival = an_arrival(issuer_id=issuer.id, arrival_date=day, issued_date=None, subject=subject)
    if number is None:
        return office.intake.register(arrival).arrival_number
    return line_at(office, number).arrival_number


def line_at(office: Office, number: int) -> Incoming:
    """Write the paper that got a number before into the book again."""
    row = arrivals(office)
    issuer, day = office.catalogue.issuers()[0], office.desk.today()
    arrival = an_arrival(issuer_id=issuer.id, arrival_date=day, issued_date=None, subject="Lại")
    with office.desk.database.begin(office.desk.command("test.again", "Vào sổ lại")) as tx:
        tx.numbers.use(row.key, number)
        return tx.incoming.add(
            arrival, arrival_number=number, record_id=tx.new_id(), registered_ms=1, attachments=()
        )


def arrivals(office: Office) -> SeriesRow:
    return next(row for row in office.numbering.series() if row.key.book == "den")


def counter(office: Office) -> SeriesRow:
    return next(r for r in office.numbering.series() if r.last_number and r.key.book == "di")


def issue(office: Office) -> int:
    row = counter(office)
    with office.desk.database.begin(office.desk.command("test.issue", "Phát hành")) as tx:
        number = tx.numbers.take(row.key)
        made = {"id": tx.new_id(), "series_id": row.series_id, "issuer_id": row.key.issuer_id}
        tx.outgoing.add(an_outgoing(**made, number=number, type_code=row.key.group))
    return number


def petition(office: Office) -> int:
    issuer = office.catalogue.issuers()[0]
    entry = PetitionEntry(issuer_id=issuer.id, received=office.desk.today(), subject="Hỏi về đất")
    return office.petitions.add(entry).number


def given(office: Office) -> tuple[int, int, int]:
    return register(office), issue(office), petition(office)


def another_pc(office: Office) -> RecordId:
    """Let the office know another PC, as a package brings it."""
    with office.desk.database.begin(office.desk.command("test.pc", "Thêm máy")) as tx:
        copy = OfficeCopy(id=tx.new_id(), name="Máy hai", made_ms=1)
        tx.work.write(COPY, None, copy)
    return copy.id


def harm(database: Path) -> None:
    """Leave nothing of a database that can be read."""
    for ending in ("-wal", "-shm"):
        database.with_name(f"{database.name}{ending}").unlink(missing_ok=True)
    database.write_bytes(b"\0" * 8192)


def carry(giver: Office, taker: Office) -> None:
    pcs = [
        Pc("", Desk(each.desk.database, SetClock(each.desk.clock.now_ms())))
        for each in (giver, taker)
    ]
    pcs[1].take_in(pcs[0].parcel(pcs[1].heads()))


def test_what_was_given_after_a_backup_stays_used_in_every_book(
    party: Office, reopen: Reopen
) -> None:
    given(party)
    kept = party.backups.make()
    lost = given(party)
    reserved = party.numbering.reserve(counter(party).key, 2, Reserving(holder="Ban Tổ chức"))
    spoiled = party.numbering.reserve(arrivals(party).key, 1, Reserving(holder="Văn phòng"))
    party.backups.restore(kept.name)
    office = reopen()

    assert register(office) == spoiled[0].last + 1
    assert issue(office) == reserved[-1].last + 1
    assert petition(office) == lost[2] + 1
    row = arrivals(office)
    story = office.numbering.explain(row.series_id, lost[0])
    assert [step.step for step in story.life] == [LifeStep.LOST]
    assert "nội dung mất khi khôi phục bản sao lưu lúc" in story.note
    strip = {each.code: each for each in office.numbering.strip(row.series_id).rows}
    assert strip[f"{lost[0]:02}"].state is NumberState.LOST
    assert not office.last_numbers.look().asked, "all is known, nobody is asked"
    assert not office.last_numbers.look().sentence
    assert not [each for each in office.numbering.check() if "trống" in each.sentence.lower()]


@pytest.mark.prove
def test_the_marks_outlive_more_restores_and_no_undo_lifts_them(
    party: Office, reopen: Reopen
) -> None:
    kept = party.backups.make()
    lost = register(party)
    party.backups.restore(kept.name)
    office = reopen()
    assert office.history.undoable() is None
    office.backups.restore(kept.name)
    office = reopen()
    before = next(b for b in office.backups.list() if b.is_kept)
    assert line_at(office, lost).arrival_number == lost, "its own paper may have it again"
    office.history.undo()
    assert register(office) == lost + 1
    office.backups.restore(before.name)
    office = reopen()
    assert register(office) == lost + 2


def test_a_damaged_database_leaves_the_numbers_to_the_mirror(
    party: Office, reopen: Reopen, clock: SetClock
) -> None:
    kept = party.backups.make()
    lost = given(party)
    party.close()
    harm(party.folder / "office.db")
    restore_damaged(party.folder, kept.name, clock)
    office = reopen()

    assert not office.last_numbers.look().sentence
    assert given(office) == tuple(number + 1 for number in lost)


def test_where_nothing_tells_what_was_given_the_clerk_is_asked_first(
    party: Office, reopen: Reopen, clock: SetClock
) -> None:
    kept = party.backups.make()
    lost = given(party)
    party.close()
    harm(party.folder / "office.db")
    for path in mirror_files(party.opened.folder):
        path.unlink()
    restore_damaged(party.folder, kept.name, clock)
    office = reopen()

    for deed in (register, issue, petition):
        with pytest.raises(WardError, match=ASKED):
            deed(office)
    assert ASKED in arrivals(office).asked
    assert any(fact.topic == "Số cuối trên giấy" for fact in office.safety.state().facts)
    asked = {row.key: row for row in office.last_numbers.look().asked}
    row = asked[arrivals(office).key]
    assert (row.last, row.question.split(" trên")[0]) == (
        lost[0] - 1,
        f"Số cuối cùng đã cấp của sổ {row.series}",
    )
    office.last_numbers.confirm(row.key, lost[0])
    assert register(office) == lost[0] + 1
    with pytest.raises(WardError, match=ASKED):
        issue(office)
    story = office.numbering.explain(arrivals(office).series_id, lost[0])
    assert "Đã cấp trên giấy, nội dung mất" in story.note

    key = counter(office).key
    with pytest.raises(BadValue, match=r"không thể nhỏ hơn"):
        office.last_numbers.confirm_all({key: 1})
    office.last_numbers.confirm_all({key: lost[1] + 5})
    assert issue(office) == lost[1] + 6
    assert petition(office) > 0
    assert not office.last_numbers.look().sentence


def test_numbers_no_paper_has_go_back_by_the_word_of_the_clerk(
    party: Office, reopen: Reopen
) -> None:
    kept = party.backups.make()
    first, last = register(party), [register(party) for _ in range(3)][-1]
    party.backups.restore(kept.name)
    office = reopen()
    office.last_numbers.confirm(arrivals(office).key, first)
    assert register(office) == first + 1
    assert last > first + 1


@pytest.mark.prove
def test_an_office_from_a_second_place_asks_once_it_is_to_give_numbers(
    party: Office, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    settings = party.catalogue.settings()
    party.catalogue.save_settings(replace(settings, second_backup=str(usb)))
    party.backups.make()
    register(party)
    bring_back(usb, tmp_path / "máy mới")
    there = replace(places, data=tmp_path / "data mới")
    with open_for_command(tmp_path / "máy mới", there, clock) as office:
        office.leases.answer(CopyAnswer.MOVED)
        with pytest.raises(WardError, match=ASKED):
            register(office)
        with pytest.raises(WardError, match=ASKED):
            office.leases.hand_over(another_pc(office))
        office.last_numbers.confirm_all({})
        assert register(office) > 0
    shutil.rmtree(tmp_path / "máy mới")
    bring_back(usb, tmp_path / "máy mới")
    with open_for_command(tmp_path / "máy mới", there, clock) as office:
        office.leases.answer(CopyAnswer.SECOND)
        assert not office.last_numbers.look().sentence, "the other PC gives the numbers"


@pytest.mark.prove
def test_an_older_folder_put_back_by_hand_asks_too(
    party: Office, reopen: Reopen, tmp_path: Path
) -> None:
    party.close()
    copy_folder(party.folder, tmp_path / "bản cũ")
    register(reopen())
    reopen().close()
    shutil.rmtree(party.folder)
    copy_folder(tmp_path / "bản cũ", party.folder)
    office = reopen()
    office.leases.answer(CopyAnswer.MOVED)
    with pytest.raises(WardError, match=ASKED):
        register(office)


@pytest.mark.prove
def test_lent_and_provisional_numbers_are_not_given_again_either(
    party: Office, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    copy_folder(party.folder, tmp_path / "thứ hai")
    there = replace(places, data=tmp_path / "data hai")
    with open_for_command(tmp_path / "thứ hai", there, clock) as second:
        second.leases.answer(CopyAnswer.SECOND)
        carry(second, party)
        replica = second.desk.database.replica_id
        party.leases.grant(counter(party).series_id, replica, 10)
        carry(party, second)
    with open_office(tmp_path / "thứ hai", there, clock) as second:
        kept = second.backups.make()
        lost = [issue(second) for _ in range(3)]
        issuer = second.catalogue.issuers()[0]
        arrival = an_arrival(issuer_id=issuer.id, arrival_date=second.desk.today())
        before = second.intake.register(arrival).provisional
        second.backups.restore(kept.name)
    with open_office(tmp_path / "thứ hai", there, clock) as second:
        assert issue(second) == lost[-1] + 1
        mark = second.intake.register(arrival).provisional.partition("-")[0]
        assert mark != before.partition("-")[0]
        carry(second, party)
        assert not party.leases.contested()


@pytest.mark.prove
def test_a_number_a_command_gives_while_the_office_is_being_restored_stays_used(
    party: Office, reopen: Reopen, places: Places, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = party.backups.make()
    given_beside: list[int] = []
    prepare = backups.prepare_knowing

    def slowly(*args: object) -> object:
        prepared = prepare(*args)
        with open_for_command(party.folder, places, clock) as command:
            given_beside.append(register(command))
        return prepared

    monkeypatch.setattr(backups, "prepare_knowing", slowly)
    party.backups.restore(kept.name)
    assert register(reopen()) == given_beside[0] + 1


@pytest.mark.prove
def test_a_block_lent_after_the_backup_stays_with_its_holder(
    party: Office, reopen: Reopen, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    copy_folder(party.folder, tmp_path / "thứ hai")
    there = replace(places, data=tmp_path / "data hai")
    with open_for_command(tmp_path / "thứ hai", there, clock) as second:
        second.leases.answer(CopyAnswer.SECOND)
        carry(second, party)
        kept = party.backups.make()
        key = counter(party).key
        replica = second.desk.database.replica_id
        block = party.leases.grant(counter(party).series_id, replica, 10)
        carry(party, second)
        party.backups.restore(kept.name)
        office = reopen()

        with pytest.raises(BadValue, match="không thể nhỏ hơn"):
            office.last_numbers.confirm(key, block.first)
        assert issue(office) == block.last + 1
        assert issue(second) == block.first
        carry(office, second)
        assert issue(second) == block.first + 1, "the mark of the keeper does not use the block up"
        carry(second, office)
        assert issue(office) == block.last + 2
        assert not office.leases.contested()


def test_a_package_that_brings_the_true_line_takes_the_place_of_the_mark(
    party: Office, reopen: Reopen, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    kept = party.backups.make()
    number = register(party, "Giấy đã gửi sang máy kia")
    copy_folder(party.folder, tmp_path / "thứ hai")
    there = replace(places, data=tmp_path / "data hai")
    with open_for_command(tmp_path / "thứ hai", there, clock) as second:
        second.leases.answer(CopyAnswer.SECOND)
        party.backups.restore(kept.name)
        office = reopen()
        carry(second, office)
    row = arrivals(office)
    story = office.numbering.explain(row.series_id, number)
    assert story.dispatch is not None
    assert story.dispatch.subject == "Giấy đã gửi sang máy kia"
    assert story.life[-1].state is NumberState.USED
    assert not office.leases.contested()
    assert {found.rule for found in office.numbering.check(book="den")} <= {"no_attachment"}
    rows = office.numbering.strip(row.series_id).rows
    assert [each.state for each in rows if each.first == number] == [NumberState.USED]
    assert not office.syncing.conflicts()
