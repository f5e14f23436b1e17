"""A model of a disk: what of a record of calls is sure to be there after the power fails.

Sure is what the system promises: `fsync` of a file keeps its bytes, `fsync` of a folder its names.
All else may have reached the disk or not, in any order, whole or torn at sectors. Names come in two
orders: JOURNALLED, as NTFS, ext4 and APFS keep them (in the order they were made, any sync keeps
all before it), and LOOSE, as POSIX allows (each for itself, only by `fsync` of its folder).

Out of scope is a disk that lies: one that says `synced` and is not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.faults.recording import Op

JOURNALLED, LOOSE = "journalled", "loose"
_ids = count(1)


@dataclass(frozen=True, slots=True)
class Change:
    """Bytes written into a file, or with `data` None its new length."""

    at: int
    data: bytes | None


@dataclass(eq=False, slots=True)
class File:
    """A file: what is durable of it, and what was done to it since."""

    sure: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)
    id: int = field(default_factory=lambda: next(_ids))
    version: int = 0

    def sync(self) -> None:
        """Everything done so far is durable."""
        if self.pending:
            for change in self.pending:
                apply(self.sure, change)
            self.pending = []
            self.version += 1


@dataclass(eq=False, slots=True)
class Folder:
    """A folder: names that are durable, and all that are there."""

    sure: dict[str, Node] = field(default_factory=dict)
    names: dict[str, Node] = field(default_factory=dict)


Node = File | Folder


@dataclass(frozen=True, slots=True)
class Naming:
    """One change of names, whole or not at all: entries that get a node or lose it."""

    entries: tuple[tuple[Folder, str, Node | None], ...]

    def apply(self, to: dict[Folder, dict[str, Node]]) -> None:
        """Do it to the names of folders, copied at the first change."""
        for folder, name, node in self.entries:
            names = to.setdefault(folder, dict(folder.sure))
            if node is None:
                names.pop(name, None)
            else:
                names[name] = node


def apply(content: bytearray, change: Change) -> None:
    """Do a change to the bytes of a file; a gap before it reads as zeros."""
    if change.data is None:
        del content[change.at :]
        content.extend(bytes(change.at - len(content)))
        return
    if change.at > len(content):
        content.extend(bytes(change.at - len(content)))
    content[change.at : change.at + len(change.data)] = change.data


class Disk:
    """The disk at one moment of a record; `play` goes on to the next call."""

    def __init__(self, root: Path, source: Path, order: str) -> None:
        self._prefix = os.fspath(root)
        self._handles: dict[int, Node] = {}
        self.order = order
        self.root = _loaded(source)
        self.namings: list[Naming] = []
        self.dirty: list[File] = []

    def play(self, op: Op) -> None:
        """Go on by one call."""
        match op.what:
            case "O":
                self._open(op)
            case "C":
                self._handles.pop(op.handle, None)
            case "W":
                self._change(op.handle, Change(op.a, op.data))
            case "T":
                self._change(op.handle, Change(op.a, None))
            case "S":
                self._sync(self._handles[op.handle])
            case "K":
                pass
            case _:
                self._rename(op)

    def _open(self, op: Op) -> None:
        folder, name = self._place(op.text)
        node: Node | None = folder.names.get(name) if name else folder
        if node is None:
            node = File()
            self._name((folder, name, node))
        self._handles[op.handle] = node
        if op.a & os.O_TRUNC and isinstance(node, File):
            self._change(op.handle, Change(0, None))

    def _change(self, handle: int, change: Change) -> None:
        node = self._handles[handle]
        assert isinstance(node, File)
        if not node.pending:
            self.dirty.append(node)
        node.pending.append(change)

    def _sync(self, node: Node) -> None:
        if isinstance(node, File):
            node.sync()
            self.dirty = [file for file in self.dirty if file is not node]
        if self.order == JOURNALLED:
            self._keep(set(range(len(self.namings))))
        elif isinstance(node, Folder):
            self._keep(self._needed(node))

    def _needed(self, folder: Folder) -> set[int]:
        """Return the namings that a sync of a folder keeps, with those they stand on."""
        kept: set[int] = set()
        entries: set[tuple[int, str]] = set()
        for at in range(len(self.namings) - 1, -1, -1):
            touched = {(id(place), name) for place, name, _ in self.namings[at].entries}
            places = {id(place) for place, _, _ in self.namings[at].entries}
            if id(folder) in places or touched & entries:
                kept.add(at)
                entries |= touched
        return kept

    def _keep(self, kept: set[int]) -> None:
        for at in sorted(kept):
            sure: dict[Folder, dict[str, Node]] = {}
            self.namings[at].apply(sure)
            for folder, names in sure.items():
                folder.sure = names
        self.namings = [each for at, each in enumerate(self.namings) if at not in kept]

    def _rename(self, op: Op) -> None:
        folder, name = self._place(op.text)
        match op.what:
            case "M":
                self._name((folder, name, Folder()))
            case "U" | "D":
                self._name((folder, name, None))
            case "L":
                self._name((*self._place(op.data.decode()), folder.names[name]))
            case "R":
                node = folder.names[name]
                self._name((folder, name, None), (*self._place(op.data.decode()), node))
            case _:
                raise AssertionError(op.what)

    def _name(self, *entries: tuple[Folder, str, Node | None]) -> None:
        for folder, name, node in entries:
            if node is None:
                folder.names.pop(name, None)
            else:
                folder.names[name] = node
        self.namings.append(Naming(entries))

    def _place(self, path: str) -> tuple[Folder, str]:
        """Return folder and name of a path below the root; the root itself has no name."""
        inner = path[len(self._prefix) :].strip("/")
        *folders, name = inner.split("/") if inner else ("",)
        at = self.root
        for each in folders:
            found = at.names[each]
            assert isinstance(found, Folder)
            at = found
        return at, name


def _loaded(source: Path) -> Folder:
    """Return a folder of the real disk, all of it durable."""
    folder = Folder()
    for path in sorted(source.iterdir()):
        if not path.name.endswith("-shm"):
            folder.sure[path.name] = (
                _loaded(path) if path.is_dir() else File(bytearray(path.read_bytes()))
            )
    folder.names = dict(folder.sure)
    return folder


def walk(
    root: Folder, names: dict[Folder, dict[str, Node]], prefix: str = ""
) -> Iterator[tuple[str, Node]]:
    """Yield every path that the names of a state reach, folders first."""
    for name, node in names.get(root, root.sure).items():
        path = f"{prefix}{name}"
        yield path, node
        if isinstance(node, Folder):
            yield from walk(node, names, f"{path}/")
