"""Throwing an example office away, once the clerk has looked around in it."""

from __future__ import annotations

import secrets
from pathlib import Path

from wardapp.core.clock import Clock
from wardapp.core.errors import OfficeRefused
from wardapp.core.files import patiently, remove_folder
from wardapp.services.founding import EXAMPLE
from wardapp.store.database import Database
from wardapp.store.folder import office_at
from wardapp.store.lock import OfficeLock, this_desk
from wardapp.store.refusals import office_disk_refusal


def discard_example(root: Path, clock: Clock) -> None:
    """Remove an example office, whole; any other office is refused and left as it is.

    Raises OfficeOpenElsewhere while a window has it open.
    """
    folder = office_at(root, lambda _: False)
    with OfficeLock.acquire(root, this_desk(clock.now_ms())):
        database = Database.open(folder.database, read_only=True)
        is_example = bool(database.local(EXAMPLE))
        database.close()
    if not is_example:
        raise OfficeRefused("Đây là sổ thật nên không bỏ được. Chỉ sổ mẫu mới bỏ được.")
    doomed = folder.root.with_name(f".{secrets.token_hex(4)}.bo")
    try:
        # Out of sight at once, whatever the removal still meets.
        patiently(lambda: folder.root.rename(doomed))
    except OSError as error:
        raise office_disk_refusal(error, root) from error
    remove_folder(doomed)
