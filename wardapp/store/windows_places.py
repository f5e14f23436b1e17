"""What Windows tells of the place of a folder: kind and label of the drive, synced folders, marks.

Elsewhere every answer is that there is nothing to tell.
"""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

REMOVABLE = 2
REMOTE = 4
"""What GetDriveType returns for a stick, and for another machine's disk."""

ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
SYNC_ROOTS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
USER_ROOTS = "UserSyncRoots"
"""Where OneDrive and its like enter the folders that they keep, one value an account."""

LONGEST_LABEL = 261
LETTERS = 26
GENERIC_READ, SHARE_READ, OPEN_EXISTING, NO_BUFFERING = 0x80000000, 1, 3, 0x20000000
"""How a file is opened to be read from the disk itself."""

CLOUD_ATTRIBUTES = 0x00080000 | 0x00100000 | 0x00400000
"""Pinned, unpinned, recall on data access: only synced folders have them."""

CLOUD_TAG, CLOUD_TAG_MASK = 0x9000001A, 0xFFFF0FFF
"""The reparse tags of the cloud files of Windows, 9000001A to 9000F01A."""


def is_cloud_mark(attributes: int, tag: int) -> bool:
    """Tell whether attributes and reparse tag of a folder say that a cloud keeps it."""
    return bool(attributes & CLOUD_ATTRIBUTES) or tag & CLOUD_TAG_MASK == CLOUD_TAG


def named_by_onedrive() -> Iterator[str]:
    """Yield the folders that OneDrive names in the environment of each program."""
    for name in ONEDRIVE_VARIABLES:
        if folder := os.environ.get(name):
            yield folder


def has_cloud_mark(places: Iterable[Path]) -> bool:
    """Tell whether one of some folders carries a mark of a synced folder."""
    for place in places:
        with suppress(OSError):
            facts = place.lstat()
            attributes = getattr(facts, "st_file_attributes", 0)
            if is_cloud_mark(attributes, getattr(facts, "st_reparse_tag", 0)):
                return True
    return False


if sys.platform == "win32":
    import ctypes
    import winreg

    def drive_kind(anchor: str) -> int:
        """Return what GetDriveType says of a drive, 0 when it does not know."""
        return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))

    def drive_letters() -> tuple[str, ...]:
        """Return the letters of the drives that are there now."""
        mask = int(ctypes.windll.kernel32.GetLogicalDrives())
        return tuple(chr(ord("A") + place) for place in range(LETTERS) if mask >> place & 1)

    def uncached_pieces(path: Path, size: int) -> Iterator[bytes]:
        """Yield the bytes of a file as the disk holds them, not as the system remembers them."""
        kernel = ctypes.windll.kernel32
        kernel.CreateFileW.restype = ctypes.c_void_p
        opened = kernel.CreateFileW(
            str(path), GENERIC_READ, SHARE_READ, None, OPEN_EXISTING, NO_BUFFERING, None
        )
        if opened in {None, ctypes.c_void_p(-1).value}:
            raise ctypes.WinError()
        handle = ctypes.c_void_p(opened)
        with mmap.mmap(-1, size) as page:  # whole pages in memory: nothing else is taken
            buffer = (ctypes.c_char * size).from_buffer(page)
            count = ctypes.c_uint32()
            left = path.stat().st_size
            try:
                while left > 0:
                    if not kernel.ReadFile(handle, buffer, size, ctypes.byref(count), None):
                        raise ctypes.WinError()
                    if not count.value:
                        return
                    left -= count.value
                    yield buffer.raw[: count.value]
            finally:
                del buffer  # the page may be given back only when nothing points into it
                kernel.CloseHandle(handle)

    def volume_label(anchor: str) -> str:
        """Return the name of a volume: Google Drive comes as a drive of that name."""
        label = ctypes.create_unicode_buffer(LONGEST_LABEL)
        ask = ctypes.windll.kernel32.GetVolumeInformationW
        return label.value if ask(anchor, label, LONGEST_LABEL, None, None, None, None, 0) else ""

    def volume_serial(anchor: str) -> str:
        """Return the number that a disk got when it was formatted, "" when it has none."""
        serial = ctypes.c_uint32()
        ask = ctypes.windll.kernel32.GetVolumeInformationW
        told = ask(anchor, None, 0, ctypes.byref(serial), None, None, None, 0)
        return f"{serial.value:08x}" if told and serial.value else ""

    def registered_roots() -> Iterator[str]:
        """Yield the folders of every account that some program keeps in step with a cloud."""
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, SYNC_ROOTS) as keepers:
            for at in range(winreg.QueryInfoKey(keepers)[0]):
                with suppress(OSError):
                    yield from _roots(keepers, f"{winreg.EnumKey(keepers, at)}\\{USER_ROOTS}")

    def _roots(keepers: winreg.HKEYType, name: str) -> list[str]:
        with winreg.OpenKey(keepers, name) as accounts:
            count = winreg.QueryInfoKey(accounts)[1]
            return [str(winreg.EnumValue(accounts, at)[1]) for at in range(count)]

else:

    def drive_kind(anchor: str) -> int:
        """Return 0: there are no drives here."""
        del anchor
        return 0

    def drive_letters() -> tuple[str, ...]:
        """Return nothing: there are no drives here."""
        return ()

    def uncached_pieces(path: Path, size: int) -> Iterator[bytes]:
        """Yield nothing: Windows alone is asked this way."""
        del path, size
        yield from ()

    def volume_label(anchor: str) -> str:
        """Return nothing: there are no drives here."""
        del anchor
        return ""

    def volume_serial(anchor: str) -> str:
        """Return nothing: there are no drives here."""
        del anchor
        return ""

    def registered_roots() -> Iterator[str]:
        """Yield nothing: there is no registry here."""
        yield from ()
