"""What becomes of an outgoing line after it stands in the book: struck out, recalled, signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.dates import long_date
from wardapp.core.dispatches import (
    Attachment,
    Delivery,
    DeliveryState,
    FileRole,
    Outgoing,
    OutgoingStatus,
)
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.journal import Command
from wardapp.core.text import one_line
from wardapp.documents.reader import FileReader
from wardapp.services.desk import Desk
from wardapp.services.incoming_steps import needed_reason
from wardapp.services.kept_files import FileGate
from wardapp.services.registry_links import (
    lose_effect,
    refuse_unreplaceable,
    standing_of,
    take_effect,
)
from wardapp.store.transaction import Transaction


class RegistryStates:
    """Moves lines of the outgoing book on; every call is one transaction and one undo step."""

    def __init__(self, desk: Desk, reader: FileReader) -> None:
        self._desk = desk
        self._reader = reader
        self._gate = FileGate(desk, reader)

    def get(self, outgoing_id: RecordId) -> Outgoing:
        """Return a line; NotFound when this office has none."""
        with self._desk.database.read() as tx:
            return tx.outgoing.get(outgoing_id)

    def cancel(self, outgoing_id: RecordId, reason: str) -> Outgoing:
        """Strike a line through with its reason; the number is never given again.

        What it replaced stands again.
        """
        why = needed_reason(reason)

        def cancelled(tx: Transaction, line: Outgoing) -> Outgoing:
            kept = tx.outgoing.save(
                replace(line, status=OutgoingStatus.CANCELLED, cancel_reason=why), line
            )
            lose_effect(tx, kept)
            return kept

        line = self.get(outgoing_id)
        refuse_cancelled(line)
        command = self._desk.command("registry.cancel", f"Hủy số {line.number_symbol}", why)
        return self._change(command, line, cancelled)

    def restore(self, outgoing_id: RecordId, reason: str) -> Outgoing:
        """Let a cancelled line stand again, with the reason: the opposite of `cancel`."""
        why = needed_reason(reason, "Chưa có lý do bỏ hủy.")

        def restored(tx: Transaction, line: Outgoing) -> Outgoing:
            if line.replaces is not None:
                refuse_unreplaceable(tx, line.replaces)
            standing = replace(line, status=standing_of(tx, line), cancel_reason="")
            kept = tx.outgoing.save(standing, line)
            take_effect(tx, kept)
            return kept

        line = self.get(outgoing_id)
        if line.status is not OutgoingStatus.CANCELLED:
            raise WardError(f"Văn bản {line.number_symbol} không phải văn bản đã hủy.")
        command = self._desk.command("registry.restore", f"Bỏ hủy số {line.number_symbol}", why)
        return self._change(command, line, restored)

    def recall(self, outgoing_id: RecordId, reason: str, day: date | None = None) -> Outgoing:
        """Recall a dispatch (NĐ30 Đ18.4): receivers give it back or delete it, the line stays."""
        why = needed_reason(reason, "Chưa có lý do thu hồi. Lý do sẽ in ở cột Ghi chú của sổ.")
        on = day or self._desk.today()
        line = self.get(outgoing_id)
        if line.status is not OutgoingStatus.ISSUED:
            raise WardError(_REFUSED[line.status].format(number=line.number_symbol))
        if on > self._desk.today() or on < line.issued_date:
            raise BadValue(
                "recalled_on",
                f"Ngày thu hồi phải từ {long_date(line.issued_date)} đến hôm nay. Hãy xem lại.",
            )
        changed = replace(
            line, status=OutgoingStatus.RECALLED, recalled_on=on, recall_reason=one_line(why)
        )
        command = self._desk.command("registry.recall", f"Thu hồi {line.number_symbol}", why)
        return self._change(command, line, lambda tx, old: tx.outgoing.save(changed, old))

    def unrecall(self, outgoing_id: RecordId) -> Outgoing:
        """Let a recalled dispatch stand again: the opposite of `recall`.

        What receivers confirmed since then goes back to how it was sent.
        """
        line = self.get(outgoing_id)
        if line.status is not OutgoingStatus.RECALLED:
            raise WardError(f"Văn bản {line.number_symbol} không phải văn bản đã thu hồi.")
        changed = replace(
            line,
            status=OutgoingStatus.ISSUED,
            recalled_on=None,
            recall_reason="",
            deliveries=_given_out_again(line),
        )
        command = self._desk.command("registry.unrecall", f"Bỏ thu hồi {line.number_symbol}")
        return self._change(command, line, lambda tx, old: tx.outgoing.save(changed, old))

    def attach_final(
        self, outgoing_id: RecordId, path: Path, *, replaces: bool = False
    ) -> Outgoing:
        """Keep the signed scan byte for byte as the final copy; the issue copy stays beside it.

        With `replaces` the scans before it are kept as superseded ones.
        """
        line = self.get(outgoing_id)
        refuse_cancelled(line)
        kept = self._gate.keep(path, FileRole.FINAL_COPY)
        files = _with_final(line.attachments, kept, replaces=replaces)
        if files == line.attachments:
            return line
        verb = "Thay" if replaces else "Kèm"
        command = self._desk.command("registry.final", f"{verb} bản ký của {line.number_symbol}")
        changed = replace(line, attachments=files)
        return self._change(command, line, lambda tx, old: tx.outgoing.save(changed, old))

    def detach_final(self, outgoing_id: RecordId) -> Outgoing:
        """Lay the signed scans aside as superseded ones: the opposite of `attach_final`."""
        line = self.get(outgoing_id)
        refuse_cancelled(line)
        files = tuple(map(_superseded, line.attachments))
        if files == line.attachments:
            raise WardError(f"Văn bản {line.number_symbol} chưa kèm bản ký.")
        command = self._desk.command("registry.final", f"Bỏ bản ký của {line.number_symbol}")
        changed = replace(line, attachments=files)
        return self._change(command, line, lambda tx, old: tx.outgoing.save(changed, old))

    def _change(
        self,
        command: Command,
        seen: Outgoing,
        write: Callable[[Transaction, Outgoing], Outgoing],
    ) -> Outgoing:
        with self._desk.database.begin(command) as tx:
            return write(tx, seen)


_REFUSED = {
    OutgoingStatus.CANCELLED: "Văn bản {number} đã hủy nên không thu hồi.",
    OutgoingStatus.RECALLED: "Văn bản {number} đã thu hồi rồi.",
    OutgoingStatus.REPLACED: "Văn bản {number} đã được thay thế; nơi nhận dùng văn bản mới.",
}


def refuse_cancelled(line: Outgoing) -> None:
    """Raise WardError for a line that was struck through."""
    if line.status is OutgoingStatus.CANCELLED:
        raise WardError(f"Văn bản {line.number_symbol} đã hủy nên không sửa được nữa.")


def refuse_frozen(line: Outgoing) -> None:
    """Raise WardError for a line whose words are fixed: cancelled or recalled."""
    refuse_cancelled(line)
    if line.status is OutgoingStatus.RECALLED:
        raise WardError(
            f"Văn bản {line.number_symbol} đã thu hồi nên không sửa được. Muốn sửa, hãy bỏ thu hồi."
        )


def _given_out_again(line: Outgoing) -> tuple[Delivery, ...]:
    since = line.recalled_on
    return tuple(
        replace(
            each,
            state=DeliveryState.RECEIVED if each.received_on else DeliveryState.SENT,
            returned_on=None,
        )
        if each.state is DeliveryState.RETURNED
        and since is not None
        and each.returned_on is not None
        and each.returned_on >= since
        else each
        for each in line.deliveries
    )


def _with_final(
    attachments: tuple[Attachment, ...], kept: Attachment, *, replaces: bool
) -> tuple[Attachment, ...]:
    finals = [each for each in attachments if each.role is FileRole.FINAL_COPY]
    if kept.sha256 in {each.sha256 for each in finals}:
        return attachments
    rest = [each for each in attachments if each.sha256 != kept.sha256]
    if replaces:
        rest = [_superseded(each) for each in rest]
    return (*rest, kept)


def _superseded(kept: Attachment) -> Attachment:
    return replace(kept, role=FileRole.VERSION) if kept.role is FileRole.FINAL_COPY else kept
