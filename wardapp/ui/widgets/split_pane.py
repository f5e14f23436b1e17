"""Panes side by side whose widths are remembered for each page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from wardapp.ui.desk_store import DeskStore


class SplitPane(QSplitter):
    """Two or three panes; `widths` are the first ones, a width of 0 takes what is left."""

    def __init__(
        self, desk: DeskStore, name: str, panes: tuple[QWidget, ...], widths: tuple[int, ...]
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk, self._name = desk, f"split.{name}"
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for place, (pane, width) in enumerate(zip(panes, widths, strict=True)):
            self.addWidget(pane)
            self.setStretchFactor(place, 0 if width else 1)
        self.setSizes([width or 10_000 for width in widths])
        kept = desk.remembered(self._name)
        if not kept.isEmpty():
            self.restoreState(kept)
        self.splitterMoved.connect(lambda _at, _handle: desk.remember(self._name, self.saveState()))
