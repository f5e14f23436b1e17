"""Another PC of an office that is there already: a new folder filled from its full package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wardapp.core.check_code import typed_code
from wardapp.core.clock import Clock
from wardapp.core.errors import PackageRefused, WardError
from wardapp.core.exchange import DeviceCard, Manifest, Purpose
from wardapp.core.identity import RecordId
from wardapp.core.places import Places
from wardapp.core.progress import Progress, Silent
from wardapp.documents.reader import FileReader
from wardapp.exchange.package_reading import OpenPackage, open_package
from wardapp.services.backups import BEFORE_IMPORT
from wardapp.services.desk import Desk
from wardapp.services.devices import Devices, card_of
from wardapp.services.exchanging_arrivals import bundled, whole
from wardapp.services.exchanging_receiving import EventsOf, PackageFiles
from wardapp.services.founding import TITLE
from wardapp.services.kept_files import FileGate
from wardapp.services.office import Office, account_name, open_for_command
from wardapp.services.syncing import PackageFacts, Syncing
from wardapp.store.device_keys import DeviceKeys
from wardapp.store.folder import DATABASE_NAME, OfficeFolder, make_office_folder
from wardapp.store.lock import this_desk
from wardapp.store.opening import Opening, create_database


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinWish:
    """The parts of a full package, its password, and the code that was compared by phone."""

    paths: tuple[Path, ...]
    password: str = ""
    code: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Whose office a package would make a copy of, and who signed it."""

    card: DeviceCard
    manifest: Manifest


def is_vacant(folder: Path) -> bool:
    """Tell whether no office lies in a folder, so that one may be made from a package."""
    return not (folder / DATABASE_NAME).exists()


def offered(paths: Sequence[Path], places: Places, password: str = "") -> Offered:
    """Return what a package would make; PackageRefused when it is no full package of an office."""
    places.data.mkdir(parents=True, exist_ok=True)
    with whole(paths, places.data) as path, open_package(path, password) as package:
        _refuse_partial(package)
        return Offered(card=card_of(package.key, package.manifest), manifest=package.manifest)


def full_among(paths: Sequence[Path], places: Places, password: str = "") -> tuple[Path, ...]:
    """Return the file, or the parts, of the first full package among several.

    Raises what the first of them was refused for when none is one.
    """
    refusal: WardError | None = None
    for bundle in bundled(paths):
        try:
            if bundle.missing:
                raise PackageRefused(bundle.missing)
            offered(bundle.paths, places, password)
        except WardError as error:
            refusal = refusal or error
        else:
            return bundle.paths
    raise refusal or PackageRefused("Chưa có gói nào. Hãy chọn gói đầy đủ của sổ.")


def join_office(
    folder: Path, wish: JoinWish, places: Places, clock: Clock, progress: Progress | None = None
) -> Office:
    """Make a copy of an office from its full package, whole or not at all, and open it.

    Raises PackageRefused, with the code to compare, when the code is not that of the key.
    """
    places.data.mkdir(parents=True, exist_ok=True)
    account = wish.account or account_name(clock)
    with (
        whole(wish.paths, places.data) as path,
        open_package(path, wish.password, progress or Silent()) as package,
    ):
        _refuse_partial(package)
        card = card_of(package.key, package.manifest)
        if typed_code(wish.code) != card.code:
            wrong = f"Mã {wish.code} chưa khớp. " if wish.code else ""
            raise PackageRefused(
                f"{wrong}Gói của {card.office_name}, máy {card.device_name}, mã {card.code}. "
                "Hãy gọi điện so mã với máy gửi; đúng mã mới tạo sổ từ gói này."
            )
        opening = Opening(data=places.data, clock=clock, account=account, shared=places.shared)
        fill = partial(_fill, _Filling(package, wish.paths[0].name, places, opening, progress))
        make_office_folder(folder, fill, opening.is_network)
    office = open_for_command(folder, places, clock, account=account)
    office.backups.make_if_changed(BEFORE_IMPORT)
    return office


@dataclass(frozen=True, slots=True)
class _Filling:
    package: OpenPackage
    file_name: str
    places: Places
    opening: Opening
    progress: Progress | None


def _fill(filling: _Filling, folder: OfficeFolder) -> None:
    """Write the package's events and files into the folder of the office to be."""
    package, opening = filling.package, filling.opening
    manifest = package.manifest
    database = create_database(folder, opening, RecordId(manifest.office_id))
    try:
        database.set_local(TITLE, manifest.office_name)
        desk = Desk(database, folder.file_store(), opening.clock, opening.account)
        files = PackageFiles(desk, FileGate(desk, FileReader(filling.places.resources)))
        tuple(files.kept(package, filling.progress or Silent()))
        facts = PackageFacts(
            sha256=package.sha256, file_name=filling.file_name, device_key=package.key
        )
        Syncing(desk).merge(manifest, EventsOf(package), facts)
        Devices(desk, DeviceKeys(filling.places.data)).trust(card_of(package.key, manifest))
        command = desk.command("office.join", f"Thêm máy vào sổ {manifest.office_name}")
        with database.begin(command, undoable=False) as tx:
            tx.keeping.introduce(this_desk(opening.clock.now_ms()).host)
    finally:
        database.close()


def _refuse_partial(package: OpenPackage) -> None:
    manifest = package.manifest
    if manifest.purpose is not Purpose.SYNC:
        raise PackageRefused(
            "Gói này không mang cả sổ nên không tạo được sổ. Ở máy kia hãy Gửi gói, chọn Máy mới."
        )
    if manifest.after:
        raise PackageRefused(
            "Gói này chỉ có phần mới, chưa đủ để tạo sổ. Ở máy kia hãy Gửi gói, chọn Máy mới."
        )
