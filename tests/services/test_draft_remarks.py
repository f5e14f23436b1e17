from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_arrival
from wardapp.core.drafts import DraftAnnex, LayoutFinding
from wardapp.services.office import Office

PLAN = {
    "organ_name": "Thành ủy Hà Liên", "subject": "truyền thông về Đại hội đại biểu các cấp",
    "type_name": "Kế hoạch", "code_number": "57", "code_notation": "KH/TU",
    "issued_date": date(2026, 4, 13),
}  # fmt: skip
FORM = {"subject_blank", "signer_missing", "addressee_missing", "body_end", "abbreviation"}


def remarks(office: Office, body: str, *annexes: str) -> list[LayoutFinding]:
    """Return what is said of the words alone."""
    content = replace(
        office.drafting.new(),
        body=body,
        date=date(2026, 6, 5),
        annexes=tuple(DraftAnnex(title="", body=text) for text in annexes),
    )
    return [each for each in office.drafting.findings(content) if each.code not in FORM]


@pytest.mark.parametrize(
    ("typed", "code", "mended"),
    [
        ("Đảng Công sản Việt Nam.", "name_slip", "Đảng Cộng sản Việt Nam"),
        ("Đảng uỷ phường Liên Hố.", "name_slip", "Đảng uỷ phường Liên Hồ"),
        ("Đồng chí Trần Mình Quang ký.", "signer_slip", "Trần Minh Quang"),
        ("Họp thứ hai ngày 05/6/2026.", "weekday", None),
        ("Họp ngày 31/6/2026.", "no_such_day", None),
        ("Họp ngày 5/6/2026.", "day_loose", "05/6/2026"),
        ("Theo Kế hoạch số 57 KH/TU.", "citation_loose", "57-KH/TU"),
        ("Theo Công văn số 58-KH/TU.", "citation_type", None),
        ("Đề nghị gửi báo cáo trước ngày 01/5/2026.", "deadline_past", None),
        ("Theo Kế hoạch số 58-KH/TU, ngày 06/6/2026 của Thành uỷ.", "citation_later", None),
    ],
)
def test_what_is_surely_wrong_is_said_with_its_mend(
    party: Office, typed: str, code: str, mended: str | None
) -> None:
    (found,) = remarks(party, typed)

    assert (found.code, found.replacement, found.line) == (code, mended, 0)
    assert found.found in typed


@pytest.mark.parametrize(
    "typed",
    [
        "Đảng ủy phường Liên Hồ và Đảng uỷ phường Liên Hồ.",
        "Đã hoàn thành trước ngày 01/5/2026; đề nghị phát huy.",
        "Quyết định số 05-QĐ/ĐU và Quy định số 06-QĐ/ĐU.",
        "Thứ Sáu, ngày 05/6/2026, đồng chí Trần Minh Quang dự.",
        "Trang thông tin công sản, đang ủy thác 3 việc.",
    ],
)
def test_what_may_be_right_is_left_alone(party: Office, typed: str) -> None:
    assert remarks(party, typed) == []


def test_a_cited_paper_is_held_against_its_line_of_the_register(party: Office) -> None:
    party.intake.register(
        an_arrival(
            issuer_id=party.catalogue.issuers()[-1].id, arrival_date=date(2026, 6, 4), **PLAN
        )
    )
    right = "Theo Kế hoạch số 57-KH/TU, ngày 13/4/2026 của Thành uỷ Hà Liên về truyền thông."
    other_body = right.replace("13/4/2026", "14/4/2026").replace("Hà Liên", "Hà Đông")

    (day,) = remarks(party, right.replace("13/4/2026", "15/4/2026"))
    (subject,) = remarks(
        party,
        right.replace("truyền thông", "phòng cháy chữa cháy rừng mùa khô hanh năm nay"),
    )

    assert (day.code, day.found, day.replacement) == ("citation_day", "15/4/2026", "13/4/2026")
    assert subject.code == "citation_subject"
    assert remarks(party, right) == []
    assert remarks(party, other_body) == []


def test_a_cancelled_line_says_nothing_of_a_cited_paper(party: Office) -> None:
    issuer = party.catalogue.issuers()[-1].id
    line = party.intake.register(
        an_arrival(issuer_id=issuer, arrival_date=date(2026, 6, 4), **PLAN)
    )
    cited = "Theo Kế hoạch số 57-KH/TU, ngày 15/4/2026 của Thành ủy Hà Liên."
    assert [each.code for each in remarks(party, cited)] == ["citation_day"]
    party.intake.cancel(line.id, "Vào nhầm sổ")
    assert remarks(party, cited) == []


def test_annexes_are_read_with_the_text_and_say_where_they_stand(party: Office) -> None:
    content = replace(
        party.drafting.new(),
        body="Nhóm của tổ dân phố (TDP).",
        annexes=(
            DraftAnnex(title="A", body="Phụ lục 1\nSố hộ của TDP"),
            DraftAnnex(title="B", body="Một dòng\nCCHC\nĐảng Công sản Việt Nam"),
        ),
    )

    found = [each for each in party.drafting.findings(content) if each.part]

    assert [(each.code, each.part, each.line) for each in found] == [
        ("annex_head_typed", 1, 0),
        ("abbreviation", 2, 1),
        ("name_slip", 2, 2),
    ]
