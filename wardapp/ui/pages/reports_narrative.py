"""Lời báo cáo: the text that goes out with the form, its numbers watched while it is edited."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.forms import FilledForm
from wardapp.core.narrative import LooseFigure, Narrative
from wardapp.core.report_views import NarrativeSheet
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.pages.reports_reading import Sheet
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button
from wardapp.ui.widgets.narrative_edit import NarrativeEdit
from wardapp.ui.widgets.texts import Elided, Icon, Rule

JUDGE_MS, PAD = 250, 6


class _Edit(NarrativeEdit):
    """The editor; says `left` when the clerk goes elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the text was left."""
        super().focusOutEvent(event)
        self.left.emit()


class NarrativePane(QWidget):
    """The text with its verdict line; asks for a verdict after each change, keeps it when left."""

    tie_chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme: Theme = context.theme
        self._context = context
        self._filled: FilledForm | None = None
        self._verdict: NarrativeSheet | None = None
        self._shown: Narrative | None = None
        self.edit = _Edit(theme)
        self._icon = Icon(theme, "checkmark_circle", "ok", 16, filled=True)
        self._words = Elided(theme, "", Role.SMALL, "text2")
        self.renewer = Button(theme, "Cập nhật số", icon="arrow_sync", key="F5", height=INLINE)
        self.redrafter = Button(theme, "Soạn lại từ số liệu", icon="document_edit", height=INLINE)
        self._judge = QTimer(self, singleShot=True, interval=JUDGE_MS)
        self._build()
        self.edit.typed.connect(self._judge.start)
        self.edit.left.connect(self.settle)
        self.edit.tie_chosen.connect(self.tie_chosen)
        self._judge.timeout.connect(self._ask_verdict)
        self.renewer.clicked.connect(lambda: context.frame.run_action("reports.renew"))
        self.redrafter.clicked.connect(lambda: context.frame.run_action("reports.redraft"))

    def _build(self) -> None:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(22, PAD, 18, PAD)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.renewer)
        row.addWidget(self.redrafter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, share in ((bar, 0), (Rule(), 0), (self.edit, 1)):
            column.addWidget(part, share)

    @property
    def loose(self) -> tuple[LooseFigure, ...]:
        """Return the numbers that no longer say what their cells say."""
        return self._verdict.loose if self._verdict else ()

    # ---- showing -----------------------------------------------------------------------------

    def show_report(self, sheet: Sheet) -> None:
        """Show the text of a report; what is being typed is not taken away."""
        filled, office = sheet.filled, self._context.office
        self._filled = filled
        is_sent = filled.outgoing_id is not None
        self.edit.setReadOnly(is_sent or office.read_only)
        self._context.jobs.read(
            lambda: office.report_desk.narrating.sheet(filled),
            self._show,
            key="reports.narrative",
            owner=self,
        )

    def _show(self, verdict: NarrativeSheet) -> None:
        is_typing = self._is_changed
        if not is_typing and self._shown != verdict.narrative:
            self.edit.show_narrative(verdict.narrative)
            self._shown = verdict.narrative
        if is_typing:
            self._ask_verdict()
        else:
            self._say(verdict)

    @property
    def _is_changed(self) -> bool:
        return self._shown is not None and self.edit.narrative() != self._shown

    def _ask_verdict(self) -> None:
        filled, office, typed = self._filled, self._context.office, self.edit.narrative()
        if filled is None:
            return
        asked = self.edit.round
        self._context.jobs.read(
            lambda: office.report_desk.narrating.judged(filled, typed),
            lambda verdict: self._say(verdict) if asked == self.edit.round else None,
            key="reports.verdict",
            owner=self,
        )
        self._name_blocks(typed.text)

    def _say(self, verdict: NarrativeSheet) -> None:
        self._verdict = verdict
        self.edit.show_verdict(verdict)
        self._name_blocks(verdict.narrative.text)
        stale, hand = len(verdict.loose), len(verdict.untied)
        said = verdict.loose[0].sentence if stale == 1 else f"{stale} số khác với biểu."
        parts = [said] if stale else []
        if hand:
            parts.append(f"{hand} số gõ tay, không có trong biểu.")
        tied = len(verdict.narrative.ties)
        words = " ".join(parts) or f"{tied} số lấy từ biểu, đều khớp."
        self._words.set_text(words)
        icon, tone = ("warning", "warn") if stale else ("checkmark_circle", "ok")
        self._icon.set_icon(icon, tone, filled=True)
        can_write = not self.edit.isReadOnly()
        self.renewer.setVisible(bool(stale) and can_write)
        self.redrafter.setVisible(can_write and not verdict.is_drafted)

    def _name_blocks(self, text: str) -> None:
        asked, office = self.edit.round, self._context.office
        self._context.jobs.read(
            lambda: office.drafting.outline(text),
            lambda blocks: self.edit.show_outline(blocks, asked),
            key="reports.outline",
            owner=self,
        )

    # ---- changing ----------------------------------------------------------------------------

    def settle(self) -> None:
        """Write what was typed and not written yet."""
        filled, typed, office = self._filled, self.edit.narrative(), self._context.office
        if filled is None or not self._is_changed or self.edit.isReadOnly():
            return
        self._shown = typed
        narrating = office.report_desk.narrating
        self._context.jobs.write(
            lambda: narrating.keep(filled.form_id, filled.period.id, filled.scope, typed),
            lambda _filled: None,
            touches=frozenset({Book.REPORTS}),
            title="Đang ghi lời báo cáo…",
        )

    def renew(self) -> None:
        """Write every stale number as its cell says it now, the last one first."""
        for each in sorted(self.loose, key=lambda loose: -loose.tie.start):
            if each.now:
                self.edit.renew(each.tie, each.now)
        self._ask_verdict()
        self.settle()

    def redraft(self) -> None:
        """Put the clerk's text away: the draft made of the figures stands again."""
        filled, office = self._filled, self._context.office
        if filled is None:
            return
        frame = self._context.frame
        self._shown = self.edit.narrative()
        self._context.jobs.write(
            lambda: office.report_desk.narrating.redraft(
                filled.form_id, filled.period.id, filled.scope
            ),
            lambda _filled: frame.toast("Đã soạn lại lời báo cáo từ số liệu.", frame.undo),
            touches=frozenset({Book.REPORTS}),
        )
