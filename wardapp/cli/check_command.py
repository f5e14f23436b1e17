"""`wardapp check`: the layout of Word files against the law of their day (design §6)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, FOUND, REFUSED, Call
from wardapp.core.checking import CheckFinding, CheckReport, Fix
from wardapp.core.errors import BadValue, WardError
from wardapp.core.issuers import Family
from wardapp.services.checking import Checking, safe_fixes


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "check", parents=[common], help="soát thể thức tệp Word, không cần sổ"
    )
    parser.add_argument("files", nargs="+", metavar="TỆP", type=Path, help="tệp .docx")
    parser.add_argument(
        "--regime",
        choices=[each.value for each in Family],
        help="soát theo Đảng hay Nhà nước, không theo tệp",
    )
    parser.add_argument("--date", metavar="NGÀY", help="ngày của văn bản chưa ghi ngày")
    parser.add_argument("--fix", action="store_true", help="sửa các chỗ an toàn vào bản sao (-o)")
    parser.add_argument("-o", "--out", metavar="TỆP", type=Path, help="nơi ghi bản sao đã sửa")
    parser.add_argument("--report", metavar="TỆP", type=Path, help="ghi báo cáo .pdf hoặc .docx")
    parser.set_defaults(run=run)


def run(call: Call) -> int:
    """Check each file; one that can't be read is told and the others are checked all the same."""
    args = call.args
    _refuse_usage(args)
    checking = Checking(call.places, call.clock)
    family = Family(args.regime) if args.regime else None
    answers: list[dict[str, Any]] = []
    texts: list[str] = []
    failed = found = False
    for path in args.files:
        try:
            report = checking.check(path, family, call.day(args.date))
            answer, text = as_json(report), as_text(report)
            text += _written(checking, report, path, args)
        except WardError as error:
            failed = True
            answers.append({"file": path.name, "error": str(error)})
            call.say(f"{_shown(path.name)}: {error}")
            continue
        found = found or bool(report.faults)
        answers.append(answer)
        texts.append(text)
    call.answer(answers, "\n\n".join(texts))
    if failed:
        return REFUSED
    return FOUND if found else DONE


def _refuse_usage(args: argparse.Namespace) -> None:
    if args.fix and args.out is None:
        raise BadValue("out", "Cần nơi ghi bản đã sửa: thêm -o TỆP.docx. Bản gốc không bị ghi đè.")
    if (args.fix or args.report) and len(args.files) > 1:
        raise BadValue("files", "--fix và --report dùng cho từng tệp. Hãy chạy riêng mỗi tệp.")


def _written(checking: Checking, report: CheckReport, path: Path, args: argparse.Namespace) -> str:
    """Write the copy and the report that were asked for; return the lines that say so."""
    said = ""
    if args.fix:
        fixes = safe_fixes(report)
        checking.fixed_copy(path, fixes, args.out)
        said += f"\n  Đã sửa {len(fixes)} chỗ vào {args.out.name}; bản gốc giữ nguyên."
    if args.report:
        checking.report_to(report, args.report)
        said += f"\n  Đã ghi báo cáo {args.report.name}."
    return said


def as_json(report: CheckReport) -> dict[str, Any]:
    """Return a report under the names of `check --json`."""
    return {
        "file": report.file_name,
        "regime": report.family.value if report.family else None,
        "standard": report.standard_id,
        "why": report.why,
        "date": report.document_date.isoformat() if report.document_date else None,
        "only_looked": report.only_looked,
        "findings": [_finding_json(each) for each in report.findings],
    }


def _finding_json(finding: CheckFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "title": finding.title,
        "clause": finding.clause,
        "evidence": finding.evidence,
        "verdict": finding.verdict.value,
        "soft": finding.is_soft,
        "component": finding.component,
        "paragraph": finding.paragraph,
        "where": finding.where,
        "found": finding.found,
        "expected": finding.expected,
        "fix": _fix_json(finding.fix),
    }


def _fix_json(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "label": fix.label,
        "paragraph": fix.paragraph,
        "others": list(fix.others),
        "start": fix.start,
        "found": fix.found,
        "replacement": fix.replacement,
        "settings": dict(fix.settings),
    }


def as_text(report: CheckReport) -> str:
    """Return a report for the eye: the standard and why, faults, then remarks."""
    lines = [report.file_name, f"  {report.standard_title}. {report.why}"]
    if report.only_looked:
        lines.append(f"  Tệp {report.only_looked}: chỉ xem, không sửa.")
    lines += [f"  Sai: {_said(each)}" for each in report.faults]
    lines += [f"  Nên xem lại: {_said(each)}" for each in report.remarks]
    lines.append(f"  {len(report.faults)} chỗ sai, {len(report.remarks)} chỗ nên xem lại.")
    return "\n".join(lines)


def _said(finding: CheckFinding) -> str:
    said = f"{finding.where}: {finding.title}"
    if finding.found or finding.expected:
        said += f". Đang ghi “{finding.found}”, cần “{finding.expected}”"
    return f"{said} ({finding.clause})." if finding.clause else f"{said}."


def _shown(name: str) -> str:
    """Return a file's name on one line, without letters that steer a console."""
    return "".join(letter if letter.isprintable() else " " for letter in name)
