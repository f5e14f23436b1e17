"""Two copies come together: nothing is lost, the same events make the same office everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import TODAY, a_signer, an_id, an_issuer
from tests.copies import Copies, carry, contents, heads_of, pack, take_in
from tests.desk import Desk
from wardapp.core.dispatches import Attachment, FileRole, Incoming
from wardapp.core.errors import ChangedSince, PackageDamaged, PackageTooNew, PackageWaits
from wardapp.core.forms import (
    CellKey,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    Period,
)
from wardapp.core.journal import Event, FieldChange
from wardapp.store.database import Database
from wardapp.store.entities import FILLED, INCOMING, ISSUER
from wardapp.store.journal import hash_of
from wardapp.store.merging_insert import row_of
from wardapp.store.rebuild import rebuild


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    """Two copies of one office."""
    made = Copies(tmp_path)
    made.found()
    made.copy()
    yield made
    for desk in made.desks:  # whatever happened follows from the events alone
        assert rebuild(desk.database, desk.database.path.with_suffix(".again")) == ()
    made.close()


@pytest.fixture
def one(copies: Copies) -> Desk:
    """The first PC."""
    return copies.desks[0]


@pytest.fixture
def two(copies: Copies) -> Desk:
    """The second PC."""
    return copies.desks[1]


def rename(desk: Desk, **fields: object) -> None:
    with desk.begin("Sửa") as tx:
        (issuer,) = tx.catalogue.issuers()
        tx.catalogue.save_issuer(replace(issuer, **fields))


def place(desk: Desk) -> str:
    with desk.database.read() as tx:
        return tx.catalogue.issuers()[0].place


def waiting(desk: Desk) -> list[tuple[str, int]]:
    with desk.database.read() as tx:
        return [(each.field, len(each.event_ids)) for each in tx.conflicts.all(100)]


def exchange(one: Desk, two: Desk) -> None:
    """Carry packages until neither has anything for the other, and look that all is equal."""
    while carry(one, two).new_events or carry(two, one).new_events:
        pass
    assert contents(one) == contents(two)


def test_fields_written_apart_come_together(one: Desk, two: Desk) -> None:
    rename(one, place="Hà Liên")
    rename(two, symbol="BXD")

    exchange(one, two)

    with one.database.read() as tx:
        (issuer,) = tx.catalogue.issuers()
    assert (issuer.place, issuer.symbol) == ("Hà Liên", "BXD")
    assert waiting(one) == []


def test_a_merge_with_what_is_here_changes_nothing(one: Desk, two: Desk) -> None:
    rename(one, place="Hà Liên")
    package = pack(one)
    take_in(two, package)
    before = contents(two)

    merged = take_in(two, package)

    assert merged.receipt is None
    assert merged.new_events == 0
    assert contents(two) == before


def test_the_later_value_shows_and_both_wait(one: Desk, two: Desk) -> None:
    two.clock.instant_ms += 60_000
    rename(one, place="Một")
    rename(two, place="Hai")

    exchange(one, two)

    assert place(one) == "Hai"
    assert waiting(one) == waiting(two) == [("place", 2)]


def test_who_writes_knowing_both_sides_decides(one: Desk, two: Desk) -> None:
    rename(one, place="Một")
    rename(two, place="Hai")
    exchange(one, two)

    rename(one, place="Ba")
    assert waiting(one) == []
    exchange(one, two)

    assert place(two) == "Ba"
    assert waiting(two) == []


def test_the_same_value_on_both_sides_is_no_conflict(one: Desk, two: Desk) -> None:
    rename(one, place="Hai")
    rename(two, place="Hai")

    exchange(one, two)

    assert waiting(one) == []


@pytest.mark.parametrize("later", ["removal", "edit"])
def test_a_removal_and_an_edit_apart_wait_whatever_shows(one: Desk, two: Desk, later: str) -> None:
    line = one.register(subject="Đắp đường")
    exchange(one, two)
    (two if later == "edit" else one).clock.instant_ms += 60_000
    with one.begin("Bỏ") as tx:
        tx.work.write(INCOMING, tx.incoming.get(line.id), None)
    with two.begin("Sửa") as tx:
        tx.incoming.save(replace(tx.incoming.get(line.id), handler="Chị Mai"))

    exchange(one, two)

    with one.database.read() as tx:
        kept = tx.work.find(INCOMING, line.id)
    assert (kept is not None) == (later == "edit")
    if kept is not None:
        assert (kept.handler, kept.subject) == ("Chị Mai", "Đắp đường")
    assert waiting(one) == waiting(two) == [("", 2)]


def test_files_added_on_both_sides_are_all_kept(one: Desk, two: Desk) -> None:
    line = one.register(subject="Có tệp")
    attach(one, line, "0")
    exchange(one, two)
    attach(one, line, "1")
    attach(two, line, "23")
    with two.begin("Bỏ tệp") as tx:
        here = tx.incoming.get(line.id)
        tx.incoming.save(replace(here, attachments=here.attachments[1:]))

    exchange(one, two)

    with two.database.read() as tx:
        kept = tx.incoming.get(line.id).attachments
    assert sorted(each.name for each in kept) == ["1.pdf", "2.pdf", "3.pdf"]
    assert waiting(one) == []


@pytest.mark.parametrize("came_and_went", [False, True])
def test_what_others_need_is_not_removed(one: Desk, two: Desk, came_and_went: bool) -> None:
    with one.begin("Thêm cơ quan") as tx:
        tx.catalogue.save_issuer(an_issuer(id=an_id(777), name="Văn phòng"))
    exchange(one, two)
    one.clock.instant_ms += 60_000
    with one.begin("Bỏ cơ quan") as tx:
        tx.work.write(ISSUER, tx.catalogue.issuer(an_id(777)), None)
    if came_and_went:  # what an import taken back had told is not known any more
        carry(one, two)
        two.undo()
    with two.begin("Thêm người ký") as tx:
        tx.catalogue.save_signer(a_signer(issuer_id=an_id(777)))
    with two.begin("Thêm người ký ở cơ quan khác") as tx:
        tx.catalogue.save_signer(a_signer(id=an_id(779)))
    before = contents(one, journal=False)

    carry(two, one)
    one.undo()
    assert contents(one, journal=False) == before
    exchange(one, two)

    with one.database.read() as tx:
        assert tx.catalogue.issuer(an_id(777)).name == "Văn phòng"
    assert waiting(one) == [("", 2)]
    with two.begin("Sang cơ quan khác") as tx:  # written before, beside the removal: needs it too
        tx.catalogue.save_signer(a_signer(id=an_id(779), issuer_id=an_id(777)))
    exchange(one, two)
    assert contents(one, journal=False) == contents(two, journal=False)


def test_settings_of_one_copy_stay_there(one: Desk, two: Desk) -> None:
    for desk, name in ((one, "Lan"), (two, "Mai")):
        with desk.begin("Chọn") as tx:
            tx.catalogue.save_settings(replace(tx.catalogue.settings(), current_clerk=name))
    carry(one, two)
    carry(two, one)

    for desk, name in ((one, "Lan"), (two, "Mai")):
        with desk.database.read() as tx:
            assert tx.catalogue.settings().current_clerk == name


def test_an_import_is_taken_back_as_if_it_never_came(one: Desk, two: Desk) -> None:
    line = one.register(subject="Chung")
    exchange(one, two)
    for each in range(3):
        attach(one, one.register(subject=f"Riêng {each}"), str(each))
    with one.begin("Sửa") as tx:
        tx.incoming.save(replace(tx.incoming.get(line.id), subject="Sửa chung"))
    with two.begin("Sửa") as tx:
        tx.incoming.save(replace(tx.incoming.get(line.id), subject="Sửa khác"))
    before, heads = contents(two, journal=False), heads_of(two)
    package = pack(one, heads)
    merged = take_in(two, package)
    assert contents(two, journal=False) != before
    assert merged.receipt is not None

    two.undo()

    assert contents(two, journal=False) == before
    with pytest.raises(ChangedSince, match="nhận lại từ tệp"):
        two.redo()
    with pytest.raises(ChangedSince, match="đã được hoàn tác"), two.begin("Lại") as tx:
        tx.merging.take_back(merged.receipt.id)
    exchange(one, two)
    assert waiting(two) == [("subject", 2)]


def test_an_import_is_not_taken_back_once_something_hangs_on_it(one: Desk, two: Desk) -> None:
    line = one.register(subject="Của máy một")
    merged = carry(one, two)
    with two.begin("Trả lời") as tx:
        tx.incoming.save(replace(tx.incoming.get(line.id), handler="Chị Mai"))
    after = contents(two)

    assert merged.receipt is not None
    with pytest.raises(ChangedSince, match="đã sửa hoặc dùng"), two.begin("Hoàn tác") as tx:
        tx.merging.take_back(merged.receipt.id)

    assert contents(two) == after


def test_own_steps_are_not_taken_back_over_what_came_since(one: Desk, two: Desk) -> None:
    line = one.register(subject="Của máy một")
    carry(one, two)
    two.clock.instant_ms += 60_000
    with two.begin("Sửa") as tx:
        tx.incoming.save(replace(tx.incoming.get(line.id), subject="Của máy hai"))
    beside = Desk(Database.open(one.database.path), one.clock)  # a command beside the window
    carry(two, beside)
    beside.database.close()

    with pytest.raises(ChangedSince, match="đã được sửa sau bước này"):
        one.undo()


def test_what_a_newer_program_wrote_is_refused_whole(one: Desk, two: Desk) -> None:
    one.register(subject="Thường")
    package = pack(one, heads_of(two))
    before = contents(two)
    last = package.events[-1]
    for changed in (
        replace(last, entity="hologram"),
        replace(last, changes=(*last.changes, FieldChange(field="smell", old=None, new='"x"'))),
    ):
        package.events[-1] = _hashed(changed)
        with pytest.raises(PackageTooNew, match="cập nhật WardApp"):
            take_in(two, package)
        assert contents(two) == before


def test_a_changed_event_is_refused(one: Desk, two: Desk) -> None:
    one.register(subject="Thường")
    package = pack(one, heads_of(two))
    before = contents(two)
    package.events[-1] = replace(package.events[-1], reason="khác")
    with pytest.raises(PackageDamaged):
        take_in(two, package)
    assert contents(two) == before


def test_a_package_written_knowing_what_is_missing_here_waits(
    copies: Copies, one: Desk, two: Desk
) -> None:
    third = copies.copy()
    carry(third, two)
    rename(one, place="Một")
    carry(one, two)
    rename(two, place="Hai")
    lacking = pack(two, heads_of(one))  # as for somebody who has what the first PC wrote
    before = contents(third)

    with pytest.raises(PackageWaits):
        take_in(third, lacking)
    assert contents(third) == before
    carry(two, third)
    assert (place(third), waiting(third)) == ("Hai", [])


def test_a_package_after_a_missing_one_waits(one: Desk, two: Desk) -> None:
    one.register(subject="Một")
    first = pack(one, heads_of(two))
    middle = heads_of(one)
    one.register(subject="Hai")
    second = pack(one, middle)

    with pytest.raises(PackageWaits):
        take_in(two, second)
    take_in(two, first)
    take_in(two, second)

    exchange(one, two)


def test_a_third_copy_gets_all_by_way_of_the_second(copies: Copies) -> None:
    one, two = copies.desks
    three = copies.copy(1)
    one.register(subject="Từ máy một")
    carry(one, two)
    carry(two, three)

    assert not carry(one, three).new_events
    exchange(two, three)


def attach(desk: Desk, line: Incoming, names: str) -> None:
    with desk.begin("Kèm tệp") as tx:
        here = tx.incoming.get(line.id)
        more = tuple(map(a_file, names))
        tx.incoming.save(replace(here, attachments=(*here.attachments, *more)))


def a_file(name: str) -> Attachment:
    return Attachment(sha256=name * 64, name=f"{name}.pdf", size=1, role=FileRole.ORIGINAL)


def _hashed(event: Event) -> Event:
    row = row_of(event)
    return replace(event, hash=hash_of(row))


def test_cells_typed_on_both_sides_are_all_kept(one: Desk, two: Desk) -> None:
    with one.begin("Điền") as tx:
        form = tx.filled.save(a_form())
    exchange(one, two)
    for desk, row, value in ((one, "1", 5), (two, "2", 6)):
        with desk.begin("Nhập tay") as tx:
            here = tx.work.get(FILLED, form.id)
            cell = FilledCell(
                key=CellKey(table="a", row=row, column="so"), typed=Decimal(value), is_typed=True
            )
            tx.filled.save(replace(here, overrides=(*here.overrides, cell)))

    exchange(one, two)

    with two.database.read() as tx:
        kept = tx.work.get(FILLED, form.id).overrides
    assert sorted(cell.typed for cell in kept) == [5, 6]
    assert waiting(one) == []


def a_form() -> FilledForm:
    """A form of a period, one table with two rows."""
    period = Period(
        id="2026-06", label="Kỳ tháng 6", window_from=TODAY, window_to=TODAY, due_date=TODAY
    )
    rows = tuple(FilledRow(code=code, label=code) for code in "12")
    return FilledForm(
        form_id="phu-luc-02",
        form_version="2026.2",
        period=period,
        reporter="Ban Xây dựng Đảng",
        tables=(FilledTable(code="a", rows=rows),),
    )
