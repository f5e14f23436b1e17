"""The commands: one call, one answer, an exit code that says how it went."""

from __future__ import annotations

import argparse
import io
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from functools import cache
from types import TracebackType

from wardapp.cli import (
    book_commands,
    check_command,
    copy_commands,
    dispatch_commands,
    dossier_commands,
    draft_commands,
    exchange_commands,
    form_commands,
    log_commands,
    machine_commands,
    number_commands,
    office_commands,
    opinion_commands,
    package_commands,
    petition_commands,
    privacy_commands,
    read_command,
    self_test_command,
    template_commands,
    tour_commands,
)
from wardapp.cli.call import REFUSED, Call, WalkWindow
from wardapp.cli.parsing import CommandParser
from wardapp.core.errors import Cancelled, WardError
from wardapp.core.places import Places

DESCRIPTION = "WardApp: sổ văn bản, soạn thảo, nhật ký và báo cáo của phường, xã."
PARTS = (
    office_commands,
    tour_commands,
    self_test_command,
    read_command,
    check_command,
    draft_commands,
    copy_commands,
    template_commands,
    dispatch_commands,
    machine_commands,
    number_commands,
    book_commands,
    dossier_commands,
    log_commands,
    form_commands,
    petition_commands,
    opinion_commands,
    privacy_commands,
    exchange_commands,
    package_commands,
)
COMMANDS = (
    "init", "tour", "read", "check", "draft", "issue", "copy", "template", "letters", "incoming",
    "outgoing", "dispatch", "number", "book", "dossier", "log", "form", "petition", "opinion",
    "privacy", "report", "pack", "unpack", "verify", "backup", "restore", "doctor", "self-test",
)  # fmt: skip
"""Names of all commands."""

STOPPED = 130
UTF8_VARIABLE = "PYTHONUTF8"

log = logging.getLogger(__name__)


def main(argv: list[str], places: Places, walk_window: WalkWindow | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 found.

    `walk_window` is how the self-test gets to the window, which commands do not know.
    """
    _begin_again_in_utf8()
    _speak_utf8()
    sys.excepthook = unforeseen
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        call = Call(parser().parse_args(argv), places, walk_window)
        return int(call.args.run(call))
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else REFUSED
    except WardError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    except (KeyboardInterrupt, Cancelled):
        sys.stderr.write("Đã dừng. Việc đang làm dở không được ghi.\n")
        return STOPPED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


@cache
def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands, made once."""
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


def unforeseen(
    kind: type[BaseException], _error: BaseException, trace: TracebackType | None
) -> None:
    """Log where the program failed, without its data, and tell it in one sentence."""
    log.critical("unforeseen %s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))
    kept = next((each.baseFilename for each in _log_files()), "")
    where = f" Xem tệp nhật ký {kept}." if kept else ""
    sys.stderr.write(
        "Có lỗi chưa lường trước; việc vừa làm chưa được ghi, dữ liệu trước đó còn nguyên."
        f"{where}\n"
    )


def _log_files() -> Iterator[logging.FileHandler]:
    handlers = logging.getLogger("wardapp").handlers
    return (each for each in handlers if isinstance(each, logging.FileHandler))


def _begin_again_in_utf8() -> None:
    """Start anew where Python takes names and arguments for ASCII: ours are Vietnamese."""
    if os.name == "nt":  # never there, and `sys.executable` is the launcher
        return
    if sys.getfilesystemencoding() == "utf-8" or os.environ.get(UTF8_VARIABLE) == "1":
        return
    words = [sys.executable, *sys.orig_argv[1:]]
    os.execve(sys.executable, words, {**os.environ, UTF8_VARIABLE: "1"})


def _speak_utf8() -> None:
    """Let every console and pipe take Vietnamese, whatever its code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
