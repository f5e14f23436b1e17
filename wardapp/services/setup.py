"""Setting an office up: example profiles, profiles from a file, where the folder may lie."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.clock import Clock
from wardapp.core.errors import BadValue, OfficeRefused
from wardapp.core.files import ROOM_INSIDE
from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.long_paths import reachable
from wardapp.core.office import Ground, PlaceAdvice
from wardapp.core.places import Places
from wardapp.core.profile import GuideChoice, GuideKind, OfficeProfile
from wardapp.core.text import fold
from wardapp.services.guide import guide_profile as suggested_profile
from wardapp.services.profile_reading import NewId, read_profile
from wardapp.store.folder import refuse_bad_ground, refuse_bad_target
from wardapp.store.ground import VolumeProbe, ground_of

__all__ = [
    "GuideChoice",
    "GuideKind",
    "default_office_folder",
    "example_profile",
    "guide_profile",
    "place_advice",
    "profile_from_toml",
]

PROGRAM = "WardApp"
EXAMPLES = ("party", "state")


def example_profile(kind: str, places: Places, clock: Clock) -> OfficeProfile:
    """Return an example office, `party` or `state`; every name in it is invented."""
    if kind not in EXAMPLES:
        raise BadValue("example", f"Không có sổ mẫu “{kind}”. Hãy chọn party hoặc state.")
    return profile_from_toml(places.example / f"{kind}.toml", clock)


def profile_from_toml(path: Path, clock: Clock) -> OfficeProfile:
    """Return the office a TOML file declares; faults name the line, the field and the remedy."""
    return read_profile(path, _new_ids(clock))


def guide_profile(choice: GuideChoice, clock: Clock) -> OfficeProfile:
    """Return the office that the first page of the guide suggests, for the clerk to change.

    Signers and the clerk have no names yet; those left without a name are not kept.
    """
    return suggested_profile(choice, _new_ids(clock))


def default_office_folder(
    places: Places, title: str, is_network: VolumeProbe | None = None
) -> Path:
    """Return a free folder for an office of this title in the user's data folder.

    In the home folder instead where that lies badly, as when the portable program was unpacked on
    a desktop that OneDrive keeps.
    """
    stem = fold(title).replace("/", "-").replace(" ", "-").strip("-")[:40] or "so"
    homes = (places.data, Path.home() / PROGRAM)
    good = (home for home in homes if ground_of(home, is_network) is Ground.LOCAL)
    offices = next(good, places.data) / "offices"
    folder, copy = offices / stem, 1
    while (real := reachable(folder, ROOM_INSIDE)).exists() and any(real.iterdir()):
        copy += 1
        folder = offices / f"{stem}-{copy}"
    return folder


def place_advice(
    folder: Path, places: Places, title: str = "", is_network: VolumeProbe | None = None
) -> PlaceAdvice:
    """Tell whether an office may be made in a folder, and where it should lie if not there.

    A network drive or a synced folder is proposed as the second place for backups.
    """
    try:
        refuse_bad_ground(folder, is_network)
    except OfficeRefused as refusal:
        return PlaceAdvice(
            ok=False,
            sentence=refusal.sentence,
            proposed=default_office_folder(places, title or folder.name, is_network),
            second_backup=folder,
        )
    try:
        refuse_bad_target(folder, is_network)
    except OfficeRefused as refusal:
        proposed = default_office_folder(places, title or folder.name, is_network)
        return PlaceAdvice(ok=False, sentence=refusal.sentence, proposed=proposed)
    return PlaceAdvice(ok=True)


def _new_ids(clock: Clock) -> NewId:
    def new_id() -> RecordId:
        return new_record_id(clock.now_ms())

    return new_id
