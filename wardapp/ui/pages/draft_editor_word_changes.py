"""What the Word file says otherwise than the page, in a dialog with the one step that follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wardapp.core.versions import Change
from wardapp.core.word_trip import WordComparison
from wardapp.services.word_trip import lost_words
from wardapp.ui.dialogs import Dialog
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.difference_view import DifferenceView
from wardapp.ui.widgets.texts import Text

HIGHEST, WIDE = 300, 680
WALK = "Chữ thêm gạch chân, chữ bỏ gạch ngang. F8, Alt F8 đi từng chỗ."
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
        self.view: DifferenceView | None = None
        if comparison.difference.count:
            self.setFixedWidth(theme.px(WIDE))
            self.room.addWidget(self._changes(comparison))
            self.room.addWidget(Text(theme, WALK, Role.SMALL, "text3"))
        for sentence in notes_of(comparison):
            self.room.addWidget(Text(theme, sentence, Role.SMALL, "text2", wrap=True))
        self.add_stretch()
        self.add_close()
        if not is_kept:
            self.add_button("Giữ bản Word", Kind.PRIMARY, key="Enter", accepts=True)
        elif comparison.can_take:
            self.add_button("Lấy nội dung vào dự thảo", Kind.PRIMARY, key="Enter", accepts=True)

    def _changes(self, comparison: WordComparison) -> QWidget:
        view = DifferenceView(self.theme)
        view.setAccessibleName("Chữ thêm, chữ bỏ trong bản Word so với trang này")
        view.show_only_changes(on=True)
        view.show_difference(comparison.difference)
        view.setFixedHeight(self.theme.px(HIGHEST))
        self.view = view
        return view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the places that differ by F8 and Alt+F8."""
        if event.key() == Qt.Key.Key_F8 and self.view is not None:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            (self.view.previous_place if is_back else self.view.next_place)()
            return
        super().keyPressEvent(event)


def title_of(comparison: WordComparison) -> str:
    """Return what the dialog says first."""
    count = sum(each.change is not Change.SAME for each in comparison.difference.body)
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
