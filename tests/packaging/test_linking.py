"""Every library that a shipped file wants is shipped beside it or comes with Windows."""

import struct
from pathlib import Path

import pytest
from common import BuildError
from linking import imported, see_libraries

HEADER, OPTIONAL_SIZE, SECTION_AT, ADDRESS = 0x80, 240, 0x400, 0x1000


def image(*at_once: str, later: tuple[str, ...] = ()) -> bytes:
    """Return a 64-bit program file with nothing but its import tables."""
    tables, names = b"", b""
    names_at = 20 * (len(at_once) + 1) + 32 * (len(later) + 1)
    for library in at_once:
        tables += struct.pack("<12xII", ADDRESS + names_at + len(names), 0)
        names += library.encode() + b"\0"
    tables += bytes(20)
    delayed_at = ADDRESS + len(tables)
    for library in later:
        tables += struct.pack("<4xI24x", ADDRESS + names_at + len(names))
        names += library.encode() + b"\0"
    body = tables + bytes(32) + names
    optional = bytearray(OPTIONAL_SIZE)
    struct.pack_into("<H", optional, 0, 0x20B)
    struct.pack_into("<I", optional, 112 + 8, ADDRESS)
    struct.pack_into("<I", optional, 112 + 8 * 13, delayed_at if later else 0)
    head = b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, OPTIONAL_SIZE, 0) + optional
    section = struct.pack("<8sIIII16x", b".idata", len(body), ADDRESS, len(body), SECTION_AT)
    dos = b"MZ" + bytes(0x3A) + struct.pack("<I", HEADER)
    return (dos.ljust(HEADER, b"\0") + head + section).ljust(SECTION_AT, b"\0") + body


def test_imports_are_read_whether_at_once_or_delayed() -> None:
    found = imported(image("KERNEL32.dll", "Qt6Core.dll", later=("MPR.dll",)))
    assert found == {"kernel32.dll", "qt6core.dll", "mpr.dll"}


def test_a_library_beside_the_file_or_of_windows_is_enough(tmp_path: Path) -> None:
    qt = tmp_path / "lib" / "PySide6"
    (qt / "plugins").mkdir(parents=True)
    (qt / "Qt6Core.dll").write_bytes(image("KERNEL32.dll", "api-ms-win-crt-heap-l1-1-0.dll"))
    (qt / "plugins" / "win.dll").write_bytes(image("QT6CORE.dll"))
    see_libraries(tmp_path, frozenset({"kernel32.dll"}))


def test_a_library_that_nothing_brings_is_named_with_who_wants_it(tmp_path: Path) -> None:
    (tmp_path / "WardApp.exe").write_bytes(image("Qt6Network.dll"))
    with pytest.raises(BuildError, match=r"WardApp\.exe wants qt6network\.dll"):
        see_libraries(tmp_path, frozenset())


def test_a_program_for_another_machine_is_refused() -> None:
    for_32_bits = bytearray(image())
    struct.pack_into("<H", for_32_bits, HEADER + 24, 0x10B)
    with pytest.raises(BuildError, match="64-bit"):
        imported(bytes(for_32_bits))
