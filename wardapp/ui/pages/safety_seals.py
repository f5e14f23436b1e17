"""Mã niêm phong on the page An toàn dữ liệu: the sheet of a month, and what proves a code."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from wardapp.core.safety import SealProof
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD
from wardapp.ui.pages.outgoing_paper import PaperOut
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import LineField

SHEET = "Phiếu mã niêm phong"
WHAT = (
    "Mỗi ngày có việc ghi mang một mã. In phiếu, ký và cất ngoài máy: sau này chỉ một mã là đủ để "
    "chứng thực, hoặc bác bỏ, mọi việc đã ghi đến hết ngày ấy."
)
TYPE = "Gõ mã trên phiếu niêm phong hoặc ở chân trang sổ đã in. Cả lịch sử của sổ được đối chiếu."


class SealDeeds:
    """Prints or saves the sheet, and proves or refutes the history by a code."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context
        self.out = PaperOut(context, page)

    def sheet(self) -> None:
        """Ask for the month, then print its sheet or save it."""
        context = self._context
        month = LineField(context.theme, "Tháng")
        today = context.clock.today()
        month.set_text(f"{today.month}/{today.year}")
        dialog = Dialog(self._page, context.theme, SHEET, WHAT, "lock_closed")
        dialog.room.addWidget(month)
        wanted: list[str] = []
        save = dialog.add_button("Lưu thành tệp…", accepts=True)
        save.clicked.connect(lambda: wanted.append("save"))
        dialog.add_stretch()
        dialog.add_close("Thôi")
        dialog.add_button("In phiếu", Kind.PRIMARY, key="Enter", icon="print", accepts=True)
        month.setFocus()
        accepted, typed = dialog.exec(), month.text()
        dialog.deleteLater()
        if not accepted:
            return
        first = month_of(typed)
        if first is None:
            context.frame.fail("Chưa lập phiếu", "Tháng ghi như 6/2026. Hãy gõ lại tháng.")
        elif wanted:
            self.save(first)
        else:
            self.print(first)

    def save(self, first: date) -> None:
        """Save the sheet of a month."""
        seals, name = self._context.office.seals, f"phieu-ma-niem-phong-{first:%Y-%m}.pdf"
        self.out.save(
            "Lưu phiếu mã niêm phong",
            name,
            (PDF, WORD, EXCEL),
            lambda path: seals.sheet_to(first, path),
        )

    def print(self, first: date) -> None:
        """Print the sheet of a month."""
        office = self._context.office
        self.out.print_made(
            SHEET.lower(),
            lambda: office.exporting.printout_pdf(office.seals.sheet(first)),
            lambda: self._context.frame.toast("Đã in phiếu. Hãy ký và cất ngoài máy này."),
        )

    def prove(self) -> None:
        """Ask for a code and hold the whole history against it, beside the work."""
        context = self._context
        code = LineField(context.theme, "Mã (12 chữ, số)")
        if not dialogs.ask_fields(
            self._page, context.theme, "Kiểm tra theo mã đã in", (code,), "Kiểm tra", TYPE
        ):
            return
        typed, seals = code.text(), context.office.seals
        context.jobs.beside(
            lambda _progress: seals.prove(typed),
            self._told,
            title="Đang đối chiếu lịch sử…",
            on_refused=lambda error: context.frame.fail("Chưa kiểm tra được", error.sentence),
            owner=self._page,
        )

    def _told(self, proof: SealProof) -> None:
        is_sound = proof.is_proved and not proof.beside
        words = f"{proof.sentence}\nĐã đối chiếu {proof.event_count} sự kiện."
        if is_sound:
            dialog = Dialog(
                self._page, self._context.theme, "Lịch sử còn nguyên", words, "checkmark_circle"
            )
            dialog.add_stretch()
            dialog.add_close()
            dialog.exec()
            dialog.deleteLater()
            return
        title = "Mã đúng, nhưng có chỗ khác sai" if proof.is_proved else "Mã không khớp lịch sử"
        details = "\n".join((*proof.faults, *proof.beside))
        dialogs.show_failure(self._page, self._context.theme, title, words, details)


def month_of(typed: str) -> date | None:
    """Return the first day of a month typed as `6/2026`, None when it is none."""
    month, _, year = typed.strip().partition("/")
    if not (month.isdecimal() and year.isdecimal()):
        return None
    try:
        return date(int(year), int(month), 1)
    except ValueError:
        return None
