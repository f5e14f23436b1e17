"""`wardapp copy`: a copy of a dispatch with its foot, numbered where the law numbers copies."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.entry_fields import MOST_DIGITS
from wardapp.core.copies import CopyWish, MadeCopy
from wardapp.core.dispatches import Incoming, Outgoing, Recipient
from wardapp.core.document import CopyKind
from wardapp.core.errors import BadValue
from wardapp.core.files import write_whole
from wardapp.core.identity import RecordId
from wardapp.core.text import fold
from wardapp.services.office import Office
from wardapp.services.spec import find_issuer
from wardapp.services.targets import checked_targets

KINDS = {
    "sao-y": CopyKind.WHOLE,
    "sao-luc": CopyKind.REISSUED,
    "trich-sao": CopyKind.EXTRACT,
}
KIND_OF_FILE = (".pdf",)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("copy", parents=[common], help="sao văn bản đi hoặc văn bản đến")
    parser.add_argument("number", metavar="SỐ", help="12-CV/BXDĐ, hoặc số đến 318/2026")
    parser.add_argument("-o", dest="target", type=Path, required=True, metavar="TỆP.pdf",
                        help="tệp PDF ghi ra")  # fmt: skip
    parser.add_argument(
        "--kind",
        choices=list(KINDS),
        default="sao-y",
        help="cách sao; từ 27/5/2026 Đảng chỉ có một",
    )
    parser.add_argument("--issuer", metavar="KÝ_HIỆU", help="cơ quan sao, nếu khác cơ quan của sổ")
    parser.add_argument("--signer", metavar="HỌ_TÊN", help="người ký bản sao")
    parser.add_argument("--date", metavar="NGÀY", help="ngày sao, hôm nay nếu không ghi")
    parser.add_argument("--to", action="append", default=[], metavar="NƠI", help="nơi nhận bản sao")
    parser.add_argument(
        "--top", type=float, default=0, metavar="MM", help="in phần chân cách mép trên (bản chụp)"
    )
    parser.add_argument("--preview", action="store_true", help="chỉ xem, không lấy số")
    parser.set_defaults(run=run_copy)


def run_copy(call: Call) -> int:
    """Make the copy, or show it with the number it would get."""
    (target,) = checked_targets([call.args.target], KIND_OF_FILE)
    with call.office() as office:
        wish = _wish(call, office)
        made = office.copying.preview(wish) if call.args.preview else office.copying.make(wish)
        write_whole(target, made.rendered.pdf)
        if made.line is not None:
            office.exporting.mark_left(made.line.id)
    call.answer(_known(made, target), _told(made, target))
    return DONE


def _wish(call: Call, office: Office) -> CopyWish:
    args = call.args
    line = _line(args.number, call, office)
    issuers = office.catalogue.issuers()
    issuer = next(each for each in issuers if each.id == line.issuer_id)
    if args.issuer:
        found = find_issuer(args.issuer, issuers)
        if found is None:
            known = ", ".join(each.symbol for each in issuers)
            raise BadValue("issuer", f"Không có cơ quan “{args.issuer}”. Các cơ quan: {known}.")
        issuer = found
    return CopyWish(
        issuer_id=issuer.id,
        outgoing_id=line.id if isinstance(line, Outgoing) else None,
        incoming_id=line.id if isinstance(line, Incoming) else None,
        kind=KINDS[args.kind],
        signer_id=_signer(args.signer, office, issuer.id),
        day=call.day(args.date),
        recipients=tuple(Recipient(name=name) for name in args.to),
        storage_line=issuer.storage_line if args.to else "",
        top_mm=max(0.0, args.top),
    )


def _line(typed: str, call: Call, office: Office) -> Outgoing | Incoming:
    number, _, year = typed.partition("/")
    if number.isdecimal() and (not year or year.isdecimal()) and len(typed) <= MOST_DIGITS:
        return office.intake.by_number(int(number), int(year or call.clock.today().year))
    return office.registry.by_symbol(typed)


def _signer(typed: str | None, office: Office, issuer_id: RecordId) -> RecordId | None:
    if not typed:
        return None
    signers = office.catalogue.signers(issuer_id)
    for signer in signers:
        if fold(signer.full_name) == fold(typed):
            return signer.id
    known = ", ".join(each.full_name for each in signers) or "chưa có ai"
    raise BadValue("signer", f"Không có người ký “{typed}”. Người ký của cơ quan: {known}.")


def _known(made: MadeCopy, target: Path) -> dict[str, object]:
    return {
        "file": str(target),
        "number_symbol": made.number_symbol,
        "id": made.line.id if made.line else None,
        "copy_of": made.line.copy_of if made.line else "",
        "pages": made.rendered.page_count,
        "whole": made.is_whole,
    }


def _told(made: MadeCopy, target: Path) -> str:
    what = "bản sao" if made.is_whole else "tờ chân bản sao"
    number = f" số {made.number_symbol}" if made.number_symbol else ""
    return f"Đã ghi {what}{number}: {target.name}."
