"""Hồ sơ: a year's plan, papers in and out, the way to the archive and back, what prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.builders import an_arrival
from wardapp.core.dispatches import Incoming, OutgoingEntry
from wardapp.core.dossier_views import Handover, RecordRef
from wardapp.core.dossiers import Dossier, DossierFilter, DossierQuery, DossierStatus
from wardapp.core.errors import BadValue, NotFound, WardError
from wardapp.services.office import Office


def a_dossier(office: Office, symbol: str = "01.TGDV", **fields: object) -> Dossier:
    blank = office.dossiers.blank()
    values: dict[str, object] = {
        "symbol": symbol,
        "title": "Tuyên truyền kỷ niệm các ngày lễ lớn năm 2026",
        "heading": "I. Tuyên giáo",
        "retention_years": 10,
        **fields,
    }
    return office.dossiers.save(replace(blank, **values))  # type: ignore[arg-type]


def a_line(office: Office, subject: str = "tổ chức hội nghị", **fields: object) -> Incoming:
    issuer = office.catalogue.issuers()[0]
    return office.intake.register(an_arrival(issuer_id=issuer.id, subject=subject, **fields))


def of(line: Incoming) -> RecordRef:
    return RecordRef("incoming", line.id)


def test_a_paper_opens_a_planned_dossier_and_undo_takes_both_back(party: Office) -> None:
    dossier = a_dossier(party)
    line = a_line(party, page_amount=3)
    party.dossiers.file(dossier.id, [of(line)])
    kept = party.dossiers.contents(dossier.id)
    assert kept.dossier.status is DossierStatus.OPEN
    assert kept.dossier.started_on == party.desk.today()
    assert [paper.sheet_text for paper in kept.papers] == ["1-3"]
    assert party.dossiers.of_record("incoming", line.id) == (kept.dossier,)
    assert "01.TGDV" in party.history.undo()
    assert party.dossiers.contents(dossier.id).dossier.status is DossierStatus.PLANNED
    assert not party.dossiers.of_record("incoming", line.id)


def test_a_paper_may_lie_in_two_dossiers_and_only_once_in_each(party: Office) -> None:
    one, other = a_dossier(party), a_dossier(party, "02.TGDV")
    line = a_line(party)
    for dossier in (one, other, one):
        party.dossiers.file(dossier.id, [of(line), of(line)])
    assert {each.symbol for each in party.dossiers.of_record("incoming", line.id)} == {
        "01.TGDV",
        "02.TGDV",
    }
    party.dossiers.take_out(one.id, [of(line)])
    assert [each.symbol for each in party.dossiers.of_record("incoming", line.id)] == ["02.TGDV"]
    with pytest.raises(NotFound):
        party.dossiers.file(one.id, [RecordRef("incoming", party.desk.new_id())])


def test_sheets_follow_each_other_and_stop_before_a_paper_nobody_counted(party: Office) -> None:
    dossier = a_dossier(party, retention_years=None)
    lines = [a_line(party, f"việc {n}", page_amount=pages) for n, pages in enumerate((2, None, 4))]
    party.dossiers.file(dossier.id, [of(line) for line in lines])
    contents = party.dossiers.contents(dossier.id)
    assert [paper.sheet_text for paper in contents.papers] == ["1-2", "", ""]
    assert contents.unknown_sheets == 1
    party.dossiers.set_paper(contents.papers[1].filing.id, sheets=1, note="Bản sao")
    contents = party.dossiers.contents(dossier.id)
    assert [paper.sheet_text for paper in contents.papers] == ["1-2", "3", "4-7"]
    party.dossiers.move(dossier.id, contents.papers[2].filing.id, -2)
    contents = party.dossiers.contents(dossier.id)
    assert [paper.sheet_text for paper in contents.papers] == ["1-4", "5-6", "7"]
    assert contents.papers[2].filing.note == "Bản sao"
    short = party.dossiers.save(replace(contents.dossier, retention_years=4, retention=""))
    assert [paper.sheet_text for paper in party.dossiers.contents(short.id).papers] == [""] * 3


def test_a_dossier_goes_to_the_archive_within_a_year_or_is_kept_back_two_more(
    party: Office,
) -> None:
    dossiers = party.dossiers
    dossier = a_dossier(party, started_on=date(2024, 1, 5))
    with pytest.raises(WardError, match="chưa có văn bản"):
        dossiers.close(dossier.id, ended_on=date(2024, 12, 20))
    dossiers.file(dossier.id, [of(a_line(party, page_amount=2))])
    closed = dossiers.close(dossier.id, ended_on=date(2024, 12, 20))
    assert (closed.sheet_total, closed.status) == (2, DossierStatus.CLOSED)
    row = dossiers.overdue()[0]
    assert (row.due, row.is_late) == (date(2025, 12, 20), True)
    assert dossiers.counts(DossierQuery()).overdue == 1
    with pytest.raises(WardError, match="đã kết thúc"):
        dossiers.file(dossier.id, [of(a_line(party))])
    with pytest.raises(BadValue, match="chậm nhất"):
        dossiers.keep_back([dossier.id], date(2027, 12, 21))
    dossiers.keep_back([dossier.id], date(2027, 12, 20))
    assert not dossiers.overdue()
    dossiers.hand_over([dossier.id], date(2026, 6, 1))
    assert dossiers.get(dossier.id).status is DossierStatus.HANDED_OVER
    with pytest.raises(BadValue):
        dossiers.reopen(dossier.id, " ")
    assert dossiers.reopen(dossier.id, "Nhầm hồ sơ").status is DossierStatus.CLOSED
    assert dossiers.reopen(dossier.id, "Còn văn bản").status is DossierStatus.OPEN
    for _ in range(4):
        party.history.undo()
    assert dossiers.get(dossier.id).status is DossierStatus.CLOSED


def test_papers_of_building_work_have_three_months(party: Office) -> None:
    dossier = a_dossier(party, is_construction=True, ended_on=date(2026, 1, 31))
    closed = replace(dossier, status=DossierStatus.CLOSED)
    assert party.dossiers.terms().hand_over_due(closed) == date(2026, 4, 30)
    assert "30/2020" in party.dossiers.terms().construction_months.clause


def test_last_years_plan_is_copied_with_its_year_written_anew(party: Office) -> None:
    a_dossier(party, year=2025, title="Báo cáo năm 2025 về công tác dân vận")
    made = party.dossiers.copy_plan(2025, 2026)
    assert [(each.year, each.title) for each in made] == [
        (2026, "Báo cáo năm 2026 về công tác dân vận")
    ]
    with pytest.raises(WardError, match="đã có đủ"):
        party.dossiers.copy_plan(2025, 2026)
    with pytest.raises(BadValue, match="đã có"):
        a_dossier(party, "01 . tgdv")


def test_a_plan_in_excel_is_looked_at_before_it_is_added(party: Office, tmp_path: Path) -> None:
    a_dossier(party)
    book = Workbook()
    for row in (
        ("DANH MỤC HỒ SƠ",),
        ("Số và ký hiệu hồ sơ", "Tên đề mục và tiêu đề hồ sơ", "Thời hạn bảo quản", "Người lập"),
        ("(1)", "(2)", "(3)", "(4)"),
        ("I", "TỔ CHỨC CÁN BỘ"),
        ("01.TGDV", "Đã có", "5 năm", ""),
        ("01.TCCB", "Hồ sơ quy hoạch cán bộ nhiệm kỳ 2025 - 2030", "Vĩnh viễn", "Lê Thị Hòa"),
        ("02.TCCB", "Công văn trao đổi", 10, "Lê Thị Hòa"),
        ("03.TCCB", "Văn bản cấp trên", "lâu dài", ""),
    ):
        book.active.append(row)  # type: ignore[union-attr]
    path = tmp_path / "danh-muc.xlsx"
    book.save(path)
    plan = party.dossiers.look_at_plan(path, 2026)
    assert [(each.symbol, each.heading, each.retention) for each in plan.dossiers] == [
        ("01.TCCB", "TỔ CHỨC CÁN BỘ", "Vĩnh viễn"),
        ("02.TCCB", "TỔ CHỨC CÁN BỘ", "10 năm"),
    ]
    assert plan.known == ("01.TGDV",)
    assert plan.doubts == (
        "Dòng 8: Thời hạn “lâu dài” chưa rõ. Ghi “Vĩnh viễn” hoặc số năm, ví dụ “10 năm”.",
    )
    assert party.dossiers.import_plan(plan) == 2
    party.history.undo()
    assert party.dossiers.page(DossierQuery(year=2026)).total == 1


def test_the_chooser_shows_first_where_the_rest_of_the_affair_lies(party: Office) -> None:
    first, used, third = (a_dossier(party, f"0{n}.TGDV") for n in (1, 2, 3))
    asked = a_line(party, code_number="142", code_notation="CV/BTGDVTU")
    party.dossiers.file(third.id, [of(asked)])
    party.dossiers.file(used.id, [of(a_line(party, "việc khác"))])
    issuer = party.catalogue.issuers()[0]
    answer = party.registry.add_by_hand(
        OutgoingEntry(
            issuer_id=issuer.id,
            type_code="CV",
            issued_date=party.desk.today(),
            subject="trả lời Công văn số 142-CV/BTGDVTU",
            answers=asked.id,
        )
    )
    ref = RecordRef("outgoing", answer.id)
    choices = party.dossiers.choices([ref])
    assert [each.dossier.id for each in choices] == [third.id, used.id, first.id]
    assert choices[0].why == "Trả lời 142-CV/BTGDVTU nằm ở đây"
    assert choices[1].why == "Vừa dùng"
    proposed = party.dossiers.proposed([ref])
    assert proposed is not None
    assert proposed.id == third.id


def test_the_retention_table_is_the_offices_own_from_the_first_change(party: Office) -> None:
    rules = party.dossiers.rules()
    letters = next(rule for rule in rules if rule.title.startswith("Công văn trao đổi"))
    party.dossiers.save_rule(replace(letters, years=15, source="Quyết định của cơ quan"))
    assert [rule.years for rule in party.dossiers.rules() if rule.id == letters.id] == [15]
    assert len(party.dossiers.rules()) == len(rules)
    party.dossiers.save_rule(replace(party.dossiers.new_rule(), title="Tài liệu ảnh", years=None))
    assert party.dossiers.rules()[-1].title == "Tài liệu ảnh"
    assert all(rule.source for rule in rules)


def test_every_paper_of_annex_v_has_the_columns_of_the_law(party: Office) -> None:
    dossiers = party.dossiers
    dossier = a_dossier(party, retention_years=None)
    dossiers.file(dossier.id, [of(a_line(party, page_amount=2))])
    dossiers.close(dossier.id, ended_on=date(2026, 6, 4))
    heads = {
        "plan": (dossiers.print_plan(2026), 5),
        "contents": (dossiers.print_contents(dossier.id), 7),
        "handover": (dossiers.print_handover([dossier.id]), 7),
        "overdue": (dossiers.print_overdue(), 7),
        "kept back": (dossiers.print_kept_back(), 7),
    }
    for name, (printout, columns) in heads.items():
        assert len(printout.tables[0].columns) == columns, name
    assert [column.head.replace("\n", "") for column in heads["contents"][0].tables[0].columns] == [
        "STT",
        "Số, ký hiệu văn bản",
        "Ngày tháng năm văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Tác giả văn bản",
        "Tờ số/Trang số",
        "Ghi chú",
    ]
    minutes = dossiers.print_minutes([dossier.id], Handover(on=date(2026, 6, 5), giver="Lê Hòa"))
    assert "Tổng số hồ sơ (đơn vị bảo quản): 1 (một)" in "\n".join(minutes.texts[1].lines)
    assert "HỒ SƠ" in dossiers.print_cover(dossier.id).cover
    assert "2 tờ (hai tờ)" in dossiers.print_closing(dossier.id).texts[0].lines[0]
    assert dossiers.page(DossierQuery(only=DossierFilter.CLOSED)).total == 1
