"""The few calls into the shell of Windows that make a jump list."""

from __future__ import annotations

import sys


class ShellRefused(Exception):
    """The shell did not do what it was asked; the words say which call, for the log."""


if sys.platform == "win32":
    import ctypes
    from collections.abc import Iterator
    from contextlib import ExitStack, contextmanager
    from ctypes import POINTER, Structure, byref, c_uint, c_void_p, c_wchar_p, wintypes
    from dataclasses import dataclass
    from uuid import UUID

    APARTMENT, IN_PROCESS, TEXT = 2, 1, 31
    RELEASE, QUERY = 2, 0

    class _Guid(Structure):
        _fields_ = (("data", ctypes.c_ubyte * 16),)

        @classmethod
        def of(cls, text: str) -> _Guid:
            return cls.from_buffer_copy(UUID(text).bytes_le)

    class _Key(Structure):
        _fields_ = (("format", _Guid), ("number", wintypes.DWORD))

    class _Value(Structure):  # a PROPVARIANT that holds a text
        _fields_ = (
            ("kind", ctypes.c_ushort),
            ("reserved", ctypes.c_ushort * 3),
            ("text", c_wchar_p),
            ("rest", c_void_p),
        )

    DESTINATIONS = "77f10cf0-3db5-4966-b520-b7c54fd35ed6"
    DESTINATION_LIST = "6332debf-87b5-4670-90c0-5e57b408a49e"
    COLLECTIONS = "2d3468c1-36a7-43b6-ac24-d3f02fd9607a"
    OBJECT_COLLECTION = "5632b1a4-e38a-400a-928a-d4cd63230295"
    OBJECT_ARRAY = "92ca9dcd-5622-4bba-a805-5e9f541bd8c9"
    LINKS = "00021401-0000-0000-c000-000000000046"
    SHELL_LINK = "000214f9-0000-0000-c000-000000000046"
    PROPERTY_STORE = "886d8eeb-8cf2-4446-8d02-cdba1dbdcf99"
    TITLE = _Key(_Guid.of("f29f85e0-4ff9-1068-ab91-08002b27b3d9"), 2)

    @dataclass(frozen=True, slots=True)
    class ShellTask:
        """A line of the jump list: its words, its tip and the arguments it starts us with."""

        title: str
        tip: str
        arguments: str

    class _Object:
        """A COM object; its calls have no names but their places in a table."""

        def __init__(self, pointer: c_void_p) -> None:
            self.pointer = pointer

        def call(self, place: int, *arguments: object) -> None:
            """Call a function of the object; ShellRefused when it says that it failed."""
            table = ctypes.cast(self.pointer, POINTER(POINTER(c_void_p))).contents
            kinds = [type(each) if isinstance(each, _PLAIN) else c_void_p for each in arguments]
            function = ctypes.WINFUNCTYPE(ctypes.c_long, c_void_p, *kinds)(table[place])
            result = function(self.pointer, *arguments)
            if result < 0 and place != RELEASE:
                raise ShellRefused(f"call {place}: {result & 0xFFFFFFFF:#010x}")

        def also(self, interface: str, held: ExitStack) -> _Object:
            """Return the same object by another interface."""
            found = c_void_p()
            self.call(QUERY, byref(_Guid.of(interface)), byref(found))
            return _held(found, held)

    _PLAIN = (c_void_p, c_wchar_p, ctypes.c_int)

    def _held(pointer: c_void_p, held: ExitStack) -> _Object:
        made = _Object(pointer)
        held.callback(made.call, RELEASE)
        return made

    def _made(kind: str, interface: str, held: ExitStack) -> _Object:
        pointer = c_void_p()
        result = ctypes.windll.ole32.CoCreateInstance(
            byref(_Guid.of(kind)), None, IN_PROCESS, byref(_Guid.of(interface)), byref(pointer)
        )
        if result < 0 or not pointer.value:
            raise ShellRefused(f"no {kind}: {result & 0xFFFFFFFF:#010x}")
        return _held(pointer, held)

    @contextmanager
    def _shell() -> Iterator[ExitStack]:
        """Speak to the shell on this thread; what was made in between is given back."""
        ole = ctypes.windll.ole32
        if ole.CoInitializeEx(None, APARTMENT) < 0:
            raise ShellRefused("CoInitializeEx")
        try:
            with ExitStack() as held:
                yield held
        finally:
            ole.CoUninitialize()

    def put_tasks(program: str, tasks: tuple[ShellTask, ...]) -> None:
        """Make the jump list of this program anew; ShellRefused when the shell will not.

        The list belongs to the running process: it has no other identity than its file.
        """
        with _shell() as held:
            target = _made(DESTINATIONS, DESTINATION_LIST, held)
            slots, removed = c_uint(), c_void_p()
            target.call(4, byref(slots), byref(_Guid.of(OBJECT_ARRAY)), byref(removed))
            if removed.value:
                _held(removed, held)
            lines = _made(COLLECTIONS, OBJECT_COLLECTION, held)
            for task in tasks:
                lines.call(5, _link(program, task, held).pointer)
            target.call(7, lines.also(OBJECT_ARRAY, held).pointer)
            target.call(8)

    def _link(program: str, task: ShellTask, held: ExitStack) -> _Object:
        link = _made(LINKS, SHELL_LINK, held)
        link.call(20, c_wchar_p(program))
        link.call(11, c_wchar_p(task.arguments))
        link.call(7, c_wchar_p(task.tip))
        link.call(17, c_wchar_p(program), ctypes.c_int(0))
        store = link.also(PROPERTY_STORE, held)
        store.call(6, byref(TITLE), byref(_Value(kind=TEXT, text=task.title)))
        store.call(7)
        return link
