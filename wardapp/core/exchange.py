"""What travels between copies of an office, units and other offices: packages and who signed them.

A *copy* is one replica of an office on one PC; a *device* is a PC with its signing key. A package
tells how far the sender's chains reach (`Head`), so that a lost package is made good by the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from wardapp.core.identity import RecordId
from wardapp.core.returns import SameUnit
from wardapp.core.sources import HeldFile

PACKAGE_ENDING = ".wardpack"
FORMAT_MAJOR, FORMAT_MINOR = 1, 1
"""The format of packages written now. The same major is read, a newer one is refused."""


class Purpose(StrEnum):
    """What a package is for."""

    SYNC = "sync"  # two PCs of one office
    REPORT = "report"  # a unit's report with its evidence, to the ward
    DISPATCH = "dispatch"  # dispatches to another office: proposals in its Văn bản đến
    CATALOGUE = "catalogue"  # forms, catalogues, templates, directory, to units


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far one replica's chain reaches: the newest event's place and hash."""

    replica_id: RecordId
    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCard:
    """Who signs: the public key, and the names that go along with it, which prove nothing.

    `code` is what is read out on the phone before the key is trusted (`core.check_code`).
    """

    key: str  # public Ed25519 key, 64 hex digits
    device_name: str
    office_id: str
    office_name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedDevice:
    """A key that the clerk trusts, since when, and who said so. Never journaled nor exchanged."""

    key: str
    device_name: str
    office_name: str
    trusted_ms: int
    trusted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A kept file inside a package."""

    sha256: str
    size: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a package says of itself; nothing in it depends on when it was packed.

    `after` and `upto` bound the events of each chain inside; `known` is all the sender holds, which
    acknowledges what it got. `facts` are the few words a purpose needs (period, form, unit …).
    `missing` are files that the sender's records name and that it has not got: of another copy what
    the receiver may send, of another office what was to be inside (since 1.1).
    """

    purpose: Purpose
    office_id: str
    office_name: str
    replica_id: RecordId
    device_name: str
    made_ms: int  # the clock of the newest event inside, so that equal events give equal bytes
    major: int = FORMAT_MAJOR
    minor: int = FORMAT_MINOR
    after: tuple[Head, ...] = ()
    upto: tuple[Head, ...] = ()
    known: tuple[Head, ...] = ()
    event_count: int = 0
    files: tuple[PackedFile, ...] = ()
    missing: tuple[PackedFile, ...] = ()
    entries: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One package taken in, a record of the journal.

    For a package of another copy `heads` is all that this copy had seen afterwards: what it writes
    later was written knowing these events. `purpose` None marks a copy that goes on under a new
    name after it was copied or restored. `undone_ms` is set when the whole import was taken back.
    """

    id: RecordId
    purpose: Purpose | None = None
    package_sha256: str
    file_name: str
    office_name: str
    device_name: str
    device_key: str
    received_ms: int
    heads: tuple[Head, ...] = ()
    before: tuple[Head, ...] = ()  # the heads before it, what an undo goes back to
    added: int = 0
    changed: int = 0
    deleted: int = 0
    conflicts: int = 0
    note: str = ""
    undone_ms: int | None = None
    replica_id: RecordId | None = None  # the copy that packed it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One package handed out: a memory of this copy alone, never journaled nor exchanged.

    It is remembered before it is copied anywhere: without `left_ms` handing it out began, and
    nobody said how that ended.
    """

    id: RecordId
    purpose: Purpose
    package_sha256: str
    file_name: str
    way: str  # "usb" | "mail" | "folder"
    to: str  # the office or PC it was meant for, as the clerk named it
    sent_ms: int
    sent_by: str
    event_count: int = 0
    file_count: int = 0
    size: int = 0
    upto: tuple[Head, ...] = ()
    acknowledged_ms: int | None = None
    partner: RecordId | None = None  # the copy of this office it was meant for
    note: str = ""  # what it held, as the history shows it
    left_ms: int | None = None  # when it was out, read back and whole


