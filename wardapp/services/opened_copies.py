"""Kept files to look at in their own program: always a copy, which can be read but not changed.

The kept original is never handed out. The copy has its real name and is marked read-only, so that
Word or Excel says so and offers “Lưu thành”: nobody believes to have changed what is in the book.
What came from outside also gets Windows' mark of a file from the internet, which is lost when a
file is kept: Office then shows it in its protected view and runs no macro of it.
"""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.files import has_hash, write_whole
from wardapp.services.desk import Desk

DAY_MS = 86_400_000
KEPT_DAYS = 2
SHOWN_HASH = 12
LONGEST_STEM = 80
OWN = frozenset({FileRole.ISSUE_DOCX, FileRole.ISSUE_PDF, FileRole.VERSION, FileRole.WORD_MASTER})
"""What was made here; all else came from outside."""
READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


@dataclass(frozen=True, slots=True)
class OpenedCopies:
    """Hands out copies of kept files from a folder of this PC's data."""

    desk: Desk
    root: Path

    def copy(self, kept: Attachment) -> Path:
        """Return a read-only copy of a kept file; one that is open already is returned again.

        NotFound when the kept file is gone or altered, DiskRefused when there is no room.
        """
        names = _names(self.root / kept.sha256[:SHOWN_HASH], Path(kept.name))
        path = next(each for each in names if not each.exists() or has_hash(each, kept.sha256))
        if not path.exists():
            write_whole(path, self.desk.files.read(kept))
            if kept.role not in OWN:
                _mark_as_foreign(path)
            with suppress(OSError):  # a disk that knows no rights: still only a copy
                path.chmod(READ_ONLY)
        return path

    def sweep(self) -> None:
        """Remove copies of days ago; one that a program still holds open waits for the next."""
        oldest = self.desk.clock.now_ms() - KEPT_DAYS * DAY_MS
        for folder in self.root.iterdir() if self.root.is_dir() else ():
            with suppress(OSError):
                for path in folder.iterdir():
                    if path.stat().st_mtime * 1000 < oldest:
                        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
                        path.unlink()
                folder.rmdir()


def _names(folder: Path, name: Path) -> Iterator[Path]:
    """Yield names for a copy: its own, then numbered ones, where somebody changed the first."""
    stem = name.stem[:LONGEST_STEM]
    yield folder / f"{stem}{name.suffix}"
    number = 2
    while True:
        yield folder / f"{stem} ({number}){name.suffix}"
        number += 1


if sys.platform == "win32":
    MARK_STREAM = ":Zone.Identifier"
    MARK = b"[ZoneTransfer]\r\nZoneId=3\r\n"

    def _mark_as_foreign(path: Path) -> None:
        with suppress(OSError):  # a disk that keeps nothing beside a file (FAT)
            Path(f"{path}{MARK_STREAM}").write_bytes(MARK)

else:

    def _mark_as_foreign(path: Path) -> None:
        """Do nothing: no other system has such a mark."""
