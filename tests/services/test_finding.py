"""What the lists and Ctrl+K find a line by, whatever its body was called then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.builders import a_body, an_arrival
from wardapp.core.dispatches import Delivery, JointBody, ListQuery, OutgoingEntry
from wardapp.core.issuers import FormerName
from wardapp.services.office import Office

NOW, THEN = "Ban Tuyên giáo và Dân vận Thành ủy", "Ban Dân vận Thành ủy Hà Liên"


def test_a_list_finds_a_body_under_its_other_names(party: Office) -> None:
    issuer = party.catalogue.issuers()[0].id
    former = FormerName(name=THEN, until=date(2025, 2, 28))
    old = next((each for each in party.catalogue.bodies() if each.name == NOW), None)
    body = old or a_body(id=party.catalogue.new_id(), name=NOW, short_names=())
    party.catalogue.save(replace(body, former_names=(former,)))
    lines = [
        party.intake.register(
            an_arrival(issuer_id=issuer, arrival_date=date(2026, 6, 5), organ_name=name)
        )
        for name in (NOW, THEN, "Sở Nội vụ")
    ]

    for year in (None, 2026):
        query = ListQuery(text=f"{THEN}", year=year)
        page = party.intake.page(query)
        assert {row.id for row in page.rows} == {lines[0].id, lines[1].id}
        assert page.total == 2
        places = {party.intake.position_of(query, line.id) for line in lines[:2]}
        assert places == {0, 1}


def test_lines_are_found_by_where_they_went_and_where_they_lie(party: Office) -> None:
    issuer = party.catalogue.issuers()[0].id
    held = an_arrival(
        issuer_id=issuer, arrival_date=date(2026, 6, 5), storage_place="Tủ sắt số bảy"
    )
    came = party.intake.register(held)
    sent = party.registry.add_by_hand(
        OutgoingEntry(
            issuer_id=issuer, type_code="CV", issued_date=date(2026, 6, 5), subject="Mời họp",
            addressees=("Các chi bộ",), deliveries=(Delivery(name="Chi bộ Ngô Quyền"),),
            joint_with=(JointBody(name="Hội Chữ thập đỏ", symbol="CTĐ"),),
            archive_holder="Đồng chí Oanh",
        )
    )  # fmt: skip

    assert party.intake.page(ListQuery(text="tu sat so bay")).rows[0].id == came.id
    for words in ("ngo quyen", "chu thap do", "chi oanh"):
        assert [hit.record_id for hit in party.searching.find(words)] == [sent.id]
