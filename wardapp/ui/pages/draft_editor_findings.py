"""Walking through the findings of a draft: underline, bar, F8, Sửa giúp."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from wardapp.core.drafts import LayoutFinding
from wardapp.ui.pages.draft_editor_head import DraftHead
from wardapp.ui.pages.draft_editor_parts import DraftParts
from wardapp.ui.widgets.fields import BoxField
from wardapp.ui.widgets.finding_bar import FindingBar
from wardapp.ui.widgets.outline_edit import Mark, OutlineEdit


class FindingWalk(QObject):
    """Knows the findings in force and which one the clerk looks at."""

    counted = Signal(int)

    def __init__(
        self,
        head: DraftHead,
        text: OutlineEdit,
        parts: DraftParts,
        bar: FindingBar,
        show_head: Callable[[], None],
    ) -> None:
        super().__init__(parts)
        self._head, self._text, self._bar, self._show_head = head, text, bar, show_head
        self._parts = parts
        self._findings: tuple[LayoutFinding, ...] = ()
        self._at = 0
        self._was_visited = False

    @property
    def findings(self) -> tuple[LayoutFinding, ...]:
        """Return the findings in force."""
        return self._findings

    @property
    def current(self) -> LayoutFinding | None:
        """Return the finding the bar shows."""
        return self._findings[self._at] if self._findings else None

    def take(self, findings: tuple[LayoutFinding, ...]) -> None:
        """Show newer findings; the one looked at stays where it still stands."""
        before = self.current
        self._findings = findings
        if before in findings:
            self._at = findings.index(before)
        else:
            self._at = min(self._at, max(len(findings) - 1, 0))
            self._was_visited = False
        self._text.show_marks(tuple(self._marks()))
        self._mark_fields()
        self._show()
        self.counted.emit(len(findings))

    def show_again(self) -> None:
        """Underline what stands in the part of the draft that is shown now."""
        self._text.show_marks(tuple(self._marks()))

    def next(self) -> None:
        """Go to the next finding; the first time to the one the bar shows."""
        self._go(1 if self._was_visited else 0)

    def first_blocking(self) -> None:
        """Go to the first finding that stands against issuing, else to the one shown."""
        blocking = [place for place, each in enumerate(self._findings) if each.blocks_issue]
        if blocking:
            self._at = blocking[0]
        self._go(0)

    def previous(self) -> None:
        """Go to the finding before."""
        self._go(-1)

    def mend(self) -> None:
        """Mend the finding looked at, where its mend is safe."""
        finding = self.current
        if finding is None or finding.replacement is None:
            return
        if finding.line >= 0:
            self._parts.show_part(finding.part)
            self._text.mend(finding.line, finding.found, finding.replacement)
            return
        field = self._head.field_of(finding.code)
        if isinstance(field, BoxField):
            field.set_text(field.text().replace(finding.found, finding.replacement, 1))

    def _go(self, step: int) -> None:
        if not self._findings:
            return
        self._at = (self._at + step) % len(self._findings)
        self._was_visited = True
        self._show()
        self._bar.announce()
        finding = self._findings[self._at]
        if finding.line >= 0:
            self._parts.show_part(finding.part)
            mark = self._mark(finding)
            self._text.go_to(finding.line, mark.start, mark.length)
            self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._show_head()
        self._head.go_to(finding.code)

    def _show(self) -> None:
        self._bar.show_finding(self.current, self._at + 1, len(self._findings))

    def _marks(self) -> list[Mark]:
        shown = self._parts.shown
        return [
            self._mark(each) for each in self._findings if each.line >= 0 and each.part == shown
        ]

    def _mark(self, finding: LayoutFinding) -> Mark:
        text = self._text.document().findBlockByNumber(finding.line).text()
        start = text.find(finding.found) if finding.found else -1
        if start < 0:
            return Mark(finding.line, 0, len(text.rstrip()))
        return _from_difference(Mark(finding.line, start, len(finding.found)), finding)

    def _mark_fields(self) -> None:
        wrong = {self._head.field_of(each.code) for each in self._findings if each.line < 0}
        for field in (self._head.subject, self._head.addressees, self._head.signer):
            field.set_state("look" if field in wrong else "")


def _from_difference(mark: Mark, finding: LayoutFinding) -> Mark:
    """Return the mark from the word on that its mend would change: a full stop, not a paragraph."""
    found, wanted = finding.found, finding.replacement
    if not wanted:
        return mark
    same = _alike(found, wanted)
    start = found.rfind(" ", 0, same) + 1
    return Mark(mark.line, mark.start + start, mark.length - start)


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    for place, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return place
    return min(len(one), len(other))
