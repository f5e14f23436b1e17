"""`wardapp number last|confirm`: the last numbers on paper, asked for after some restores."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.values import plain
from wardapp.core.errors import BadValue
from wardapp.core.number_views import LastNumber
from wardapp.core.numbering import SeriesKey
from wardapp.services.office import Office

KeyOf = Callable[[Call, Office], SeriesKey]


def add(verbs: Any, shared: list[argparse.ArgumentParser], key_of: KeyOf) -> None:
    """Declare the verbs."""
    last = verbs.add_parser(
        "last", parents=shared[:1], help="số cuối đã biết của mọi sổ, sổ nào chờ xác nhận"
    )
    last.set_defaults(run=run_last)
    confirm = verbs.add_parser(
        "confirm", parents=shared, help="xác nhận số cuối đã cấp trên giấy của một hay mọi sổ"
    )
    confirm.add_argument("number", nargs="?", type=int, metavar="SỐ", help="số cuối của sổ này")
    confirm.add_argument(
        "--all", action="store_true", help="mọi sổ: số cuối đã biết cũng là số cuối trên giấy"
    )
    confirm.set_defaults(run=lambda call: run_confirm(call, key_of))


def run_last(call: Call) -> int:
    """Tell the last number of each book as far as it is known."""
    with call.office() as office:
        known = office.last_numbers.look()
    told = [known.sentence] if known.sentence else []
    told += [_told(row) for row in known.rows if row.last or row.has_lost]
    call.answer(plain(known), "\n".join(told) or "Chưa sổ nào cấp số.")
    return DONE


def run_confirm(call: Call, key_of: KeyOf) -> int:
    """Take the clerk's word for the last number on paper of a book, or of all."""
    args = call.args
    if (args.number is None) != args.all:
        raise BadValue("number", "Hãy ghi số cuối của một sổ, hoặc --all cho mọi sổ.")
    with call.office() as office:
        if args.all:
            sentence = office.last_numbers.confirm_all({})
        else:
            sentence = office.last_numbers.confirm(key_of(call, office), args.number)
    call.answer({"sentence": sentence}, sentence)
    return DONE


def _told(row: LastNumber) -> str:
    marks = "chờ xác nhận" if row.is_asked else ""
    block = f"khối {row.block}" if row.block else ""
    return "\t".join(filter(None, (row.series, f"{row.last:02}", block, marks)))
