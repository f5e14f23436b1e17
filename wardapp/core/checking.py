"""What the layout check says of a Word file: rules with their clause, findings, safe mends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from wardapp.core.issuers import Family


class Verdict(StrEnum):
    """What a rule says of a document; NOT_EVALUATED when what it judges could not be found."""

    FAIL = "fail"
    PASS = "pass"
    NOT_EVALUATED = "not_evaluated"


ABSENT = "không tìm thấy thành phần này trong văn bản"
"""What a rule says that was not evaluated because the paper has nothing for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRule:
    """A rule as data (resources/rules/*.toml).

    `kind` names the way it is judged, `component` what it judges ("" = the whole document),
    `params` what that way needs. `standards` are ids of standards, `types` codes of types, empty =
    all. A soft rule is practice or advice: it never makes a paper wrong.
    """

    id: str  # "so.gach-noi"
    title: str  # "Giữa số và ký hiệu có gạch nối"
    kind: str
    clause: str
    evidence: str
    component: str = ""
    standards: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    is_soft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A safe mend of one place; texts change only from `start` of a paragraph on.

    `settings` are names of the effective format with the wanted value ("size" "14", "bold" "1",
    "align" "justify", "line" "18", "before" "0", "after" "6", "first_line_mm" "10", "margin_left"
    "30" …); `paragraph` -1 is the whole document (its page).
    """

    label: str  # "Đổi cỡ chữ thành 14"
    paragraph: int = -1
    start: int = -1
    found: str = ""
    replacement: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    others: tuple[int, ...] = ()  # further paragraphs the same settings go to


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """What one rule says, at one place: `where` in words, `paragraph` in the file (-1 = none)."""

    rule: str
    title: str
    clause: str
    verdict: Verdict
    where: str = ""
    found: str = ""
    expected: str = ""
    fix: Fix | None = None
    is_soft: bool = False
    component: str = ""
    paragraph: int = -1
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """A whole check: which standard judged and why, and all findings in the order of the paper.

    `only_looked` says why nothing of this file may be changed (signed, protected), "" when it may.
    """

    file_name: str
    family: Family | None
    standard_id: str
    standard_title: str
    why: str
    findings: tuple[CheckFinding, ...]
    only_looked: str = ""
    document_date: date | None = None
    type_code: str = ""

    @property
    def faults(self) -> tuple[CheckFinding, ...]:
        """Return what is against the rules, soft remarks left out."""
        return tuple(f for f in self.findings if f.verdict is Verdict.FAIL and not f.is_soft)

    @property
    def remarks(self) -> tuple[CheckFinding, ...]:
        """Return the soft remarks that hold."""
        return tuple(f for f in self.findings if f.verdict is Verdict.FAIL and f.is_soft)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paragraph of the file for the eye: its words and about how they look.

    `side` is "left" or "right" inside of a header or signature, "" over the whole width.
    """

    paragraph: int
    text: str
    align: str = "left"
    bold: bool = False
    italic: bool = False
    size: float = 14
    first_line_mm: float = 0
    side: str = ""
    component: str = ""
    annex: int = 0
    table: int = -1
    row: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """A check with the words of the paper beside it, for the page that shows both."""

    report: CheckReport
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckChoice:
    """What to check by: nothing given, the paper itself says it.

    `day` counts where the paper has no date; `standard_id` chooses a standard whatever it says;
    `phrases` are names of the office, never of persons.
    """

    family: Family | None = None
    day: date | None = None
    standard_id: str = ""
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCopy:
    """A file under the check: a copy in memory that takes mends, the file itself is never touched.

    `origin` is where the file lies, None for what lies nowhere (an e-mail's, a draft's);
    `mended` counts the mends taken.
    """

    name: str
    data: bytes = field(repr=False)
    view: CheckView
    origin: Path | None = None
    mended: int = 0
