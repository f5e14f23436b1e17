"""Nội dung and phụ lục of a draft in one editor: which is shown, their titles and their order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.drafts import DraftAnnex, DraftContent
from wardapp.core.text import one_line
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Chip, Kind
from wardapp.ui.widgets.editors import LineEdit
from wardapp.ui.widgets.outline_edit import OutlineEdit
from wardapp.ui.widgets.texts import Rule

BODY = 0
MOST_ANNEXES = 30


def part_name(place: int, count: int) -> str:
    """Return what a part is called: the text itself, or one of `count` annexes."""
    if place == BODY:
        return "Nội dung"
    return "Phụ lục" if count == 1 else f"Phụ lục {place}"


class PartChips(QWidget):
    """One chip a part; `picked` says which one is wanted."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.chips: list[Chip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.setAccessibleName("Nội dung, phụ lục")

    def show_parts(self, annexes: int, shown: int) -> None:
        """Show a chip for the text and for each annex; none while there is no annex."""
        names = [part_name(place, annexes) for place in range(annexes + 1)]
        if [chip.text() for chip in self.chips] != names:
            self._fill(names)
        for place, chip in enumerate(self.chips):
            chip.setChecked(place == shown)
        self.setVisible(annexes > 0)

    def _fill(self, names: list[str]) -> None:
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [Chip(self._theme, name) for name in names]
        for place, chip in enumerate(self.chips):
            chip.clicked.connect(lambda _on=False, at=place: self.picked.emit(at))
            self._row.addWidget(chip)


