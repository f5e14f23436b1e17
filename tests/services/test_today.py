from __future__ import annotations

from datetime import date

from tests.builders import an_arrival
from wardapp.services.office import Office


def received(office: Office, due: date | None, subject: str) -> None:
    issuer = office.catalogue.issuers()[0].id
    office.intake.register(
        an_arrival(issuer_id=issuer, due_date=due, subject=subject, issued_date=None)
    )


def test_the_board_sorts_what_is_late_due_and_coming(party: Office) -> None:
    received(party, date(2026, 6, 3), "muộn")
    received(party, date(2026, 6, 5), "hôm nay")
    received(party, date(2026, 6, 11), "sắp đến")
    received(party, date(2026, 6, 30), "còn xa")
    received(party, None, "không hạn")

    board = party.today.board()

    assert [item.title for item in board.overdue] == ["muộn"]
    assert [item.title for item in board.today] == ["hôm nay"]
    assert [item.title for item in board.coming if item.entity == "incoming"] == ["sắp đến"]
    assert board.next_due == date(2026, 6, 30)
    assert board.overdue[0].due.text == "Quá hạn 2 ngày"


def test_the_report_of_the_period_stands_on_the_board(party: Office) -> None:
    board = party.today.board()

    assert board.report is not None
    assert board.report.period_id == "2026-06"
    assert board.report.due_date == date(2026, 6, 10)
    assert [item.record_id for item in board.coming if item.entity == "report"] == ["2026-06"]
    assert board.report.next_label == "Kỳ sau: 10/9"


def test_a_draft_that_waits_for_its_signature_is_work_of_the_day(party: Office) -> None:
    draft = party.drafting.new()
    assert party.today.board().today == ()

    party.drafting.submit(draft.id)

    assert [item.record_id for item in party.today.board().today] == [draft.id]


def test_the_rail_counts_what_waits(party: Office) -> None:
    received(party, date(2026, 6, 5), "hôm nay")
    party.drafting.new()

    rail = party.today.rail()

    assert (rail.today, rail.incoming, rail.drafts, rail.reports) == (1, 1, 1, 1)
