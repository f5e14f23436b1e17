from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from tests.builders import an_arrival
from wardapp.core.clock import SystemClock
from wardapp.core.dispatches import ListQuery
from wardapp.core.places import Places
from wardapp.services.office import Office, open_for_command


def test_commands_beside_a_window_never_share_a_number(party: Office, places: Places) -> None:
    issuer = party.catalogue.issuers()[0].id

    def burst(hand: int) -> list[int]:
        with open_for_command(party.folder, places, SystemClock()) as office:
            today = office.desk.today()
            arrival = an_arrival(issuer_id=issuer, arrival_date=today, issued_date=None)
            return [office.intake.register(arrival).arrival_number for _ in range(4)]

    with ThreadPoolExecutor(4) as hands:
        given = sorted(number for burst in hands.map(burst, range(4)) for number in burst)

    assert given == list(range(given[0], given[0] + 16))
    assert party.intake.page(ListQuery()).total == 16


def test_two_drafts_issued_at_once_get_two_numbers(party: Office, places: Places) -> None:
    started = party.drafting.new()
    content = replace(started, subject="ra quân", addressees=("Các chi bộ",), body="Đã xong.")

    def issued(hand: int) -> str:
        with open_for_command(party.folder, places, party.desk.clock) as office:
            return office.issuing.issue_new(content).outgoing.number_symbol

    with ThreadPoolExecutor(3) as hands:
        given = sorted(hands.map(issued, range(3)))

    assert given == ["12-CV/BXDĐ", "13-CV/BXDĐ", "14-CV/BXDĐ"]
