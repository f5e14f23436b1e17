"""What happens to an incoming dispatch after it stands in the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from wardapp.core.dispatches import (
    Arrival,
    Attachment,
    Direction,
    Incoming,
    IncomingStatus,
    ListQuery,
)
from wardapp.core.errors import BadValue, NotFound, WardError
from wardapp.core.identity import RecordId
from wardapp.core.numbering import SeriesKey
from wardapp.core.text import one_line
from wardapp.core.views import FilterCounts, ListPage
from wardapp.services.arrivals import clean_arrival
from wardapp.services.desk import Desk
from wardapp.services.series import incoming_key

BOOK_FIELDS = ("id", "arrival_number", "issuer_id", "registered_ms")


class IncomingSteps:
    """Reading the book and moving its lines on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def next_number(self, issuer_id: RecordId, day: date) -> int:
        """Return the number the next line would get; it is no reservation."""
        return self._peek(incoming_key(issuer_id, day))

    def get(self, incoming_id: RecordId) -> Incoming:
        """Return a line; NotFound when this office has none."""
        with self._desk.database.read() as tx:
            return tx.incoming.get(incoming_id)

    def by_number(self, number: int, year: int, issuer_id: RecordId | None = None) -> Incoming:
        """Return the line of a number and year, of the first book that has it by default."""
        with self._desk.database.read() as tx:
            books = [issuer_id] if issuer_id else [each.id for each in tx.catalogue.issuers()]
            for book in books:
                found = tx.incoming.by_number(book, year, number)
                if found is not None:
                    return found
        raise NotFound(f"Sổ văn bản đến năm {year} không có số {number}.")

    def position_of(self, query: ListQuery, incoming_id: RecordId) -> int:
        """Return where a line stands in the book so sorted and narrowed; -1 when not in it."""
        with self._desk.database.read() as tx:
            return tx.incoming.position_of(query, self._desk.today(), incoming_id)

    def page(self, query: ListQuery, offset: int = 0, limit: int = 100) -> ListPage[Incoming]:
        """Return a stretch of the book as the query sorts and narrows it."""
        with self._desk.database.read() as tx:
            return tx.incoming.page(query, self._desk.today(), offset, limit)

    def counts(self, query: ListQuery) -> FilterCounts:
        """Return the counts behind the standing chips."""
        with self._desk.database.read() as tx:
            return tx.incoming.counts(query, self._desk.today())

    def file_path(self, attachment: Attachment) -> Path:
        """Return where a kept file lies."""
        return self._desk.files.path_of(attachment)

    def amend(self, incoming: Incoming, base: Incoming | None = None) -> Incoming:
        """Write a corrected line; its number, book and registering stay what they are.

        With `base`, the line as the clerk saw it, ChangedSince when somebody else changed the
        same field meanwhile.
        """
        kept = self.get(incoming.id)
        _refuse_cancelled(kept)
        tidy = clean_arrival(incoming, self._desk.today())
        if tidy.arrival_date.year != kept.arrival_date.year:
            raise BadValue("arrival_date", "Ngày đến phải nằm trong năm của sổ.")
        fixed = {name: getattr(kept, name) for name in BOOK_FIELDS}
        changed = replace(incoming, **_arrival_fields(tidy), **fixed)
        command = self._desk.command("intake.amend", f"Sửa văn bản đến số {kept.arrival_number}")
        with self._desk.database.begin(command) as tx:
            return tx.incoming.save(changed, base or kept)

    def submit(self, incoming_id: RecordId) -> Incoming:
        """Mark a line as laid before the leader."""
        line = self._open_line(incoming_id)
        if line.status is not IncomingStatus.NEW:
            return line
        changed = replace(line, status=IncomingStatus.SUBMITTED)
        return self._save(
            "intake.submit", f"Trình văn bản đến số {line.arrival_number}", changed, line
        )

    def direct(
        self,
        incoming_id: RecordId,
        direction: Direction,
        due_date: date | None,
        handler: str,
    ) -> Incoming:
        """Write down the leader's decision: opinion, who handles it and by when."""
        line = self._open_line(incoming_id)
        if not one_line(direction.opinion) and not one_line(handler):
            raise BadValue("direction", "Chưa có ý kiến chỉ đạo hoặc người xử lý.")
        changed = replace(
            line,
            direction=replace(
                direction,
                leader=one_line(direction.leader),
                opinion=direction.opinion.strip(),
                lead_unit=one_line(direction.lead_unit),
            ),
            due_date=due_date,
            handler=one_line(handler),
            status=IncomingStatus.HANDLING,
        )
        return self._save(
            "intake.direct", f"Ghi ý kiến vào văn bản đến số {line.arrival_number}", changed, line
        )

    def finish(self, incoming_id: RecordId) -> Incoming:
        """Mark a line as done today."""
        line = self._open_line(incoming_id)
        changed = replace(line, status=IncomingStatus.DONE, done_date=self._desk.today())
        title = f"Xong văn bản đến số {line.arrival_number}"
        return self._save("intake.finish", title, changed, line)

    def reopen(self, incoming_id: RecordId) -> Incoming:
        """Take a finished line up again."""
        line = self.get(incoming_id)
        _refuse_cancelled(line)
        if line.status is not IncomingStatus.DONE:
            return line
        changed = replace(line, status=IncomingStatus.HANDLING, done_date=None)
        title = f"Mở lại văn bản đến số {line.arrival_number}"
        return self._save("intake.reopen", title, changed, line)

    def cancel(self, incoming_id: RecordId, reason: str) -> Incoming:
        """Strike a line through with its reason; the number is never given again."""
        line = self.get(incoming_id)
        _refuse_cancelled(line)
        why = needed_reason(reason)
        changed = replace(line, status=IncomingStatus.CANCELLED, cancel_reason=why)
        command = self._desk.command(
            "intake.cancel", f"Hủy văn bản đến số {line.arrival_number}", why
        )
        with self._desk.database.begin(command) as tx:
            return tx.incoming.save(changed, line)

    def _peek(self, key: SeriesKey) -> int:
        with self._desk.database.read() as tx:
            return tx.numbers.peek(key)

    def _open_line(self, incoming_id: RecordId) -> Incoming:
        line = self.get(incoming_id)
        _refuse_cancelled(line)
        if line.status is IncomingStatus.DONE:
            raise WardError(
                f"Văn bản đến số {line.arrival_number} đã xong. "
                "Hãy mở lại trước khi sửa việc xử lý."
            )
        return line

    def _save(self, name: str, title: str, changed: Incoming, seen: Incoming) -> Incoming:
        """Write what differs from the line as it was seen; another's change since is not lost."""
        with self._desk.database.begin(self._desk.command(name, title)) as tx:
            return tx.incoming.save(changed, seen)


def needed_reason(reason: str) -> str:
    """Return the reason made tidy; BadValue when none was given."""
    why = one_line(reason)
    if not why:
        raise BadValue("reason", "Chưa có lý do hủy. Lý do sẽ in ở cột Ghi chú của sổ.")
    return why


def _refuse_cancelled(line: Incoming) -> None:
    if line.status is IncomingStatus.CANCELLED:
        raise WardError(f"Văn bản đến số {line.arrival_number} đã hủy nên không sửa được nữa.")


def _arrival_fields(line: Arrival) -> dict[str, Any]:
    return {
        name: getattr(line, name) for name in Arrival.__dataclass_fields__ if name != "issuer_id"
    }
