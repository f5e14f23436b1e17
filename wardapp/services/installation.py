"""The installed program held against the list that was shipped with it, `parts.json`.

A source tree has no such list, and nothing to be looked at. The quick look reads folders only, so
that every start can afford it; it loads nothing but the standard library.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from wardapp.core.errors import WardError
from wardapp.core.files import sha256_of
from wardapp.core.installation import PartFault, PartState
from wardapp.core.office import OfficeFact
from wardapp.core.places import Places
from wardapp.core.progress import Progress, Silent

PARTS = "parts.json"
PORTABLE_MARK = "portable.txt"
PROGRAM_FOLDER = "app"
RUNTIME_FOLDER = "runtime"
MODULES = (".py", ".pyc")
UNUSED = "licences/"

Shipped = Mapping[str, tuple[int, str]]
"""Size and SHA-256 of every shipped file by its path below the installed folder."""


def installed_root(places: Places) -> Path | None:
    """Return the folder that the program was installed into, None for a source tree."""
    root = places.program
    is_installed = (root / PROGRAM_FOLDER).is_dir() and (root / RUNTIME_FOLDER).is_dir()
    return root if is_installed else None


def missing_parts(root: Path) -> tuple[PartFault, ...]:
    """Return the shipped files that are absent or of another size; nothing is read but folders.

    Modules of Python are left out: the one that is missing says so itself when it is loaded.
    Without a readable list nothing is known, and nothing is held against the start.
    """
    try:
        shipped = shipped_files(root)
    except WardError:
        return ()
    quick = {path: facts for path, facts in shipped.items() if _is_looked_for(path)}
    return tuple(_quick_faults(root, quick))


def _is_looked_for(path: str) -> bool:
    return not path.endswith(MODULES) and not path.startswith(UNUSED)


def damaged_parts(
    root: Path, progress: Progress | None = None, below: tuple[str, ...] = ("",)
) -> tuple[PartFault, ...]:
    """Return every shipped file that is absent, of another size or, `below` these, of other bytes.

    Raises WardError when the list itself is missing or broken.
    """
    shipped = shipped_files(root)
    faults = {fault.path: fault for fault in _quick_faults(root, shipped)}
    told = progress or Silent()
    for done, (path, (_size, digest)) in enumerate(shipped.items()):
        told.step(done, len(shipped), "Xem bản cài")
        shown = as_shown(path)
        is_read = path.startswith(below) and shown not in faults
        if is_read and _digest(root / path) != digest:
            faults[shown] = PartFault(path=shown, state=PartState.WRONG_BYTES)
    return tuple(faults.values())


def installation_facts(places: Places) -> tuple[OfficeFact, ...]:
    """Return what a check-up finds of the installation, byte by byte; nothing for a source tree."""
    root = installed_root(places)
    if root is None:
        return ()
    try:
        fault = damage_sentence(root, damaged_parts(root))
    except WardError as refusal:
        fault = refusal.sentence
    sound = "Mọi tệp của chương trình đúng từng byte."
    return (OfficeFact(topic="Bản cài", ok=not fault, sentence=fault or sound),)


def shipped_files(root: Path) -> Shipped:
    """Return what was shipped; WardError when the list is missing or broken."""
    try:
        files = json.loads((root / PARTS).read_text(encoding="utf-8"))["files"]
        return {str(path): (int(size), str(digest)) for path, (size, digest) in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WardError(f"Bản cài WardApp thiếu tệp {PARTS}. {remedy(root)}") from error


def damage_sentence(root: Path, faults: tuple[PartFault, ...]) -> str:
    """Return what is wrong with the installation and what to do; "" when nothing is."""
    if not faults:
        return ""
    more = f" (và {len(faults) - 1} tệp khác)" if len(faults) > 1 else ""
    return f"Bản cài WardApp {faults[0].words}{more}. {remedy(root)}"


def remedy(root: Path) -> str:
    """Return what puts a damaged installation right."""
    if (root / PORTABLE_MARK).is_file():
        return (
            "Hãy giải nén lại tệp zip của WardApp đè lên thư mục này; thư mục data, nơi giữ sổ, "
            "còn nguyên."
        )
    return "Hãy chạy lại bộ cài; dữ liệu còn nguyên."


def as_shown(path: str) -> str:
    """Return a path of the list as Windows shows it."""
    return path.replace("/", "\\")


def _quick_faults(root: Path, shipped: Shipped) -> Iterator[PartFault]:
    folders: dict[str, list[str]] = defaultdict(list)
    for path in shipped:
        folders[path.rpartition("/")[0]].append(path)
    for folder, paths in folders.items():
        sizes = _sizes(root / folder)
        for path in paths:
            found = sizes.get(path.rpartition("/")[2].casefold())
            if found is None:
                yield PartFault(path=as_shown(path), state=PartState.MISSING)
            elif found != shipped[path][0]:
                yield PartFault(path=as_shown(path), state=PartState.WRONG_SIZE)


def _sizes(folder: Path) -> dict[str, int]:
    """Return the sizes of what lies in a folder by name; Windows tells them with the listing."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name.casefold(): entry.stat().st_size for entry in entries}
    except OSError:
        return {}


def _digest(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""
