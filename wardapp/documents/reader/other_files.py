"""Words inside files that are registered by hand, read for the secret gate only.

The bytes say what a file is: a name without an ending, or a false one, opens no way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePath

from lxml import etree

from wardapp.core.errors import UnreadableFile
from wardapp.documents.reader.crude_text import judge_crude
from wardapp.documents.reader.docx_file import open_docx
from wardapp.documents.reader.eml_parts import file_name_of, header_of, opened_mail, payload_of
from wardapp.documents.reader.gate import judge
from wardapp.documents.reader.package import Package, is_word
from wardapp.documents.reader.paper import Paper
from wardapp.documents.reader.pdf_file import open_pdf

_OPEN_DOCUMENT_PART = "content.xml"
_SHEET_PARTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet")
_SLIDE_PART = "ppt/slides/slide"
_MAIL = {".eml"}
_MOST_STRINGS = 200
_MOST_MEMBERS = 200
_DEEPEST = 2
_PDF_WITHIN = 1024


def judge_other(name: str, data: bytes, depth: int = 0) -> None:
    """Raise SecretRefused when words of a file of another kind begin like a secret paper."""
    if data.startswith(b"PK"):
        _judge_zip(data, depth)
    elif b"%PDF-" in data[:_PDF_WITHIN]:
        judge_paper(open_pdf(data))
    elif PurePath(name).suffix.lower() in _MAIL:
        _judge_mail(data, depth)
    else:
        judge_crude(data)


def judge_paper(paper: Paper) -> None:
    """Raise SecretRefused when an opened file carries a stamp near its head or in a margin."""
    judge([*paper.margin_lines])
    judge(line.raw for line in paper.lines)
    judge(line.text for line in paper.lines)


def _judge_zip(data: bytes, depth: int) -> None:
    package = Package(data)
    if is_word(package):
        judge_paper(open_docx(data))
    elif any(name.startswith((*_SHEET_PARTS, _SLIDE_PART)) for name in package.names):
        judge(_strings(package))
    elif _OPEN_DOCUMENT_PART in package.names:
        judge(_paragraphs(package))
    else:
        _judge_archive(package, depth)


def _strings(package: Package) -> Iterator[str]:
    """Yield the first strings of a workbook's sheets and of slides."""
    for name in package.names:
        if not name.startswith((*_SHEET_PARTS, _SLIDE_PART)):
            continue
        root = package.tree(name)
        if root is None:
            continue
        for count, element in enumerate(root.iter("{*}si", "{*}is", "{*}p")):
            if count >= _MOST_STRINGS:
                break
            yield "".join(child.text or "" for child in element.iter("{*}t"))


def _paragraphs(package: Package) -> Iterator[str]:
    """Yield the paragraphs of an OpenDocument text or sheet."""
    root = package.tree(_OPEN_DOCUMENT_PART)
    if root is not None:
        for each in root.iter("{*}p", "{*}h"):
            yield from _text_of(each).splitlines()


def _text_of(element: etree._Element) -> str:
    for mark in element.iter("{*}line-break"):
        mark.text = "\n"
    return "".join(map(str, element.itertext()))


def _judge_archive(package: Package, depth: int) -> None:
    """Judge the names inside an archive, each one alone as a line, and the files themselves."""
    for name in package.names:
        judge([PurePath(name).stem.replace("_", " ")])
    if depth >= _DEEPEST:
        return
    for name in package.names[:_MOST_MEMBERS]:
        with suppress(UnreadableFile):
            _judge_member(name, package.read(name) or b"", depth)


def _judge_mail(data: bytes, depth: int) -> None:
    try:
        message = opened_mail(data)
    except UnreadableFile:
        judge_crude(data)
        return
    judge([header_of(message, "Subject")])
    for part in message.walk():
        payload = b"" if part.is_multipart() else payload_of(part)
        if payload and depth < _DEEPEST:
            with suppress(UnreadableFile):
                _judge_member(file_name_of(part), payload, depth)


def _judge_member(name: str, data: bytes, depth: int) -> None:
    if data:
        judge_other(name, data, depth + 1)
