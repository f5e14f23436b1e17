"""Copying kept files between folders of hashes, without ever leaving half a file under a name."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from wardapp.core.files import CHUNK, make_folder, patiently, sha256_of, sync_folder
from wardapp.store.attachments import hashed_path, is_hash
from wardapp.store.refusals import office_disk_refusal

Link = Callable[[Path, Path], None]
"""Makes the second path a second name of the first file; OSError where the disk has none."""


def hard_link(path: Path, target: Path) -> None:
    """Give a file a second name on the same disk."""
    target.hardlink_to(path)


def copy_synced(source: Path, target: Path) -> None:
    """Copy a file and sync it; OSError when that fails, and then no target."""
    try:
        with source.open("rb") as reader, target.open("xb") as writer:
            shutil.copyfileobj(reader, writer, CHUNK)
            writer.flush()
            os.fsync(writer.fileno())
    except OSError:
        target.unlink(missing_ok=True)
        raise


def copy_tree_of_hashes(source: Path, target: Path, link: Link | None = None) -> int:
    """Bring the kept files that `target` lacks; return how many came.

    `link` shares the bytes where the disk can, so that ten backups cost one file; a stick with FAT
    can't, and gets copies. A file whose bytes are no longer its own is left behind.
    """
    brought = 0
    try:
        for shard in sorted(source.glob("??")):
            names = sorted(_names(shard) - _names(target / shard.name))
            came = sum(_bring(shard / name, target, link) for name in names if is_hash(name))
            if came:  # a backup that names them may be acknowledged: they stay when power fails
                sync_folder(target / shard.name)
            brought += came
    except OSError as error:
        raise office_disk_refusal(error, target) from error
    return brought


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def _bring(path: Path, root: Path, link: Link | None) -> int:
    target = hashed_path(root, path.name)
    make_folder(target.parent)
    if link is not None:
        # Each system has its own words for a disk without links; what is truly wrong meets the
        # copy as well.
        with suppress(OSError):
            link(path, target)
            return 1
    part = root / f"{secrets.token_hex(8)}.part"
    try:
        copy_synced(path, part)
        if sha256_of(part) != path.name:
            return 0
        patiently(lambda: part.replace(target))
    finally:
        part.unlink(missing_ok=True)
    return 1
