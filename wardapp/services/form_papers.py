"""Forms on paper beside their reports: an empty page to look at, a report in an older layout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wardapp.core.files import write_whole
from wardapp.core.forms import (
    CellKey,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    FormFacts,
    FormSpec,
    Period,
    TableKind,
    TableSpec,
    UnplacedCell,
)
from wardapp.core.places import Places
from wardapp.core.printout import Printout, PrintText
from wardapp.documents.printouts import written
from wardapp.reports.figures import figure
from wardapp.reports.fitting import DECLARED_ROWS
from wardapp.reports.printing import form_printout
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook
from wardapp.services.form_moving import FormMoving, where_of
from wardapp.services.reporting import Reporting
from wardapp.services.targets import checked_targets

KINDS = (".docx", ".xlsx", ".pdf")
_EMPTY_ROWS = 3
_DOTS = "…" * 12
STRAYS = "Câu trả lời không có chỗ trong mẫu này"


class FormPapers:
    """Prints forms in any of their versions."""

    def __init__(
        self, desk: Desk, book: FormBook, reporting: Reporting, moving: FormMoving, places: Places
    ) -> None:
        self._desk = desk
        self._book = book
        self._reporting = reporting
        self._moving = moving
        self._places = places

    def empty_pdf(self, spec: FormSpec) -> bytes:
        """Return the empty form as it will print, kept or only looked at."""
        today = self._desk.today()
        period = Period(id="", label="kỳ …", window_from=today, window_to=today, due_date=today)
        filled = FilledForm(
            form_id=spec.id,
            form_version=spec.version,
            period=period,
            reporter="",
            tables=tuple(_empty(table) for table in spec.tables),
            closed_ms=0,
        )
        printed = form_printout(spec, filled, FormFacts(reporter=""))
        dots = tuple((label, _DOTS) for label, _said in printed.facts)
        return self._written(replace(printed, facts=dots), ".pdf")

    def in_version(self, filled: FilledForm, version: str) -> Printout:
        """Return a report in the layout of another version, what fits nowhere told at its end."""
        shown = self._moving.in_layout(filled, version)
        spec = self._book.spec(filled.form_id, version)
        printed = form_printout(spec, shown, self._reporting.facts(filled))
        strays = [cell for cell in shown.unplaced if cell.merged_into is None]
        if not strays:
            return printed
        lines = tuple(self.stray_line(filled.form_id, cell) for cell in strays)
        return replace(printed, texts=(*printed.texts, PrintText(title=STRAYS, lines=lines)))

    def version_to(self, filled: FilledForm, version: str, target: Path) -> Path:
        """Write a report in the layout of another version as Word, Excel or PDF."""
        checked_targets((target,), KINDS)
        data = self._written(self.in_version(filled, version), target.suffix.casefold())
        write_whole(target, data)
        return target

    def stray_line(self, form_id: str, cell: UnplacedCell) -> str:
        """Return an answer that stands apart in one line: where it was, its value, why."""
        known = {each.version: each for each in self._book.versions(form_id)}
        spec = known.get(cell.version)
        place = where_of(spec, cell.key) if spec else f"{cell.key.table}.{cell.key.row}"
        version = f" (mẫu {cell.version})" if cell.version else ""
        return f"{place}{version}: {figure(cell.value)}. {cell.why}".rstrip()

    def _written(self, printout: Printout, kind: str) -> bytes:
        return written(printout, kind, self._places.resources, created=self._desk.today())


def _empty(table: TableSpec) -> FilledTable:
    if table.kind in DECLARED_ROWS:
        rows = [(row.code, row.label, row.unit, row.na) for row in table.rows]
    else:
        word = "" if table.kind is TableKind.GROWING else "…"
        rows = [(str(number), word, "", ()) for number in range(1, _EMPTY_ROWS + 1)]
    return FilledTable(
        code=table.code,
        rows=tuple(
            FilledRow(
                code=code,
                label=label,
                unit=unit,
                cells=tuple(
                    FilledCell(
                        key=CellKey(table=table.code, row=code, column=column.key),
                        is_typed=True,
                        typed=" ",
                    )
                    for column in table.columns
                    if column.key not in na
                ),
            )
            for code, label, unit, na in rows
        ),
    )
