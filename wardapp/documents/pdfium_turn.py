"""One turn at pdfium at a time: the library is not made for several threads at once.

The window reads and draws PDFs in different lanes; whoever opens a PDF holds the turn until it
is closed again.
"""

from __future__ import annotations

import threading

PDFIUM_TURN = threading.RLock()
