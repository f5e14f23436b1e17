"""What a program did to the files of a folder, call by call, as `recorder.c` writes it down."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("recorder.c")
HEAD = struct.Struct("<cIIQQII")


class Kind(IntFlag):
    """The kinds of calls that a refusal may be limited to."""

    READS = 1
    OPENS = 2  # for writing
    WRITES = 4
    NAMES = 8
    SYNCS = 16
    CLOSES = 32


CHANGES = Kind.OPENS | Kind.WRITES | Kind.NAMES | Kind.SYNCS
"""All that an honest disk can refuse of what changes it."""


class Ending(IntEnum):
    """How the call that was chosen ends."""

    NOTHING = 0
    FAIL_ONE = 1
    FAIL_ALL_LATER = 2
    KILL_BEFORE = 3
    KILL_HALFWAY = 4
    KILL_AFTER = 5
    SHORT_THEN_FAIL = 6


@dataclass(frozen=True, slots=True)
class Op:
    """One call: what (`O`pen, `W`rite, `T`runcate, `S`ync, `R`ename …), on what, which data."""

    what: str
    number: int  # among the calls of the chosen kinds
    handle: int
    a: int
    b: int
    text: str
    data: bytes

    @property
    def is_for_writing(self) -> bool:
        """Tell whether a file was opened to be made or written."""
        return bool(self.a & (os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_RDWR))

    @property
    def facts(self) -> dict[str, Any]:
        """What a mark tells."""
        return dict(json.loads(self.text))


def compiled(folder: Path) -> Path:
    """Compile the recorder into a folder and return it."""
    library, gcc = folder / "recorder.so", shutil.which("gcc")
    assert gcc is not None
    subprocess.run(
        [gcc, "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", library, SOURCE],
        check=True,
    )
    return library


def recorded(log: Path) -> tuple[Op, ...]:
    """Return the calls of a log; one that the model of the disk does not know fails."""
    ops = tuple(_ops(log.read_bytes()))
    unknown = {op.text for op in ops if op.what == "X"}
    assert not unknown, f"calls that the model of the disk does not know: {unknown}"
    return ops


def _ops(data: bytes) -> Iterator[Op]:
    at = 0
    while at < len(data):
        what, number, handle, a, b, text_size, data_size = HEAD.unpack_from(data, at)
        at += HEAD.size
        text = data[at : at + text_size].decode()
        at += text_size
        yield Op(what.decode(), number, handle, a, b, text, data[at : at + data_size])
        at += data_size


class Recorder:
    """The library inside a process that was started with it."""

    def __init__(self) -> None:
        assert "recorder.so" in os.environ.get("LD_PRELOAD", "")
        self._library = ctypes.CDLL(None)
        self._library.faults_calls.restype = ctypes.c_long

    def begin(self, root: Path, log: Path | None) -> None:
        """Watch all below `root` from now on; with `log` also write it down."""
        told = b"" if log is None else os.fsencode(log)
        self._library.faults_begin(os.fsencode(root), told)

    def end(self) -> None:
        """Watch nothing any more."""
        self._library.faults_end()

    def mark(self, facts: dict[str, Any]) -> None:
        """Write into the log that a service returned, and what it acknowledged by that."""
        self._library.faults_mark(json.dumps(facts).encode())

    def choose(self, call: int, ending: Ending, number: int = 0, kinds: Kind = CHANGES) -> None:
        """Let the n-th call of these kinds from now on end otherwise."""
        chosen = ctypes.c_long(call)
        self._library.faults_choose(chosen, int(ending), number, int(kinds))

    def calls(self) -> int:
        """Return how many calls of the chosen kinds there were since."""
        return int(self._library.faults_calls())
