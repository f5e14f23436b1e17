"""This copy goes on under a new name, because another PC writes under the same one."""

from __future__ import annotations

import secrets
from pathlib import Path

from wardapp.core.identity import new_record_id
from wardapp.core.journal import Command
from wardapp.store.database import Database
from wardapp.store.file_lock import held
from wardapp.store.identity import TOKEN_BYTES, Device, Identity
from wardapp.store.lock import this_desk
from wardapp.store.mirror import Mark
from wardapp.store.opening import TOKEN


def go_on_apart(database: Database, data: Path, command: Command) -> None:
    """Give this copy a new name, and have this PC know it; it keeps no numbers until asked.

    `data` is this PC's own folder, where device.json lies.
    """
    database.adopt_replica(
        new_record_id(command.now_ms), command, name=this_desk(command.now_ms).host, in_place=False
    )
    device, token = Device(data), secrets.token_hex(TOKEN_BYTES)
    with held(data / "device.lock"):
        identity = Identity(
            office_id=database.office_id,
            replica_id=database.replica_id,
            token=database.local(TOKEN),
        )
        device.promise(identity, token)
        database.set_local(TOKEN, token)
        device.settle(database.replica_id, token)
    if database.mirror is not None:
        database.mirror_to(database.mirror, Mark(database.replica_id, token))
