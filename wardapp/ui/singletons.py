"""A guard against a fault of PySide6 6.12 on Python before 3.12."""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 60


def keep_singletons() -> None:
    """Give None, True, False and NotImplemented references enough to outlive any run.

    PySide6 6.12 is built for the stable interface of Python 3.12, where these never die, and
    returns them without counting. On 3.11 every call that returns None takes a reference away,
    until Python stops with `none_dealloc`. From 3.12 on there is nothing to do.
    """
    if sys.version_info >= (3, 12):
        return
    for single in (None, True, False, NotImplemented):
        ctypes.c_ssize_t.from_address(id(single)).value = _PLENTY
