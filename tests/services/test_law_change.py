"""A draft that crosses 27/5/2026: begun under Hướng dẫn 36, issued under Hướng dẫn 05."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

import pytest
from docx import Document

from wardapp.core.clock import HANOI, SetClock
from wardapp.core.dispatches import Recipient
from wardapp.core.drafts import Draft, DraftContent
from wardapp.core.issuers import Family
from wardapp.services.numbered import series_title
from wardapp.services.office import Office
from wardapp.services.series import outgoing_key

OLD, NEW = date(2026, 5, 25), date(2026, 5, 28)
SENT_TO = (Recipient(name="Các chi bộ"),)


def on(clock: SetClock, day: date) -> None:
    clock.instant_ms = int(datetime.combine(day, time(9), HANOI).timestamp() * 1000)


def begun(office: Office, code: str) -> Draft:
    issuers = office.catalogue.issuers()
    committee = issuers[0] if issuers[0].family is Family.STATE else issuers[-1]
    draft = office.drafting.new(committee.id, code)
    skeleton = next(
        each.skeleton for each in office.drafting.types(committee.id) if each.code == code
    )
    typed = replace(draft, subject="quản lý tài liệu", recipients=SENT_TO, body=skeleton)
    if code in {"CV", "TTr"}:
        typed = replace(typed, addressees=("Thành uỷ Hà Liên", "Ban Tổ chức"))
    office.drafting.autosave(draft.id, typed)
    return office.drafting.get(draft.id)


def printed(office: Office, content: DraftContent, day: date) -> str:
    data = office.drafting.papers.to_docx(office.drafting.document(content), day)
    body = Document(BytesIO(data)).element.body
    lines = ("".join(p.itertext()) for p in body.iter() if p.tag.endswith("}p"))
    return "\n".join(lines)


CASES = {
    "QyĐ": (("-QĐi/ĐU", "- Các chi bộ,"), ("-QĐ/ĐU", "- Các chi bộ;")),
    "TTr": (("Kính gửi:", "Thành uỷ Hà Liên,"), ("Kính trình:", "Thành uỷ Hà Liên;")),
    "CV": (("\nquản lý tài liệu", "- Như trên,"), ("về việc quản lý tài liệu", "- Như trên;")),
}


@pytest.mark.parametrize("code", CASES)
def test_a_draft_prints_by_the_law_of_its_day_and_the_change_is_told(
    party: Office, clock: SetClock, code: str
) -> None:
    on(clock, OLD)
    draft = begun(party, code)
    before = printed(party, draft, OLD)
    assert party.issuing.preview(draft.id).standard_changed == ""

    on(clock, NEW)
    draft = party.drafting.get(draft.id)
    after, preview = printed(party, draft, NEW), party.issuing.preview(draft.id)

    assert all(words in before for words in CASES[code][0])
    assert all(words in after for words in CASES[code][1])
    assert preview.standard_title == "Hướng dẫn 05-HD/VPTW"
    assert preview.standard_changed.startswith(
        "Dự thảo sửa lần cuối ngày 25/5/2026, khi đó theo Hướng dẫn 36-HD/VPTW"
    )
    party.drafting.autosave(draft.id, draft)
    assert party.issuing.preview(draft.id).standard_changed == ""


def test_bases_written_under_the_old_law_get_hyphen_and_full_stop(
    party: Office, clock: SetClock
) -> None:
    on(clock, OLD)
    draft = begun(party, "QyĐ")
    assert "basis_start" not in [each.code for each in party.drafting.findings(draft)]

    on(clock, NEW)
    found = [each for each in party.drafting.findings(draft) if each.code.startswith("basis_")]

    assert [each.replacement for each in found] == ["- Căn cứ …;", "- Căn cứ …."]


def test_a_state_draft_stays_as_it_is_across_that_day(state: Office, clock: SetClock) -> None:
    on(clock, OLD)
    draft = begun(state, "TTr")
    before = printed(state, draft, OLD)

    on(clock, NEW)

    assert printed(state, draft, NEW) == before
    assert state.issuing.preview(draft.id).standard_changed == ""


def test_a_group_of_numbers_is_called_by_what_it_counts(state: Office) -> None:
    assert "dãy Quyết định, năm 2026" in state.issuing.preview(begun(state, "QĐ").id).series


def test_a_series_is_called_by_the_types_it_counts(party: Office) -> None:
    shared = party.issuing.preview(begun(party, "QyĐ").id)
    assert "dãy Quyết định, Quy định, nhiệm kỳ" in shared.series
    separate = replace(party.catalogue.issuers()[-1], shared_qd_counter=False, qd_choices=())
    terms = party.catalogue.terms()
    kinds = {each.code: each for each in party.drafting.types(separate.id)}
    names = [
        series_title(outgoing_key(separate, code, NEW, terms), separate, kinds[code], terms)
        for code in ("QĐ", "QyĐ", "GM")
    ]
    assert [name.partition(",")[0] for name in names] == ["Quyết định", "Quy định", "Giấy mời"]
