"""The line over a report that is filled in an older version of its form, or has answers apart."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from wardapp.core.form_views import KeptReport
from wardapp.core.forms import FilledForm, FormSpec, UnplacedCell
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.forms_deeds import FormDeeds
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import Notice, Way
from wardapp.ui.widgets.texts import Text

MOST_HEIGHT = 320


class VersionStrip(QWidget):
    """Hidden while the report is in the newest version and every answer has its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._filled: FilledForm | None = None
        self._deeds = FormDeeds(self, context)
        self.notice = Notice(context.theme, "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 0)
        column.addWidget(self.notice)
        self.hide()

    def show_report(self, filled: FilledForm, forms: tuple[FormSpec, ...]) -> None:
        """Say which version a report is in when that matters, and what can be done."""
        self._filled = filled
        newest = next((each.version for each in forms if each.id == filled.form_id), "")
        is_old = bool(newest) and newest != filled.form_version
        strays = self._strays()
        self.setVisible(is_old or bool(strays))
        ways: list[Way] = []
        if strays:
            ways.append(Way(f"Xem {len(strays)} câu để riêng", self.show_strays, "eye"))
        can_write = not self._context.office.read_only
        if is_old and can_write and filled.outgoing_id is None and filled.id is not None:
            ways.insert(0, Way("Chuyển sang mẫu mới", self.move_report, "arrow_swap"))
        if is_old:
            title = f"Báo cáo theo mẫu {filled.form_version}, mẫu mới là {newest}"
            line = "Vẫn điền và in đúng mẫu này; chuyển sang mẫu mới không mất câu trả lời nào."
        else:
            title = f"{len(strays)} câu trả lời không có chỗ trong mẫu này"
            line = "Giữ cùng báo cáo, không cộng vào số nào; in theo mẫu cũ thì về đúng chỗ."
        if not self.isHidden():
            self.notice.show_notice(title, line, tuple(ways))

    def _strays(self) -> tuple[UnplacedCell, ...]:
        unplaced = self._filled.unplaced if self._filled is not None else ()
        return tuple(cell for cell in unplaced if cell.merged_into is None)

    def move_report(self) -> None:
        """Ask what becomes of the report in the newest version, then move it."""
        filled = self._filled
        if filled is not None:
            report = KeptReport(
                form_id=filled.form_id,
                period_id=filled.period.id,
                period_label=filled.period.label,
                version=filled.form_version,
                scope=filled.scope,
                is_closed=filled.closed_ms is not None,
            )
            self._deeds.move((report,))

    def show_strays(self) -> None:
        """Show the answers that stand apart, each with where it was and why."""
        filled, strays, office = self._filled, self._strays(), self._context.office
        if filled is None:
            return
        form = filled.form_id
        self._context.jobs.read(
            lambda: [office.own_forms.papers.stray_line(form, cell) for cell in strays],
            self._show_lines,
            key="forms.strays",
            owner=self,
        )

    def _show_lines(self, lines: list[str]) -> None:
        theme = self._context.theme
        title = "Câu trả lời để riêng"
        sentence = "Không mất, không cộng vào số nào. In theo mẫu cũ ở trang Biểu mẫu."
        dialog = Dialog(self, theme, title, sentence, "info")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        for line in lines:
            column.addWidget(Text(theme, line, Role.BODY, wrap=True))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setMinimumHeight(min(theme.px(MOST_HEIGHT), inside.sizeHint().height() + 8))
        dialog.room.addWidget(area)
        dialog.add_stretch()
        dialog.add_button("Mở Biểu mẫu", Kind.SECONDARY, icon="library").clicked.connect(
            lambda: self._go(dialog)
        )
        dialog.add_close()
        dialog.exec()

    def _go(self, dialog: Dialog) -> None:
        dialog.reject()
        if self._filled is not None:
            self._context.frame.go("forms", self._filled.form_id)
