"""Number and day put into a Word file at issue, and nothing else of it changed.

Fields of these names take them. In a file without such fields, as our own layout leaves Word, they
go to the blanks of the number line and of the line of place and date.
"""

from __future__ import annotations

import re
from datetime import date

from wardapp.core.dates import header_date, long_date
from wardapp.core.errors import UnreadableFile
from wardapp.core.issuers import Family
from wardapp.core.letters import AT_ISSUE, CODE_NUMBER, ISSUED_DATE, NUMBER_SYMBOL
from wardapp.documents.templates.controls import Control, text_of
from wardapp.documents.templates.faults import faults_of
from wardapp.documents.templates.file import TemplateFile
from wardapp.documents.templates.filling import Filling
from wardapp.documents.templates.marking import replaced_words
from wardapp.documents.templates.words import Paragraph

_CODE = re.compile(r"^(\d+[a-zđ]?)\s*[-/]\s*(.+)$", re.IGNORECASE)
_NUMBER_LINE = re.compile(
    r"^\s*Số(?:\s*:)?(?P<room>[\s.…_]*)(?P<code>\d*[a-zđ]?)(?P<gap>[\s.…_]*)[-–/](?P<symbol>[^\n]*)$"
)
_DAY_LINE = re.compile(
    r"\bngày(?P<day>[\s.…_\d]*)tháng(?P<month>[\s.…_\d]*)năm(?P<year>[\s.…_\d]*)$"
)
_SAID = re.compile(r"^(.*?Số\s*:?\s*)(?=[\d\s.…_]*[-–/])")
_IN_WORDS = re.compile(r"\bngày\b.*\btháng\b", re.DOTALL)


def fill_number(data: bytes, number_symbol: str, day: date) -> bytes | None:
    """Return the file with number and day at their places, None when it has no place for them.

    None too for a file that must not be changed (signed, protected, damaged): its master then
    gets number and day by hand.
    """
    try:
        template = TemplateFile(data)
        if any(not fault.page and not fault.line for fault in faults_of(template)):
            return None
        named = [each for each in template.fields if each.key in AT_ISSUE]
        if any(each.key in {NUMBER_SYMBOL, CODE_NUMBER} for each in named):
            filling = Filling(template)
            values = {each.key: issue_value(each, number_symbol, day) for each in named}
            return filling.fill(values)
        return _at_blanks(template, number_symbol, day)
    except UnreadableFile:
        return None


def fill_issue_fields(data: bytes, number_symbol: str, day: date) -> tuple[bytes, bool]:
    """Return the file with its fields of issuing filled, and whether one took the number.

    A file without such fields, and one that must not be changed, comes back as it was.
    """
    try:
        template = TemplateFile(data)
        named = [each for each in template.fields if each.key in AT_ISSUE]
        if not named or faults_of(template):
            return data, False
    except UnreadableFile:
        return data, False
    values = {each.key: issue_value(each, number_symbol, day) for each in named}
    has_number = bool(values.keys() & {NUMBER_SYMBOL, CODE_NUMBER})
    return Filling(template).fill(values), has_number


def issue_value(control: Control, number_symbol: str, day: date) -> str:
    """Return what a field of issuing takes, in the form of what stood there."""
    return shown_at_issue(control.key, text_of(control), number_symbol, day)


def shown_at_issue(key: str, sample: str, number_symbol: str, day: date) -> str:
    """Return number or day in the form of a sample: `Số: 12-GM/ĐU`, `ngày 05 tháng 6 năm 2026`."""
    if key == ISSUED_DATE:
        found = _IN_WORDS.search(sample)
        words = _day_words(day)
        return sample[: found.start()] + words if found else long_date(day)
    said = _SAID.match(sample)
    value = number_symbol
    if key == CODE_NUMBER:
        code = _CODE.match(number_symbol)
        value = code[1] if code else number_symbol
    return (said[1] if said else "") + value


def _day_words(day: date) -> str:
    return header_date("", day, Family.STATE).removeprefix(", ")


def _at_blanks(template: TemplateFile, number_symbol: str, day: date) -> bytes | None:
    """Fill the blanks of the first number line and the first line of place and date."""
    code = _CODE.match(number_symbol)
    mine = [each for each in template.paragraphs if each.story is template.document]
    line = next((each for each in mine if _number_span(each, code)), None)
    dated = next((each for each in mine if _DAY_LINE.search(each.text)), None)
    if code is None or line is None or dated is None:
        return None
    start, end = _number_span(line, code) or (0, 0)
    before = " " if line.text[:start].rstrip().endswith(("Số", ":")) else ""
    with_number = replaced_words(line, start, end, f"{before}{code[1]}")
    again = TemplateFile(template.replaced(template.main, with_number))
    place = again.paragraph(template.main, dated.index)
    found = _DAY_LINE.search(place.text) if place is not None else None
    if place is None or found is None:
        return None
    with_day = replaced_words(place, found.start(), found.end(), _day_words(day))
    return again.replaced(again.main, with_day)


def _number_span(paragraph: Paragraph, code: re.Match[str] | None) -> tuple[int, int] | None:
    """Return where the number goes in a number line of this very symbol."""
    found = _NUMBER_LINE.match(paragraph.text)
    if found is None or code is None or found.start("room") == found.end("gap"):
        return None
    if _plain(found["symbol"]) != _plain(code[2]):
        return None
    return found.start("room"), found.end("gap")


def _plain(symbol: str) -> str:
    return re.sub(r"\s", "", symbol).casefold()
