"""Paths of any length: reached by Windows' verbatim form, shown without it.

Windows' old calls end at 260 letters unless an administrator lifted that. A path in verbatim form
passes them by; it must be whole, with backslashes, and no program shows it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SHORT = 240
"""Below this every call works: files end at 260 letters, folders at 248."""

LONGEST_NAME = 255
"""Letters (UTF-16) that a name between two separators may have on every disk of Windows."""

_VERBATIM = "\\\\?\\"
_VERBATIM_SHARE = "\\\\?\\UNC\\"
_DEVICE = "\\\\.\\"
_SHARE = "\\\\"


def reachable(path: Path, room: int = 0) -> Path:
    """Return a path as the system can reach it, however long; other than given only on Windows.

    `room` is the length of what will yet be joined to it.
    """
    if sys.platform != "win32":
        return path
    return as_reached(path, os.path.normpath(path.absolute()), room)


def as_reached(path: Path, whole: str, room: int = 0) -> Path:
    """Return the path where its whole form is short enough, else the verbatim form of that."""
    if len(whole) + room < SHORT:
        return path
    return type(path)(verbatim(whole))


def verbatim(whole: str) -> str:
    """Return a whole Windows path in the form that has no limit of length."""
    if whole.startswith((_VERBATIM, _DEVICE)):
        return whole
    if whole.startswith(_SHARE):
        return f"{_VERBATIM_SHARE}{whole.removeprefix(_SHARE)}"
    return f"{_VERBATIM}{whole}"


def shown(path: Path) -> Path:
    """Return a path as a clerk knows it, without the verbatim form."""
    text = str(path)
    if text.startswith(_VERBATIM_SHARE):
        return type(path)(f"{_SHARE}{text.removeprefix(_VERBATIM_SHARE)}")
    return type(path)(text.removeprefix(_VERBATIM))


def true_place(path: Path) -> Path:
    """Return where a path leads to behind links and drives made for folders, as it is shown.

    Where the system cannot say, the path as it is named.
    """
    try:
        return shown(reachable(path).resolve())
    except OSError:
        return shown(path.absolute())


def is_name_too_long(name: str) -> bool:
    """Tell whether no disk of Windows takes a name because of its length."""
    return len(name.encode("utf-16-le", errors="surrogatepass")) > LONGEST_NAME * 2
