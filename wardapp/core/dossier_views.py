"""What pages, commands and papers show of dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.dossiers import Dossier, Filing
from wardapp.core.identity import RecordId


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record that can lie in a dossier: its kind and its name."""

    entity: str  # "incoming" | "outgoing" | "draft" | "petition"
    record_id: RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """A dossier as the list shows it; `due` is the last day of the hand-over to the archive."""

    dossier: Dossier
    papers: int = 0
    due: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCounts:
    """Counts behind the chips of the page Hồ sơ."""

    all: int = 0
    open: int = 0
    closed: int = 0
    overdue: int = 0
    kept_back: int = 0
    handed_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPaper:
    """One line of the list of documents; `sheets` None = not known yet."""

    filing: Filing
    number_symbol: str = ""
    day: date | None = None
    type_and_subject: str = ""
    author: str = ""
    sheets: int | None = None
    is_gone: bool = False  # the record is not in its book any more

    @property
    def ref(self) -> RecordRef:
        """Return which record this is."""
        return RecordRef(self.filing.entity, self.filing.record_id)

    @property
    def sheet_text(self) -> str:
        """Return the sheet numbers as the list prints them: `12`, `12-15`."""
        first, last = self.filing.first_sheet, self.filing.last_sheet
        if first is None or last is None:
            return ""
        return str(first) if first == last else f"{first}-{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierContents:
    """A dossier with all that lies in it."""

    row: DossierRow
    papers: tuple[DossierPaper, ...] = ()
    numbers_sheets: bool = False
    unknown_sheets: int = 0  # papers whose sheets nobody knows yet

    @property
    def dossier(self) -> Dossier:
        """Return the dossier itself."""
        return self.row.dossier

    @property
    def span(self) -> tuple[date | None, date | None]:
        """Return the first and the last day of the papers, else of the dossier's own life."""
        days = [paper.day for paper in self.papers if paper.day is not None]
        first = min(days, default=self.dossier.started_on)
        return first, max(days, default=self.dossier.ended_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierChoice:
    """A dossier that a paper may go into, with why it stands so high in the list."""

    dossier: Dossier
    papers: int = 0
    why: str = ""
    holds_all: bool = False  # every chosen record lies in it already


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanImport:
    """What an imported filing plan would add, before anything is written."""

    dossiers: tuple[Dossier, ...]
    known: tuple[str, ...] = ()  # symbols that stand in the plan already, left as they are
    doubts: tuple[str, ...] = ()  # one sentence a doubtful row


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What the minutes of a hand-over say besides the dossiers themselves."""

    on: date
    giver: str = ""
    giver_position: str = ""
    receiver: str = ""
    receiver_position: str = ""
    boxes: int | None = None
    metres: str = ""
    condition: str = ""
