"""Automatic numbers of headings and hyphens, where the typed ones run as Word would count."""

from __future__ import annotations

import re

from tests.checking_corpus.habits import Habit
from tests.checking_corpus.sheet import Para, Sheet

ROMAN = ("I", "II", "III", "IV", "V", "VI")
HEAD = re.compile(r"(?P<number>[IVX]+|\d+)(?P<mark>[.-]) ")


class AutoNumbers:
    """Takes typed numbers away and says which list counts instead."""

    def __init__(self, sheet: Sheet, habit: Habit) -> None:
        self._recipients = habit.auto_recipients
        self._counts = habit.auto_numbers and self._agree(sheet)
        heads = [HEAD.match(para.text) for para in sheet.all("head1")]
        self.mark = heads[0]["mark"] if heads and heads[0] else "."
        self.used = self._counts or self._recipients

    def marks(self, para: Para) -> str:
        """Return the list marks of a paragraph, "" when its number is typed."""
        if not self._counted(para):
            return ""
        level = 1 if para.role == "head2" else 0
        number = 1 if para.role.startswith("head") else 2
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'

    def text(self, para: Para) -> str:
        """Return the text without what the list writes."""
        if not self._counted(para):
            return para.text
        if para.role.startswith("head"):
            return HEAD.sub("", para.text, count=1)
        return para.text.removeprefix("- ")

    def _counted(self, para: Para) -> bool:
        if para.role in ("recipient", "storage"):
            return self._recipients and para.text.startswith("- ")
        if not self._counts:
            return False
        return para.role in ("head1", "head2") or (
            para.role == "dash" and para.text.startswith("- ")
        )

    @staticmethod
    def _agree(sheet: Sheet) -> bool:
        """True when the typed numbers are what the list would write, all with one mark."""
        big = small = 0
        marks = set()
        for para in sheet.all("head1", "head2"):
            found = HEAD.match(para.text)
            if found is None:
                return False
            if para.role == "head1":
                big, small = big + 1, 0
                marks.add(found["mark"])
                expected = ROMAN[big - 1] if big <= len(ROMAN) else ""
            else:
                small += 1
                expected = f"{small}"
            if found["number"] != expected:
                return False
        return len(marks) == 1
