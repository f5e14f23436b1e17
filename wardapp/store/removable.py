"""Disks that can be pulled out, and reading what really lies on one, past the system's memory."""

from __future__ import annotations

import mmap
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wardapp.core.exchange import Stick
from wardapp.store import windows_places

MOUNTS = Path("/proc/mounts")
BLOCKS = Path("/sys/class/block")
POINTS = ("/media/", "/run/media/")
"""Where desktops of Linux hang a stick that was put in."""

PIECE = 1 << 20
"""Bytes read at once: whole pages, as reading past the system's memory asks for."""


def sticks() -> tuple[Stick, ...]:
    """Return the removable disks that are in now and can be looked at."""
    if sys.platform == "win32":
        named = [(root, windows_places.volume_label(str(root))) for root in _windows_roots()]
    else:
        mounts = MOUNTS.read_text("utf-8", "replace") if MOUNTS.exists() else ""
        named = [(point, point.name) for point in removable_mounts(mounts)]
    found = []
    for root, label in named:
        with suppress(OSError):  # an empty card reader has a letter and no disk
            used = shutil.disk_usage(root)
            found.append(Stick(root=root, label=label, free=used.free, size=used.total))
    return tuple(found)


def removable_mounts(mounts: str, blocks: Path = BLOCKS) -> tuple[Path, ...]:
    """Return from the text of /proc/mounts where disks hang that can be pulled out."""
    found = []
    for line in mounts.splitlines():
        device, _, rest = line.partition(" ")
        point = rest.split(" ")[0].replace("\\040", " ")
        is_disk = device.startswith("/dev/")
        if is_disk and (point.startswith(POINTS) or _is_removable(Path(device).name, blocks)):
            found.append(Path(point))
    return tuple(dict.fromkeys(found))


def _is_removable(name: str, blocks: Path) -> bool:
    """Tell whether the kernel calls a disk, or the disk a partition lies on, removable."""
    with suppress(OSError):
        place = (blocks / name).resolve()
        for folder in (place, place.parent):
            mark = folder / "removable"
            if mark.is_file():
                return mark.read_text("ascii").strip() == "1"
    return False


def _windows_roots() -> Iterator[Path]:
    for letter in windows_places.drive_letters():
        root = f"{letter}:\\"
        if windows_places.drive_kind(root) == windows_places.REMOVABLE:
            yield Path(root)


def stored_pieces(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file from the disk itself where the system allows, piece by piece.

    Call it after the file was synced: what the system still holds in memory is passed by, so that
    a stick that took nothing is found out.
    """
    yield from _pieces_past_memory(path)


if sys.platform == "win32":

    def _pieces_past_memory(path: Path) -> Iterator[bytes]:
        yield from windows_places.uncached_pieces(path, PIECE)

else:

    def _pieces_past_memory(path: Path) -> Iterator[bytes]:
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECT", 0))
        except OSError:  # a file system without it
            handle = os.open(path, os.O_RDONLY)
        try:
            yield from _read(handle)
        finally:
            os.close(handle)

    def _read(handle: int) -> Iterator[bytes]:
        with suppress(OSError, AttributeError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        left = os.fstat(handle).st_size
        with mmap.mmap(-1, PIECE) as page:  # whole pages in memory: O_DIRECT takes no other
            while left > 0 and (count := os.readv(handle, [page])):
                left -= count
                yield page[:count]
