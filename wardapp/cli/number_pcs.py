"""`wardapp number pcs|keep|lease|return|handover|provisional`: numbers on several PCs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.parsing import whole_between
from wardapp.cli.values import plain
from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.identity import RecordId
from wardapp.core.keeping import CopyAnswer, LeaseRow, ProvisionalLine, TakingOver
from wardapp.core.number_views import SeriesRow
from wardapp.core.text import fold
from wardapp.services.office import Office

SeriesOf = Callable[[Call, Office], SeriesRow]
MOST_LENT, MOST_GAP = 1000, 10_000
A_PC = "tên máy như `wardapp number pcs` in ra, hoặc mã của máy"


def add(verbs: Any, shared: list[argparse.ArgumentParser], series_of: SeriesOf) -> None:
    """Declare the verbs."""
    pcs = verbs.add_parser("pcs", parents=shared[:1], help="ai giữ số, các máy, khối số, số trùng")
    pcs.set_defaults(run=run_pcs)
    keep = verbs.add_parser(
        "keep", parents=shared[:1], help="thư mục chép tới là gì, hoặc nhận giữ số máy đã mất"
    )
    keep.add_argument("what", choices=["moved", "second", "seize"], metavar="moved|second|seize")
    keep.add_argument("--reason", default="", metavar="LÝ_DO")
    keep.add_argument(
        "--gap", type=whole_between(0, MOST_GAP), default=0, metavar="N", help="bỏ qua mấy số"
    )
    keep.set_defaults(run=run_keep)
    lease = verbs.add_parser("lease", parents=shared, help="cấp khối số cho máy khác")
    lease.add_argument("pc", metavar="MÁY", help=A_PC)
    lease.add_argument("--count", type=whole_between(1, MOST_LENT), required=True, metavar="N")
    lease.add_argument("--until", metavar="NGÀY", help="bỏ trống: không hẹn ngày")
    lease.set_defaults(run=lambda call: run_lease(call, series_of))
    _add_ending(verbs, shared, series_of)


def _add_ending(verbs: Any, shared: list[argparse.ArgumentParser], series_of: SeriesOf) -> None:
    back = verbs.add_parser("return", parents=shared, help="trả lại số chưa dùng của khối số")
    back.add_argument("--first", type=int, metavar="SỐ", help="khối bắt đầu từ số nào")
    back.add_argument("--reason", default="", metavar="LÝ_DO")
    back.add_argument("--revoke", action="store_true", help="thu hồi: máy được cấp đã mất hẳn")
    back.set_defaults(run=lambda call: run_return(call, series_of))
    over = verbs.add_parser("handover", parents=shared, help="giao giữ số cho máy khác")
    over.add_argument("pc", metavar="MÁY", help=A_PC)
    over.add_argument("--one", action="store_true", help="chỉ dãy số nêu bằng --type, --book")
    over.add_argument("--reason", default="", metavar="LÝ_DO")
    over.set_defaults(run=lambda call: run_handover(call, series_of))
    waiting = verbs.add_parser(
        "provisional", parents=shared[:1], help="dòng số tạm: xem, cấp số chính thức, đối chiếu"
    )
    waiting.add_argument("--finalise", action="store_true", help="cấp số chính thức cho mọi dòng")
    waiting.add_argument("-o", "--out", metavar="TỆP", help="bảng đối chiếu .pdf, .docx, .xlsx")
    waiting.set_defaults(run=run_provisional)


def run_pcs(call: Call) -> int:
    """Tell who keeps the numbers and what two PCs have to settle."""
    with call.office() as office:
        keepers, leases = office.leases.keepers(), office.leases.leases()
        contested = office.leases.contested()
    told = [keepers.sentence]
    for row in keepers.copies:
        marks = ("máy này" if row.is_here else "", "giữ số" if row.is_keeper else "", row.code)
        told.append(f"  {row.name}\t{', '.join(filter(None, marks))}".rstrip())
    told += [f"  {_lease(row)}" for row in leases]
    told += [f"  số trùng {each.printed}: {len(each.lines)} dòng" for each in contested]
    if keepers.waiting:
        told.append(f"  {keepers.waiting} dòng số tạm chờ cấp số chính thức")
    known = {"keepers": plain(keepers), "leases": plain(leases), "contested": plain(contested)}
    call.answer(known, "\n".join(told))
    return DONE


def run_keep(call: Call) -> int:
    """Say what a copied folder is, or keep the numbers of a PC that is gone."""
    args = call.args
    with call.office() as office:
        if args.what == "seize":
            sentence = office.leases.seize(TakingOver(reason=args.reason, gap=args.gap))
        else:
            sentence = office.leases.answer(CopyAnswer(args.what))
    call.answer({"sentence": sentence}, sentence)
    return DONE


def run_lease(call: Call, series_of: SeriesOf) -> int:
    """Lend the next numbers of a series to another PC."""
    with call.office() as office:
        row = series_of(call, office)
        if row.series_id is None:
            raise NotFound("Dãy số này chưa cấp số nào nên chưa cấp khối số được.")
        to = _pc(office, call.args.pc)
        until = call.day(call.args.until)
        span = office.leases.grant(row.series_id, to, call.args.count, until)
    call.answer(plain(span), f"Đã cấp khối số {span.first:02} - {span.last:02}.")
    return DONE


def run_return(call: Call, series_of: SeriesOf) -> int:
    """Give the unused numbers of a block back, or call it back from a PC that is gone."""
    args = call.args
    with call.office() as office:
        row = series_of(call, office)
        found = [
            each
            for each in office.leases.leases(row.series_id)
            if args.first in {None, each.span.first} and (args.revoke or each.returnable)
        ]
        if not found:
            raise NotFound("Không có khối số nào như vậy. Hãy xem `wardapp number pcs`.")
        end = office.leases.revoke if args.revoke else office.leases.give_back
        sentences = [end(each.span.id, args.reason) for each in found]
    call.answer({"sentences": sentences}, "\n".join(sentences))
    return DONE


def run_handover(call: Call, series_of: SeriesOf) -> int:
    """Let another PC keep the numbers."""
    args = call.args
    with call.office() as office:
        series_id = series_of(call, office).series_id if args.one else None
        sentence = office.leases.hand_over(_pc(office, args.pc), series_id, args.reason)
    call.answer({"sentence": sentence}, sentence)
    return DONE


def run_provisional(call: Call) -> int:
    """List lines with provisional numbers, give them final ones, print the concordance."""
    args = call.args
    with call.office() as office:
        made = office.leases.finalise() if args.finalise else office.leases.concordance()
        if args.out:
            office.leases.concordance_to(Path(args.out), tuple(each.id for each in made.lines))
    told = [made.sentence, *(_line(each) for each in made.lines)]
    call.answer(plain(made), "\n".join(told))
    return DONE


def _pc(office: Office, named: str) -> RecordId:
    rows = [row for row in office.leases.keepers().copies if not row.is_here]
    found = [
        row.replica_id
        for row in rows
        if fold(named) in {fold(row.name), fold(row.name).removeprefix("may "), row.replica_id}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadValue(
            "pc",
            f"Có {len(found)} máy cùng tên “{named}”. Hãy đặt tên khác cho từng máy, hoặc ghi mã "
            f"máy: {', '.join(found)}.",
        )
    known = ", ".join(row.name for row in rows) or "chưa có máy nào khác"
    raise BadValue("pc", f"Không có máy “{named}”. Các máy: {known}.")


def _lease(row: LeaseRow) -> str:
    until = f", đến {long_date(row.span.until)}" if row.span.until else ""
    whom = "máy này" if row.returnable else row.holder.name
    return f"khối số {row.printed}, {row.series}: {whom}, còn {row.left} số{until}"


def _line(line: ProvisionalLine) -> str:
    final = line.final or "chờ số chính thức"
    return "\t".join((line.provisional, final, long_date(line.day), line.book, line.subject))
