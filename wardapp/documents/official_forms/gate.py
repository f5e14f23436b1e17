"""The gate of official files: what may not come in is refused in one sentence before parsing."""

from __future__ import annotations

import re

from lxml import etree

from wardapp.core.errors import UnreadableFile
from wardapp.core.form_versions import BoundKind
from wardapp.documents.reader import refusals
from wardapp.documents.reader.package import Package
from wardapp.documents.word_archive import Archive

LARGEST = 20 << 20
WORKBOOK = "xl/workbook.xml"
DOCUMENT = "word/document.xml"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HARMLESS = ("/hyperlink",)
_OWN_DISK = re.compile(r"(?:file:///)?[A-Za-z]:[\\/]")  # Word notes where Normal.dotm lay
_ACTIVE = re.compile(r"vbaproject|activex|\.bin$|customui", re.IGNORECASE)
_PRINTER = re.compile(r"printerSettings|/media/|embeddings/", re.IGNORECASE)


def opened(data: bytes) -> tuple[Archive, BoundKind]:
    """Return an official file and its kind; UnreadableFile says in one sentence why it is not."""
    if len(data) > LARGEST:
        raise refusals.too_large(LARGEST >> 20)
    if data.startswith(_OLE):
        raise UnreadableFile(
            "Tệp này là Excel, Word đời cũ hoặc có mật khẩu. Hãy lưu lại dạng .xlsx hoặc .docx, "
            "không mật khẩu, rồi chọn lại."
        )
    if not data.startswith(_ZIP):
        raise UnreadableFile("Tệp này không phải Excel (.xlsx) hay Word (.docx).")
    archive = Archive(data)
    _refuse_active(archive.package)
    if WORKBOOK in archive.package.names:
        return archive, BoundKind.XLSX
    if DOCUMENT in archive.package.names:
        return archive, BoundKind.DOCX
    raise UnreadableFile("Tệp này không phải Excel (.xlsx) hay Word (.docx).")


def _refuse_active(package: Package) -> None:
    """Refuse macros and whatever the file would fetch from elsewhere."""
    for name in package.names:
        if _ACTIVE.search(name) and not _PRINTER.search(name):
            raise UnreadableFile(
                "Tệp có macro hoặc phần tự chạy. Hãy lưu lại dạng .xlsx, .docx không macro rồi "
                "chọn lại."
            )
        if name.startswith("xl/externalLinks/"):
            raise _linked()
    for name in package.names:
        if name.endswith(".rels"):
            _refuse_links(package.tree(name))


def _refuse_links(root: etree._Element | None) -> None:
    for link in () if root is None else root.iter(_RELATION):
        is_outside = link.get("TargetMode", "").casefold() == "external"
        kind, target = link.get("Type", ""), link.get("Target", "")
        is_own_template = kind.endswith("/attachedTemplate") and _OWN_DISK.match(target)
        if is_outside and not kind.endswith(_HARMLESS) and not is_own_template:
            raise _linked()


def _linked() -> UnreadableFile:
    return UnreadableFile(
        "Tệp lấy dữ liệu từ tệp khác bên ngoài. Hãy bỏ các liên kết đó, lưu lại rồi chọn lại."
    )
