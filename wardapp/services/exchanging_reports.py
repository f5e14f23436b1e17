"""A unit's report with its evidence: packed from a filled form, kept at the ward as its return."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from wardapp.core.daylog import LogLine
from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import (
    BadValue,
    NotFound,
    PackageDamaged,
    PackageRefused,
    SecretRefused,
    UnreadableFile,
)
from wardapp.core.exchange import MergePreview, PackRequest
from wardapp.core.forms import FilledForm, FilledScope
from wardapp.core.identity import RecordId
from wardapp.core.person_words import names_in
from wardapp.core.places import Places
from wardapp.core.returns import ReturnProposal
from wardapp.core.sources import HeldFile
from wardapp.core.text import clean, mask_person_numbers, one_line
from wardapp.documents.printouts import written
from wardapp.documents.reader import FileReader
from wardapp.documents.reader.door import plain_file_name
from wardapp.documents.reader.gate import judge
from wardapp.exchange.canonical import NotCanonical, dumped, parsed
from wardapp.exchange.package_reading import OpenPackage
from wardapp.services.desk import Desk
from wardapp.services.exchanging_packing import Contents, kept_files
from wardapp.services.exporting import Exporting
from wardapp.services.kept_files import FileGate
from wardapp.services.missing_files import lacking
from wardapp.services.reporting import Reporting
from wardapp.services.returns import Returns
from wardapp.services.unit_workbooks import file_stem

WORKBOOK, EVIDENCE = "report.xlsx", "evidence.json"
LONGEST_CONTENT, MOST_LINES, MOST_FILES = 500, 5_000, 2_000
_OWN_FACTS = {"office_id": "", "replica_id": ""}
"""Facts of the hidden identity that only the maker's own office understands."""

