"""A report from its words to its paper: past periods, narrative, approval, sending, corrections."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from wardapp.core.daylog import LogEntry
from wardapp.core.dispatches import FileRole
from wardapp.core.drafts import DraftStatus
from wardapp.core.errors import BadValue, ChangedSince, WardError
from wardapp.core.forms import CellKey, FilledForm, FilledScope
from wardapp.core.report_views import ReportPlace, ReportState, state_of
from wardapp.documents.page_images import page_count, page_text
from wardapp.services.office import Office

FORM, JUNE = "phu-luc-02", "2026-06"
MONTHLY = "bao-cao-thang-nen-tang-so"
PLACE = ReportPlace(form_id=FORM, period_id=JUNE)
FANPAGE = CellKey(table="A", row="A3", column="actual")
ITEMS = CellKey(table="B", row="N2", column="items")


@pytest.fixture
def logged(party: Office) -> Office:
    """The party office with a few lines of the log."""
    for line in ("fb; bài một; 7; 100; hôm qua", "fb; bài hai; 2; 50", "loa; tin; 1; 300; tdp 9"):
        party.daylog.add(party.daylog.parse(line))
    return party


def bracketed(text: str) -> set[str]:
    """Return what stands in brackets on pages, each on one line."""
    return {" ".join(each.split()) for each in re.findall(r"\([^()]*\)", text)}


def filled(office: Office) -> FilledForm:
    return office.reporting.fill(FORM, JUNE)


# ---- what was before -------------------------------------------------------------------------


def months(office: Office, *amounts: int) -> None:
    """Write one line a month from January 2026 on."""
    for month, amount in enumerate(amounts, 1):
        entry = LogEntry(day=date(2026, month, 3), channel="fanpage", content="x", amount=amount)
        office.daylog.add(entry)


def test_a_closed_period_counts_as_closed_and_an_open_one_as_its_log_says(party: Office) -> None:
    months(party, 4, 5, 6, 5)
    party.reporting.close(MONTHLY, "2026-03")
    form = party.reporting.fill(MONTHLY, JUNE)
    before = party.report_desk.history.of(form)
    party.daylog.add(LogEntry(day=date(2026, 2, 9), channel="fanpage", content="y", amount=9))
    party.daylog.add(LogEntry(day=date(2026, 3, 9), channel="fanpage", content="y", amount=9))

    history = party.report_desk.history.of(form)

    months_of = {past.period.id: (value, past.is_closed) for past, value in history.of(ITEMS)}
    assert {past.period.id: value for past, value in before.of(ITEMS)}["2026-04"] == 6
    assert months_of["2026-03"] == (5, True)  # February, as it was locked
    assert months_of["2026-04"] == (15, False)
    assert months_of["2025-12"] == (None, False)  # nobody gave one: not a zero
    assert len(history.past) == 12
    assert history.year[ITEMS] == 4 + 5 + 15 + 5


def test_the_year_of_a_figure_is_that_of_its_days_not_of_its_due_day(party: Office) -> None:
    months(party, 4, 5)
    for month in (11, 12):
        day = date(2025, month, 3)
        party.daylog.add(LogEntry(day=day, channel="fanpage", content="x", amount=month))

    december = party.reporting.fill(MONTHLY, "2026-01")  # due on 5 January
    january = party.reporting.fill(MONTHLY, "2026-02")

    assert party.report_desk.history.of(december).year[ITEMS] == 11 + 12
    assert party.report_desk.history.of(january).year[ITEMS] == 4


def test_a_slip_of_the_keyboard_is_asked_about_and_the_figure_stays(party: Office) -> None:
    months(party, 4, 5, 6, 5)
    form = party.reporting.put(MONTHLY, JUNE, ITEMS, 50, "x")

    (found,) = [each for each in party.report_desk.history.of(form).outliers if each.key == ITEMS]

    assert found.sentence == "Gấp 10 lần kỳ trước, anh, chị xem lại giúp."


# ---- its words -------------------------------------------------------------------------------


def test_the_words_say_the_figures_and_tell_when_they_no_longer_do(logged: Office) -> None:
    narrating = logged.report_desk.narrating
    drafted = narrating.sheet(filled(logged))
    (tie,) = [each for each in drafted.narrative.ties if each.key == FANPAGE]
    assert (tie.text, drafted.is_drafted, drafted.loose) == ("9", True, ())

    typed = replace(drafted.narrative, text=drafted.narrative.text + "\nPhát thêm 777 tờ gấp.")
    narrating.keep(FORM, JUNE, FilledScope.OWN, typed)
    form = logged.reporting.put(FORM, JUNE, FANPAGE, 12, "đếm lại")
    sheet = narrating.sheet(form)

    assert [(each.tie.key, each.tie.text, each.now) for each in sheet.loose] == [
        (FANPAGE, "9", "12")
    ]
    assert sheet.loose[0].sentence == "Ô A3 · Thực hiện nay là 12, lời văn còn ghi 9."
    assert [sheet.narrative.text[start:end] for start, end in sheet.untied] == ["777"]
    renewed = narrating.renewed(form, sheet.narrative)
    assert "12 bài, video" in renewed.text
    narrating.keep(FORM, JUNE, FilledScope.OWN, renewed)
    assert narrating.sheet(filled(logged)).loose == ()
    narrating.redraft(FORM, JUNE, FilledScope.OWN)
    assert narrating.sheet(filled(logged)).is_drafted


def test_figures_within_an_answer_are_no_slips_until_the_answer_changes(logged: Office) -> None:
    answer = CellKey(table="E", row="E1", column="text")
    words = "Phát 1.250 tờ gấp, 95% hộ ký cam kết trong 45 buổi."
    logged.reporting.put(FORM, JUNE, answer, f"{words} ⟦11¦A|A1|actual|⟧")
    narrating = logged.report_desk.narrating
    drafted = narrating.sheet(filled(logged))
    assert words in drafted.narrative.text
    assert (drafted.untied, drafted.loose) == ((), ())
    assert all(tie.key != answer for tie in drafted.narrative.ties)

    narrating.keep(
        FORM, JUNE, FilledScope.OWN, replace(drafted.narrative, text=f"{drafted.narrative.text}\n.")
    )
    form = logged.reporting.put(FORM, JUNE, answer, words.replace("1.250", "1.520"))
    sheet = narrating.sheet(form)

    assert [sheet.narrative.text[start:end] for start, end in sheet.untied] == ["1.250"]


# ---- approved, locked ------------------------------------------------------------------------


def test_a_change_after_the_approval_asks_for_it_again(logged: Office) -> None:
    with pytest.raises(BadValue):
        logged.reporting.approve(FORM, JUNE, " ")
    form = logged.reporting.approve(FORM, JUNE, "Trần Minh Quang")
    assert (state_of(form), form.approved_by) == (ReportState.APPROVED, "Trần Minh Quang")

    form = logged.reporting.put(FORM, JUNE, FANPAGE, 12, "đếm lại")

    assert state_of(form) is ReportState.OPEN


def test_a_correction_after_locking_leaves_its_trace_and_undo_takes_it_back(
    logged: Office,
) -> None:
    logged.reporting.close(FORM, JUNE)
    with pytest.raises(BadValue):
        logged.reporting.put(FORM, JUNE, FANPAGE, 12)
    form = logged.reporting.put(FORM, JUNE, FANPAGE, 12, "đếm sót")

    (fix,) = logged.report_desk.corrections(form)

    assert (fix.old, fix.new, fix.reason) == ("9", "12", "đếm sót")
    printed = logged.exporting.form(form).texts[-1]
    assert printed.title == "Số liệu đã sửa sau khi chốt"
    assert "từ 9 thành 12. Đã sửa ngày 05/6/2026, lý do: đếm sót" in printed.lines[0]
    logged.history.undo()
    assert logged.report_desk.corrections(filled(logged)) == ()


# ---- sent ------------------------------------------------------------------------------------


def test_a_report_goes_out_with_number_letter_and_form_in_one_step(
    logged: Office,
) -> None:
    sending = logged.report_desk.issuing
    letter = sending.preview(PLACE)
    assert letter.preview.blocked == ""
    assert letter.closes

    sent = sending.issue(PLACE)

    line = sent.outgoing
    assert line.number_symbol == letter.preview.number_symbol
    assert (line.type_code, line.subject.endswith("kỳ tháng 6/2026")) == ("BC", True)
    names = [each.name.rpartition(".")[2] for each in line.attachments]
    assert (names, {each.role for each in line.attachments[2:]}) == (
        ["docx", "pdf", "docx", "xlsx", "pdf"],
        {FileRole.ANNEX},
    )
    form = filled(logged)
    assert (form.outgoing_id, form.closed_ms is not None) == (line.id, True)
    assert sending.place_of(line.id) == ReportPlace(form_id=FORM, period_id=JUNE, filled_id=form.id)
    said = " ".join(page_text(sent.pdf, page) for page in range(page_count(sent.pdf)))
    assert "9 bài, video" in said
    paper = f"Báo cáo số {line.number_symbol}, ngày 05/6/2026 của {sent.filled.reporter}"
    assert f"(Kèm theo {paper})" in bracketed(said)
    assert logged.reporting.facts(form).basis == paper
    assert "Bản nháp" not in said
    with pytest.raises(WardError, match="đã phát hành theo"):
        sending.issue(PLACE)
    with pytest.raises(BadValue, match="không mở lại"):
        logged.reporting.reopen(FORM, JUNE, "sửa")

    logged.reporting.put(FORM, JUNE, FANPAGE, 12, "đếm sót")
    assert sending.sent(line.id).pdf == sent.pdf  # what went out stays byte for byte
    logged.history.undo()
    logged.history.undo()
    form = filled(logged)
    assert (form.outgoing_id, form.closed_ms) == (None, None)
    assert sending.preview(PLACE).preview.number_symbol == line.number_symbol


def test_the_letter_points_to_its_annex_by_the_annexs_own_name_and_ends_as_the_law_says(
    logged: Office,
) -> None:
    draft = logged.report_desk.issuing.compose(PLACE)

    assert draft.body.endswith("\nSố liệu chi tiết ở Phụ lục 2 kèm theo.")
    assert "body_end" not in {each.code for each in logged.drafting.findings(draft)}


def test_only_phu_luc_02_is_an_annex_of_the_plan_that_asks_for_it(logged: Office) -> None:
    def said(form: str, period: str) -> tuple[str, str]:
        made = logged.reporting.fill(form, period)
        words = logged.report_desk.narrating.sheet(made).narrative.text
        return logged.exporting.form(made).reference, words.partition("\n")[0]

    page = page_text(logged.exporting.printout_pdf(logged.exporting.form(filled(logged))), 0)
    assert page.index("Kỳ tháng 6/2026") < page.index("(Kèm theo")  # the period is of the title

    plan = "Kế hoạch số 22-KH/ĐU, ngày 20/4/2026 của Đảng uỷ phường Liên Hồ"
    reference, opening = said(FORM, JUNE)
    assert (reference, opening.startswith(f"Thực hiện {plan}, ")) == (f"(Kèm theo {plan})", True)

    reference, opening = said("thong-ke-phan-anh", JUNE)
    assert (reference, "Kế hoạch" in opening) == ("", False)
    assert opening.endswith("kỳ tháng 6/2026 như sau:")


def test_a_refused_report_takes_no_number_and_keeps_nothing(
    logged: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = logged.report_desk.issuing
    expected = sending.preview(PLACE).preview.number_symbol
    made = logged.exporting.form_files

    def moved(form: FilledForm, kinds: tuple[str, ...], basis: str) -> object:
        logged.daylog.add(logged.daylog.parse("fb; vừa ghi ở máy bên; 5"))
        return made(form, kinds, basis)

    monkeypatch.setattr(logged.exporting, "form_files", moved)
    with pytest.raises(ChangedSince):
        sending.issue(PLACE)
    monkeypatch.undo()

    assert filled(logged).closed_ms is None
    assert sending.preview(PLACE).preview.number_symbol == expected


def test_a_letter_begun_as_a_draft_takes_the_form_along_when_it_is_issued(
    logged: Office, tmp_path: Path
) -> None:
    sending = logged.report_desk.issuing
    draft = sending.compose(PLACE)
    assert filled(logged).closed_ms is not None
    with pytest.raises(WardError, match="đang soạn thành dự thảo"):
        sending.issue(PLACE)
    assert "đi kèm" in logged.issuing.preview(draft.id).effect

    issued = logged.issuing.issue(draft.id)

    roles = [each.role for each in issued.outgoing.attachments]
    assert roles.count(FileRole.ANNEX) == 3
    assert filled(logged).outgoing_id == issued.outgoing.id
    assert logged.drafting.get(draft.id).status is DraftStatus.ISSUED
    paths = sending.export_all(issued.outgoing.id, tmp_path)
    assert [path.stat().st_size for path in paths] == [
        each.size for each in issued.outgoing.attachments
    ]
