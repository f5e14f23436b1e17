"""Second places: a stick, another disk, a network folder that gets a copy of each backup.

WardApp-12ab34cd/           the shelf of one office; several offices may share a stick
  noi-nay.json              which of the rotating sticks this is
  2026-06-05_07-45-12/      office.db and manifest.json, or office.db.khoa and manifest.khoa
  files/ab/abcdef…          kept files, or
  tep/000012.khoa           kept files that came with one backup, sealed together

What lies here was read back from the disk and compared before it counts. Which places were reached
when is remembered beside the office's own backups, so that a restore forgets nothing of it.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

from wardapp.core.errors import DiskRefused, OfficeDamaged, PackageDamaged
from wardapp.core.files import (
    ROOM_INSIDE,
    has_hash,
    remove_file,
    remove_folder,
    sha256_of,
    sync_folder,
    write_whole,
)
from wardapp.core.long_paths import reachable
from wardapp.store.attachments import hashed_path, is_hash
from wardapp.store.backup import prove, ready
from wardapp.store.backup_manifest import MANIFEST, Facts, read_facts, write_facts
from wardapp.store.backup_shelf import SEALED_NAME, Shelf
from wardapp.store.carrying import keep_carried
from wardapp.store.file_copies import copy_synced, copy_tree_of_hashes
from wardapp.store.folder import DATABASE_NAME, OfficeFolder
from wardapp.store.given_since import unknown
from wardapp.store.leftovers import clear_shelf
from wardapp.store.refusals import second_place_refusal

MARK_NAME = "noi-nay.json"
MEMORY_NAME = "noi-thu-hai.json"
SEALED_MANIFEST = "manifest.khoa"
SEALED_FILES = "tep"
SEALED_LIST = "tep.json"
MOST_PLACES = 20


class Sealer(Protocol):
    """Seals files with the password of the second place."""

    def seal(self, source: Path, target: Path) -> None:
        """Write a sealed copy of a file."""
        ...

    def unseal(self, source: Path, target: Path) -> None:
        """Write the file back that was sealed; PasswordWrong for another password."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One second place that was ever reached: which, where, when, with which backup."""

    mark: str
    path: str
    last_ms: int
    backup: str
    is_sealed: bool = False


class Memory:
    """Which second places an office has, kept beside its own backups."""

    def __init__(self, folder: OfficeFolder) -> None:
        self._path = folder.backups / MEMORY_NAME

    def places(self) -> tuple[Reached, ...]:
        """Return the places, the one reached last first."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            found = [Reached(**each) for each in told]
        except (OSError, ValueError, TypeError, RecursionError):
            return ()
        return tuple(sorted(found, key=lambda each: each.last_ms, reverse=True))

    def remember(self, reached: Reached) -> None:
        """Keep that a place was reached."""
        others = [each for each in self.places() if each.mark != reached.mark]
        kept = [asdict(each) for each in (reached, *others)[:MOST_PLACES]]
        write_whole(self._path, json.dumps(kept, ensure_ascii=False, indent=1).encode())

    def forget(self, mark: str) -> None:
        """Forget a place that is used no longer."""
        kept = [asdict(each) for each in self.places() if each.mark != mark]
        write_whole(self._path, json.dumps(kept, ensure_ascii=False, indent=1).encode())


def copy_there(own: Shelf, name: str, place: Path, now_ms: int, sealer: Sealer | None) -> Reached:
    """Copy a backup to a second place, read it back, compare it; return what was reached.

    DiskRefused where the place is gone, full, or gives back other bytes than it took.
    """
    facts = own.facts(name)
    real = reachable(place, ROOM_INSIDE)
    other = shelf_at(real, facts.office_id)
    try:
        if not real.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(place))
        mark = _mark_of(other)
        clear_shelf(other.root, now_ms)
        other.make_room(facts.size, 1)
        (_copied_sealed if sealer else _copied)(own, facts, (name, other), sealer)
    except OSError as error:
        raise second_place_refusal(error, place) from error
    except DiskRefused as refusal:
        if isinstance(refusal.__cause__, OSError):  # told by a shelf, which takes it for the office
            raise second_place_refusal(refusal.__cause__, place) from refusal
        raise
    return Reached(
        mark=mark, path=str(place), last_ms=now_ms, backup=name, is_sealed=sealer is not None
    )


def shelf_at(place: Path, office_id: str) -> Shelf:
    """Return the shelf of an office in a second place."""
    return Shelf(place / f"WardApp-{office_id[:8]}")


def mark_of(shelf: Shelf) -> str:
    """Return the name that a place was given when it was first used, "" where there is none."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(json.loads((shelf.root / MARK_NAME).read_text(encoding="utf-8"))["mark"])
    return ""


