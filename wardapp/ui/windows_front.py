"""Lets the window of another process come to the front: Windows asks the one in front first."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes

    ANY_PROCESS = 0xFFFFFFFF

    def let_others_come_forward() -> None:
        """Allow the first window to raise itself: this process was started by the clerk's hand."""
        ctypes.windll.user32.AllowSetForegroundWindow(ANY_PROCESS)

else:

    def let_others_come_forward() -> None:
        """Do nothing: only Windows keeps programs behind."""
