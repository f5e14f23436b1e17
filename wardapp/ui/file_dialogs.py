"""Which file, and where to: Windows' own dialogs, each beginning where its purpose ended last."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from wardapp.core.long_paths import reachable
from wardapp.ui.desk_store import DeskStore

WORD, PDF, EXCEL = "Word (*.docx)", "PDF (*.pdf)", "Excel (*.xlsx)"


class Purpose(StrEnum):
    """What files are asked for; each remembers a folder of its own."""

    RECEIVE = "receive"
    ATTACH = "attach"
    SIGNED = "signed"
    EVIDENCE = "evidence"
    CHECK = "check"
    RETURNS = "returns"
    PACKAGES = "packages"


def ask_file(parent: QWidget, desk: DeskStore, purpose: Purpose, title: str) -> Path | None:
    """Ask for one file; None when thought better of."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, start_folder(desk, purpose))
    return _remembered(desk, purpose, [name])[0] if name else None


def ask_files(parent: QWidget, desk: DeskStore, purpose: Purpose, title: str) -> tuple[Path, ...]:
    """Ask for files; none when thought better of."""
    names, _kind = QFileDialog.getOpenFileNames(parent, title, start_folder(desk, purpose))
    return _remembered(desk, purpose, names)


def ask_target(parent: QWidget, title: str, start: Path, filters: tuple[str, ...]) -> Path | None:
    """Ask where a file goes; the ending follows the kind chosen. None when thought better of.

    The dialog asks before it lets a file be written over. Where an ending had to be added
    afterwards and such a file exists, the dialog comes again with the whole name.
    """
    while True:
        chosen, ending = _asked(parent, title, start, filters)
        if chosen is None:
            return None
        target = with_ending(chosen, ending, tuple(map(ending_of, filters)))
        if target == chosen or not reachable(target).exists():
            return target
        start = target


def _asked(
    parent: QWidget, title: str, start: Path, filters: tuple[str, ...]
) -> tuple[Path | None, str]:
    """Return the name as the dialog gave it, None when it was dismissed, and the ending chosen."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(ending_of(filters[0]))
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(ending_of(kind)))
    dialog.setDirectory(str(start.parent))
    dialog.selectFile(start.name)
    is_accepted = dialog.exec()
    names, ending = dialog.selectedFiles(), ending_of(dialog.selectedNameFilter())
    dialog.deleteLater()
    return (Path(names[0]) if is_accepted and names else None), ending


def ending_of(kind: str) -> str:
    """Return the ending of a filter: `.docx` of `Word (*.docx)`."""
    return kind[kind.find("*") + 1 : kind.rfind(")")] if "*" in kind else ""


def with_ending(chosen: Path, ending: str, known: tuple[str, ...]) -> Path:
    """Return a target with an ending that can be written: a known one typed by hand stays."""
    if chosen.suffix.casefold() in known:
        return chosen
    return chosen.with_name(f"{chosen.name.rstrip(' .')}{ending}")


def start_folder(desk: DeskStore, purpose: Purpose) -> str:
    """Return where a dialog begins: its last folder while that is there, else Tải về."""
    last = Path(desk.text(_key(purpose)) or "-")
    if last.is_absolute() and last.is_dir():
        return str(last)
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)


def _remembered(desk: DeskStore, purpose: Purpose, names: list[str]) -> tuple[Path, ...]:
    if names:
        desk.keep_text(_key(purpose), str(Path(names[0]).parent))
    return tuple(Path(name) for name in names)


def _key(purpose: Purpose) -> str:
    return f"folder.{purpose.value}"
