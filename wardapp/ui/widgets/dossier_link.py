"""In which dossiers a record lies, as links; empty and hidden while it lies in none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.core.dossiers import Dossier
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.texts import Text

MOST = 4


class DossierLinks(QWidget):
    """`opened` names the dossier whose link was pressed: `frame.go("dossiers", id)`."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.dossiers: tuple[Dossier, ...] = ()
        self._links: list[Link] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(Text(theme, "Hồ sơ", Role.LABEL, "text2"))
        self._row.addStretch(1)
        self.hide()

    def show_dossiers(self, dossiers: tuple[Dossier, ...]) -> None:
        """Show the dossiers, the newest at the right."""
        self.dossiers = dossiers
        for link in self._links:
            link.deleteLater()
        self._links = [self._link(each) for each in dossiers[-MOST:]]
        for link in self._links:
            self._row.insertWidget(self._row.count() - 1, link)
        self.setVisible(bool(dossiers))

    def _link(self, dossier: Dossier) -> Link:
        link = Link(self._theme, dossier.symbol)
        link.setToolTip(dossier.title)
        link.setAccessibleName(f"Mở hồ sơ {dossier.symbol}: {dossier.title}")
        link.clicked.connect(self._opener(dossier.id))
        return link

    def _opener(self, dossier_id: str) -> Callable[[], None]:
        return lambda: self.opened.emit(dossier_id)
