"""What only Windows has, for tests of the shipped program: files held by others, drives by name."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

GENERIC_READ, GENERIC_WRITE = 0x80000000, 0x40000000
SHARE_NOTHING, SHARE_READ = 0, 1
OPEN_EXISTING = 3
DRIVE_TAKEN_AWAY = 2
VERBATIM = "\\\\?\\"
FOLDERS_END = 248
"""Letters of a path that Windows' call for making a folder takes without further ado."""

DEEP = ("Văn bản đến của Đảng uỷ phường Liên Hồ",) * 8
"""Folders in each other whose path is longer than 300 letters."""


class LongPaths:
    """Listens to Python's own calls of the system: Wine takes long paths that Windows refuses."""

    def __init__(self) -> None:
        self.is_listening = False
        self.refused: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, words: tuple[object, ...]) -> None:
        if not self.is_listening or not event.startswith(("open", "os.", "shutil.", "sqlite3.")):
            return
        for word in words:
            text = unquote(str(word)).removeprefix("file:")
            if (
                isinstance(word, str | Path)
                and len(text) >= FOLDERS_END
                and not text.startswith("\\\\?\\")
            ):
                self.refused.append(f"{event} {text}")


_listener: list[LongPaths] = []


@contextmanager
def heard_long_paths() -> Iterator[list[str]]:
    """Give what Windows would have refused while the block ran, for the sake of length alone."""
    if not _listener:
        _listener.append(LongPaths())
    listener = _listener[0]
    listener.refused.clear()
    listener.is_listening = True
    try:
        yield listener.refused
    finally:
        listener.is_listening = False


class Holder:
    """Another program's hold of a file, until it lets go."""

    def __init__(self, path: Path, share: int = SHARE_READ) -> None:
        assert sys.platform == "win32"
        self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        self._kernel.CreateFileW.restype = ctypes.c_void_p
        self._kernel.CloseHandle.argtypes = [ctypes.c_void_p]
        access = GENERIC_READ | GENERIC_WRITE
        self._handle = self._kernel.CreateFileW(
            str(path), access, share, None, OPEN_EXISTING, 0, None
        )
        assert self._handle != ctypes.c_void_p(-1).value, ctypes.get_last_error()

    def let_go(self) -> None:
        """Close the file; a second call does nothing."""
        if self._handle is not None:
            self._kernel.CloseHandle(self._handle)
            self._handle = None


@contextmanager
def held_by_word(path: Path, share: int = SHARE_READ) -> Iterator[Holder]:
    """Hold a file as Word does: others may read it, or with SHARE_NOTHING not even that."""
    holder = Holder(path, share)
    try:
        yield holder
    finally:
        holder.let_go()


@contextmanager
def drive_for(folder: Path, letter: str) -> Iterator[Path]:
    """Give a folder a drive letter for a moment, as `subst` does."""
    assert sys.platform == "win32"
    kernel = ctypes.windll.kernel32
    assert kernel.DefineDosDeviceW(0, f"{letter}:", str(folder))
    try:
        yield Path(f"{letter}:\\")
    finally:
        kernel.DefineDosDeviceW(DRIVE_TAKEN_AWAY, f"{letter}:", None)
