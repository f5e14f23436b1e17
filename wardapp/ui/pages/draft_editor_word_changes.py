"""What the Word file says otherwise than the page, in a dialog with the one step that follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from wardapp.core.word_trip import WordComparison
from wardapp.services.word_trip import lost_words
from wardapp.ui.dialogs import Dialog
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fact_table import FactTable
from wardapp.ui.widgets.texts import Text

HIGHEST, EDGE, EDGE_WORDS = 300, 20, 22
SHOWN = 60
AROUND = (
    "Phần đầu, nơi nhận, phụ lục hoặc chữ ký trong bản Word cũng khác; "
    "các ô bên trái giữ nguyên, anh, chị sửa ở đó."
)
LOOKS = "Phông, cỡ chữ, căn lề trở về đúng thể thức; chữ đậm, nghiêng được giữ."


class WordChangesDialog(Dialog):
    """Shows the changed paragraphs; accepted, a save is kept or a kept version's text taken."""

    def __init__(
        self, parent: QWidget, theme: Theme, comparison: WordComparison, *, is_kept: bool
    ) -> None:
        super().__init__(parent, theme, title_of(comparison), "", "document_text")
        if comparison.changes:
            self.room.addWidget(self._changes(comparison))
        for sentence in notes_of(comparison):
            self.room.addWidget(Text(theme, sentence, Role.SMALL, "text2", wrap=True))
        self.add_stretch()
        self.add_close()
        if not is_kept:
            self.add_button("Giữ bản Word", Kind.PRIMARY, key="Enter", accepts=True)
        elif comparison.can_take:
            self.add_button("Lấy nội dung vào dự thảo", Kind.PRIMARY, key="Enter", accepts=True)

    def _changes(self, comparison: WordComparison) -> QWidget:
        table = FactTable(self.theme, "Đoạn khác nhau")
        shown = comparison.changes[:SHOWN]
        table.show_facts(
            tuple(("Trong Word" if each.is_new else "Trên trang", each.text) for each in shown)
        )
        room = QWidget()
        room.setProperty("ground", "surface")
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(table)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(room)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        width = self.width() - 2 * EDGE_WORDS - EDGE
        wanted = column.totalHeightForWidth(width) + EDGE
        scroll.setFixedHeight(min(wanted, self.theme.px(HIGHEST)))
        scroll.setAccessibleName("Đoạn khác nhau")
        return scroll


def title_of(comparison: WordComparison) -> str:
    """Return what the dialog says first."""
    count = len(comparison.changes)
    if count:
        return f"Bản Word khác trang này ở {count} đoạn"
    if comparison.around_differs or comparison.losses:
        return "Nội dung như trên trang, phần khác đã đổi trong Word"
    return "Bản Word và trang này cùng một nội dung"


def notes_of(comparison: WordComparison) -> tuple[str, ...]:
    """Return what the clerk has to know besides the changed paragraphs."""
    notes = [AROUND] if comparison.around_differs else []
    if comparison.losses:
        notes.append(lost_words(comparison.losses))
    elif comparison.changes:
        notes.append(LOOKS)
    elif not comparison.around_differs:
        notes.append("Khác nhau, nếu có, chỉ ở cách trình bày.")
    return tuple(notes)
