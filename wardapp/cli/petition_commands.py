"""`wardapp petition`: the book of petitions; persons are taken in, and never given out."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from wardapp.cli.call import DONE, Call
from wardapp.cli.parsing import MOST_LINES, set_fields, whole_between, year_number
from wardapp.cli.petition_deeds import add_deeds
from wardapp.cli.petition_words import NUMBER, found_line, number_of, plain_row
from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.petitions import (
    CHANNEL_NAMES,
    FIELD_NAMES,
    KIND_NAMES,
    STATUS_NAMES,
    PetitionClosing,
    PetitionEntry,
    PetitionFilter,
    PetitionQuery,
    PetitionRow,
    PetitionStatus,
    PrivatePerson,
)
from wardapp.core.text import fold
from wardapp.services.office import Office

Choice = TypeVar("Choice", bound=StrEnum)

LIST_LENGTH = 200
YES = {"co", "c", "yes", "true", "1"}
PERSON = "person."
TEXTS = ("subject", "forwarded_to", "handler", "place", "note", "late_reason")
DAYS = ("received", "due_date")
CHOICES: dict[str, Mapping[Any, str]] = {
    "channel": CHANNEL_NAMES,
    "kind": KIND_NAMES,
    "field": FIELD_NAMES,
}
FLAGS = ("competent", "eligible")
FIELDS = (*DAYS, *CHOICES, *TEXTS, *FLAGS, "person.full_name", "person.address",
          "person.phone")  # fmt: skip


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    petition = commands.add_parser("petition", help="sổ phản ánh, kiến nghị")
    verbs = petition.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    adding = verbs.add_parser("add", parents=[common], help="vào sổ một phản ánh, kiến nghị")
    adding.add_argument(
        "--set", dest="fields", action="append", default=[], metavar="MỤC=GIÁ_TRỊ",
        help=f"các mục: {', '.join(FIELDS)}",
    )  # fmt: skip
    adding.add_argument("--number", metavar="SỐ", default="", help=f"số chọn tay, {NUMBER}")
    adding.add_argument("--with-numbers", action="store_true", help="vẫn ghi dù nội dung có dãy số")
    adding.set_defaults(run=run_add)
    listing = verbs.add_parser("list", parents=[common], help="xem các dòng, mới nhất trước")
    listing.add_argument("--year", type=year_number, metavar="NĂM")
    listing.add_argument(
        "--only", choices=[each.value for each in PetitionFilter], default="all", metavar="LỌC"
    )
    listing.add_argument("--text", default="", metavar="CHỮ")
    listing.add_argument("--field", default="", metavar="LĨNH_VỰC")
    listing.add_argument(
        "--limit", type=whole_between(1, MOST_LINES), default=LIST_LENGTH, metavar="N"
    )
    listing.set_defaults(run=run_list)
    _add_of_one(verbs, common)
    export = verbs.add_parser("export", parents=[common], help="ghi sổ của một năm ra tệp")
    export.add_argument("--year", type=year_number, metavar="NĂM")
    export.add_argument(
        "-o", dest="targets", nargs="+", type=Path, required=True, metavar="TỆP",
        help=".xlsx, .docx hoặc .pdf",
    )  # fmt: skip
    export.set_defaults(run=run_export)


def _add_of_one(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare what is done with one line."""
    one = argparse.ArgumentParser(add_help=False)
    one.add_argument("number", metavar="SỐ", help=NUMBER)
    one.add_argument("--year", type=year_number, metavar="NĂM")
    show = verbs.add_parser("show", parents=[common, one], help="xem một dòng")
    show.set_defaults(run=run_show)
    close = verbs.add_parser("close", parents=[common, one], help="ghi kết quả giải quyết")
    close.add_argument("--state", choices=["done", "forwarded", "guided", "filed"], default="done")
    close.add_argument("--on", metavar="NGÀY", help="ngày xong, mặc định hôm nay")
    close.add_argument("--result", default="", metavar="KẾT_QUẢ")
    close.add_argument("--answer", default="", metavar="SỐ_KÝ_HIỆU", help="văn bản trả lời")
    close.add_argument("--answered", metavar="NGÀY", help="ngày trả lời")
    close.add_argument("--forwarded-to", default="", metavar="NƠI")
    close.set_defaults(run=run_close)
    cancel = verbs.add_parser("cancel", parents=[common, one], help="hủy một dòng, giữ số")
    cancel.add_argument("--reason", required=True, metavar="LÝ_DO")
    cancel.set_defaults(run=run_cancel)
    restore = verbs.add_parser("restore", parents=[common, one], help="bỏ hủy một dòng")
    restore.add_argument("--reason", required=True, metavar="LÝ_DO")
    restore.set_defaults(run=run_restore)
    add_deeds(verbs, common, one)


