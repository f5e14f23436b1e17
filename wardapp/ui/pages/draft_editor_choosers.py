"""What is put into a draft's text out of the office: citations of the registers, passages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wardapp.core.citing import Citable
from wardapp.core.dates import short_date
from wardapp.core.letters import Snippet
from wardapp.core.text import fold, one_line
from wardapp.ui.chooser import Chooser
from wardapp.ui.context import Context
from wardapp.ui.listing.cells import Cell, Column
from wardapp.ui.theme import Theme


class CiteChooser(Chooser[Citable]):
    """Papers of both registers; those the text has cited before are put in by number alone."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        today = context.clock.today()
        super().__init__(
            parent,
            context.theme,
            "Chèn căn cứ, trích dẫn",
            ("Tìm văn bản đến, văn bản đi", "Số, ký hiệu, cơ quan hoặc vài chữ của trích yếu"),
            (
                Column(
                    "Số, ký hiệu",
                    150,
                    lambda row: Cell(
                        first=row.line.number_symbol or "Không số",
                        second=short_date(row.line.day, today) if row.line.day else "",
                        is_strong=True,
                    ),
                ),
                Column(
                    "Văn bản",
                    0,
                    lambda row: Cell(first=one_line(row.line.subject), second=row.line.organ_name),
                ),
                Column("", 96, _state),
            ),
            "Chèn",
        )

    def preview(self, row: Citable) -> str:
        """Return the citation as it would stand in the text."""
        return row.wording


class SnippetChooser(Chooser[Snippet]):
    """The office's passages, narrowed by title, group and words."""

    def __init__(self, parent: QWidget, theme: Theme, snippets: Sequence[Snippet]) -> None:
        super().__init__(
            parent,
            theme,
            "Chèn mẫu câu",
            ("Tìm mẫu câu", "Tên, nhóm hoặc vài chữ của mẫu câu"),
            (
                Column("Mẫu câu", 0, lambda row: Cell(first=row.title, second=one_line(row.text))),
                Column("Nhóm", 130, lambda row: Cell(first=row.group, tone="text2")),
            ),
            "Chèn",
        )
        self._snippets = snippets
        self.asked.connect(self._narrow)
        self.show_rows(snippets)

    def preview(self, row: Snippet) -> str:
        """Return the whole passage."""
        return row.text

    def _narrow(self, typed: str) -> None:
        words = fold(typed).split()
        self.show_rows([each for each in self._snippets if _fits(each, words)])


def _fits(snippet: Snippet, words: list[str]) -> bool:
    text = fold(f"{snippet.title} {snippet.group} {snippet.text}")
    return all(word in text for word in words)


def _state(row: Citable) -> Cell:
    if row.is_cited:
        return Cell(first="Đã dẫn", second="ghi gọn", tone="text2")
    return Cell(first="Đến" if row.entity == "incoming" else "Đi", tone="text3")
