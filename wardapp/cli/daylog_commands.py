"""`wardapp log`: a line added, lines pasted from a file, lines listed."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, FOUND, Call
from wardapp.cli.parsing import MOST_LINES, whole_between
from wardapp.cli.values import plain
from wardapp.core.dates import long_date
from wardapp.core.daylog import LogEntry, LogLine, LogQuery
from wardapp.core.errors import BadValue
from wardapp.core.log_paste import PastedLine, PastedLog
from wardapp.services.daylog_lines import EVERYWHERE, channel_named
from wardapp.services.office import Office
from wardapp.services.person_gate import refuse_person_words

LIST_LENGTH = 200
MOST_COUNT = 999_999_999
ALL_WORDS = {"tất cả", "cả phường", "toàn phường"}
STANDARD_INPUT = "-"
_count = whole_between(0, MOST_COUNT)


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the verbs of `wardapp log`."""
    _declare_add(verbs.add_parser("add", parents=[common], help="ghi một dòng"))
    _declare_paste(
        verbs.add_parser("paste", parents=[common], help="ghi nhiều dòng từ Zalo, Excel, CSV")
    )
    _declare_list(
        verbs.add_parser("list", parents=[common], help="xem các dòng, ngày mới nhất trước")
    )


def _declare_add(adding: argparse.ArgumentParser) -> None:
    adding.add_argument(
        "line", metavar="DÒNG", help="ví dụ: “fb; nội dung; 1; 1500; tdp 9 12; 5/6”"
    )
    adding.add_argument("--day", metavar="NGÀY")
    adding.add_argument("--time", metavar="GIỜ", help="ví dụ 07:30")
    adding.add_argument("--group", metavar="NHÓM", help="ví dụ 1.7")
    adding.add_argument("--amount", type=_count, metavar="N", help="số tin, bài, cuộc")
    adding.add_argument("--minutes", type=_count, metavar="N", help="số phút")
    adding.add_argument("--reach", type=_count, metavar="N", help="tiếp cận, người dự")
    adding.add_argument("--interactions", type=_count, metavar="N", help="tương tác")
    adding.add_argument(
        "--place", action="append", default=[], metavar="TỔ", help="số tổ dân phố, hoặc “tất cả”"
    )
    adding.add_argument("--link", action="append", default=[], metavar="LIÊN_KẾT")
    adding.add_argument("--note", metavar="CHỮ", help="ghi chú")
    adding.add_argument(
        "--file", action="append", type=Path, default=[], metavar="TỆP", help="minh chứng"
    )
    adding.add_argument(
        "--with-numbers", action="store_true", help="đã xem, vẫn ghi dù nội dung có dãy số"
    )
    adding.set_defaults(run=run_add)


def _declare_paste(pasting: argparse.ArgumentParser) -> None:
    pasting.add_argument("file", metavar="TỆP", help=".txt, .xlsx, .csv; “-” là đầu vào chuẩn")
    pasting.add_argument("--channel", default="", metavar="KÊNH", help="kênh cho dòng chưa rõ")
    pasting.add_argument("--preview", action="store_true", help="chỉ xem, chưa ghi")
    pasting.set_defaults(run=run_paste)


def _declare_list(listing: argparse.ArgumentParser) -> None:
    listing.add_argument("--from", dest="date_from", metavar="NGÀY")
    listing.add_argument("--to", dest="date_to", metavar="NGÀY")
    listing.add_argument("--channel", default="", metavar="KÊNH")
    listing.add_argument("--group", default="", metavar="NHÓM")
    listing.add_argument("--place", default="", metavar="TỔ", help="dòng có tổ dân phố này")
    listing.add_argument("--text", default="", metavar="CHỮ")
    listing.add_argument("--missing", action="store_true", help="chỉ dòng thiếu minh chứng")
    listing.add_argument(
        "--limit", type=whole_between(1, MOST_LINES), default=LIST_LENGTH, metavar="N"
    )
    listing.set_defaults(run=run_list)


