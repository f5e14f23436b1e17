"""Packages come and go: a merge, its undo, a copy on a stick."""

from __future__ import annotations

from pathlib import Path

from tests.faults.player import Player
from tests.faults.scenes_of_starting import a_new_office
from tests.two_pcs import packed, second_pc
from wardapp.core.errors import WardError
from wardapp.core.exchange import PackRequest, Purpose, Received, Stick
from wardapp.services.office import Office

FROM_THE_OTHER = "goi"
FOREIGN = "SELECT hash FROM events WHERE replica_id = ?"


def two_copies(player: Player) -> None:
    """Begin with what a second PC of the office sent, which is trusted."""
    a_new_office(player)
    elsewhere = player.home / "may-2"
    elsewhere.mkdir()
    other = second_pc(player.home / "so", elsewhere, player.places, player.clock)
    with other:
        second = Player(elsewhere, player.papers, lambda _: None, player.clock, open=other)
        second.log("tin máy hai")
        (path,) = packed(other, player.home / FROM_THE_OTHER)
        card = other.devices.card()
    player.enter().devices.trust(card)
    player.told()
    player.leave()
    path.rename(path.with_name("goi.wardpack"))


def merge(player: Player) -> None:
    office = player.enter()
    player.log("tin máy một")
    package = player.home / FROM_THE_OTHER / "goi.wardpack"
    received = _received(office, package)
    player.told()
    sender = received.receipt.replica_id
    with office.desk.database.read() as tx:
        foreign = tx.work.connection.exec_driver_sql(FOREIGN, (sender,)).scalars().all()
    player.told(removing=list(foreign))
    office.exchanging.undo(received.receipt.id)
    player.told()
    _received(office, package)
    player.told()
    paths = packed(office, player.home / "out")
    player.exported(*paths)
    player.leave()


def _received(office: Office, package: Path) -> Received:
    (arrival,) = office.exchanging.look_at([package])
    if arrival.refusal:
        raise WardError(arrival.refusal)
    return office.exchanging.receive(arrival)


def copy_to_a_stick(player: Player) -> None:
    office = player.enter()
    stick = Stick(root=player.home / "usb", label="USB", free=1 << 30, size=1 << 30)
    for name in ("một", "hai"):
        player.log(name)
        package = office.exchanging.pack(PackRequest(purpose=Purpose.SYNC, to="Máy kia"))
        player.exported(*office.exchanging.to_stick(package, stick))
    player.leave()
