"""The daily log: a line in five seconds, months, totals, evidence."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from wardapp.core.dates import short_date
from wardapp.core.daylog import ContentGroup, LogChannel, LogEntry, LogLine, LogQuery
from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.identity import RecordId
from wardapp.core.progress import Progress, Silent
from wardapp.core.views import ChannelTotal, DigitalGauge, ListPage, MonthView
from wardapp.documents.reader import FileReader
from wardapp.services.daylog_lines import parse_line
from wardapp.services.daylog_rules import LogGround, checked, ground_of
from wardapp.services.desk import Desk
from wardapp.services.due_rules import due_days
from wardapp.services.form_book import FormBook
from wardapp.services.kept_files import FileGate

PAGE = 100
SLICE = 200


class Daylog:
    """The log of an office."""

    def __init__(self, desk: Desk, reader: FileReader, book: FormBook) -> None:
        self._desk = desk
        self._gate = FileGate(desk, reader)
        self._book = book

    def ground(self) -> LogGround:
        """Return every channel and group, retired ones too, and the places of the office."""
        with self._desk.database.read() as tx:
            return ground_of(tx)

    def channels(self) -> tuple[LogChannel, ...]:
        """Return the channels a line may have, in the order of the report."""
        return self.ground().open_channels

    def groups(self) -> tuple[ContentGroup, ...]:
        """Return the content groups a line may have, 1.2 before 1.10."""
        return self.ground().open_groups

    def parse(self, text: str) -> LogEntry:
        """Return the entry typed as one line (`fb; nội dung; 1; 1500; tdp 9 12`), not kept yet."""
        ground = self.ground()
        return parse_line(text, self._desk.today(), ground.open_channels, ground.open_groups)

    def suggestion(self, channel: str = "") -> LogEntry | None:
        """Return today's entry as the last line of the channel proposes it, without content.

        With "" the last line of any channel speaks; None when there is none.
        """
        with self._desk.database.read() as tx:
            last = tx.daylog.last_of_channel(channel)
        if last is None:
            return None
        return LogEntry(
            day=self._desk.today(),
            channel=last.channel,
            content="",
            group=last.group,
            amount=last.amount,
            minutes=last.minutes,
            reach=last.reach,
            places=last.places,
        )

    def last(self) -> LogLine | None:
        """Return the line written last, None while the log is empty."""
        with self._desk.database.read() as tx:
            return tx.daylog.last_of_channel("")

    def add(self, entry: LogEntry, files: Sequence[Path] = ()) -> LogLine:
        """Keep a new line with its evidence; BadValue or SecretRefused leave nothing behind."""
        entry = checked(entry, self.ground())
        attachments = self._gate.keep_all(files, FileRole.EVIDENCE)
        command = self._desk.command("daylog.add", f"Ghi {self.sentence(entry)}")
        with self._desk.database.begin(command) as tx:
            return tx.daylog.add(
                entry,
                record_id=self._desk.new_id(),
                registered_ms=command.now_ms,
                attachments=attachments,
            )

    def add_all(
        self, entries: Sequence[LogEntry], progress: Progress | None = None
    ) -> tuple[LogLine, ...]:
        """Keep many lines as one step of undo, all of them or, at the first fault, none."""
        ground, told = self.ground(), progress or Silent()
        entries = [checked(each, ground) for each in entries]
        command = self._desk.command("daylog.add_all", f"Ghi {len(entries)} dòng nhật ký")
        lines: list[LogLine] = []
        with self._desk.database.begin(command) as tx:
            for entry in entries:
                if len(lines) % SLICE == 0:
                    told.step(len(lines), len(entries), "Đang ghi vào nhật ký")
                lines.append(
                    tx.daylog.add(
                        entry, record_id=self._desk.new_id(), registered_ms=command.now_ms
                    )
                )
        return tuple(lines)

    def amend(self, line: LogLine, base: LogLine | None = None) -> LogLine:
        """Keep a changed line; with `base` (what the clerk saw) another's change is not lost."""
        with self._desk.database.read() as tx:
            kept = tx.daylog.get(line.id)
            entry = checked(line, ground_of(tx), kept)
        changed = replace(
            line, **{item.name: getattr(entry, item.name) for item in fields(LogEntry)}
        )
        command = self._desk.command("daylog.amend", f"Sửa dòng nhật ký {_title(line)}")
        with self._desk.database.begin(command) as tx:
            return tx.daylog.save(changed, base)

    def remove(self, line_id: RecordId) -> None:
        """Remove a line; undo brings it back, its history stays."""
        with self._desk.database.read() as tx:
            line = tx.daylog.get(line_id)
        command = self._desk.command("daylog.remove", f"Xóa dòng nhật ký {_title(line)}")
        with self._desk.database.begin(command) as tx:
            tx.daylog.remove(line_id)

    def attach(self, line_id: RecordId, *paths: Path) -> LogLine:
        """Add files as evidence of a line, in one step; a file twice counts once."""
        kept = self._gate.keep_all(paths, FileRole.EVIDENCE)
        with self._desk.database.read() as tx:
            line = tx.daylog.get(line_id)
        fresh = _fresh(line, kept)
        if not fresh:
            return line
        named = fresh[0].name if len(fresh) == 1 else f"{len(fresh)} tệp"
        command = self._desk.command("daylog.attach", f"Thêm minh chứng {named}")
        with self._desk.database.begin(command) as tx:
            line = tx.daylog.get(line_id)
            both = (*line.attachments, *_fresh(line, kept))
            return tx.daylog.save(replace(line, attachments=both))

    def detach(self, line_id: RecordId, attachment: Attachment) -> LogLine:
        """Take a file off a line; its bytes stay with the office, undo brings it back."""
        command = self._desk.command("daylog.detach", f"Bỏ minh chứng {attachment.name}")
        with self._desk.database.begin(command) as tx:
            line = tx.daylog.get(line_id)
            left = tuple(each for each in line.attachments if each.sha256 != attachment.sha256)
            return tx.daylog.save(replace(line, attachments=left))

    def get(self, line_id: RecordId) -> LogLine:
        """Return a line; NotFound when it is not here."""
        with self._desk.database.read() as tx:
            return tx.daylog.get(line_id)

    def page(self, query: LogQuery, offset: int = 0, limit: int = PAGE) -> ListPage[LogLine]:
        """Return a stretch of the log, newest day first."""
        with self._desk.database.read() as tx:
            return tx.daylog.page(query, offset, limit)

    def month(self, day: date) -> MonthView:
        """Return the month of a day: items each day, report days."""
        length = monthrange(day.year, day.month)[1]
        first, last = day.replace(day=1), day.replace(day=length)
        with self._desk.database.read() as tx:
            counts = tx.daylog.day_counts(first, last)
            dues = due_days(self._desk, tx, self._book, first)
        return MonthView(
            first=first,
            day_counts=tuple(counts.get(first.replace(day=n), 0) for n in range(1, length + 1)),
            report_days=tuple(sorted(due for due in dues if first <= due <= last)),
            line_count=sum(counts.values()),
        )

    def totals(self, first: date, last: date) -> tuple[ChannelTotal, ...]:
        """Return the items of each channel in a span, most first; channels without any left out."""
        with self._desk.database.read() as tx:
            amounts = tx.daylog.channel_totals(first, last)
            channels = tx.catalogue.channels()
        totals = [
            ChannelTotal(channel=each.code, name=each.name, amount=amounts[each.code])
            for each in channels
            if amounts.get(each.code)
        ]
        return tuple(sorted(totals, key=lambda total: -total.amount))

    def gauge(self) -> DigitalGauge:
        """Return this month's items on digital platforms against the target."""
        today = self._desk.today()
        length = monthrange(today.year, today.month)[1]
        first, last = today.replace(day=1), today.replace(day=length)
        with self._desk.database.read() as tx:
            amounts = tx.daylog.channel_totals(first, last)
            digital = {each.code for each in tx.catalogue.channels() if each.is_digital}
            target = tx.catalogue.settings().digital_target
        done = sum(amount for code, amount in amounts.items() if code in digital)
        need = math.ceil(target * today.day / length)
        is_reached = done >= target
        pace = (
            f"đã đạt chỉ tiêu tháng {today.month}"
            if is_reached
            else f"đến {short_date(today, today)} cần ít nhất {need}"
        )
        return DigitalGauge(
            month=first,
            done=done,
            target=target,
            days_left=(last - today).days,
            pace=pace,
            is_behind=not is_reached and done < need,
        )

    def sentence(self, entry: LogEntry) -> str:
        """Return what an entry adds: `1 tin Zalo tổ dân phố`."""
        every = self.ground().channels
        channel = next((each for each in every if each.code == entry.channel), None)
        if channel is None:
            return f"{entry.amount} {entry.channel}"
        return f"{entry.amount} {channel.unit} {channel.name}"


def _fresh(line: LogLine, kept: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Return the files that a line does not have yet, each once."""
    known = {each.sha256 for each in line.attachments}
    return tuple({each.sha256: each for each in kept if each.sha256 not in known}.values())


def _title(line: LogEntry) -> str:
    return f"ngày {line.day.day:02}/{line.day.month}: {line.content}"
