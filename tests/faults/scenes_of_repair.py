"""An office that is damaged is brought back; its mirror goes on in a new file."""

from __future__ import annotations

from tests.faults.player import Player
from tests.faults.scenes_of_starting import a_new_office
from wardapp.store import mirror

PAGE = 4096
SHORT = 6_000
"""Bytes after which the mirror goes on in a new file here; some lines long."""


def a_damaged_office(player: Player) -> None:
    """Begin with an office whose database lost pages after its last backup."""
    a_new_office(player)
    office = player.enter()
    player.register("ba")
    office.backups.make()
    player.register("bốn")
    player.leave()
    path = player.home / "so" / "office.db"
    data = bytearray(path.read_bytes())
    for page in range(3, len(data) // PAGE, 5):
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(data)


def recover(player: Player) -> None:
    player.enter()
    player.register("sau khi cứu")
    player.leave()


def rotate_the_mirror(player: Player) -> None:
    longest, mirror.LONGEST = mirror.LONGEST, SHORT
    try:
        player.enter()
        for name in ("ba", "bốn", "năm", "sáu", "bảy"):
            player.register(name)
        player.leave()
        player.enter()
        player.register("tám")
        player.leave()
    finally:
        mirror.LONGEST = longest
