"""`wardapp log` and `wardapp report`: the daily log and the forms filled from it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli import regime_commands, return_commands, unit_commands
from wardapp.cli.call import DONE, Call
from wardapp.cli.parsing import MOST_LINES, whole_between
from wardapp.cli.values import plain
from wardapp.core.dates import long_date
from wardapp.core.daylog import LogLine, LogQuery
from wardapp.services.targets import checked_targets

SHEET_KINDS = (".docx", ".xlsx", ".pdf")
LIST_LENGTH = 200


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    log = commands.add_parser("log", help="nhật ký thông tin, truyền thông")
    verbs = log.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    adding = verbs.add_parser("add", parents=[common], help="ghi một dòng")
    adding.add_argument(
        "line", metavar="DÒNG", help="ví dụ: “fb; nội dung; 1; 1500; tdp 9 12; 5/6”"
    )
    adding.add_argument(
        "--file", action="append", type=Path, default=[], metavar="TỆP", help="minh chứng"
    )
    adding.set_defaults(run=run_add)
    listing = verbs.add_parser("list", parents=[common], help="xem các dòng, ngày mới nhất trước")
    listing.add_argument("--from", dest="date_from", metavar="NGÀY")
    listing.add_argument("--to", dest="date_to", metavar="NGÀY")
    listing.add_argument("--channel", default="", metavar="KÊNH")
    listing.add_argument("--text", default="", metavar="CHỮ")
    listing.add_argument(
        "--limit", type=whole_between(1, MOST_LINES), default=LIST_LENGTH, metavar="N"
    )
    listing.set_defaults(run=run_list)
    report = commands.add_parser("report", help="báo cáo định kỳ")
    report_verbs = report.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    fill = report_verbs.add_parser("fill", parents=[common], help="lấy số từ nhật ký và ghi ra tệp")
    fill.add_argument("form", metavar="BIỂU", help="ví dụ phu-luc-02")
    fill.add_argument("period", metavar="KỲ", help="ví dụ 2026-06")
    fill.add_argument(
        "-o", dest="targets", nargs="+", type=Path, required=True, metavar="TỆP",
        help=".docx, .xlsx hoặc .pdf",
    )  # fmt: skip
    fill.set_defaults(run=run_fill)
    unit_commands.add(report_verbs, common)
    return_commands.add(report_verbs, common)
    regime_commands.add(report_verbs, common)


def run_add(call: Call) -> int:
    """Write one line of the log from one line of text."""
    with call.office() as office:
        entry = office.daylog.parse(call.args.line)
        line = office.daylog.add(entry, tuple(call.args.file))
    call.answer(plain(line), f"Đã ghi {line.amount} {line.channel}: {line.content}")
    return DONE


def run_list(call: Call) -> int:
    """Print lines of the log, newest day first."""
    query = LogQuery(
        date_from=call.day(call.args.date_from),
        date_to=call.day(call.args.date_to),
        channel=call.args.channel,
        text=call.args.text,
    )
    with call.office() as office:
        rows = office.daylog.page(query, 0, call.args.limit).rows
    call.answer([plain(row) for row in rows], "\n".join(map(_row, rows)))
    return DONE


def run_fill(call: Call) -> int:
    """Fill a form for a period from the log and write it."""
    targets = checked_targets(call.args.targets, SHEET_KINDS)
    with call.office() as office:
        filled = office.reporting.fill(call.args.form, call.args.period)
        checks = office.reporting.check(filled)
        written = [office.exporting.form_to(filled, target) for target in targets]
    broken = [each for each in checks if not each.passed]
    answer = {
        "form": filled.form_id,
        "period": plain(filled.period),
        "files": [str(path) for path in written],
        "checks": [plain(each) for each in broken],
    }
    told = [f"Đã ghi {path.name}." for path in written]
    told += [f"Xem lại: {each.sentence}" for each in broken]
    call.answer(answer, "\n".join(told))
    return DONE


def _row(line: LogLine) -> str:
    places = " ".join(line.places)
    reach = "" if line.reach is None else str(line.reach)
    return "\t".join(
        (long_date(line.day), line.channel, str(line.amount), reach, places, line.content)
    )
