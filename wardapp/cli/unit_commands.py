"""`wardapp report workbook`: the files units fill for a report, with their guide."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.services.unit_workbooks import UnitWish


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command under `report`."""
    making = verbs.add_parser(
        "workbook", parents=[common], help="làm tệp Excel cho từng đơn vị ghi và hướng dẫn kèm theo"
    )
    making.add_argument("form", metavar="BIỂU", help="ví dụ phu-luc-02")
    making.add_argument("period", metavar="KỲ", help="ví dụ 2026-06")
    making.add_argument(
        "-o", dest="folder", type=Path, required=True, metavar="THƯ_MỤC", help="nơi ghi các tệp"
    )
    making.add_argument(
        "--unit", action="append", default=[], metavar="ĐƠN_VỊ",
        help="chỉ làm cho đơn vị này (tên hoặc số tổ), lặp lại được",
    )  # fmt: skip
    making.add_argument("--word", action="store_true", help="thêm bản Word cho nơi không có Excel")
    making.set_defaults(run=run_workbook)


def run_workbook(call: Call) -> int:
    """Write the files of the units into a folder; all of them or none."""
    args = call.args
    with call.office() as office:
        made = office.unit_workbooks
        units = tuple(made.unit_named(args.form, name).id for name in args.unit)
        wish = UnitWish(args.form, args.period, units, with_word=args.word)
        written = made.make(wish, args.folder)
    answer = {
        "form": args.form,
        "period": args.period,
        "files": [str(path) for path in written],
    }
    call.answer(answer, f"Đã ghi {len(written)} tệp vào {args.folder.name}.")
    return DONE
