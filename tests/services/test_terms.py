"""Which counter a number comes from: terms, congresses, copies, books of several years, locks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import (
    TODAY,
    a_committee,
    a_state_issuer,
    a_term,
    an_id,
    an_issuer,
)
from wardapp.core.books import BookKind, BookSpan, Closing, ClosingKind, RegisterBook
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import JointBody, OutgoingEntry
from wardapp.core.errors import BadValue, ChangedSince, WardError
from wardapp.core.issuers import BodyLevel, IssuerKind, TermStart
from wardapp.core.layout import DocumentType
from wardapp.core.number_views import NewTerm
from wardapp.core.numbering import Reserving, Scope
from wardapp.services.office import Office
from wardapp.services.series import (
    COPY_TYPES,
    book_for_level,
    incoming_key,
    outgoing_key,
    outgoing_notation,
    petition_key,
)

TERM = a_term()
QC = DocumentType(code="QC", name="Quy chế", symbol="QC", named=True)


def a_book(**fields: object) -> RegisterBook:
    values = {
        "id": an_id(71), "issuer_id": an_id(101), "code": "den-tw", "kind": BookKind.INCOMING,
        "name": "Sổ đến: Trung ương",
    }  # fmt: skip
    return RegisterBook(**{**values, **fields})  # type: ignore[arg-type]


def test_a_party_body_counts_each_type_by_term_and_a_state_body_its_groups_by_year() -> None:
    body = an_issuer()
    key = outgoing_key(body, "KH", TODAY, (TERM,))
    assert (key.group, key.scope, key.scope_value) == ("KH", Scope.TERM, TERM.id)

    state = a_state_issuer(number_groups=(("QĐ", "QĐ"),))
    assert outgoing_key(state, "QĐ", TODAY, ()).group == "QĐ"
    assert outgoing_key(state, "KH", date(2027, 1, 1), ()).scope_value == "2027"
    with pytest.raises(WardError, match="Chưa có nhiệm kỳ"):
        outgoing_key(body, "KH", date(2020, 1, 1), (TERM,))


def test_quyet_dinh_and_quy_dinh_share_a_counter_or_not_once_a_term() -> None:
    shared, apart = an_issuer(), an_issuer(shared_qd_counter=False)
    assert outgoing_key(shared, "QyĐ", TODAY, (TERM,)) == outgoing_key(shared, "QĐ", TODAY, (TERM,))
    assert outgoing_key(apart, "QyĐ", TODAY, (TERM,)).group == "QyĐ"
    before = replace(apart, qd_choices=((TERM.id, True),))
    assert outgoing_key(before, "QyĐ", TODAY, (TERM,)).group == "QĐ"


def test_a_congress_counts_all_types_together_while_it_sits() -> None:
    congress = a_committee(
        kind=IssuerKind.CONGRESS, symbol="ĐH",
        sits_from=date(2026, 6, 4), sits_to=date(2026, 6, 6),
    )  # fmt: skip
    keys = {outgoing_key(congress, code, TODAY, ()) for code in ("BC", "BB", "NQ")}
    (key,) = keys
    assert (key.scope, key.scope_value, key.group) == (Scope.CONGRESS, congress.id, "")
    with pytest.raises(WardError, match="từ 04/6/2026 đến 06/6/2026"):
        outgoing_key(congress, "BC", date(2026, 6, 7), ())
    with pytest.raises(WardError, match="phiên trù bị"):
        outgoing_key(replace(congress, sits_from=None), "BC", TODAY, ())


def test_copies_count_by_year_for_the_state_and_until_hd05_for_the_party() -> None:
    state = a_state_issuer()
    keys = {outgoing_key(state, code, TODAY, ()) for code in ("SY", "SL", "TrS")}
    (key,) = keys
    assert (key.book, key.group, key.scope_value) == ("sao", "SAO", "2026")
    assert outgoing_notation(state, COPY_TYPES[state.family][0]) == "SY-UBND"

    party = an_issuer()
    assert outgoing_key(party, "BS", date(2026, 5, 26), (TERM,)).scope is Scope.TERM
    with pytest.raises(WardError, match="27/5/2026"):
        outgoing_key(party, "BS", date(2026, 5, 27), (TERM,))


def test_a_joint_document_names_all_its_bodies_and_counts_with_the_lead() -> None:
    lead = an_issuer(symbol="BTCTU")
    others = (JointBody(name="Ban Nội chính", symbol="BNCTU"),)
    assert outgoing_notation(lead, QC, others) == "QC/BTCTU-BNCTU"


def test_incoming_books_run_a_year_five_years_or_a_term_and_go_by_the_senders_level() -> None:
    body = an_issuer()
    five = a_book(span=BookSpan.FIVE_YEARS, first_year=2026, levels=(BodyLevel.CENTRAL.value,))
    term = a_book(id=an_id(72), code="den-tp", span=BookSpan.TERM, levels=("city",))
    books = (five, term)

    assert incoming_key(body, "den", TODAY, books, ()).scope_value == "2026"
    assert incoming_key(body, "den-tw", date(2029, 1, 5), books, ()).scope_value == "2026-2030"
    assert incoming_key(body, "den-tp", TODAY, books, (TERM,)).scope_value == TERM.id
    assert petition_key(body, TODAY).book == "don-thu"
    assert book_for_level(body.id, BodyLevel.CENTRAL, books) == "den-tw"
    assert book_for_level(body.id, BodyLevel.UNKNOWN, books) == "den"
    assert book_for_level(an_id(102), BodyLevel.CENTRAL, books) == "den"


def new_term(office: Office, **fields: object) -> NewTerm:
    committee = office.catalogue.issuers()[0].committee
    values = {
        "committee": committee, "label": "2026 - 2031", "on": TODAY,
        "start_kind": TermStart.CLOSING,
    }  # fmt: skip
    return NewTerm(**{**values, **fields})  # type: ignore[arg-type]


def sent(office: Office, code: str = "KH", day: date = TODAY) -> str:
    entry = OutgoingEntry(
        issuer_id=office.catalogue.issuers()[0].id, type_code=code, issued_date=day, subject="về …"
    )
    return office.registry.add_by_hand(entry).number_symbol


def test_a_new_term_ends_the_one_before_and_every_counter_starts_again(party: Office) -> None:
    party.numbering.reserve(
        party.numbering.key_of(party.catalogue.issuers()[0].id, "di", "KH"),
        1,
        Reserving(holder="Văn phòng"),
    )
    what = party.terms.preview(new_term(party))
    assert what.previous_end == date(2026, 6, 4)
    assert len(what.left_over) == 1
    assert any("bắt đầu lại từ 01" in sentence for sentence in what.sentences)

    party.terms.open(new_term(party))
    assert sent(party).startswith("01-KH/")
    (finding,) = (f for f in party.numbering.check() if f.rule == "left_over_reservation")
    assert "còn giữ cho Văn phòng" in finding.sentence
    party.history.undo()
    party.history.undo()
    assert not sent(party).startswith("01-KH/")


def test_a_term_counts_from_its_event_as_the_guide_of_that_day_says(party: Office) -> None:
    before = party.terms.preview(new_term(party, on=date(2026, 5, 20)))
    assert (before.start, before.previous_end) == (date(2026, 5, 21), date(2026, 5, 20))
    meeting = party.terms.preview(new_term(party, start_kind=TermStart.FIRST_MEETING))
    assert meeting.start == TODAY
    with pytest.raises(BadValue, match="sau ngày đó"):
        party.terms.preview(new_term(party, on=date(2019, 1, 1)))
    with pytest.raises(BadValue, match="tên nhiệm kỳ"):
        party.terms.open(new_term(party, label=" "))


def test_the_shared_counter_is_chosen_again_only_with_a_new_term(party: Office) -> None:
    body = party.catalogue.issuers()[0]
    sent(party, "QĐ")
    with pytest.raises(BadValue, match="mở nhiệm kỳ mới"):
        party.catalogue.save(replace(body, shared_qd_counter=not body.shared_qd_counter))

    party.terms.open(new_term(party, shares_qd_counter=False))
    assert sent(party, "QĐ")[:2] == sent(party, "QyĐ")[:2] == "01"
    (twice,) = (f for f in party.numbering.check() if f.rule == "printed_twice")
    assert not twice.is_fault
    old = party.numbering.key_of(body.id, "di", "QyĐ", date(2026, 6, 4))
    assert old.group == "QĐ"


def test_a_congress_is_set_up_in_one_step(party: Office) -> None:
    body = party.catalogue.issuers()[0]
    congress = party.terms.set_up_congress(body.id, "Đại hội đại biểu lần thứ II", TODAY)
    key = party.numbering.key_of(congress.id, "di", "BC")
    span = party.numbering.take(key, "Báo cáo chính trị")
    assert (key.scope, span.first) == (Scope.CONGRESS, 1)
    party.history.undo()
    with pytest.raises(ChangedSince, match="Danh mục"):
        party.history.undo()


def locked(office: Office, scope_value: str, book: str = "di") -> Closing:
    closing = Closing(
        id=office.desk.new_id(), issuer_id=office.catalogue.issuers()[0].id, book=book,
        kind=ClosingKind.YEAR, scope_value=scope_value, label="Năm 2026",
        first_day=date(2026, 1, 1), last_day=TODAY, first_number="01", last_number="02",
        line_count=2, closed_on=TODAY, code="ABCD EFGH IJKL",
    )  # fmt: skip
    with office.desk.database.begin(office.desk.command("close", "Khóa sổ")) as tx:
        return tx.books.save_closing(closing)


def test_a_closed_book_gives_no_new_number_but_takes_late_ones_with_a_reason(
    state: Office, clock: SetClock
) -> None:
    first = sent(state)
    number = int(first[:2])
    closing = locked(state, "2026")
    entry = OutgoingEntry(
        issuer_id=closing.issuer_id, type_code="KH", issued_date=TODAY, subject="về …"
    )
    with pytest.raises(WardError, match="Sổ đã khóa"):
        sent(state)
    with pytest.raises(WardError, match="Sổ đã khóa"):
        state.numbering.take(state.numbering.key_of(closing.issuer_id, "di", "KH"), "Kế hoạch")
    late = replace(entry, number=number, suffix="a", late_reason="Bỏ sót khi vào sổ")
    assert state.registry.add_by_hand(late).code_number == f"{number:02}a"
    assert "Đã hoàn tác" in state.history.undo()  # written after the closing: on no closed page

    with state.desk.database.begin(state.desk.command("open", "Mở lại sổ")) as tx:
        tx.books.save_closing(replace(closing, reopened_on=TODAY, reopened_reason="Còn sót"))
    assert int(sent(state)[:2]) == number + 1
