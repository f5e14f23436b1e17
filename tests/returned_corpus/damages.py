"""What happens to a workbook between the ward and its return: each damage is one plain deed.

A deed changes the workbook, and what the file then says where the deed changes that too.
"""

from __future__ import annotations

from tests.returned_corpus.deeds import figures, frame, harder, tables, words
from tests.returned_corpus.deeds.hand import DEEDS, Hand

KINDS_OF_DEEDS = (frame, tables, figures, words, harder)
"""Loaded so that their deeds are counted."""

__all__ = ["DEEDS", "KINDS_OF_DEEDS", "Hand"]
