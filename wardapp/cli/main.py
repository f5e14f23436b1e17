"""The commands: one call, one answer, an exit code that says how it went."""

from __future__ import annotations

import argparse
import io
import os
import sys

from wardapp.cli import (
    book_commands,
    dispatch_commands,
    draft_commands,
    log_commands,
    office_commands,
    read_command,
    tour_commands,
)
from wardapp.cli.call import REFUSED, Call
from wardapp.cli.parsing import CommandParser
from wardapp.core.errors import Cancelled, WardError
from wardapp.core.places import Places

DESCRIPTION = "WardApp: sổ văn bản, soạn thảo, nhật ký và báo cáo của phường, xã."
PARTS = (
    office_commands,
    tour_commands,
    read_command,
    draft_commands,
    dispatch_commands,
    book_commands,
    log_commands,
)
COMMANDS = (
    "init", "tour", "read", "draft", "issue", "incoming", "outgoing", "number", "book", "log",
    "report", "backup", "restore", "doctor", "self-test",
)  # fmt: skip
"""Names of all commands."""

STOPPED = 130


def main(argv: list[str], places: Places) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 found."""
    _speak_utf8()
    try:
        call = Call(parser().parse_args(argv), places)
        return int(call.args.run(call))
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else REFUSED
    except WardError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    except (KeyboardInterrupt, Cancelled):
        return STOPPED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--office", metavar="THƯ_MỤC", help="thư mục của sổ (hay WARDAPP_OFFICE)")
    common.add_argument("--today", metavar="NGÀY", help="coi hôm nay là ngày này")
    common.add_argument("--json", action="store_true", help="trả lời bằng một giá trị JSON")
    top = CommandParser(prog="wardapp", description=DESCRIPTION)
    commands = top.add_subparsers(
        dest="command", required=True, metavar="LỆNH", parser_class=CommandParser
    )
    for part in PARTS:
        part.add(commands, common)
    return top


def _speak_utf8() -> None:
    """Let every console and pipe take Vietnamese, whatever its code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
