"""One line below the text: the finding the clerk looks at, its mend, which of how many."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.core.drafts import LayoutFinding
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button
from wardapp.ui.widgets.texts import Icon, KeyCap, Text

HEIGHT = 40


class FindingBar(QWidget):
    """Says the finding looked at; `mended` asks for its safe mend."""

    mended = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = Icon(theme, "checkmark_circle", "ok", 18)
        self._words = Text(theme, "", Role.SMALL, wrap=True)
        self.mend = Button(theme, "Sửa giúp", height=INLINE)
        self._which = Text(theme, "", Role.SMALL, "text3")
        self._key = KeyCap(theme, "F8")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 12, 4)
        row.setSpacing(8)
        for part in (self._icon, self._words, self.mend, self._which, self._key):
            row.addWidget(part, 1 if part is self._words else 0)
        self.mend.setToolTip("F7")
        self.mend.clicked.connect(self.mended)
        self.setProperty("ground", "surface")
        self.setMinimumHeight(theme.px(HEIGHT))
        self.show_finding(None, 0, 0)

    def show_finding(self, finding: LayoutFinding | None, place: int, count: int) -> None:
        """Show a finding (place from 1) or that there is none."""
        if finding is None:
            self._icon.set_icon("checkmark_circle", "ok", filled=True)
            self._words.setText("Không có điểm thể thức nào cần xem lại.")
            self._words.set_tone("text3")
        else:
            tone = "danger" if finding.blocks_issue else "warn"
            icon = "error_circle" if finding.blocks_issue else "warning"
            self._icon.set_icon(icon, tone, filled=True)
            self._words.setText(finding.text)
            self._words.set_tone("")
        self.mend.setVisible(finding is not None and finding.replacement is not None)
        for part in (self._which, self._key):
            part.setVisible(finding is not None)
        self._which.setText(f"{place} trong {count}")

    def announce(self) -> None:
        """Say the finding to a screen reader: the focus stays where the finding stands."""
        said = f"{self.words} {self._which.text()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    @property
    def words(self) -> str:
        """Return what the bar says."""
        return self._words.text()
