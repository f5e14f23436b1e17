"""A window that registers one dispatch and is killed in the middle of its work.

Run by a test: `killed_window.py OFFICE DATA`.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Arrival
from wardapp.core.places import Places
from wardapp.services.office import open_office

KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
"""What ends a process at once; Windows has no other signal for it."""


def main(root: Path, data: Path) -> None:
    """Open, register, tell the number, begin a second line and die."""
    top = Path(__file__).resolve().parent.parent
    places = Places(resources=top / "resources", forms=top / "forms", data=data, program=top)
    office = open_office(root, places, SetClock(1_780_627_320_000))
    arrival = Arrival(
        issuer_id=office.catalogue.issuers()[0].id,
        arrival_date=office.desk.today(),
        organ_name="Thành ủy Hà Liên",
        subject="Báo cáo quý II",
    )
    sys.stdout.write(f"{office.intake.register(arrival).arrival_number}\n")
    sys.stdout.flush()
    with office.desk.database.begin(office.desk.command("test", "dở dang")) as tx:
        tx.catalogue.save_settings(office.catalogue.settings())
        os.kill(os.getpid(), KILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
