"""The slots of the actions on a draft's text: looks, finding, tables, annexes, what is put in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from wardapp.core import pipe_table
from wardapp.core.citing import Citable, LinesEdit
from wardapp.core.drafts import DraftContent
from wardapp.core.letters import Snippet
from wardapp.core.light_toggle import BOLD, ITALIC
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.pages.draft_editor_choosers import CiteChooser, SnippetChooser
from wardapp.ui.pages.draft_editor_deeds import DraftDeeds
from wardapp.ui.pages.draft_editor_head import DraftHead
from wardapp.ui.pages.draft_editor_parts import DraftParts
from wardapp.ui.widgets import outline_words
from wardapp.ui.widgets.fields import LineField
from wardapp.ui.widgets.find_bar import FindBar
from wardapp.ui.widgets.outline_edit import OutlineEdit

MOST_ROWS = 200


class DraftTextDeeds(DraftDeeds):
    """What `draft_editor_text_actions` calls; the editor sets the parts and follows the text."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.head: DraftHead
        self.text: OutlineEdit
        self.parts: DraftParts
        self.find_bar: FindBar

    def content(self) -> DraftContent:
        """Return the draft as it stands in the fields and the text."""
        raise NotImplementedError

    # ---- looks, numbers, finding -------------------------------------------------------------

    def text_bold(self) -> None:
        """Mark what is chosen as bold, or take the mark off (Ctrl+B)."""
        self._look(BOLD)

    def text_italic(self) -> None:
        """Mark what is chosen as italic, or take the mark off (Ctrl+I)."""
        self._look(ITALIC)

    def _look(self, stars: int) -> None:
        focused = self.window().focusWidget()
        is_elsewhere = focused is not None and self.head.isAncestorOf(focused)
        if not self.text.isReadOnly() and not is_elsewhere:
            outline_words.toggle_look(self.text, stars)
            self._into_text()

    def text_find(self) -> None:
        """Find words in the text (Ctrl+F)."""
        self.find_bar.come(replacing=False)

    def text_replace(self) -> None:
        """Find words and put others in their place (Ctrl+H)."""
        self.find_bar.come(replacing=True)

    def text_find_next(self) -> None:
        """Go to the next place found (F3)."""
        self._walk(1)

    def text_find_previous(self) -> None:
        """Go to the place found before (Shift+F3)."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if self.find_bar.isHidden():
            self.find_bar.come(replacing=False)
        else:
            self.find_bar.go(step)

    def text_renumber(self) -> None:
        """Count the outline anew (Alt+N)."""
        text, writing = self.text.text(), self.context.office.writing
        self.context.jobs.read(
            lambda: writing.renumbered(text),
            lambda made: self._take_numbers(text, made),
            key="draft.renumber",
            owner=self,
        )

    def _take_numbers(self, before: str, made: str) -> None:
        if before != self.text.text() or self.text.isReadOnly():
            return
        if made == before:
            self.context.frame.toast("Các mục đã đánh số đúng thứ tự.")
            return
        outline_words.replace_all_text(self.text, made)
        self.context.frame.toast("Đã đánh số lại các mục. Ctrl Z trong nội dung lấy lại như cũ.")

    # ---- pasting -----------------------------------------------------------------------------

    def read_paste(self, html: str, plain: str, cursor: QTextCursor) -> None:
        """Read a clipboard beside the window and put it in where the cursor stood."""
        writing, shown = self.context.office.writing, self.parts.shown
        cursor.setKeepPositionOnInsert(not cursor.hasSelection())
        self.context.jobs.read(
            lambda: writing.pasted(html, plain),
            lambda text: self._put_pasted(cursor, text, shown),
            owner=self,
        )

    def _put_pasted(self, cursor: QTextCursor, text: str, shown: int) -> None:
        if shown == self.parts.shown and not self.text.isReadOnly() and text:
            cursor.setKeepPositionOnInsert(False)
            outline_words.insert_text(self.text, cursor, text)

    # ---- what is put in ----------------------------------------------------------------------

    def text_cite(self) -> None:
        """Choose a paper of the registers and cite it where the cursor stands (Ctrl+T)."""
        if self.facts is None:
            return
        content, citing = self.content(), self.context.office.citing
        answers = self.facts.draft.in_reply_to
        dialog = CiteChooser(self, self.context)

        def ask(words: str) -> None:
            self.context.jobs.read(
                lambda: citing.find(words, content, answers),
                dialog.show_rows,
                key="draft.cite",
                owner=dialog,
            )

        dialog.asked.connect(ask)
        dialog.accepted.connect(lambda: self._cite(dialog.chosen, content))
        dialog.finished.connect(dialog.deleteLater)
        ask("")
        dialog.open()

    def _cite(self, chosen: Citable | None, content: DraftContent) -> None:
        if chosen is None:
            return
        text, citing = self.text.text(), self.context.office.citing
        cursor = self.text.textCursor()
        line, column = cursor.blockNumber(), cursor.positionInBlock()
        self.context.jobs.read(
            lambda: citing.placed(chosen, content, text, line, column),
            lambda edit: self._take_lines(edit, text),
            key="draft.cited",
            owner=self,
        )

    def _take_lines(self, edit: LinesEdit, before: str) -> None:
        if before == self.text.text() and not self.text.isReadOnly():
            outline_words.replace_lines(self.text, edit.first, edit.count, edit.lines)
            outline_words.go_to(self.text, edit.cursor_line, edit.cursor_column)
            self._into_text()

    def text_snippet(self) -> None:
        """Choose one of the office's passages and put it in (Ctrl+M)."""
        snippets = self.context.office.snippets
        self.context.jobs.read(snippets.in_use, self._ask_snippet, key="draft.snippets", owner=self)

    def _ask_snippet(self, known: tuple[Snippet, ...]) -> None:
        if not known:
            self.context.frame.toast(
                "Chưa có mẫu câu nào. Chọn một đoạn rồi dùng lệnh Lưu đoạn đang chọn thành mẫu câu."
            )
            return
        dialog = SnippetChooser(self, self.context.theme, known)
        dialog.accepted.connect(lambda: self._put_snippet(dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _put_snippet(self, chosen: Snippet | None) -> None:
        if chosen is not None and not self.text.isReadOnly():
            outline_words.insert_text(self.text, self.text.textCursor(), chosen.text)
            self._into_text()

    def text_keep_snippet(self) -> None:
        """Keep what is chosen in the text as a passage of the office."""
        words = outline_words.chosen_text(self.text)
        if not words.strip():
            self.context.frame.toast("Chọn đoạn chữ muốn giữ trước, rồi lưu thành mẫu câu.")
            return
        theme = self.context.theme
        title = LineField(theme, "Tên mẫu câu", "Để trống: lấy mấy chữ đầu")
        group = LineField(theme, "Nhóm", "Kết thúc, đề nghị, tổ chức thực hiện…")
        if dialogs.ask_fields(self, theme, "Lưu thành mẫu câu", (title, group), "Lưu"):
            self._keep_snippet(title.text(), words, group.text())

    def _keep_snippet(self, title: str, words: str, group: str) -> None:
        snippets, frame = self.context.office.snippets, self.context.frame
        self.context.jobs.write(
            lambda: snippets.add(title, words, group),
            lambda kept: frame.toast(f"Đã lưu mẫu câu “{kept.title}”.", frame.undo),
            touches={Book.CATALOGUE},
            on_refused=lambda error: frame.fail("Chưa lưu được mẫu câu", error.sentence),
        )

    # ---- tables ------------------------------------------------------------------------------

    def text_table(self) -> None:
        """Ask how large, and begin a table at the cursor (Alt+T)."""
        theme = self.context.theme
        columns, rows = LineField(theme, "Số cột"), LineField(theme, "Số dòng, kể cả dòng đầu")
        columns.set_text("3")
        rows.set_text("3")
        if not dialogs.ask_fields(self, theme, "Bảng mới", (columns, rows), "Tạo bảng"):
            return
        width = _whole(columns.text(), pipe_table.MOST_COLUMNS)
        height = _whole(rows.text(), MOST_ROWS)
        lines = [pipe_table.row_of([""] * width) for _row in range(height)]
        if height > 1:
            lines.insert(1, pipe_table.rule_of(width))
        cursor = self.text.textCursor()
        first = cursor.blockNumber() + bool(cursor.block().text().strip())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        outline_words.insert_text(self.text, cursor, "\n".join(lines))
        outline_words.go_to(self.text, first, 2)
        self._into_text()

    def text_row(self) -> None:
        """Add a row below that of the cursor."""
        if self.in_table():
            self.text.keys.add_row()
            self._into_text()

    def text_column(self) -> None:
        """Add a column behind that of the cursor."""
        self._change_table(lambda lines, _row, cell: pipe_table.with_column(lines, cell), 1)

    def text_no_column(self) -> None:
        """Take the column of the cursor away."""
        self._change_table(lambda lines, _row, cell: pipe_table.without_column(lines, cell))

    def text_table_head(self) -> None:
        """Make the rows down to the cursor the head of the table, or take the head off."""
        self._change_table(lambda lines, row, _cell: pipe_table.with_head(lines, row))

    def text_tidy_table(self) -> None:
        """Give all rows of the table one width and their cells one space."""
        self._change_table(lambda lines, _row, _cell: pipe_table.tidied(lines))

    def in_table(self) -> bool:
        """Return whether the cursor stands in a table that may be changed."""
        line = self.text.textCursor().block().text()
        return pipe_table.is_row(line) and not self.text.isReadOnly()

    def _change_table(self, change: pipe_table.Change, step: int = 0) -> None:
        if not self.in_table():
            return
        cursor = self.text.textCursor()
        lines, at = self.text.text().split("\n"), cursor.blockNumber()
        spread = pipe_table.stretch(lines, at)
        cell = pipe_table.cell_at(lines[at], cursor.positionInBlock())
        held = lines[spread.start : spread.stop]
        made = change(held, at - spread.start, cell)
        outline_words.replace_lines(self.text, spread.start, len(held), made)
        line = min(at, spread.start + len(made) - 1)
        spans = pipe_table.cell_spans(made[line - spread.start])
        place = spans[min(cell + step, len(spans) - 1)].start if spans else 0
        outline_words.go_to(self.text, line, place)
        self._into_text()

    # ---- annexes -----------------------------------------------------------------------------

    def text_annex(self) -> None:
        """Add an annex and go to its title."""
        self.parts.add()

    def text_next_part(self) -> None:
        """Show the next part: the text itself, then each annex (Ctrl+PgDn)."""
        self.parts.step(1)

    def text_previous_part(self) -> None:
        """Show the part before (Ctrl+PgUp)."""
        self.parts.step(-1)

    def text_annex_up(self) -> None:
        """Put the annex shown before the one before it."""
        self.parts.move(-1)

    def text_annex_down(self) -> None:
        """Put the annex shown behind the one behind it."""
        self.parts.move(1)

    def text_annex_turn(self) -> None:
        """Print the annex shown across the page, or upright again."""
        self.parts.turn()

    def text_no_annex(self) -> None:
        """Take the annex shown away; the toast gives it back."""
        place, annex = self.parts.shown, self.parts.shown_annex()
        if annex is None:
            return
        kept = replace(annex)
        self.parts.remove()
        draft = self.facts.draft.id if self.facts is not None else None

        def back() -> None:
            if self.facts is not None and self.facts.draft.id == draft:
                self.parts.put_back(place, kept)

        self.context.frame.toast("Đã bỏ phụ lục.", back)

    def _into_text(self) -> None:
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _whole(typed: str, most: int) -> int:
    return max(1, min(int(typed), most)) if typed.strip().isdecimal() else 1
