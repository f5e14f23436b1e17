"""`wardapp outgoing …`: what happens to a dispatch after it went out (NĐ30 Đ18)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.entry_fields import MOST_DIGITS
from wardapp.cli.parsing import whole_between
from wardapp.cli.values import dispatch, plain
from wardapp.core.dispatches import Channel, Delivery, DeliveryState, Outgoing, OutgoingEntry
from wardapp.core.drafts import Draft
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.text import fold
from wardapp.services.office import Office

MOST_COPIES = 9_999
SAID = {
    DeliveryState.WAITING: "chưa gửi",
    DeliveryState.SENT: "đã gửi",
    DeliveryState.RECEIVED: "đã nhận",
    DeliveryState.RETURNED: "bị trả lại",
}


def add_links(adding: argparse.ArgumentParser) -> None:
    """Declare what a line made by hand has to do with other lines."""
    adding.add_argument("--replaces", metavar="SỐ", help="số, ký hiệu văn bản được thay thế")
    adding.add_argument("--corrects", metavar="SỐ", help="số, ký hiệu văn bản được đính chính")
    adding.add_argument(
        "--answers", metavar="SỐ_ĐẾN", help="số đến được trả lời, 318 hoặc 318/2026"
    )


def with_links(call: Call, office: Office, entry: OutgoingEntry) -> OutgoingEntry:
    """Return an entry with the lines that were named."""
    args, registry = call.args, office.registry
    answers = None
    if args.answers:
        number, _, year = args.answers.partition("/")
        if not (number + year).isdecimal() or len(number + year) > MOST_DIGITS:
            raise BadValue("answers", f"“{args.answers}” không phải số đến, ví dụ 318.")
        answers = office.intake.by_number(int(number), int(year or call.clock.today().year)).id
    return replace(
        entry,
        replaces=registry.by_symbol(args.replaces).id if args.replaces else None,
        corrects=registry.by_symbol(args.corrects).id if args.corrects else None,
        answers=answers,
    )


def add_steps(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the steps of an outgoing dispatch."""
    recall = _step(verbs, common, "recall", "thu hồi văn bản, có lý do", run_recall)
    recall.add_argument("--reason", metavar="LÝ_DO", default="")
    recall.add_argument("--on", metavar="NGÀY", help="ngày thu hồi, hôm nay nếu không ghi")
    recall.add_argument("--undo", action="store_true", help="bỏ thu hồi")
    restore = _step(verbs, common, "restore", "bỏ hủy một dòng, có lý do", run_restore)
    restore.add_argument("--reason", metavar="LÝ_DO", required=True)
    _step(verbs, common, "replace", "soạn văn bản thay thế", run_replace)
    _step(verbs, common, "correct", "soạn công văn đính chính", run_correct)
    attach = _step(verbs, common, "attach", "kèm bản đã ký, giữ nguyên từng byte", run_attach)
    attach.add_argument("file", type=Path, metavar="TỆP")
    attach.add_argument("--replace", action="store_true", help="thay bản ký đang kèm")
    deliver = _step(verbs, common, "deliver", "ghi việc gửi đến từng nơi nhận", run_deliver)
    deliver.add_argument("--to", action="append", default=[], metavar="NƠI", help="mọi nơi nếu bỏ")
    deliver.add_argument(
        "--state", choices=[each.value for each in DeliveryState], default=DeliveryState.SENT.value
    )
    deliver.add_argument("--on", metavar="NGÀY", help="ngày gửi, nhận hoặc trả lại")
    deliver.add_argument("--channel", choices=[each.value for each in Channel])
    deliver.add_argument("--copies", type=whole_between(1, MOST_COPIES), metavar="SỐ_BẢN")
    deliver.add_argument("--envelopes", type=whole_between(0, MOST_COPIES), metavar="SỐ_BÌ")
    deliver.add_argument("--note", metavar="GHI_CHÚ")
    deliver.add_argument("--add", action="store_true", help="thêm nơi nhận chưa có")


