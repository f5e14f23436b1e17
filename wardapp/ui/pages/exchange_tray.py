"""The packages that lie before the clerk: one tray a window, whatever page shows it.

Files that a mail program holds are written beside the desk settings until they were taken in;
passwords stay in memory alone.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from wardapp.core.exchange import Arrival
from wardapp.core.files import write_whole
from wardapp.core.sources import FileSource, HeldFile
from wardapp.ui.context import Context

HELD = "exchange-in"
"""In the data folder: packages dragged straight out of a mail program."""


class Tray(QObject):
    """Paths of packages, their passwords, and what was seen of them last."""

    changed = Signal()

    def __init__(self, parent: QObject, held: Path) -> None:
        super().__init__(parent)
        self._held = held
        self.sources: tuple[FileSource, ...] = ()
        self.passwords: dict[Path, str] = {}
        self.arrivals: tuple[Arrival, ...] = ()
        self.round = 0

    def add(self, sources: tuple[FileSource, ...]) -> None:
        """Put packages into the tray; one that lies there already stays once."""
        new = [each for each in sources if each not in self.sources]
        self.sources = (*self.sources, *new)
        self.round += 1

    def drop(self, path: Path) -> None:
        """Take a package out of the tray."""
        arrival = next((each for each in self.arrivals if each.path == path), None)
        gone = (path, *(arrival.parts if arrival is not None else ()))
        self.sources = tuple(each for each in self.sources if each not in gone)
        self.arrivals = tuple(each for each in self.arrivals if each.path != path)
        self.passwords.pop(path, None)
        for each in gone:
            if each.parent == self._held:  # our own copy of what a mail program held
                with suppress(OSError):
                    each.unlink()
        self.round += 1
        self.changed.emit()

    @property
    def waiting(self) -> int:
        """Return how many packages wait to be taken in; those that were taken in do not."""
        return sum(not each.received_before for each in self.arrivals)

    def show(self, arrivals: tuple[Arrival, ...]) -> None:
        """Keep what was seen of the packages."""
        self.arrivals = arrivals
        self.changed.emit()

    def kept_paths(self, sources: tuple[FileSource, ...]) -> tuple[Path, ...]:
        """Return sources as paths, writing what lies nowhere yet (a job of a lane)."""
        return tuple(self._kept(each) for each in sources)

    def _kept(self, source: FileSource) -> Path:
        if not isinstance(source, HeldFile):
            return source
        self._held.mkdir(parents=True, exist_ok=True)
        target = self._held / f"{source.sha256[:12]}-{source.name}"
        if not target.exists():
            write_whole(target, source.data)
        return target


def tray_of(context: Context) -> Tray:
    """Return the tray of the window, made when it is first wanted."""
    found = context.jobs.findChild(Tray)
    return found if isinstance(found, Tray) else Tray(context.jobs, context.places.data / HELD)
