"""What stands beside a report: earlier periods, figures out of line, corrections, its letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wardapp.core.dispatches import Attachment, Outgoing
from wardapp.core.forms import CellKey, FilledForm, FormValue, Period
from wardapp.core.identity import RecordId
from wardapp.core.narrative import LooseFigure, Narrative
from wardapp.core.views import IssuePreview


class ReportState(StrEnum):
    """How far a report got: đang lập, đã duyệt, đã chốt, đã gửi."""

    OPEN = "open"
    APPROVED = "approved"
    CLOSED = "closed"
    ISSUED = "issued"


STATE_NAMES = {
    ReportState.OPEN: "Đang lập",
    ReportState.APPROVED: "Đã duyệt",
    ReportState.CLOSED: "Đã chốt",
    ReportState.ISSUED: "Đã phát hành",
}


def state_of(filled: FilledForm) -> ReportState:
    """Return how far a report got."""
    if filled.outgoing_id is not None:
        return ReportState.ISSUED
    if filled.closed_ms is not None:
        return ReportState.CLOSED
    return ReportState.OPEN if filled.approved_ms is None else ReportState.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class PastForm:
    """The figures of one earlier period; a cell that is not in `values` had nothing."""

    period: Period
    is_closed: bool
    values: Mapping[CellKey, FormValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """A figure out of line with its earlier periods, and the sentence that asks to look again."""

    key: CellKey
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHistory:
    """The periods before a report, oldest first, and what they tell about its figures.

    `year` holds the sum over the periods of its year, this one included, where sums make sense.
    """

    past: tuple[PastForm, ...] = ()
    year: Mapping[CellKey, FormValue] = field(default_factory=dict)
    outliers: tuple[Outlier, ...] = ()

    def of(self, key: CellKey) -> tuple[tuple[PastForm, FormValue], ...]:
        """Return each earlier period with the value of a cell, oldest first."""
        return tuple((each, each.values.get(key)) for each in self.past)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A figure changed after the report was locked; both values are kept."""

    key: CellKey
    label: str
    old: str
    new: str
    reason: str
    who: str
    when_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeSheet:
    """The text of a report beside its figures: what is stale, which numbers equal no cell."""

    narrative: Narrative
    is_drafted: bool  # nobody has changed it yet
    loose: tuple[LooseFigure, ...] = ()
    untied: tuple[tuple[int, int], ...] = ()  # start and end of numbers typed by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLetter:
    """What sending a report would do: the paper, its subject and signer, what stands against it."""

    preview: IssuePreview
    subject: str
    signer: str
    annex: str  # "Phụ lục 02, kỳ tháng 6/2026"
    closes: bool  # the report is locked in the same step
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReport:
    """A report that went out: the form with its link, the line, the joined PDF for the printer."""

    filled: FilledForm
    outgoing: Outgoing
    pdf: bytes
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlace:
    """Which report: enough to open the page at it."""

    form_id: str
    period_id: str
    scope: str = "own"
    filled_id: RecordId | None = None
