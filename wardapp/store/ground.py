"""What kind of place a folder lies in: a local disk, another machine's disk, a synced folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from wardapp.core.long_paths import reachable, shown, true_place
from wardapp.core.office import Ground
from wardapp.store import windows_places

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
    folder = shown(folder)
    if is_share(folder):
        return Ground.NETWORK
    # Behind a drive made by `subst`, a mapped one, a junction.
    true = true_place(_nearest_existing(folder))
    probe = is_network or lies_on_network
    if is_share(true) or probe(true):
        return Ground.NETWORK
    if any(_is_cloud_name(part) for part in (*folder.absolute().parts, *true.parts)):
        return Ground.CLOUD
    return Ground.CLOUD if _is_kept_in_step((folder.absolute(), true)) else Ground.LOCAL


def is_share(folder: PurePath) -> bool:
    r"""Tell whether a path names another machine: `\\may-chu\so`."""
    return str(folder).startswith(("\\\\", "//"))


def lies_on_network(folder: Path) -> bool:
    """Ask the system whether a folder lies on another machine's disk."""
    if sys.platform == "win32":
        return windows_places.drive_kind(folder.absolute().anchor) == windows_places.REMOTE
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    return is_network_mount(folder.resolve(), mounts.read_text(encoding="utf-8", errors="replace"))


def lies_on_a_stick(folder: Path) -> bool:
    """Tell whether a folder lies on a disk that can be pulled out; known on Windows alone."""
    anchor = shown(folder).absolute().anchor
    return windows_places.drive_kind(anchor) == windows_places.REMOVABLE


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


def lies_in(folder: PurePath, roots: Iterable[str]) -> bool:
    """Tell whether a folder is one of some folders or lies in one."""
    kind = type(folder)
    return any(folder.is_relative_to(kind(root)) for root in roots if root.strip("\\/"))


def _is_kept_in_step(places: tuple[Path, Path]) -> bool:
    """Tell whether the system says of one of the places that a cloud keeps it."""
    roots = (*windows_places.named_by_onedrive(), *windows_places.registered_roots())
    for place in places:
        if lies_in(place, roots) or _is_cloud_name(windows_places.volume_label(place.anchor)):
            return True
    named = places[0]
    return windows_places.has_cloud_mark((named, *named.parents))


def _nearest_existing(folder: Path) -> Path:
    for place in (folder.absolute(), *folder.absolute().parents):
        if reachable(place).exists():
            return place
    return folder.absolute()


def _is_cloud_name(part: str) -> bool:
    name = part.casefold()
    return any(
        name == cloud or name.startswith((f"{cloud} -", f"{cloud} (")) for cloud in CLOUD_NAMES
    )
