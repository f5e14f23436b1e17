"""Words inside files that are registered by hand, read for the secret gate only."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import PurePath

from lxml import etree

from wardapp.documents.reader.gate import judge, judge_text
from wardapp.documents.reader.package import Package
from wardapp.documents.reader.txt_file import decoded

_ZIPPED = {".zip"}
_SHEETS = {".xlsx", ".xlsm"}
_MAIL = {".eml"}
_OLD_OFFICE = {".doc", ".xls", ".rtf", ".htm", ".html", ".csv", ".md", ".xml"}
_MOST_STRINGS = 200
_HALVES = range(0xD800, 0xE000)  # half letters of UTF-16, none alone
_HEAD_BYTES = 400_000
_TAG = re.compile(r"<[^<>]{1,300}>")
_RTF_WORD = re.compile(r"\\(?:u(-?\d+)\??|'([0-9a-f]{2})|par\b|[a-z]+-?\d* ?)|[{}]")
_WIDE_WORDS = re.compile(
    rb"(?:[\x09\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x01\x1e]|[\r\n\x07]\x00){3,}"
)


def judge_other(name: str, data: bytes) -> None:
    """Raise SecretRefused when words of a file of another kind begin like a secret paper."""
    ending = PurePath(name).suffix.lower()
    if ending in _SHEETS:
        judge(_sheet_strings(Package(data)))
    elif ending in _ZIPPED:
        _judge_archive(data)
    elif ending in _MAIL:
        _judge_mail(data)
    elif ending in _OLD_OFFICE:
        judge_text(_crude_text(ending, data[:_HEAD_BYTES]))


def _sheet_strings(package: Package) -> Iterator[str]:
    """Yield the first strings of a workbook, from its shared strings and inline cells."""
    for name in package.names:
        if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/sheet"):
            root = package.tree(name)
            if root is None:
                continue
            for count, element in enumerate(root.iter("{*}si", "{*}is")):
                if count >= _MOST_STRINGS:
                    break
                yield "".join(_texts(element))


def _texts(element: etree._Element) -> Iterator[str]:
    for child in element.iter("{*}t"):
        yield child.text or ""


def _judge_archive(data: bytes) -> None:
    """Judge the names inside an archive; each one alone, as a line."""
    for name in Package(data).names:
        judge([PurePath(name).stem.replace("_", " ")])


def _judge_mail(data: bytes) -> None:
    message = email.message_from_bytes(data)
    for part in _parts(message):
        if part.get_content_maintype() != "text":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            judge_text(_TAG.sub("\n", decoded(payload)))
    subject = str(message.get("Subject", ""))
    judge([subject])


def _parts(message: Message) -> Iterator[Message]:
    yield from (part for part in message.walk() if isinstance(part, Message))


def _crude_text(ending: str, data: bytes) -> str:
    """Return the words that can be seen in an old Office file without understanding it."""
    if ending == ".rtf":
        return _RTF_WORD.sub(_rtf_letter, data.decode("latin-1"))
    if ending in {".doc", ".xls"}:
        wide = b"".join(piece + b"\n\x00" for piece in _WIDE_WORDS.findall(data))
        return wide.decode("utf-16-le", errors="replace").replace("\x07", "\n")
    return _TAG.sub("\n", decoded(data))


def _rtf_letter(found: re.Match[str]) -> str:
    if found[1]:
        code = int(found[1]) % 0x10000
        return "" if code in _HALVES else chr(code)
    if found[2]:
        return bytes.fromhex(found[2]).decode("cp1258", errors="replace")
    return "\n" if found[0].startswith("\\par") else ""
