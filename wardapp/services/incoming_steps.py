"""What happens to an incoming dispatch after it stands in the book."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from wardapp.core.arrivals import Assignment
from wardapp.core.dispatches import Arrival, Direction, Incoming, IncomingStatus, Priority
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.text import one_line
from wardapp.services.arrivals import clean_arrival
from wardapp.services.incoming_reading import IncomingReading, as_line, book_key
from wardapp.services.secrets_gate import refuse_secret_words

BOOK_FIELDS = (
    "id", "arrival_number", "provisional", "issuer_id", "registered_ms", "book", "suffix",
    "book_scope", "is_secret",
)  # fmt: skip
NOTHING = Assignment()
LONGEST_OPINION = 2000


class IncomingSteps(IncomingReading):
    """Moving the lines of the book on, and back; every writing call is one transaction."""

    def amend(self, incoming: Incoming, base: Incoming | None = None) -> Incoming:
        """Write a corrected line; its number, book and registering stay what they are.

        With `base`, the line as the clerk saw it, ChangedSince when somebody else changed the
        same field meanwhile.
        """
        kept = self.get(incoming.id)
        _refuse_cancelled(kept)
        fixed = {name: getattr(kept, name) for name in BOOK_FIELDS}
        tidy = clean_arrival(replace(incoming, **fixed), self._desk.today())
        changed = replace(incoming, **_arrival_fields(tidy) | fixed)
        command = self._desk.command("intake.amend", f"Sửa văn bản đến số {kept.arrival_code}")
        with self._desk.database.begin(command) as tx:
            key = book_key(tx, kept.issuer_id, kept.book, tidy.arrival_date)
            if as_line(tidy, key).scope_value != kept.scope_value:
                raise BadValue("arrival_date", "Ngày đến phải nằm trong năm của sổ.")
            return tx.incoming.save(changed, base or kept)

    def submit(self, incoming_id: RecordId) -> Incoming:
        """Mark a line as laid before the leader."""
        line = self._open_line(incoming_id)
        if line.status is not IncomingStatus.NEW:
            return line
        changed = replace(line, status=IncomingStatus.SUBMITTED)
        title = f"Trình văn bản đến số {line.arrival_code}"
        return self._save("intake.submit", title, changed, line)

    def submit_many(self, incoming_ids: Iterable[RecordId]) -> tuple[Incoming, ...]:
        """Mark the new ones among several lines as laid before the leader, in one step."""
        new = [line for line in map(self.get, incoming_ids) if line.status is IncomingStatus.NEW]
        return self._each(
            "intake.submit",
            "Trình {count} văn bản đến",
            [line for line in new if line.is_open],
            lambda line: replace(line, status=IncomingStatus.SUBMITTED),
        )

    def direct(
        self,
        incoming_id: RecordId,
        direction: Direction,
        due_date: date | None,
        handler: str,
        priority: Priority | None = None,
    ) -> Incoming:
        """Write down the leader's decision: opinion, units, who handles it and by when."""
        tidy = _clean_decision(direction)
        given = _clean_assignment(Assignment(due_date=due_date, handler=handler, priority=priority))
        if not (tidy.opinion or tidy.lead_unit or given.handler):
            raise BadValue("opinion", "Chưa có ý kiến chỉ đạo, đơn vị chủ trì hoặc người xử lý.")
        line = self._open_line(incoming_id)
        changed = replace(
            line,
            direction=tidy,
            due_date=given.due_date,
            handler=given.handler,
            priority=line.priority if given.priority is None else given.priority,
            status=IncomingStatus.HANDLING,
        )
        title = f"Ghi ý kiến vào văn bản đến số {line.arrival_code}"
        return self._save("intake.direct", title, changed, line)

    def direct_many(
        self, incoming_ids: Iterable[RecordId], direction: Direction, given: Assignment = NOTHING
    ) -> tuple[Incoming, ...]:
        """Give several lines one decision in one step; what is left empty stays as they have it.

        Raises WardError when one of them is done, sent back or cancelled: then nothing changes.
        """
        tidy, given = _clean_decision(direction), _clean_assignment(given)
        says = tidy.opinion or tidy.lead_unit
        if not (says or given.handler or given.due_date or given.priority is not None):
            raise BadValue("opinion", "Chưa có ý kiến, người xử lý hoặc hạn nào để ghi.")

        def directed(line: Incoming) -> Incoming:
            return replace(
                line,
                direction=tidy if says else line.direction,
                due_date=given.due_date or line.due_date,
                handler=given.handler or line.handler,
                priority=line.priority if given.priority is None else given.priority,
                status=IncomingStatus.HANDLING,
            )

        lines = [self._open_line(each) for each in incoming_ids]
        return self._each("intake.direct", "Ghi ý kiến vào {count} văn bản đến", lines, directed)

    def finish(self, incoming_id: RecordId) -> Incoming:
        """Mark a line as done today."""
        line = self._open_line(incoming_id)
        changed = replace(line, status=IncomingStatus.DONE, done_date=self._desk.today())
        title = f"Xong văn bản đến số {line.arrival_code}"
        return self._save("intake.finish", title, changed, line)

    def finish_many(self, incoming_ids: Iterable[RecordId]) -> tuple[Incoming, ...]:
        """Mark several lines as done today, in one step."""
        today = self._desk.today()
        return self._each(
            "intake.finish",
            "Xong {count} văn bản đến",
            [self._open_line(each) for each in incoming_ids],
            lambda line: replace(line, status=IncomingStatus.DONE, done_date=today),
        )

    def send_back(self, incoming_id: RecordId, reason: str) -> Incoming:
        """Return a dispatch to its sender with a reason; the line and its number stay."""
        line = self._open_line(incoming_id)
        why = needed_reason(reason, "Chưa có lý do chuyển trả. Lý do sẽ in ở cột Ghi chú của sổ.")
        changed = replace(line, status=IncomingStatus.RETURNED, return_reason=why)
        title = f"Chuyển trả văn bản đến số {line.arrival_code}"
        return self._save("intake.send_back", title, changed, line, why)

    def reopen(self, incoming_id: RecordId) -> Incoming:
        """Take a finished line, or one sent back, up again."""
        line = self.get(incoming_id)
        _refuse_cancelled(line)
        if line.status not in {IncomingStatus.DONE, IncomingStatus.RETURNED}:
            return line
        was_handled = line.status is IncomingStatus.DONE or line.direction is not None
        status = IncomingStatus.HANDLING if was_handled else IncomingStatus.NEW
        changed = replace(line, status=status, done_date=None, return_reason="")
        title = f"Mở lại văn bản đến số {line.arrival_code}"
        return self._save("intake.reopen", title, changed, line)

    def step_back(self, incoming_id: RecordId) -> Incoming:
        """Take the last step back: the leader's decision, else the mark that it was laid before."""
        line = self._open_line(incoming_id)
        if line.status is IncomingStatus.HANDLING:
            changed = replace(line, status=IncomingStatus.SUBMITTED, direction=None)
            title = f"Bỏ ý kiến của văn bản đến số {line.arrival_code}"
        elif line.status is IncomingStatus.SUBMITTED:
            changed = replace(line, status=IncomingStatus.NEW)
            title = f"Bỏ đánh dấu đã trình số đến {line.arrival_code}"
        else:
            raise WardError(f"Số đến {line.arrival_code} chưa trình nên không có bước nào để lùi.")
        return self._save("intake.step_back", title, changed, line)

    def cancel(self, incoming_id: RecordId, reason: str) -> Incoming:
        """Strike a line through with its reason; the number is never given again."""
        line = self.get(incoming_id)
        _refuse_cancelled(line)
        why = needed_reason(reason)
        changed = replace(line, status=IncomingStatus.CANCELLED, cancel_reason=why)
        title = f"Hủy văn bản đến số {line.arrival_code}"
        return self._save("intake.cancel", title, changed, line, why)

    def restore(self, incoming_id: RecordId, reason: str) -> Incoming:
        """Take a cancellation back, with a reason that the history keeps."""
        line = self.get(incoming_id)
        if line.status is not IncomingStatus.CANCELLED:
            return line
        why = needed_reason(reason, "Chưa có lý do bỏ hủy.")
        status = IncomingStatus.HANDLING if line.direction is not None else IncomingStatus.NEW
        if line.done_date is not None:
            status = IncomingStatus.DONE
        if line.return_reason:
            status = IncomingStatus.RETURNED
        changed = replace(line, status=status, cancel_reason="")
        title = f"Bỏ hủy văn bản đến số {line.arrival_code}"
        return self._save("intake.restore", title, changed, line, why)

    def _open_line(self, incoming_id: RecordId) -> Incoming:
        line = self.get(incoming_id)
        _refuse_cancelled(line)
        closed = {IncomingStatus.DONE: "đã xong", IncomingStatus.RETURNED: "đã chuyển trả"}
        if line.status in closed:
            raise WardError(
                f"Văn bản đến số {line.arrival_code} {closed[line.status]}. "
                "Hãy mở lại trước khi sửa việc xử lý."
            )
        if line.is_secret:
            raise WardError(
                f"Số đến {line.arrival_code} đăng ký ở sổ riêng nên việc xử lý không ghi ở đây."
            )
        return line

    def _save(
        self, name: str, title: str, changed: Incoming, seen: Incoming, reason: str = ""
    ) -> Incoming:
        """Write what differs from the line as it was seen; another's change since is not lost."""
        with self._desk.database.begin(self._desk.command(name, title, reason)) as tx:
            return tx.incoming.save(changed, seen)

    def _each(
        self,
        name: str,
        title: str,
        lines: list[Incoming],
        change: Callable[[Incoming], Incoming],
    ) -> tuple[Incoming, ...]:
        """Write the change of every line in one step, so that one undo takes all back."""
        if not lines:
            return ()
        command = self._desk.command(name, title.format(count=len(lines)))
        with self._desk.database.begin(command) as tx:
            return tuple(tx.incoming.save(change(line), line) for line in lines)


