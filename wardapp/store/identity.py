"""Which copy of an office folder this is: the token of the database against that of this PC.

A token is renewed at each start in both places. When they differ, the folder was copied, restored
or last used elsewhere: it goes on as a new replica with its own chain of events.

A portable program carries this PC's side along, so on Windows that side also knows its disk: on
another stick both were copied together, and two sticks would give the same numbers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.errors import DiskRefused
from wardapp.core.files import write_whole
from wardapp.core.long_paths import reachable, shown
from wardapp.store.windows_places import volume_serial

DEVICE_NAME = "device.json"
TOKEN_BYTES = 16
KEPT_REPLICAS = 200
"""How many replicas a device remembers; older ones are forgotten first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the database knows of itself: the office, this replica and the token of its last start.

    An empty token marks a restored database, which always becomes a new replica.
    """

    office_id: str
    replica_id: str
    token: str


class Device:
    """The memory of this PC and account: the tokens of the replicas that were last used here."""

    def __init__(self, data: Path, disk: str | None = None) -> None:
        self._path = data / DEVICE_NAME
        self._disk = volume_serial(shown(data).absolute().anchor) if disk is None else disk

    def knows(self, identity: Identity) -> bool:
        """Tell whether this replica was last started here and has not been copied since."""
        tokens = self._read().get(identity.replica_id, [])
        return bool(identity.token) and identity.token in tokens

    def remembers(self, replica_id: str) -> bool:
        """Tell whether this replica was ever started here, as when an older backup comes back."""
        return replica_id in self._read()

    def promise(self, identity: Identity, token: str) -> None:
        """Remember the token that is about to be written, beside the one that holds now."""
        self._remember(identity.replica_id, [identity.token, token])

    def settle(self, replica_id: str, token: str) -> None:
        """Remember the one token that holds now."""
        self._remember(replica_id, [token])

    def _remember(self, replica_id: str, tokens: list[str]) -> None:
        known = self._read()
        known.pop(replica_id, None)
        known[replica_id] = tokens
        newest = dict(list(known.items())[-KEPT_REPLICAS:])
        facts = {"disk": self._disk, "replicas": newest}
        text = json.dumps(facts, indent=1, ensure_ascii=False)
        write_whole(self._path, text.encode())

    def _read(self) -> dict[str, list[str]]:
        try:
            facts = json.loads(reachable(self._path).read_text(encoding="utf-8"))
            if self._disk and facts.get("disk", "") not in {"", self._disk}:
                return {}
            known = facts["replicas"]
            return {str(name): [str(token) for token in tokens] for name, tokens in known.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, KeyError, TypeError, AttributeError):
            return {}  # a spoilt memory only means that folders count as copied once
        except OSError as error:
            raise DiskRefused(
                "Chưa đọc được thư mục dữ liệu của WardApp trên máy này. "
                "Hãy kiểm tra ổ đĩa và quyền đọc, ghi."
            ) from error
