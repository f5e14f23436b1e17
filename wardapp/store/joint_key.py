"""The one secret from which all accounts of a PC sign for an office, made of two halves.

One half lies where every account of the PC reads it, the other in the folder of the office. So it
takes both to sign as this PC: an account that cannot open the office lacks one half, a copy or a
backup of the office on another PC lacks the other. Neither half leaves in a package or a backup.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from wardapp.core.errors import DiskRefused
from wardapp.core.files import patiently, remove_file, sync_folder
from wardapp.core.identity import RandomBytes
from wardapp.core.long_paths import reachable
from wardapp.store.file_lock import held

HALF_NAME, ASIDE_NAME = "device.half", "device.half.hong"
HALF_SIZE, LONGEST = 32, 1024
_FORM = "wardapp-half-1"
_PARTS = 3


class JointKey:
    """The two halves, in the folder that the accounts share and in that of the office."""

    def __init__(
        self, shared: Path, office: Path, random: RandomBytes = secrets.token_bytes
    ) -> None:
        self._shared = shared
        self._office = office
        self._random = random

    def seed(self) -> bytes | None:
        """Return the secret, made on first use; None where one of the halves cannot be kept.

        DiskRefused when a half is there and cannot be read just now.
        """
        halves = [_read(folder) for folder in (self._shared, self._office)]
        if None in halves:
            try:
                with held(self._office / "device.lock"):
                    halves = [self._half(folder) for folder in (self._shared, self._office)]
            except DiskRefused:
                return None
        whole = [half for half in halves if half is not None]
        if len(whole) != len(halves):
            return None
        return hmac.new(whole[0], _FORM.encode() + whole[1], hashlib.sha256).digest()

    def _half(self, folder: Path) -> bytes | None:
        found = _read(folder)
        if found is not None:
            return found
        with suppress(OSError):  # another account's, or a place that only lets read
            real = reachable(folder)
            real.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                (real / HALF_NAME).replace(real / ASIDE_NAME)
            _place(real, self._random(HALF_SIZE))
        return _read(folder)


def _place(folder: Path, half: bytes) -> None:
    """Write a half under its name, unless another account was faster."""
    part = folder / f"{secrets.token_hex(8)}.part"
    try:
        with part.open("xb") as stream:
            stream.write(f"{_FORM} {half.hex()} {_check(half)}\n".encode())
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            if sys.platform == "win32":
                patiently(lambda: part.rename(folder / HALF_NAME))  # refuses a name that is there
            else:
                (folder / HALF_NAME).hardlink_to(part)
        sync_folder(folder)
    finally:
        with suppress(OSError):
            remove_file(part)


def _read(folder: Path) -> bytes | None:
    """Return the half in a folder, None where there is none or it is not as it was written."""
    try:
        with patiently(lambda: reachable(folder / HALF_NAME).open("rb")) as stream:
            return _half_in(stream.read(LONGEST))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DiskRefused(
            "Chưa đọc được khóa ký chung của các tài khoản trên máy này. "
            "Hãy kiểm tra ổ đĩa và quyền đọc, rồi thử lại."
        ) from error


def _half_in(data: bytes) -> bytes | None:
    try:
        parts = data.decode("ascii").split()
        if len(parts) != _PARTS or parts[0] != _FORM:
            return None
        half = bytes.fromhex(parts[1])
    except ValueError:
        return None
    return half if len(half) == HALF_SIZE and parts[2] == _check(half) else None


def _check(half: bytes) -> str:
    return hashlib.sha256(_FORM.encode() + half).hexdigest()
