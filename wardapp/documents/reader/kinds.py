"""Which kind a file is, by its first bytes and its name; the two must agree."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from wardapp.core.errors import UnreadableFile
from wardapp.core.reading import FileKind
from wardapp.documents.reader import refusals
from wardapp.documents.reader.package import Package, is_word

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_PDF_WITHIN = 1024
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NAMED = {".docx": FileKind.DOCX, ".pdf": FileKind.PDF, ".txt": FileKind.TXT}
_PICTURES = {".jpg": _JPEG, ".jpeg": _JPEG, ".png": _PNG}
_OFFICE = {".xlsx", ".xlsm", ".pptx", ".docm", ".dotx"}
_TEXT_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)


def kind_of(name: str, data: bytes) -> FileKind:
    """Return the kind of a file; raises UnreadableFile for passwords and for false names."""
    ending = PurePath(name).suffix.lower()
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise refusals.has_password()
    if ending in _NAMED:
        return _named_kind(ending, data)
    if ending in _PICTURES:
        if not data.startswith(_PICTURES[ending]):
            raise refusals.other_content(ending, _real_ending(data))
        return FileKind.SCAN
    if ending in _OFFICE and not data.startswith(_ZIP):
        raise _not(ending, data)
    return FileKind.OTHER


def _named_kind(ending: str, data: bytes) -> FileKind:
    kind = _NAMED[ending]
    right = {
        FileKind.DOCX: data.startswith(_ZIP),
        FileKind.PDF: _PDF in data[:_PDF_WITHIN],
        FileKind.TXT: data.startswith(_TEXT_MARKS) or not _real_ending(data),
    }
    if not right[kind]:
        raise _not(ending, data)
    if kind is FileKind.DOCX and not is_word(Package(data)):
        raise refusals.other_content(ending, "")
    return kind


def _not(ending: str, data: bytes) -> Exception:
    """Return the refusal of bytes that are not what the ending says."""
    real = _real_ending(data)
    if real and real != ending:
        return refusals.other_content(ending, real)
    return refusals.broken()


def _is_word(data: bytes) -> bool:
    try:
        return is_word(Package(data))
    except UnreadableFile:
        return False


def _real_ending(data: bytes) -> str:
    """Return the ending that fits the first bytes, "" when they name no kind."""
    if data.startswith(_OLE):
        return ".doc"
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return ".docx" if _is_word(data) else ".zip"
    for start, ending in ((_PDF, ".pdf"), (_JPEG, ".jpg"), (_PNG, ".png")):
        if data.startswith(start):
            return ending
    return ""
