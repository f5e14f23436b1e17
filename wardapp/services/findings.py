"""Soft remarks on a draft: only what is surely against the layout, each with its mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from wardapp.core.document import Block, BlockKind, OfficialDocument
from wardapp.core.drafts import DraftContent, LayoutFinding
from wardapp.core.layout import DocumentType, Standard
from wardapp.core.text import one_line
from wardapp.services.citation_findings import citation_findings
from wardapp.services.draft_knowledge import NOTHING, Knowledge
from wardapp.services.name_findings import name_findings
from wardapp.services.wording_findings import wording_findings

HEAD = -1
HD05 = "HD05"
ABOUT_TYPED = re.compile(r"^(?:v/v|về việc)\b[\s:]*", re.IGNORECASE)
ADDRESS_TYPED = re.compile(r"^\s*kính\s+(?:gửi|trình)\s*:?\s*", re.IGNORECASE)
NUMBER_TYPED = re.compile(r"^\s*Số\s*:?\s*\d*\s*[-/]\s*\S+/?\S*\s*$")
DATE_LINE_TYPED = re.compile(r"^\s*[^,\n]{2,40},\s*ngày\s*\d*\s*tháng\s*\d*\s*năm\s*\d{4}\s*$")
CLOSING_SLASH = re.compile(r"\s*\./\.\s*$")
CLOSING_MARK = re.compile(r"[!;:,]\s*$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft under the eye: what was typed, what prints, and the rules of its date."""

    content: DraftContent
    document: OfficialDocument
    kind: DocumentType
    standard: Standard
    signer_trouble: str = ""  # why the chosen signer does not fit the day
    known: Knowledge = NOTHING
    day: date | None = None  # of the paper; None leaves deadlines alone

    @property
    def lines(self) -> list[str]:
        """Return the typed lines of the body."""
        return self.content.body.split("\n")


def layout_findings(sheet: Sheet) -> tuple[LayoutFinding, ...]:
    """Return all remarks, the head first, then by line, those on annexes behind."""
    found = [finding for rule in RULES for finding in rule(sheet)]
    texts = (sheet.content.body, *(annex.body for annex in sheet.content.annexes))
    found.extend(wording_findings(texts))
    found.extend(name_findings(texts, sheet.known))
    if sheet.day is not None:
        signed = sheet.content.date
        found.extend(citation_findings(texts, sheet.known, sheet.day, signed))
    return tuple(sorted(found, key=lambda each: (each.part, each.line)))


def _subject(sheet: Sheet) -> Iterator[LayoutFinding]:
    subject = one_line(sheet.content.subject)
    if not subject:
        yield LayoutFinding(code="subject_blank", text="Chưa có trích yếu.", blocks_issue=True)
    typed = ABOUT_TYPED.match(subject)
    if typed:
        yield LayoutFinding(
            code="about_typed",
            text=f"“{typed[0].strip()}” do thể thức tự thêm, không gõ trong trích yếu.",
            found=subject,
            replacement=subject[typed.end() :],
        )
    if subject.endswith((".", ";")):
        yield LayoutFinding(
            code="subject_stop",
            text="Trích yếu không có dấu chấm ở cuối.",
            found=subject,
            replacement=subject.rstrip(" .;"),
        )


def _signer(sheet: Sheet) -> Iterator[LayoutFinding]:
    if not sheet.document.signer.full_name:
        yield LayoutFinding(code="signer_missing", text="Chưa chọn người ký.", blocks_issue=True)
    if sheet.signer_trouble:
        yield LayoutFinding(code="signer_out_of_office", text=sheet.signer_trouble)


def _addressees(sheet: Sheet) -> Iterator[LayoutFinding]:
    if sheet.kind.addressed and not sheet.document.addressees:
        yield LayoutFinding(
            code="addressee_missing",
            text=f"{sheet.kind.name} chưa có nơi nhận ở phần {sheet.kind.addressed}.",
        )
    for typed in sheet.document.addressees:
        bare = ADDRESS_TYPED.sub("", typed).rstrip(" .;,")
        bare = bare.removeprefix("- ").strip()
        if bare != typed:
            yield LayoutFinding(
                code="addressee_marks",
                text="Chữ “Kính gửi”, gạch đầu dòng và dấu ngắt do thể thức tự thêm.",
                found=typed,
                replacement=bare,
            )


def _head_in_body(sheet: Sheet) -> Iterator[LayoutFinding]:
    for number, line in enumerate(sheet.lines):
        if ADDRESS_TYPED.match(line):
            yield LayoutFinding(
                code="address_in_body",
                text=f"Phần {sheet.kind.addressed or 'Kính gửi'} nhập ở ô riêng, không gõ trong "
                "nội dung.",
                line=number,
                found=line.strip(),
            )
        elif NUMBER_TYPED.match(line) or DATE_LINE_TYPED.match(line):
            yield LayoutFinding(
                code="number_typed",
                text="Số và ngày do phần mềm điền khi phát hành, không gõ trong nội dung.",
                line=number,
                found=line.strip(),
                replacement="",
            )


def _ending(sheet: Sheet) -> Iterator[LayoutFinding]:
    lines = sheet.lines
    last = max((n for n, line in enumerate(lines) if line.strip()), default=None)
    if last is None:
        yield LayoutFinding(code="body_blank", text="Chưa có nội dung.", blocks_issue=True)
        return
    text = lines[last].rstrip()
    if text.lstrip().startswith("|"):  # a table ends it
        return
    if sheet.standard.id != HD05 or (text.endswith((".", "”", '"')) and "./." not in text):
        return
    if CLOSING_SLASH.search(text):
        mended = CLOSING_SLASH.sub(".", text)
    elif CLOSING_MARK.search(text):
        mended = CLOSING_MARK.sub(".", text)
    else:
        mended = f"{text}."
    yield LayoutFinding(
        code="body_end",
        text="Nội dung kết thúc bằng dấu chấm (Hướng dẫn 05, mục 6.2.2).",
        line=last,
        found=text,
        replacement=mended,
    )


def _bases(sheet: Sheet) -> Iterator[LayoutFinding]:
    bases = [block for block in sheet.document.body if block.kind is BlockKind.BASIS]
    for position, block in enumerate(bases):
        is_last = position == len(bases) - 1
        wanted = sheet.standard.words("basis_last" if is_last else "basis_separator")
        start = sheet.standard.words("basis_start")
        yield from _basis_start(block, start, wanted) if start else ()
        if block.marker or not start:
            yield from _basis_end(block, wanted)


def _basis_start(block: Block, start: str, end: str) -> Iterator[LayoutFinding]:
    """Yield a căn cứ without its hyphen; the mend sets the mark at its end as well."""
    text = block.text.rstrip()
    if not text or block.marker:
        return
    yield LayoutFinding(
        code="basis_start",
        text="Mỗi căn cứ bắt đầu bằng gạch nối (Hướng dẫn 05, mục 6.2.3).",
        line=block.line,
        found=text,
        replacement=f"{start} {text.rstrip(' .;,')}{end}",
    )


def _basis_end(block: Block, wanted: str) -> Iterator[LayoutFinding]:
    text = block.text.rstrip()
    if not text or text.endswith(wanted):
        return
    yield LayoutFinding(
        code="basis_end",
        text=f"Căn cứ này kết thúc bằng dấu “{wanted}”.",
        line=block.line,
        found=text,
        replacement=text.rstrip(" .;,") + wanted,
    )


RULES: tuple[Callable[[Sheet], Iterator[LayoutFinding]], ...] = (
    _subject,
    _signer,
    _addressees,
    _head_in_body,
    _ending,
    _bases,
)
