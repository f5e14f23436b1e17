"""One letter of a series: from a draft's text with `{{…}}` in it, or from a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.document import OfficialDocument, RenderedDocument
from wardapp.core.drafts import DraftContent
from wardapp.core.letters import (
    CODE_NUMBER,
    NUMBER_SYMBOL,
    LetterRow,
    LetterTemplate,
    TemplateField,
)
from wardapp.core.serial import ADDRESSEE
from wardapp.core.text import fold
from wardapp.documents.templates.door import fill_number, read_template
from wardapp.services.drafting import Drafting
from wardapp.services.official import Numbering
from wardapp.services.template_fields import LetterFacts, known_values
from wardapp.services.templates import Templates

OPEN_SAMPLE = re.compile(r"\{\{.*?\}\}|<<.*?>>|«.*?»|[.…_]+", re.DOTALL)
"""What stands in a field that nobody has filled: marks of a place, rows of dots."""
SOME_DAY = date(2026, 1, 1)
PLACE = re.compile(r"\{\{\s*([^{}\n]{1,80}?)\s*\}\}")
NAMES_OF_ADDRESSEE = frozenset({"noi nhan", "kinh gui", "ten", "noi nhan nay"})


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter ready to go: its Word file, its pages where our own layout made it."""

    docx: bytes
    rendered: RenderedDocument | None = None

    @property
    def pages(self) -> int | None:
        """Return how many pages it has, None when only Word can tell."""
        return self.rendered.page_count if self.rendered is not None else None


@dataclass(frozen=True, slots=True)
class Stamp:
    """Number and day of a letter: nothing before it is issued."""

    code_number: str = ""
    number_symbol: str = ""
    day: date | None = None


NO_STAMP = Stamp()
"""A letter without number."""


class DraftLetters:
    """Letters in our own layout."""

    def __init__(
        self, drafting: Drafting, content: DraftContent, values: Mapping[str, str], today: date
    ) -> None:
        self._drafting, self._content, self._today = drafting, content, today
        self._values = {fold(key): value for key, value in values.items() if value}

    @property
    def fields(self) -> tuple[TemplateField, ...]:
        """Return the names in double braces of subject, body and annexes, each once."""
        texts = (self._content.subject, self._content.body)
        annexes = (text for each in self._content.annexes for text in (each.title, each.body))
        names: dict[str, str] = {}
        for text in (*texts, *annexes):
            for found in PLACE.finditer(text):
                names.setdefault(fold(found[1]), found[1])
        return tuple(
            TemplateField(key=key, label=name)
            for key, name in names.items()
            if key not in NAMES_OF_ADDRESSEE
        )

    @property
    def names_addressee(self) -> bool:
        """Tell whether the text itself has a place for the addressee's name."""
        found = PLACE.findall(f"{self._content.subject}\n{self._content.body}")
        return any(fold(name) in NAMES_OF_ADDRESSEE for name in found)

    def lacking(self, row: LetterRow) -> tuple[str, ...]:
        """Return the places of the text that a letter of this row would leave open."""
        given = set(self._values) | {fold(key) for key, _ in row.values}
        return tuple(each.label for each in self.fields if each.key not in given)

    def content(self, row: LetterRow) -> DraftContent:
        """Return the draft as it is for one addressee."""
        values = self._values | {fold(key): value for key, value in row.values}
        values.update(dict.fromkeys(NAMES_OF_ADDRESSEE, row.addressee))
        put = _putting(values)
        content = self._content
        return replace(
            content,
            subject=put(content.subject),
            body=put(content.body),
            addressees=(row.addressee,),
            annexes=tuple(
                replace(each, title=put(each.title), body=put(each.body))
                for each in content.annexes
            ),
        )

    def document(self, row: LetterRow, number: Stamp) -> OfficialDocument:
        """Return the document of one addressee."""
        numbering = Numbering(code_number=number.code_number or None, day=number.day)
        content = self.content(row)
        if number.code_number:
            content = replace(content, draft_no=None)
        return self._drafting.document(content, numbering)

    def make(self, row: LetterRow, number: Stamp, *, with_pages: bool) -> MadeLetter:
        """Return the letter of a row."""
        day = number.day or self._today
        document = self.document(row, number)
        papers = self._drafting.papers
        is_final = bool(number.code_number)
        pages = papers.to_pdf(document, day, final=is_final) if with_pages else None
        return MadeLetter(papers.to_docx(document, day), pages)


class TemplateLetters:
    """Letters of a template, filled byte for byte."""

    def __init__(
        self,
        templates: Templates,
        template: LetterTemplate,
        values: Mapping[str, str],
        subject: str,
    ) -> None:
        self._template, self._values = template, values
        self._templates = templates
        sources = {each.source for each in template.fields}
        self._has_number = bool(sources & {NUMBER_SYMBOL, CODE_NUMBER})
        self._fill: Callable[[Mapping[str, str]], bytes] = templates.filling(template)
        self._facts: LetterFacts = templates.facts(template, subject=subject)

    @property
    def fields(self) -> tuple[TemplateField, ...]:
        """Return the fields that neither the office nor issuing fills."""
        return tuple(each for each in self._template.fields if not each.source)

    @property
    def names_addressee(self) -> bool:
        """Tell whether a field takes the addressee."""
        return any(each.source == ADDRESSEE for each in self._template.fields)

    def lacking(self, row: LetterRow) -> tuple[str, ...]:
        """Return the fields that a letter of this row would leave open: no words stood there."""
        given = {key for key, value in self._values.items() if value}
        given |= {key for key, _ in row.values}
        return tuple(
            each.label
            for each in self.fields
            if each.key not in given and not OPEN_SAMPLE.sub("", each.sample).strip()
        )

    def open_marks(self) -> int:
        """Return how many places of the template look like fields and are none."""
        return len(read_template(self._templates.data(self._template)).proposals)

    def shows_number(self, row: LetterRow, number_symbol: str) -> bool:
        """Tell whether a letter has a place for its number: a field, or blanks in its line."""
        if self._has_number:
            return True
        return fill_number(self._filled(row, NO_STAMP), number_symbol, SOME_DAY) is not None

    def make(self, row: LetterRow, number: Stamp, *, with_pages: bool) -> MadeLetter:
        """Return the letter of a row; its pages only Word can tell."""
        del with_pages
        data = self._filled(row, number)
        if number.number_symbol and number.day is not None and not self._has_number:
            data = fill_number(data, number.number_symbol, number.day) or data
        return MadeLetter(data)

    def _filled(self, row: LetterRow, number: Stamp) -> bytes:
        facts = replace(
            self._facts,
            addressee=row.addressee,
            number_symbol=number.number_symbol,
            day=number.day,
        )
        known = known_values(self._template.fields, facts)
        typed = {key: value for key, value in self._values.items() if value}
        mine = {key: value for key, value in row.values if key}
        return self._fill({**known, **typed, **mine})


def labels_of(fields: Iterable[TemplateField]) -> dict[str, str]:
    """Return what fields are called, the addressee too."""
    return {ADDRESSEE: "Nơi nhận", **{each.key: each.label for each in fields}}


def _putting(values: Mapping[str, str]) -> Callable[[str], str]:
    def put(text: str) -> str:
        return PLACE.sub(lambda found: values.get(fold(found[1]), found[0]), text)

    return put
