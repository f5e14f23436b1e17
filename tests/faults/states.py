"""What a disk may hold after the power failed at one moment: states, chosen and written out."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.disk import JOURNALLED, Change, Disk, File, Folder, Node, apply, walk

SECTORS = (512, 4096)
MOST_SINGLE = 12
"""How many of the newest unsynced changes are dropped, or kept, each alone."""

NEVER_CHANGED = ("so/files/", "so/backups/", "usb/")
"""Files below these are replaced, never written into: a state may share them with others."""

Names = dict[Folder, dict[str, Node]]
Making = Callable[[], "State"]


@dataclass(frozen=True, slots=True)
class State:
    """Names and bytes that a disk may hold; bytes stand here only for files with open changes."""

    disk: Disk
    names: Names
    contents: dict[File, bytes]

    def key(self) -> bytes:
        """Return the same bytes for the same tree."""
        digest = hashlib.blake2b(digest_size=12)
        for path, node in sorted(walk(self.disk.root, self.names), key=lambda each: each[0]):
            digest.update(path.encode())
            if isinstance(node, File):
                content = self.contents.get(node)
                digest.update(
                    content if content is not None else b"%d/%d" % (node.id, node.version)
                )
            digest.update(b"\0")
        return digest.digest()

    def write(self, target: Path, shelf: Path) -> None:
        """Write the state out; what never changes is a link to a file on the shelf."""
        target.mkdir()
        for path, node in walk(self.disk.root, self.names):
            if isinstance(node, Folder):
                (target / path).mkdir()
                continue
            content = self.contents.get(node)
            if content is None and path.startswith(NEVER_CHANGED):
                kept = shelf / f"{node.id}-{node.version}"
                if not kept.exists():
                    kept.write_bytes(node.sure)
                os.link(kept, target / path)
            else:
                (target / path).write_bytes(node.sure if content is None else content)


def plain(disk: Disk) -> list[Making]:
    """Return the four plain states of a moment: all, nothing, names or bytes alone."""
    return [
        partial(_plain, disk, has_names=has_names, has_bytes=has_bytes)
        for has_names in (True, False)
        for has_bytes in (True, False)
    ]


def single(disk: Disk) -> list[Making]:
    """Return the states where one change alone was lost, or came, or ended what came."""
    made: list[Making] = []
    for file in disk.dirty:
        last = len(file.pending)
        for at in range(max(0, last - MOST_SINGLE), last):
            without = [*file.pending[:at], *file.pending[at + 1 :]]
            made.append(partial(_one_file, disk, file, without, others=True))
            made.append(partial(_one_file, disk, file, file.pending[: at + 1], others=True))
            made.append(partial(_one_file, disk, file, file.pending[at : at + 1], others=False))
    for at in range(len(disk.namings)):
        made.append(partial(_some_names, disk, range(at), has_bytes=True))
        made.append(partial(_some_names, disk, range(at), has_bytes=False))
        if disk.order != JOURNALLED:
            rest = [each for each in range(len(disk.namings)) if each != at]
            made.append(partial(_some_names, disk, rest, has_bytes=True))
            made.append(partial(_some_names, disk, [at], has_bytes=True))
    return made


def _plain(disk: Disk, *, has_names: bool, has_bytes: bool) -> State:
    picked = range(len(disk.namings)) if has_names else ()
    return _some_names(disk, picked, has_bytes=has_bytes)


def _some_names(disk: Disk, picked: Iterable[int], *, has_bytes: bool) -> State:
    return State(disk, _names(disk, picked), _contents(disk, has_bytes=has_bytes))


def _one_file(disk: Disk, file: File, changes: list[Change], *, others: bool) -> State:
    names = _names(disk, range(len(disk.namings)))
    contents = _contents(disk, has_bytes=others)
    return State(disk, names, contents | {file: _content(file, changes)})


def _contents(disk: Disk, *, has_bytes: bool) -> dict[File, bytes]:
    return {file: _content(file, file.pending if has_bytes else ()) for file in disk.dirty}


def by_chance(disk: Disk, chance: random.Random) -> State:
    """Return one state: each open change dropped, torn, out of order or done, as chance has it."""
    count = len(disk.namings)
    if disk.order == JOURNALLED:
        picked: list[int] = list(range(chance.randint(0, count)))
    else:
        share = chance.choice((0.1, 0.5, 0.9))
        picked = [at for at in range(count) if chance.random() < share]
    contents = {file: _by_chance(file, chance) for file in disk.dirty}
    return State(disk, _names(disk, picked), contents)


def _names(disk: Disk, picked: Iterable[int]) -> Names:
    names: Names = {}
    for at in picked:
        disk.namings[at].apply(names)
    return names


def _content(file: File, changes: Iterable[Change]) -> bytes:
    content = bytearray(file.sure)
    for change in changes:
        apply(content, change)
    return bytes(content)


def _by_chance(file: File, chance: random.Random) -> bytes:
    share = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
    torn = chance.choice((0.0, 0.0, 0.3))
    sector = chance.choice(SECTORS)
    changes = [each for each in file.pending if chance.random() < share]
    if chance.random() < 0.3:
        changes = _out_of_order(changes, chance)
    content = bytearray(file.sure)
    for change in changes:
        if change.data is None or chance.random() >= torn:
            apply(content, change)
        else:
            for piece in chance.choice(TEARS)(change, sector, len(file.sure), chance):
                apply(content, piece)
    if chance.random() < 0.2:  # the length reached the disk, the bytes did not
        longest = max((each.at + len(each.data or b"") for each in file.pending), default=0)
        content.extend(_stale(longest - len(content), chance))
    return bytes(content)


def _stale(length: int, chance: random.Random) -> bytes:
    """Return what stands in a block that nobody wrote: zeros, or what lay there before."""
    if length <= 0:
        return b""
    return bytes(length) if chance.random() < 0.5 else chance.randbytes(length)


def _out_of_order(changes: list[Change], chance: random.Random) -> list[Change]:
    """Mix the writes between two changes of length; those stay where they are."""
    mixed: list[Change] = []
    run: list[Change] = []
    for change in [*changes, None]:
        if change is None or change.data is None:
            chance.shuffle(run)
            mixed += run
            run = []
            if change is not None:
                mixed.append(change)
        else:
            run.append(change)
    return mixed


Tear = Callable[[Change, int, int, random.Random], Iterator[Change]]


def _some_sectors(
    change: Change, sector: int, sure: int, chance: random.Random
) -> Iterator[Change]:
    """Yield the sectors of a write that reached the disk."""
    data, at = change.data or b"", change.at
    while data:
        size = sector - at % sector
        if chance.random() < 0.5:
            yield Change(at, data[:size])
        data, at = data[size:], at + size


def _cut_at_a_byte(
    change: Change, sector: int, sure: int, chance: random.Random
) -> Iterator[Change]:
    """Yield the beginning of a write; inside what was durable a sector is whole or not at all."""
    data = change.data or b""
    length = chance.randint(0, len(data))
    if change.at + length < sure:
        length -= min(length, (change.at + length) % sector)
    if length:
        yield Change(change.at, data[:length])


TEARS: tuple[Tear, ...] = (_some_sectors, _cut_at_a_byte)
