from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from wardapp.core.errors import BadValue, NotFound
from wardapp.core.forms import CellKey, FilledCell, FilledForm, FormValue
from wardapp.services.office import Office

FORM = "phu-luc-02"
JUNE = "2026-06"
FANPAGE = CellKey(table="A", row="A3", column="actual")


def key(table: str, row: str, column: str) -> CellKey:
    return CellKey(table=table, row=row, column=column)


def cell(form: FilledForm, wanted: CellKey) -> FilledCell:
    row = form.table(wanted.table).row(wanted.row)
    found = row.cell(wanted.column) if row else None
    assert found is not None
    return found


@pytest.fixture
def logged(party: Office) -> Office:
    """The party office with three lines of the log."""
    for line in ("fb; bài một; 1; 100; hôm qua", "fb; bài hai; 2; 50", "loa; tin; 1; 300; tdp 9"):
        party.daylog.add(party.daylog.parse(line))
    return party


def test_the_report_is_filled_from_the_log(logged: Office) -> None:
    form = logged.reporting.fill(FORM, JUNE)

    assert form.reporter == "Ban Xây dựng Đảng Đảng uỷ phường Liên Hồ"
    assert cell(form, FANPAGE).value == 3
    assert cell(form, key("A", "A3", "reach")).value == 150
    assert cell(form, key("A", "A2", "actual")).value is None


def test_a_figure_opens_the_lines_behind_it_newest_first(logged: Office) -> None:
    form = logged.reporting.fill(FORM, JUNE)

    lines = logged.reporting.lines_behind(form, FANPAGE)

    assert [line.content for line in lines] == ["bài hai", "bài một"]
    assert logged.reporting.lines_behind(form, key("A", "A2", "actual")) == ()


def test_typing_over_a_computed_figure_needs_a_reason_and_keeps_both(logged: Office) -> None:
    with pytest.raises(BadValue) as refusal:
        logged.reporting.put(FORM, JUNE, FANPAGE, "5")
    assert refusal.value.field == "reason"

    form = logged.reporting.put(FORM, JUNE, FANPAGE, "5", "đếm lại")
    assert (cell(form, FANPAGE).value, cell(form, FANPAGE).computed) == (5, 3)
    assert cell(logged.reporting.fill(FORM, JUNE), FANPAGE).reason == "đếm lại"

    form = logged.reporting.clear(FORM, JUNE, FANPAGE)
    assert cell(form, FANPAGE).value == 3


def test_new_lines_move_the_figures_under_a_typed_one(logged: Office) -> None:
    logged.reporting.put(FORM, JUNE, FANPAGE, 5, "đếm lại")
    logged.daylog.add(logged.daylog.parse("fb; bài ba; 4"))

    form = logged.reporting.fill(FORM, JUNE)

    assert (cell(form, FANPAGE).value, cell(form, FANPAGE).computed) == (5, 7)


@pytest.mark.parametrize(
    ("where", "typed", "kept"),
    [
        (key("A", "A1", "plan"), "2.000", 2000),
        (key("A", "A2", "actual"), "0", 0),
        (key("A", "A2", "places"), "3 / 24", "3/24"),
        (key("D", "D1", "carried"), 4, 4),
        (key("E", "E1", "text"), " Kịp thời.\nĐủ tổ. ", "Kịp thời.\nĐủ tổ."),
        (key("C", "C1", "leaning"), "ban khoan, chua ro", "Băn khoăn, chưa rõ"),
    ],
)
def test_what_is_typed_becomes_a_value_of_its_cell(
    party: Office, where: CellKey, typed: FormValue, kept: FormValue
) -> None:
    party.reporting.add_row(FORM, JUNE, "C")

    assert cell(party.reporting.put(FORM, JUNE, where, typed), where).value == kept