def fetch(there: Shelf, name: str, own: Shelf, sealer: Sealer | None) -> str:
    """Bring a backup of a place onto the office's own shelf, proved; return its name there."""
    facts = there.facts(name)
    new_name = own.free_name(facts.made_ms)
    with own.new(new_name) as part:
        if facts.is_sealed and sealer is not None:
            facts = _unsealed(there, name, part, sealer)
            unseal_files(there, own.files, sealer)
        else:
            copy_synced(there.database(name), part / DATABASE_NAME)
            copy_tree_of_hashes(there.files, own.files)
        prove(part / DATABASE_NAME, facts, name)
        write_facts(part, facts)
    return new_name


def restore_sealed_into(shelf: Shelf, name: str, folder: OfficeFolder, sealer: Sealer) -> None:
    """Fill a new office folder from a sealed backup, as on a new PC; it will be a new replica.

    Nobody knows which numbers were given since: it asks before it gives one.
    """
    facts = _unsealed(shelf, name, folder.root, sealer)
    remove_file(folder.root / MANIFEST)
    ready(folder.database, facts, name)
    keep_carried(folder.database, unknown(facts.made_ms))
    unseal_files(shelf, folder.files, sealer)


def _unsealed(shelf: Shelf, name: str, room: Path, sealer: Sealer) -> Facts:
    """Open database and manifest of a sealed backup into a folder; return the manifest."""
    sealed = shelf.folder(name)
    sealer.unseal(sealed / SEALED_MANIFEST, room / MANIFEST)
    sealer.unseal(sealed / SEALED_NAME, room / DATABASE_NAME)
    facts = read_facts(room)
    if facts is None:
        raise OfficeDamaged("Bản sao lưu ở nơi thứ hai đã hỏng. Hãy chọn bản khác.")
    return facts


def unseal_files(shelf: Shelf, files: Path, sealer: Sealer) -> int:
    """Bring the sealed kept files of a second place into a folder of hashes; return how many."""
    brought = 0
    bundle = files / f"{secrets.token_hex(8)}.part"
    files.mkdir(parents=True, exist_ok=True)
    for path in sorted((shelf.root / SEALED_FILES).glob("*.khoa")):
        try:
            sealer.unseal(path, bundle)
            brought += _unbundled(bundle, files)
        except (OSError, zipfile.BadZipFile) as error:
            raise OfficeDamaged(
                f"Gói tệp kèm {path.name} ở nơi thứ hai đã hỏng nên chưa lấy lại được."
            ) from error
        finally:
            with suppress(OSError):
                remove_file(bundle)
    return brought


def _unbundled(bundle: Path, files: Path) -> int:
    brought = 0
    with zipfile.ZipFile(bundle) as packed:
        for name in packed.namelist():
            target = hashed_path(files, name)
            if not is_hash(name) or target.is_file():
                continue
            part = files / f"{secrets.token_hex(8)}.part"
            target.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(name) as source, part.open("xb") as stream:
                while piece := source.read(1 << 20):
                    stream.write(piece)
                stream.flush()
                os.fsync(stream.fileno())
            if sha256_of(part) == name:
                part.replace(target)
                brought += 1
            else:
                remove_file(part)
    return brought


def _copied(own: Shelf, facts: Facts, there: tuple[str, Shelf], _sealer: Sealer | None) -> None:
    name, other = there
    copy_tree_of_hashes(own.files, other.files)
    with _new(other, facts) as (part, new_facts):
        copy_synced(own.database(name), part / DATABASE_NAME)
        _compare(part / DATABASE_NAME, facts.sha256)
        write_facts(part, new_facts)


