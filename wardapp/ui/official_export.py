"""A report written into the official file of its form: where to, and what found no place in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wardapp.core.form_views import OfficialWritten
from wardapp.core.forms import FilledForm
from wardapp.services.file_stems import safe_stem
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import EXCEL, WORD, ask_target

MOST_LEFT = 3
TITLE = "Ghi tệp chính thức đã điền"


def export_official(
    parent: QWidget, context: Context, name: str, ending: str, filled: Callable[[], FilledForm]
) -> None:
    """Ask where to and write; `ending` is of the official file, `filled` reads off the window."""
    kind = WORD if ending == ".docx" else EXCEL
    start = context.export_folder / f"{safe_stem(name)}{ending}"
    target = ask_target(parent, TITLE, start, (kind,))
    if target is None:
        return
    context.desk.change(last_export_folder=str(target.parent))
    exporting, frame = context.office.exporting, context.frame

    def deed(_progress: object) -> OfficialWritten:
        return exporting.official_to(filled(), target)

    def done(made: OfficialWritten) -> None:
        frame.toast(f"Đã ghi {target.name}.")
        if made.left_out:
            said = " ".join(made.left_out[:MOST_LEFT])
            frame.fail(f"Tệp đã ghi, còn {len(made.left_out)} chỗ chưa có ô", said)

    context.jobs.long(deed, done, title="Đang ghi tệp…")
