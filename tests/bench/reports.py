"""A form filled at 100,000 lines of the log, and its checks after each edit."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert

from tests.bench import consolidated
from tests.bench.table import Row, repeated, timed
from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.daylog import LogEntry, LogLine
from wardapp.core.forms import CellKey, FilledForm, FormSources, FormSpec
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.reports.checking import check
from wardapp.reports.filling import blank_form, fill, relaid
from wardapp.reports.periods import period
from wardapp.services.office import Office, create_office, open_for_command
from wardapp.services.reporting import Reporting
from wardapp.services.setup import example_profile
from wardapp.store.connecting import connect
from wardapp.store.entities import LOG_LINE

LINES = 100_000
UNITS = 40
DAY = date(2026, 6, 5)
FORM, PERIOD, LATER = "phu-luc-02", "2026-06", "2026-09"
MONTHLY = "bao-cao-thang-nen-tang-so"
GROUP_BY = "SELECT channel, SUM(amount) FROM log_lines WHERE day >= '2026-01-01' GROUP BY channel"
EVERYWHERE, ONE_PLACE = 0.5, 0.8
SLICE = 10_000
EDITS = 60


def measure(out: Path) -> list[Row]:
    """Return the times of filling and of checking, beside a plain sum and SQLite's own."""
    places = replace(find_places(), data=out / "data-reports")
    folder = out / "office-reports"
    shutil.rmtree(folder, ignore_errors=True)
    clock = DayClock(DAY)
    with create_office(folder, example_profile("party", places, clock), places, clock) as office:
        lines = _lines(office)
        _write(office, lines)
        rows = [*_filling(office, lines), *_checking(office), *_typing(office)]
    _spread_over_two_years(folder)
    with open_for_command(folder, places, clock) as office:
        rows += _history(office)
    return [*rows, *consolidated.measure(out)]


