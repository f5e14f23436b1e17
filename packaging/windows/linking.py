"""Proves that every library which a shipped file imports is shipped as well, or Windows' own."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from common import BuildError, files_below

IMAGES = {".dll", ".exe", ".com", ".pyd"}
# Folders that are searched for every library: the runtime's by Python itself, the others because
# PySide6 and rapidfuzz add them when they are imported.
SEARCHED = ("runtime", "lib/shiboken6", "lib/PySide6", "lib/rapidfuzz.libs")
API_SETS = ("api-ms-win-", "ext-ms-")

PE_OFFSET = 0x3C
OPTIONAL_HEADER = 24
DIRECTORIES_64 = 112
MAGIC_64 = 0x20B
SECTION_SIZE = 40
IMPORTS = (1, 20, 12)
DELAYED = (13, 32, 4)


@dataclass(frozen=True)
class Section:
    """A stretch of a program file: where it stands in memory, and where in the file."""

    address: int
    size: int
    start: int


def see_libraries(program: Path, outside: frozenset[str]) -> None:
    """Refuse a tree in which a library would not be found when the program runs."""
    lacking = [
        f"{name} wants {library}"
        for name, path in files_below(program).items()
        if path.suffix.lower() in IMAGES
        for library in sorted(imported(path.read_bytes()))
        if not is_found(program, path.parent, library, outside)
    ]
    if lacking:
        raise BuildError("Libraries are missing:\n  " + "\n  ".join(lacking))


def is_found(program: Path, folder: Path, library: str, outside: frozenset[str]) -> bool:
    """Return True when Windows has the library or a searched folder holds it."""
    if library in outside or library.startswith(API_SETS):
        return True
    folders = [folder, *(program / name for name in SEARCHED)]
    return any(library in names_in(each) for each in folders)


def names_in(folder: Path) -> set[str]:
    """Return the names in a folder as Windows compares them."""
    return {path.name.lower() for path in folder.iterdir()} if folder.is_dir() else set()


def imported(image: bytes) -> set[str]:
    """Return the libraries that a 64-bit program imports, at once or later, in lower case."""
    (header,) = struct.unpack_from("<I", image, PE_OFFSET)
    count, optional_size = struct.unpack_from("<H12xH", image, header + 6)
    optional = header + OPTIONAL_HEADER
    (magic,) = struct.unpack_from("<H", image, optional)
    if image[header : header + 4] != b"PE\0\0" or magic != MAGIC_64:
        raise BuildError("A shipped program file is not for 64-bit Windows.")
    sections = list(read_sections(image, optional + optional_size, count))
    directories = optional + DIRECTORIES_64
    return {
        name.lower()
        for kind in (IMPORTS, DELAYED)
        for name in names_of(image, directories, kind, sections)
    }


def read_sections(image: bytes, start: int, count: int) -> Iterator[Section]:
    """Return the sections of a program file."""
    for index in range(count):
        size, address, raw_size, raw = struct.unpack_from(
            "<IIII", image, start + index * SECTION_SIZE + 8
        )
        yield Section(address, max(size, raw_size), raw)


def names_of(
    image: bytes, directories: int, kind: tuple[int, int, int], sections: list[Section]
) -> Iterator[str]:
    """Return the library names of one import table; an entry without a name ends it."""
    number, step, field = kind
    (table,) = struct.unpack_from("<I", image, directories + 8 * number)
    entry = place(table, sections) if table else 0
    while entry:
        (name,) = struct.unpack_from("<I", image, entry + field)
        if not name:
            return
        start = place(name, sections)
        yield image[start : image.index(b"\0", start)].decode("ascii")
        entry += step


def place(address: int, sections: list[Section]) -> int:
    """Return where in the file an address of memory lies."""
    for section in sections:
        if section.address <= address < section.address + section.size:
            return address - section.address + section.start
    raise BuildError("A shipped program file names an address that it does not hold.")