def _step(
    verbs: Any,
    common: argparse.ArgumentParser,
    name: str,
    title: str,
    run: Callable[[Call], int],
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, parents=[common], help=title)
    parser.add_argument("number", metavar="SỐ", help="số, ký hiệu, ví dụ 12-CV/BXDĐ")
    parser.set_defaults(run=run)
    return parser


def run_recall(call: Call) -> int:
    """Recall a dispatch, or let it stand again."""
    with call.office() as office:
        line_id = _named(call, office)
        if call.args.undo:
            line = office.registry.unrecall(line_id)
        else:
            line = office.registry.recall(line_id, call.args.reason, call.day(call.args.on))
        known = dispatch(line, office.catalogue.issuers())
    did = "bỏ thu hồi" if call.args.undo else "thu hồi"
    call.answer(known, f"Đã {did} {line.number_symbol}.")
    return DONE


def run_restore(call: Call) -> int:
    """Let a cancelled line stand again."""
    with call.office() as office:
        line = office.registry.restore(_named(call, office), call.args.reason)
        known = dispatch(line, office.catalogue.issuers())
    call.answer(known, f"Đã bỏ hủy số {line.number_symbol}.")
    return DONE


def run_replace(call: Call) -> int:
    """Begin the draft that will stand for a dispatch."""
    with call.office() as office:
        draft = office.redrafting.replacement(_named(call, office))
    return _answer_draft(call, draft, "thay thế")


def run_correct(call: Call) -> int:
    """Begin the công văn that corrects a dispatch."""
    with call.office() as office:
        draft = office.redrafting.correction(_named(call, office))
    return _answer_draft(call, draft, "đính chính")


def _answer_draft(call: Call, draft: Draft, what: str) -> int:
    call.answer(plain(draft), f"Đã soạn dự thảo {what} {call.args.number}: {draft.id}")
    return DONE


def run_attach(call: Call) -> int:
    """Keep a signed scan with a line."""
    with call.office() as office:
        line = office.registry.attach_final(
            _named(call, office), call.args.file, replaces=call.args.replace
        )
        known = dispatch(line, office.catalogue.issuers())
    call.answer(known, f"Đã kèm bản ký của {line.number_symbol}.")
    return DONE


def run_deliver(call: Call) -> int:
    """Note how far the copies of a dispatch are."""
    args, state = call.args, DeliveryState(call.args.state)
    with call.office() as office:
        line = office.registry.get(_named(call, office))
        changed = _changed(call, line.deliveries or office.deliveries.proposed(line.id))
        if changed != line.deliveries:
            line = office.deliveries.put(line.id, changed, line)
        line = office.deliveries.mark(line.id, args.to, state, call.day(args.on))
        known = dispatch(line, office.catalogue.issuers())
    call.answer(known, "\n".join(map(_said, line.deliveries)))
    return DONE


def _changed(call: Call, known: tuple[Delivery, ...]) -> tuple[Delivery, ...]:
    """Return the deliveries with what was typed about those named, all when none is."""
    args = call.args
    typed: dict[str, Any] = {
        name: value
        for name, value in (
            ("copies", args.copies),
            ("envelopes", args.envelopes),
            ("note", args.note),
            ("channel", Channel(args.channel) if args.channel else None),
        )
        if value is not None
    }
    wanted = set(map(fold, args.to))
    there = {fold(each.name) for each in known}
    new = (name for name in args.to if args.add and fold(name) not in there)
    every = (*known, *(Delivery(name=name) for name in new))
    return tuple(
        replace(each, **typed) if not wanted or fold(each.name) in wanted else each
        for each in every
    )


def _said(each: Delivery) -> str:
    return f"{each.name}\t{each.copies} bản\t{each.channel.value}\t{SAID[each.state]}"


def _named(call: Call, office: Office) -> RecordId:
    line: Outgoing = office.registry.by_symbol(call.args.number)
    return line.id
