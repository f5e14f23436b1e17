"""The one-window lock of an office: who holds it, since when, and a lock that dies with its owner.

The file `office.lock` names the holder for people; the system's own lock on it is what counts. It
falls with the process, so a crash never keeps the clerk of the same PC out.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from wardapp.core.clock import moment_of
from wardapp.core.errors import OfficeLeftOpen, OfficeOpenElsewhere, OfficeOpenHere
from wardapp.core.long_paths import reachable
from wardapp.store.file_lock import try_lock, unlock
from wardapp.store.refusals import office_disk_refusal

LOCK_NAME = "office.lock"
MAX_INFO = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds an office: PC, account, process and the instant it was opened."""

    host: str
    account: str
    pid: int
    since_ms: int

    @property
    def where(self) -> str:
        """Return the PC and account as a sentence names them."""
        return f"{self.host} ({self.account})" if self.account else self.host

    @property
    def since(self) -> str:
        """Return the time of day, with the date, at which the office was opened."""
        moment = moment_of(self.since_ms)
        return f"{moment:%H:%M} ngày {moment.day:02}/{moment.month}/{moment.year}"


def this_desk(now_ms: int) -> Holder:
    """Return this process as a holder."""
    return Holder(host=_host(), account=_account(), pid=os.getpid(), since_ms=now_ms)


class OfficeLock:
    """The held lock of an office folder; release it, or leave the `with` block, to give it back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream: BinaryIO | None = stream

    @classmethod
    def acquire(cls, folder: Path, me: Holder, *, take_over: bool = False) -> OfficeLock:
        """Return the lock, now held by `me`.

        Raises OfficeOpenHere or OfficeOpenElsewhere while a live process holds it, and
        OfficeLeftOpen when another PC left its mark and `take_over` is not given.
        """
        path = reachable(folder, len(LOCK_NAME) + 1) / LOCK_NAME
        try:
            stream = path.open("r+b" if path.exists() else "w+b")
        except OSError as error:
            raise office_disk_refusal(error, path.parent) from error
        if not try_lock(stream):
            stream.close()
            raise _refusal(read_holder(folder), me)
        holder = read_holder(folder)
        if holder is not None and holder.host != me.host and not take_over:
            unlock(stream)
            stream.close()
            raise OfficeLeftOpen(holder.where, holder.since)
        lock = cls(stream)
        try:
            _put(stream, json.dumps(asdict(me), ensure_ascii=False))
        except OSError as error:
            lock.release()
            raise office_disk_refusal(error, path.parent) from error
        return lock

    @property
    def is_held(self) -> bool:
        """Return True until the lock is given back."""
        return self._stream is not None

    def release(self) -> None:
        """Give the lock back; a second call does nothing.

        On a disk that is full or gone the holder's name may stay, but the lock falls all the same.
        """
        stream, self._stream = self._stream, None
        if stream is None:
            return
        with suppress(OSError):
            _put(stream, "")
        with suppress(OSError):
            unlock(stream)
        with suppress(OSError):
            stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _put(stream: BinaryIO, text: str) -> None:
    stream.seek(0)
    stream.truncate()
    stream.write(text.encode())
    stream.flush()


def read_holder(folder: Path) -> Holder | None:
    """Return who is written in the lock file, None when nobody or nothing readable is."""
    try:
        path = reachable(folder, len(LOCK_NAME) + 1) / LOCK_NAME
        text = path.read_bytes()[:MAX_INFO].decode()
        facts = json.loads(text)
        return Holder(
            host=str(facts["host"]),
            account=str(facts["account"]),
            pid=int(facts["pid"]),
            since_ms=int(facts["since_ms"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # a lock file cut short by a crash names nobody


def held_here(folder: Path, me: Holder) -> bool:
    """Return whether a living process of the same PC and account holds the office."""
    holder = read_holder(folder)
    if holder is None or (holder.host, holder.account) != (me.host, me.account):
        return False
    try:
        with (reachable(folder, len(LOCK_NAME) + 1) / LOCK_NAME).open("r+b") as stream:
            if not try_lock(stream):
                return True
            unlock(stream)
    except OSError:
        return False  # a folder that is gone is told by what opens it
    return False


def _refusal(holder: Holder | None, me: Holder) -> OfficeOpenElsewhere:
    if holder is None:
        return OfficeOpenElsewhere("này", "vừa xong")
    if (holder.host, holder.account) == (me.host, me.account):
        return OfficeOpenHere(holder.where, holder.since)
    return OfficeOpenElsewhere(holder.where, holder.since)


def _host() -> str:
    """Return the name of this PC; on Windows not by `platform`, which asks WMI for seconds."""
    if sys.platform == "win32" and (name := os.environ.get("COMPUTERNAME")):
        return name
    return platform.node()


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""  # an account without a name still has a process id
