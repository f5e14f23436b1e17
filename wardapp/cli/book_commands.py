"""`wardapp book`: the registers as the law prints them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli import import_commands
from wardapp.cli.call import DONE, Call
from wardapp.cli.log_commands import SHEET_KINDS
from wardapp.cli.parsing import year_number
from wardapp.core.errors import BadValue
from wardapp.core.issuers import Issuer, Term
from wardapp.core.text import fold
from wardapp.core.views import BookRequest
from wardapp.services.office import Office
from wardapp.services.spec import find_issuer
from wardapp.services.targets import checked_targets

BOOKS = {"den": "Sổ đăng ký văn bản đến", "di": "Sổ đăng ký văn bản đi"}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    book = commands.add_parser("book", help="in các sổ")
    verbs = book.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    verbs.add_parser("list", parents=[common], help="các sổ của cơ quan").set_defaults(run=run_list)
    export = verbs.add_parser("export", parents=[common], help="ghi một sổ ra tệp")
    export.add_argument(
        "book", metavar="SỔ", help="den hoặc di, thêm @KÝ_HIỆU khi có nhiều cơ quan"
    )
    export.add_argument("--year", type=year_number, metavar="NĂM")
    export.add_argument("--term", metavar="NHIỆM_KỲ")
    export.add_argument("--from", dest="date_from", metavar="NGÀY")
    export.add_argument("--to", dest="date_to", metavar="NGÀY")
    export.add_argument(
        "-o", dest="targets", nargs="+", type=Path, required=True, metavar="TỆP",
        help=".xlsx, .docx hoặc .pdf",
    )  # fmt: skip
    export.set_defaults(run=run_export)
    import_commands.add(verbs, common)


def run_list(call: Call) -> int:
    """Print the books of the office."""
    with call.office() as office:
        issuers = office.catalogue.issuers()
    books = [
        {"book": f"{code}@{issuer.symbol}", "title": title, "issuer": issuer.name}
        for code, title in BOOKS.items()
        for issuer in issuers
    ]
    call.answer(
        books, "\n".join(f"{each['book']}\t{each['title']}\t{each['issuer']}" for each in books)
    )
    return DONE


def run_export(call: Call) -> int:
    """Write a book of a year, a term or a span of days."""
    targets = checked_targets(call.args.targets, SHEET_KINDS)
    with call.office() as office:
        request = _request(call, office)
        written = [office.exporting.book_to(request, target) for target in targets]
    call.answer(
        {"book": call.args.book, "files": [str(path) for path in written]},
        "\n".join(f"Đã ghi {path.name}." for path in written),
    )
    return DONE


def _request(call: Call, office: Office) -> BookRequest:
    code, _, symbol = call.args.book.partition("@")
    if code not in BOOKS:
        raise BadValue("book", f"Không có sổ “{code}”. Các sổ: {', '.join(BOOKS)}.")
    issuer = _issuer(symbol, office.catalogue.issuers()) if symbol else None
    span = (call.day(call.args.date_from), call.day(call.args.date_to))
    term = _term(call.args.term, office.catalogue.terms()) if call.args.term else None
    year = call.args.year
    if year is None and term is None and span == (None, None):
        year = call.clock.today().year
    return BookRequest(
        code=code,
        issuer_id=issuer.id if issuer else None,
        year=year,
        term_id=term.id if term else None,
        date_from=span[0],
        date_to=span[1],
    )


def _issuer(symbol: str, issuers: tuple[Issuer, ...]) -> Issuer:
    found = find_issuer(symbol, issuers)
    if found is None:
        known = ", ".join(issuer.symbol for issuer in issuers)
        raise BadValue("book", f"Không có cơ quan “{symbol}”. Các cơ quan của sổ: {known}.")
    return found


def _term(label: str, terms: tuple[Term, ...]) -> Term:
    wanted = fold(label).replace(" ", "")
    for term in terms:
        if fold(term.label).replace(" ", "") == wanted:
            return term
    known = ", ".join(term.label for term in terms) or "chưa có"
    raise BadValue("term", f"Không có nhiệm kỳ “{label}”. Các nhiệm kỳ: {known}.")
