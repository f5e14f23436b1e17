"""The door to files for machines: what writes and reads XML loads when it is first wanted."""

from __future__ import annotations

from typing import BinaryIO

from wardapp.core.machine import DataPackage, EdxmlMessage, ReadEdxml


def write_edxml(stream: BinaryIO, message: EdxmlMessage) -> None:
    """Write a dispatch as an edXML file; NotFound when a kept file was altered."""
    from wardapp.documents.edxml import write_edxml as write

    write(stream, message)


def write_package(stream: BinaryIO, package: DataPackage) -> None:
    """Write a package of data fields and papers; NotFound when a kept file was altered."""
    from wardapp.documents.nd30_package import write_package as write

    write(stream, package)


def read_edxml(data: bytes, name: str) -> ReadEdxml:
    """Return what an edXML file says; UnreadableFile when it is none."""
    from wardapp.documents.edxml_reading import read_edxml as read

    return read(data, name)
