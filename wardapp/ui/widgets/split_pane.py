"""Panes side by side whose widths are remembered for each page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from wardapp.ui.desk_store import DeskStore

WIDEST = 10_000


class SplitPane(QSplitter):
    """Two or three panes; each takes its width, a width of 0 takes what is left."""

    def __init__(
        self, desk: DeskStore, name: str, panes: tuple[QWidget, ...], widths: tuple[int, ...]
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk, self._name, self._mode = desk, name, ""
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        self.splitterMoved.connect(self._remember)
        self.arrange("", widths)

    def arrange(self, mode: str, widths: tuple[int, ...]) -> None:
        """Give the panes their widths for a window of some width, or those remembered for it."""
        self._mode = mode
        first = next((place for place, width in enumerate(widths) if not width), 0)
        for place in range(len(widths)):
            self.setStretchFactor(place, 1 if place == first else 0)
        self.setSizes([WIDEST if place == first else width for place, width in enumerate(widths)])
        kept = self._desk.remembered(self._key())
        if not kept.isEmpty():
            self.restoreState(kept)

    def _key(self) -> str:
        return f"split.{self._name}.{self._mode}"

    def _remember(self) -> None:
        self._desk.remember(self._key(), self.saveState())
