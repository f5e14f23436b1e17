"""A sentence before there is a window, or when Qt itself cannot be loaded: the system's own box."""

from __future__ import annotations

import ctypes
import sys

ERROR_SIGN = 0x10
IN_FRONT = 0x10000


def show_plain(sentence: str, *, in_box: bool) -> None:
    """Say a sentence on standard error and, with `in_box` on Windows, wait until it is read."""
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
    if in_box and sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, sentence, "WardApp", ERROR_SIGN | IN_FRONT)