def run_add(call: Call) -> int:
    """Write one line; the next number unless one is chosen."""
    typed = set_fields(call.args.fields, FIELDS)
    number, suffix = number_of(call.args.number) if call.args.number else (None, "")
    with call.office() as office:
        entry = replace(_entry(call, typed, office), suffix=suffix)
        person = PrivatePerson(
            **{name: typed.get(f"{PERSON}{name}", "") for name in ("full_name", "address", "phone")}
        )
        line = office.petitions.add(
            entry, person, number=number, with_numbers=call.args.with_numbers
        )
        row = office.petitions.row(line.id)
    call.answer(plain_row(row), f"Đã vào sổ phản ánh, kiến nghị số {line.number_symbol}.")
    return DONE


def run_list(call: Call) -> int:
    """Print lines of the book."""
    query = PetitionQuery(
        year=call.args.year,
        only=PetitionFilter(call.args.only),
        text=call.args.text,
        field=choice_of("field", call.args.field, FIELD_NAMES) if call.args.field else None,
    )
    with call.office() as office:
        rows = office.petitions.page(query, 0, call.args.limit).rows
    call.answer([plain_row(row) for row in rows], "\n".join(map(_line, rows)))
    return DONE


def run_show(call: Call) -> int:
    """Print one line with all its fields."""
    with call.office() as office:
        row = office.petitions.row(found_line(call, office).id)
    told = "\n".join(f"{name}: {value}" for name, value in plain_row(row).items() if value)
    call.answer(plain_row(row), told)
    return DONE


def run_close(call: Call) -> int:
    """Write how a petition ended."""
    args = call.args
    with call.office() as office:
        closing = PetitionClosing(
            status=PetitionStatus(args.state),
            on=call.day(args.on) or office.desk.today(),
            result=args.result,
            answer_symbol=args.answer,
            answered_date=call.day(args.answered),
            forwarded_to=args.forwarded_to,
        )
        line = office.petitions.close(found_line(call, office).id, closing)
        row = office.petitions.row(line.id)
    call.answer(plain_row(row), f"Số {line.number_symbol}: {STATUS_NAMES[line.status].lower()}.")
    return DONE


def run_cancel(call: Call) -> int:
    """Strike a line through."""
    with call.office() as office:
        line = office.petitions.cancel(found_line(call, office).id, call.args.reason)
        row = office.petitions.row(line.id)
    call.answer(plain_row(row), f"Đã hủy số {line.number_symbol}, lý do: {line.cancel_reason}")
    return DONE


def run_restore(call: Call) -> int:
    """Take a cancellation back."""
    with call.office() as office:
        line = office.petitions.restore(found_line(call, office).id, call.args.reason)
        row = office.petitions.row(line.id)
    call.answer(plain_row(row), f"Đã bỏ hủy số {line.number_symbol}.")
    return DONE


def run_export(call: Call) -> int:
    """Write the book of a year."""
    with call.office() as office:
        year = call.args.year or office.desk.today().year
        written = [office.petitions.book_to(target, year) for target in call.args.targets]
    call.answer(
        {"year": year, "files": [str(path) for path in written]},
        "\n".join(f"Đã ghi {path.name}." for path in written),
    )
    return DONE


def _entry(call: Call, typed: dict[str, str], office: Office) -> PetitionEntry:
    days: dict[str, date | None] = {name: call.day(typed.get(name)) for name in DAYS}
    received = days["received"] or office.desk.today()
    chosen: dict[str, Any] = {
        name: choice_of(name, typed[name], names)
        for name, names in CHOICES.items()
        if name in typed
    }
    chosen |= {name: typed.get(name, "") for name in TEXTS}
    for name in FLAGS:
        if name in typed:
            chosen[name] = fold(typed[name]) in YES
    return PetitionEntry(
        issuer_id=RecordId(""),
        received=received,
        due_date=days["due_date"],
        **chosen,
    )


def choice_of(name: str, text: str, names: Mapping[Choice, str]) -> Choice:
    """Return the choice that a value or its words name; BadValue lists all."""
    wanted = fold(text)
    for choice, words in names.items():
        if wanted in {fold(choice.value), fold(words)}:
            return choice
    known = ", ".join(f"{choice.value} ({words})" for choice, words in names.items())
    raise BadValue(name, f"{name} không có lựa chọn {text}. Các lựa chọn: {known}.")


def _line(row: PetitionRow) -> str:
    line = row.petition
    due = f"hạn {long_date(line.due_date)}" if line.due_date and line.is_open else ""
    state = due or STATUS_NAMES[line.status]
    return "\t".join(
        (line.number_symbol, long_date(line.received), KIND_NAMES[line.kind], line.subject,
         line.handler, row.who, state)
    )  # fmt: skip
