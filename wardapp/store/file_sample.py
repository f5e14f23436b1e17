"""A look at kept files at each start: what is gone or altered is brought back from the backups."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from wardapp.core.dispatches import Attachment
from wardapp.core.errors import WardError
from wardapp.core.files import has_hash
from wardapp.store.attachments import FileStore, hashed_path
from wardapp.store.folder import OfficeFolder

MOST = 60
"""Files looked at in one start; the missing are found among all of them."""
MOST_BYTES = 96 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLook:
    """What was found: how many were looked at, which came back from the backups, which are gone."""

    looked_at: int = 0
    brought_back: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def look_at_files(
    folder: OfficeFolder,
    attachments: Iterable[Attachment],
    chance: random.Random,
    stopped: Callable[[], bool],
) -> FileLook:
    """Look at files that are missing or have another size, and at the bytes of a random sample."""
    every = list(attachments)
    chance.shuffle(every)
    looked_at, bytes_read = 0, 0
    back: list[str] = []
    gone: list[str] = []
    for item in every:
        if stopped():
            break
        is_sampled = looked_at < MOST and bytes_read + item.size <= MOST_BYTES
        if is_sampled:
            looked_at, bytes_read = looked_at + 1, bytes_read + item.size
        if _is_there(folder, item, reads=is_sampled):
            continue
        (back if _brought_back(folder, item) else gone).append(item.name)
    return FileLook(looked_at=looked_at, brought_back=tuple(back), gone=tuple(gone))


def _is_there(folder: OfficeFolder, item: Attachment, *, reads: bool) -> bool:
    path = hashed_path(folder.files, item.sha256)
    try:
        if path.stat().st_size != item.size:
            return False
    except OSError:
        return False
    return not reads or has_hash(path, item.sha256)


def _brought_back(folder: OfficeFolder, item: Attachment) -> bool:
    """Put the bytes back under their name from the backups, where they are still their own."""
    kept = hashed_path(folder.backups / "files", item.sha256)
    if not has_hash(kept, item.sha256):
        return False
    with suppress(WardError):
        FileStore(folder.files).keep(kept, item.name, item.role, expect_sha256=item.sha256)
        return True
    return False
