"""Numbers without a line, seen and done through the service: kept, spoiled, secret, returned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import TODAY
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Outgoing, OutgoingEntry
from wardapp.core.errors import BadValue, ChangedSince, NumberTaken, SecretRefused, WardError
from wardapp.core.number_views import NumberFilter
from wardapp.core.numbering import LifeStep, NumberSpan, NumberState, Reserving, SeriesKey
from wardapp.core.places import Places
from wardapp.services.office import Office, open_for_command

A_DAY_MS = 24 * 60 * 60 * 1000


def key_of(office: Office, type_code: str = "KH") -> SeriesKey:
    return office.numbering.key_of(office.catalogue.issuers()[0].id, "di", type_code)


def sent(office: Office, type_code: str = "KH", **fields: object) -> Outgoing:
    entry = OutgoingEntry(
        issuer_id=office.catalogue.issuers()[0].id,
        type_code=type_code,
        issued_date=TODAY,
        subject="tuyên truyền ngày hội đọc sách",
        **fields,  # type: ignore[arg-type]
    )
    return office.registry.add_by_hand(entry)


def kept(office: Office, until: date | None = None, holder: str = "Phòng Kinh tế") -> NumberSpan:
    (span,) = office.numbering.reserve(key_of(office), 1, Reserving(holder=holder, until=until))
    return span


def steps(office: Office, span_or_line: NumberSpan | Outgoing) -> list[LifeStep]:
    number = span_or_line.first if isinstance(span_or_line, NumberSpan) else span_or_line.number
    return [s.step for s in office.numbering.explain(span_or_line.series_id, number).life]


def test_a_kept_number_is_stepped_over_used_by_its_paper_and_undone_to_its_holder(
    party: Office,
) -> None:
    span = kept(party, until=TODAY + timedelta(days=7))
    after = sent(party)
    assert after.number == span.first + 1
    with pytest.raises(BadValue, match="đang giữ cho Phòng Kinh tế đến 12/6/2026"):
        sent(party, number=span.first)

    line = sent(party, number=span.first, reserved=True)
    assert party.numbering.reservations(span.series_id) == ()
    assert party.history.undo().startswith("Đã hoàn tác")
    (back,) = party.numbering.reservations(span.series_id)

    assert back.span.first == line.number
    assert steps(party, span) == [
        LifeStep.RESERVED, LifeStep.USED, LifeStep.UNDONE, LifeStep.RESERVED,
    ]  # fmt: skip


def test_several_numbers_are_kept_at_once_extended_and_told_when_overdue(
    party: Office, clock: SetClock
) -> None:
    key = key_of(party)
    first, second, third = party.numbering.reserve(
        key, 3, Reserving(holder="Văn phòng", title="ba kế hoạch quý III", until=TODAY)
    )
    assert [second.first, third.first] == [first.first + 1, first.first + 2]

    party.numbering.extend(second.id, TODAY + timedelta(days=5))
    party.numbering.extend(third.id, None)
    clock.instant_ms += A_DAY_MS

    (overdue,) = party.numbering.overdue_reservations()
    assert overdue.span.id == first.id
    assert overdue.printed == f"{first.first:02}-KH/{party.catalogue.issuers()[0].symbol}"
    row = next(row for row in party.numbering.series() if row.key == key)
    assert (row.held, row.overdue, row.next_number) == (3, 1, third.first + 1)
    with pytest.raises(BadValue, match="đã qua"):
        party.numbering.extend(first.id, TODAY)


def test_an_extension_is_not_taken_back_once_another_ended_the_reservation(
    party: Office, places: Places, clock: SetClock
) -> None:
    first, second = kept(party), kept(party)
    party.numbering.extend(first.id, TODAY + timedelta(days=5))
    with open_for_command(party.folder, places, clock) as beside:
        beside.numbering.release(first.id, "Thôi")

    with pytest.raises(ChangedSince, match="đã thôi giữ sau bước này"):
        party.history.undo()
    assert steps(party, first)[-1] is LifeStep.CANCELLED
    assert second.is_active


def test_a_number_kept_no_longer_goes_back_or_is_cancelled_with_its_reason(party: Office) -> None:
    first, second = kept(party), kept(party)

    assert "đã hủy" in party.numbering.release(first.id, "Không dùng nữa")
    assert "về dãy" in party.numbering.release(second.id, "Không dùng nữa")

    assert sent(party).number == second.first
    assert steps(party, first) == [LifeStep.RESERVED, LifeStep.CANCELLED]
    assert steps(party, second) == [LifeStep.RESERVED, LifeStep.RELEASED, LifeStep.USED]
    with pytest.raises(BadValue, match="lý do"):
        party.numbering.release(kept(party).id, " ")
    with pytest.raises(NumberTaken):
        sent(party, number=first.first)


def test_a_kept_number_on_a_printed_page_never_goes_back(party: Office) -> None:
    span = kept(party)
    with party.desk.database.begin(party.desk.command("print", "In trang ký")) as tx:
        tx.numbers.mark_left(span.series_id, span.first)

    assert "đã hủy" in party.numbering.release(span.id, "Không ký nữa")
    assert sent(party).number == span.first + 1


def test_a_number_spoiled_before_use_is_never_given(party: Office) -> None:
    span = kept(party)
    party.numbering.cancel(key_of(party), span.first, "Viết hỏng")
    assert party.history.undo() == f"Đã hoàn tác: Hủy số {span.first:02}-KH/BXDĐ."
    party.history.redo()

    row = party.numbering.strip(span.series_id).rows[0]
    assert (row.state, row.title, row.code) == (
        NumberState.CANCELLED, "Viết hỏng", f"{span.first:02}",
    )  # fmt: skip
    assert steps(party, span)[0] is LifeStep.RESERVED


def test_a_secret_paper_uses_a_number_of_a_party_series_with_its_type_only(
    party: Office,
) -> None:
    key = key_of(party)
    number = party.numbering.secret(key, "KH")
    assert sent(party).number == number + 1
    with pytest.raises(SecretRefused):
        party.numbering.reserve(key, 1, Reserving(holder="Văn phòng", title="TỐI MẬT"))
    story = party.numbering.explain_in(key, number)
    assert [step.reason for step in story.life] == ["Kế hoạch"]


def test_secret_papers_of_a_state_body_have_a_series_of_their_own(state: Office) -> None:
    with pytest.raises(WardError, match="NĐ30 Đ15"):
        state.numbering.secret(key_of(state), "KH")


def test_the_last_number_comes_back_on_its_day_with_its_line_and_what_it_answered(
    party: Office, clock: SetClock
) -> None:
    line = sent(party)
    assert party.numbering.roll_back(line.series_id, "Nhập nhầm loại").number == line.number
    again = sent(party)
    assert again.number == line.number
    assert steps(party, again) == [LifeStep.USED, LifeStep.RETURNED, LifeStep.USED]

    clock.instant_ms += A_DAY_MS
    with pytest.raises(ChangedSince, match=r"từ hôm trước.*Hủy"):
        party.numbering.roll_back(line.series_id, "Nhập nhầm")


def test_a_number_that_left_the_screen_is_not_rolled_back(party: Office) -> None:
    line = sent(party)
    sent(party, number=line.number, suffix="a", late_reason="Sót khi vào sổ")
    with pytest.raises(ChangedSince, match="số chèn"):
        party.numbering.roll_back(line.series_id, "Nhầm")
    party.history.undo()
    party.exporting.mark_left(line.id)
    with pytest.raises(ChangedSince, match="đã in"):
        party.numbering.roll_back(line.series_id, "Nhầm")


def test_the_counter_is_set_by_hand_only_upward_and_marks_what_it_steps_over(
    party: Office,
) -> None:
    last = sent(party)
    party.numbering.raise_to(key_of(party), last.number + 10, "Sổ giấy đã dùng")
    with pytest.raises(BadValue, match="lớn hơn"):
        party.numbering.raise_to(key_of(party), last.number + 2, "Lùi")
    top = party.numbering.strip(last.series_id).rows[0]
    assert (top.state, top.first, top.last) == (
        NumberState.EXTERNAL, last.number + 1, last.number + 10,
    )  # fmt: skip


def test_numbers_never_given_and_gaps_are_explained_too(party: Office) -> None:
    line = sent(party)
    story = party.numbering.explain(line.series_id, line.number + 3)
    assert story.life == ()
    assert "chưa cấp" in story.note
    assert "chưa chèn" in party.numbering.explain(line.series_id, line.number, "a").note
    story = party.numbering.explain_in(key_of(party, "CT"), 1)
    assert (story.printed, story.note[:15]) == ("01-CT/BXDĐ", "Số này chưa cấp")


def test_the_strip_shows_what_each_number_is_and_narrows_by_chip(party: Office) -> None:
    line = sent(party)
    span = kept(party, until=TODAY)
    sent(party, number=line.number, suffix="a", late_reason="Sót")

    shown = party.numbering.strip(line.series_id)
    assert [row.code for row in shown.rows[:3]] == [
        f"{span.first:02}", f"{line.number:02}a", f"{line.number:02}",
    ]  # fmt: skip
    held = party.numbering.strip(line.series_id, NumberFilter.HELD)
    assert [row.holder for row in held.rows] == ["Phòng Kinh tế"]
    inserted = party.numbering.strip(line.series_id, NumberFilter.INSERTED)
    assert [row.late_reason for row in inserted.rows] == ["Sót"]


def test_a_cancelled_line_that_was_rolled_back_and_undone_is_cancelled_again(
    party: Office,
) -> None:
    line = sent(party)
    party.registry.cancel(line.id, "Sai thẩm quyền")
    party.numbering.roll_back(line.series_id, "Trả lại")
    party.history.undo()

    story = party.numbering.explain(line.series_id, line.number)
    assert [step.state for step in story.life] == [
        NumberState.USED, NumberState.CANCELLED, NumberState.CANCELLED,
    ]  # fmt: skip


def test_a_body_whose_numbers_come_from_elsewhere_keeps_none_here(party: Office) -> None:
    key = key_of(party)
    party.catalogue.save(replace(party.catalogue.issuers()[0], keeps_numbers=False))
    with pytest.raises(WardError, match="số do nơi khác cấp"):
        party.numbering.take(key)
    with pytest.raises(WardError, match="số do nơi khác cấp"):
        party.numbering.secret(key, "KH")
    arrivals = party.numbering.key_of(key.issuer_id, "den")
    assert party.numbering.take(arrivals).first == 315