class AnnexHead(QWidget):
    """The title of the annex shown, its page, its place among the others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = LineEdit("Tên phụ lục, in dưới chữ Phụ lục")
        self.title.setAccessibleName("Tên phụ lục")
        self.landscape = Chip(theme, "Khổ ngang")
        self.landscape.setToolTip("In phụ lục này trên trang nằm ngang")
        self.up = _icon(theme, "arrow_up", "Đưa phụ lục lên trước")
        self.down = _icon(theme, "arrow_down", "Đưa phụ lục xuống sau")
        self.remove = _icon(theme, "delete", "Bỏ phụ lục này")
        row = QHBoxLayout()
        row.setContentsMargins(14, 5, 10, 5)
        row.setSpacing(6)
        row.addWidget(self.title, 1)
        for part in (self.landscape, self.up, self.down, self.remove):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule())
        self.setProperty("ground", "surface")
        self.hide()


class DraftParts(QObject):
    """Knows the texts of all parts while one of them is typed into.

    `switched` says that another part is shown, `changed` that an annex differs but for its text,
    `removal_wanted` that the one shown is to go.
    """

    switched = Signal()
    changed = Signal()
    removal_wanted = Signal()

    def __init__(
        self, text: OutlineEdit, chips: PartChips, head: AnnexHead, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._text, self._chips, self._head = text, chips, head
        self._body = ""
        self._annexes: list[DraftAnnex] = []
        self._papers: list[QTextDocument | None] = [None]
        """The text of each part as it was last typed into, with its undo: body, then annexes."""
        self.shown = BODY
        self._is_writable = True
        chips.picked.connect(self.show_part)
        head.title.textEdited.connect(self._retitle)
        head.title.returnPressed.connect(text.setFocus)
        head.landscape.clicked.connect(self.turn)
        head.up.clicked.connect(lambda: self.move(-1))
        head.down.clicked.connect(lambda: self.move(1))
        head.remove.clicked.connect(self.removal_wanted)

    @property
    def body(self) -> str:
        """Return the text of the draft itself."""
        return self._text.text() if self.shown == BODY else self._body

    @property
    def annexes(self) -> tuple[DraftAnnex, ...]:
        """Return the annexes as they are typed now."""
        self._keep()
        return tuple(self._annexes)

    def open(self, content: DraftContent) -> None:
        """Begin with another draft, or with its text as it was read again."""
        last = len(content.annexes)
        self._body, self._annexes = content.body, list(content.annexes)
        before, self._papers = self._papers, [None] * (last + 1)
        self.shown = min(self.shown, last)
        self._put()
        for paper in before:
            _drop(paper)

    def begin(self) -> None:
        """Show the text itself with the next draft."""
        self.shown = BODY

    def set_body(self, text: str) -> None:
        """Put another text in place of the draft's own."""
        self._body = text
        if self.shown == BODY:
            self._text.set_text(text)
        else:
            _drop(self._papers[BODY])
            self._papers[BODY] = None

    @property
    def count(self) -> int:
        """Return how many annexes there are."""
        return len(self._annexes)

    def with_parts(self, content: DraftContent) -> DraftContent:
        """Return the content with its annexes as they stand."""
        return replace(content, body=self.body, annexes=self.annexes)

    def set_writable(self, *, on: bool) -> None:
        """Let annexes be changed, or only be read."""
        self._is_writable = on
        self._show()

    def show_part(self, place: int) -> None:
        """Show the text itself (0) or an annex (from 1)."""
        if place != self.shown and 0 <= place <= len(self._annexes):
            self._keep()
            self.shown = place
            self._put()
            self._text.go_to(0)
            self.switched.emit()
        self._show()
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Show the next or previous part; from the last one it is the first."""
        self.show_part((self.shown + by) % (len(self._annexes) + 1))

    def add(self) -> None:
        """Add an annex behind the one shown and go to its title."""
        if len(self._annexes) >= MOST_ANNEXES:
            return
        self._keep()
        place = self.shown if self.shown != BODY else len(self._annexes)
        self._annexes.insert(place, DraftAnnex(title="", body=""))
        self._papers.insert(place + 1, None)
        self._renew(place + 1)
        self._head.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def remove(self) -> None:
        """Take the annex shown away."""
        if self.shown != BODY:
            del self._annexes[self.shown - 1]
            paper = self._papers.pop(self.shown)
            self._renew(min(self.shown, len(self._annexes)))
            _drop(paper)

    def put_back(self, place: int, annex: DraftAnnex) -> None:
        """Bring an annex back that was just taken away."""
        self._keep()
        self._annexes.insert(place - 1, annex)
        self._papers.insert(place, None)
        self._renew(place)

    def move(self, by: int) -> None:
        """Change places with the annex before or behind."""
        here, there = self.shown - 1, self.shown - 1 + by
        if self.shown != BODY and 0 <= there < len(self._annexes):
            self._keep()
            kept, papers = self._annexes, self._papers
            kept[here], kept[there] = kept[there], kept[here]
            papers[here + 1], papers[there + 1] = papers[there + 1], papers[here + 1]
            self._renew(there + 1)

    def turn(self) -> None:
        """Print the annex shown on a page that lies, or stands again."""
        if self.shown != BODY:
            annex = self._annexes[self.shown - 1]
            self._annexes[self.shown - 1] = replace(annex, landscape=not annex.landscape)
            self._show()
            self.changed.emit()

    def shown_annex(self) -> DraftAnnex | None:
        """Return the annex shown, None while the text itself is."""
        return self.annexes[self.shown - 1] if self.shown != BODY else None

    def _keep(self) -> None:
        """Remember what was typed into the part shown."""
        text = self._text.text()
        if self.shown == BODY:
            self._body = text
        elif self.shown <= len(self._annexes):
            self._annexes[self.shown - 1] = replace(self._annexes[self.shown - 1], body=text)

    def _renew(self, place: int) -> None:
        self.shown = place
        self._put()
        self.switched.emit()
        self.changed.emit()

    def _put(self) -> None:
        is_body = self.shown == BODY
        text = self._body if is_body else self._annexes[self.shown - 1].body
        paper = self._papers[self.shown]
        if paper is not None and paper.toPlainText() == text:
            self._text.show_document(paper)
        else:
            self._papers[self.shown] = self._text.begin_document(text)
            _drop(paper)
        self._text.setAccessibleName(part_name(self.shown, len(self._annexes)))
        self._show()

    def _show(self) -> None:
        count = len(self._annexes)
        self._chips.show_parts(count, self.shown)
        annex = self._annexes[self.shown - 1] if self.shown != BODY else None
        self._head.setVisible(annex is not None)
        if annex is None:
            return
        head = self._head
        if head.title.text() != annex.title:
            head.title.setText(annex.title)
            head.title.setCursorPosition(0)
        head.title.setReadOnly(not self._is_writable)
        head.landscape.setChecked(annex.landscape)
        head.landscape.setEnabled(self._is_writable)
        head.remove.setEnabled(self._is_writable)
        head.up.setEnabled(self._is_writable and self.shown > 1)
        head.down.setEnabled(self._is_writable and self.shown < count)

    def _retitle(self, text: str) -> None:
        if self.shown != BODY:
            annex = self._annexes[self.shown - 1]
            self._annexes[self.shown - 1] = replace(annex, title=one_line(text))
            self.changed.emit()


def _drop(paper: QTextDocument | None) -> None:
    if paper is not None:
        paper.deleteLater()


def _icon(theme: Theme, icon: str, words: str) -> Button:
    button = Button(theme, "", icon=icon, kind=Kind.GHOST, height=INLINE)
    button.setAccessibleName(words)
    button.setToolTip(words)
    return button
