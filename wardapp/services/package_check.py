"""Packages read through without taking anything in: whole or not, who signed, what they hold."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wardapp.core.errors import PackageRefused, PasswordNeeded, PasswordWrong, WardError
from wardapp.core.exchange import PACKAGE_ENDING, PackageCheck
from wardapp.exchange.package_reading import open_package, signer_of
from wardapp.exchange.splitting import join, part_of
from wardapp.services.devices import Devices, Names, card_of


@dataclass(frozen=True, slots=True)
class PackageChecking:
    """Checks packages; with the devices of an office it also says whom that office trusts."""

    devices: Devices | None = None

    def check(self, paths: Sequence[Path], password: str = "") -> tuple[PackageCheck, ...]:
        """Return what each package showed, parts that belong together as one."""
        return tuple(self._found(paths, password))

    def _found(self, paths: Sequence[Path], password: str) -> Iterator[PackageCheck]:
        parts: dict[str, list[Path]] = {}
        for path in paths:
            try:
                head = part_of(path)
            except WardError as refusal:
                yield _refused((path.name,), refusal)
                continue
            if head is None:
                yield self._checked(path, password, (path.name,))
            else:
                parts.setdefault(head.whole, []).append(path)
        for together in parts.values():
            yield self._joined(together, password)

    def _joined(self, parts: list[Path], password: str) -> PackageCheck:
        names = tuple(part.name for part in parts)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            whole = Path(folder) / f"goi{PACKAGE_ENDING}"
            try:
                join(parts, whole)
            except WardError as refusal:
                return _refused(names, refusal)
            return self._checked(whole, password, names)

    def _checked(self, path: Path, password: str, names: tuple[str, ...]) -> PackageCheck:
        try:
            signer = signer_of(path)
        except WardError as refusal:
            return _refused(names, refusal)
        check = PackageCheck(names=names, sha256=signer.sha256, is_sealed=signer.is_sealed)
        try:
            with open_package(path, password) as package:
                package.check_files()
                check = self._signed(check, package.key, package.manifest)
                return replace(check, manifest=package.manifest)
        except WardError as refusal:
            told = _refused(names, refusal)
            check = replace(check, refusal=told.refusal, is_fault=told.is_fault)
            return self._signed(check, signer.key, None)

    def _signed(self, check: PackageCheck, key: str, names: Names | None) -> PackageCheck:
        if self.devices is None:
            return replace(check, card=card_of(key, names))
        trust = self.devices.trust_of(key, names)
        return replace(check, card=self.devices.card_of(key, names), trust=trust)


def _refused(names: tuple[str, ...], refusal: WardError) -> PackageCheck:
    is_fault = isinstance(refusal, PackageRefused) and not isinstance(
        refusal, PasswordNeeded | PasswordWrong
    )
    return PackageCheck(names=names, refusal=str(refusal), is_fault=is_fault)
