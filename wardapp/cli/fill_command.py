"""`wardapp report fill`: a form filled and written, and with `--issue` sent as a numbered BC."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.values import plain
from wardapp.core.errors import BadValue
from wardapp.core.forms import FilledForm, FilledScope
from wardapp.core.report_views import ReportPlace, state_of
from wardapp.services.office import Office
from wardapp.services.targets import checked_targets

SHEET_KINDS = (".docx", ".xlsx", ".pdf")
LETTER_KINDS = (".docx", ".pdf")


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the verb."""
    fill = verbs.add_parser("fill", parents=[common], help="lấy số từ nhật ký và ghi ra tệp")
    fill.add_argument("form", metavar="BIỂU", help="ví dụ phu-luc-02")
    fill.add_argument("period", metavar="KỲ", help="ví dụ 2026-06")
    fill.add_argument(
        "-o", dest="targets", nargs="+", type=Path, required=True, metavar="TỆP",
        help=".docx, .xlsx hoặc .pdf",
    )  # fmt: skip
    fill.add_argument(
        "--scope", choices=[each.value for each in FilledScope], default=FilledScope.OWN.value,
        help="own: của đơn vị; all: tổng hợp cả các đơn vị",
    )  # fmt: skip
    fill.add_argument(
        "--official", action="store_true",
        help="tệp cùng loại với mẫu chính thức của biểu thì điền vào mẫu đó",
    )  # fmt: skip
    fill.add_argument(
        "--issue", action="store_true", help="chốt, cấp số và phát hành báo cáo (BC) kèm biểu"
    )
    fill.add_argument(
        "--letter", nargs="+", type=Path, default=[], metavar="TỆP",
        help="với --issue: ghi báo cáo ra .docx, .pdf",
    )  # fmt: skip
    fill.set_defaults(run=run_fill)


def run_fill(call: Call) -> int:
    """Fill a form for a period and write it; with `--issue` take a number for its letter first."""
    args = call.args
    targets = checked_targets(args.targets, SHEET_KINDS)
    letters = checked_targets(args.letter, LETTER_KINDS) if args.letter else ()
    if letters and not args.issue:
        raise BadValue("letter", "--letter đi cùng --issue: báo cáo chưa phát hành thì chưa có số.")
    place = ReportPlace(form_id=args.form, period_id=args.period, scope=args.scope)
    with call.office() as office:
        issued = office.report_desk.issuing.issue(place) if args.issue else None
        filled = office.reporting.of(FilledScope(args.scope)).fill(args.form, args.period)
        left: tuple[str, ...] = ()
        if args.official:
            targets, written, left = _official(office, filled, targets)
        else:
            written = []
        written += [office.exporting.form_to(filled, target) for target in targets]
        if issued is not None:
            written += [office.exporting.issued_to(issued.outgoing.id, each) for each in letters]
        answer = _answer(office, filled)
    answer["left_out"] = list(left)
    answer["files"] = [str(path) for path in written]
    answer["number"] = issued.outgoing.number_symbol if issued is not None else None
    told = [f"Đã phát hành {answer['number']}."] if issued is not None else []
    told += [f"Đã ghi {path.name}." for path in written]
    told += [f"Không có chỗ trong mẫu chính thức: {each}" for each in left]
    told += [f"Xem lại: {each['sentence']}" for each in (*answer["checks"], *answer["outliers"])]
    call.answer(answer, "\n".join(told))
    return DONE


def _official(
    office: Office, filled: FilledForm, targets: tuple[Path, ...]
) -> tuple[tuple[Path, ...], list[Path], tuple[str, ...]]:
    """Write those of the official file's kind; return the others, what is written, left out."""
    ending = office.own_forms.official.ending(filled)
    if not ending:
        raise BadValue("official", f"Biểu {filled.form_id} không có tệp mẫu chính thức.")
    own = tuple(each for each in targets if each.suffix.casefold() != ending)
    official = [each for each in targets if each not in own]
    if not official:
        raise BadValue(
            "official", f"Mẫu chính thức của biểu là tệp {ending}: hãy nêu tệp {ending}."
        )
    made = [office.exporting.official_to(filled, each) for each in official]
    return own, official, made[0].left_out


def _answer(office: Office, filled: FilledForm) -> dict[str, Any]:
    broken = [each for each in office.reporting.check(filled) if not each.passed]
    sheet = office.report_desk.narrating.sheet(filled)
    outliers = office.report_desk.history.of(filled).outliers
    return {
        "form": filled.form_id,
        "period": plain(filled.period),
        "scope": filled.scope.value,
        "state": state_of(filled).value,
        "files": [],
        "number": None,
        "left_out": [],
        "checks": [plain(each) for each in broken],
        "outliers": [plain(each) for each in outliers],
        "narrative": sheet.narrative.text,
    }
