"""The system's exclusive lock on an open file, on Windows and elsewhere; it falls with the process.

On Windows the locked byte lies far behind the text, because a locked byte cannot be read there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from wardapp.store.refusals import office_disk_refusal

if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 30

    def try_lock(stream: BinaryIO) -> bool:
        """Take the exclusive lock of an open file; False when another process holds it."""
        stream.seek(FAR)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def wait_lock(stream: BinaryIO) -> None:
        """Take the exclusive lock of an open file, waiting for it up to ten seconds."""
        stream.seek(FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)

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

    def wait_lock(stream: BinaryIO) -> None:
        """Take the exclusive lock of an open file, waiting until it is free."""
        fcntl.flock(stream, fcntl.LOCK_EX)

    def unlock(stream: BinaryIO) -> None:
        """Give the lock back."""
        fcntl.flock(stream, fcntl.LOCK_UN)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the exclusive lock of a file for the length of a `with` block, waiting for it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("ab")
        wait_lock(stream)
    except OSError as error:
        raise office_disk_refusal(error, path.parent) from error
    try:
        yield
    finally:
        unlock(stream)
        stream.close()
