"""`wardapp draft` and `wardapp issue`: documents from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.values import dispatch, plain
from wardapp.core.dates import long_date
from wardapp.core.errors import NotFound, WardError
from wardapp.core.identity import RecordId
from wardapp.core.views import Issued
from wardapp.services.office import Office
from wardapp.services.targets import checked_targets

DOCUMENT_KINDS = (".docx", ".pdf")
ONLY_WORD = (
    "Bản chính của dự thảo này là tệp Word nên chỉ ghi ra .docx; PDF lưu từ Word. Chưa cấp số nào."
)


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
        draft = office.drafting.get(_draft_named(call.args.source, office))
        if draft.word_master is not None and ".pdf" in _endings(call):
            raise WardError(ONLY_WORD)
        return office.issuing.issue(draft.id, day)
    spec = office.drafting.spec(Path(call.args.source))
    return office.issuing.issue_new(spec.content, day, spec.in_reply_to)


def _endings(call: Call) -> set[str]:
    return {target.suffix.casefold() for target in call.args.targets}


def _draft_named(text: str, office: Office) -> RecordId:
    try:
        return office.drafting.get(RecordId(text)).id
    except NotFound as error:
        raise NotFound(
            f"Không có dự thảo nào mang mã “{text}”, và đó cũng không phải tệp SPEC.toml. "
            "Hãy ghi tên tệp có đuôi .toml hoặc mã dự thảo."
        ) from error
