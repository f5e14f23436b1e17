"""What Windows tells programs about sleep, and what a program may tell it about log-off."""

from __future__ import annotations

import sys

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    WM_POWERBROADCAST = 0x218
    SUSPEND, RESUME_SUSPEND, RESUME_AUTOMATIC = 0x4, 0x7, 0x12
    KIND = b"windows_generic_MSG"

    class PowerEvents(QObject):
        """Tells when the PC is about to sleep and when it has woken."""

        sleeps = Signal()
        woke = Signal()

        def __init__(self, app: QCoreApplication) -> None:
            super().__init__(app)
            self._app, self._filter = app, _PowerFilter(self)
            app.installNativeEventFilter(self._filter)

        def stop(self) -> None:
            """Listen no more."""
            self._app.removeNativeEventFilter(self._filter)

    class _PowerFilter(QAbstractNativeEventFilter):
        def __init__(self, told: PowerEvents) -> None:
            super().__init__()
            self._told = told

        def nativeEventFilter(
            self, kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> tuple[bool, int]:
            if kind == KIND:
                found = wintypes.MSG.from_address(int(message))
                if found.message == WM_POWERBROADCAST:
                    self._tell(found.wParam)
            return False, 0

        def _tell(self, what: int) -> None:
            if what == SUSPEND:
                self._told.sleeps.emit()
            elif what in {RESUME_SUSPEND, RESUME_AUTOMATIC}:
                self._told.woke.emit()

    def block_log_off(window: int, reason: str) -> None:
        """Let Windows show why the log-off waits."""
        ctypes.windll.user32.ShutdownBlockReasonCreate(wintypes.HWND(window), reason)

    def unblock_log_off(window: int) -> None:
        """Let the log-off go on."""
        ctypes.windll.user32.ShutdownBlockReasonDestroy(wintypes.HWND(window))

else:

    class PowerEvents(QObject):
        """Tells nothing: only Windows speaks of sleep to its programs."""

        sleeps = Signal()
        woke = Signal()

        def __init__(self, app: QCoreApplication) -> None:
            super().__init__(app)

        def stop(self) -> None:
            """Listen no more."""

    def block_log_off(window: int, reason: str) -> None:
        """Do nothing: the session manager was asked already."""

    def unblock_log_off(window: int) -> None:
        """Do nothing: nothing was blocked."""
