"""The checks of a report, worst first, each with its one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.forms import CheckLevel, CheckResult
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.texts import Icon, Text

ICON = 16
MOST_ALIKE = 3
WORDS = {"zero": "Ghi 0", "explain": "Ghi giải trình"}


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Results that say the same of several rows stand as one entry when they are many."""

    results: tuple[CheckResult, ...]

    @property
    def sentence(self) -> str:
        """Return what the entry says."""
        first = self.results[0].sentence
        rest = len(self.results) - 1
        return f"{first} Và {rest} dòng như vậy." if rest else first

    @property
    def words(self) -> str:
        """Return what its one action is called."""
        action = WORDS.get(self.results[0].action, "Xem ô" if self.results[0].cells else "Xem biểu")
        many = len(self.results)
        return f"{action} cả {many} dòng" if many > 1 and action == "Ghi 0" else action


def folded(checks: tuple[CheckResult, ...]) -> tuple[CheckGroup, ...]:
    """Return the entries: results of one rule become one when there are more than three."""
    groups: list[CheckGroup] = []
    for _code, found in groupby(checks, key=lambda check: (check.code, check.passed)):
        alike = tuple(found)
        if len(alike) > MOST_ALIKE:
            groups.append(CheckGroup(alike))
        else:
            groups.extend(CheckGroup((check,)) for check in alike)
    return tuple(groups)


class _Entry(QWidget):
    """Icon, sentence, action."""

    def __init__(self, theme: Theme, group: CheckGroup, run: Callable[[], None]) -> None:
        super().__init__()
        first = group.results[0]
        icon, tone = "checkmark_circle", "ok"
        if not first.passed:
            is_error = first.level is CheckLevel.ERROR
            icon, tone = ("error_circle", "danger") if is_error else ("warning", "warn")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, group.sentence, Role.BODY, wrap=True))
        self.link: Link | None = None
        if not first.passed:
            self.link = Link(theme, group.words)
            self.link.setAccessibleName(f"{group.words}: {group.sentence}")
            self.link.clicked.connect(run)
            words.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(8)
        row.addWidget(Icon(theme, icon, tone, ICON, filled=True), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


class ChecksPane(QWidget):
    """Says `acted` with the CheckGroup whose action was pressed."""

    acted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = Text(theme, "", Role.SMALL, "text2")
        self._room = QVBoxLayout()
        self._room.setSpacing(4)
        self._entries: list[_Entry] = []
        head = QHBoxLayout()
        head.addWidget(Text(theme, "Kiểm tra", Role.SECTION))
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._room)

    @property
    def links(self) -> tuple[Link, ...]:
        """Return the actions shown, worst first."""
        return tuple(entry.link for entry in self._entries if entry.link is not None)

    def show_checks(self, checks: tuple[CheckResult, ...]) -> None:
        """Show the verdicts."""
        for entry in self._entries:
            entry.hide()
            self._room.removeWidget(entry)
            entry.deleteLater()
        groups = folded(checks)
        self._entries = [_Entry(self._theme, group, self._runner(group)) for group in groups]
        for entry in self._entries:
            self._room.addWidget(entry)
        broken = sum(not check.passed for check in checks)
        passed = len(checks) - broken
        self._count.setText(f"{broken} cần xem, {passed} đạt" if broken else f"{passed} đạt")

    def _runner(self, group: CheckGroup) -> Callable[[], None]:
        return lambda: self.acted.emit(group)
