"""Which copy of an office folder this is: the token of the database against that of this PC.

A token is renewed at each start in both places. When they differ, the folder was copied, restored
or last used elsewhere: it goes on as a new replica with its own chain of events.

Two Windows accounts of one PC have a data folder each. What an account knows it also lays where the
others can read it; each token has a turn, and the newest of all of them counts. So an office that
two accounts open by turns is one copy, and an older copy put back is still told from it.

A portable program carries this PC's side along, so on Windows that side also knows its disk: on
another stick both were copied together, and two sticks would give the same numbers.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from wardapp.core.errors import DiskRefused
from wardapp.core.files import write_whole
from wardapp.core.long_paths import reachable, shown
from wardapp.store.connecting import connect
from wardapp.store.windows_places import volume_serial

DEVICE_NAME = "device.json"
TOKEN_BYTES = 16
KEPT_REPLICAS = 200
"""How many replicas a device remembers; older ones are forgotten first."""
KEPT_FOLDERS = 5
"""How many folders of one office it remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the database knows of itself: the office, this replica and the token of its last start.

    An empty token marks a restored database, which always becomes a new replica.
    """

    office_id: str
    replica_id: str
    token: str


@dataclass(frozen=True, slots=True)
class _Known:
    """The tokens that hold for a replica, and how often they were renewed."""

    tokens: tuple[str, ...] = ()
    turn: int = 0


class Device:
    """The memory of this PC and account: the tokens of the replicas that were last used here.

    `shared` is where the accounts of this PC lay what they know for each other.
    """

    def __init__(self, data: Path, disk: str | None = None, shared: Path | None = None) -> None:
        self._path = data / DEVICE_NAME
        self._disk = volume_serial(shown(data).absolute().anchor) if disk is None else disk
        self._shared = shared
        owner = hashlib.sha256(str(shown(data).absolute()).encode()).hexdigest()[:16]
        self._laid_out = None if shared is None else shared / f"{owner}.json"

    def knows(self, identity: Identity) -> bool:
        """Tell whether this replica was last started here and has not been copied since."""
        return bool(identity.token) and identity.token in self._newest(identity.replica_id).tokens

    def remembers(self, replica_id: str) -> bool:
        """Tell whether this replica was ever started here, as when an older backup comes back."""
        return bool(self._newest(replica_id).turn)

    def promise(self, identity: Identity, token: str) -> None:
        """Remember the token that is about to be written, beside the one that holds now."""
        self._remember(identity.replica_id, (identity.token, token))

    def settle(self, replica_id: str, token: str) -> None:
        """Remember the one token that holds now."""
        self._remember(replica_id, (token,))

    def other_folder(self, office_id: str, here: Path) -> Path | None:
        """Return another folder of this PC where the same office was opened, and note this one."""
        places = self._read().folders
        mine = str(shown(here).absolute())
        others = [each for each in places.get(office_id, ()) if each != mine]
        kept = [*others[-KEPT_FOLDERS:], mine]
        if places.get(office_id) != kept:
            self._write(replace(self._read(), folders=places | {office_id: kept}))
        found = (Path(each) for each in reversed(others))
        return next((each for each in found if _is_office(each, office_id)), None)

    def _newest(self, replica_id: str) -> _Known:
        every = [self._read(), *self._others()]
        return max((each.replicas.get(replica_id, _Known()) for each in every), key=_turn_of)

    def _remember(self, replica_id: str, tokens: tuple[str, ...]) -> None:
        memory, turn = self._read(), self._newest(replica_id).turn + 1
        known = {name: kept for name, kept in memory.replicas.items() if name != replica_id}
        known[replica_id] = _Known(tokens, turn)
        newest = dict(list(known.items())[-KEPT_REPLICAS:])
        self._write(replace(memory, replicas=newest))
        if self._laid_out is not None:
            with suppress(OSError):  # the others count the office as copied once, as before
                self._laid_out.parent.mkdir(parents=True, exist_ok=True)
                write_whole(self._laid_out, _Memory(newest).packed(self._disk))

    def _write(self, memory: _Memory) -> None:
        write_whole(self._path, memory.packed(self._disk))

    def _read(self) -> _Memory:
        try:
            facts = json.loads(reachable(self._path).read_text(encoding="utf-8"))
            if self._disk and facts.get("disk", "") not in {"", self._disk}:
                return _Memory()
            return _Memory.of(facts)
        except FileNotFoundError:
            return _Memory()
        except (ValueError, KeyError, TypeError, AttributeError):
            return _Memory()  # a spoilt memory only means that folders count as copied once
        except OSError as error:
            raise DiskRefused(
                "Chưa đọc được thư mục dữ liệu của WardApp trên máy này. "
                "Hãy kiểm tra ổ đĩa và quyền đọc, ghi."
            ) from error

    def _others(self) -> Iterator[_Memory]:
        """Yield what the other accounts of this PC know; what cannot be read says nothing."""
        with suppress(OSError):
            paths = sorted(self._shared.glob("*.json")) if self._shared is not None else ()
            for path in paths:
                with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                    if path != self._laid_out:
                        yield _Memory.of(json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class _Memory:
    """What a device file holds: tokens by replica, and in which folders each office was opened."""

    replicas: dict[str, _Known] = field(default_factory=dict)
    folders: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Any) -> _Memory:
        """Return what was read; turns and folders are missing in files of earlier versions."""
        turns, folders = facts.get("turns", {}), facts.get("folders", {})
        return cls(
            {
                str(name): _Known(tuple(map(str, tokens)), max(int(turns.get(name, 1)), 1))
                for name, tokens in facts["replicas"].items()
            },
            {str(name): [str(each) for each in kept] for name, kept in folders.items()},
        )

    def packed(self, disk: str) -> bytes:
        """Return the file."""
        facts = {
            "disk": disk,
            "replicas": {name: list(known.tokens) for name, known in self.replicas.items()},
            "turns": {name: known.turn for name, known in self.replicas.items()},
            "folders": self.folders,
        }
        return json.dumps(facts, indent=1, ensure_ascii=False).encode()


def _turn_of(known: _Known) -> int:
    return known.turn


def _is_office(folder: Path, office_id: str) -> bool:
    """Tell whether an office is still there."""
    path = folder / "office.db"
    try:
        if not path.is_file():
            return False
        with closing(connect(path, mode="ro")) as bare:
            found = bare.execute("SELECT value FROM local WHERE name = 'office_id'").fetchone()
        return found is not None and str(found[0]) == office_id
    except (OSError, sqlite3.Error):
        return False
