"""The chain of an affair: căn cứ, incoming, task, draft, outgoing, dossier, both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_arrival
from wardapp.core.chain import Stage, cited_symbols
from wardapp.core.dispatches import Direction, Incoming, Outgoing, OutgoingEntry
from wardapp.core.dossier_views import RecordRef
from wardapp.services.office import Office


def register(office: Office, symbol: str, subject: str, issued: date, organ: str) -> Incoming:
    number, _, notation = symbol.partition("-")
    return office.intake.register(
        an_arrival(
            issuer_id=office.catalogue.issuers()[0].id,
            organ_name=organ,
            subject=subject,
            code_number=number,
            code_notation=notation,
            issued_date=issued,
        )
    )


def issue(office: Office, subject: str, **fields: object) -> Outgoing:
    return office.registry.add_by_hand(
        OutgoingEntry(
            issuer_id=office.catalogue.issuers()[0].id,
            type_code="BC",
            issued_date=office.desk.today(),
            subject=subject,
            **fields,  # type: ignore[arg-type]
        )
    )


def said(office: Office, entity: str, record_id: str) -> list[tuple[Stage, str]]:
    steps = office.chain.of(entity, record_id).steps  # type: ignore[arg-type]
    return [(step.stage, step.label) for step in steps if not step.is_here]


@pytest.mark.parametrize(
    ("text", "symbol", "day", "author"),
    [
        (
            "Thực hiện Kế hoạch số 57-KH/TU, ngày 02/5/2026 của Thành ủy Hà Liên về tuyên truyền",
            "57-KH/TU",
            date(2026, 5, 2),
            "Thành ủy Hà Liên",
        ),
        ("Căn cứ 46 - KH/ BTGDVTU.", "46-KH/BTGDVTU", None, ""),
        (
            "Công văn số 12/UBND-VHXH ngày 3 tháng 6 năm 2026 của UBND phường, đề nghị",
            "12/UBND-VHXH",
            date(2026, 6, 3),
            "UBND phường",
        ),
        ("số 07-CV/ĐU, ngày 31/02/2026", "07-CV/ĐU", None, ""),
    ],
)
def test_a_cited_symbol_brings_the_day_and_the_author_said_beside_it(
    text: str, symbol: str, day: date | None, author: str
) -> None:
    (cited,) = cited_symbols(text)
    assert (cited.symbol, cited.day, cited.author) == (symbol, day, author)
    assert text[cited.start : cited.end] == cited.text


def test_every_step_of_an_affair_leads_to_the_others(party: Office) -> None:
    plan = register(party, "57-KH/TU", "tuyên truyền", date(2026, 5, 2), "Thành ủy Hà Liên")
    asked = register(
        party, "201-CV/BTGDVTU", "đôn đốc Kế hoạch số 57-KH/TU, ngày 02/5/2026",
        date(2026, 6, 4), "Ban Tuyên giáo và Dân vận Thành ủy",
    )  # fmt: skip
    decision = Direction(
        leader="Đ/c An", opinion="thực hiện", on=date(2026, 6, 5), lead_unit="Ban XDĐ"
    )
    party.intake.direct(asked.id, decision, date(2026, 6, 12), "")
    draft = party.drafting.reply(asked.id)
    sent = issue(party, "kết quả thực hiện Công văn số 201-CV/BTGDVTU", answers=asked.id)
    dossier = party.dossiers.save(
        replace(party.dossiers.blank(), symbol="01.TGDV", title="Tuyên truyền", retention_years=5)
    )
    party.dossiers.file(dossier.id, [RecordRef("incoming", asked.id)])

    assert said(party, "incoming", asked.id) == [
        (Stage.BASIS, "57-KH/TU"),
        (Stage.TASK, "Giao Ban XDĐ"),
        (Stage.DRAFT, "Dự thảo"),
        (Stage.OUTGOING, sent.number_symbol),
        (Stage.DOSSIER, "01.TGDV"),
    ]
    assert said(party, "outgoing", sent.id) == [
        (Stage.INCOMING, "201-CV/BTGDVTU"),
        (Stage.TASK, "Giao Ban XDĐ"),
        (Stage.DRAFT, "Dự thảo"),
    ]
    assert (Stage.INCOMING, "201-CV/BTGDVTU") in said(party, "draft", draft.id)
    assert (Stage.LATER, "201-CV/BTGDVTU") in said(party, "incoming", plan.id)


def test_replaced_and_corrected_documents_name_each_other(party: Office) -> None:
    old = issue(party, "tình hình quý I")
    new = issue(party, "tình hình quý I", replaces=old.id)
    assert said(party, "outgoing", new.id) == [(Stage.BASIS, old.number_symbol)]
    assert said(party, "outgoing", old.id) == [(Stage.LATER, new.number_symbol)]


def test_a_symbol_of_several_lines_is_a_list_until_its_day_or_author_is_said(
    party: Office,
) -> None:
    ours = register(party, "15-KH/ĐU", "a", date(2026, 2, 1), "Đảng uỷ phường Liên Hồ")
    other = register(party, "15-KH/ĐU", "b", date(2026, 3, 1), "Đảng uỷ phường Tây Hồ")
    (free,) = party.chain.cited("theo Kế hoạch 15 KH/ĐU")
    assert {line.record_id for line in free.lines} == {ours.id, other.id}
    (by_day,) = party.chain.cited("theo Kế hoạch số 15-KH/ĐU, ngày 01/3/2026")
    assert [line.record_id for line in by_day.lines] == [other.id]
    (by_author,) = party.chain.cited("theo Kế hoạch số 15-KH/ĐU của Đảng uỷ phường Liên Hồ")
    assert [line.record_id for line in by_author.lines] == [ours.id]
    (nowhere,) = party.chain.cited("theo Kế hoạch số 16-KH/ĐU")
    assert not nowhere.lines
    here = register(party, "3-TB/TU", "căn cứ 15-KH/ĐU", date(2026, 4, 1), "Thành ủy")
    (basis,) = [step for step in party.chain.of("incoming", here.id).steps if not step.is_here]
    assert basis.record_id is None
    assert len(basis.others) == 2
