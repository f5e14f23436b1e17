"""Keys: one shortcut a key sequence, which finds its action; Ctrl+1 … Ctrl+9 for the pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wardapp.ui.actions import Action
from wardapp.ui.page import PageSpec

NUMBERED = 9


def keyed_pages(pages: tuple[PageSpec, ...]) -> tuple[tuple[PageSpec, str], ...]:
    """Return the pages of the rail with their keys."""
    shown = [spec for spec in pages if not spec.under]
    numbers = iter(range(1, NUMBERED + 1))
    keyed: list[tuple[PageSpec, str]] = []
    for spec in shown:
        key = spec.key_sequence
        if not key:
            number = next(numbers, 0)
            key = f"Ctrl+{number}" if number else ""
        keyed.append((spec, key))
    return tuple(keyed)


class Keyboard(QObject):
    """Listens for the keys of all actions in one window."""

    def __init__(
        self,
        window: QWidget,
        actions: tuple[Action, ...],
        run: Callable[[tuple[Action, ...]], None],
    ) -> None:
        super().__init__(window)
        self._window, self._run = window, run
        keys: dict[str, list[Action]] = {}
        for action in actions:
            if action.key and not action.is_local:
                # Two shortcuts of one key would silence each other: Ctrl+Del is Ctrl+Delete.
                keys.setdefault(QKeySequence(action.key).toString(), []).append(action)
        for key, found in keys.items():
            self.listen(key, self._runner(tuple(found)))

    def listen(self, key: str, run: Callable[[], object]) -> None:
        """Run something on a key, wherever the focus is in the window."""
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.activated.connect(run)

    def _runner(self, actions: tuple[Action, ...]) -> Callable[[], None]:
        return lambda: self._run(actions)


def holds_focus(pane: QWidget) -> bool:
    """Return whether the focus is on a part of the window or inside it."""
    focused = pane.window().focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))
