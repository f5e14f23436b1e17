"""Second places of the backups: a stick, another disk, a network folder; several may take turns."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from wardapp.core.errors import (
    DiskRefused,
    NotFound,
    PackageRefused,
    PasswordNeeded,
    UnreadableFile,
)
from wardapp.core.files import ROOM_INSIDE
from wardapp.core.journal import Backup
from wardapp.core.long_paths import reachable, shown
from wardapp.core.safety import SecondPlace
from wardapp.services.desk import Desk
from wardapp.services.second_password import PasswordSealer, SecondPassword, sealer_for
from wardapp.store.backup import restore_into, shelf_of
from wardapp.store.backup_shelf import Shelf
from wardapp.store.folder import OfficeFolder, make_office_folder
from wardapp.store.opening import OpenFolder
from wardapp.store.second_places import (
    Memory,
    copy_there,
    fetch,
    mark_of,
    restore_sealed_into,
    shelf_at,
)

NEEDED = "Bản sao lưu này có mật khẩu. Hãy gõ mật khẩu của nơi thứ hai."
HOUR_MS = 60 * 60 * 1000
COPIED_EACH_MS = 8 * HOUR_MS
"""Copies made by the hour reach the second place no more often than this."""


class SecondPlaces:
    """Copies each backup to the second place, and brings backups back from there."""

    def __init__(self, desk: Desk, opened: OpenFolder, data: Path) -> None:
        self._desk, self._opened = desk, opened
        self._memory = Memory(opened.folder)
        self._password = SecondPassword(data, desk.database.office_id)

    @property
    def wanted(self) -> Path | None:
        """Return the place of the settings, None while none is chosen."""
        name = self._desk.settings().second_backup
        return Path(name) if name else None

    def places(self, *, look: bool = True) -> tuple[SecondPlace, ...]:
        """Return every place that was ever reached, the last one first.

        Looking whether they are there may last where a network does not answer; without `look`
        `is_there` is None.
        """
        wanted = self.wanted
        return tuple(
            SecondPlace(
                **asdict(each),
                is_there=self._is_there(Path(each.path), each.mark) if look else None,
                is_wanted=wanted is not None and Path(each.path) == wanted,
            )
            for each in self._memory.places()
        )

    def forget(self, mark: str) -> None:
        """Forget a place that is used no longer; what lies there stays."""
        self._memory.forget(mark)

    def last_ms(self) -> int | None:
        """Return when a second place was last reached, None when never."""
        return max((each.last_ms for each in self._memory.places()), default=None)

    def is_due(self) -> bool:
        """Tell whether the last copy there is hours old."""
        last_ms = self.last_ms()
        return last_ms is None or abs(self._desk.clock.now_ms() - last_ms) >= COPIED_EACH_MS

    def lacks(self, name: str) -> bool:
        """Tell whether the place is there again and lacks this backup for hours."""
        wanted = self.wanted
        if wanted is None or not self.is_due() or not reachable(wanted).is_dir():
            return False
        return all(each.backup != name for each in self._memory.places())

    def copy(self, name: str) -> str:
        """Copy a backup to the place of the settings; return a sentence when that place refuses.

        The copy was read back, and opened again where it is sealed, before it counts.
        """
        wanted = self.wanted
        if wanted is None:
            return ""
        own, now_ms = shelf_of(self._opened.folder), self._desk.clock.now_ms()
        try:
            reached = copy_there(own, name, wanted, now_ms, self._password.sealer())
            self._memory.remember(reached)
        except DiskRefused as refusal:
            return refusal.sentence
        except (UnreadableFile, PackageRefused):
            name = wanted.name or str(wanted)
            return f"Bản chép ở nơi thứ hai “{name}” không đọc lại được. Hãy dùng USB, ổ đĩa khác."
        return ""

    def copy_to(self, place: Path, name: str) -> None:
        """Copy a backup to any place now; DiskRefused where it cannot be reached or read back."""
        own, now_ms = shelf_of(self._opened.folder), self._desk.clock.now_ms()
        self._memory.remember(copy_there(own, name, place, now_ms, self._password.sealer()))

    @property
    def is_sealed(self) -> bool:
        """Tell whether copies are sealed with a password from now on."""
        return self._password.sealer() is not None

    def set_password(self, password: str) -> None:
        """Seal each copy from now on. Who forgets the password cannot open them on another PC."""
        self._password.set(password)

    def forget_password(self) -> None:
        """Leave each copy open from now on; those made before stay sealed."""
        self._password.forget()

    def kept_at(self, place: Path) -> tuple[Backup, ...]:
        """Return this office's backups in a place, newest first."""
        return self._shelf(place).list()

    def fetch(self, place: Path, name: str, password: str = "") -> str:
        """Bring a backup of a place onto the office's own shelf; return its name there.

        From there it is looked into and restored like any other. Without `password` that of this
        PC is tried. PasswordNeeded, PasswordWrong, OfficeDamaged or DiskRefused.
        """
        there, own = self._shelf(place), shelf_of(self._opened.folder)
        sealer: PasswordSealer | None = None
        if there.facts(name).is_sealed:
            known = self._password.sealer()
            office_id = self._desk.database.office_id
            sealer = sealer_for(password, office_id) if password else known
            if sealer is None:
                raise PasswordNeeded(NEEDED)
        return fetch(there, name, own, sealer)

    def fetch_newest(self, place: Path, password: str = "") -> str:
        """Bring the newest backup of a place onto the office's own shelf; return its name."""
        kept = self.kept_at(place)
        if not kept:
            raise NotFound(f"Không thấy bản sao lưu nào của sổ này ở {place}.")
        return self.fetch(place, kept[0].name, password)

    def _shelf(self, place: Path) -> Shelf:
        return shelf_at(reachable(place, ROOM_INSIDE), self._desk.database.office_id)

    def _is_there(self, place: Path, mark: str) -> bool:
        try:
            return mark_of(self._shelf(place)) == mark
        except OSError:
            return False


def backups_at_second_place(place: Path) -> tuple[tuple[Path, tuple[Backup, ...]], ...]:
    """Return each office's shelf in a second place with its backups."""
    place = reachable(place, ROOM_INSIDE)
    shelves = (place, *sorted(place.glob("WardApp-*")))
    return tuple((shown(root), Shelf(root).list()) for root in shelves if Shelf(root).list())


def bring_back(place: Path, target: Path, password: str = "") -> None:
    """Make a new office folder from the newest backup of a second place.

    Raises NotFound when the place holds none, PasswordNeeded or PasswordWrong for a sealed one.
    """
    shelves = backups_at_second_place(place)
    if not shelves:
        raise NotFound("Không thấy bản sao lưu nào của WardApp trong thư mục này.")
    shelf, kept = max(shelves, key=lambda each: each[1][0].made_ms)
    restore_elsewhere(shelf, kept[0].name, target, password)


def restore_elsewhere(shelf: Path, name: str, target: Path, password: str = "") -> None:
    """Make a new office folder from a backup of a second place, as after a PC was lost."""
    there = Shelf(reachable(shelf, ROOM_INSIDE))
    facts = there.facts(name)
    if facts.is_sealed and not password:
        raise PasswordNeeded(NEEDED)

    def fill(folder: OfficeFolder) -> None:
        if facts.is_sealed:
            sealer = sealer_for(password, facts.office_id)
            restore_sealed_into(there, name, folder, sealer)
        else:
            restore_into(there, name, folder)

    make_office_folder(target, fill)
