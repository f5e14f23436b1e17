"""What stands beside the text of a draft: the name of each block as the parser sees it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from wardapp.core.document import BlockKind
from wardapp.ui.theme import Role, Theme, Themed

WIDTH = 56
_PAD = 10
_KINDS = tuple(BlockKind)
_HEAD = 64  # added to the number of a kind: a row of a head
_NAMES = {
    BlockKind.BASIS: "Căn cứ",
    BlockKind.PART: "Chương",
    BlockKind.ROMAN: "Phần",
    BlockKind.ITEM: "Mục",
    BlockKind.SUBITEM: "Tiểu mục",
    BlockKind.SUBSUBITEM: "Tiết",
    BlockKind.POINT: "Điểm",
    BlockKind.PAREN: "Điểm",
    BlockKind.DASH: "Ý",
    BlockKind.PLUS: "Ý",
    BlockKind.ARTICLE: "Điều",
    BlockKind.TABLE: "Bảng",
}
_UNDER_ARTICLES = {BlockKind.ITEM: "Khoản"}


def kind_state(kind: BlockKind, *, is_head: bool = False) -> int:
    """Return the number under which a text block remembers its kind, and that it heads a table."""
    return _KINDS.index(kind) + (_HEAD if is_head else 0)


def kind_of(block: QTextBlock) -> BlockKind | None:
    """Return what a text block is, None for a blank line or one not parsed yet."""
    state = block.userState()
    return _KINDS[state % _HEAD] if state >= 0 else None


def is_head_row(block: QTextBlock) -> bool:
    """Return whether a text block is a row of a table's head."""
    return block.userState() >= _HEAD


def name_of(kind: BlockKind | None, *, has_articles: bool) -> str:
    """Return how a clerk calls a block: Phần, Mục, Điểm, Ý …, "" for plain paragraphs."""
    if kind is None:
        return ""
    if has_articles and kind in _UNDER_ARTICLES:
        return _UNDER_ARTICLES[kind]
    return _NAMES.get(kind, "")


def shown_name(block: QTextBlock, *, has_articles: bool) -> str:
    """Return what stands beside a text block; of a table only its first row is named."""
    kind = kind_of(block)
    if kind is BlockKind.TABLE and kind_of(block.previous()) is BlockKind.TABLE:
        return ""
    return name_of(kind, has_articles=has_articles)


class GutterHost(Protocol):
    """The editor, as far as its gutter knows it."""

    has_articles: bool

    def shown_blocks(self) -> list[tuple[QTextBlock, QRectF, float]]:
        """Return the text blocks in view: place, and height of the first line."""
        ...

    def current_line(self) -> int:
        """Return the line the cursor stands in, from 0."""
        ...


class OutlineGutter(QWidget):
    """Paints the names, right aligned on the first line of each block."""

    def __init__(self, theme: Theme, host: GutterHost, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._host = theme, host
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        Themed(theme, self)

    @property
    def room(self) -> int:
        """Return how wide the gutter is at the text size in force."""
        return self._theme.px(WIDTH)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(self.room, 40)

    def names(self) -> list[str]:
        """Return the names in view, in order."""
        articles = self._host.has_articles
        return [
            shown_name(block, has_articles=articles)
            for block, _box, _line in self._host.shown_blocks()
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(self.rect(), theme.colour("alt"))
        current = self._host.current_line()
        for block, box, line in self._host.shown_blocks():
            name = shown_name(block, has_articles=self._host.has_articles)
            if not name:
                continue
            is_current = block.blockNumber() == current
            painter.setFont(theme.font(Role.LABEL if is_current else Role.SMALL))
            painter.setPen(theme.colour("accent" if is_current else "text3"))
            area = QRectF(0, box.top(), self.width() - _PAD, line)
            painter.drawText(
                area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name
            )
