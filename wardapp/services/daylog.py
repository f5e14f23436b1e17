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
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.text import clean, one_line, sort_key
from wardapp.core.views import ChannelTotal, DigitalGauge, ListPage, MonthView
from wardapp.documents.reader import FileReader
from wardapp.reports.periods import periods_of
from wardapp.services.daylog_lines import EVERYWHERE, parse_line, time_of
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook
from wardapp.services.kept_files import FileGate
from wardapp.services.secrets_gate import refuse_secret_words

PAGE = 100
MOST_COUNT = 999_999_999


class Daylog:
    """The log of an office."""

    def __init__(self, desk: Desk, reader: FileReader, book: FormBook) -> None:
        self._desk = desk
        self._gate = FileGate(desk, reader)
        self._book = book

    def channels(self) -> tuple[LogChannel, ...]:
        """Return the channels a line may have, in the order of the report."""
        with self._desk.database.read() as tx:
            channels = tx.catalogue.channels()
        return tuple(sorted(channels, key=lambda each: (sort_key(each.form_row), each.code)))

    def groups(self) -> tuple[ContentGroup, ...]:
        """Return the content groups a line may have, 1.2 before 1.10."""
        with self._desk.database.read() as tx:
            groups = tx.catalogue.groups()
        return tuple(sorted(groups, key=lambda each: sort_key(each.code)))

    def parse(self, text: str) -> LogEntry:
        """Return the entry typed as one line (`fb; nội dung; 1; 1500; tdp 9 12`), not kept yet."""
        return parse_line(text, self._desk.today(), self.channels(), self.groups())

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

    def add(self, entry: LogEntry, files: Sequence[Path] = ()) -> LogLine:
        """Keep a new line with its evidence; BadValue or SecretRefused leave nothing behind."""
        entry = self._checked(entry)
        attachments = self._gate.keep_all(files, FileRole.EVIDENCE)
        command = self._desk.command("daylog.add", f"Ghi {self.sentence(entry)}")
        with self._desk.database.begin(command) as tx:
            return tx.daylog.add(
                entry,
                record_id=self._desk.new_id(),
                registered_ms=command.now_ms,
                attachments=attachments,
            )

    def amend(self, line: LogLine, base: LogLine | None = None) -> LogLine:
        """Keep a changed line; with `base` (what the clerk saw) another's change is not lost."""
        entry = self._checked(line)
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

    def attach(self, line_id: RecordId, path: Path) -> LogLine:
        """Add a file as evidence of a line; a file twice counts once."""
        attachment = self._gate.keep(path, FileRole.EVIDENCE)
        with self._desk.database.read() as tx:
            line = tx.daylog.get(line_id)
        if attachment.sha256 in {each.sha256 for each in line.attachments}:
            return line
        command = self._desk.command("daylog.attach", f"Thêm minh chứng {attachment.name}")
        with self._desk.database.begin(command) as tx:
            line = tx.daylog.get(line_id)
            return tx.daylog.save(replace(line, attachments=(*line.attachments, attachment)))

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
        dues = {each.due_date for form in self._book.forms() for each in periods_of(form, first)}
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
        channel = next((each for each in self.channels() if each.code == entry.channel), None)
        if channel is None:
            return f"{entry.amount} {entry.channel}"
        return f"{entry.amount} {channel.unit} {channel.name}"

    def _checked(self, entry: LogEntry) -> LogEntry:
        """Return the entry in clean text; BadValue names the field that cannot stand."""
        with self._desk.database.read() as tx:
            channels = tx.catalogue.channels()
            units = tx.catalogue.units()
        if entry.channel not in {channel.code for channel in channels}:
            raise BadValue("channel", "Chưa chọn kênh. Chọn một kênh trong danh sách.")
        if not one_line(entry.content):
            raise BadValue("content", "Chưa có nội dung. Ghi một câu ngắn về việc đã làm.")
        refuse_secret_words(entry.content, entry.note)
        for name in ("amount", "minutes", "reach", "interactions"):
            count = getattr(entry, name)
            if count is not None and not 0 <= count <= MOST_COUNT:
                raise BadValue(name, "Số này từ 0 đến 999.999.999.")
        return replace(
            entry,
            content=one_line(entry.content),
            note=clean(entry.note).strip(),
            time=time_of(entry.time),
            places=_checked_places(entry.places, units),
            evidence_links=tuple(link for each in entry.evidence_links if (link := one_line(each))),
        )


def _checked_places(places: tuple[str, ...], units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the places without doubles; BadValue names one that the office does not have."""
    known = {unit.code for unit in units if unit.code}
    wanted = tuple(dict.fromkeys(one_line(place) for place in places if one_line(place)))
    if EVERYWHERE in wanted:
        return (EVERYWHERE,)
    for place in wanted:
        if known and place not in known:
            raise BadValue("places", f"Không có tổ dân phố số {place}. Xem lại ở Danh mục.")
    return wanted


def _title(line: LogEntry) -> str:
    return f"ngày {line.day.day:02}/{line.day.month}: {line.content}"
