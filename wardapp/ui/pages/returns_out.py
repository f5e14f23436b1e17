"""The consolidated form out of the window: a file with the source of every number."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wardapp.services.returns_board import ReturnsBoard
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, ask_target


def export_whole(context: Context, owner: QWidget, board: ReturnsBoard) -> None:
    """Ask where to, and write the consolidation of a period."""
    name = f"tong-hop-{board.spec.id}-{board.period.id}.xlsx"
    target = ask_target(
        owner, "Xuất bản tổng hợp", context.export_folder / name, (EXCEL, WORD, PDF)
    )
    if target is None:
        return
    context.desk.change(last_export_folder=str(target.parent))
    office = context.office
    context.jobs.write(
        lambda: office.consolidated_export.to(board.spec.id, board.period.id, target),
        lambda path: context.frame.toast(f"Đã xuất ra {path.name}."),
        title="Đang xuất…",
    )
