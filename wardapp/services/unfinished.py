"""What was typed on a page and not written yet: kept over the end of the program."""

from __future__ import annotations

import json
from collections.abc import Mapping

from wardapp.core.errors import SecretRefused
from wardapp.services.desk import Desk
from wardapp.services.secrets_gate import refuse_secret_words

PREFIX = "unfinished."


class Unfinished:
    """Keeps one unfinished thing a page, in this copy of the office alone.

    It is no record: never in the journal, never exchanged.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, page: str, typed: Mapping[str, str]) -> None:
        """Keep what stands typed on a page; nothing typed, or a mark of secrecy, keeps nothing."""
        try:
            refuse_secret_words(*typed.values())
        except SecretRefused:
            typed = {}
        value = json.dumps(dict(typed), ensure_ascii=False) if typed else ""
        if value != self._desk.database.local(PREFIX + page):
            self._desk.database.set_local(PREFIX + page, value)

    def kept(self, page: str) -> dict[str, str]:
        """Return what was kept of a page, empty when nothing was."""
        text = self._desk.database.local(PREFIX + page)
        return {str(name): str(value) for name, value in json.loads(text).items()} if text else {}
