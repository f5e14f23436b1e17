"""What a crash or a power cut left half-done in and beside an office folder.

Every such thing has a name of its own, so that nothing else is taken for it, and it goes only when
it is a day old: another window may still be writing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wardapp.core.files import remove_file, remove_folder
from wardapp.store.folder import OfficeFolder

DAY_MS = 24 * 60 * 60 * 1000
_INSIDE = re.compile(
    r"\.[0-9a-f]{8}\.(khoi-phuc|thu|dang-ghi|cuu)|[0-9a-f]{16}\.part|\..{1,40}\.[0-9]+\.part"
)
_BESIDE = re.compile(r"\.[0-9a-f]{8}\.(tao-so|bo)")


def clear_leftovers(folder: OfficeFolder, data: Path, now_ms: int) -> int:
    """Remove what was left a day ago or earlier; return how many things went."""
    inside = (folder.root, folder.files, folder.backups, folder.backups / "files", folder.exports)
    found = [
        *(path for place in (*inside, data) for path in _named(place, _INSIDE)),
        *_named(folder.root.parent, _BESIDE),
    ]
    return sum(_removed(path, now_ms - DAY_MS) for path in found)


def clear_shelf(root: Path, now_ms: int) -> int:
    """Remove what a pulled stick left half-written on a shelf of backups a day ago or earlier."""
    found = [
        path for place in (root, root / "files", root / "tep") for path in _named(place, _INSIDE)
    ]
    return sum(_removed(path, now_ms - DAY_MS) for path in found)


def _named(place: Path, name: re.Pattern[str]) -> Iterator[Path]:
    with suppress(OSError):
        yield from [path for path in place.iterdir() if name.fullmatch(path.name)]


def _removed(path: Path, older_than_ms: int) -> bool:
    with suppress(OSError):
        if path.stat().st_mtime_ns // 1_000_000 >= older_than_ms:
            return False
        if path.is_dir():
            remove_folder(path)
        else:
            remove_file(path)
    return not path.exists()
