"""Details beside a list, or over it where a window has no room for both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wardapp.ui.theme import Theme


class PaneOver:
    """Shows the pane beside the list in a wide page; in a narrow one the pane covers the list.

    `wide_from` is the width from which both have room, in points of the theme.
    """

    def __init__(
        self, theme: Theme, left: QWidget, pane: QWidget, rows: QWidget, wide_from: int
    ) -> None:
        self._theme, self._wide_from = theme, wide_from
        self._left, self._pane, self._rows = left, pane, rows
        self._is_wide, self._is_over, self._has_rows = True, False, True

    def fit(self, width: int) -> None:
        """Arrange both for a page so wide."""
        self._is_wide = width >= self._theme.px(self._wide_from)
        self._is_over = self._is_over and not self._is_wide
        self._show()

    def know(self, *, has_rows: bool) -> None:
        """Leave the pane out while there is no line whose details it could show.

        A list that it covered comes back then: the page would show nothing.
        """
        self._has_rows = has_rows
        self._is_over = self._is_over and has_rows
        self._show()

    def open(self, target: QWidget) -> None:
        """Go into the pane, which comes over the list where there is no room beside it."""
        self._is_over = not self._is_wide
        self._show()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """Put the list back over the pane; False when it was never covered."""
        if not self._is_over:
            return False
        self._is_over = False
        self._show()
        self._rows.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _show(self) -> None:
        self._left.setVisible(not self._is_over)
        self._pane.setVisible(self._has_rows and (self._is_wide or self._is_over))
