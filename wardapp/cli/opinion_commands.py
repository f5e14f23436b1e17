"""`wardapp opinion`: topics of public opinion, named by the first letters of their id."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.parsing import MOST_LINES, set_fields, whole_between
from wardapp.cli.petition_commands import choice_of
from wardapp.cli.values import plain
from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.opinions import (
    LEANING_NAMES,
    OPINION_FIELD_NAMES,
    SPREAD_NAMES,
    STRENGTH_NAMES,
    OpinionEntry,
    OpinionQuery,
    OpinionTopic,
)
from wardapp.services.office import Office

LIST_LENGTH = 200
SHORT = 8
MOST = 5_000
TEXTS = ("issue", "origin", "steps", "outcome", "note")
CHOICES: dict[str, Mapping[Any, str]] = {
    "field": OPINION_FIELD_NAMES,
    "leaning": LEANING_NAMES,
    "spread": SPREAD_NAMES,
    "strength": STRENGTH_NAMES,
}
FIELDS = ("day", *CHOICES, *TEXTS, "places")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    opinion = commands.add_parser("opinion", help="dư luận xã hội: vấn đề, không có họ tên")
    verbs = opinion.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    adding = verbs.add_parser("add", parents=[common], help="ghi một vấn đề")
    adding.add_argument("issue", metavar="VẤN_ĐỀ")
    adding.add_argument(
        "--set", dest="fields", action="append", default=[], metavar="MỤC=GIÁ_TRỊ",
        help=f"các mục: {', '.join(FIELDS)}; places cách nhau dấu cách, * là toàn phường",
    )  # fmt: skip
    adding.add_argument("--file", action="append", type=Path, default=[], metavar="TỆP")
    adding.add_argument("--with-persons", action="store_true", help="đã xem, vẫn ghi")
    adding.set_defaults(run=run_add)
    listing = verbs.add_parser("list", parents=[common], help="xem các vấn đề, mới nhất trước")
    _add_filter(listing)
    listing.add_argument(
        "--limit", type=whole_between(1, MOST_LINES), default=LIST_LENGTH, metavar="N"
    )
    listing.set_defaults(run=run_list)
    export = verbs.add_parser("export", parents=[common], help="ghi danh sách ra tệp")
    _add_filter(export)
    export.add_argument(
        "-o", dest="targets", nargs="+", type=Path, required=True, metavar="TỆP",
        help=".xlsx, .docx hoặc .pdf",
    )  # fmt: skip
    export.set_defaults(run=run_export)
    _add_of_one(verbs, common)


def _add_filter(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--from", dest="date_from", metavar="NGÀY")
    verb.add_argument("--to", dest="date_to", metavar="NGÀY")
    verb.add_argument("--field", default="", metavar="LĨNH_VỰC")
    verb.add_argument("--leaning", default="", metavar="KHUYNH_HƯỚNG")
    verb.add_argument("--open", action="store_true", help="chỉ vấn đề chưa kết thúc")
    verb.add_argument("--text", default="", metavar="CHỮ")


def _add_of_one(verbs: Any, common: argparse.ArgumentParser) -> None:
    one = argparse.ArgumentParser(add_help=False)
    one.add_argument("topic", metavar="MÃ", help=f"mã, hoặc {SHORT} chữ cuối của mã")
    on = argparse.ArgumentParser(add_help=False)
    on.add_argument("--on", metavar="NGÀY", help="mặc định hôm nay")
    verbs.add_parser("show", parents=[common, one], help="xem một vấn đề").set_defaults(
        run=run_show
    )
    verbs.add_parser(
        "heard", parents=[common, one, on], help="nghe lại thêm một ngày"
    ).set_defaults(run=run_heard)
    close = verbs.add_parser("close", parents=[common, one, on], help="kết thúc một vấn đề")
    close.add_argument("--outcome", default="", metavar="KẾT_QUẢ")
    close.set_defaults(run=run_close)
    join = verbs.add_parser("join", parents=[common, one], help="gộp vào vấn đề khác")
    join.add_argument("main", metavar="MÃ_CHÍNH")
    join.set_defaults(run=run_join)
    verbs.add_parser("apart", parents=[common, one], help="tách ra khỏi vấn đề chung").set_defaults(
        run=run_apart
    )


def run_add(call: Call) -> int:
    """Keep a topic."""
    typed = {"issue": call.args.issue, **set_fields(call.args.fields, FIELDS)}
    with call.office() as office:
        entry = OpinionEntry(
            day=call.day(typed.get("day")) or office.desk.today(),
            places=tuple(typed.get("places", "").split()),
            **{name: typed.get(name, "") for name in TEXTS},
            **{
                name: choice_of(name, typed[name], names)
                for name, names in CHOICES.items()
                if name in typed
            },
        )
        topic = office.opinions.add(
            entry, tuple(call.args.file), with_persons=call.args.with_persons
        )
    call.answer(plain(topic), f"Đã ghi vấn đề {_code(topic)}: {topic.issue}")
    return DONE


def run_list(call: Call) -> int:
    """Print topics, newest first."""
    with call.office() as office:
        rows = office.opinions.page(_query(call), 0, call.args.limit).rows
    call.answer([plain(row) for row in rows], "\n".join(map(_line, rows)))
    return DONE


def run_export(call: Call) -> int:
    """Write the topics of a span."""
    query = _query(call)
    with call.office() as office:
        written = [office.opinions.list_to(target, query) for target in call.args.targets]
    call.answer(
        {"files": [str(path) for path in written]},
        "\n".join(f"Đã ghi {path.name}." for path in written),
    )
    return DONE


def run_show(call: Call) -> int:
    """Print one topic with all its fields."""
    with call.office() as office:
        topic = _found(office, call.args.topic)
    told = "\n".join(f"{name}: {value}" for name, value in plain(topic).items() if value)
    call.answer(plain(topic), told)
    return DONE


def run_heard(call: Call) -> int:
    """Note one more day on which a topic came up."""
    with call.office() as office:
        found = _found(office, call.args.topic)
        topic = office.opinions.heard_again(found.id, call.day(call.args.on))
    call.answer(plain(topic), f"Đã ghi nghe lại, {len(topic.heard_on)} lần: {topic.issue}")
    return DONE


def run_close(call: Call) -> int:
    """Note that a topic calmed down."""
    with call.office() as office:
        found = _found(office, call.args.topic)
        topic = office.opinions.close(found.id, call.args.outcome, call.day(call.args.on))
    call.answer(plain(topic), f"Đã kết thúc: {topic.issue}")
    return DONE


def run_join(call: Call) -> int:
    """Let another topic stand for one."""
    with call.office() as office:
        topic, main = _found(office, call.args.topic), _found(office, call.args.main)
        topic = office.opinions.join(topic.id, main.id)
    call.answer(plain(topic), f"Đã gộp vào: {main.issue}")
    return DONE


def run_apart(call: Call) -> int:
    """Let a topic stand for itself again."""
    with call.office() as office:
        topic = office.opinions.take_apart(_found(office, call.args.topic).id)
    call.answer(plain(topic), f"Đã tách: {topic.issue}")
    return DONE


def _query(call: Call) -> OpinionQuery:
    args = call.args
    return OpinionQuery(
        date_from=call.day(args.date_from),
        date_to=call.day(args.date_to),
        field=choice_of("field", args.field, OPINION_FIELD_NAMES) if args.field else None,
        leaning=choice_of("leaning", args.leaning, LEANING_NAMES) if args.leaning else None,
        only_open=args.open,
        text=args.text,
    )


def _found(office: Office, name: str) -> OpinionTopic:
    """Return the topic that an id, or the end of one, names."""
    rows = office.opinions.page(OpinionQuery(), 0, MOST).rows
    found = [topic for topic in rows if name and topic.id.endswith(name)]
    if len(found) > 1:
        raise BadValue("topic", f"Có {len(found)} vấn đề mã tận cùng {name}. Ghi thêm chữ của mã.")
    if not found:
        raise NotFound(f"Không có vấn đề dư luận nào mã {name}.")
    return found[0]


def _code(topic: OpinionTopic) -> str:
    return topic.id[-SHORT:]


def _line(topic: OpinionTopic) -> str:
    leaning = LEANING_NAMES[topic.leaning] if topic.leaning else ""
    state = f"kết thúc {long_date(topic.closed_on)}" if topic.closed_on else "đang nghe"
    if topic.joined_to:
        state = f"gộp vào {topic.joined_to[-SHORT:]}"
    return "\t".join(
        (_code(topic), long_date(topic.day), OPINION_FIELD_NAMES[topic.field], topic.issue,
         leaning, state)
    )  # fmt: skip
