"""How clerks set the same paper in Word: named styles, direct formatting, theme fonts, tabs …"""

from __future__ import annotations

import random
from dataclasses import dataclass

STYLES, DIRECT, THEME = "styles", "direct", "theme"
TABLE, TABS, BOXES = "table", "tabs", "boxes"


@dataclass(frozen=True)
class Habit:
    """One way of setting a paper."""

    format: str = DIRECT
    header: str = TABLE
    rule_is_drawn: bool = False
    splits: bool = False
    auto_numbers: bool = False
    auto_recipients: bool = False
    empty_lines: bool = False  # before the name, instead of spacing
    lines_are_paragraphs: bool = False  # of the issuer and the subject
    caps_by_look: bool = False
    fonts_on_normal: bool = True  # theme: Normal says Times New Roman; else every run
    office_2024: bool = False  # theme: Aptos 12, else Calibri 11
    page_field: str = "complex"  # "simple", "block"
    hard_spaces: bool = False
    libreoffice: bool = False

    @property
    def name(self) -> str:
        """A short name for tables."""
        saved = " (LibreOffice)" if self.libreoffice else ""
        return f"{self.format}/{self.header}{saved}"


def habit(rng: random.Random) -> Habit:
    """Return a habit; common ones are common."""
    form = rng.choice((STYLES, DIRECT, DIRECT, THEME, THEME))
    header = rng.choices((TABLE, TABS, BOXES), (84, 13, 3))[0]
    often = rng.random
    return Habit(
        format=form,
        header=header,
        rule_is_drawn=header != TABLE or often() < 0.6,
        splits=often() < 0.4,
        auto_numbers=often() < 0.2,
        auto_recipients=often() < 0.05,
        empty_lines=often() < 0.5,
        lines_are_paragraphs=often() < 0.5,
        caps_by_look=often() < 0.08,
        fonts_on_normal=often() < 0.5,
        office_2024=often() < 0.5,
        page_field=rng.choice(("complex", "complex", "simple", "block")),
        hard_spaces=often() < 0.15,
        # LibreOffice takes lines out of text boxes: what it saves then is another paper.
        libreoffice=often() < 0.09 and header != BOXES,
    )
