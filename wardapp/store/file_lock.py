"""The system's exclusive lock on an open file, on Windows and elsewhere; it falls with the process.

On Windows the locked byte lies far behind the text, because a locked byte cannot be read there.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from wardapp.core.errors import StoreBusy
from wardapp.core.files import Pause
from wardapp.core.long_paths import reachable
from wardapp.store.refusals import office_disk_refusal

if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 30
    BETWEEN_S = 0.02
    TRIES = 1500

    def try_lock(stream: BinaryIO) -> bool:
        """Take the exclusive lock of an open file; False when another process holds it."""
        stream.seek(FAR)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def wait_lock(stream: BinaryIO, pause: Pause) -> None:
        """Take the exclusive lock of an open file, waiting for it; StoreBusy after long waiting.

        What Windows has for waiting asks once a second only.
        """
        for _ in range(TRIES):
            if try_lock(stream):
                return
            pause(BETWEEN_S)
        raise StoreBusy("Sổ đang bận ở cửa sổ khác. Hãy chờ vài giây rồi làm lại.")

    def unlock(stream: BinaryIO) -> None:
        """Give the lock back."""
        stream.seek(FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def try_lock(stream: BinaryIO) -> bool:
        """Take the exclusive lock of an open file; False when another process holds it."""
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def wait_lock(stream: BinaryIO, pause: Pause) -> None:
        """Take the exclusive lock of an open file, waiting until it is free, without pauses."""
        del pause
        fcntl.flock(stream, fcntl.LOCK_EX)

    def unlock(stream: BinaryIO) -> None:
        """Give the lock back."""
        fcntl.flock(stream, fcntl.LOCK_UN)


@contextmanager
def held(path: Path, pause: Pause = time.sleep) -> Iterator[None]:
    """Hold the exclusive lock of a file for the length of a `with` block, waiting for it."""
    real = reachable(path)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        stream = real.open("ab")
    except OSError as error:
        raise office_disk_refusal(error, path.parent) from error
    with stream:
        wait_lock(stream, pause)
        try:
            yield
        finally:
            unlock(stream)
