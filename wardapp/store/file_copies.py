"""Copying kept files between folders of hashes, without ever leaving half a file under a name."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from pathlib import Path

from wardapp.core.files import CHUNK, sha256_of
from wardapp.store.attachments import hashed_path, is_hash
from wardapp.store.refusals import office_disk_refusal

NO_LINKS = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EACCES}


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


def copy_tree_of_hashes(source: Path, target: Path, *, link: bool) -> int:
    """Bring the kept files that `target` lacks; return how many came.

    `link` shares the bytes by a hard link where the disk can, so that ten backups cost one file.
    A file whose bytes are no longer its own is left behind.
    """
    brought = 0
    try:
        for shard in sorted(source.glob("??")):
            for name in sorted(_names(shard) - _names(target / shard.name)):
                if is_hash(name):
                    brought += _bring(shard / name, target, link=link)
    except OSError as error:
        raise office_disk_refusal(error, target) from error
    return brought


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def _bring(path: Path, root: Path, *, link: bool) -> int:
    target = hashed_path(root, path.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    if link:
        try:
            target.hardlink_to(path)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
        else:
            return 1
    part = root / f"{secrets.token_hex(8)}.part"
    try:
        copy_synced(path, part)
        if sha256_of(part) != path.name:
            return 0
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return 1
