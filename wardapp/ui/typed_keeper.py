"""Keeps what stands typed on a page over the end of the program, and brings it back."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from wardapp.core.errors import WardError
from wardapp.ui.context import Context

log = logging.getLogger(__name__)

KEEP_MS = 5000


class TypedKeeper(QObject):
    """Writes what `typed` returns when it differs from what was kept last; {} keeps nothing.

    It looks every few seconds, since a power cut gives no notice.
    """

    def __init__(
        self, context: Context, page: str, typed: Callable[[], dict[str, str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._page, self._typed = context, page, typed
        self._kept: dict[str, str] = {}
        self._timer = QTimer(self, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def keep(self) -> None:
        """Hand what is typed now to the writing lane."""
        typed, office, page = self._typed(), self._context.office, self._page
        if typed == self._kept or office.read_only:
            return
        self._kept = typed
        self._context.jobs.write(
            lambda: office.unfinished.keep(page, typed), on_refused=self._say_refused
        )

    def note(self, kept: dict[str, str]) -> None:
        """Know what is kept already: so that it is forgotten when nothing is typed any more."""
        self._kept = kept

    def bring_back(self, show: Callable[[dict[str, str]], object]) -> None:
        """Read what was kept and show it, unless the clerk has begun to type meanwhile."""
        office, page = self._context.office, self._page

        def take(kept: dict[str, str]) -> None:
            self.note(kept)
            if kept and not self._typed():
                show(kept)

        if not office.read_only:
            self._context.jobs.read(lambda: office.unfinished.kept(page), take)

    def _say_refused(self, error: WardError) -> None:
        """Log it alone: at the end of the program nobody may be asked anything."""
        self._kept = {}
        log.warning("typed text not kept: %s", type(error).__name__)
