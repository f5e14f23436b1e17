"""Reads a Word file for the layout check: bytes in, a CheckedDocument or one sentence out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from lxml import etree

from wardapp.core.errors import UnreadableFile
from wardapp.core.layout import Standard
from wardapp.core.text import fold
from wardapp.documents.checking.component_head import is_circulation
from wardapp.documents.checking.components import Known, recognise
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph, CheckedSection
from wardapp.documents.checking.reading_formats import read_formats
from wardapp.documents.checking.reading_measures import Ruler
from wardapp.documents.checking.reading_plain import read_plain
from wardapp.documents.checking.reading_props import W, is_on
from wardapp.documents.checking.reading_sections import (
    Margins,
    margins_of,
    page_of,
    section_elements,
    with_number,
)
from wardapp.documents.checking.reading_text import is_tracked
from wardapp.documents.checking.reading_walk import Around, Walk
from wardapp.documents.metrics import Metrics
from wardapp.documents.reader import gate, refusals
from wardapp.documents.reader.package import Package, main_part, pages_said

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = "{http://purl.oclc.org/ooxml/"
_MOST_PAGES = 5000
_SLACK_PAGE = 0.15
_OLD_MODE = 12
_MOST_DIGITS = 5
_KINDS = {
    ".doc": "Tệp .doc là dạng Word cũ. Hãy mở bằng Word, chọn Lưu thành .docx rồi soát lại.",
    ".docm": "Tệp .docm có mã lệnh (macro). Hãy mở bằng Word, chọn Lưu thành .docx rồi soát lại.",
    ".dotx": "Tệp .dotx là mẫu của Word. Hãy mở bằng Word, chọn Lưu thành .docx rồi soát lại.",
    ".pdf": "Tệp PDF không còn kiểu chữ, lề để soát. Hãy chọn tệp .docx của văn bản này.",
    ".odt": "Tệp .odt của LibreOffice chưa soát được. Hãy lưu thành .docx rồi soát lại.",
    ".rtf": "Tệp .rtf chưa soát được. Hãy mở bằng Word, chọn Lưu thành .docx rồi soát lại.",
}
_TEXT = ".txt"
_ODT = b"mimetypeapplication/vnd.oasis"


class DocumentReader:
    """Reads Word files; keep one, it holds the metrics of the bundled font."""

    def __init__(self, resources: Path, standards: Iterable[Standard]) -> None:
        self._ruler = Ruler(Metrics(resources / "fonts"))
        rules = tuple(standards)
        self._known = Known(
            styles={style.word_name: style.key for each in rules for style in each.styles},
            types={fold(kind.name): kind.code for each in rules for kind in each.types},
        )

    def read(self, file_name: str, data: bytes) -> CheckedDocument:
        """Return the file as it prints; of a .txt its words only.

        Raises UnreadableFile with one sentence for what is no sound .docx, SecretRefused for a
        paper that bears a mark of state secrecy.
        """
        refuse_other_kinds(file_name, data)
        if PurePath(file_name).suffix.lower() == _TEXT and not data.startswith(_ZIP):
            return read_plain(file_name, data, self._known, self._ruler)
        package = Package(data)
        main = main_part(package)
        root = package.tree(main)
        body = None if root is None else root.find(f"{W}body")
        if root is None or body is None:
            raise _no_document(package, root)
        return self._document(file_name, _File(package, main, root, body))

    def _document(self, file_name: str, file: _File) -> CheckedDocument:
        walk = Walk(
            Around(
                formats=file.formats,
                sections=file.sections,
                indexes={element: at for at, element in enumerate(file.root.iter(f"{W}p"))},
                ruler=self._ruler,
                mode=file.mode,
            )
        )
        walk.body(file.body)
        page = file.sections[0]
        middle = page.left + (page.width - page.left - page.right) / 2
        known = recognise(walk.paragraphs, walk.tables, self._known, self._ruler, middle)
        gate.judge(line.text for line in known.lines)
        notes = self._notes(file)
        counts = [
            sum(each.section == at and bool(each.text.strip()) for each in walk.paragraphs)
            for at in range(len(file.sections))
        ]
        return CheckedDocument(
            file_name=file_name,
            paragraphs=(*notes, *known.paragraphs),
            sections=tuple(
                replace(section, paragraphs=count)
                for section, count in zip(file.sections, counts, strict=True)
            ),
            family=known.family,
            type_code=known.type_code,
            day=known.day,
            only_looked=file.only_looked,
            has_tracked_changes=is_tracked(file.root),
            has_comments="word/comments.xml" in file.package.names,
            tables=known.tables,
            pages=_pages(file, walk),
            day_text=known.day_text,
            type_guessed=known.type_guessed,
        )

    def _notes(self, file: _File) -> tuple[CheckedParagraph, ...]:
        """Return the circulation notes that stand in the header of page 1; they have no index."""
        if file.first_header is None:
            return ()
        walk = Walk(
            Around(
                formats=file.formats,
                sections=file.sections[:1],
                indexes={},
                ruler=self._ruler,
                mode=file.mode,
            )
        )
        walk.body(file.first_header)
        return tuple(
            replace(each, component="circulation")
            for each in walk.paragraphs
            if self._known.styles.get(each.style) == "circulation" or is_circulation(each.text)
            if each.text.strip()
        )


class _File:
    """The parts of one Word file that the check reads."""

    def __init__(
        self, package: Package, main: str, root: etree._Element, body: etree._Element
    ) -> None:
        self.package, self.root, self.body = package, root, body
        links = _links(package, main)
        parts = dict(links.values())
        self.formats = read_formats(package, parts)
        self.settings = package.tree(parts.get("settings", ""))
        self.mode = self._mode()
        self.first_header: etree._Element | None = None
        self.sections = self._sections({key: target for key, (_, target) in links.items()})
        self.only_looked = self._only_looked()

    def _mode(self) -> int:
        if self.settings is None:
            return _OLD_MODE
        for setting in self.settings.iter(f"{W}compatSetting"):
            if setting.get(f"{W}name") == "compatibilityMode":
                value = setting.get(f"{W}val", "")
                known = value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS
                return int(value) if known else _OLD_MODE
        return _OLD_MODE

    def _sections(self, links: Mapping[str, str]) -> list[CheckedSection]:
        mirrored = self.settings is not None and is_on(self.settings.find(f"{W}mirrorMargins"))
        trees: dict[str, etree._Element] = {}
        sections: list[CheckedSection] = []
        margins: Margins = {}
        for element in section_elements(self.body):
            margins = margins_of(element, links, margins)
            for target in margins.values():
                if target not in trees:
                    tree = self.package.tree(target)
                    if tree is not None:
                        trees[target] = tree
            page = page_of(element, mirrored=mirrored)
            if not sections:
                shown = "first" if page.first_differs else "default"
                self.first_header = trees.get(margins.get(("header", shown), ""))
            sections.append(with_number(page, margins, trees, self.formats))
        return sections

    def _only_looked(self) -> str:
        if any(name.startswith("_xmlsignatures/") for name in self.package.names):
            return "đã ký số"
        if self.settings is None:
            return ""
        locked = self.settings.find(f"{W}documentProtection")
        enforced = "" if locked is None else locked.get(f"{W}enforcement", "0")
        return "đang được bảo vệ" if enforced in {"1", "true", "on"} else ""


def refuse_other_kinds(file_name: str, data: bytes) -> None:
    """Raise UnreadableFile for what is no .docx, with the way to one."""
    if not data:
        raise refusals.empty()
    ending = PurePath(file_name).suffix.lower()
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refusals.has_password()
        raise UnreadableFile(_KINDS[".doc"])
    if data.startswith(_PDF):
        raise UnreadableFile(_KINDS[".pdf"])
    if _ODT in data[:100]:
        raise UnreadableFile(_KINDS[".odt"])
    if ending in _KINDS:
        raise UnreadableFile(_KINDS[ending])
    if not data.startswith(_ZIP) and ending != _TEXT:
        raise refusals.broken() if ending == ".docx" else _foreign()


def _foreign() -> UnreadableFile:
    return UnreadableFile("Chỉ soát được tệp Word .docx. Hãy chọn tệp .docx của văn bản này.")


def _no_document(package: Package, root: etree._Element | None) -> UnreadableFile:
    if root is not None and str(root.tag).startswith(_STRICT):
        return UnreadableFile(
            "Tệp lưu ở dạng Strict Open XML. Hãy mở bằng Word, lưu thành Word Document (.docx) "
            "rồi soát lại."
        )
    if root is None and package.names and not any(n.startswith("word/") for n in package.names):
        return _foreign()
    return refusals.broken()


def _links(package: Package, main: str) -> dict[str, tuple[str, str]]:
    """Return the links of the main part: id -> (kind, name of the part)."""
    folder, _, name = main.rpartition("/")
    root = package.tree(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    if root is None:
        return {}
    links = {}
    for link in root.iter(_RELATION):
        if link.get("TargetMode") == "External":
            continue
        target = link.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        links[link.get("Id", "")] = (link.get("Type", "").rpartition("/")[2], whole)
    return links


def _pages(file: _File, walk: Walk) -> int:
    """Return how many pages the file has at least, by what it says and by its height."""
    rendered = sum(1 for _ in file.root.iter(f"{W}lastRenderedPageBreak"))
    said = pages_said(file.package)
    guessed = 0
    for number, section in enumerate(file.sections):
        room = max(section.height - section.top - section.bottom, 1.0)
        high = walk.heights.get(number, 0.0)
        guessed += max(1, math.ceil(high / room - _SLACK_PAGE)) if high else 0
    return max(1, rendered + 1, walk.breaks + 1, min(said, _MOST_PAGES), guessed)
