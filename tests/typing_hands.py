"""Hands that type Vietnamese as typing programs do: Unikey's keys and Windows' own input method.

Unikey and EVKey let the plain letters through, then send Backspaces and the finished letters as
"packets": key events that name no key and carry one letter. Windows' Telex and VNI show the
syllable as a preedit and commit it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_NO_KEYS = Qt.KeyboardModifier.NoModifier


def plain(text: str) -> str:
    """Return the keys that a hand presses first: no marks, đ as d."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in letters if not unicodedata.combining(each))


def by_unikey(text: str, pause: Callable[[], object] = QApplication.processEvents) -> None:
    """Type a text into whatever has the focus, word by word: letters, Backspaces, packets."""
    aim = _Aim()
    for at, word in enumerate(text.split(" ")):
        for letter in f" {plain(word)}" if at else plain(word):
            _press(aim.keys(), letter)
        pause()
        same = _alike(plain(word), word)
        for _letter in plain(word)[same:]:
            _press(aim.keys(), "\b")
        for letter in word[same:]:
            _packet(aim.keys(), letter)
        pause()


def by_input_method(text: str, pause: Callable[[], object] = QApplication.processEvents) -> None:
    """Type a text syllable by syllable: it grows as a preedit, then it is committed."""
    aim = _Aim()
    for at, word in enumerate(text.split(" ")):
        if at:
            _press(aim.keys(), " ")
        for preedit in _growing(word):
            QCoreApplication.sendEvent(aim.writing(), QInputMethodEvent(preedit, []))
        pause()
        done = QInputMethodEvent("", [])
        done.setCommitString(word)
        QCoreApplication.sendEvent(aim.writing(), done)
        pause()


def _growing(word: str) -> Iterator[str]:
    bare = plain(word)
    yield from (bare[:end] for end in range(1, len(bare) + 1))
    yield word


def _packet(target: QWidget, letter: str) -> None:
    """Send a letter as Windows hands VK_PACKET on, under the code that Qt gives it."""
    code = ord(letter.upper()) if len(letter.upper()) == 1 else 0
    key = 0 if unicodedata.combining(letter) else code
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(target, QKeyEvent(kind, key, _NO_KEYS, letter))


def _press(target: QWidget, keys: str) -> None:
    """Press a key as the window gets it: shortcuts are tried first."""
    if keys == "\b":
        QTest.keyClick(target, Qt.Key.Key_Backspace)
    else:
        QTest.keyClicks(target, keys)


class _Aim:
    """Where keys and composed text go: what has the focus, as Qt says it.

    The test screen takes the focus away when a list of proposals shuts, which Windows does not:
    then the widget that had it last is meant.
    """

    def __init__(self) -> None:
        self._last: QWidget | None = None

    def writing(self) -> QWidget:
        """Return what text is composed in."""
        focused = QApplication.focusWidget() or self._last
        assert focused is not None, "nothing has the focus"
        self._last = focused
        return focused

    def keys(self) -> QWidget:
        """Return what gets the keys: an open list hands them on to its line."""
        focused = self.writing()
        return QApplication.activePopupWidget() or focused


def _alike(one: str, other: str) -> int:
    """Return how many letters two words begin with in common."""
    for at, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return at
    return min(len(one), len(other))
