"""`wardapp incoming direct`, `done`, `return`, `reopen`, `restore`, `answer`: what follows."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.values import dispatch
from wardapp.core.arrivals import parse_arrival_code
from wardapp.core.dispatches import Direction, Incoming
from wardapp.core.errors import BadValue
from wardapp.services.intake import Intake
from wardapp.services.office import Office

Step = Callable[[Intake, Incoming, argparse.Namespace], Incoming]


def add_steps(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the verbs that move a line on or back."""
    directing = _verb(verbs, common, "direct", "ghi ý kiến chỉ đạo, giao xử lý", direct)
    directing.add_argument("--opinion", default="", metavar="Ý_KIẾN")
    directing.add_argument("--leader", default="", metavar="NGƯỜI")
    directing.add_argument("--lead-unit", default="", metavar="ĐƠN_VỊ")
    directing.add_argument("--support", action="append", default=[], metavar="ĐƠN_VỊ")
    directing.add_argument("--handler", default="", metavar="NGƯỜI")
    directing.add_argument("--due", default="", metavar="NGÀY", help="10/6, +10 ngày làm việc")
    _verb(
        verbs,
        common,
        "done",
        "đánh dấu xong",
        _step(lambda intake, line, _: intake.finish(line.id)),
    )
    _verb(
        verbs, common, "reopen", "mở lại việc đã xong, đã chuyển trả",
        _step(lambda intake, line, _: intake.reopen(line.id)),
    )  # fmt: skip
    for name, title, step in (
        (
            "return",
            "chuyển trả nơi gửi, có lý do",
            lambda i, line, a: i.send_back(line.id, a.reason),
        ),
        ("restore", "bỏ hủy một dòng, có lý do", lambda i, line, a: i.restore(line.id, a.reason)),
    ):
        parser = _verb(verbs, common, name, title, _step(step))
        parser.add_argument("--reason", required=True, metavar="LÝ_DO")
    answering = _verb(
        verbs, common, "answer", "ghi đã trả lời bằng văn bản đi",
        _step(lambda intake, line, args: intake.link_answer(line.id, args.symbol)),
    )  # fmt: skip
    answering.add_argument("symbol", metavar="SỐ_KÝ_HIỆU")


def _verb(
    verbs: Any, common: argparse.ArgumentParser, name: str, title: str, run: Callable[[Call], int]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, parents=[common], help=title)
    parser.add_argument("number", metavar="SỐ", help="số đến: 318, 12a, 318/2026")
    parser.set_defaults(run=run)
    return parser


def _step(step: Step) -> Callable[[Call], int]:
    def run(call: Call) -> int:
        with call.office() as office:
            line = step(office.intake, incoming_named(call, office), call.args)
            known = dispatch(line, office.catalogue.issuers())
        call.answer(known, f"Số đến {line.arrival_code}: đã ghi.")
        return DONE

    return run


def direct(call: Call) -> int:
    """Write the leader's decision on a line; what is not named stays as it was."""
    args = call.args
    with call.office() as office:
        line = incoming_named(call, office)
        before = line.direction
        decision = Direction(
            leader=args.leader or (before.leader if before else ""),
            opinion=args.opinion or (before.opinion if before else ""),
            on=call.clock.today(),
            lead_unit=args.lead_unit or (before.lead_unit if before else ""),
            supporting_units=tuple(args.support) or (before.supporting_units if before else ()),
        )
        due: date | None = call.day(args.due) if args.due else line.due_date
        line = office.intake.direct(line.id, decision, due, args.handler or line.handler)
        known = dispatch(line, office.catalogue.issuers())
    call.answer(known, f"Đã ghi ý kiến vào số {line.arrival_code}.")
    return DONE


def incoming_named(call: Call, office: Office) -> Incoming:
    """Return the line of `318`, `12a` or `318/2026`."""
    code, _, year = call.args.number.partition("/")
    try:
        number, suffix = parse_arrival_code(code)
    except BadValue:
        number, suffix = 0, ""
    if not number or (year and not year.isdecimal()):
        raise BadValue(
            "number", f"“{call.args.number}” không phải số đến, ví dụ 318, 12a hoặc 318/2026."
        )
    when = int(year or call.clock.today().year)
    return office.intake.by_number(number, when, suffix=suffix)
