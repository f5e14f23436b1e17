"""The report of a layout check on paper, for the one who drafted: faults by place, then remarks."""

from __future__ import annotations

from collections.abc import Iterable

from wardapp.core.checking import CheckFinding, CheckReport, Verdict
from wardapp.core.dates import long_date
from wardapp.core.printout import Align, PrintCell, PrintColumn, Printout, PrintTable, PrintText

_COLUMNS = (
    PrintColumn(key="n", head="TT", width_mm=9, align=Align.CENTER),
    PrintColumn(key="where", head="Chỗ", width_mm=36),
    PrintColumn(key="found", head="Đang ghi", width_mm=42),
    PrintColumn(key="expected", head="Cần ghi", width_mm=42),
    PrintColumn(key="clause", head="Quy tắc", width_mm=41),
)


def check_printout(report: CheckReport, file_stem: str) -> Printout:
    """Return the report as it prints; of the paper it holds nothing but the quotes of faults."""
    faults, remarks = report.faults, report.remarks
    tables = [
        _table(key, title, found)
        for key, title, found in (
            ("faults", f"Chưa đúng quy định ({len(faults)} chỗ)", faults),
            ("remarks", f"Nên xem lại ({len(remarks)} chỗ)", remarks),
        )
        if found
    ]
    texts = [] if tables else [PrintText(title="Kết quả", lines=("Không thấy chỗ nào sai.",))]
    unseen = unevaluated(report)
    if unseen:
        texts.append(PrintText(title=f"Chưa soát được ({len(unseen)} quy tắc)", lines=unseen))
    return Printout(
        file_stem=file_stem,
        title="KẾT QUẢ SOÁT THỂ THỨC",
        subtitle=report.file_name,
        facts=_facts(report),
        tables=tuple(tables),
        texts=tuple(texts),
        landscape=False,
    )


def _facts(report: CheckReport) -> tuple[tuple[str, str], ...]:
    held = sum(each.verdict is Verdict.PASS for each in report.findings)
    facts = [
        ("Soát theo", report.standard_title),
        ("Lý do", report.why),
        (
            "Kết quả",
            f"{len(report.faults)} chỗ chưa đúng, {len(report.remarks)} chỗ nên xem lại, "
            f"{held} quy tắc đúng",
        ),
    ]
    if report.document_date:
        facts.insert(0, ("Ngày văn bản", long_date(report.document_date)))
    if report.only_looked:
        facts.append(("Lưu ý", f"Tệp {report.only_looked}: chỉ xem, không sửa."))
    return tuple(facts)


def unevaluated(report: CheckReport) -> tuple[str, ...]:
    """Return the rules that could not be judged, each with its reason."""
    return tuple(
        f"{each.title}: {each.found}" if each.found else each.title
        for each in report.findings
        if each.verdict is Verdict.NOT_EVALUATED
    )


def _table(key: str, title: str, findings: Iterable[CheckFinding]) -> PrintTable:
    rows = tuple(
        (
            PrintCell(value=number),
            PrintCell(value=each.where),
            PrintCell(value=each.found),
            PrintCell(value=each.expected),
            PrintCell(value=f"{each.title} ({each.clause})" if each.clause else each.title),
        )
        for number, each in enumerate(findings, start=1)
    )
    return PrintTable(key=key, title=title, columns=_COLUMNS, rows=rows)
