"""A Word file opened as a template: its stories, its archive, what else lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from wardapp.documents.reader import refusals
from wardapp.documents.reader.package import main_part, pages_said, parsed
from wardapp.documents.templates.controls import Control, controls
from wardapp.documents.templates.spans import Story, read_story
from wardapp.documents.templates.words import Paragraph, pages_of, paragraphs
from wardapp.documents.word_archive import Archive

LARGEST = 20 << 20
_STORIES = re.compile(r"(?:header|footer)\d*\.xml|footnotes\.xml|endnotes\.xml")
_PLACEHOLDER_STYLE = "placeholder text"


class TemplateFile:
    """The parts of a docx that a template is about."""

    def __init__(self, data: bytes) -> None:
        """Open it within the bounds of the reader; UnreadableFile says what is wrong."""
        if len(data) > LARGEST:
            raise refusals.too_large(LARGEST >> 20)
        self.archive = Archive(data)
        self.package = self.archive.package
        self.main = main_part(self.package)
        document = self.package.read(self.main)
        if document is None:
            raise refusals.broken()
        self.document = read_story(self.main, document)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Return the document, then its headers, footers and notes."""
        folder = self.main.rpartition("/")[0]
        found = [self.document]
        for name in self.package.names:
            place, _, local = name.rpartition("/")
            if place == folder and _STORIES.fullmatch(local):
                data = self.package.read(name)
                if data is not None:
                    found.append(read_story(name, data))
        return tuple(found)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return all paragraphs with their words."""
        return tuple(self._paragraphs())

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Return all content controls."""
        return tuple(each for story in self.stories for each in controls(story))

    @cached_property
    def fields(self) -> tuple[Control, ...]:
        """Return the controls that values are put into."""
        return tuple(each for each in self.controls if each.is_field and not each.is_gone)

    @cached_property
    def placeholder_styles(self) -> frozenset[str]:
        """Return the styles of placeholders, whatever Word's language calls them."""
        data = self.package.read(f"{self.main.rpartition('/')[0]}/styles.xml")
        found = {"PlaceholderText"}
        if data is not None:
            root = parsed(data)
            for style in root.iterchildren("{*}style"):
                name = style.find("{*}name")
                if name is not None and _value(name, "val").lower() == _PLACEHOLDER_STYLE:
                    found.add(_value(style, "styleId"))
        return frozenset(found)

    def paragraph(self, part: str, index: int) -> Paragraph | None:
        """Return a paragraph by its part and number."""
        named = (each for each in self.paragraphs if each.story.name == part)
        return next((each for each in named if each.index == index), None)

    def replaced(self, name: str, data: bytes) -> bytes:
        """Return the file with one part new."""
        return self.archive.with_parts({name: data})

    def _paragraphs(self) -> Iterator[Paragraph]:
        said = pages_said(self.package)
        for story in self.stories:
            is_main = story is self.document
            yield from paragraphs(story, pages_of(story, said) if is_main else None)


def _value(element: etree._Element, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith(f"}}{name}")), "")
