"""The doors of an open office for files from outside; nothing behind them may change."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from tests.documents.mutations.doors import LONGEST_SENTENCE, RESOURCES, tried
from wardapp.core.clock import DayClock
from wardapp.core.errors import WardError
from wardapp.core.places import Places
from wardapp.services.office import Office, create_office
from wardapp.services.setup import example_profile

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 6, 5)
FORM, PERIOD = "phu-luc-02", "2026-06"
_LIVING = (".db-shm", ".sqlite-shm", "-shm")
"""What SQLite keeps of readers: no part of the office's data."""


class OfficeDoors:
    """Everything of the reports that opens a file of others."""

    NAMES = ("returned", "official", "log", "paste", "form", "regime")

    def __init__(self, folder: Path) -> None:
        """Found an example office and take its picture."""
        self._inbox = folder / "inbox"
        self._inbox.mkdir(parents=True, exist_ok=True)
        self._places = Places(
            resources=RESOURCES, forms=ROOT / "forms", data=folder / "data", program=ROOT
        )
        clock = DayClock(DAY)
        self._home = folder / "office"
        self._office: Office = create_office(
            self._home, example_profile("party", self._places, clock), self._places, clock
        )
        self._before = self._picture()

    def close(self) -> None:
        """Let go of the office."""
        self._office.close()

    def open(self, door: str, name: str, data: bytes) -> str:
        """Return "" when done, the sentence of a refusal, or what broke or changed."""
        path = self._inbox / name
        path.write_bytes(data)
        said = tried(lambda: getattr(self, f"_{door}")(path))
        try:
            self._unchanged(path, data)
        except AssertionError as error:
            return f"Traceback: {error}; {said}"
        finally:
            path.unlink(missing_ok=True)
        return said

    def _unchanged(self, path: Path, data: bytes) -> None:
        assert path.read_bytes() == data, "the file was touched"
        around = [each.name for each in self._inbox.iterdir() if each != path]
        assert not around, f"left beside it: {around}"
        after = self._picture()
        assert after == self._before, f"changed: {_differing(self._before, after)}"

    def _picture(self) -> dict[str, str]:
        """Return a print of every file of the office, and the head of its journal."""
        found = {
            str(path.relative_to(self._home)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self._home.rglob("*"))
            if path.is_file() and not path.name.endswith(_LIVING)
        }
        with self._office.desk.database.read() as tx:
            found["head"] = repr(sorted(tx.journal.heads().items()))
        return found

    def _returned(self, path: Path) -> None:
        (proposal,) = self._office.returns.look_at([path], FORM, PERIOD)
        for doubt in proposal.doubts:
            assert len(doubt.sentence) < LONGEST_SENTENCE, doubt.sentence
        if proposal.blocked:
            raise WardError(proposal.blocked)

    def _official(self, path: Path) -> None:
        self._office.own_forms.keeping.propose(path)

    def _log(self, path: Path) -> None:
        self._office.log_pasting.look_at_file(path)

    def _paste(self, path: Path) -> None:
        self._office.log_pasting.look_at(path.read_bytes().decode("utf-8", "replace"))

    def _form(self, path: Path) -> None:
        look = self._office.own_forms.keeping.look_at(path)
        assert look.can_be_kept == (not look.faults and look.spec is not None)
        if look.faults:
            raise WardError(look.faults[0][:LONGEST_SENTENCE])

    def _regime(self, path: Path) -> None:
        self._office.regime_desk.reading.of_file(path)


def _differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    names = before.keys() | after.keys()
    return sorted(name for name in names if before.get(name) != after.get(name))
