"""`wardapp log` and `wardapp report`: the daily log and the forms filled from it."""

from __future__ import annotations

import argparse
from typing import Any

from wardapp.cli import (
    daylog_commands,
    fill_command,
    regime_commands,
    return_commands,
    unit_commands,
)

SHEET_KINDS = (".docx", ".xlsx", ".pdf")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    log = commands.add_parser("log", help="nhật ký thông tin, truyền thông")
    verbs = log.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    daylog_commands.add(verbs, common)
    report = commands.add_parser("report", help="báo cáo định kỳ")
    report_verbs = report.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    fill_command.add(report_verbs, common)
    unit_commands.add(report_verbs, common)
    return_commands.add(report_verbs, common)
    regime_commands.add(report_verbs, common)
