"""The services of exchange and safety, over one office, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wardapp.core.places import Places
from wardapp.services import last_numbers, recovering, safety_marks
from wardapp.services.backups import Backups
from wardapp.services.desk import Desk
from wardapp.services.devices import Devices
from wardapp.services.exchanging import Around, Exchanging
from wardapp.services.leases import Leases
from wardapp.services.machine_export import MachineExport
from wardapp.services.safety import Safety
from wardapp.services.seals import Seals
from wardapp.services.second_places import SecondPlaces
from wardapp.services.sticks import Sticks
from wardapp.services.syncing import Syncing
from wardapp.store.device_keys import DeviceKeys
from wardapp.store.joint_key import JointKey
from wardapp.store.lock import this_desk
from wardapp.store.opening import OpenFolder


def exchange_services(desk: Desk, places: Places, opened: OpenFolder) -> dict[str, Any]:
    """Return the services that send, take in, merge and keep safe."""
    second = SecondPlaces(desk, opened, places.data)
    backups = Backups(desk, opened, second)
    safety = Safety(desk, opened, backups, second)
    for fact in (last_numbers.unconfirmed, *recovering.FACTS, *safety_marks.FACTS):
        safety.watch(fact)
    return {
        "backups": backups,
        "leases": Leases(desk, places, this_desk(desk.clock.now_ms()).host),
        "devices": Devices(desk, _keys(places, opened)),
        "second_places": second,
        "syncing": Syncing(desk, places.data),
        "safety": safety,
        "seals": Seals(desk, places),
        "recoveries": recovering.Recoveries(opened),
    }


def _keys(places: Places, opened: OpenFolder) -> DeviceKeys:
    """Return the secret of this PC: the one that its accounts share, where they share anything."""
    if places.shared is None:
        return DeviceKeys(places.data)
    return DeviceKeys(places.data, joint=JointKey(places.shared, opened.folder.root))


def exchanging_over(
    desk: Desk, places: Places, known: Mapping[str, Any], reports: Mapping[str, Any]
) -> Exchanging:
    """Return what sends and takes in packages, over the services it goes through."""
    around = Around(
        devices=known["devices"],
        syncing=known["syncing"],
        backups=known["backups"],
        reporting=reports["reporting"],
        exporting=reports["exporting"],
        returns=reports["returns"],
        machine=MachineExport(desk),
        sticks=Sticks(),
    )
    return Exchanging(desk, places, around)
