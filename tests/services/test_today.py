from __future__ import annotations

from datetime import date

import pytest

from tests.builders import an_arrival
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Delivery, OutgoingEntry
from wardapp.core.numbering import Reserving
from wardapp.services import today
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


def test_of_many_overdue_dispatches_those_due_last_are_shown_and_all_are_counted(
    party: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "MOST_ITEMS", 2)
    issuer = party.catalogue.issuers()[0].id
    for day in (1, 3, 2):
        party.intake.register(
            an_arrival(
                issuer_id=issuer,
                arrival_date=date(2026, 5, 20),
                issued_date=None,
                due_date=date(2026, 6, day),
            )
        )

    board = party.today.board()

    assert [item.due_date.day for item in board.overdue if item.due_date] == [2, 3]
    assert board.overdue_count == 3
    assert party.today.rail().today == 3


def test_what_is_late_in_books_and_dossiers_stands_on_the_board(
    party: Office, clock: SetClock
) -> None:
    issuer = party.catalogue.issuers()[0]
    key = party.numbering.key_of(issuer.id, "di", "CV")
    kept = Reserving(holder="Văn phòng", title="Báo cáo tháng", until=date(2026, 6, 8))
    party.numbering.reserve(key, 1, kept)
    entry = OutgoingEntry(
        issuer_id=issuer.id, type_code="KH", issued_date=date(2026, 6, 5), subject="ra quân",
        deliveries=(Delivery(name="Đoàn phường"), Delivery(name="Hội Phụ nữ")),
    )  # fmt: skip
    line = party.registry.add_by_hand(entry)
    assert [item.entity for item in party.today.board().books] == ["outgoing"]
    assert party.today.board().books[0].due.text == "Chưa gửi"

    clock.instant_ms += 5 * 86_400_000
    reserved, unsent = party.today.board().books

    assert reserved.title.startswith("Số giữ ")
    assert reserved.circumstance.startswith("Giữ cho Văn phòng")
    assert (reserved.due.text, unsent.due.text) == ("Quá hạn 2 ngày", "Quá hạn 2 ngày")
    assert (unsent.record_id, unsent.title) == (line.id, "Ra quân")
    assert unsent.circumstance.endswith("chưa gửi Đoàn phường và 1 nơi khác")
