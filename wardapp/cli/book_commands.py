"""`wardapp book`: the registers as the law prints them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli import closing_commands, import_commands
from wardapp.cli.call import DONE, FOUND, Call
from wardapp.cli.log_commands import SHEET_KINDS
from wardapp.cli.parsing import year_number
from wardapp.cli.values import plain
from wardapp.core.book_lists import LIST_TITLES, ListCode, ListRequest
from wardapp.core.books import BookKind
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Term
from wardapp.core.text import fold
from wardapp.core.views import BookRequest
from wardapp.services.office import Office
from wardapp.services.spec import find_issuer
from wardapp.services.targets import checked_targets


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    book = commands.add_parser("book", help="các sổ: xem, in, đóng, kiểm tra, nhập sổ cũ")
    verbs = book.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    verbs.add_parser("list", parents=[common], help="các sổ của cơ quan").set_defaults(run=run_list)
    export = verbs.add_parser("export", parents=[common], help="ghi một sổ ra tệp")
    export.add_argument(
        "book",
        metavar="SỔ",
        help="den, di, sao hoặc sổ riêng, thêm @KÝ_HIỆU khi có nhiều cơ quan; hoặc một danh sách: "
        + ", ".join(code.value for code in LIST_TITLES),
    )
    export.add_argument("--year", type=year_number, metavar="NĂM")
    export.add_argument("--term", metavar="NHIỆM_KỲ")
    export.add_argument("--from", dest="date_from", metavar="NGÀY")
    export.add_argument("--to", dest="date_to", metavar="NGÀY")
    export.add_argument("--paper", choices=("A4", "A3"), default="", help="khổ giấy")
    export.add_argument(
        "-o", dest="targets", nargs="+", type=Path, required=True, metavar="TỆP",
        help=".xlsx, .docx hoặc .pdf",
    )  # fmt: skip
    export.set_defaults(run=run_export)
    closing_commands.add(verbs, common)
    check = verbs.add_parser(
        "check", parents=[common], help="kiểm tra sổ: số trống, trùng, quá hạn"
    )
    check.add_argument("book", metavar="SỔ", help="den, di, sao …, thêm @KÝ_HIỆU khi có nhiều")
    check.add_argument("--year", type=year_number, metavar="NĂM")
    check.add_argument("--term", metavar="NHIỆM_KỲ")
    check.set_defaults(run=run_check)
    import_commands.add(verbs, common)


def run_list(call: Call) -> int:
    """Print the books of the office."""
    with call.office() as office:
        symbols = {issuer.id: issuer.symbol for issuer in office.catalogue.issuers()}
        volumes = office.closing.volumes()
    labels: dict[tuple[str, str, str], list[str]] = {}
    for each in volumes:
        name = f"{each.book}@{symbols[each.issuer_id]}"
        labels.setdefault((name, each.name, each.issuer_name), []).append(each.label)
    books = [
        {"book": name, "title": title, "issuer": issuer, "volumes": told}
        for (name, title, issuer), told in labels.items()
    ]
    call.answer(
        books, "\n".join(f"{each['book']}\t{each['title']}\t{each['issuer']}" for each in books)
    )
    return DONE


def run_export(call: Call) -> int:
    """Write a book of a year, a term or a span of days."""
    targets = checked_targets(call.args.targets, SHEET_KINDS)
    with call.office() as office:
        code = call.args.book.partition("@")[0]
        if code in set(LIST_TITLES):
            wanted = _list_request(call, office)
            written = [office.book_lists.list_to(wanted, target) for target in targets]
            office.book_lists.mark_left(wanted)
        else:
            request = _request(call, office)
            written = [office.exporting.book_to(request, target) for target in targets]
    call.answer(
        {"book": call.args.book, "files": [str(path) for path in written]},
        "\n".join(f"Đã ghi {path.name}." for path in written),
    )
    return DONE


def run_check(call: Call) -> int:
    """Tell what stands out in the numbers of a book; 3 when something has to be mended."""
    code, _, symbol = call.args.book.partition("@")
    with call.office() as office:
        issuer = _issuer(symbol, office.catalogue.issuers()) if symbol else None
        term = _term(call.args.term, office.catalogue.terms()) if call.args.term else None
        scope = term.id if term else str(call.args.year or "")
        _refuse_unknown(code, office)
        findings = office.numbering.check(issuer.id if issuer else None, code, scope)
    told = [f"{each.series}: {each.sentence}" for each in findings]
    call.answer(plain(findings), "\n".join(told) or "Sổ không có gì phải sửa.")
    return FOUND if any(each.is_fault for each in findings) else DONE


def _refuse_unknown(code: str, office: Office) -> None:
    """Raise BadValue for a book that nobody keeps: nothing wrong in it would comfort wrongly."""
    common = {BookKind.OUTGOING, BookKind.COPIES, BookKind.PETITIONS}
    arriving = {each.code for each in office.intake.books()}
    own = {each.code for each in office.register_books.list()}
    known = {each.value for each in common} | arriving | own
    if code not in known:
        raise BadValue("book", f"Không có sổ “{code}”. Các sổ: {', '.join(sorted(known))}.")


def _request(call: Call, office: Office) -> BookRequest:
    code, _, symbol = call.args.book.partition("@")
    issuer = _issuer(symbol, office.catalogue.issuers()) if symbol else None
    span = (call.day(call.args.date_from), call.day(call.args.date_to))
    term = _term(call.args.term, office.catalogue.terms()) if call.args.term else None
    year, term_id = call.args.year, term.id if term else None
    if year is None and term is None and span == (None, None):
        term_id = _running_term(call, office, issuer, code)
        year = None if term_id else call.clock.today().year
    return BookRequest(
        code=code,
        issuer_id=issuer.id if issuer else None,
        year=year,
        term_id=term_id,
        date_from=span[0],
        date_to=span[1],
        paper=call.args.paper,
    )


def _running_term(call: Call, office: Office, issuer: Issuer | None, code: str) -> RecordId | None:
    """Return the term a book counts in today: by year it would lack what no line holds."""
    mine = issuer or office.catalogue.issuers()[0]
    today, terms = call.clock.today(), {term.id for term in office.catalogue.terms()}
    running = (
        RecordId(each.scope_value)
        for each in office.closing.volumes()
        if (each.issuer_id, each.book) == (mine.id, code)
        and each.first_day <= today <= each.last_day
    )
    return next((each for each in running if each in terms), None)


def _list_request(call: Call, office: Office) -> ListRequest:
    code, _, symbol = call.args.book.partition("@")
    issuer = _issuer(symbol, office.catalogue.issuers()) if symbol else None
    today = call.clock.today()
    return ListRequest(
        code=ListCode(code),
        issuer_id=issuer.id if issuer else None,
        first=call.day(call.args.date_from) or today.replace(month=1, day=1),
        last=call.day(call.args.date_to) or today,
        paper=call.args.paper,
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
