"""Gửi, thu hồi, thay thế, đính chính, bỏ hủy: asked where it must be, done in a lane, then said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from wardapp.core.dispatches import Delivery, Outgoing, OutgoingStatus
from wardapp.core.drafts import Draft
from wardapp.core.errors import BadDate
from wardapp.core.identity import RecordId
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.file_dialogs import Purpose, ask_file
from wardapp.ui.jobs import Book
from wardapp.ui.pages.outgoing_deliveries import DeliveriesDialog
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import BoxField, DateField

TOUCHES = frozenset({Book.OUTGOING})


class OutgoingStates:
    """Moves the chosen line on, and back again."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    # ---- sending -----------------------------------------------------------------------------

    def send_all(self, lines: tuple[Outgoing, ...]) -> None:
        """Mark every waiting copy of the chosen lines as sent today."""
        deliveries, frame = self._context.office.deliveries, self._context.frame
        if len(lines) == 1:
            self._write(
                lambda: deliveries.send_all(lines[0].id),
                lambda done: f"Đã gửi {done.number_symbol}, {len(done.deliveries)} nơi.",
            )
            return
        ids = tuple(line.id for line in lines)
        self._context.jobs.write(
            lambda: deliveries.send_many(ids),
            lambda count: frame.toast(
                f"Đã gửi {len(ids)} văn bản, {count} nơi." if count else "Không còn nơi chờ gửi.",
                frame.undo if count else None,
            ),
            touches=TOUCHES,
        )

    def open_deliveries(self, line: Outgoing) -> None:
        """Show who gets copies and how far they are."""
        office = self._context.office

        def show(proposed: tuple[Delivery, ...]) -> None:
            self._ask_deliveries(line, line.deliveries or proposed)

        self._context.jobs.read(
            lambda: office.deliveries.proposed(line.id),
            show,
            key="outgoing.deliveries",
            owner=self._page,
        )

    def _ask_deliveries(self, line: Outgoing, known: tuple[Delivery, ...]) -> None:
        context, deliveries = self._context, self._context.office.deliveries
        dialog = DeliveriesDialog(self._page, context.theme, line, known, context.clock.today)

        def put(wanted: tuple[Delivery, ...]) -> None:
            context.jobs.write(
                lambda: deliveries.put(line.id, wanted, line),
                kept,
                touches=TOUCHES,
                on_refused=dialog.refuse,
            )

        def kept(done: Outgoing) -> None:
            dialog.accept()
            context.frame.toast(f"Đã ghi nơi gửi của {done.number_symbol}.", context.frame.undo)

        dialog.entered.connect(put)
        dialog.exec()
        dialog.deleteLater()

    def step_back(self, line: Outgoing) -> None:
        """Take the recall back; without one, the marks of sending."""
        office = self._context.office
        if line.status is OutgoingStatus.RECALLED:
            self._write(
                lambda: office.registry.unrecall(line.id),
                lambda done: f"Đã bỏ thu hồi {done.number_symbol}.",
            )
        else:
            self._write(
                lambda: office.deliveries.unsend_all(line.id),
                lambda done: f"Đã bỏ đánh dấu gửi {done.number_symbol}.",
            )

    # ---- NĐ30 Đ18 ----------------------------------------------------------------------------

    def recall(self, line: Outgoing) -> None:
        """Ask for reason and day, then recall the dispatch."""
        theme = self._context.theme
        dialog = Dialog(
            self._page,
            theme,
            f"Thu hồi {line.number_symbol}",
            "Nơi nhận trả lại hoặc xóa bản đã nhận và xác nhận. Dòng vẫn nằm trong sổ.",
            "warning",
        )
        reason = BoxField(theme, "Lý do thu hồi", 2)
        day = DateField(theme, "Ngày thu hồi", self._context.clock.today)
        day.set_day(self._context.clock.today())
        dialog.room.addWidget(reason)
        dialog.room.addWidget(day)
        dialog.add_stretch()
        dialog.add_close("Thôi")
        yes = dialog.add_button("Thu hồi", Kind.PRIMARY, key="Enter", accepts=True)
        yes.setEnabled(False)
        reason.box.textChanged.connect(lambda: yes.setEnabled(bool(reason.text().strip())))
        reason.setFocus()
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        why = reason.text().strip()
        try:
            on = day.day()
        except BadDate as fault:
            self._context.frame.fail("Chưa thu hồi được", fault.sentence)
            return
        dialog.deleteLater()
        if accepted and why:
            registry = self._context.office.registry
            self._write(
                lambda: registry.recall(line.id, why, on),
                lambda done: f"Đã thu hồi {done.number_symbol}.",
            )

    def confirm_returned(self, line: Outgoing) -> None:
        """Note that every receiver gave a recalled dispatch back."""
        deliveries = self._context.office.deliveries
        self._write(
            lambda: deliveries.confirm_returned(line.id),
            lambda done: f"Đã ghi mọi nơi trả lại {done.number_symbol}.",
        )

    def replace(self, line: Outgoing) -> None:
        """Begin the draft that will stand for the line."""
        self._draft(line, self._context.office.redrafting.replacement)

    def correct(self, line: Outgoing) -> None:
        """Begin the công văn that corrects the line."""
        self._draft(line, self._context.office.redrafting.correction)

    def _draft(self, line: Outgoing, start: Callable[[RecordId], Draft]) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            lambda: start(line.id),
            lambda draft: frame.go("draft", draft.id),
            touches={Book.DRAFTS, Book.OUTGOING},
        )

    def restore(self, line: Outgoing) -> None:
        """Ask for the reason and let a cancelled line stand again."""
        reason = dialogs.ask_reason(
            self._page,
            self._context.theme,
            f"Bỏ hủy số {line.number_symbol}",
            "Dòng lại có hiệu lực như trước khi hủy; lý do hủy và bỏ hủy còn trong lịch sử.",
            "Bỏ hủy",
            "Lý do bỏ hủy",
        )
        if reason:
            registry = self._context.office.registry
            self._write(
                lambda: registry.restore(line.id, reason),
                lambda done: f"Đã bỏ hủy số {done.number_symbol}.",
            )

    # ---- the signed copy ---------------------------------------------------------------------

    def replace_final(self, line: Outgoing) -> None:
        """Choose another scan; the one before stays in the history."""
        title = "Chọn bản đã ký thay cho bản đang kèm"
        chosen = ask_file(self._page, self._context.desk, Purpose.SIGNED, title)
        if chosen is not None:
            self.use_final(line, chosen)

    def use_final(self, line: Outgoing, path: Path) -> None:
        """Keep a scan instead of the one before."""
        registry = self._context.office.registry
        self._write(
            lambda: registry.attach_final(line.id, path, replaces=True),
            lambda done: f"Đã thay bản ký của {done.number_symbol}.",
        )

    def detach_final(self, line: Outgoing) -> None:
        """Lay the signed copy aside."""
        registry = self._context.office.registry
        self._write(
            lambda: registry.detach_final(line.id),
            lambda done: f"Đã bỏ bản ký của {done.number_symbol}.",
        )

    def _write(self, work: Callable[[], Outgoing], said: Callable[[Outgoing], str]) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            work, lambda done: frame.toast(said(done), frame.undo), touches=TOUCHES
        )
