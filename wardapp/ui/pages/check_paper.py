"""The words of a checked paper, set about as they stand, with the places of the findings marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from wardapp.core.checking import CheckFinding, PaperLine
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.reading_text import ReadingText

BETWEEN, INDENT, HALF = 5, 28, 50
LINE = "\u2028"
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "justify": Qt.AlignmentFlag.AlignJustify,
}


@dataclass(frozen=True, slots=True)
class _Set:
    """Where a line stands in the shown text."""

    line: PaperLine
    start: int
    end: int


class CheckedPaper(ReadingText):
    """Shows a paper to read; the chosen finding's place comes into view."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Nội dung tệp Word, không phải trang gốc")
        self._theme = theme
        self._lines: tuple[PaperLine, ...] = ()
        self._set: list[_Set] = []
        self._marked: tuple[CheckFinding, ...] = ()
        self._active: CheckFinding | None = None
        theme.changed.connect(self._redraw)

    def show_lines(self, lines: tuple[PaperLine, ...], found: Iterable[CheckFinding]) -> None:
        """Show a paper and mark the places of its findings."""
        self._lines, self._marked, self._active = lines, tuple(found), None
        self._redraw()

    def show_place(self, finding: CheckFinding | None) -> None:
        """Bring the place of a finding into view and mark it before the others."""
        self._active = finding
        self._mark()
        spot = self._spot(finding) if finding is not None else None
        if spot is not None:
            cursor = self.textCursor()
            cursor.setPosition(spot[1])
            self.setTextCursor(cursor)
            cursor.setPosition(spot[0])
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    # ---- setting the words -------------------------------------------------------------------

    def _redraw(self) -> None:
        self._set = []
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        at = 0
        while at < len(self._lines):
            sides = _side_run(self._lines, at)
            if sides:
                self._beside(cursor, sides)
                at += len(sides)
            else:
                self._paragraph(cursor, self._lines[at], fresh=at > 0)
                at += 1
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()

    def _beside(self, cursor: QTextCursor, lines: tuple[PaperLine, ...]) -> None:
        """Set header or signature as two columns."""
        look = QTextTableFormat()
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        half = QTextLength(QTextLength.Type.PercentageLength, HALF)
        look.setColumnWidthConstraints([half, half])
        table = cursor.insertTable(1, 2, look)
        for column, side in enumerate(("left", "right")):
            inside = table.cellAt(0, column).firstCursorPosition()
            for number, line in enumerate(each for each in lines if each.side == side):
                self._paragraph(inside, line, fresh=number > 0)
        cursor.setPosition(table.lastPosition() + 1)

    def _paragraph(self, cursor: QTextCursor, line: PaperLine, *, fresh: bool) -> None:
        if fresh:
            cursor.insertBlock()
        block = QTextBlockFormat()
        block.setBottomMargin(BETWEEN)
        block.setAlignment(_ALIGN.get(line.align, Qt.AlignmentFlag.AlignLeft))
        if line.first_line_mm > 0:
            block.setTextIndent(self._theme.px(INDENT))
        cursor.setBlockFormat(block)
        start = cursor.position()
        cursor.insertText(line.text.replace("\n", LINE), self._format(line))
        self._set.append(_Set(line, start, cursor.position()))

    def _format(self, line: PaperLine) -> QTextCharFormat:
        look = QTextCharFormat()
        font = self._theme.font(Role.STRONG if line.bold else Role.BODY)
        font.setItalic(line.italic)
        look.setFont(font)
        look.setForeground(self._theme.colour("text"))
        return look

    # ---- marking places ----------------------------------------------------------------------

    def _mark(self) -> None:
        marks = []
        for finding in self._marked:
            if finding is not self._active:
                whole = self._whole_line(finding)
                tone = "warn_soft"
                marks += [self._selection(whole, tone)] if whole else []
        spot = self._spot(self._active) if self._active is not None else None
        if spot is not None and self._active is not None:
            whole = self._whole_line(self._active)
            marks += [self._selection(whole, "danger_soft")] if whole else []
            marks.append(self._selection(spot, "danger_soft", underlined=True))
        self.setExtraSelections(marks)

    def _selection(
        self, spot: tuple[int, int], tone: str, *, underlined: bool = False
    ) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(spot[0])
        cursor.setPosition(spot[1], QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(self._theme.colour(tone))
        if underlined:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(QColor(self._theme.colour("danger")))
        mark.cursor, mark.format = cursor, look
        return mark

    def _whole_line(self, finding: CheckFinding) -> tuple[int, int] | None:
        found = next((each for each in self._set if each.line.paragraph == finding.paragraph), None)
        return (found.start, found.end) if found is not None else None

    def _spot(self, finding: CheckFinding) -> tuple[int, int] | None:
        """Return the letters of a finding, its whole line where they are not known."""
        fix = finding.fix
        lines = [each for each in self._set if each.line.paragraph == finding.paragraph]
        for each in lines:
            if fix is not None and fix.start >= 0 and fix.found.strip():
                at = each.line.text.find(fix.found, max(fix.start - 1, 0))
                if at >= 0:
                    return (each.start + at, each.start + at + len(fix.found))
            at = each.line.text.find(finding.found) if finding.found else -1
            if at >= 0:
                return (each.start + at, each.start + at + len(finding.found))
        return self._whole_line(finding)


def _side_run(lines: tuple[PaperLine, ...], at: int) -> tuple[PaperLine, ...]:
    """Return the lines from here on that stand in two blocks beside each other."""
    end = at
    while end < len(lines) and lines[end].side in {"left", "right"}:
        end += 1
    found = lines[at:end]
    both = {each.side for each in found}
    return found if len(both) > 1 else ()
