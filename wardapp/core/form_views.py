"""What the page of forms shows: versions, a file looked at before it is kept, what it changes."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.forms import CellKey, FilledScope, FormSpec, FormValue


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """A kept report and the version it is filled in."""

    form_id: str
    period_id: str
    period_label: str
    version: str
    scope: FilledScope
    is_closed: bool
    unplaced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormEntry:
    """A version of a form as the list shows it; `fault` when this program cannot read it."""

    form_id: str
    version: str
    label: str
    title: str
    shipped: bool
    active: bool
    is_newest: bool
    official: str = ""  # name of its official file
    tables: tuple[str, ...] = ()
    changed_ms: int = 0
    fault: str = ""
    reports: tuple[KeptReport, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayAnswer:
    """An answer that would stand apart: where it was, its value and why."""

    key: CellKey
    where: str
    value: FormValue
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMove:
    """What a new version does to a kept report: how many answers stay, move, join, stand apart."""

    report: KeptReport
    same: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    strays: tuple[StrayAnswer, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the counts in words."""
        counts = (
            (self.same, "giữ nguyên"),
            (self.moved, "chuyển chỗ"),
            (self.split, "tách"),
            (self.merged, "gộp"),
            (len(self.strays), "để riêng"),
        )
        said = ", ".join(f"{count} {word}" for count, word in counts if count)
        return f"{said or 'chưa có câu trả lời'}."


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLook:
    """A form file looked at, nothing kept yet; with faults `spec` is None."""

    path: str
    spec: FormSpec | None
    text: str
    faults: tuple[str, ...] = ()
    official: str = ""  # path of the official file beside it
    before: str = ""  # the version that is newest now
    moves: tuple[ReportMove, ...] = ()

    @property
    def can_be_kept(self) -> bool:
        """Return True when nothing is wrong with it."""
        return self.spec is not None and not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialWritten:
    """An official file that was filled: where it lies, and what found no place in it."""

    path: str
    left_out: tuple[str, ...] = ()
