"""Xuất cho hệ thống khác: one dispatch as edXML, or the chosen ones as a package of data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.dossier_views import RecordRef
from wardapp.core.dossiers import Dossier
from wardapp.services.file_stems import safe_stem
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.pages.outgoing_paper import PaperOut

EDXML = "edXML, một văn bản (*.edxml)"
PACKAGE = "Gói dữ liệu NĐ30 Phụ lục VI (*.zip)"
TOUCHES = frozenset({Book.OUTGOING, Book.INCOMING})


def export_machine(out: PaperOut, context: Context, lines: tuple[Incoming | Outgoing, ...]) -> None:
    """Ask where to and write what other systems read; the kind of file is chosen there."""
    machine = context.office.machine
    if not lines:
        return
    refs = tuple(_ref(line) for line in lines)

    def write(target: Path) -> Path:
        if target.suffix.casefold() == ".edxml":
            return machine.edxml_to(refs[0], target)
        return machine.package_to(refs, target)

    is_one = len(lines) == 1
    first = lines[0]
    words = f"{first.number_symbol} {first.subject}" if is_one else f"gói {len(lines)} văn bản"
    out.save(
        "Xuất cho hệ thống khác",
        f"{safe_stem(words)}{'.edxml' if is_one else '.zip'}",
        (EDXML, PACKAGE) if is_one else (PACKAGE,),
        write,
        touches=TOUCHES,
    )


def export_dossier(page: QWidget, context: Context, dossier: Dossier) -> None:
    """Ask where to and write a dossier with its papers as a package of data."""
    machine = context.office.machine
    PaperOut(context, page).save(
        "Xuất hồ sơ cho hệ thống khác",
        f"{safe_stem(f'{dossier.symbol} {dossier.title}')}.zip",
        (PACKAGE,),
        lambda target: machine.dossier_to(dossier.id, target),
        touches=TOUCHES,
    )


def _ref(line: Incoming | Outgoing) -> RecordRef:
    entity = "incoming" if isinstance(line, Incoming) else "outgoing"
    return RecordRef(entity=entity, record_id=line.id)
