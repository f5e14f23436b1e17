"""The guide before the window: which office is to be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog

from wardapp.core.clock import Clock
from wardapp.core.places import Places
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.first_run import FirstRun
from wardapp.ui.theme import Theme


def choose_office(theme: Theme, clock: Clock, places: Places, desk: DeskStore) -> Path | None:
    """Return the folder of the office to open, None when the clerk leaves."""
    guide = FirstRun(theme, clock, places)
    kept = desk.remembered("geometry")
    if not kept.isEmpty():
        guide.restoreGeometry(kept)
    chosen = guide.exec() == QDialog.DialogCode.Accepted
    guide.jobs.close()
    return guide.folder if chosen else None
