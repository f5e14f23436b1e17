"""What kind of place a folder lies in: a local disk, another machine's disk, a synced folder."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path

from wardapp.core.office import Ground

DRIVE_REMOTE = 4
"""What Windows' GetDriveType returns for a network drive."""

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "davfs"}
)
CLOUD_NAMES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "drive của tôi",
    "icloud drive",
    "iclouddrive",
    "nextcloud",
    "owncloud",
    "pcloud",
    "mega",
)

VolumeProbe = Callable[[Path], bool]
"""Tells whether an existing folder lies on another machine's disk."""


def ground_of(folder: Path, is_network: VolumeProbe | None = None) -> Ground:
    """Return what kind of place a folder, which need not exist yet, lies in."""
    if str(folder).startswith(("\\\\", "//")):
        return Ground.NETWORK
    probe = is_network or lies_on_network
    if probe(_nearest_existing(folder)):
        return Ground.NETWORK
    if any(_is_cloud_name(part) for part in folder.absolute().parts):
        return Ground.CLOUD
    return Ground.LOCAL


def lies_on_network(folder: Path) -> bool:
    """Ask the system whether a folder lies on another machine's disk."""
    if os.name == "nt":
        return _windows_drive_type(folder) == DRIVE_REMOTE
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    return is_network_mount(folder.resolve(), mounts.read_text(encoding="utf-8", errors="replace"))


def is_network_mount(folder: Path, mounts: str) -> bool:
    """Tell from the text of /proc/mounts whether a folder's mount is a network file system."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < len(("device", "point", "kind")):
            continue
        point = fields[1].replace("\\040", " ")
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind in NETWORK_FILE_SYSTEMS or kind == "fuse.sshfs" or kind.startswith("fuse.rclone")


def _windows_drive_type(folder: Path) -> int:
    kernel = getattr(ctypes, "windll", None)
    if kernel is None:
        return 0
    return int(kernel.kernel32.GetDriveTypeW(folder.absolute().anchor))


def _nearest_existing(folder: Path) -> Path:
    for place in (folder.absolute(), *folder.absolute().parents):
        if place.exists():
            return place
    return folder


def _is_cloud_name(part: str) -> bool:
    name = part.casefold()
    return any(
        name == cloud or name.startswith((f"{cloud} -", f"{cloud} (")) for cloud in CLOUD_NAMES
    )
