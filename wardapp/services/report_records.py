"""What stands behind a computed figure: lines of the log, petitions, topics, units, returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wardapp.core.daylog import LogLine
from wardapp.core.forms import CellKey, CellRecord, ColumnSpec, FilledForm, FilledScope
from wardapp.core.identity import RecordId
from wardapp.core.petitions import FIELD_NAMES, STATUS_NAMES, Petition
from wardapp.services.desk import Desk
from wardapp.services.report_ground import cell_of, earliest
from wardapp.services.reporting import Reporting
from wardapp.store.transaction import Transaction

_MEASURES = {"amount_year": "amount", "reached": "reach"}


class ReportRecords:
    """The records behind the cells of reports, as the drill-down lists them: newest first."""

    def __init__(self, desk: Desk, reporting: Reporting) -> None:
        self._desk = desk
        self._reporting = reporting

    def behind(self, filled: FilledForm, key: CellKey) -> tuple[CellRecord, ...]:
        """Return the records behind a figure of our own form; a petition names no person."""
        wanted = set(cell_of(filled, key).line_ids)
        if not wanted or filled.scope is FilledScope.ALL:
            return ()
        column = self._reporting.spec(filled.form_id, filled.form_version).table(key.table)
        with self._desk.database.read() as tx:
            found = list(_found(tx, filled, wanted, column.column(key.column)))
        return tuple(sorted(found, key=_newest, reverse=True))


def _found(
    tx: Transaction, filled: FilledForm, wanted: set[RecordId], column: ColumnSpec
) -> Iterator[CellRecord]:
    first, last = earliest(filled.period), filled.period.window_to
    lines = [each for each in tx.daylog.named(wanted) if first <= each.day <= last]
    yield from (_of_line(each, column) for each in lines)
    left = wanted - {each.id for each in lines}
    if left:
        yield from _petitions(tx, left)
        topics = tx.opinions.alive_between(first, last)
        yield from (
            CellRecord(
                entity="opinion",
                record_id=each.id,
                day=each.day,
                text=each.issue,
            )
            for each in topics
            if each.id in left
        )
        yield from (
            CellRecord(
                entity="unit",
                record_id=each.id,
                day=None,
                text=each.name,
                amount="" if each.households is None else _figure(each.households),
            )
            for each in tx.catalogue.units()
            if each.id in left
        )


def _petitions(tx: Transaction, wanted: Iterable[RecordId]) -> Iterator[CellRecord]:
    for petition_id in wanted:
        petition = tx.petitions.find(petition_id)
        if petition is not None:
            yield CellRecord(
                entity="petition",
                record_id=petition.id,
                day=petition.received,
                text=_petition_words(petition),
                amount="1",
            )


def _petition_words(petition: Petition) -> str:
    """Return number, field, summary and state: what lists show, never who raised it."""
    field, status = FIELD_NAMES[petition.field], STATUS_NAMES[petition.status].lower()
    return f"Số {petition.number_symbol}, {field.lower()}: {petition.subject} ({status})"


def _of_line(line: LogLine, column: ColumnSpec) -> CellRecord:
    return CellRecord(
        entity="log",
        record_id=line.id,
        day=line.day,
        text=line.content,
        amount=_adds(line, _MEASURES.get(column.source, column.source)),
    )


def _adds(line: LogLine, measure: str) -> str:
    """Return what a line adds to a figure."""
    if measure == "places":
        return "cả phường" if "*" in line.places else f"{len(line.places)} tổ"
    if measure == "evidence":
        return str(len(line.attachments) + len(line.evidence_links))
    count = getattr(line, measure, None)
    return _figure(count) if isinstance(count, int) else ""


def _figure(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _newest(record: CellRecord) -> tuple[str, str]:
    return record.day.isoformat() if record.day else "", record.record_id
