"""Tables that Word changed: read back as lines between bars, and what such lines cannot hold."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.documents.example_documents import CREATED, official
from wardapp.core.layout import Standard
from wardapp.core.word_trip import WordText
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.outline import parse_outline
from wardapp.documents.word_tables import MERGED, NESTED, SEVERAL
from wardapp.documents.word_text import read_word_text

TEXT = "Như sau:\n| Việc | Số |\n|---|---:|\n| Loa | 12 |\n| Zalo | 7 |\nHết."
Change = Callable[[Document], object]


@pytest.fixture
def changed(
    standards: dict[str, Standard], docx_writer: DocxWriter
) -> Callable[[Change], WordText]:
    """The words of the paper after Word did something to it."""

    def change(work: Change) -> WordText:
        standard = standards["HD05"]
        paper = official(standard, "TB", body=parse_outline(TEXT))
        page = docx.Document(io.BytesIO(docx_writer.write(paper, standard, created=CREATED)))
        work(page)
        out = io.BytesIO()
        page.save(out)
        return read_word_text(out.getvalue(), standard)

    return change


def test_a_changed_cell_a_new_row_and_a_bold_word_come_back(
    changed: Callable[[Change], WordText],
) -> None:
    def work(page: Document) -> None:
        table = page.tables[1]
        table.cell(1, 1).paragraphs[0].runs[0].text = "1|2"
        row = table.add_row()
        row.cells[0].paragraphs[0].add_run("Cộng").bold = True

    words = changed(work)
    assert words.losses == ()
    assert words.body[1:-1] == (
        "| Việc | Số |",
        "|---|---:|",
        "| Loa | 1\\|2 |",
        "| Zalo | 7 |",
        "| **Cộng** |  |",
    )


def test_a_table_made_in_word_becomes_lines_and_stays_apart_from_the_one_before(
    changed: Callable[[Change], WordText],
) -> None:
    def work(page: Document) -> None:
        table = page.add_table(rows=1, cols=2)
        for cell, text in zip(table.rows[0].cells, ("a", "b"), strict=True):
            cell.text = text
        table.cell(0, 1).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        page.tables[1]._element.addnext(table._element)

    words = changed(work)
    assert words.losses == ()
    assert words.body[5:7] == ("\n|---|:---:|", "| a | b |")
    blocks = parse_outline("\n".join(words.body))
    assert [block.cells for block in blocks if block.cells][1] == (("a", "b"),)


@pytest.mark.parametrize(
    ("work", "loss"),
    [
        (lambda page: page.tables[1].cell(1, 0).merge(page.tables[1].cell(2, 0)), MERGED),
        (lambda page: page.tables[1].cell(1, 0).merge(page.tables[1].cell(1, 1)), MERGED),
        (lambda page: page.tables[1].cell(1, 0).add_paragraph("thêm"), SEVERAL),
        (lambda page: page.tables[1].cell(1, 0).add_table(1, 1), NESTED),
    ],
)
def test_what_lines_cannot_hold_is_named(
    work: Change, loss: str, changed: Callable[[Change], WordText]
) -> None:
    assert loss in changed(work).losses


def test_a_table_that_lost_its_cells_says_nothing(changed: Callable[[Change], WordText]) -> None:
    def work(page: Document) -> None:
        table = page.add_table(rows=1, cols=1)._element
        for row in list(table.tr_lst):
            table.remove(row)
        page.tables[1]._element.addnext(table)

    assert changed(work).body == tuple(TEXT.split("\n"))
