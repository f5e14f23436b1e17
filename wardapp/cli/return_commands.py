"""`wardapp report import` and `wardapp report consolidate`: what units send in, made one form."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, FOUND, REFUSED, Call
from wardapp.cli.values import plain
from wardapp.core.errors import BadValue
from wardapp.core.returns import NOTED, ReturnProposal, ReturnWish, SameUnit
from wardapp.services.office import Office
from wardapp.services.return_planning import Rehearsed
from wardapp.services.targets import checked_targets

SHEET_KINDS = (".docx", ".xlsx", ".pdf")
_SAME = {"new": SameUnit.NEW, "old": SameUnit.OLD}


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the verbs of `report` that are about units."""
    taking = verbs.add_parser(
        "import", parents=[common], help="nhận tệp các đơn vị gửi về (3: còn chỗ phải xem)"
    )
    taking.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    taking.add_argument("--form", default="", metavar="BIỂU", help="khi tệp không nói mẫu nào")
    taking.add_argument("--period", default="", metavar="KỲ", help="khi tệp không nói kỳ nào")
    taking.add_argument("--unit", default="", metavar="ĐƠN_VỊ", help="tên hoặc mã, cho một tệp")
    taking.add_argument("--received", metavar="NGÀY", help="ngày nhận, mặc định hôm nay")
    taking.add_argument(
        "--again", choices=sorted(_SAME), help="đơn vị đã có bản khác: giữ bản mới hay bản cũ"
    )
    taking.add_argument("--look", action="store_true", help="chỉ đọc, không ghi vào sổ")
    taking.set_defaults(run=run_import)
    joining = verbs.add_parser(
        "consolidate", parents=[common], help="tổng hợp của mình và các đơn vị ra tệp"
    )
    joining.add_argument("form", metavar="BIỂU", help="ví dụ phu-luc-02")
    joining.add_argument("period", metavar="KỲ", help="ví dụ 2026-06")
    joining.add_argument(
        "-o", dest="targets", nargs="+", type=Path, required=True, metavar="TỆP",
        help=".xlsx (kèm nguồn từng số), .docx hoặc .pdf",
    )  # fmt: skip
    joining.set_defaults(run=run_consolidate)


def run_import(call: Call) -> int:
    """Read returned files and keep them, all or none; 3 when doubts stay open."""
    args = call.args
    if args.unit and len(args.files) > 1:
        raise BadValue("unit", "--unit dùng cho từng tệp. Hãy chạy riêng mỗi tệp.")
    with call.office() as office:
        proposals = office.returns.look_at(args.files, args.form, args.period)
        wishes = [_wish(call, office, each) for each in proposals]
        rehearsed = office.returns.rehearse(wishes)
        asked = [each for each in rehearsed if each.field]
        if asked or args.look:
            call.answer(*_looked(rehearsed))
            open_doubts = any(not d.settled for each in proposals for d in each.doubts)
            return REFUSED if asked else FOUND if open_doubts else DONE
        kept = office.returns.keep_all(wishes)
    still = sum(len(each.returned.open_doubts) for each in kept)
    value = [
        {
            **plain(each.returned),
            "file_name": each.returned.file.name,
            "is_new": each.is_new,
            "sentence": each.sentence,
            "open_doubts": len(each.returned.open_doubts),
        }
        for each in kept
    ]
    lines = [each.sentence for each in kept]
    for each in kept:
        lines += _doubt_lines(each.returned.file.name, each.returned.doubts)
    lines.append(f"{len(kept)} tệp, còn {still} chỗ phải xem.")
    call.answer(value, "\n".join(lines))
    return FOUND if still else DONE


def run_consolidate(call: Call) -> int:
    """Make one form of our own and all returns, and write it."""
    targets = checked_targets(call.args.targets, SHEET_KINDS)
    form_id, period_id = call.args.form, call.args.period
    with call.office() as office:
        filled = office.consolidation.fill(form_id, period_id)
        standings = office.consolidation.standings(form_id, period_id)
        left_over = office.consolidation.left_over(filled)
        for target in targets:
            office.consolidated_export.to(form_id, period_id, target)
    came = [each.unit_name for each in standings if each.state is not None]
    missing = [each.unit_name for each in standings if each.is_expected and each.state is None]
    value = {
        "form": plain(filled),
        "from": came,
        "missing": missing,
        "late": [each.unit_name for each in standings if each.is_late],
        "open_doubts": sum(each.open_doubts for each in standings),
        "left_over": [plain(each) for each in left_over],
        "files": [str(target) for target in targets],
    }
    lines = [f"Tổng hợp từ {len(came)} đơn vị.", f"Chưa gửi: {', '.join(missing) or 'không có'}."]
    if left_over:
        lines.append(f"{len(left_over)} giá trị không có ô trong biểu, liệt kê trong tệp Excel.")
    lines += [f"Đã ghi {target.name}." for target in targets]
    call.answer(value, "\n".join(lines))
    return DONE


def _wish(call: Call, office: Office, proposal: ReturnProposal) -> ReturnWish:
    args = call.args
    wish = ReturnWish(
        proposal=proposal,
        form_id=args.form if not proposal.form_id else "",
        period_id=args.period if not proposal.period_id else "",
        received_on=call.day(args.received),
        same_unit=_SAME.get(args.again or "", SameUnit.ASK),
    )
    if not args.unit:
        return wish
    for unit in office.catalogue.units():
        if args.unit in {unit.name, unit.code, unit.id, *unit.other_names}:
            return replace(wish, unit_id=unit.id)
    raise BadValue("unit", f"Không có đơn vị “{args.unit}” trong Danh mục.")


def _looked(rehearsed: Sequence[Rehearsed]) -> tuple[Any, str]:
    """Return what was read of each file and what it still asks."""
    value, lines = [], []
    for each in rehearsed:
        proposal = each.wish.proposal
        value.append({**plain(proposal), "asks": each.field, "sentence": each.sentence})
        lines.append(f"{proposal.file}: {each.sentence}")
        lines += _doubt_lines(proposal.file, proposal.doubts)
    return value, "\n".join(lines)


def _doubt_lines(file: str, doubts: Sequence[Any]) -> list[str]:
    return [
        f"  {' · '.join(filter(None, (file, each.place.sheet, each.place.cell)))}: {each.sentence}"
        for each in doubts
        if not each.settled or each.reason == NOTED
    ]
