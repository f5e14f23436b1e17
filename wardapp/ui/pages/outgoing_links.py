"""What a dispatch has to do with others, as links: one click each way."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wardapp.core.dates import short_date
from wardapp.core.dispatches import FileRole, Outgoing, OutgoingStatus
from wardapp.core.views import OutgoingLinks
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Link

Target = tuple[str, str, str]
"""Words, page, record."""
SENT = "outgoing:"
"""Before the id of a line: the report that went out with it."""


class LinkList(QWidget):
    """Shows the links of a line below each other; `followed` names page and record."""

    followed = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.links: list[Link] = []
        self.targets: tuple[Target, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column = column
        self.hide()

    def show_links(self, targets: tuple[Target, ...]) -> None:
        """Show these links instead of those before."""
        if targets == self.targets:
            return
        self.targets = targets
        for link in self.links:
            link.hide()
            link.deleteLater()
        self.links = []
        for words, page, record in targets:
            link = narrowing(Link(self._theme, words))
            link.setAccessibleName(words)
            link.clicked.connect(lambda page=page, record=record: self.followed.emit(page, record))
            self._column.addWidget(link)
            self.links.append(link)
        self.setVisible(bool(targets))


def narrowing(link: Link) -> Link:
    """Return a link that cuts its words where there is little room, instead of pushing."""
    link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return link


def targets_of(links: OutgoingLinks, today: date) -> tuple[Target, ...]:
    """Return what a line replaces and corrects, and what does so to it, as links."""
    found: list[Target] = []
    if links.replaces is not None:
        found.append(_line("Thay thế", links.replaces, today))
    found += [_line("Được thay thế bằng", each, today) for each in links.replaced_by]
    if links.corrects is not None:
        found.append(_line("Đính chính", links.corrects, today))
    found += [_line("Được đính chính bằng", each, today) for each in links.corrected_by]
    for draft in links.drafts:
        what = "thay thế" if draft.replaces else "đính chính"
        found.append((f"Đang soạn văn bản {what}", "draft", draft.id))
    return tuple(found)


def report_target(line: Outgoing) -> tuple[Target, ...]:
    """Return the way to the report a line took along, () for any other line."""
    has_form = any(each.role is FileRole.ANNEX for each in line.attachments)
    return (("Mở báo cáo: biểu kèm theo", "reports", f"{SENT}{line.id}"),) if has_form else ()


def _line(words: str, line: Outgoing, today: date) -> Target:
    void = " (đã hủy)" if line.status is OutgoingStatus.CANCELLED else ""
    when = short_date(line.issued_date, today)
    return f"{words} {line.number_symbol}, {when}{void}", "outgoing", line.id
