"""`wardapp book close|reopen|reprint|supplement|verify`: closed pages of the registers."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, FOUND, Call
from wardapp.cli.log_commands import SHEET_KINDS
from wardapp.cli.parsing import year_number
from wardapp.core.books import BookVolume, Closing, ClosingKind
from wardapp.core.check_code import typed_code
from wardapp.core.errors import BadValue
from wardapp.core.text import fold
from wardapp.services.office import Office
from wardapp.services.spec import find_issuer
from wardapp.services.targets import checked_targets


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the verbs of `book` that close and reprint."""
    close = verbs.add_parser("close", parents=[common], help="đóng trang, đóng sổ năm, nhiệm kỳ")
    _name_book(close)
    close.add_argument(
        "--whole",
        action="store_true",
        help="đóng cả năm hoặc nhiệm kỳ và khóa số; không có thì đóng trang",
    )
    close.add_argument("--volume", default="", metavar="SỐ", help="quyển số, ví dụ 02")
    close.set_defaults(run=run_close)
    reopen = verbs.add_parser("reopen", parents=[common], help="mở lại sổ đã đóng")
    reopen.add_argument("code", metavar="MÃ")
    reopen.add_argument("--reason", required=True, metavar="LÝ_DO")
    reopen.set_defaults(run=run_reopen)
    reprint = verbs.add_parser(
        "reprint", parents=[common], help="lấy lại trang đã đóng, đúng từng byte"
    )
    reprint.add_argument("code", metavar="MÃ")
    reprint.add_argument("-o", dest="target", type=Path, required=True, metavar="TỆP.pdf")
    reprint.set_defaults(run=run_reprint)
    more = verbs.add_parser("supplement", parents=[common], help="trang bổ sung của trang đã đóng")
    _name_book(more)
    more.add_argument("-o", dest="target", type=Path, required=True, metavar="TỆP")
    more.set_defaults(run=run_supplement)
    verify = verbs.add_parser("verify", parents=[common], help="so trang đã đóng với mã và nhật ký")
    verify.add_argument("code", nargs="?", default="", metavar="MÃ")
    verify.set_defaults(run=run_verify)


def _name_book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", metavar="SỔ", help="den, di …, thêm @KÝ_HIỆU khi có nhiều cơ quan")
    parser.add_argument("--year", type=year_number, metavar="NĂM")
    parser.add_argument("--term", metavar="NHIỆM_KỲ")


def run_close(call: Call) -> int:
    """Close what is open in a book."""
    with call.office() as office:
        volume = find_volume(call, office)
        kind = office.closing.whole_kind(volume) if call.args.whole else ClosingKind.PAGE
        closed = office.closing.close(volume, kind, call.args.volume)
    call.answer(
        told(closed),
        f"Đã đóng trang {closed.first_page} đến {closed.last_page}, {closed.line_count} dòng. "
        f"Mã trang: {closed.code}.",
    )
    return DONE


def run_reopen(call: Call) -> int:
    """Open a closed year or term, or take the newest closed pages back."""
    with call.office() as office:
        opened = office.closing.reopen(_closing(call, office).id, call.args.reason)
    deed = f"mở lại {opened.label.lower()}"
    if opened.kind is ClosingKind.PAGE:
        deed = f"bỏ lần đóng trang {opened.first_page} đến {opened.last_page}"
    call.answer(told(opened), f"Đã {deed}, mã {opened.code}.")
    return DONE


def run_reprint(call: Call) -> int:
    """Write closed pages as they were kept."""
    (target,) = checked_targets((call.args.target,), (".pdf",))
    with call.office() as office:
        closing = _closing(call, office)
        path = office.closing.pages_to(closing.id, target)
    call.answer({**told(closing), "file": str(path)}, f"Đã ghi {path.name}.")
    return DONE


def run_supplement(call: Call) -> int:
    """Write the supplement pages of now."""
    (target,) = checked_targets((call.args.target,), SHEET_KINDS)
    with call.office() as office:
        volume = find_volume(call, office)
        path = office.exporting.printout_to(office.closing.supplement(volume), target)
        office.closing.mark_supplement_left(volume)
    call.answer({"book": volume.book, "file": str(path)}, f"Đã ghi {path.name}.")
    return DONE


def run_verify(call: Call) -> int:
    """Compare closed pages with their code, their files and the journal."""
    with call.office() as office:
        wanted = _closing(call, office).id if call.args.code else None
        checks = (office.closing.verify(wanted),) if wanted else office.closing.verify_all()
    call.answer(
        [{**told(each.closing), "faults": list(each.faults)} for each in checks],
        "\n".join(
            f"{each.closing.code}\t{each.closing.label}\t{'; '.join(each.faults) or 'đúng'}"
            for each in checks
        )
        or "Chưa đóng trang nào.",
    )
    return DONE if all(each.is_whole for each in checks) else FOUND


def find_volume(call: Call, office: Office) -> BookVolume:
    """Return the book that `den@ĐU`, `--year` and `--term` name."""
    code, _, symbol = call.args.book.partition("@")
    issuers = office.catalogue.issuers()
    issuer = find_issuer(symbol, issuers) if symbol else issuers[0]
    if issuer is None:
        raise BadValue("book", f"Không có cơ quan “{symbol}” trong sổ này.")
    known = office.closing.volumes()
    mine = [each for each in known if (each.issuer_id, each.book) == (issuer.id, code)]
    named = _named(call, mine)
    if named is None:
        labels = ", ".join(each.label for each in mine) or "chưa có"
        raise BadValue("book", f"Không có sổ “{code}” của kỳ đó. Các kỳ: {labels}.")
    return named


def _named(call: Call, mine: list[BookVolume]) -> BookVolume | None:
    if call.args.term:
        wanted = fold(call.args.term).replace(" ", "")
        return next((v for v in mine if fold(v.label).replace(" ", "").endswith(wanted)), None)
    if call.args.year:
        year, middle = str(call.args.year), date(call.args.year, 7, 1)
        longer = (v for v in mine if not v.by_term and v.first_day <= middle <= v.last_day)
        return next((v for v in mine if v.scope_value == year), next(longer, None))
    today = call.clock.today()
    running = [each for each in mine if each.first_day <= today <= each.last_day]
    return next(iter(running or mine), None)


def _closing(call: Call, office: Office) -> Closing:
    code = typed_code(call.args.code)
    found = [each for each in office.closing.closings() if each.code == code]
    if not found:
        raise BadValue("code", f"Không có trang nào đóng với mã “{call.args.code}” trong sổ này.")
    return found[0]


def told(closing: Closing) -> dict[str, Any]:
    """Return a closing as JSON tells it."""
    return {
        "code": closing.code,
        "book": closing.book,
        "kind": closing.kind.value,
        "label": closing.label,
        "first_page": closing.first_page,
        "last_page": closing.last_page,
        "first_number": closing.first_number,
        "last_number": closing.last_number,
        "lines": closing.line_count,
        "closed_on": closing.closed_on.isoformat(),
        "reopened_on": closing.reopened_on.isoformat() if closing.reopened_on else None,
        "reopened_reason": closing.reopened_reason,
    }
