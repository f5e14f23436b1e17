"""From the leader's decision to the answer: every step of a line, and the way back from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.builders import an_arrival
from wardapp.core.arrivals import Assignment
from wardapp.core.dispatches import Direction, Incoming, IncomingStatus, OutgoingEntry, Priority
from wardapp.core.errors import BadValue, NotFound, WardError
from wardapp.services.office import Office

TODAY = date(2026, 6, 5)
DECISION = Direction(
    leader="Trần Minh Quang", opinion="Giao Ban chủ trì", on=TODAY, lead_unit="Ban Xây dựng Đảng",
    supporting_units=("Văn phòng Đảng ủy", "Văn phòng Đảng ủy", " Đoàn phường "),
)  # fmt: skip


def registered(office: Office) -> Incoming:
    return office.intake.register(an_arrival(issuer_id=office.catalogue.issuers()[0].id))


def issued(office: Office, subject: str) -> str:
    entry = OutgoingEntry(
        issuer_id=office.catalogue.issuers()[0].id, type_code="CV", issued_date=TODAY,
        subject=subject,
    )  # fmt: skip
    return office.registry.add_by_hand(entry).number_symbol


def test_the_decision_names_units_handler_day_and_urgency(party: Office) -> None:
    line = registered(party)

    line = party.intake.direct(line.id, DECISION, date(2026, 6, 9), "Khánh", Priority.URGENT)

    assert line.direction is not None
    assert line.direction.supporting_units == ("Văn phòng Đảng ủy", "Đoàn phường")
    assert (line.priority, line.due_date) == (Priority.URGENT, date(2026, 6, 9))
    with pytest.raises(BadValue, match="Chưa có ý kiến"):
        party.intake.direct(line.id, Direction(leader="A", opinion=" ", on=TODAY), None, "")


def test_many_lines_get_one_decision_and_one_undo_takes_it_back(party: Office) -> None:
    first, second, third = (registered(party) for _turn in range(3))
    party.intake.direct(first.id, DECISION, date(2026, 6, 30), "Hà")
    empty = Direction(leader="", opinion="", on=TODAY)
    ids = (first.id, second.id)

    given = party.intake.direct_many(ids, empty, Assignment(handler="Bùi Gia Khánh"))

    assert {line.handler for line in given} == {"Bùi Gia Khánh"}
    assert [line.due_date for line in given] == [date(2026, 6, 30), None]
    assert given[0].direction is not None
    assert party.history.undo() == "Đã hoàn tác: Ghi ý kiến vào 2 văn bản đến."
    assert party.intake.get(first.id).handler == "Hà"
    assert party.intake.get(second.id).status is IncomingStatus.NEW

    assert len(party.intake.submit_many((second.id, third.id))) == 2
    assert len(party.intake.finish_many((second.id, third.id))) == 2
    with pytest.raises(WardError, match="đã xong"):
        party.intake.direct_many((first.id, third.id), DECISION)
    with pytest.raises(BadValue, match="Chưa có ý kiến"):
        party.intake.direct_many((first.id,), empty)


def way_to(intake: object, status: IncomingStatus) -> Callable[[Incoming], Incoming]:
    ways: dict[IncomingStatus, Callable[[Incoming], Incoming]] = {
        IncomingStatus.SUBMITTED: lambda line: intake.submit(line.id),
        IncomingStatus.HANDLING: lambda line: intake.direct(line.id, DECISION, None, "Hà"),
        IncomingStatus.DONE: lambda line: intake.finish(line.id),
        IncomingStatus.RETURNED: lambda line: intake.send_back(line.id, "Gửi nhầm nơi"),
        IncomingStatus.CANCELLED: lambda line: intake.cancel(line.id, "Vào sổ nhầm"),
    }
    return ways[status]


@pytest.mark.parametrize(
    ("status", "back"),
    [
        (IncomingStatus.SUBMITTED, lambda intake, line: intake.step_back(line.id)),
        (IncomingStatus.HANDLING, lambda intake, line: intake.step_back(line.id)),
        (IncomingStatus.DONE, lambda intake, line: intake.reopen(line.id)),
        (IncomingStatus.RETURNED, lambda intake, line: intake.reopen(line.id)),
        (IncomingStatus.CANCELLED, lambda intake, line: intake.restore(line.id, "Hủy nhầm")),
    ],
)
def test_every_state_has_a_way_back_besides_undo(
    party: Office, status: IncomingStatus, back: Callable[[object, Incoming], Incoming]
) -> None:
    line = registered(party)
    moved = way_to(party.intake, status)(line)
    assert moved.status is status

    party.history.undo()
    assert party.intake.get(line.id) == line

    way_to(party.intake, status)(line)
    returned = back(party.intake, line)
    assert returned.status is not status
    assert (returned.is_open, returned.cancel_reason, returned.return_reason) == (True, "", "")


def test_a_dispatch_sent_back_needs_a_reason_and_waits_for_nobody(party: Office) -> None:
    line = registered(party)
    with pytest.raises(BadValue, match="lý do chuyển trả"):
        party.intake.send_back(line.id, " ")

    line = party.intake.send_back(line.id, "Gửi nhầm nơi")

    assert (line.is_open, line.return_reason) == (False, "Gửi nhầm nơi")
    with pytest.raises(WardError, match="đã chuyển trả"):
        party.intake.finish(line.id)
    with pytest.raises(WardError, match="chưa trình"):
        party.intake.step_back(party.intake.reopen(line.id).id)


def test_answers_are_linked_by_hand_walked_both_ways_and_taken_off(party: Office) -> None:
    line, other = registered(party), registered(party)
    first, second = issued(party, "Báo cáo quý II"), issued(party, "Báo cáo bổ sung")

    party.intake.link_answer(line.id, first)
    done = party.intake.link_answer(line.id, second)
    answers = party.intake.answers_of(line.id)

    assert (done.status, done.done_date) == (IncomingStatus.DONE, TODAY)
    assert [each.number_symbol for each in answers] == [first, second]
    assert party.intake.answered_by(answers[1].id) == (done,)
    assert party.intake.link_answer(other.id, first).replied_by == answers[0].id
    assert [each.id for each in party.intake.answered_by(answers[0].id)] == [line.id, other.id]
    with pytest.raises(NotFound):
        party.intake.link_answer(line.id, "999-CV/BXDĐ")

    left = party.intake.unlink_answer(line.id, answers[0].id)
    assert left.replied_by == answers[1].id
    assert party.intake.answers_of(line.id) == (party.registry.get(answers[1].id),)
    party.history.undo()
    assert party.intake.answers_of(line.id) == answers
