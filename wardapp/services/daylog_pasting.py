"""Many lines at once: pasted text or a file is looked at line by line, then kept in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from wardapp.core.dates import short_date
from wardapp.core.daylog import LogEntry, LogLine
from wardapp.core.errors import BadValue, SecretRefused, WardError
from wardapp.core.log_paste import PastedLine, PastedLog, PasteDoubt, PasteKind
from wardapp.core.progress import Progress
from wardapp.core.text import clean, has_person_numbers, one_line
from wardapp.documents.reader import FileReader
from wardapp.services.daylog import Daylog
from wardapp.services.daylog_chat import (
    NO_SENDER,
    SENDER,
    Cut,
    cut_chat,
    cut_lines,
    is_chat,
    without_senders,
)
from wardapp.services.daylog_rules import LogGround, checked
from wardapp.services.daylog_sentence import line_of
from wardapp.services.daylog_table import Row, Table, has_cells, rows_of
from wardapp.services.daylog_words import Names
from wardapp.services.desk import Desk
from wardapp.services.secrets_gate import refuse_secret_pages, refuse_secret_words

MOST_LINES = 20_000
LONGEST_TEXT = 4_000_000
OLD = timedelta(days=366)
HIDDEN = "(dòng có dấu chỉ mức độ mật, không hiện)"
SECRET = "Dòng có dấu chỉ mức độ mật: không nhận, không giữ lại."
NUMBERS = "Có dãy số như số điện thoại hoặc số giấy tờ: nên bỏ đi."
KNOWN = "Đã có trong nhật ký."


class LogPasting:
    """Reads pasted lines; what it makes of each is shown before anything is kept."""

    def __init__(self, desk: Desk, daylog: Daylog, reader: FileReader) -> None:
        self._desk, self._daylog, self._reader = desk, daylog, reader

    def look_at(self, text: str) -> PastedLog:
        """Return what each pasted line became; SecretRefused for a paper marked as secret."""
        if len(text) > LONGEST_TEXT:
            raise WardError("Đoạn dán dài quá 4 triệu ký tự. Hãy chia nhỏ rồi dán từng phần.")
        text = clean(text)
        refuse_secret_pages(text)
        lines = [(at, line) for at, line in enumerate(text.split("\n"), start=1) if line.strip()]
        _refuse_too_many(len(lines))
        ground, today = self._daylog.ground(), self._desk.today()
        names = Names.of(ground.open_channels, ground.open_groups, ground.places)
        if is_chat(lines):
            return self._from_cut(PasteKind.CHAT, cut_chat(lines, names, today), names)
        if has_cells(lines):
            return self._from_rows(rows_of(text), names)
        return self._from_cut(PasteKind.LINES, cut_lines(lines, names, today), names)

    def look_at_file(self, path: Path) -> PastedLog:
        """Return what each row of a workbook or CSV file became, each line of a text file."""
        if path.suffix.lower() == ".txt":
            text = _decoded(self._reader.bytes_of(path))
            return replace(self.look_at(text), origin=path.name)
        rows = self._reader.list_rows(path)
        _refuse_too_many(len(rows))
        ground = self._daylog.ground()
        names = Names.of(ground.open_channels, ground.open_groups, ground.places)
        numbered: list[Row] = [((at,), tuple(map(one_line, cells)))
                               for at, cells in enumerate(rows, start=1) if any(cells)]  # fmt: skip
        return replace(self._from_rows(numbered, names), origin=path.name)

    def corrected(self, line: PastedLine, entry: LogEntry) -> PastedLine:
        """Return a line as the clerk corrected it, judged anew; it is wanted from now on."""
        ground = self._daylog.ground()
        anew = replace(line, entry=entry, doubts=(), wanted=True)
        return _judged(anew, ground, self._desk.today())

    def with_channel(self, lines: Iterable[PastedLine], channel: str) -> tuple[PastedLine, ...]:
        """Return lines that had no channel, or a guessed one, with this one."""
        ground, today = self._daylog.ground(), self._desk.today()

        def given(line: PastedLine) -> PastedLine:
            if line.entry is None or not any(each.field == "channel" for each in line.doubts):
                return line
            left = tuple(each for each in line.doubts if each.field != "channel")
            entry = replace(line.entry, channel=channel)
            return _judged(replace(line, entry=entry, doubts=left), ground, today)

        return tuple(map(given, lines))

    def keep(
        self, lines: Iterable[PastedLine], progress: Progress | None = None
    ) -> tuple[LogLine, ...]:
        """Keep the lines that are wanted and clear, in one step of undo."""
        entries = [each.entry for each in lines if each.will_be_written and each.entry]
        if not entries:
            raise WardError("Chưa có dòng nào sẵn sàng để ghi.")
        return self._daylog.add_all(entries, progress)

    # ---- inside ------------------------------------------------------------------------------

    def _from_rows(self, rows: list[Row], names: Names) -> PastedLog:
        table = Table(names, self._desk.today())
        lines = table.read(rows)
        unused = tuple(dict.fromkeys(table.unused.values()))
        return PastedLog(kind=PasteKind.TABLE, lines=tuple(self._finished(lines)), unused=unused)

    def _from_cut(self, kind: PasteKind, cut: Cut, names: Names) -> PastedLog:
        today = self._desk.today()
        lines = [_cleared(line, cut.senders) for line in cut.left]
        for piece in cut.pieces:
            text, had_sender = without_senders(piece.text, cut.senders)
            line = line_of(replace(piece, text=text), names, today)
            if had_sender:
                line = line.doubting(PasteDoubt(sentence=SENDER, field="content"))
            if cut.unsure.intersection(piece.numbers):
                line = line.doubting(PasteDoubt(sentence=NO_SENDER, field="content"))
            lines.append(line)
        lines.sort(key=lambda line: line.numbers)
        return PastedLog(kind=kind, lines=tuple(self._finished(lines)), senders=len(cut.senders))

    def _finished(self, lines: list[PastedLine]) -> Iterator[PastedLine]:
        """Yield the lines judged as typed ones are, those that stand in the log already marked."""
        ground, today = self._daylog.ground(), self._desk.today()
        days = [line.entry.day for line in lines if line.entry is not None]
        known: set[tuple[date, str, str]] = set()
        if days:
            with self._desk.database.read() as tx:
                known = tx.daylog.alike(min(days), max(days))
        seen: dict[tuple[date, str, str], int] = {}
        for line in lines:
            judged = _judged(line, ground, today)
            yield _told_apart(judged, known, seen)


def _judged(line: PastedLine, ground: LogGround, today: date) -> PastedLine:
    """Return a line with every reason why it could not stand, and what to look at."""
    try:
        refuse_secret_words(line.source)
    except SecretRefused:
        return _secret(line)
    if line.entry is None:
        return line
    try:
        entry = checked(line.entry, ground)
    except SecretRefused:
        return _secret(line)
    except BadValue as fault:
        if any(each.blocks and each.field == fault.field for each in line.doubts):
            return line
        return line.doubting(PasteDoubt(sentence=fault.sentence, field=fault.field, blocks=True))
    return replace(line, entry=entry).doubting(*_marks(entry, today))


def _secret(line: PastedLine) -> PastedLine:
    doubt = PasteDoubt(sentence=SECRET)
    return replace(line, source=HIDDEN, entry=None, doubts=(doubt,), wanted=False)


def _marks(entry: LogEntry, today: date) -> Iterator[PasteDoubt]:
    if entry.day > today:
        yield PasteDoubt(
            sentence=f"Ngày {short_date(entry.day, today)} ở sau hôm nay.", field="day"
        )
    if entry.day < today - OLD:
        yield PasteDoubt(sentence="Ngày cách đây hơn một năm.", field="day")
    if has_person_numbers(f"{entry.content} {entry.note}"):
        yield PasteDoubt(sentence=NUMBERS, field="content")


def _told_apart(
    line: PastedLine,
    known: set[tuple[date, str, str]],
    seen: dict[tuple[date, str, str], int],
) -> PastedLine:
    """Return a line with a mark when the log, or a line before it, says the same."""
    if line.entry is None:
        return line
    key = (line.entry.day, line.entry.channel, line.entry.content)
    if key in known:
        return replace(line.doubting(PasteDoubt(sentence=KNOWN)), wanted=False)
    if key in seen:
        doubt = PasteDoubt(sentence=f"Giống dòng {seen[key]}.")
        return replace(line.doubting(doubt), wanted=False)
    seen[key] = line.numbers[0] if line.numbers else 0
    return line


def _cleared(line: PastedLine, senders: set[str]) -> PastedLine:
    return replace(line, source=without_senders(line.source, senders)[0])


def _refuse_too_many(count: int) -> None:
    if count > MOST_LINES:
        raise WardError(f"Nhiều quá {MOST_LINES:,} dòng. Hãy chia nhỏ.".replace(",", "."))


def _decoded(data: bytes) -> str:
    for code in ("utf-8-sig", "utf-16"):
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1258", errors="replace")
