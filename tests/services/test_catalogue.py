"""Danh mục and Cài đặt: what may stand there and what is said when it may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import (
    COMMITTEE,
    a_body,
    a_content,
    a_draft,
    a_signer,
    a_term,
    a_unit,
    an_issuer,
)
from tests.folder_tools import an_office, an_opening
from wardapp.core.clock import SetClock
from wardapp.core.errors import BadValue, ChangedSince, WardError
from wardapp.core.issuers import AddresseeGroup, FormerName, IssuerKind, Person
from wardapp.core.profile import Holiday
from wardapp.services.catalogue import Catalogue
from wardapp.services.desk import Desk
from wardapp.services.history import History
from wardapp.services.signers import out_of_office
from wardapp.store.database import Database


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    database = Database.open(folder.database)
    yield Desk(database, folder.file_store(), clock, "VP-01\\hà")
    database.close()


@pytest.fixture
def catalogue(desk: Desk) -> Catalogue:
    return Catalogue(desk)


def test_what_is_saved_is_read_back_tidied(catalogue: Catalogue) -> None:
    catalogue.save(a_signer(full_name="  Tra\u0302\u0300n Thu\u00a0Hà "))
    assert catalogue.signers()[0].full_name == "Trần Thu Hà"


def test_every_kind_can_be_added_and_removed(catalogue: Catalogue) -> None:
    person = Person(id=catalogue.new_id(), full_name="Nguyễn Thu Hà", is_clerk=True)
    holiday = Holiday(day=date(2026, 8, 31), name="Hoán đổi")
    group = AddresseeGroup(id=catalogue.new_id(), name="Các chi bộ", members=("Chi bộ 1",))
    for value in (a_signer(), a_body(), a_unit(), person, holiday, a_term(), group):
        catalogue.save(value)
        catalogue.remove(value)
    assert (
        catalogue.signers()
        == catalogue.units()
        == catalogue.people()
        == catalogue.holidays()
        == catalogue.terms()
        == ()
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("symbol", "bxdđ 1"), ("symbol", ""), ("own_line", " "), ("place", ""), ("committee", "")],
)
def test_an_issuer_needs_what_its_papers_print(
    catalogue: Catalogue, field: str, value: str
) -> None:
    with pytest.raises(BadValue) as refusal:
        catalogue.save(an_issuer(**{field: value}))
    assert refusal.value.field == field
    assert catalogue.issuers() == (an_issuer(),)


def test_two_issuers_never_share_a_symbol(catalogue: Catalogue) -> None:
    with pytest.raises(BadValue, match="đã dùng cho Ban Xây dựng Đảng"):
        catalogue.save(an_issuer(id=catalogue.new_id(), name="Ban khác"))


def test_an_issuer_that_others_name_is_not_removed(catalogue: Catalogue) -> None:
    catalogue.save(a_signer())
    with pytest.raises(WardError):
        catalogue.remove(an_issuer())
    assert catalogue.issuers() == (an_issuer(),)


def test_a_term_that_numbers_were_counted_in_is_not_removed(catalogue: Catalogue) -> None:
    term = catalogue.save(a_term())
    catalogue.set_last_number(catalogue.outgoing_series(an_issuer(), "CV"), 7)
    with pytest.raises(ChangedSince, match="đã có số văn bản"):
        catalogue.remove(term)
    assert catalogue.terms() == (term,)


@pytest.mark.parametrize("typed", [False, True])
def test_a_signer_whom_a_draft_names_is_not_removed(
    catalogue: Catalogue, desk: Desk, *, typed: bool
) -> None:
    signer = catalogue.save(a_signer())
    with desk.database.begin(desk.command("test", "Soạn")) as tx:
        draft = tx.drafts.add(a_draft(signer_id=None if typed else signer.id))
        if typed:
            tx.drafts.autosave(draft.id, a_content(signer_id=signer.id), tx.now_ms)
    with pytest.raises(ChangedSince, match="Còn dùng"):
        catalogue.remove(signer)
    assert catalogue.signers() == (signer,)


def test_terms_of_one_committee_do_not_overlap(catalogue: Catalogue) -> None:
    first = catalogue.save(a_term())
    new = a_term(id=catalogue.new_id(), label="2030 - 2035", start=date(2030, 8, 1))
    with pytest.raises(BadValue, match="31/7/2030"):
        catalogue.save(new)

    catalogue.save(replace(first, end=date(2030, 7, 31)))
    catalogue.save(new)
    catalogue.save(replace(new, id=catalogue.new_id(), committee="khác"))
    assert [term.label for term in catalogue.terms(COMMITTEE)] == ["2025 - 2030", "2030 - 2035"]


def test_a_term_that_ends_before_it_starts_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(BadValue, match="trước ngày bắt đầu"):
        catalogue.save(a_term(end=date(2020, 1, 1)))


def test_the_same_unit_is_not_added_twice(catalogue: Catalogue) -> None:
    catalogue.save(a_unit())
    with pytest.raises(BadValue, match="đã có trong danh mục"):
        catalogue.save(a_unit(id=catalogue.new_id(), name="tổ  dân phố số 9"))


def test_a_name_longer_than_the_law_keeps_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(BadValue, match="50 ký tự"):
        catalogue.save(a_signer(full_name="A" * 51))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("default_days", 0),
        ("weekend_rule", "sometimes"),
        ("second_backup", "/không/có/đâu"),
    ],
)
def test_a_setting_out_of_bounds_is_refused(
    catalogue: Catalogue, field: str, value: object
) -> None:
    with pytest.raises(BadValue) as refusal:
        catalogue.save_settings(replace(catalogue.settings(), **{field: value}))
    assert refusal.value.field == field


def test_the_chosen_clerk_acts_from_now_on(catalogue: Catalogue, desk: Desk) -> None:
    catalogue.choose_clerk(Person(id=catalogue.new_id(), full_name="Lê Lan", is_clerk=True))
    catalogue.save(a_unit())

    newest = History(desk).of("unit", a_unit().id)[0]
    assert "Lê Lan" in newest.who


def test_the_last_number_of_the_paper_book_is_carried_on(catalogue: Catalogue) -> None:
    catalogue.save(a_term())
    key = catalogue.outgoing_series(an_issuer(), "CV", date(2026, 6, 5))
    catalogue.set_last_number(key, 11)

    (series,) = catalogue.used_numbers()
    assert (series.key, series.last_number) == (key, 11)
    with pytest.raises(BadValue):
        catalogue.set_last_number(key, -1)


def test_undo_and_redo_say_what_they_did(catalogue: Catalogue, desk: Desk) -> None:
    history = History(desk)
    with pytest.raises(WardError, match="hoàn tác"):
        history.undo()
    catalogue.save(a_unit())

    assert history.undo() == "Đã hoàn tác: Sửa đơn vị Tổ dân phố số 9."
    assert catalogue.units() == ()
    assert history.redo() == "Đã làm lại: Sửa đơn vị Tổ dân phố số 9."
    assert catalogue.units() == (a_unit(),)


def test_only_signers_in_office_on_the_day_are_proposed(catalogue: Catalogue) -> None:
    gone = catalogue.save(a_signer(rank=0, in_office_to=date(2026, 3, 31), full_name="Lê Văn Cũ"))
    now = catalogue.save(
        a_signer(
            id=catalogue.new_id(),
            rank=1,
            in_office_from=date(2026, 4, 1),
            full_name="Trần Thị Mới",
        )
    )
    issuer = an_issuer().id

    assert catalogue.signers_on(issuer, date(2026, 3, 31)) == (gone,)
    assert catalogue.signers_on(issuer, date(2026, 4, 1)) == (now,)
    assert catalogue.signers_on(issuer, None, gone.id) == (gone, now)
    assert "thôi giữ chức vụ từ sau 31/3/2026" in out_of_office(gone, date(2026, 6, 5))
    assert "từ 01/4/2026" in out_of_office(now, date(2026, 3, 1))
    with pytest.raises(BadValue, match="trước ngày bắt đầu"):
        catalogue.save(replace(now, in_office_to=date(2026, 1, 1)))


def test_a_group_stands_for_its_members(catalogue: Catalogue) -> None:
    made = AddresseeGroup(
        id=catalogue.new_id(), name="Các chi bộ trực thuộc", members=("Chi bộ 1", "Chi bộ 2")
    )
    catalogue.save(made)
    catalogue.save(replace(made, id=catalogue.new_id(), name="Cũ", active=False))

    assert catalogue.addressee_groups() == (made,)
    assert catalogue.expanded(("UBND phường", "các chi bộ trực thuộc", "Chi bộ 2")) == (
        "UBND phường",
        "Chi bộ 1",
        "Chi bộ 2",
    )
    with pytest.raises(BadValue, match="chưa có nơi nhận"):
        catalogue.save(replace(made, members=()))


def test_a_congress_needs_its_days_and_may_share_its_symbol(catalogue: Catalogue) -> None:
    congress = an_issuer(
        id=catalogue.new_id(), kind=IssuerKind.CONGRESS, name="Đại hội", symbol="ĐH"
    )
    with pytest.raises(BadValue, match="trù bị"):
        catalogue.save(congress)
    sat = replace(congress, sits_from=date(2025, 7, 24), sits_to=date(2025, 7, 25))
    catalogue.save(sat)
    catalogue.save(replace(sat, id=catalogue.new_id(), sits_from=date(2025, 7, 1)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "vanthu@"),
        ("organ_id", "mã H26"),
        ("former_names", (FormerName(name=" ", symbol="A"),)),
    ],
)
def test_a_body_with_a_slip_in_its_facts_is_refused(
    catalogue: Catalogue, field: str, value: object
) -> None:
    with pytest.raises(BadValue) as refusal:
        catalogue.save(a_body(**{field: value}))
    assert refusal.value.field in {field, "name"}
