"""The way into the layout check; what reads Word files is loaded when it is first wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wardapp.core.checking import (
    CheckChoice,
    CheckReport,
    CheckRule,
    CheckView,
    Fix,
    PaperLine,
)
from wardapp.core.dates import long_date
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.documents.standards import load_standards, standard_for

if TYPE_CHECKING:  # lxml and the judges would hold up every start
    from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph
    from wardapp.documents.checking.reading import DocumentReader

_FAMILIES = {Family.PARTY: "Đảng", Family.STATE: "hành chính nhà nước"}


class Checker:
    """Checks Word files held in memory; keep one, it holds rules and font metrics."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """Return every standard that can judge."""
        return load_standards(self._resources / "standards")

    @cached_property
    def _rules(self) -> tuple[CheckRule, ...]:
        from wardapp.documents.checking.judges import KINDS
        from wardapp.documents.checking.rules import load_rules

        return load_rules(self._resources / "rules", KINDS)

    @cached_property
    def _reader(self) -> DocumentReader:
        from wardapp.documents.checking.reading import DocumentReader

        return DocumentReader(self._resources, self.standards)

    def view(self, name: str, data: bytes, choice: CheckChoice, today: date) -> CheckView:
        """Return the check of a file and its words.

        Raises UnreadableFile with one sentence, SecretRefused before anything else is done.
        """
        from wardapp.documents.checking.judges import check_document

        document = self._reader.read(name, data)
        standard, why = self._standard(document, choice, today)
        document = replace(document, own_phrases=choice.phrases)
        if document.family is not standard.family:
            document = replace(document, family=standard.family)
        report = CheckReport(
            file_name=name,
            family=standard.family,
            standard_id=standard.id,
            standard_title=standard.title,
            why=why,
            findings=check_document(document, standard, self._rules),
            only_looked=document.only_looked,
            document_date=document.day,
            type_code=document.type_code,
        )
        lines = tuple(_line(each) for each in document.paragraphs if each.text.strip())
        return CheckView(report=report, lines=lines)

    def fixed(self, data: bytes, fixes: Iterable[Fix]) -> bytes:
        """Return a copy of the file with the mends applied; FixRefused when one does not fit."""
        from wardapp.documents.checking.fixing import fixed

        return fixed(data, fixes)

    def _standard(
        self, document: CheckedDocument, choice: CheckChoice, today: date
    ) -> tuple[Standard, str]:
        """Return the standard that judges, and why."""
        for standard in self.standards:
            if standard.id == choice.standard_id:
                return standard, "Anh, chị chọn."
        family = choice.family or document.family
        day, said = _day(document, choice, today)
        standard = standard_for(self.standards, family or Family.PARTY, day)
        span = f"{standard.title} có hiệu lực từ {long_date(standard.valid_from)}"
        if standard.valid_to:
            span += f" đến {long_date(standard.valid_to)}"
        if family is None:
            return standard, f"Chưa nhận ra văn bản của Đảng hay Nhà nước, soát theo Đảng; {said}."
        chosen = "Anh, chị chọn văn bản" if choice.family else "Văn bản"
        return standard, f"{chosen} {_FAMILIES[family]}, {said}: {span}."


def _day(document: CheckedDocument, choice: CheckChoice, today: date) -> tuple[date, str]:
    if document.day:
        return document.day, f"ghi ngày {long_date(document.day)}"
    if choice.day:
        return choice.day, f"chưa ghi ngày, tính theo ngày {long_date(choice.day)}"
    return today, f"chưa ghi ngày, tính theo hôm nay {long_date(today)}"


def _line(paragraph: CheckedParagraph) -> PaperLine:
    runs = [run for run in paragraph.runs if run.text.strip()]
    label = f"{paragraph.label} " if paragraph.label else ""
    return PaperLine(
        paragraph=paragraph.index,
        text=label + "".join(run.shown for run in paragraph.runs),
        align=paragraph.align,
        bold=bool(runs) and all(run.bold for run in runs),
        italic=bool(runs) and all(run.italic for run in runs),
        size=max((run.size for run in runs), default=14),
        first_line_mm=paragraph.first_line_mm,
        side=paragraph.side,
        component=paragraph.component,
        annex=paragraph.annex,
        table=paragraph.table,
        row=paragraph.row,
    )
