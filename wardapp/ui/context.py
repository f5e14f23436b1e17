"""What a page is given: the office, the lanes, the look and the window's few doors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from wardapp.core.clock import Clock
from wardapp.core.places import Places
from wardapp.services.office import Office
from wardapp.ui.actions import Action
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.jobs import Jobs
from wardapp.ui.theme import Theme


class Frame(Protocol):
    """The window, as far as pages know it."""

    @property
    def stack(self) -> QWidget:
        """Return where pages lie."""
        ...

    def go(self, page: str, argument: object = None) -> None:
        """Show a page; `argument` goes to its `arrive` (a record id, files, a filter …)."""
        ...

    def back(self) -> None:
        """Return to the page shown before."""
        ...

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what happened; with `undo` Hoàn tác stands beside it."""
        ...

    def undo(self) -> None:
        """Take back the newest step of this window."""
        ...

    def fail(self, title: str, sentence: str) -> None:
        """Show what did not happen, and why, in a dialog."""
        ...

    def run_action(self, action: str) -> None:
        """Run an action by its id, as its key would."""
        ...

    def all_actions(self) -> list[Action]:
        """Return every action of the window and of all its pages."""
        ...

    def reopen(self, folder: Path | None = None) -> None:
        """Close the window and open an office again: this one (after a restore), or another."""
        ...

    def refresh_rail(self) -> None:
        """Read the counters of the rail again."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a page may ask for."""

    office: Office
    jobs: Jobs
    theme: Theme
    clock: Clock
    places: Places
    desk: DeskStore
    frame: Frame

    @property
    def export_folder(self) -> Path:
        """Return where the last file was saved, else the office's own exports."""
        last = Path(self.desk.settings.last_export_folder or "")
        return last if last.is_absolute() and last.is_dir() else self.office.folder / "exports"