def _lines(office: Office) -> tuple[LogLine, ...]:
    chance = random.Random(7)
    channels = [channel.code for channel in office.daylog.channels()]
    codes = [str(number) for number in range(1, UNITS + 1)]

    def line(number: int) -> LogLine:
        share = chance.random()
        return LogLine(
            id=RecordId(f"line-{number:012}"),
            registered_ms=number,
            day=date(2026, 1, 1) + timedelta(days=number * 155 // LINES),
            channel=chance.choice(channels),
            content=f"Tin số {number} của phường Liên Hồ",
            group=f"1.{chance.randrange(1, 15)}",
            amount=chance.randrange(1, 9),
            minutes=chance.choice((None, 15, 20)),
            reach=chance.choice((None, chance.randrange(2000))),
            interactions=chance.choice((None, chance.randrange(90))),
            places=(
                ("*",)
                if share < EVERYWHERE
                else (chance.choice(codes),)
                if share < ONE_PLACE
                else tuple(sorted(chance.sample(codes, 2)))
            ),
            time=f"{chance.randrange(6, 20):02}:30",
            evidence_links=(f"https://lienho.example/{number}",) if number % 3 else (),
        )

    return tuple(line(number) for number in range(LINES))


def _write(office: Office, lines: tuple[LogLine, ...]) -> None:
    """Write the rows as the store does, without the events that no report reads."""
    command = office.desk.command("bench.lines", "Nạp dữ liệu đo")
    with office.desk.database.begin(command, undoable=False) as tx:
        connection = tx.daylog._work.connection
        for first in range(0, len(lines), SLICE):
            rows = [LOG_LINE.row_of(line) for line in lines[first : first + SLICE]]
            connection.execute(insert(LOG_LINE.table), rows)


def _filling(office: Office, lines: tuple[LogLine, ...]) -> list[Row]:
    spec = office.reporting.spec(FORM)
    form = blank_form(spec, period(spec, PERIOD), "Đảng uỷ phường Liên Hồ")
    sources = FormSources(lines=lines, units=_units(), channels=office.daylog.channels())
    whole = repeated(lambda: _first(office), 5, warm=1)
    alone = repeated(lambda: fill(spec, form, sources), 5, warm=1)
    read = repeated(lambda: _between(office), 5, warm=1)
    plain = repeated(lambda: _plain(lines), 5, warm=1)
    with closing(connect(office.folder / "office.db")) as database:
        grouped = repeated(lambda: database.execute(GROUP_BY).fetchall(), 5, warm=1)
    return [
        Row(f"fill at {LINES} log lines: open, read, fill", whole, "each cell with its lines"),
        Row("  of it: reading the lines", read),
        Row("  of it: filling", alone, f"{UNITS} units"),
        Row("  floor: one plain sum by channel over the lines", plain),
        Row("  floor: SQLite's GROUP BY channel, one figure a row", grouped),
    ]


def _units() -> tuple[Unit, ...]:
    return tuple(
        Unit(
            id=RecordId(f"unit-{number}"),
            name=f"Tổ dân phố số {number}",
            households=200 + number,
            code=str(number),
        )
        for number in range(1, UNITS + 1)
    )


def _first(office: Office) -> FilledForm:
    """Fill with nothing at hand, as at the first look."""
    return Reporting(office.desk, office.form_book).fill(FORM, PERIOD)


def _between(office: Office) -> int:
    with office.desk.database.read() as tx:
        return len(tx.daylog.between(date(2026, 1, 1), DAY))


def _plain(lines: tuple[LogLine, ...]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[line.channel] += line.amount
    return sums


def _checking(office: Office) -> list[Row]:
    spec = office.reporting.spec(FORM)
    filled = office.reporting.fill(FORM, PERIOD)
    edits = [cell.key for row in filled.table("A").rows for cell in row.cells]
    chance = random.Random(3)
    times = repeated(lambda: _edit(spec, filled, chance.choice(edits)), EDITS)
    later = office.reporting.fill(FORM, LATER)
    asked = repeated(lambda: office.reporting.check(later), 5, warm=1)
    return [
        Row("form check per edit, all rules of Phụ lục 02", times, "target p95 ≤ 100"),
        Row("  the period before still open: filled too", asked, f"at {LINES} lines"),
    ]


def _typing(office: Office) -> list[Row]:
    """Return the times from a typed cell to the form that stands on the page again."""
    chance, reporting = random.Random(5), office.reporting
    cells = [cell.key for row in reporting.fill(FORM, PERIOD).table("A").rows for cell in row.cells]
    wanted = [key for key in cells if key.column == "actual"]

    def typed() -> None:
        reporting.put(FORM, PERIOD, chance.choice(wanted), chance.randrange(900), "đếm lại")
        filled = reporting.fill(FORM, PERIOD)
        reporting.check(filled)
        reporting.progress(filled)
        for table in filled.tables:
            reporting.totals(filled, table.code)

    def lined() -> None:
        office.daylog.add(LogEntry(day=DAY, channel="fanpage", content="Một dòng nữa"))
        reporting.fill(FORM, PERIOD)

    times = repeated(typed, EDITS, warm=1)
    after = repeated(lined, 5, warm=1)
    with closing(connect(office.folder / "office.db", mode="rw")) as database:
        kept = repeated(lambda: _kept(database), EDITS)
    return [
        Row(f"typed cell at {LINES} log lines: kept, filled, checked", times, "target p95 <= 100"),
        Row("  floor: SQLite keeps one row, nothing counted", kept),
        Row("a new line of the log, then the form", after),
    ]


def _kept(database: sqlite3.Connection) -> None:
    with database:
        database.execute("BEGIN IMMEDIATE")
        database.execute("REPLACE INTO local (name, value) VALUES ('bench', hex(randomblob(400)))")


def _spread_over_two_years(folder: Path) -> None:
    """Move half of the lines seven months back, so that twelve months have some."""
    with closing(connect(folder / "office.db", mode="rw")) as database, database:
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE log_lines SET day = date(day, '-7 months') WHERE \"row\" % 2")


def _history(office: Office) -> list[Row]:
    """Return the times of twelve earlier months: at first, and after a cell was typed."""
    reporting, history = office.reporting, office.report_desk.history
    form = reporting.fill(MONTHLY, PERIOD)
    steps: list[float] = []

    def learnt() -> None:
        for past in reversed(history.missing(form)):
            steps.append(timed(lambda past=past: history.learn(form, past)))
        history.known(form)

    whole = timed(learnt)
    row = form.tables[0].rows[0]
    cell = next(each.key for each in row.cells if each.computed is None or each.line_ids)

    def typed() -> None:
        reporting.put(MONTHLY, PERIOD, cell, 7, "đếm lại")
        history.of(reporting.fill(MONTHLY, PERIOD))

    again = repeated(typed, 10, warm=1)
    return [
        Row(f"history of twelve periods at {LINES} log lines", (whole,), f"{len(steps)} periods"),
        Row("  of it: one period, others read between", tuple(steps)),
        Row("  a cell typed, then the history again", again),
    ]


def _edit(spec: FormSpec, filled: FilledForm, key: CellKey) -> None:
    row = filled.table(key.table).row(key.row)
    cell = row.cell(key.column) if row else None
    if cell is not None:
        over = replace(cell, typed=7, is_typed=True, reason="đếm lại", line_ids=())
        changed = replace(filled, overrides=(*filled.overrides, over))
        check(spec, relaid(spec, changed), filled)
