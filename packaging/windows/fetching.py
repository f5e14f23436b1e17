"""Brings the Windows wheels and the runtime, each checked against the hash of its lock."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from common import BuildError, sha256_of
from locks import Pin
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

WHEELS = ("--platform", "win_amd64", "--python-version", "3.13", "--only-binary=:all:")
SDISTS = ("--no-binary", ":all:")


def fetch(pins: Sequence[Pin], cache: Path, kind: Sequence[str]) -> dict[str, Path]:
    """Return the file of each pin by package name; what the cache lacks is downloaded."""
    cache.mkdir(parents=True, exist_ok=True)
    have = find_cached(pins, cache)
    missing = [pin for pin in pins if pin.name not in have]
    if missing:
        print(f"   downloading {', '.join(pin.name for pin in missing)}", flush=True)
        download(missing, cache, kind)
        have = find_cached(pins, cache)
    lacking = [pin.name for pin in pins if pin.name not in have]
    if lacking:
        raise BuildError(f"No file fits the lock for: {', '.join(lacking)}.")
    return have


def find_cached(pins: Sequence[Pin], cache: Path) -> dict[str, Path]:
    """Return what the cache already holds; a file that is not what its lock names is refused."""
    wanted = {(pin.name, pin.version): pin for pin in pins}
    have = {}
    for path in sorted(cache.iterdir()):
        pin = wanted.get(name_and_version(path.name))
        if pin is not None:
            see_hash(path, pin)
            have[pin.name] = path
    return have


def see_hash(path: Path, pin: Pin) -> None:
    """Refuse a file whose content is not the one that the lock names."""
    if sha256_of(path) not in pin.hashes:
        raise BuildError(f"{path.name} is not the file that the lock names. Delete {path}.")


def name_and_version(file_name: str) -> tuple[str, str]:
    """Return what package a wheel or source archive holds; empty words for any other file."""
    try:
        if file_name.endswith(".whl"):
            name, version, *_ = parse_wheel_filename(file_name)
        else:
            name, version = parse_sdist_filename(file_name)
    except (InvalidWheelFilename, InvalidSdistFilename):
        return "", ""
    return canonicalize_name(name), str(version)


def download(pins: Sequence[Pin], cache: Path, kind: Sequence[str]) -> None:
    """Let pip fetch the pins aside and move each file into the cache once its hash is right."""
    by_name = {pin.name: pin for pin in pins}
    with tempfile.TemporaryDirectory(dir=cache, prefix="partial-") as aside:
        lock = Path(aside) / "wanted.lock"
        lock.write_text("".join(pin.line for pin in pins), encoding="utf-8")
        options = ["-qq", "--disable-pip-version-check", "--no-deps", "--require-hashes", *kind]
        pip = [sys.executable, "-m", "pip", "download", *options, "-r", str(lock), "-d", aside]
        if subprocess.run(pip, check=False).returncode:
            raise BuildError("pip could not download the parts above; is there a connection?")
        for path in sorted(Path(aside).iterdir()):
            name, _ = name_and_version(path.name)
            if name in by_name:
                see_hash(path, by_name[name])
                path.replace(cache / path.name)
