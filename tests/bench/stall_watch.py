"""A plugin of pytest: how long the window's thread works at a stretch in each journey.

Counted is the time that the thread worked, not what the clock says: other programs of this machine
would be counted too. A stretch begins with the outermost event that is handled, or when a dialog's
own loop wakes, and ends when that event is done or that loop waits again. What tests do between
events is not counted. `python -m pytest -p tests.bench.stall_watch tests/journeys`, with
WARDAPP_STALLS naming the file for what was noted.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject
from PySide6.QtWidgets import QApplication

import wardapp.ui  # before Qt is used: see wardapp/ui/singletons.py

assert wardapp.ui
SHORTEST_MS = 2.0
"""Shorter stretches are not noted: there are many thousands."""


class WatchedApplication(QApplication):
    """Times every stretch of handling events."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self.stretches: list[tuple[float, str]] = []
        self._depth, self._begun, self._what = 0, 0.0, ""
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.aboutToBlock.connect(self._rest)
        dispatcher.awake.connect(self._wake)

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Hand an event over, and note how long the outermost one took."""
        if self._depth == 0:
            self._begun = time.thread_time()
            self._what = f"{event.type().name} of {type(receiver).__name__}"
        self._depth += 1
        try:
            return bool(super().notify(receiver, event))
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._note()

    def _rest(self) -> None:
        if self._depth and self._begun:
            self._note()
            self._begun = 0.0

    def _wake(self) -> None:
        if self._depth:
            self._begun = time.thread_time()

    def _note(self) -> None:
        took = (time.thread_time() - self._begun) * 1000 if self._begun else 0
        if took >= SHORTEST_MS:
            self.stretches.append((took, self._what))


_KEPT: list[QApplication] = []


def pytest_sessionstart() -> None:
    """Have the tests run in the application that is watched."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _KEPT.append(WatchedApplication(["journeys"]))


_TOLD: dict[str, list[tuple[float, str]]] = {}


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[Any]:
    """Note the stretches of one journey, without those of its making ready."""
    app = QApplication.instance()
    if isinstance(app, WatchedApplication):
        app.stretches.clear()
    yield
    if isinstance(app, WatchedApplication):
        _TOLD[item.nodeid] = sorted(app.stretches, reverse=True)


def pytest_sessionfinish() -> None:
    """Write what was noted."""
    target = os.environ.get("WARDAPP_STALLS")
    if target:
        Path(target).write_text(json.dumps(_TOLD, ensure_ascii=False), "utf-8")
