"""`wardapp draft`, `wardapp issue` and `wardapp number`: documents from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.values import dispatch, plain
from wardapp.core.dates import long_date
from wardapp.core.errors import NotFound
from wardapp.core.identity import RecordId
from wardapp.core.views import Issued
from wardapp.services.office import Office
from wardapp.services.targets import checked_targets

DOCUMENT_KINDS = (".docx", ".pdf")
STATE_WORDS = {"used": "đã dùng", "cancelled": "đã hủy", "external": "dùng ngoài chương trình"}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    draft = commands.add_parser(
        "draft", parents=[common], help="dựng một văn bản đúng thể thức, chưa cấp số"
    )
    draft.add_argument("spec", metavar="SPEC.toml", type=Path)
    _add_targets(draft, required=True)
    draft.add_argument("--save", action="store_true", help="giữ thành dự thảo trong sổ")
    draft.set_defaults(run=run_draft)
    issue = commands.add_parser(
        "issue", parents=[common], help="cấp số, vào sổ văn bản đi và giữ bản phát hành"
    )
    issue.add_argument("source", metavar="SPEC.toml|MÃ_DỰ_THẢO")
    issue.add_argument("--date", metavar="NGÀY", help="ngày văn bản, nếu khác ngày trong SPEC")
    _add_targets(issue, required=False)
    issue.set_defaults(run=run_issue)
    number = commands.add_parser("number", help="đời của một số văn bản đi")
    verbs = number.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    explain = verbs.add_parser("explain", parents=[common], help="số này đã qua những gì")
    explain.add_argument("number", metavar="SỐ_KÝ_HIỆU")
    explain.set_defaults(run=run_explain)
    cancel = verbs.add_parser("cancel", parents=[common], help="hủy một số, có lý do")
    cancel.add_argument("number", metavar="SỐ_KÝ_HIỆU")
    cancel.add_argument("--reason", required=True, metavar="LÝ_DO")
    cancel.set_defaults(run=run_cancel)


def _add_targets(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "-o",
        dest="targets",
        nargs="+",
        type=Path,
        required=required,
        default=[],
        metavar="TỆP",
        help="tệp ghi ra, .docx hoặc .pdf",
    )


def run_draft(call: Call) -> int:
    """Write the document of a SPEC.toml without number; keep it as a draft with --save."""
    targets = checked_targets(call.args.targets, DOCUMENT_KINDS)
    with call.office() as office:
        spec = office.drafting.spec(call.args.spec)
        findings = office.drafting.findings(spec.content)
        written = [office.exporting.draft_to(spec.content, target) for target in targets]
        kept = None
        if call.args.save:
            kept = office.drafting.add(spec.content, "Soạn từ SPEC.toml", spec.in_reply_to)
    answer = {
        "files": [str(path) for path in written],
        "draft_id": kept.id if kept else None,
        "findings": [plain(each) for each in findings],
    }
    told = [f"Đã ghi {path.name}." for path in written]
    told += [f"Xem lại: {each.text}" for each in findings]
    if kept:
        told.append(f"Đã giữ dự thảo {kept.id}.")
    call.answer(answer, "\n".join(told))
    return DONE


def run_issue(call: Call) -> int:
    """Issue a SPEC.toml or a kept draft, then write the frozen copies where they are wanted."""
    targets = checked_targets(call.args.targets, DOCUMENT_KINDS)
    with call.office() as office:
        issued = _issued(call, office)
        if issued.warning:
            call.say(issued.warning)
        line = issued.outgoing
        written = [office.exporting.issued_to(line.id, target) for target in targets]
        known = dispatch(office.registry.get(line.id), office.catalogue.issuers())
    known["files"] = [str(path) for path in written]
    told = [f"Đã phát hành {line.number_symbol}, ngày {long_date(line.issued_date)}."]
    told += [f"Đã ghi {path.name}." for path in written]
    call.answer(known, "\n".join(told))
    return DONE


def _issued(call: Call, office: Office) -> Issued:
    day = call.day(call.args.date)
    if not call.args.source.casefold().endswith(".toml"):
        return office.issuing.issue(_draft_named(call.args.source, office), day)
    spec = office.drafting.spec(Path(call.args.source))
    return office.issuing.issue_new(spec.content, day, spec.in_reply_to)


def _draft_named(text: str, office: Office) -> RecordId:
    try:
        return office.drafting.get(RecordId(text)).id
    except NotFound as error:
        raise NotFound(
            f"Không có dự thảo nào mang mã “{text}”, và đó cũng không phải tệp SPEC.toml. "
            "Hãy ghi tên tệp có đuôi .toml hoặc mã dự thảo."
        ) from error


def run_explain(call: Call) -> int:
    """Tell the whole life of a number."""
    with call.office() as office:
        story = office.registry.explain(office.registry.by_symbol(call.args.number).id)
    told = [story.printed]
    for step in story.life:
        state = STATE_WORDS[step.state.value]
        reason = f", lý do: {step.reason}" if step.reason else ""
        told.append(f"  {long_date(step.on)}: {state}, {step.actor}{reason}")
    call.answer({"printed": story.printed, "life": plain(story.life)}, "\n".join(told))
    return DONE


def run_cancel(call: Call) -> int:
    """Cancel a number with its line; it is never given again."""
    with call.office() as office:
        line = office.registry.by_symbol(call.args.number)
        line = office.registry.cancel(line.id, call.args.reason)
        known = dispatch(line, office.catalogue.issuers())
    call.answer(known, f"Đã hủy số {line.number_symbol}, lý do: {line.cancel_reason}")
    return DONE
