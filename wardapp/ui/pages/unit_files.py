"""The files units fill, written into a folder the clerk names: all of them, or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from wardapp.core.regime_views import ReportBoard
from wardapp.services.unit_workbooks import UnitWish
from wardapp.ui.context import Context


def make_unit_files(context: Context, owner: QWidget, board: ReportBoard) -> None:
    """Ask for a folder and write a workbook and a Word file a unit, and the guide, into it."""
    name = QFileDialog.getExistingDirectory(
        owner.window(), "Thư mục ghi tệp cho đơn vị", str(context.export_folder)
    )
    if not name:
        return
    folder = Path(name)
    context.desk.change(last_export_folder=str(folder))
    regime, making = board.regime, context.office.unit_workbooks
    wish = UnitWish(regime.form_id, board.period.id, with_word=True, regime_id=regime.id)
    context.jobs.long(
        lambda progress: making.make(wish, folder, progress),
        lambda paths: context.frame.toast(f"Đã ghi {len(paths)} tệp vào {folder.name}."),
        title="Đang làm tệp cho đơn vị…",
    )
