"""What a scene begins with."""

from __future__ import annotations

from tests.faults.player import Player


def nothing(player: Player) -> None:
    """Begin in an empty home."""
    for name in ("data", "out", "usb"):
        (player.home / name).mkdir(parents=True)


def a_new_office(player: Player) -> None:
    """Begin with an office that holds a few lines."""
    nothing(player)
    player.create()
    for name in ("một", "hai"):
        player.register(name)
    player.leave()
