"""Packages that lie before the clerk: who signed each, what it holds, which comes first."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from wardapp.core.errors import (
    PackageRefused,
    PackageWaits,
    PasswordNeeded,
    PasswordWrong,
    WardError,
)
from wardapp.core.exchange import Arrival, Head, Manifest, MergePreview, Purpose, Trust
from wardapp.core.files import disk_refusal, remove_file
from wardapp.core.identity import RecordId
from wardapp.core.progress import Progress, Silent
from wardapp.exchange.package_reading import OpenPackage, open_package, signer_of
from wardapp.exchange.splitting import PartHead, join, part_of
from wardapp.services.desk import Desk
from wardapp.services.devices import Devices
from wardapp.services.exchanging_sync import missing_words

JOINED = ".ghep"
TRUSTED = frozenset({Trust.TRUSTED, Trust.OWN})
AFTER_OTHERS = "Gói này nối tiếp gói ở trên; xem trước được sau khi nhận gói đó."
NOT_TRUSTED = "Chưa tin máy ký gói này nên chưa mở ra xem."
_LOOKING = "Đang xem gói"
_SHOWN_PARTS = 8


class Looker(Protocol):
    """Tells what an open package of one purpose would do: its preview and its lines."""

    def __call__(self, package: OpenPackage) -> tuple[MergePreview, tuple[str, ...]]:
        """Return preview and lines; WardError says why it cannot be taken in."""
        ...


@dataclass(frozen=True, slots=True)
class Bundle:
    """The file, or all parts, of one package; `missing` says which parts are not here."""

    paths: tuple[Path, ...]
    missing: str = ""
    is_split: bool = False


class Arrivals:
    """Looks at packages; nothing is kept of them."""

    def __init__(self, desk: Desk, devices: Devices, lookers: Mapping[Purpose, Looker]) -> None:
        self._desk = desk
        self._devices = devices
        self._lookers = lookers

    def look_at(
        self,
        paths: Sequence[Path],
        passwords: Mapping[Path, str],
        progress: Progress | None = None,
    ) -> tuple[Arrival, ...]:
        """Return each package in the order they should be taken in, whatever order they came in.

        Parts of one package become one arrival. A package that builds on one that is not here
        `waits`; one that builds on another of these comes after it.
        """
        told = progress or Silent()
        found = []
        bundles = bundled(paths)
        for at, bundle in enumerate(bundles):
            told.step(at, len(bundles), f"{_LOOKING} {bundle.paths[0].name}")
            password = next((passwords[path] for path in bundle.paths if path in passwords), "")
            found.append(self._looked(bundle, password))
        return self._in_order(found)

    def _looked(self, bundle: Bundle, password: str) -> Arrival:
        arrival = Arrival(
            path=bundle.paths[0], sha256="", parts=bundle.paths if bundle.is_split else ()
        )
        if bundle.missing:
            return replace(arrival, refusal=bundle.missing, lacks_parts=bundle.is_split)
        try:
            with whole(bundle.paths, working_folder(self._desk)) as path:
                return self._opened(path, arrival, password)
        except WardError as refusal:
            return replace(arrival, refusal=refusal.sentence)

    def _opened(self, path: Path, arrival: Arrival, password: str) -> Arrival:
        signer = signer_of(path)
        known = replace(
            arrival,
            sha256=signer.sha256,
            card=self._devices.card_of(signer.key),
            trust=self._devices.trust_of(signer.key),
            received_ms=self._received_ms(signer.sha256),
        )
        try:
            with open_package(path, password) as package:
                return self._read(package, known)
        except PasswordNeeded:
            return replace(known, needs_password=True)
        except PasswordWrong as refusal:
            return replace(known, needs_password=True, refusal=refusal.sentence)

    def _read(self, package: OpenPackage, arrival: Arrival) -> Arrival:
        manifest = package.manifest
        trust = self._devices.trust_of(package.key, manifest)
        arrival = replace(
            arrival,
            manifest=manifest,
            card=self._devices.card_of(package.key, manifest),
            trust=trust,
        )
        refusal = self._foreign(manifest)
        if refusal:
            return replace(arrival, refusal=refusal)
        if trust not in TRUSTED:
            return replace(arrival, lines=(NOT_TRUSTED,))
        missing = self._missing(manifest)
        if missing:
            return replace(arrival, refusal=missing, waits=True)
        try:
            preview, lines = self._lookers[manifest.purpose](package)
        except PackageWaits as waiting:
            return replace(arrival, refusal=waiting.sentence, waits=True)
        return replace(arrival, preview=preview, lines=lines)

    def _foreign(self, manifest: Manifest) -> str:
        """Return why a package is not for this office, "" when it is."""
        is_own = manifest.office_id == self._desk.database.office_id
        if manifest.purpose is Purpose.SYNC and not is_own:
            return (
                f"Gói đồng bộ này của {manifest.office_name or 'cơ quan khác'}, không phải của sổ "
                "đang mở. Hãy mở đúng sổ rồi nhận."
            )
        if manifest.purpose is not Purpose.SYNC and is_own:
            return "Gói này do chính sổ này làm để gửi nơi khác nên không nhận vào đây."
        return ""

    def _missing(self, manifest: Manifest) -> str:
        if manifest.purpose is not Purpose.SYNC:
            return ""
        with self._desk.database.read() as tx:
            told = missing_words(tx, manifest.after)
        if not told:
            return ""
        return f"Gói này nối tiếp một gói chưa nhận ({told}). Nhận gói đó rồi thả lại gói này."

    def _received_ms(self, sha256: str) -> int | None:
        """Return when a package was taken in here last, None when it never was, or taken back."""
        with self._desk.database.read() as tx:
            receipts = tx.exchanges.own_receipts()
        same = (each for each in receipts if each.package_sha256 == sha256)
        return next((each.received_ms for each in same if each.undone_ms is None), None)

    def _in_order(self, arrivals: Sequence[Arrival]) -> tuple[Arrival, ...]:
        """Put packages that build on each other in their order; those no longer wait."""
        with self._desk.database.read() as tx:
            here = {head.replica_id: head.seq for head in tx.merging.heads()}
        left, ordered = list(arrivals), []
        while left:
            ready = next((each for each in left if _follows(each, here)), None)
            if ready is None:
                break
            left.remove(ready)
            ordered.append(_after_others(ready))
            for head in _upto(ready):
                here[head.replica_id] = max(head.seq, here.get(head.replica_id, 0))
        return (*ordered, *left)


def _follows(arrival: Arrival, here: Mapping[RecordId, int]) -> bool:
    if not arrival.waits or arrival.manifest is None:
        return True
    after = arrival.manifest.after
    # One that lacks nothing by its own places waits for what the merge itself missed.
    lacks = [head for head in after if head.seq > here.get(head.replica_id, 0)]
    return not lacks and bool(after)


def _after_others(arrival: Arrival) -> Arrival:
    if not arrival.waits:
        return arrival
    notices = MergePreview(notices=(AFTER_OTHERS,))
    return replace(arrival, waits=False, refusal="", preview=notices)


def _upto(arrival: Arrival) -> Iterable[Head]:
    is_taken = arrival.manifest is not None and not arrival.refusal and arrival.trust in TRUSTED
    return arrival.manifest.upto if is_taken and arrival.manifest else ()


def bundled(paths: Sequence[Path]) -> tuple[Bundle, ...]:
    """Return one bundle a package, the parts of a split one together, in the order they came."""
    parts: dict[str, list[tuple[Path, PartHead]]] = {}
    order: list[str] = []
    single: dict[str, Bundle] = {}
    for path in dict.fromkeys(paths):
        try:
            head = part_of(path)
        except WardError as refusal:
            single[str(path)] = Bundle((path,), refusal.sentence)
            order.append(str(path))
            continue
        name = head.whole if head is not None else str(path)
        if name not in order:
            order.append(name)
        if head is None:
            single[name] = Bundle((path,))
        else:
            parts.setdefault(name, []).append((path, head))
    return tuple(single[name] if name in single else _joined(parts[name]) for name in order)


def _joined(parts: list[tuple[Path, PartHead]]) -> Bundle:
    there = {head.number for _, head in parts}
    count = parts[0][1].count
    missing = [number for number in range(1, count + 1) if number not in there]
    paths = tuple(path for path, _ in sorted(parts, key=lambda each: each[1].number))
    if not missing:
        return Bundle(paths, is_split=True)
    shown = ", ".join(map(str, missing[:_SHOWN_PARTS])) + ("…" if missing[_SHOWN_PARTS:] else "")
    told = f"Gói chia {count} phần, còn thiếu phần {shown}. Hãy đưa thêm, trước sau đều được."
    return Bundle(paths, told, is_split=True)


@contextmanager
def whole(paths: Sequence[Path], folder: Path) -> Iterator[Path]:
    """Give one path to a package: the file itself, or its parts joined in a folder for now."""
    if len(paths) == 1 and part_of(paths[0]) is None:
        yield paths[0]
        return
    target = folder / f".{secrets.token_hex(4)}{JOINED}"
    try:
        join(paths, target)
        yield target
    finally:
        with suppress(OSError):
            remove_file(target)


def working_folder(desk: Desk) -> Path:
    """Return where packages lie while they are made or joined."""
    folder = desk.database.path.parent / "exports"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise disk_refusal(error, folder) from error
    return folder


def refuse_untrusted(trust: Trust) -> None:
    """Raise PackageRefused when the key that signed is not trusted: nothing of it is taken in."""
    if trust is Trust.OTHER_KEY:
        raise PackageRefused(
            "Gói ký bằng khóa khác với khóa đã tin của máy đó nên chưa nhận. Hãy gọi điện so mã; "
            "đúng thì bấm Tin khóa mới."
        )
    if trust not in TRUSTED:
        raise PackageRefused(
            "Chưa tin máy ký gói này nên chưa nhận. Hãy gọi điện so mã rồi bấm Tin máy này."
        )