def needed_reason(
    reason: str, without: str = "Chưa có lý do hủy. Lý do sẽ in ở cột Ghi chú của sổ."
) -> str:
    """Return the reason made tidy; BadValue with the sentence when none was given."""
    why = one_line(reason)
    if not why:
        raise BadValue("reason", without)
    return why


def _clean_decision(direction: Direction) -> Direction:
    tidy = replace(
        direction,
        leader=one_line(direction.leader),
        opinion=direction.opinion.strip(),
        lead_unit=one_line(direction.lead_unit),
        supporting_units=tuple(
            dict.fromkeys(filter(None, map(one_line, direction.supporting_units)))
        ),
    )
    refuse_secret_words(tidy.opinion)
    if len(tidy.opinion) > LONGEST_OPINION:
        raise BadValue(
            "opinion", f"Ý kiến dài {len(tidy.opinion)} ký tự, tối đa {LONGEST_OPINION}."
        )
    return tidy


def _clean_assignment(given: Assignment) -> Assignment:
    return replace(given, handler=one_line(given.handler))


def _refuse_cancelled(line: Incoming) -> None:
    if line.status is IncomingStatus.CANCELLED:
        raise WardError(f"Văn bản đến số {line.arrival_code} đã hủy nên không sửa được nữa.")


def _arrival_fields(line: Arrival) -> dict[str, Any]:
    return {name: getattr(line, name) for name in Arrival.__dataclass_fields__}
