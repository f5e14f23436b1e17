"""The journal: what was changed by whom, as append-only events chained by hashes."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.identity import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: the clerk chosen in Danh mục › Người làm việc and the account of the PC."""

    clerk: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing a clerk does: all its events carry these. `step_id` joins them for undo."""

    name: str  # "intake.register"
    title: str  # "Vào sổ số 318" as shown in history and undo
    actor: Actor
    now_ms: int
    step_id: RecordId
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a record before and after, as JSON text; None = the record did not exist."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One append-only event of a replica's chain (design §4)."""

    event_id: RecordId
    replica_id: RecordId
    seq: int
    clock_ms: int
    clock_counter: int
    actor: Actor
    command: str
    title: str
    step_id: RecordId
    entity: str
    entity_id: RecordId
    changes: tuple[FieldChange, ...]
    reason: str
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """An event as a clerk reads it: when, who, what changed from what to what."""

    when_ms: int
    who: str
    title: str
    reason: str
    changes: tuple[tuple[str, str, str], ...]  # label, before, after


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoStep:
    """The newest step of this window that can be taken back."""

    step_id: RecordId
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A kept backup: when it was made, its size in bytes and how many lines it holds."""

    name: str
    made_ms: int
    size: int
    dispatches: int
    reason: str = ""
    note: str = ""  # a sentence when the second place could not be reached
    schema: int = 0  # of the version that made it, 0 where it did not tell
    is_kept: bool = False  # never thinned out: the state before a restore
    is_sealed: bool = False  # opens with the password of the second place only
    counts: tuple[tuple[str, int], ...] = ()  # what is in it: "Văn bản đến", how many


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A hit of the search: what kind of record, its id, title line, circumstance line and spans.

    `spans` are (start, length) of matched letters in `title`.
    """

    entity: str  # "incoming" | "outgoing" | "draft" | "log" | "dossier" | "petition"
    record_id: RecordId
    title: str
    circumstance: str
    spans: tuple[tuple[int, int], ...] = ()
    in_file: bool = False  # the words stand in a file of the record, told in `circumstance`
