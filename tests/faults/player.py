"""A clerk whose deeds are recorded: an office in a home, and what its services acknowledged.

`so` is the office, `data` this PC's own folder, `out` where exports go, `usb` a second place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.builders import NOW_MS, TODAY, a_signer, a_term, an_arrival, an_id, an_issuer
from wardapp.core.clock import SetClock
from wardapp.core.daylog import LogEntry
from wardapp.core.dispatches import Incoming
from wardapp.core.issuers import Issuer
from wardapp.core.places import Places
from wardapp.core.profile import OfficeProfile
from wardapp.services.office import Office, create_office, open_office

ROOT = Path(__file__).resolve().parents[2]
MINUTE_MS = 60_000
ISSUER = an_id(101)

LINES = """
    SELECT id, 'den', arrival_number, suffix, subject, attachments FROM incoming
    UNION ALL SELECT id, 'di', number, suffix, subject, attachments FROM outgoing
"""
"""What of every line must be there as it was acknowledged."""

EVENTS = "SELECT hash FROM events"
TEXTS = "SELECT draft_id, content FROM draft_texts"


@dataclass
class Player:
    """A clerk in a home; `mark` hears what was acknowledged, at the moment it was."""

    home: Path
    papers: Path
    mark: Callable[[dict[str, Any]], None]
    clock: SetClock = field(default_factory=lambda: SetClock(NOW_MS))
    known: set[str] = field(default_factory=set)
    open: Office | None = None

    @property
    def places(self) -> Places:
        return Places(
            resources=ROOT / "resources",
            forms=ROOT / "forms",
            data=self.home / "data",
            program=ROOT,
        )

    def create(self) -> Office:
        """Make a small office and go on in it as a command does."""
        issuer = an_issuer()
        profile = OfficeProfile(
            title="Ban Xây dựng Đảng",
            issuers=(issuer,),
            terms=(a_term(),),
            signers=(a_signer(),),
        )
        self.open = create_office(
            self.home / "so", profile, self.places, self.clock, account="VP-01\\lan"
        )
        self.told()
        return self.open

    def enter(self) -> Office:
        """Open the office as a window does."""
        self.open = open_office(
            self.home / "so", self.places, self.clock, account="VP-01\\lan", take_over=True
        )
        self.told()
        return self.open

    def leave(self) -> None:
        """Close the office, if it is open."""
        office, self.open = self.open, None
        if office is not None:
            office.close()

    def issuer(self) -> Issuer:
        assert self.open is not None
        return self.open.catalogue.issuers()[0]

    def paper(self, name: str) -> Path:
        """A received file with text of its own, outside the recorded home."""
        self.papers.mkdir(exist_ok=True)
        path = self.papers / f"{name}.txt"
        if not path.exists():
            path.write_text(f"Công văn {name}\n" + f"nội dung {name} " * 400, "utf-8")
        return path

    def register(self, name: str, **fields: Any) -> Incoming:
        """Register a dispatch with its file."""
        assert self.open is not None
        arrival = an_arrival(issuer_id=self.issuer().id, subject=f"Về việc {name}", **fields)
        line = self.open.intake.register(arrival, file=self.paper(name))
        self.told()
        return line

    def log(self, words: str) -> None:
        """Write a line into the log."""
        assert self.open is not None
        daylog = self.open.daylog
        daylog.add(LogEntry(day=TODAY, channel=daylog.channels()[0].code, content=words))
        self.told()

    def told(self, **facts: Any) -> None:
        """A service returned: all that is in the office now is acknowledged, and these facts."""
        self.clock.instant_ms += MINUTE_MS
        if self.open is not None and not self.open.desk.database.is_stopped:
            facts |= self._held(self.open)
        self.mark(facts)

    def exported(self, *paths: Path) -> None:
        """A service returned and wrote these files."""
        self.told(
            exports={
                str(path.relative_to(self.home)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in paths
            }
        )

    def _held(self, office: Office) -> dict[str, Any]:
        with office.desk.database.read() as tx:
            run = tx.work.connection.exec_driver_sql
            events = {str(found) for found in run(EVENTS).scalars()}
            lines = {str(found[0]): list(found[1:]) for found in run(LINES)}
            texts = {str(key): str(text) for key, text in run(TEXTS)}
        fresh, gone = events - self.known, self.known - events
        self.known = events
        return {"events": sorted(fresh), "gone": sorted(gone), "lines": lines, "texts": texts}
