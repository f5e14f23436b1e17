"""What a new, cancelled or restored line does to the lines it replaces and answers.

Each runs inside the transaction that writes the line, so that one undo takes all of it back.
"""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.dispatches import Incoming, IncomingStatus, Outgoing, OutgoingStatus
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.store.transaction import Transaction


def refuse_unreplaceable(tx: Transaction, old_id: RecordId) -> Outgoing:
    """Return the line to be replaced; WardError when it was cancelled or replaced before."""
    old = tx.outgoing.get(old_id)
    if old.status is OutgoingStatus.CANCELLED:
        raise WardError(f"Văn bản {old.number_symbol} đã hủy nên không thay thế được.")
    standing = _standing_in(tx, old_id)
    if standing:
        raise WardError(
            f"Văn bản {old.number_symbol} đã được thay thế bằng {standing[0].number_symbol}. "
            "Hãy thay thế văn bản mới đó."
        )
    return old


def refuse_uncorrectable(tx: Transaction, old_id: RecordId) -> Outgoing:
    """Return the line to be corrected; WardError when it was cancelled."""
    old = tx.outgoing.get(old_id)
    if old.status is OutgoingStatus.CANCELLED:
        raise WardError(f"Văn bản {old.number_symbol} đã hủy nên không đính chính được.")
    return old


def take_effect(tx: Transaction, line: Outgoing) -> None:
    """Let a line that stands now replace and answer what it names (NĐ30 Đ18.3)."""
    if line.corrects is not None:
        refuse_uncorrectable(tx, line.corrects)
    if line.replaces is not None:
        old = tx.outgoing.get(line.replaces)
        tx.outgoing.save(replace(old, status=OutgoingStatus.REPLACED), old)
    _answer(tx, line)


def lose_effect(tx: Transaction, line: Outgoing) -> None:
    """Let the line that a cancelled one replaced stand again."""
    if line.replaces is None:
        return
    old = tx.outgoing.find(line.replaces)
    if old is not None and old.status is OutgoingStatus.REPLACED:
        tx.outgoing.save(replace(old, status=standing_of(tx, old)), old)


def standing_of(tx: Transaction, line: Outgoing) -> OutgoingStatus:
    """Return where a line that is not cancelled stands: replaced, recalled or issued."""
    if _standing_in(tx, line.id):
        return OutgoingStatus.REPLACED
    return OutgoingStatus.RECALLED if line.recalled_on else OutgoingStatus.ISSUED


def _standing_in(tx: Transaction, old_id: RecordId) -> tuple[Outgoing, ...]:
    """Return the lines that stand for another one now."""
    newer = tx.outgoing.replacing(old_id)
    return tuple(each for each in newer if each.status is not OutgoingStatus.CANCELLED)


def _answer(tx: Transaction, line: Outgoing) -> None:
    """Close the incoming dispatch this answers, unless it was cancelled or closed before."""
    if line.answers is None:
        return
    incoming = tx.incoming.find(line.answers)
    if incoming is None or incoming.status is IncomingStatus.CANCELLED:
        return
    tx.incoming.save(_answered(incoming, line))


def _answered(incoming: Incoming, line: Outgoing) -> Incoming:
    return replace(
        incoming,
        status=IncomingStatus.DONE,
        done_date=incoming.done_date or line.issued_date,
        replied_by=line.id,
    )
