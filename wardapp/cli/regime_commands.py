"""`wardapp report regimes|regime|status`: who reports what and when, and how it stands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.values import plain
from wardapp.core.dates import long_date, weekday_date
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.regime_views import BoardRow, RegimeRow, RegimeTry, ReportBoard
from wardapp.core.regimes import DUTY_NAMES, Frequency, Regime
from wardapp.services.regimes import Regimes

KINDS = ("tdp", "chi-bo", "co-quan", "doan-the")
SHEET_KINDS = (".docx", ".xlsx", ".pdf")
SHOWN = 4


def add(report_verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    listing = report_verbs.add_parser("regimes", parents=[common], help="các chế độ báo cáo")
    listing.set_defaults(run=run_list)
    regime = report_verbs.add_parser("regime", help="thêm, đọc chế độ báo cáo")
    verbs = regime.add_subparsers(dest="regime_verb", required=True, metavar="VIỆC")
    adding = verbs.add_parser("add", parents=[common], help="thêm một chế độ từ câu nói hạn gửi")
    adding.add_argument("phrase", metavar="CÂU", help="ví dụ “trước ngày 15 hằng tháng”")
    for name, what in (("title", "TÊN"), ("form", "BIỂU"), ("to", "NƠI"), ("through", "QUA"),
                       ("basis", "CĂN_CỨ")):  # fmt: skip
        adding.add_argument(f"--{name}", default="", metavar=what)
    adding.add_argument(
        "--units", action="append", default=[], choices=KINDS, help="loại đơn vị phải gửi cho ta"
    )
    adding.set_defaults(run=run_add)
    reading = verbs.add_parser("read", parents=[common], help="đọc chế độ báo cáo trong văn bản")
    reading.add_argument("file", type=Path, metavar="TỆP")
    reading.add_argument("--keep", action="store_true", help="thêm các chế độ đọc được")
    reading.set_defaults(run=run_read)
    status = report_verbs.add_parser("status", parents=[common], help="đơn vị nào đã gửi, ai chậm")
    status.add_argument("regime", metavar="CHẾ_ĐỘ", help="tên, mã chế độ hoặc mã mẫu")
    status.add_argument("--period", default="", metavar="KỲ", help="ví dụ 2026-06")
    status.add_argument("-o", dest="targets", nargs="+", type=Path, default=[], metavar="TỆP",
                        help=".docx, .xlsx hoặc .pdf")  # fmt: skip
    status.set_defaults(run=run_status)


def run_list(call: Call) -> int:
    """Print the regimes with what is due next."""
    with call.office() as office:
        rows = office.regime_desk.regimes.rows()
    call.answer([_row_json(row) for row in rows], "\n".join(map(_row_line, rows)))
    return DONE


def run_add(call: Call) -> int:
    """Keep the regimes a phrase says."""
    args = call.args
    with call.office() as office:
        regimes = office.regime_desk.regimes
        units = tuple(
            each.id for each in regimes.units() if each.active and each.kind in args.units
        )
        if args.units and not units:
            raise BadValue("units", "Danh mục chưa có đơn vị nào thuộc loại này.")
        if args.form:
            office.reporting.spec(args.form)
        base = Regime(
            id=RecordId(""), title=args.title, frequency=Frequency.MONTH, dues=(),
            form_id=args.form, to=args.to, through=args.through, basis=args.basis, unit_ids=units,
        )  # fmt: skip
        tries = regimes.tried(args.phrase, base)
        kept = regimes.accept(each.proposal for each in tries)
    told = "\n".join(f"Đã thêm: {_try_text(each)}" for each in tries)
    call.answer([plain(each) for each in kept], told)
    return DONE


def run_read(call: Call) -> int:
    """Print the regimes a plan asks for; with --keep add them."""
    with call.office() as office:
        desk = office.regime_desk
        plan = desk.reading.of_file(call.args.file)
        tries = desk.regimes.tries_of(plan.proposals)
        if call.args.keep:
            _keep(desk.regimes, tries)
    answer = {
        "file": plan.file,
        "basis": plan.basis,
        "proposals": [_try_json(each) for each in tries],
        "undated": list(plan.undated),
    }
    lines = [_try_text(each) for each in tries]
    lines += [f"Chưa nêu ngày: “{each}”" for each in plan.undated]
    call.answer(answer, "\n".join(lines) or "Không thấy câu nào nêu hạn gửi báo cáo.")
    return DONE


def run_status(call: Call) -> int:
    """Print the board of a regime and period, and write it to files when asked."""
    with call.office() as office:
        desk = office.regime_desk
        regime = desk.regimes.named(call.args.regime)
        if not regime.unit_ids:
            raise BadValue("regime", f"“{regime.title}” là báo cáo của ta, không có đơn vị gửi.")
        board = desk.boards.board(regime.id, call.args.period)
        for target in call.args.targets:
            office.exporting.printout_to(desk.boards.paper(board), target)
    call.answer(_board_json(board), _board_text(board))
    return DONE


def _keep(regimes: Regimes, tries: tuple[RegimeTry, ...]) -> None:
    good = [each.proposal for each in tries if not each.fault]
    if good:
        regimes.accept(good)


def _row_json(row: RegimeRow) -> dict[str, Any]:
    due = row.next_period
    return {
        "regime": plain(row.regime),
        "said": row.said,
        "units": row.unit_count,
        "next": plain(due) if due else None,
    }


def _row_line(row: RegimeRow) -> str:
    left = "không còn hạn" if row.regime.dues else "khi có yêu cầu"
    due = f"hạn {long_date(row.next_period.due_date)}" if row.next_period else left
    who = f"{row.unit_count} đơn vị" if row.unit_count else "của ta"
    return f"{row.regime.title} ({who}): {row.said}; {due}"


def _try_json(each: RegimeTry) -> dict[str, Any]:
    return {
        "regime": plain(each.proposal.regime),
        "sentence": each.proposal.sentence,
        "line": each.proposal.line + 1,
        "reporters": each.proposal.reporters,
        "form": each.proposal.form,
        "doubts": list(each.proposal.doubts),
        "said": each.said,
        "fault": each.fault,
        "periods": [plain(period) for period in each.periods],
    }


def _try_text(each: RegimeTry) -> str:
    dues = "; ".join(weekday_date(period.due_date) for period in each.periods[:SHOWN])
    lines = [f"{each.proposal.regime.title}: {each.said}"]
    lines += [f"  Hạn tới: {dues}"] if dues else []
    lines += [f"  Câu: “{each.proposal.sentence}”"] if each.proposal.sentence else []
    lines += [f"  Xem lại: {doubt}" for doubt in each.proposal.doubts]
    return "\n".join([*lines, f"  Chưa thêm được: {each.fault}"] if each.fault else lines)


def _board_json(board: ReportBoard) -> dict[str, Any]:
    return {
        "regime": board.regime.title,
        "regime_id": board.regime.id,
        "period": plain(board.period),
        "counts": plain(board.counts),
        "units": [plain(row) for row in board.rows],
    }


def _board_text(board: ReportBoard) -> str:
    counts = board.counts
    head = (
        f"{board.regime.title}, {board.period.label}, hạn {long_date(board.period.due_date)}: "
        f"{counts.received}/{counts.expected} đã nhận, {counts.on_time} đúng hạn, "
        f"{counts.came_late} muộn, {counts.missing} chưa gửi"
    )
    return "\n".join([head, *(_unit_line(row) for row in board.rows)])


def _unit_line(row: BoardRow) -> str:
    day = f", {long_date(row.received_on)}" if row.received_on else ""
    late = f", chậm {row.days_late} ngày" if row.days_late else ""
    doubts = f", {row.open_doubts} chỗ chờ xem" if row.open_doubts else ""
    reminded = f", đã nhắc {long_date(row.reminded_on[-1])}" if row.reminded_on else ""
    return f"  {row.unit_name}: {DUTY_NAMES[row.state].lower()}{day}{late}{doubts}{reminded}"
