"""`wardapp book import`: old books of Excel, text, Word and Access come in, after a dry run."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, FOUND, Call
from wardapp.cli.parsing import year_number
from wardapp.core.errors import BadValue
from wardapp.core.issuers import Issuer
from wardapp.core.old_books import Doubt, DryRun, ImportPlan, OldFile, SheetColumns
from wardapp.core.text import fold
from wardapp.services.backups import BEFORE_IMPORT
from wardapp.services.importing_heads import fields_of
from wardapp.services.office import Office
from wardapp.services.spec import find_issuer

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_SHOWN = 200


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the verb."""
    verb = verbs.add_parser("import", parents=[common], help="nhập sổ cũ: Excel, CSV, Word, Access")
    verb.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    verb.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi gì")
    verb.add_argument(
        "--book", default="", metavar="SỔ", help="den hoặc di, thêm @KÝ_HIỆU khi có nhiều cơ quan"
    )
    verb.add_argument("--year", type=year_number, metavar="NĂM", help="năm của ngày thiếu năm")
    verb.add_argument("--sheet", action="append", default=[], metavar="TRANG", help="chỉ trang này")
    verb.add_argument(
        "--mapping", action="append", default=[], metavar="CỘT=TRƯỜNG",
        help="cột (đầu cột hay chữ A, B…) là trường nào; trường rỗng = bỏ cột",
    )  # fmt: skip
    verb.set_defaults(run=run_import)


def run_import(call: Call) -> int:
    """Import files, or with --dry-run only tell what an import would do."""
    with call.office() as office:
        files = office.importing.open(call.args.files)
        dry = office.importing.dry_run(files, _plan(call, office, files))
        if call.args.dry_run:
            call.answer(_value(dry), "\n".join((*map(_line, dry.doubts[:_MOST_SHOWN]), _sum(dry))))
            return FOUND if dry.doubts else DONE
        done = office.backups.first(BEFORE_IMPORT, lambda: office.importing.run(dry))
    left = [doubt for doubt in dry.doubts if doubt.blocks]
    told = [*map(_line, left[:_MOST_SHOWN]), f"Đã nhập {done.lines} dòng."]
    if left:
        told.append(f"{dry.counts.blocked} dòng chưa nhập được.")
    value = {
        "lines": done.lines,
        "series": done.series,
        "missing_numbers": done.missing,
        "locked_ms": done.locked_ms,
        "refused": [_doubt(doubt) for doubt in (*left, *done.refused)],
    }
    call.answer(value, "\n".join(told))
    return DONE


def _plan(call: Call, office: Office, files: tuple[OldFile, ...]) -> ImportPlan:
    code, _, symbol = call.args.book.partition("@")
    code = code or office.importing.guess_book(files)
    if not code:
        raise BadValue("book", "Chưa rõ đây là sổ đến hay sổ đi. Hãy thêm --book den hoặc di.")
    issuer = _issuer(symbol, office.importing.issuers())
    if code not in dict(office.importing.books(issuer.id)):
        raise BadValue("book", f"Không có sổ “{code}” để nhập. Các sổ: den, di.")
    plan = office.importing.plan(files, code, issuer.id, call.args.year)
    if call.args.mapping or call.args.sheet:
        wanted = {fold(name) for name in call.args.sheet}
        sheets = tuple(
            (file, _mapped(columns, call.args.mapping, code))
            for file, columns in office.importing.columns(files, code)
            if not wanted or fold(columns.sheet) in wanted
        )
        plan = replace(plan, sheets=sheets)
    if not plan.sheets:
        raise BadValue(
            "mapping",
            "Không nhận ra cột số và cột ngày của sổ. Hãy chỉ cột bằng --mapping, ví dụ "
            "--mapping B=arrival_number.",
        )
    return plan


def _issuer(symbol: str, issuers: tuple[Issuer, ...]) -> Issuer:
    if not issuers:
        raise BadValue("book", "Sổ này chưa có cơ quan nào. Hãy thêm trong Danh mục.")
    found = find_issuer(symbol, issuers) if symbol else issuers[0]
    if found is None:
        known = ", ".join(issuer.symbol for issuer in issuers)
        raise BadValue("book", f"Không có cơ quan “{symbol}”. Các cơ quan của sổ: {known}.")
    return found


def _mapped(columns: SheetColumns, said: list[str], book: str) -> SheetColumns:
    """Return columns with what the clerk said of some of them."""
    fields = list(columns.fields)
    names = {fold(label): name for name, label in fields_of(book).items()}
    heads = [fold(head) for head in columns.heads]
    for each in said:
        column, _, field = each.partition("=")
        at = _place(column.strip(), heads)
        known = names.get(fold(field), field.strip())
        if at is None or (known and known not in fields_of(book)):
            fields_known = ", ".join(fields_of(book))
            raise BadValue("mapping", f"Không hiểu “{each}”. Các trường: {fields_known}.")
        if at < len(fields):
            fields = ["" if name == known else name for name in fields]
            fields[at] = known
    return replace(columns, fields=tuple(fields))


def _place(column: str, heads: list[str]) -> int | None:
    if fold(column) in heads:
        return heads.index(fold(column))
    return _LETTERS.index(column.upper()) if len(column) == 1 and column.isalpha() else None


def _line(doubt: Doubt) -> str:
    where = f"{doubt.sheet} dòng {doubt.row}" + (f", {doubt.head}" if doubt.head else "")
    stood = f": “{doubt.raw}”" if doubt.raw else ""
    read = f" → {doubt.read}" if doubt.read else ""
    return f"{'LỖI' if doubt.blocks else 'xem'}\t{where}{stood}{read}\t{doubt.why}"


def _sum(dry: DryRun) -> str:
    counts = dry.counts
    return (
        f"{counts.rows} dòng: nhập được {counts.ready}, chưa nhập được {counts.blocked}; "
        f"{counts.doubtful} ô cần xem; {sum(m.last - m.first + 1 for m in dry.missing)} số thiếu."
    )


def _value(dry: DryRun) -> dict[str, Any]:
    counts = dry.counts
    return {
        "book": dry.plan.book,
        "rows": counts.rows,
        "ready": counts.ready,
        "blocked": counts.blocked,
        "doubtful": counts.doubtful,
        "skipped": counts.skipped,
        "mended": counts.mended,
        "columns": [
            {"file": file, "sheet": columns.sheet, "heads": columns.heads, "fields": columns.fields}
            for file, columns in dry.plan.sheets
        ],
        "doubts": [_doubt(doubt) for doubt in dry.doubts],
        "missing": [
            {"series": gap.label, "first": gap.first, "last": gap.last} for gap in dry.missing
        ],
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "kind": doubt.kind.value,
        "file": doubt.file,
        "sheet": doubt.sheet,
        "row": doubt.row,
        "column": doubt.head,
        "raw": doubt.raw,
        "read": doubt.read,
        "why": doubt.why,
        "blocks": doubt.blocks,
    }
