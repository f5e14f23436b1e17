"""What the program is made of: told by the installed program's list, else by its packages."""

from __future__ import annotations

import json
import platform
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

from wardapp import __version__
from wardapp.core.errors import UnreadableFile
from wardapp.core.parts import Kind, Part, ProgramFacts
from wardapp.core.places import Places
from wardapp.documents.engines import pdfium_version
from wardapp.services.installation import PARTS, PORTABLE_MARK, installed_root, remedy
from wardapp.store.connecting import sqlite_version

KNOWN_NAME = "parts.toml"
LOCK = "packaging/requirements.lock"
LICENCE_FILE = re.compile(r"(^|/)(licen[cs]es?|copying|notice)([./]|$)", re.IGNORECASE)
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
HOMES = ("homepage", "repository", "source", "documentation")
LONGEST_LICENCE = 60
PEOPLE = ("AUTHORS", "CONTRIBUTORS")
MISSING_TEXT = "(Không thấy tệp giấy phép {name}.)"


@dataclass(frozen=True, slots=True)
class _Known:
    """What `parts.toml` says of a part; `order` is its place in the list."""

    order: int
    values: dict[str, str]
    texts: tuple[Path, ...]

    def said(self, key: str) -> str:
        return self.values.get(key, "")


def read_program(places: Places) -> ProgramFacts:
    """Return what this program is and what it is made of.

    Raises UnreadableFile when a list of an installed program is missing or damaged.
    """
    installed = installed_root(places)
    if installed is not None:
        return _installed(installed, places)
    known = _known(places)
    tree = places.resources.parent
    return ProgramFacts(
        version=__version__,
        kind=Kind.SOURCE,
        program=tree,
        parts=_in_order(_packages(tree), known),
    )


def licence_text(part: Part) -> str:
    """Return the licence texts of a part one after another, short ones and the law itself first.

    A missing file is said in its place.
    """
    texts = sorted(((file.name, _text_of(file)) for file in part.texts), key=_weight)
    if len(texts) == 1:
        return texts[0][1]
    return "\n\n\n".join(f"── {name} ──\n\n{text}" for name, text in texts)


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8", errors="replace").strip("\n\ufeff")
    except OSError:
        return MISSING_TEXT.format(name=file.name)


def _weight(named: tuple[str, str]) -> tuple[bool, int, str]:
    name, text = named
    return name.upper().startswith(PEOPLE), len(text), name


# ---- the installed program -----------------------------------------------------------------------


def _installed(program: Path, places: Places) -> ProgramFacts:
    try:
        known = _known(places)
        said = json.loads((program / PARTS).read_text("utf-8"))
        parts = tuple(_listed(program, entry) for entry in said["parts"])
        built = date.fromisoformat(str(said["built"])[:10])
        version, commit = str(said["version"]), str(said["commit"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(
            f"Không đọc được danh sách các phần của chương trình. {remedy(program)}"
        ) from error
    return ProgramFacts(
        version=version,
        kind=Kind.PORTABLE if (program / PORTABLE_MARK).is_file() else Kind.INSTALLED,
        program=program,
        commit=commit,
        built=built,
        parts=_in_order(parts, known),
    )


def _listed(program: Path, entry: Any) -> Part:
    return Part(
        name=str(entry["name"]),
        version=str(entry["version"]),
        licence=str(entry["licence"]),
        home=str(entry.get("home", "")),
        texts=tuple(program / str(text) for text in entry.get("texts", ())),
    )


# ---- the source tree -----------------------------------------------------------------------------


def _packages(program: Path) -> tuple[Part, ...]:
    """Return the shipped packages as they are installed beside the source tree."""
    lock = program / LOCK
    names = LOCKED.findall(lock.read_text("utf-8")) if lock.is_file() else []
    return tuple(part for name, _version in names if (part := _package(name)) is not None)


def _package(name: str) -> Part | None:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None  # for another system
    files = [file for file in found.files or () if ".dist-info/" in file.as_posix()]
    texts = [file for file in files if LICENCE_FILE.search(file.as_posix())]
    return Part(
        name=str(found.metadata["Name"]),
        version=found.version,
        licence=_licence(found.metadata),
        home=_home(found.metadata),
        texts=tuple(Path(str(file.locate())) for file in sorted(texts)),
    )


def _licence(said: metadata.PackageMetadata) -> str:
    """Return the licence in the package's own words: the expression, the line, the classifiers."""
    line = _first(said, "License-Expression") or _first(said, "License")
    classes = [entry.rpartition(" :: ")[2] for entry in said.get_all("Classifier") or ()
               if entry.startswith("License ::")]  # fmt: skip
    is_short = 0 < len(line) <= LONGEST_LICENCE and "\n" not in line
    return line if is_short and line != "Dual License" else ", ".join(classes) or line


def _home(said: metadata.PackageMetadata) -> str:
    links = [entry.partition(", ") for entry in said.get_all("Project-URL") or ()]
    named = {label.lower(): address for label, _comma, address in links}
    found = [named[label] for label in HOMES if label in named]
    return _first(said, "Home-page") or (found[0] if found else "")


def _first(said: metadata.PackageMetadata, field: str) -> str:
    found = said.get_all(field) or [""]
    return str(found[0])


# ---- both ----------------------------------------------------------------------------------------


def _known(places: Places) -> dict[str, _Known]:
    here = places.resources
    entries = tomllib.loads((here / KNOWN_NAME).read_text("utf-8"))["parts"]
    return {
        _key(entry["name"]): _Known(
            order, entry, tuple((here / text).resolve() for text in entry.get("texts", ()))
        )
        for order, entry in enumerate(entries)
    }


def _in_order(parts: tuple[Part, ...], known: dict[str, _Known]) -> tuple[Part, ...]:
    """Add what comes within other parts or lies in the source tree, say uses, and sort."""
    there = {_key(part.name): part for part in parts}
    there.setdefault("python", _part(known["python"], platform.python_version()))
    for name, entry in known.items():
        if name not in there and (added := _added(entry, there)) is not None:
            there[name] = added
    last = len(known)
    placed = [
        (known[name].order, _as_known(part, known[name])) if name in known else (last, part)
        for name, part in there.items()
    ]
    return tuple(part for _order, part in sorted(placed, key=lambda each: each[0]))


def _added(entry: _Known, there: dict[str, Part]) -> Part | None:
    """Return a part that nobody listed: an engine within another part, or one of our tree."""
    if carrier := there.get(_key(entry.said("inside"))):
        engines = {"sqlite": sqlite_version, "pdfium": pdfium_version}
        ask = engines.get(_key(entry.said("name")), lambda: carrier.version)
        return replace(_part(entry, ask()), texts=carrier.texts)
    return _part(entry, entry.said("version") or __version__) if entry.said("licence") else None


def _as_known(part: Part, entry: _Known) -> Part:
    texts = part.texts or tuple(text for text in entry.texts if text.is_file())
    return replace(part, name=entry.said("name"), use=entry.said("use"), texts=texts)


def _part(entry: _Known, version: str) -> Part:
    return Part(
        name=entry.said("name"),
        version=version,
        licence=entry.said("licence"),
        home=entry.said("home"),
    )


def _key(name: str) -> str:
    return re.sub(r"[-_. ]+", "-", name).lower()
