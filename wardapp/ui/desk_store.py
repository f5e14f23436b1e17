"""Settings and window state of this PC, in one ini file of the data folder."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from wardapp.core.settings import DeskSettings

FILE = "desk.ini"


class DeskStore:
    """Keeps what belongs to this desk: theme, text size, last folders, sizes of the window."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder.absolute()
        self._ini = QSettings(str(folder / FILE), QSettings.Format.IniFormat)
        self.settings = self._read()

    def save(self, settings: DeskSettings) -> None:
        """Keep the settings."""
        self.settings = settings
        for item in fields(DeskSettings):
            self._ini.setValue(f"settings/{item.name}", getattr(settings, item.name))
        self._ini.sync()

    def change(self, **values: str) -> None:
        """Keep some settings by name."""
        self.save(replace(self.settings, **values))

    @property
    def last_office(self) -> Path | None:
        """Return the office that was open last, None without any."""
        kept = self.settings.last_office
        return self._folder / kept if kept else None

    def keep_last_office(self, folder: Path) -> None:
        """Keep which office was open last.

        One inside the data folder by its place there: a stick has another letter on another PC.
        """
        whole = folder.absolute()
        is_inside = whole.is_relative_to(self._folder)
        kept = whole.relative_to(self._folder).as_posix() if is_inside else str(whole)
        self.change(last_office=kept)

    def remember(self, name: str, state: QByteArray) -> None:
        """Keep the state of a window or splitter."""
        self._ini.setValue(f"window/{name}", state)

    def remembered(self, name: str) -> QByteArray:
        """Return a kept state; empty when there is none."""
        value = self._ini.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_text(self, name: str, text: str) -> None:
        """Keep a small text (last sort, last filter)."""
        self._ini.setValue(f"text/{name}", text)

    def text(self, name: str, default: str = "") -> str:
        """Return a kept text."""
        return str(self._ini.value(f"text/{name}", default))

    def _read(self) -> DeskSettings:
        kept = {
            item.name: str(self._ini.value(f"settings/{item.name}", item.default))
            for item in fields(DeskSettings)
        }
        return DeskSettings(**kept)
