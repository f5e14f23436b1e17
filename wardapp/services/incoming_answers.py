"""Which outgoing dispatches answer an incoming one, and linking them by hand."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.dispatches import Incoming, IncomingStatus, ListQuery, Outgoing, OutgoingStatus
from wardapp.core.errors import NotFound, WardError
from wardapp.core.identity import RecordId
from wardapp.services.incoming_steps import IncomingSteps
from wardapp.store.transaction import Transaction

NEWEST = 200


class IncomingAnswers(IncomingSteps):
    """The reply link, both ways: one dispatch may have several answers, one answer several."""

    def answers_of(self, incoming_id: RecordId) -> tuple[Outgoing, ...]:
        """Return the outgoing lines that answer an incoming one, oldest first."""
        with self._desk.database.read() as tx:
            line = tx.incoming.find(incoming_id)
            return answers_of(tx, line) if line is not None else ()

    def answered_by(self, outgoing_id: RecordId) -> tuple[Incoming, ...]:
        """Return the incoming lines that an outgoing one answers, oldest first."""
        with self._desk.database.read() as tx:
            answer = tx.outgoing.find(outgoing_id)
            if answer is None:
                return ()
            own = tx.incoming.find(answer.answers) if answer.answers is not None else None
            others = tx.incoming.answered_by(outgoing_id)
        first = () if own is None else (own,)
        return (*first, *(each for each in others if own is None or each.id != own.id))

    def possible_answers(self) -> tuple[Outgoing, ...]:
        """Return the newest outgoing lines, to choose an answer from."""
        with self._desk.database.read() as tx:
            rows = tx.outgoing.page(ListQuery(), self._desk.today(), 0, NEWEST).rows
        return tuple(row for row in rows if row.status is not OutgoingStatus.CANCELLED)

    def link_answer(self, incoming_id: RecordId, printed: str) -> Incoming:
        """Note that an outgoing dispatch of ours, named by its symbol, answers the line.

        The line is done then, as when the answer is issued from a draft of its own.
        """
        line = self.get(incoming_id)
        if line.status in {IncomingStatus.CANCELLED, IncomingStatus.RETURNED} or line.is_secret:
            raise WardError(
                f"Văn bản đến số {line.arrival_code} không ở trạng thái ghi trả lời được."
            )
        with self._desk.database.read() as tx:
            answer = _named(tx, printed)
        changed = replace(
            line,
            replied_by=line.replied_by or answer.id,
            status=IncomingStatus.DONE,
            done_date=line.done_date or max(answer.issued_date, line.arrival_date),
        )
        title = f"Số đến {line.arrival_code} đã trả lời bằng {answer.number_symbol}"
        with self._desk.database.begin(self._desk.command("intake.link", title)) as tx:
            if answer.answers is None:
                tx.outgoing.save(replace(answer, answers=line.id), answer)
            elif line.replied_by is not None and line.id != answer.answers:
                raise WardError(
                    f"{answer.number_symbol} đã ghi là trả lời một văn bản đến khác. "
                    "Hãy gỡ liên kết kia trước."
                )
            return tx.incoming.save(changed, line)

    def unlink_answer(self, incoming_id: RecordId, outgoing_id: RecordId) -> Incoming:
        """Take the link to an answer off on both sides; whether the work is done stays as it is."""
        line = self.get(incoming_id)
        with self._desk.database.read() as tx:
            answer = tx.outgoing.find(outgoing_id)
            left = [each.id for each in answers_of(tx, line) if each.id != outgoing_id]
        name = answer.number_symbol if answer is not None else "văn bản trả lời"
        title = f"Gỡ {name} khỏi số đến {line.arrival_code}"
        changed = replace(line, replied_by=left[0] if left else None)
        with self._desk.database.begin(self._desk.command("intake.unlink", title)) as tx:
            if answer is not None and answer.answers == line.id:
                tx.outgoing.save(replace(answer, answers=None), answer)
            return tx.incoming.save(changed, line)


def answers_of(tx: Transaction, line: Incoming) -> tuple[Outgoing, ...]:
    """Return the outgoing lines that name a line as answered, and the one it names itself."""
    found = {each.id: each for each in tx.outgoing.answering(line.id)}
    if line.replied_by is not None and line.replied_by not in found:
        named = tx.outgoing.find(line.replied_by)
        if named is not None:
            found[named.id] = named
    return tuple(sorted(found.values(), key=lambda each: (each.issued_date, each.registered_ms)))


def _named(tx: Transaction, printed: str) -> Outgoing:
    wanted = "".join(printed.casefold().split())
    for each in tx.outgoing.with_symbol(printed):
        is_named = "".join(each.number_symbol.casefold().split()) == wanted
        if is_named and each.status is not OutgoingStatus.CANCELLED:
            return each
    raise NotFound(f"Sổ văn bản đi không có văn bản số {printed}.")
