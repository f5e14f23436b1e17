"""Stands before the services of an office, so that none is called on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from wardapp.services.office import Office

PLAIN = {"folder", "title", "read_only", "is_example", "notices", "opened"}
"""What an office is besides its services."""

_ROOMS = ("wardapp.services.", "wardapp.store.", "wardapp.documents.", "wardapp.reports.")


class Watched:
    """A service whose calls are noted, and those of what it gives: `drafting.papers.to_pdf`."""

    def __init__(self, service: Any, name: str, note: Callable[[str], None]) -> None:
        self.service, self._name, self._note = service, name, note

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.service, name)
        whole = f"{self._name}.{name}"
        if not callable(found):
            is_ours = type(found).__module__.startswith(_ROOMS)
            return Watched(found, whole, self._note) if is_ours else found

        def call(*args: Any, **named: Any) -> Any:
            self._note(whole)
            return found(*args, **named)

        return call


def services_of(office: Office) -> tuple[str, ...]:
    """Return the names of all services; a new one is watched from the day it is there."""
    return tuple(item.name for item in fields(Office) if item.name not in PLAIN)


def watched(office: Office, note: Callable[[str], None]) -> Office:
    """Return the office with a watch before each of its services."""
    services = {name: Watched(getattr(office, name), name, note) for name in services_of(office)}
    return replace(office, **services)
