from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_arrival
from wardapp.core.citing import Citable
from wardapp.core.drafts import DraftContent
from wardapp.core.errors import BadValue
from wardapp.services.citing import basis_edit
from wardapp.services.office import Office

PLAN = {
    "organ_name": "Thành ủy Hà Liên", "subject": "truyền thông về Đại hội", "type_name": "Kế hoạch",
    "code_number": "57", "code_notation": "KH/TU", "issued_date": date(2026, 4, 13),
}  # fmt: skip


def register(office: Office) -> None:
    issuer = office.catalogue.issuers()[-1].id
    office.intake.register(an_arrival(issuer_id=issuer, arrival_date=date(2026, 6, 4), **PLAN))


def draft(office: Office, body: str = "", day: date | None = None) -> DraftContent:
    return replace(office.drafting.new(), body=body, date=day)


def applied(office: Office, body: str, citable: Citable, content: DraftContent, at: int) -> str:
    lines = body.split("\n")
    edit = office.citing.placed(citable, content, body, at, len(lines[at]))
    lines[edit.first : edit.first + edit.count] = edit.lines
    assert 0 <= edit.cursor_column <= len(lines[edit.cursor_line])
    return "\n".join(lines)


def test_the_first_citation_is_full_and_later_ones_are_short(party: Office) -> None:
    register(party)
    content = draft(party, "Thực hiện")
    (found,) = party.citing.find("57 kh tu", content)

    once = applied(party, content.body, found, content, 0)
    (again,) = party.citing.find("57 kh tu", replace(content, body=once))
    twice = applied(party, f"{once}\n1. Theo", again, replace(content, body=once), 1)

    assert once == (
        "Thực hiện Kế hoạch số 57-KH/TU, ngày 13/4/2026 của Thành uỷ Hà Liên về truyền thông về "
        "Đại hội"
    )
    assert twice.split("\n")[1] == "1. Theo Kế hoạch số 57-KH/TU"


def test_among_the_bases_it_is_a_line_of_its_own_and_the_last_ends_as_the_law_says(
    party: Office,
) -> None:
    bases = "- Căn cứ Điều lệ Đảng;\n- Căn cứ Quy chế làm việc.\nNội dung."
    register(party)
    content = draft(party, bases, date(2026, 6, 5))
    (found,) = party.citing.find("57-KH/TU", content)

    made = applied(party, bases, found, content, 1).split("\n")
    older = applied(party, bases, found, replace(content, date=date(2026, 5, 5)), 0).split("\n")

    assert made[1] == "- Căn cứ Quy chế làm việc;"
    assert made[2].startswith("- Căn cứ Kế hoạch số 57-KH/TU, ngày 13/4/2026 của")
    assert made[2].endswith("Đại hội.")
    assert older[1].endswith("Đại hội;")
    assert older[2] == "- Căn cứ Quy chế làm việc,"


def test_a_state_body_cites_the_day_in_words(state: Office) -> None:
    register(state)
    (plan,) = state.citing.find("57-KH/TU", draft(state))
    stated = applied(state, "Căn cứ ", plan, draft(state), 0)
    assert stated.startswith("Căn cứ Kế hoạch số 57-KH/TU ngày 13 tháng 4 năm 2026 của Thành ủy")


def test_a_blank_line_behind_the_bases_takes_another_one() -> None:
    edit = basis_edit("Kế hoạch", ["- Căn cứ một.", "", "Thân"], 1, ("-", "."))

    assert edit.lines == ("- Căn cứ một;", "- Căn cứ Kế hoạch.")
    assert (edit.first, edit.count) == (0, 2)


def test_without_words_the_newest_of_both_registers_are_offered(party: Office) -> None:
    register(party)

    found = party.citing.find("", draft(party))

    assert found
    assert {each.entity for each in found} <= {"incoming", "outgoing"}


def test_what_is_secret_or_cancelled_is_never_offered(party: Office) -> None:
    issuer = party.catalogue.issuers()[-1].id
    day = date(2026, 6, 4)
    secret = party.intake.register(
        an_arrival(issuer_id=issuer, arrival_date=day, is_secret=True, handler="n.t.h.")
    )
    line = party.intake.register(an_arrival(issuer_id=issuer, arrival_date=day, **PLAN))
    party.intake.cancel(line.id, "Vào nhầm sổ")

    offered = {each.record_id for each in party.citing.find("", draft(party))}
    offered |= {each.record_id for each in party.citing.find("57-KH/TU", draft(party))}
    assert offered.isdisjoint({secret.id, line.id})


def test_passages_are_kept_found_again_and_taken_back(party: Office) -> None:
    snippets = party.snippets
    kept = snippets.add("", "Trân trọng cảm ơn sự phối hợp của các đồng chí trong thời gian qua.")

    assert kept.title == "Trân trọng cảm ơn sự phối hợp của"
    with pytest.raises(BadValue):
        snippets.add("trân trọng CẢM ƠN sự phối hợp của", "Khác")
    with pytest.raises(BadValue):
        snippets.add("Trống", "  \n")
    party.catalogue.save(replace(kept, group="Kết thúc", active=False))
    assert snippets.in_use() == ()
    party.history.undo()
    assert snippets.in_use() == (kept,)
    party.catalogue.remove(kept)
    assert snippets.all() == ()
    party.history.undo()
    assert snippets.all() == (kept,)
