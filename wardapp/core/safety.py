"""How safe an office's data is, as one light with the next thing to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.number_views import GivenSince


class Light(StrEnum):
    """The one light of the page An toàn dữ liệu."""

    GREEN = "green"
    OPEN = "open"  # nothing is wrong, but it was never looked at or done
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyFact:
    """One line below the light: what was looked at, what was found, what to do next if anything."""

    topic: str
    light: Light
    sentence: str
    deed: str = ""  # the action's name, "" when nothing is to be done


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyState:
    """The light, the one sentence beside it, the next thing to do, and what it was seen from."""

    light: Light
    sentence: str
    deed: str = ""
    facts: tuple[SafetyFact, ...] = ()

    @property
    def is_calm(self) -> bool:
        """Return True when nothing presses: all is well, or only not looked at yet."""
        return self.light in {Light.GREEN, Light.OPEN}


class Healing(StrEnum):
    """What was done about damage found at the start."""

    NOTHING = "nothing"  # all was well
    RECOVERED = "recovered"  # newest good backup and the mirrored events since
    PARTLY = "partly"  # the same, but something is known to be missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What happened when a damaged office was brought back: the page that tells it.

    `lost` names, a sentence each, what no place held any more; `kept_aside` where the damaged file
    lies now, relative to the office folder.
    """

    healing: Healing
    found: str
    backup_name: str = ""
    backup_ms: int = 0
    replayed_events: int = 0
    replayed_dispatches: int = 0
    newest_ms: int = 0  # the instant up to which everything is there
    kept_aside: str = ""
    lost: tuple[str, ...] = ()
    at_ms: int = 0  # when it was done
    goes_on: bool = True  # as the same copy; False = as a new one, as after a restore
    books_whole: bool = False  # every journaled record is there; only words beside may be missing


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySeal:
    """The short code of one day: it stands for the whole history up to that day's last event.

    Nothing is kept for it. An event carries the hash of the one before it, and each merge writes
    with hashes what of the other copies was seen; so the newest event of our own chain stands for
    all there is, and the code follows from it (`core.check_code.seal_code`).
    """

    day: date
    code: str
    replica_id: str
    seq: int
    hash: str
    at_ms: int  # when that event was written
    event_count: int = 0  # how many of our own that day has


class SealKind(StrEnum):
    """What a code that somebody typed stands for."""

    MOMENT = "moment"  # the history up to an event: a day's seal, or a paper printed in between
    CLOSING = "closing"  # closed pages of a book
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealProof:
    """What looking a code up in the whole history showed.

    `faults` are what speaks against it, the first one first; `beside` what is wrong elsewhere:
    after the sealed moment, or between the history and the registers.
    """

    code: str
    kind: SealKind
    sentence: str
    at_ms: int = 0
    event_count: int = 0  # how many events were held against their hashes
    faults: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def is_proved(self) -> bool:
        """Tell whether the history up to the code is what it was."""
        return self.kind is not SealKind.UNKNOWN and not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRecord:
    """A record that a restore would take back to what it was, or out of the books."""

    entity: str
    record_id: str
    title: str
    circumstance: str
    deed: str  # "Thêm", "Sửa", "Xóa": what was done since the backup
    who: str
    when_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostKind:
    """What was done since a backup to records of one kind; `records` is cut off, newest first."""

    entity: str
    kind: str  # "Văn bản đến"
    added: int
    changed: int
    removed: int
    records: tuple[LostRecord, ...] = ()

    @property
    def count(self) -> int:
        """Return how many records it are."""
        return self.added + self.changed + self.removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """What going back to a backup would cost: nothing of it is gone, it is backed up first."""

    steps: int = 0
    kinds: tuple[LostKind, ...] = ()
    numbers: tuple[GivenSince, ...] = ()
    texts: int = 0  # drafts whose text was worked on since


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPlace:
    """One place that gets copies of the backups: a stick, another disk, a network folder."""

    mark: str
    path: str
    last_ms: int
    backup: str
    is_sealed: bool = False
    is_there: bool | None = None  # None = nobody looked
    is_wanted: bool = False  # the place of the settings, which a rotating stick may share


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a whole check looked at, a fact a topic, and when it was done."""

    facts: tuple[SafetyFact, ...]
    done_ms: int
