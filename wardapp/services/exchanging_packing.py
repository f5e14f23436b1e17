"""From what a purpose puts into a package to the file, or the parts of it, that travel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wardapp.core.dispatches import Attachment
from wardapp.core.errors import BadValue
from wardapp.core.exchange import (
    PACKAGE_ENDING,
    Head,
    Manifest,
    Packed,
    PackedFile,
    PackRequest,
    Purpose,
)
from wardapp.core.files import disk_refusal, remove_file
from wardapp.core.journal import Event
from wardapp.core.text import one_line
from wardapp.exchange.package_writing import write_package
from wardapp.exchange.splitting import split
from wardapp.services.desk import Desk
from wardapp.services.devices import Devices
from wardapp.services.file_stems import safe_stem
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.services.sticks import free_name

SMALLEST_PART = 100_000
LONGEST_NOTE = 500
STEMS = {
    Purpose.SYNC: "Dong bo",
    Purpose.REPORT: "Bao cao",
    Purpose.DISPATCH: "Van ban",
    Purpose.CATALOGUE: "Danh muc",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What goes into one package; `events` are read once, while the package is written."""

    made_ms: int
    events: Iterable[Event] = ()
    event_count: int = 0
    after: tuple[Head, ...] = ()
    upto: tuple[Head, ...] = ()
    known: tuple[Head, ...] = ()
    entries: Mapping[str, bytes] = field(default_factory=dict)
    files: tuple[tuple[PackedFile, Path], ...] = ()
    missing: tuple[PackedFile, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    office_name: str = ""


class Packer:
    """Writes packages of this copy, signed with the key of this PC."""

    def __init__(self, desk: Desk, devices: Devices) -> None:
        self._desk = desk
        self._devices = devices

    def write(self, contents: Contents, request: PackRequest, target: Path) -> Packed:
        """Write a package, whole or not at all, in parts when a size is asked for.

        A folder as target gives the package its name in it.
        """
        note = one_line(request.note)[:LONGEST_NOTE]
        refuse_secret_words(note)
        _checked_size(request.split_at)
        manifest = self._manifest(contents, request.purpose, note)
        if target.is_dir():
            target = free_name(target, self.file_name(request, manifest))
        sha256 = write_package(
            manifest,
            events=contents.events,
            entries=contents.entries,
            files={file.sha256: path for file, path in contents.files},
            key=self._devices.signing_key(),
            target=target,
            password=request.password,
        )
        try:
            size = target.stat().st_size
            paths: tuple[Path, ...] = (target,)
            if request.split_at is not None and size > request.split_at:
                paths = split(target, request.split_at)
                remove_file(target)
        except OSError as error:
            raise disk_refusal(error, target) from error
        return Packed(paths=paths, sha256=sha256, size=size, manifest=manifest)

    def file_name(self, request: PackRequest, manifest: Manifest) -> str:
        """Return the name a package gets: what it is, from whom, for whom, on which day."""
        parts = [STEMS[request.purpose], manifest.office_name]
        if request.to:
            parts.append(f"gửi {one_line(request.to)}")
        parts.append(f"{self._desk.today():%Y-%m-%d}")
        return safe_stem(" - ".join(filter(None, parts))) + PACKAGE_ENDING

    def _manifest(self, contents: Contents, purpose: Purpose, note: str) -> Manifest:
        card = self._devices.card()
        return Manifest(
            purpose=purpose,
            office_id=self._desk.database.office_id,
            office_name=contents.office_name or card.office_name,
            replica_id=self._desk.database.replica_id,
            device_name=card.device_name,
            made_ms=contents.made_ms,
            after=contents.after,
            upto=contents.upto,
            known=contents.known,
            event_count=contents.event_count,
            files=tuple(file for file, _ in contents.files),
            missing=contents.missing,
            entries=tuple(contents.entries),
            facts=contents.facts,
            note=note,
        )


def kept_files(desk: Desk, named: Iterable[Attachment]) -> tuple[tuple[PackedFile, Path], ...]:
    """Return kept files as a package takes them, each once; one that is gone is left out.

    What a gate refused or a purge removed is not here, though old events still name it.
    """
    found: dict[str, tuple[PackedFile, Path]] = {}
    for each in named:
        path = desk.files.find(each.sha256)
        if path is not None and each.sha256 not in found:
            size = path.stat().st_size
            found[each.sha256] = (
                PackedFile(sha256=each.sha256, size=size, name=one_line(each.name)), path
            )  # fmt: skip
    return tuple(found.values())


def _checked_size(split_at: int | None) -> None:
    if split_at is not None and split_at < SMALLEST_PART:
        raise BadValue("split_at", "Mỗi phần của gói từ 0,1 MB trở lên.")