def run_add(call: Call) -> int:
    """Write one line of the log from one line of text, and what the options add to it."""
    with call.office() as office:
        entry = _with_options(call, office.daylog.parse(call.args.line))
        public = {"content": entry.content, "note": entry.note}
        refuse_person_words(public, seen=call.args.with_numbers, names=False)
        line = office.daylog.add(entry, tuple(call.args.file))
        said = office.daylog.sentence(line)
    call.answer(plain(line), f"Đã ghi {said}: {line.content}")
    return DONE


def _with_options(call: Call, entry: LogEntry) -> LogEntry:
    """Return the entry with the options laid over it: what is not given stays."""
    args = call.args
    names = ("time", "group", "amount", "minutes", "reach", "interactions", "note")
    given = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    day = call.day(args.day)
    if day is not None:
        given["day"] = day
    if args.place:
        is_all = any(each.casefold() in {*ALL_WORDS, EVERYWHERE} for each in args.place)
        given["places"] = (EVERYWHERE,) if is_all else tuple(args.place)
    if args.link:
        given["evidence_links"] = (*entry.evidence_links, *args.link)
    return replace(entry, **given)


def run_paste(call: Call) -> int:
    """Write the lines of a file that are clear; the others are named, exit 3."""
    with call.office() as office:
        log = _looked_at(call, office)
        lines = _with_channel(office, log, call.args.channel)
        ready = [line for line in lines if line.will_be_written]
        kept = () if call.args.preview or not ready else office.log_pasting.keep(ready)
    blocked = [line for line in lines if line.wanted and line.is_blocked]
    verb = f"Sẽ ghi {len(ready)} dòng" if call.args.preview else f"Đã ghi {len(kept)} dòng"
    told = [f"{verb}, cần sửa {len(blocked)}, không ghi {len(lines) - len(ready) - len(blocked)}."]
    told += [_said(line) for line in lines if line.doubts]
    answer = {
        "kind": log.kind.value,
        "senders_left_out": log.senders,
        "unused_columns": list(log.unused),
        "written": [line.id for line in kept],
        "lines": [_plain_line(line) for line in lines],
    }
    call.answer(answer, "\n".join(told))
    return FOUND if blocked else DONE


def _looked_at(call: Call, office: Office) -> PastedLog:
    if call.args.file == STANDARD_INPUT:
        return office.log_pasting.look_at(sys.stdin.read())
    return office.log_pasting.look_at_file(Path(call.args.file))


def _with_channel(office: Office, log: PastedLog, named: str) -> tuple[PastedLine, ...]:
    if not named:
        return log.lines
    channel = channel_named(named, office.daylog.channels())
    return office.log_pasting.with_channel(log.lines, channel.code)


def _said(line: PastedLine) -> str:
    doubts = " ".join(each.sentence for each in line.doubts)
    where = ", ".join(map(str, line.numbers))
    state = "ghi" if line.will_be_written else "cần sửa" if line.wanted else "không ghi"
    return f"Dòng {where} ({state}): {doubts}"


def _plain_line(line: PastedLine) -> dict[str, Any]:
    return {
        "numbers": list(line.numbers),
        "text": line.source,
        "entry": None if line.entry is None else plain(line.entry),
        "will_be_written": line.will_be_written,
        "doubts": [plain(each) for each in line.doubts],
    }


def run_list(call: Call) -> int:
    """Print lines of the log, newest day first."""
    args = call.args
    with call.office() as office:
        query = LogQuery(
            date_from=call.day(args.date_from),
            date_to=call.day(args.date_to),
            channel=_channel_code(office, args.channel),
            group=args.group,
            place=args.place,
            text=args.text,
            missing_evidence=args.missing,
        )
        rows = office.daylog.page(query, 0, args.limit).rows
    call.answer([plain(row) for row in rows], "\n".join(map(_row, rows)))
    return DONE


def _channel_code(office: Office, named: str) -> str:
    """Return the code of a channel by code, shortcut or name; retired ones too."""
    if not named:
        return ""
    try:
        return channel_named(named, office.daylog.ground().channels).code
    except BadValue:
        if any(line.channel == named for line in office.daylog.page(LogQuery(channel=named)).rows):
            return named
        raise


def _row(line: LogLine) -> str:
    places = " ".join(line.places)
    reach = "" if line.reach is None else str(line.reach)
    return "\t".join(
        (long_date(line.day), line.channel, str(line.amount), reach, places, line.content)
    )
