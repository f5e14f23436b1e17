"""Types like UniKey: plain letters as keys, a Vietnamese one by taking back and sending Unicode.

Run inside the prefix by the shipped Python; the window in front receives what is typed. An X server
has no keys for Vietnamese letters, and Windows' input methods send them in just this way.
"""

import ctypes
import sys
import time
import unicodedata
from ctypes import wintypes

KEYBOARD = 1
KEY_UP, UNICODE = 2, 4
BACKSPACE = 8
PAUSE_S = 0.02


class _Key(ctypes.Structure):
    _fields_ = (
        ("vk", wintypes.WORD),
        ("scan", wintypes.WORD),
        ("flags", wintypes.DWORD),
        ("time", wintypes.DWORD),
        ("extra", ctypes.c_size_t),
    )


class _Event(ctypes.Union):
    _fields_ = (("key", _Key), ("room", ctypes.c_byte * 32))


class _Input(ctypes.Structure):
    _fields_ = (("kind", wintypes.DWORD), ("event", _Event))


def send(vk: int, scan: int, flags: int) -> None:
    """Press and release one key."""
    for up in (0, KEY_UP):
        one = _Input(KEYBOARD, _Event(key=_Key(vk, scan, flags | up, 0, 0)))
        ctypes.windll.user32.SendInput(1, ctypes.byref(one), ctypes.sizeof(one))
        time.sleep(PAUSE_S)


def type_letter(letter: str) -> None:
    """Type one letter as an input method does."""
    base = unicodedata.normalize("NFD", letter)[0].translate(str.maketrans("đĐ", "dD"))
    if base != letter:
        send(0, ord(base), UNICODE)
        send(BACKSPACE, 0, 0)
    send(0, ord(letter), UNICODE)


if __name__ == "__main__":
    for each in sys.argv[1]:
        type_letter(each)
