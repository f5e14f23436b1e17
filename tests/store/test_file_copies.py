"""Kept files are shared by links where the disk can, and copied where it can't."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from wardapp.core.dispatches import FileRole
from wardapp.core.errors import DiskRefused
from wardapp.store.attachments import FileStore
from wardapp.store.file_copies import copy_tree_of_hashes, hard_link


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with two kept files."""
    files = FileStore(tmp_path / "files")
    for text in ("một", "hai"):
        files.keep(text.encode(), f"{text}.txt", FileRole.ORIGINAL)
    return tmp_path / "files"


def contents(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.glob("??/*")}


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP, errno.EACCES])
def test_a_stick_without_links_gets_copies(kept: Path, tmp_path: Path, number: int) -> None:
    asked = []

    def refusing(path: Path, target: Path) -> None:
        asked.append(path.name)
        raise OSError(number, "FAT knows no links")

    assert copy_tree_of_hashes(kept, tmp_path / "usb", refusing) == 2
    assert len(asked) == 2
    assert contents(tmp_path / "usb") == {"một".encode(), b"hai"}
    assert list((tmp_path / "usb").glob("*.part")) == []
    assert copy_tree_of_hashes(kept, tmp_path / "usb", refusing) == 0


def test_links_share_the_bytes(kept: Path, tmp_path: Path) -> None:
    assert copy_tree_of_hashes(kept, tmp_path / "backups", hard_link) == 2
    assert all(path.stat().st_nlink == 2 for path in (tmp_path / "backups").glob("??/*"))


def test_what_keeps_the_copy_away_as_well_is_told(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "usb").write_bytes(b"a file in the way")
    with pytest.raises(DiskRefused):
        copy_tree_of_hashes(kept, tmp_path / "usb", hard_link)


def test_bytes_that_are_no_longer_their_own_stay_behind(kept: Path, tmp_path: Path) -> None:
    one = next(kept.glob("??/*"))
    one.chmod(0o600)
    one.write_bytes(b"sua")

    assert copy_tree_of_hashes(kept, tmp_path / "usb") == 1
    assert not (tmp_path / "usb" / one.name[:2] / one.name).exists()
