from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wardapp.core.forms import FilledForm, FormFacts, FormSources
from wardapp.core.issuers import Family
from wardapp.core.printout import PrintCell, Printout
from wardapp.reports.filling import blank_form, fill
from wardapp.reports.loading import load_form
from wardapp.reports.periods import period
from wardapp.reports.printing import form_printout

FORMS = Path(__file__).resolve().parents[2] / "forms"
SPEC = load_form(FORMS / "phu-luc-02" / "form.toml")
FACTS = FormFacts(reporter="Ban Xây dựng Đảng", basis="Kế hoạch số 22-KH/ĐU, ngày 20/4/2026")


def _filled() -> FilledForm:
    blank = blank_form(SPEC, period(SPEC, "2026-06"), FACTS.reporter)
    return fill(SPEC, blank, FormSources(lines=(), units=(), channels=()))


def _cell(printout: Printout, table: str, row: int, head: str) -> PrintCell:
    found = next(each for each in printout.tables if each.key == table)
    return found.rows[row][[column.head for column in found.columns].index(head)]


def test_an_open_report_is_a_draft_and_a_closed_one_is_not() -> None:
    assert form_printout(SPEC, _filled(), FACTS).watermark == "Bản nháp"
    assert form_printout(SPEC, replace(_filled(), closed_ms=1), FACTS).watermark == ""


def test_the_annex_names_the_plan_it_belongs_to() -> None:
    printout = form_printout(SPEC, _filled(), FACTS)

    assert printout.label == "Phụ lục 2"
    assert printout.title == "BÁO CÁO\nkết quả công tác thông tin, truyền thông"
    assert printout.reference == "(Kèm theo Kế hoạch số 22-KH/ĐU, ngày 20/4/2026)"


def test_an_unknown_figure_prints_as_chua_co_and_one_that_does_not_apply_stays_blank() -> None:
    printout = form_printout(SPEC, _filled(), FACTS)

    assert _cell(printout, "A", 1, "Thực hiện kỳ").value == "chưa có"
    assert _cell(printout, "A", 0, "Tương tác").value is None
    assert _cell(printout, "A", 0, "Kế hoạch kỳ").value is None


def test_formulas_are_live_in_rows_and_totals() -> None:
    printout = form_printout(SPEC, _filled(), FACTS)

    row, total = _cell(printout, "D", 0, "Tỷ lệ giải quyết %"), printout.tables[3].rows[-1]
    body = "((G{row}/(C{row}+D{row}))*100)"
    assert row.formula == f'IF(COUNT(G{{row}},C{{row}},D{{row}})<3,"",IFERROR(ROUND({body},1),""))'
    assert total[1].formula == 'IF(COUNT(C{first}:C{last})=0,"",SUM(C{first}:C{last}))'


def test_an_empty_growing_table_says_that_nothing_was_written_down() -> None:
    (row,) = form_printout(SPEC, _filled(), FACTS).tables[2].rows

    assert row[0].value == "Chưa ghi nhận vấn đề nào trong kỳ."
    assert row[0].span == len(form_printout(SPEC, _filled(), FACTS).tables[2].columns)

    spec = load_form(FORMS / "bao-cao-thang-nen-tang-so" / "form.toml")
    month = blank_form(spec, period(spec, "2026-06"), FACTS.reporter)
    month = fill(spec, month, FormSources(lines=(), units=(), channels=()))
    (row,) = form_printout(spec, month, FACTS).tables[2].rows
    assert row[0].value == "Không có dòng nào trong kỳ."


def test_the_label_counts_as_the_law_of_the_reporter_counts_annexes() -> None:
    assert form_printout(SPEC, _filled(), FACTS).label == "Phụ lục 2"
    assert form_printout(SPEC, _filled(), replace(FACTS, family=Family.STATE)).label == "Phụ lục II"


def test_notes_printed_on_a_report_tell_the_reader_of_figures_not_the_clerk_of_the_window() -> None:
    notes = [
        note
        for path in FORMS.glob("*/form.toml")
        for spec in (load_form(path),)
        for note in (*spec.notes, *(table.note for table in spec.tables))
    ]

    assert any("ước tính" in note for note in notes)
    for words in ("Tự điền", "Nhập tay", "sửa được", "nhật ký của nền tảng"):
        assert not [note for note in notes if words in note]