_ENDING = re.compile(r"\.xlsx$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReport:
    """What a package of a report holds: the workbook, and what lies behind its figures."""

    workbook: HeldFile
    lines: tuple[str, ...]  # what the evidence shows, without persons
    files: tuple[tuple[str, str], ...]  # (sha256, name) of the evidence


class ReportSending:
    """Makes and takes reports as packages."""

    def __init__(
        self,
        desk: Desk,
        places: Places,
        reporting: Reporting,
        exporting: Exporting,
        returns: Returns,
    ) -> None:
        self._desk = desk
        self._places = places
        self._reporting = reporting
        self._exporting = exporting
        self._returns = returns
        reader = FileReader(places.resources)
        self._reader = reader
        self._gate = FileGate(desk, reader)

    def contents(self, request: PackRequest) -> Contents:
        """Return the form a request names with the evidence behind its figures.

        BadValue "record_ids" when it names none, or one that is not closed yet.
        """
        filled = self._filled(request)
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        lines = tuple(self._lines(filled))
        evidence = [
            replace(each, name=masked(each.name)) for line in lines for each in line.attachments
        ]
        return Contents(
            made_ms=filled.closed_ms or 0,
            entries={
                WORKBOOK: self._workbook(filled),
                EVIDENCE: dumped({"lines": list(map(_row, lines[:MOST_LINES]))}),
            },
            files=kept_files(self._desk, evidence),
            missing=lacking(self._desk, evidence),
            facts=(
                ("form_id", spec.id),
                ("form_label", spec.label),
                ("period_id", filled.period.id),
                ("period_label", filled.period.label),
                ("unit", filled.reporter),
                ("file_name", file_stem(spec, filled.period, filled.reporter) + ".xlsx"),
            ),
        )

    def look_at(self, package: OpenPackage) -> tuple[ReturnProposal, SentReport]:
        """Return whose the report is and what stands in it, as of any returned file."""
        sent = _read(package)
        (proposal,) = self._returns.look_at((sent.workbook,))
        return proposal, sent

    def told(self, package: OpenPackage) -> tuple[MergePreview, tuple[str, ...]]:
        """Return what taking the report in would do, and a line for each thing in it."""
        proposal, sent = self.look_at(package)
        if proposal.blocked:
            raise PackageRefused(proposal.blocked)
        facts = dict(package.manifest.facts)
        what = ", ".join(filter(None, (facts.get("form_label"), facts.get("period_label"))))
        with self._desk.database.read() as tx:
            units = {unit.id: unit.name for unit in tx.catalogue.units()}
        named = units.get(proposal.unit_id or RecordId(""), "")
        unit = named or f"“{proposal.unit_words}”, chưa rõ là đơn vị nào trong Danh mục"
        doubts = sum(not each.settled for each in proposal.doubts)
        lines = (
            f"{what} của {unit}",
            f"{len(proposal.values)} giá trị, {doubts} chỗ phải xem",
            *sent.lines,
        )
        notices = ("Đã có bản của đơn vị này cho kỳ này.",) if proposal.same_unit else ()
        return MergePreview(added=1, notices=notices), lines

    def keep_evidence(
        self, package: OpenPackage, sent: SentReport
    ) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
        """Keep the evidence as it was sent; return it, and a sentence for each file refused."""
        kept: list[Attachment] = []
        refused: list[str] = []
        known = {file.sha256 for file in package.manifest.files}
        for sha256, name in sent.files:
            if sha256 not in known:
                raise _damaged()
            try:
                held = HeldFile(name, package.file_bytes(sha256))
                judge([PurePath(name).stem.replace("_", " ")])
                kept.append(self._gate.keep(held, FileRole.EVIDENCE, sha256))
            except SecretRefused:
                refused.append(f"Minh chứng thứ {len(kept) + len(refused) + 1}: có dấu mật.")
            except UnreadableFile as fault:
                refused.append(fault.sentence)
        return tuple(kept), tuple(refused)

    def _filled(self, request: PackRequest) -> FilledForm:
        if len(request.record_ids) != 1:
            raise BadValue("record_ids", "Chọn đúng một báo cáo để gửi.")
        with self._desk.database.read() as tx:
            every = tx.filled.list()
        filled = next((each for each in every if each.id == request.record_ids[0]), None)
        if filled is None or filled.scope is not FilledScope.OWN:
            raise NotFound("Không thấy báo cáo này trong sổ. Hãy mở lại trang Báo cáo rồi chọn.")
        if filled.closed_ms is None:
            raise BadValue(
                "record_ids", "Báo cáo chưa chốt. Hãy bấm “Chốt báo cáo” rồi gửi, để số không đổi."
            )
        return filled

    def _workbook(self, filled: FilledForm) -> bytes:
        """Return the form as Excel with its hidden identity; who signed it stays on the paper."""
        made = self._exporting.form(filled)
        facts = tuple((name, _OWN_FACTS.get(name, value)) for name, value in made.hidden_facts)
        bare = replace(made, hidden_facts=facts, signatures=())
        return written(
            bare, ".xlsx", self._places.resources, created=filled.filled_on or self._desk.today()
        )

    def _lines(self, filled: FilledForm) -> Iterator[LogLine]:
        """Yield the lines of the log behind the figures, each once, oldest first."""
        named = {
            each
            for table in filled.tables
            for row in table.rows
            for cell in row.cells
            for each in cell.line_ids
        }
        with self._desk.database.read() as tx:
            lines = tx.daylog.named(sorted(named))
        yield from (
            line
            for line in sorted(lines, key=lambda each: (each.day, each.id))
            if line.attachments or line.evidence_links
        )


def masked(text: str) -> str:
    """Return a text without persons: figures hidden, full names as initials."""
    told = mask_person_numbers(one_line(clean(text)))
    for name in names_in(told):
        initials = ".".join(word[0] for word in name.split())
        told = told.replace(name, initials)
    return told[:LONGEST_CONTENT]


def _row(line: LogLine) -> list[Any]:
    files = [[each.sha256, masked(each.name)] for each in line.attachments]
    links = [masked(each) for each in line.evidence_links]
    return [line.day.isoformat(), line.channel, masked(line.content), files, links]


def _read(package: OpenPackage) -> SentReport:
    """Return what another office sent; PackageDamaged when it is not of this kind."""
    facts = dict(package.manifest.facts)
    name = plain_file_name(_ENDING.sub("", one_line(facts.get("file_name", "bao-cao"))), 1)
    try:
        workbook = HeldFile(f"{name}.xlsx", package.entry(WORKBOOK))
        rows = parsed(package.entry(EVIDENCE))["lines"]
        lines = tuple(_line(row) for row in _listed(rows, MOST_LINES))
        files = {sha256: label for row in rows for sha256, label in map(_file, row[3])}
    except (NotCanonical, KeyError, TypeError, IndexError, ValueError) as error:
        raise _damaged() from error
    if len(files) > MOST_FILES:
        raise PackageRefused("Gói báo cáo có quá nhiều minh chứng. Hãy xin đơn vị gửi bớt lại.")
    return SentReport(workbook=workbook, lines=lines, files=tuple(files.items()))


def _line(row: Any) -> str:
    day, channel, content, files, links = row
    said = [_said(day), _said(channel), _said(content)]
    count = len(_listed(files, MOST_FILES)) + len(_listed(links, MOST_FILES))
    return " · ".join(filter(None, [*said, f"{count} minh chứng"]))


def _file(row: Any) -> tuple[str, str]:
    sha256, name = row
    return _said(sha256), plain_file_name(_said(name), 1)


def _listed(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("no list")
    return value


def _said(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_CONTENT:
        raise ValueError("no text")
    return one_line(value)


def _damaged() -> PackageDamaged:
    return PackageDamaged("Gói báo cáo không đúng khuôn nên không nhận gì. Hãy xin đơn vị gửi lại.")
