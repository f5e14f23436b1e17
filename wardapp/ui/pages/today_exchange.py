"""The card of Hôm nay that tells what waits between PCs; hidden while nothing does."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from wardapp.services.office import Office
from wardapp.ui.pages.exchange_words import count
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind, Link
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.texts import Text


@dataclass(frozen=True, slots=True)
class ExchangeNews:
    """What waits: conflicts, provisional numbers, and changes a PC has not got."""

    conflicts: int = 0
    provisional: int = 0
    waiting: tuple[tuple[str, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return True when nothing waits."""
        return not (self.conflicts or self.provisional or self.waiting)


NO_NEWS = ExchangeNews()


def read_news(office: Office) -> ExchangeNews:
    """Return what waits (a job of the reading lane)."""
    partners = office.exchanging.partners()
    return ExchangeNews(
        conflicts=office.syncing.count_conflicts(),
        provisional=len(office.leases.provisional()),
        waiting=tuple((each.name, each.unsent_events) for each in partners if each.unsent_events),
    )


class ExchangeBox(Card):
    """Says `opened` with the view of Trao đổi that the clerk wants."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        open_button = Button(theme, "", icon="chevron_right", kind=Kind.GHOST, height=INLINE)
        open_button.setAccessibleName("Mở Trao đổi")
        open_button.setToolTip("Mở Trao đổi")
        open_button.clicked.connect(lambda: self.opened.emit("waiting"))
        head = QHBoxLayout()
        head.addWidget(Text(theme, "Trao đổi giữa các máy", Role.SECTION))
        head.addStretch(1)
        head.addWidget(open_button)
        self._conflicts = Link(theme, "", role=Role.BODY)
        self._conflicts.clicked.connect(lambda: self.opened.emit("conflicts"))
        self._line = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.body.addLayout(head)
        row = QHBoxLayout()
        row.addWidget(self._conflicts)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._line)
        self.body.setContentsMargins(16, 9, 14, 10)
        self.body.setSpacing(3)
        self.hide()

    def show_news(self, news: ExchangeNews) -> None:
        """Show what waits; nothing hides the card."""
        self.setVisible(not news.is_empty)
        self._conflicts.setText(f"{count(news.conflicts)} chỗ hai máy ghi khác nhau")
        self._conflicts.setVisible(bool(news.conflicts))
        lines = []
        if news.provisional:
            lines.append(f"{count(news.provisional)} số tạm chờ số chính thức.")
        if len(news.waiting) == 1:
            name, events = news.waiting[0]
            lines.append(f"{count(events)} thay đổi chưa gửi cho {name}.")
        elif news.waiting:
            lines.append(f"{len(news.waiting)} máy chưa có những thay đổi mới của máy này.")
        self._line.setText("\n".join(lines))
        self._line.setVisible(bool(lines))
