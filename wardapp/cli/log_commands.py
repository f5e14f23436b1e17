"""`wardapp log` and `wardapp report`: the daily log and the forms filled from it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli import fill_command, regime_commands, return_commands, unit_commands
from wardapp.cli.call import DONE, Call
from wardapp.cli.parsing import MOST_LINES, whole_between
from wardapp.cli.values import plain
from wardapp.core.dates import long_date
from wardapp.core.daylog import LogLine, LogQuery

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
    fill_command.add(report_verbs, common)
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


def _row(line: LogLine) -> str:
    places = " ".join(line.places)
    reach = "" if line.reach is None else str(line.reach)
    return "\t".join(
        (long_date(line.day), line.channel, str(line.amount), reach, places, line.content)
    )
