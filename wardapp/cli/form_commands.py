"""`wardapp form`: the forms an office can fill, those of its own among them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, FOUND, Call
from wardapp.cli.values import plain
from wardapp.core.form_views import FormEntry, FormLook
from wardapp.core.official import FormHead
from wardapp.services.due_typing import typed_dues
from wardapp.services.targets import checked_targets

KINDS = (".docx", ".xlsx", ".pdf")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    form = commands.add_parser("form", help="biểu mẫu báo cáo")
    verbs = form.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    listing = verbs.add_parser("list", parents=[common], help="xem các mẫu và phiên bản")
    listing.set_defaults(run=run_list)
    checking = verbs.add_parser("check", parents=[common], help="soát một tệp form.toml")
    checking.add_argument("file", type=Path, metavar="TỆP")
    checking.set_defaults(run=run_check)
    adding = verbs.add_parser("add", parents=[common], help="thêm mẫu của cơ quan")
    adding.add_argument("file", type=Path, metavar="TỆP")
    adding.set_defaults(run=run_add)
    for word, run, told in (
        ("retire", run_retire, "ngừng dùng một mẫu"),
        ("restore", run_bring_back, "dùng lại một mẫu"),
    ):
        switching = verbs.add_parser(word, parents=[common], help=told)
        switching.add_argument("form", metavar="MÃ")
        switching.add_argument("--version", default="", metavar="PHIÊN_BẢN")
        switching.set_defaults(run=run)
    _declare_reports(verbs, common)
    official = verbs.add_parser(
        "official", parents=[common], help="lập mẫu từ tệp Excel, Word chính thức"
    )
    official.add_argument("file", type=Path, metavar="TỆP")
    official.add_argument("--id", required=True, metavar="MÃ")
    official.add_argument("--label", required=True, metavar="TÊN")
    official.add_argument("--title", default="", metavar="TIÊU_ĐỀ")
    official.add_argument("--version", default="1", metavar="PHIÊN_BẢN")
    official.add_argument(
        "--due", default="31/12", metavar="HẠN", help="như “ngày 10 của các tháng 6, 9, 12”"
    )
    official.add_argument("-o", dest="folder", type=Path, required=True, metavar="THƯ_MỤC")
    official.set_defaults(run=run_official)


def _declare_reports(verbs: Any, common: argparse.ArgumentParser) -> None:
    moving = verbs.add_parser("move", parents=[common], help="chuyển một báo cáo sang mẫu mới")
    moving.add_argument("form", metavar="MÃ")
    moving.add_argument("period", metavar="KỲ")
    moving.add_argument("--reason", default="", metavar="LÝ_DO")
    moving.set_defaults(run=run_move)
    printing = verbs.add_parser(
        "print", parents=[common], help="in báo cáo theo một phiên bản hoặc tệp chính thức"
    )
    printing.add_argument("form", metavar="MÃ")
    printing.add_argument("period", metavar="KỲ")
    printing.add_argument("--version", default="", metavar="PHIÊN_BẢN")
    printing.add_argument("--official", action="store_true", help="điền vào tệp chính thức")
    printing.add_argument("-o", dest="target", type=Path, required=True, metavar="TỆP")
    printing.set_defaults(run=run_print)


def run_list(call: Call) -> int:
    """Print every form with its versions."""
    with call.office() as office:
        entries = office.own_forms.keeping.entries()
    call.answer([plain(each) for each in entries], "\n".join(map(_row, entries)))
    return DONE


def run_check(call: Call) -> int:
    """Print every fault of a form file, and what it would do to kept reports."""
    with call.office() as office:
        look = office.own_forms.keeping.look_at(call.args.file)
    answer = {
        "form": look.spec.id if look.spec else "",
        "version": look.spec.version if look.spec else "",
        "faults": list(look.faults),
        "reports": [plain(each) for each in look.moves],
    }
    call.answer(answer, _told(look))
    return DONE if look.can_be_kept else FOUND


def run_add(call: Call) -> int:
    """Keep a form as a new version."""
    with call.office() as office:
        file = office.own_forms.keeping.add(call.args.file)
    answer = {"form": file.form_id, "version": file.version}
    call.answer(answer, f"Đã thêm mẫu {file.form_id}, phiên bản {file.version}.")
    return DONE


def run_retire(call: Call) -> int:
    """Take a form out of use."""
    with call.office() as office:
        count = office.own_forms.keeping.retire(call.args.form, call.args.version)
    call.answer({"versions": count}, f"Đã ngừng dùng {count} phiên bản của {call.args.form}.")
    return DONE


def run_bring_back(call: Call) -> int:
    """Take a form into use again."""
    with call.office() as office:
        count = office.own_forms.keeping.bring_back(call.args.form, call.args.version)
    call.answer({"versions": count}, f"Đã dùng lại {count} phiên bản của {call.args.form}.")
    return DONE


def run_official(call: Call) -> int:
    """Write form.toml for an official file into a new folder."""
    args = call.args
    with call.office() as office:
        keeping = office.own_forms.keeping
        reading = keeping.propose(args.file)
        title = args.title or reading.title or args.label
        dues = typed_dues(args.due, office.desk.today())
        head = FormHead(id=args.id, version=args.version, label=args.label, title=title, dues=dues)
        path = keeping.write(reading, head, args.file, args.folder)
    tables = [
        {"table": each.code, "columns": len(each.columns), "rows": len(each.rows)}
        for each in reading.tables
    ]
    told = [f"Đã ghi {path}. Xem lại tệp, rồi: wardapp form add {path}"]
    told += [sentence for each in reading.tables for sentence in each.skipped]
    call.answer({"file": str(path), "tables": tables}, "\n".join(told))
    return DONE


def run_move(call: Call) -> int:
    """Move a kept report to the newest version of its form."""
    args = call.args
    with call.office() as office:
        form = office.own_forms.moving.move(args.form, args.period, reason=args.reason)
    apart = [each for each in form.unplaced if each.merged_into is None]
    answer = {"form": form.form_id, "version": form.form_version, "apart": len(apart)}
    told = f"Đã chuyển {args.form}, kỳ {args.period} sang mẫu {form.form_version}"
    call.answer(answer, f"{told}, {len(apart)} câu trả lời để riêng.")
    return DONE


def run_print(call: Call) -> int:
    """Write a report in the layout of a version, or into the official file of its form."""
    args = call.args
    with call.office() as office:
        forms = office.own_forms
        filled = office.reporting.fill(args.form, args.period)
        left: tuple[str, ...] = ()
        if args.official:
            left = forms.official.write(filled, args.target).left_out
        else:
            checked_targets((args.target,), KINDS)
            forms.papers.version_to(filled, args.version or filled.form_version, args.target)
    answer = {"file": str(args.target), "left_out": list(left)}
    call.answer(answer, "\n".join((f"Đã ghi {args.target.name}.", *left)))
    return DONE


def _row(entry: FormEntry) -> str:
    states = ["của WardApp" if entry.shipped else "của cơ quan"]
    states += [] if entry.active else ["ngừng dùng"]
    states += ["mới nhất"] if entry.is_newest else []
    states += [f"theo tệp {entry.official}"] if entry.official else []
    states += [entry.fault] if entry.fault else []
    return "\t".join((entry.form_id, entry.version, entry.label, ", ".join(states)))


def _told(look: FormLook) -> str:
    if not look.can_be_kept or look.spec is None:
        return "\n".join(look.faults)
    said = [f"{look.spec.label}, phiên bản {look.spec.version}: không thấy chỗ sai."]
    for move in look.moves:
        said.append(f"{move.report.period_label} (mẫu {move.report.version}): {move.sentence}")
        said += [f"  để riêng: {stray.where}: {stray.why}" for stray in move.strays]
    return "\n".join(said)