class Change(StrEnum):
    """What a package would do to a record."""

    ADDED = "added"
    CHANGED = "changed"
    CONFLICT = "conflict"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPreview:
    """One field of a record, before and after, as a clerk reads it."""

    label: str
    before: str
    after: str
    is_conflict: bool = False
    field: str = ""  # its name, by which a choice names it


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPreview:
    """One record that a package would touch: what it is, who changed it when, each field."""

    change: Change
    entity: str
    kind: str  # "Văn bản đến"
    record_id: RecordId
    title: str
    who: str
    when_ms: int
    fields: tuple[FieldPreview, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """All that a package would do; the counts are whole, `records` is cut off at a bound."""

    added: int = 0
    changed: int = 0
    conflicts: int = 0
    deleted: int = 0
    known: int = 0  # events that are here already
    records: tuple[RecordPreview, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return True when the package brings nothing a clerk would see."""
        return not (self.added or self.changed or self.conflicts or self.deleted)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSide:
    """One of the values that were written without knowing of each other."""

    event_id: RecordId
    value: str | None  # JSON; None = the record was removed
    text: str  # as a clerk reads it
    who: str
    when_ms: int
    device: str
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field that two copies changed apart; the later value shows until the clerk decides.

    `id` follows from the sides alone, so that every copy names the same conflict alike.
    """

    id: RecordId
    entity: str
    kind: str
    record_id: RecordId
    title: str
    field: str
    label: str
    sides: tuple[ConflictSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A conflict that the clerk decided, a record of the journal; its id is the conflict's."""

    id: RecordId
    entity: str
    record_id: RecordId
    field: str
    event_ids: tuple[RecordId, ...]
    chosen: RecordId
    settled_ms: int


class Trust(StrEnum):
    """What is known of the key that signed a package."""

    TRUSTED = "trusted"
    OWN = "own"
    NEW = "new"  # never seen: the code is to be compared by phone
    OTHER_KEY = "other_key"  # a known device name with another key than the trusted one


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A package that lies before the clerk: what it is, who signed it, what it would do.

    With a `refusal` nothing of it can be taken in now; `waits` tells that an earlier package is
    missing, so that the same file may be taken in later; `lacks_parts` that parts did not come.
    """

    path: Path
    sha256: str
    refusal: str = ""
    needs_password: bool = False
    waits: bool = False
    lacks_parts: bool = False
    manifest: Manifest | None = None
    card: DeviceCard | None = None
    trust: Trust = Trust.NEW
    preview: MergePreview = field(default_factory=MergePreview)
    lines: tuple[str, ...] = ()  # what a package of another purpose holds, a line each
    received_ms: int | None = None  # when this very package was taken in here
    parts: tuple[Path, ...] = ()  # of a split package; `path` is the first of them

    @property
    def received_before(self) -> bool:
        """Return True when this very package was taken in here, and not taken back."""
        return self.received_ms is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageCheck:
    """What reading a package through showed, nothing of it taken in.

    With a `refusal` it is not whole, or `is_fault` is False and it could not be looked at. `trust`
    is None where no office was asked.
    """

    names: tuple[str, ...]  # the file, or the parts that were given of it
    refusal: str = ""
    is_fault: bool = False
    sha256: str = ""
    is_sealed: bool = False
    card: DeviceCard | None = None
    trust: Trust | None = None
    manifest: Manifest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Another copy of this office, or another office, and what waits for it.

    What it has not said it holds waits; of that `unsent_events` were never packed for it.
    """

    replica_id: RecordId | None
    name: str
    waiting_events: int = 0
    unsent_events: int = 0
    waiting_files: int = 0
    acknowledged: tuple[Head, ...] = ()
    last_sent_ms: int | None = None
    last_received_ms: int | None = None
    is_keeper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stick:
    """A removable disk that a package can be copied to."""

    root: Path
    label: str
    free: int  # bytes
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """What is to be packed for whom.

    `since` None = everything, () with a partner = what it has not acknowledged yet.
    """

    purpose: Purpose
    to: str = ""
    partner: RecordId | None = None
    since: tuple[Head, ...] | None = None
    record_ids: tuple[RecordId, ...] = ()  # dispatches of (c), the filled form of (b)
    parts: tuple[str, ...] = ()  # kinds of (d): "forms", "templates", "catalogue", "directory"
    note: str = ""
    password: str = ""
    split_at: int | None = None  # bytes of a part; None = one file


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The files that were written (several when split), and what they hold."""

    paths: tuple[Path, ...]
    sha256: str
    size: int
    manifest: Manifest
    to: str = ""  # for whom, as the request said
    partner: RecordId | None = None
    record_ids: tuple[RecordId, ...] = ()
    is_sealed: bool = False  # with a password
    notices: tuple[str, ...] = ()  # which files are not inside, a sentence each


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveChoices:
    """What the clerk says of a package besides taking it in.

    `take` are the conflicting fields (record, field) of (d) whose value in the package counts;
    `unit_id` and `same_unit` answer what a report of (b) asks.
    """

    take: tuple[tuple[str, str], ...] = ()
    unit_id: RecordId | None = None
    same_unit: SameUnit = SameUnit.ASK


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What taking a package in did: a sentence, and the receipt that undo names."""

    receipt: Receipt
    sentence: str
    conflicts: int = 0
    new_records: tuple[RecordId, ...] = ()
    files: tuple[HeldFile, ...] = ()  # dispatches of (c), to be looked at like dropped files
    lines: tuple[str, ...] = ()  # what was not taken in, a sentence each; never journaled
