"""`wardapp dossier`: the filing plan, papers in dossiers, and what prints of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.log_commands import SHEET_KINDS
from wardapp.cli.parsing import year_number
from wardapp.cli.values import plain
from wardapp.core.dates import long_date
from wardapp.core.dossier_views import DossierContents, DossierRow, Handover, RecordRef
from wardapp.core.dossiers import (
    Dossier,
    DossierFilter,
    DossierQuery,
    DossierStatus,
    retention_text,
)
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.printout import Printout
from wardapp.services.dossier_rows import years_of
from wardapp.services.office import Office
from wardapp.services.spec import find_issuer
from wardapp.services.targets import checked_targets

MOST = 5_000
STATES = {
    "planned": "dự kiến", "open": "đang lập", "closed": "đã kết thúc",
    "handed_over": "đã nộp lưu", "kept_back": "giữ lại",
}  # fmt: skip
PRINTS = ("plan", "contents", "cover", "closing", "handover", "minutes", "overdue", "kept-back")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    dossier = commands.add_parser("dossier", help="hồ sơ: danh mục, đưa văn bản vào, nộp lưu")
    verbs = dossier.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    base = argparse.ArgumentParser(add_help=False, parents=[common])
    base.add_argument("--year", type=year_number, metavar="NĂM", help="năm của danh mục")
    base.add_argument("--issuer", metavar="KÝ_HIỆU", help="cơ quan, khi có nhiều")

    def verb(name: str, told: str, run: Callable[[Call], int]) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = verbs.add_parser(name, parents=[base], help=told)
        parser.set_defaults(run=run)
        return parser

    listed = verb("list", "danh mục hồ sơ", run_list)
    listed.add_argument(
        "--only", choices=[each.value for each in DossierFilter], default="all", help="chỉ những"
    )
    _with_symbol(verb("show", "một hồ sơ và văn bản trong đó", run_show))
    added = verb("add", "thêm hồ sơ vào danh mục", run_add)
    _with_symbol(added)
    added.add_argument("--title", required=True, metavar="TIÊU_ĐỀ")
    added.add_argument("--heading", default="", metavar="ĐỀ_MỤC")
    added.add_argument("--retention", required=True, metavar="THỜI_HẠN", help="10 năm, Vĩnh viễn")
    added.add_argument("--keeper", default="", metavar="NGƯỜI_LẬP")
    for name, told, run in (
        ("file", "đưa văn bản vào hồ sơ", run_file),
        ("take-out", "rút văn bản khỏi hồ sơ", run_take_out),
    ):
        filed = verb(name, told, run)
        _with_symbol(filed)
        filed.add_argument(
            "records", nargs="+", metavar="VĂN_BẢN", help="den:318, den:318/2025, di:12-CV/BXDĐ"
        )
    _add_life(verb)
    exported = verb("export", "ghi ra tệp: " + ", ".join(PRINTS), run_export)
    exported.add_argument("paper", choices=PRINTS, metavar="BẢN_IN")
    exported.add_argument("symbols", nargs="*", metavar="KÝ_HIỆU")
    exported.add_argument(
        "-o", dest="targets", nargs="+", type=Path, required=True, metavar="TỆP",
        help=".docx, .xlsx hoặc .pdf",
    )  # fmt: skip


def _add_life(verb: Callable[[str, str, Callable[[Call], int]], argparse.ArgumentParser]) -> None:
    closed = verb("close", "kết thúc hồ sơ", run_close)
    _with_symbol(closed)
    closed.add_argument("--on", metavar="NGÀY", help="ngày công việc kết thúc, hôm nay nếu bỏ")
    closed.add_argument("--sheets", type=int, metavar="SỐ_TỜ")
    handed = verb("hand-over", "nộp lưu hồ sơ đã kết thúc", run_hand_over)
    handed.add_argument("symbols", nargs="+", metavar="KÝ_HIỆU")
    handed.add_argument("--on", metavar="NGÀY")
    kept = verb("keep-back", "giữ lại hồ sơ đã kết thúc", run_keep_back)
    kept.add_argument("symbols", nargs="+", metavar="KÝ_HIỆU")
    kept.add_argument("--until", required=True, metavar="NGÀY")
    opened = verb("reopen", "mở lại hồ sơ, nhận lại từ lưu trữ", run_reopen)
    _with_symbol(opened)
    opened.add_argument("--reason", required=True, metavar="LÝ_DO")
    copied = verb("copy", "chép danh mục năm trước sang năm của --year", run_copy)
    copied.add_argument("--from", dest="source", type=year_number, metavar="NĂM")
    verb("import", "nhập danh mục từ Excel, CSV", run_import).add_argument(
        "file", type=Path, metavar="TỆP"
    )


def _with_symbol(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("symbol", metavar="KÝ_HIỆU", help="01.TGDV")


def run_list(call: Call) -> int:
    """Print the filing plan of a year."""
    with call.office() as office:
        only = DossierFilter(call.args.only)
        year = call.args.year if only is DossierFilter.OVERDUE else _year(call)
        query = DossierQuery(issuer_id=_issuer(call, office), year=year, only=only)
        rows = office.dossiers.page(query, 0, MOST).rows
    call.answer([_row(each) for each in rows], "\n".join(_row_text(each) for each in rows))
    return DONE


def run_show(call: Call) -> int:
    """Print one dossier with its papers."""
    with call.office() as office:
        contents = office.dossiers.contents(_named(call, office, call.args.symbol).id)
    call.answer(_known(contents), _told(contents))
    return DONE


def run_add(call: Call) -> int:
    """Add a dossier to the plan."""
    args = call.args
    with call.office() as office:
        years = years_of(args.retention)
        blank = office.dossiers.blank(_issuer(call, office), _year(call))
        dossier = office.dossiers.save(
            replace(
                blank,
                symbol=args.symbol,
                title=args.title,
                heading=args.heading,
                retention=retention_text(years),
                retention_years=years,
                keeper=args.keeper or blank.keeper,
            )
        )
    call.answer(plain(dossier), f"Đã thêm hồ sơ {dossier.symbol}.")
    return DONE


def run_file(call: Call) -> int:
    """Put records into a dossier."""
    return _moved(call, "Đã đưa {count} văn bản vào hồ sơ {symbol}.", takes_out=False)


def run_take_out(call: Call) -> int:
    """Take records out of a dossier."""
    return _moved(call, "Đã rút {count} văn bản khỏi hồ sơ {symbol}.", takes_out=True)


def _moved(call: Call, said: str, *, takes_out: bool) -> int:
    with call.office() as office:
        dossier = _named(call, office, call.args.symbol)
        refs = [_record(call, office, text) for text in call.args.records]
        deed = office.dossiers.take_out if takes_out else office.dossiers.file
        before = len(office.dossiers.contents(dossier.id).papers)
        deed(dossier.id, refs)
        contents = office.dossiers.contents(dossier.id)
    count = abs(len(contents.papers) - before)
    call.answer(_known(contents), said.format(count=count, symbol=dossier.symbol))
    return DONE


def run_close(call: Call) -> int:
    """Close a dossier."""
    with call.office() as office:
        dossier = office.dossiers.close(
            _named(call, office, call.args.symbol).id,
            ended_on=call.day(call.args.on) or call.clock.today(),
            sheets=call.args.sheets,
        )
    call.answer(plain(dossier), f"Đã kết thúc hồ sơ {dossier.symbol}.")
    return DONE


def run_hand_over(call: Call) -> int:
    """Give closed dossiers to the archive."""
    with call.office() as office:
        names = [_named(call, office, each).id for each in call.args.symbols]
        done = office.dossiers.hand_over(names, call.day(call.args.on) or call.clock.today())
    call.answer(plain(done), f"Đã nộp lưu {len(done)} hồ sơ.")
    return DONE


def run_keep_back(call: Call) -> int:
    """Keep closed dossiers back for the work."""
    with call.office() as office:
        until = call.day(call.args.until)
        if until is None:
            raise BadValue("until", "Chưa có ngày giữ lại đến.")
        names = [_named(call, office, each).id for each in call.args.symbols]
        done = office.dossiers.keep_back(names, until)
    call.answer(plain(done), f"Đã giữ lại {len(done)} hồ sơ.")
    return DONE


def run_reopen(call: Call) -> int:
    """Take a dossier one step back."""
    with call.office() as office:
        name = _named(call, office, call.args.symbol).id
        dossier = office.dossiers.reopen(name, call.args.reason)
    was_away = dossier.status is DossierStatus.CLOSED
    deed = "nhận lại từ lưu trữ, vẫn kết thúc," if was_away else "mở lại"
    call.answer(plain(dossier), f"Đã {deed} hồ sơ {dossier.symbol}.")
    return DONE


def run_copy(call: Call) -> int:
    """Copy the plan of a year into another."""
    with call.office() as office:
        year = _year(call)
        made = office.dossiers.copy_plan(call.args.source or year - 1, year, _issuer(call, office))
    call.answer(plain(made), f"Đã chép {len(made)} hồ sơ sang năm {year}.")
    return DONE


def run_import(call: Call) -> int:
    """Add the plan of an Excel or CSV file; doubtful rows are told and left out."""
    with call.office() as office:
        plan = office.dossiers.look_at_plan(call.args.file, _year(call), _issuer(call, office))
        count = office.dossiers.import_plan(plan)
    for doubt in plan.doubts:
        call.say(doubt)
    call.answer({"added": count, "known": list(plan.known), "doubts": list(plan.doubts)},
                f"Đã nhập {count} hồ sơ.")  # fmt: skip
    return DONE


def run_export(call: Call) -> int:
    """Write a paper about dossiers to files."""
    targets = checked_targets(call.args.targets, SHEET_KINDS)
    with call.office() as office:
        printout = _printout(call, office)
        written = [office.exporting.printout_to(printout, target) for target in targets]
    call.answer(
        {"paper": call.args.paper, "files": [str(path) for path in written]},
        "\n".join(f"Đã ghi {path.name}." for path in written),
    )
    return DONE


def _printout(call: Call, office: Office) -> Printout:
    service, paper = office.dossiers, call.args.paper
    issuer = _issuer(call, office)
    names = [_named(call, office, each).id for each in call.args.symbols]
    if paper in {"contents", "cover", "closing"} and len(names) != 1:
        raise BadValue("symbols", "Bản in này cần đúng một ký hiệu hồ sơ, ví dụ 01.TGDV.")
    if paper in {"handover", "minutes"} and not names:
        names = [each.id for each in service.waiting(call.args.year, issuer)]
    today = call.clock.today()
    makers: dict[str, Callable[[], Printout]] = {
        "plan": lambda: service.print_plan(_year(call), issuer),
        "contents": lambda: service.print_contents(names[0]),
        "cover": lambda: service.print_cover(names[0]),
        "closing": lambda: service.print_closing(names[0]),
        "handover": lambda: service.print_handover(names),
        "minutes": lambda: service.print_minutes(names, Handover(on=today)),
        "overdue": lambda: service.print_overdue(issuer),
        "kept-back": lambda: service.print_kept_back(call.args.year, issuer),
    }
    return makers[paper]()


def _year(call: Call) -> int:
    return int(call.args.year or call.clock.today().year)


def _issuer(call: Call, office: Office) -> RecordId | None:
    if not call.args.issuer:
        return None
    issuers = office.catalogue.issuers()
    found = find_issuer(call.args.issuer, issuers)
    if found is None:
        known = ", ".join(issuer.symbol for issuer in issuers)
        raise BadValue("issuer", f"Không có cơ quan “{call.args.issuer}”. Có: {known}.")
    return found.id


def _named(call: Call, office: Office, symbol: str) -> Dossier:
    return office.dossiers.by_symbol(symbol, _year(call), _issuer(call, office))


def _record(call: Call, office: Office, text: str) -> RecordRef:
    """Return what `den:318`, `den:318/2025` or `di:12-CV/BXDĐ` names."""
    book, _, name = text.partition(":")
    if book == "di" and name:
        return RecordRef("outgoing", office.registry.by_symbol(name).id)
    number, _, year = name.partition("/")
    if book != "den" or not number.isdecimal() or (year and not year.isdecimal()):
        raise BadValue("records", f"“{text}” chưa rõ. Ghi den:318, den:318/2025 hay di:12-CV/BXDĐ.")
    day = int(year) if year else _year(call)
    return RecordRef("incoming", office.intake.by_number(int(number), day).id)


def _row(row: DossierRow) -> dict[str, Any]:
    return {**plain(row.dossier), "papers": row.papers, "due": plain(row.due), "late": row.is_late}


def _row_text(row: DossierRow) -> str:
    dossier = row.dossier
    due = f"nộp trước {long_date(row.due)}" if row.due else ""
    count = f"{row.papers} văn bản"
    parts = (dossier.symbol, dossier.title, dossier.retention, STATES[dossier.status.value])
    return "\t".join(filter(None, (*parts, count, due)))


def _known(contents: DossierContents) -> dict[str, Any]:
    papers = [
        {
            "ordinal": paper.filing.ordinal,
            "entity": paper.filing.entity,
            "record_id": paper.filing.record_id,
            "number_symbol": paper.number_symbol,
            "date": plain(paper.day),
            "subject": paper.type_and_subject,
            "author": paper.author,
            "sheets": paper.sheet_text,
            "note": paper.filing.note,
        }
        for paper in contents.papers
    ]
    return {**_row(contents.row), "contents": papers}


def _told(contents: DossierContents) -> str:
    lines = [_row_text(contents.row)]
    for paper in contents.papers:
        day = long_date(paper.day) if paper.day else ""
        parts = (str(paper.filing.ordinal), paper.number_symbol, day, paper.type_and_subject)
        lines.append("\t".join((*parts, paper.author, paper.sheet_text)))
    return "\n".join(lines)