def _copied_sealed(
    own: Shelf, facts: Facts, there: tuple[str, Shelf], sealer: Sealer | None
) -> None:
    if sealer is None:
        return
    name, other = there
    _seal_files(own, other, facts.serial, sealer)
    with _new(other, facts) as (part, new_facts):
        sealed = part / SEALED_NAME
        sealer.seal(own.database(name), sealed)
        sealer.seal(own.folder(name) / MANIFEST, part / SEALED_MANIFEST)
        _open_again(sealed, facts.sha256, sealer, own.root)
        # Nothing but when and how much stands open on a stick that may be found by anybody.
        write_facts(
            part, replace(new_facts, is_sealed=True, mark="", counts={}, rows={}, sha256="")
        )
    _remove_open_ones(other)


def _remove_open_ones(other: Shelf) -> None:
    """Take away what lies open on a stick that is sealed from now on."""
    for backup in other.list():
        if not backup.is_sealed:
            other.remove(backup.name)
    if other.files.is_dir():
        remove_folder(other.files)


@contextmanager
def _new(other: Shelf, facts: Facts) -> Iterator[tuple[Path, Facts]]:
    """Give a folder for a backup that becomes whole after the block; then thin out what is old."""
    new_name = other.free_name(facts.made_ms)
    with other.new(new_name) as part:
        yield part, replace(facts, serial=max(facts.serial, other.next_serial()))
    other.prune(new_name)


def _compare(path: Path, sha256: str) -> None:
    """Raise OSError when a disk gives back other bytes than it took."""
    _forget_cached(path)
    if sha256_of(path) != sha256:
        raise OSError(errno.EIO, "the copy reads back otherwise", str(path))


def _open_again(sealed: Path, sha256: str, sealer: Sealer, room: Path) -> None:
    """Raise OSError when what was sealed does not open again as what it was."""
    _forget_cached(sealed)
    trial = room / f".{secrets.token_hex(4)}.khoi-phuc"
    try:
        sealer.unseal(sealed, trial)
        if sha256_of(trial) != sha256:
            raise OSError(errno.EIO, "the sealed copy opens otherwise", str(sealed))
    except PackageDamaged as error:
        raise OSError(errno.EIO, "the sealed copy does not open", str(sealed)) from error
    finally:
        with suppress(OSError):
            remove_file(trial)


def _forget_cached(path: Path) -> None:
    """Have the next reading come from the disk where the system lets us ask for that."""
    if sys.platform == "win32":
        return
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _seal_files(own: Shelf, other: Shelf, serial: int, sealer: Sealer) -> None:
    """Seal the kept files that the place lacks, all of one backup in one bundle."""
    known = _listed(other.root)
    have = {sha256 for bundle in known.values() for sha256 in bundle}
    wanted = sorted(
        path.name
        for path in own.files.glob("??/*")
        if is_hash(path.name) and path.name not in have and has_hash(path, path.name)
    )
    if not wanted:
        return
    folder = other.root / SEALED_FILES
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{serial:06}-{secrets.token_hex(4)}.khoa"
    bundle = own.root / f".{secrets.token_hex(4)}.khoi-phuc"
    part = folder / f"{secrets.token_hex(8)}.part"
    try:
        with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as packed:
            for sha256 in wanted:
                packed.write(hashed_path(own.files, sha256), sha256)
        sealer.seal(bundle, part)
        _open_again(part, sha256_of(bundle), sealer, own.root)
        part.replace(folder / name)
        sync_folder(folder)
    finally:
        for path in (bundle, part):
            with suppress(OSError):
                remove_file(path)
    told = {**known, name: wanted}
    write_whole(other.root / SEALED_LIST, json.dumps(told, indent=1).encode())


def _listed(root: Path) -> dict[str, list[str]]:
    """Return which kept files lie in which bundle; a bundle that is gone holds nothing."""
    try:
        told = json.loads((root / SEALED_LIST).read_text(encoding="utf-8"))
        found = {str(name): [str(each) for each in kept] for name, kept in told.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return {name: kept for name, kept in found.items() if (root / SEALED_FILES / name).is_file()}


def _mark_of(shelf: Shelf) -> str:
    """Return the name of a place, which gets one now when it has none."""
    if known := mark_of(shelf):
        return known
    shelf.root.mkdir(parents=True, exist_ok=True)
    mark = secrets.token_hex(8)
    write_whole(shelf.root / MARK_NAME, json.dumps({"mark": mark}).encode())
    return mark
