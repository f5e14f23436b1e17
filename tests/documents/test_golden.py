"""The XML of every type under every standard is the one that was looked at and kept."""

from __future__ import annotations

import difflib
from dataclasses import replace

import pytest

from tests.documents.example_documents import altered
from tests.documents.golden import file_of, golden
from wardapp.core.layout import Standard
from wardapp.documents.docx_writer import DocxWriter

MOST_SHOWN = 60
HOW = "Look at the change; when it is wanted: python3 -m tests.documents.golden --write"


@pytest.mark.parametrize("standard_id", ["HD05", "HD36", "ND30"])
def test_the_xml_of_a_standard_is_the_kept_one(
    standard_id: str, standards: dict[str, Standard], docx_writer: DocxWriter
) -> None:
    standard = standards[standard_id]
    kept = file_of(standard).read_text("utf-8").splitlines()
    found = golden(standard, docx_writer).splitlines()
    changes = list(difflib.unified_diff(kept, found, "kept", "written now", lineterm="", n=1))
    assert not changes, "\n".join([HOW, *changes[:MOST_SHOWN]])


def test_one_altered_style_shows_in_a_few_lines(
    standards: dict[str, Standard], docx_writer: DocxWriter
) -> None:
    standard = altered(standards["HD05"], "name", lambda style: replace(style, size=15))
    kept = file_of(standard).read_text("utf-8").splitlines()
    found = golden(standard, docx_writer).splitlines()
    changed = [line for line in difflib.ndiff(kept, found) if line[0] in "+-"]
    assert [line[:1] for line in changed] == ["-", "+"]
    assert "sz(val=30)" in changed[1]