@pytest.mark.parametrize(
    ("where", "typed"),
    [
        (key("A", "A1", "plan"), "-5"),
        (key("A", "A1", "plan"), "1,5"),
        (key("A", "A1", "plan"), "nhiều"),
        (key("A", "A2", "places"), "25/24"),
        (key("D", "D1", "rate"), "50"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    party: Office, where: CellKey, typed: FormValue
) -> None:
    with pytest.raises(BadValue) as refusal:
        party.reporting.put(FORM, JUNE, where, typed)
    assert refusal.value.field == "value"


@pytest.mark.parametrize(
    "where", [key("Z", "A1", "plan"), key("A", "A99", "plan"), key("A", "A1", "interactions")]
)
def test_a_cell_that_does_not_exist_is_refused(party: Office, where: CellKey) -> None:
    with pytest.raises(NotFound):
        party.reporting.put(FORM, JUNE, where, 1)


def test_rows_of_a_growing_table_come_and_go(party: Office) -> None:
    party.reporting.add_row(FORM, JUNE, "C")
    party.reporting.add_row(FORM, JUNE, "C")
    party.reporting.put(FORM, JUNE, key("C", "C1", "issue"), "Chợ Liên Hồ")

    form = party.reporting.remove_row(FORM, JUNE, "C", "C1")

    assert [(row.code, row.label) for row in form.table("C").rows] == [("C2", "1")]
    party.history.undo()
    form = party.reporting.fill(FORM, JUNE)
    assert cell(form, key("C", "C1", "issue")).value == "Chợ Liên Hồ"
    with pytest.raises(NotFound):
        party.reporting.add_row(FORM, JUNE, "A")


def test_a_closed_report_stands_still_and_changes_only_with_a_reason(logged: Office) -> None:
    closed = logged.reporting.close(FORM, JUNE)
    logged.daylog.add(logged.daylog.parse("fb; bài sau khi chốt; 9"))

    assert closed.filled_on == date(2026, 6, 5)
    assert cell(logged.reporting.fill(FORM, JUNE), FANPAGE).value == 3
    with pytest.raises(BadValue, match="đã chốt"):
        logged.reporting.put(FORM, JUNE, key("A", "A1", "plan"), 5)

    form = logged.reporting.put(FORM, JUNE, key("A", "A1", "plan"), 5, "bổ sung kế hoạch")
    assert cell(form, key("A", "A1", "plan")).value == 5
    assert cell(form, FANPAGE).value == 3

    reopened = logged.reporting.reopen(FORM, JUNE, "sửa theo góp ý")
    assert cell(reopened, FANPAGE).value == 12


def test_another_window_counts_other_days(logged: Office) -> None:
    form = logged.reporting.set_window(FORM, JUNE, date(2026, 6, 5), date(2026, 6, 5))

    assert cell(form, FANPAGE).value == 2
    assert logged.reporting.current_period(FORM).window_from == date(2026, 6, 5)
    with pytest.raises(BadValue):
        logged.reporting.set_window(FORM, JUNE, date(2026, 6, 6), date(2026, 6, 5))


def test_the_report_says_who_sends_it(party: Office) -> None:
    form = party.reporting.sign_off(FORM, JUNE, "Nguyễn Thu Hà", "024 3999 0000")

    facts = party.reporting.facts(form)

    assert (facts.prepared_by, facts.phone) == ("Nguyễn Thu Hà", "024 3999 0000")
    assert facts.reporter == form.reporter
    assert facts.signer_lines


def test_checks_and_progress_speak_of_the_filled_form(logged: Office) -> None:
    form = logged.reporting.fill(FORM, JUNE)

    checks = logged.reporting.check(form)
    filled, required = logged.reporting.progress(form)

    assert checks[0].sentence.endswith("chưa có số. Ghi 0 nếu không phát sinh.")
    assert 0 < filled < required
    assert logged.reporting.totals(form, "B").label == "Tổng cộng"


def test_an_unknown_form_or_period_is_refused(party: Office) -> None:
    with pytest.raises(NotFound, match="phu-luc-02"):
        party.reporting.fill("khac", JUNE)
    with pytest.raises(NotFound, match="tháng 6"):
        party.reporting.fill(FORM, "2026-07")


def test_a_report_follows_its_office_into_a_new_name(logged: Office) -> None:
    logged.reporting.put(FORM, JUNE, FANPAGE, 9, "theo sổ của fanpage")
    issuer = min(logged.catalogue.issuers(), key=lambda each: each.position)

    logged.catalogue.save(replace(issuer, full_name="Ban Xây dựng Đảng phường Liên Hồ"))

    form = logged.reporting.fill(FORM, JUNE)
    assert (cell(form, FANPAGE).value, form.reporter) == (9, "Ban Xây dựng Đảng phường Liên Hồ")
    logged.reporting.close(FORM, JUNE)
    logged.catalogue.save(issuer)
    closed = logged.reporting.fill(FORM, JUNE)
    assert (closed.closed_ms is not None, closed.reporter) == (True, form.reporter)
