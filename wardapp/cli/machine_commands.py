"""`wardapp dispatch`: dispatches to and from other systems, as files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.entry_fields import MOST_DIGITS
from wardapp.cli.parsing import year_number
from wardapp.cli.values import plain
from wardapp.core.dossier_views import RecordRef
from wardapp.core.errors import BadValue
from wardapp.core.machine import ReadEdxml
from wardapp.services.office import Office


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    dispatch = commands.add_parser("dispatch", help="xuất, đọc văn bản cho hệ thống khác")
    verbs = dispatch.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    export = verbs.add_parser(
        "export", parents=[common], help="ghi edXML hoặc gói dữ liệu NĐ30 Phụ lục VI"
    )
    export.add_argument("--outgoing", action="append", default=[], metavar="SỐ")
    export.add_argument("--incoming", action="append", default=[], metavar="SỐ_ĐẾN")
    export.add_argument("--dossier", metavar="KÝ_HIỆU", help="cả hồ sơ, theo thứ tự trong hồ sơ")
    export.add_argument("--year", type=year_number, metavar="NĂM", help="năm của hồ sơ")
    export.add_argument(
        "-o", dest="target", type=Path, required=True, metavar="TỆP",
        help=".edxml cho một văn bản, .zip cho gói dữ liệu",
    )  # fmt: skip
    export.set_defaults(run=run_export)
    read = verbs.add_parser("read", parents=[common], help="xem một tệp edXML, không vào sổ")
    read.add_argument("file", type=Path, metavar="TỆP")
    read.set_defaults(run=run_read)


def run_export(call: Call) -> int:
    """Write what was named as an edXML file or as a package."""
    args = call.args
    with call.office() as office:
        if args.dossier:
            year = args.year or call.clock.today().year
            dossier = office.dossiers.by_symbol(args.dossier, year)
            written = office.machine.dossier_to(dossier.id, args.target)
        else:
            written = _export(office, _refs(call, office), args.target)
    call.answer({"file": str(written)}, f"Đã ghi {written.name}.")
    return DONE


def _export(office: Office, refs: tuple[RecordRef, ...], target: Path) -> Path:
    if target.suffix.casefold() != ".edxml":
        return office.machine.package_to(refs, target)
    if len(refs) != 1:
        raise BadValue("target", "Tệp .edxml chứa đúng một văn bản. Nhiều văn bản thì ghi .zip.")
    return office.machine.edxml_to(refs[0], target)


def _refs(call: Call, office: Office) -> tuple[RecordRef, ...]:
    found = [
        RecordRef(entity="outgoing", record_id=office.registry.by_symbol(text).id)
        for text in call.args.outgoing
    ]
    for text in call.args.incoming:
        number, _, year = text.partition("/")
        if not (number + year).isdecimal() or len(number + year) > MOST_DIGITS:
            raise BadValue("incoming", f"“{text}” không phải số đến, ví dụ 318 hoặc 318/2026.")
        line = office.intake.by_number(int(number), int(year or call.clock.today().year))
        found.append(RecordRef(entity="incoming", record_id=line.id))
    return tuple(found)


def run_read(call: Call) -> int:
    """Print what an edXML file holds; nothing is kept."""
    with call.office() as office:
        read = office.machine.read(call.args.file)
    call.answer(_known(read), "\n".join(f"{name}: {each}" for name, each in _told(read)))
    return DONE


def _known(read: ReadEdxml) -> dict[str, Any]:
    known = {
        name: getattr(read, name) for name in ReadEdxml.__dataclass_fields__ if name != "files"
    }
    files = [
        {"name": each.name, "media_type": each.media_type, "size": len(each.data)}
        for each in read.files
    ]
    return {name: plain(value) for name, value in known.items()} | {"files": files}


def _told(read: ReadEdxml) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in _known(read).items() if value not in (None, "", [])]
