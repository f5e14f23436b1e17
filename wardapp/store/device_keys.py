"""The secret from which this PC signs: one small file beside `device.json`.

Where the accounts of a PC tell each other what they opened, they sign from one secret instead
(`joint_key`). This one is never in an office folder, a backup or a package. A file that is no
longer what was written is kept aside and a new secret takes its place: the others then see another
key and ask by phone.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from wardapp.core.errors import DiskRefused
from wardapp.core.files import write_whole_by
from wardapp.core.identity import RandomBytes
from wardapp.core.long_paths import reachable
from wardapp.store.file_lock import held
from wardapp.store.joint_key import JointKey

KEY_NAME, ASIDE_NAME = "device.key", "device.key.hong"
SEED_SIZE, LONGEST = 32, 1024
_FORM = "wardapp-key-1"
_PARTS = 3


class DeviceKeys:
    """The memory of this PC and account for its secret; `joint` is what its accounts share."""

    def __init__(
        self,
        data: Path,
        random: RandomBytes = secrets.token_bytes,
        *,
        joint: JointKey | None = None,
    ) -> None:
        self._data = data
        self._joint = joint
        self._path = data / KEY_NAME
        self._random = random

    def seed(self) -> bytes:
        """Return the secret, made on first use; DiskRefused when the folder cannot be used.

        The account's own stands in where the accounts cannot share one.
        """
        joint = self._joint.seed() if self._joint is not None else None
        return joint if joint is not None else self._own()

    def _own(self) -> bytes:
        found = self._read()
        if found is not None:
            return found
        with held(self._data / "device.lock"):
            found = self._read()  # another window may have made it meanwhile
            if found is None:
                found = self._random(SEED_SIZE)
                self._keep_aside()
                write_whole_by(self._path, lambda stream: _write(stream, found), size=LONGEST)
        return found

    def _read(self) -> bytes | None:
        try:
            with reachable(self._path).open("rb") as stream:
                return _seed_in(stream.read(LONGEST))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DiskRefused(
                "Chưa đọc được khóa ký của máy này trong thư mục dữ liệu của WardApp. "
                "Hãy kiểm tra ổ đĩa và quyền đọc, ghi."
            ) from error

    def _keep_aside(self) -> None:
        spoilt = reachable(self._path)
        with suppress(OSError):
            spoilt.replace(spoilt.with_name(ASIDE_NAME))


def _write(stream: BinaryIO, seed: bytes) -> None:
    if sys.platform != "win32":  # there the user's own folder is private already
        os.fchmod(stream.fileno(), stat.S_IRUSR | stat.S_IWUSR)
    stream.write(f"{_FORM} {seed.hex()} {_check(seed)}\n".encode())


def _seed_in(data: bytes) -> bytes | None:
    """Return the secret that a file holds, None when it is not as it was written."""
    try:
        parts = data.decode("ascii").split()
        if len(parts) != _PARTS or parts[0] != _FORM:
            return None
        seed = bytes.fromhex(parts[1])
    except ValueError:
        return None
    return seed if len(seed) == SEED_SIZE and parts[2] == _check(seed) else None


def _check(seed: bytes) -> str:
    return hashlib.sha256(_FORM.encode() + seed).hexdigest()
