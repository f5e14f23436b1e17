"""The password of the second place: what it seals with lies on this PC, in no office and no backup.

Only a secret stretched from the password is kept, so that the password itself lies nowhere. Who
forgets it opens these copies on no other PC: nobody can help, and the window says so beforehand.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path

from wardapp.core.errors import BadValue
from wardapp.core.files import write_whole
from wardapp.core.long_paths import reachable
from wardapp.exchange.sealing import seal_file, unseal_file

FILE_NAME = "noi-thu-hai.json"
LEAST_LETTERS = 8
_COST, _BLOCK, _LANES, _MEMORY, _LENGTH = 1 << 14, 8, 1, 64 << 20, 32


class PasswordSealer:
    """Seals and opens files of the second place with a secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def seal(self, source: Path, target: Path) -> None:
        """Write a sealed copy of a file."""
        seal_file(source, target, self._secret)

    def unseal(self, source: Path, target: Path) -> None:
        """Write the file back that was sealed; PasswordWrong for another password."""
        unseal_file(source, target, self._secret)


def sealer_for(password: str, office_id: str) -> PasswordSealer:
    """Return what opens the sealed copies of an office with a typed password."""
    return PasswordSealer(_stretched(password, office_id))


class SecondPassword:
    """What this PC remembers for one office, and sets or forgets when the clerk says so."""

    def __init__(self, data: Path, office_id: str) -> None:
        self._path, self._office_id = data / FILE_NAME, office_id

    def sealer(self) -> PasswordSealer | None:
        """Return what seals the copies, None where they stay open."""
        secret = self._read().get(self._office_id)
        return PasswordSealer(secret) if secret else None

    def set(self, password: str) -> None:
        """Seal every copy from now on. BadValue for a password that is too short."""
        if len(password) < LEAST_LETTERS:
            raise BadValue("password", f"Mật khẩu cần ít nhất {LEAST_LETTERS} chữ.")
        self._write({**self._read(), self._office_id: _stretched(password, self._office_id)})

    def forget(self) -> None:
        """Leave the copies open from now on."""
        self._write({name: kept for name, kept in self._read().items() if name != self._office_id})

    def _read(self) -> dict[str, str]:
        try:
            told = json.loads(reachable(self._path).read_text(encoding="utf-8"))
            return {str(name): str(secret) for name, secret in told.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def _write(self, secrets: dict[str, str]) -> None:
        write_whole(self._path, json.dumps(secrets, indent=1).encode())


def _stretched(password: str, office_id: str) -> str:
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    made = hashlib.scrypt(
        typed,
        salt=f"WardApp second place {office_id}".encode(),
        n=_COST,
        r=_BLOCK,
        p=_LANES,
        maxmem=_MEMORY,
        dklen=_LENGTH,
    )
    return made.hex()
