"""Gathers the licence texts of every shipped part; a part without a text stops the build."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from common import HERE, PROGRAM, ROOT, BuildError, files_below
from staging import Runtime, write_new

OWN_TEXTS = HERE / "licences"
RESOURCES = ROOT / "resources"
FOLDER = "licences"
DIST_INFO = re.compile(r"[^/]+\.dist-info/(.+)")
IS_TEXT = re.compile(r"licenses/.+|(licen[cs]e|copying|notice|authors)[^/]*", re.IGNORECASE)
IS_RESOURCE_TEXT = re.compile(r"(OFL|LICEN[CS]E|NOTICE)[^/]*$")
LONGEST_LICENCE = 60
HOMES = ("homepage", "repository", "source", "documentation")
CRATES = "crates.txt"


@dataclass(frozen=True)
class Part:
    """One part as `parts.json` lists it; `texts` by their names below its licence folder."""

    name: str
    version: str
    licence: str
    home: str
    texts: Mapping[str, bytes]

    @property
    def folder(self) -> str:
        """Where the texts of the part lie in the installed tree."""
        return f"{FOLDER}/{self.name.replace(' ', '-')}"

    def as_listed(self) -> dict[str, Any]:
        """Return the entry of `parts.json`."""
        texts = [f"{self.folder}/{name}" for name in sorted(self.texts)]
        return {
            "name": self.name,
            "version": self.version,
            "licence": self.licence,
            "home": self.home,
            "texts": texts,
        }


def read_parts(version: str, runtime: Runtime, wheels: Mapping[str, Path]) -> list[Part]:
    """Return every part, ours first, with its licence texts."""
    said = tomllib.loads((HERE / "parts.toml").read_text(encoding="utf-8"))
    odd = sorted(set(said["wheels"]) - set(wheels))
    if odd:
        raise BuildError(f"parts.toml tells of wheels that are not shipped: {', '.join(odd)}.")
    parts = [python_part(runtime, said["python"])]
    parts += [wheel_part(path, said["wheels"].get(name, {})) for name, path in wheels.items()]
    parts += resource_parts()
    for part in parts:
        if not (part.texts and part.licence and part.version):
            raise BuildError(f"{part.name} ships without its version, licence or licence text.")
    return [own_part(version), *sorted(parts, key=lambda part: part.name.lower())]


def write_texts(program: Path, parts: list[Part]) -> None:
    """Write all texts below `licences`, and a guide to them."""
    for part in parts:
        for name, text in part.texts.items():
            write_new(program, f"{part.folder}/{name}", text)
    write_new(program, f"{FOLDER}/README.txt", own_text("README.txt"))


def own_text(name: str) -> bytes:
    """Return a text that is kept beside the build because no wheel brings it."""
    return (OWN_TEXTS / name).read_bytes()


def own_part(version: str) -> Part:
    """Return the program itself."""
    return Part(PROGRAM, version, "MIT", "", {"LICENSE": (ROOT / "LICENSE").read_bytes()})


def python_part(runtime: Runtime, said: Mapping[str, str]) -> Part:
    """Return Python itself."""
    text = runtime.files.get("LICENSE.txt", b"")
    texts = {"LICENSE.txt": text} if text else {}
    return Part(said["name"], runtime.version, said["licence"], said["home"], texts)


def resource_parts() -> list[Part]:
    """Return the fonts and icons, as the list of the program names them."""
    listed = tomllib.loads((RESOURCES / "parts.toml").read_text(encoding="utf-8"))["parts"]
    entries = [entry for entry in listed if "version" in entry]
    told = {text for entry in entries for text in entry["texts"]}
    there = {name for name in files_below(RESOURCES) if IS_RESOURCE_TEXT.search(name)}
    if told != there:
        odd = ", ".join(sorted(told ^ there))
        raise BuildError(f"resources/parts.toml and the licence texts differ about: {odd}.")
    return [resource_part(entry) for entry in entries]


def resource_part(entry: Mapping[str, Any]) -> Part:
    """Return one part that lies among the resources."""
    paths = [RESOURCES / name for name in entry["texts"]]
    texts = {path.name: path.read_bytes() for path in paths}
    return Part(entry["name"], entry["version"], entry["licence"], entry["home"], texts)


def wheel_part(wheel: Path, said: Mapping[str, Any]) -> Part:
    """Return the part that a wheel is, in its own words unless parts.toml says otherwise."""
    with zipfile.ZipFile(wheel) as archive:
        inside = {
            found[1]: archive.read(name)
            for name in archive.namelist()
            if (found := DIST_INFO.fullmatch(name)) and not name.endswith("/")
        }
    facts = HeaderParser().parsestr(inside["METADATA"].decode("utf-8"))
    licence = said.get("licence") or licence_of(facts)
    texts = texts_of_wheel(wheel.name, inside, said.get("leave", ()))
    texts |= {name: own_text(name) for name in said.get("texts", ())}
    return Part(str(facts["Name"]), str(facts["Version"]), licence, home_of(facts), texts)


def texts_of_wheel(wheel: str, inside: Mapping[str, bytes], leave: list[str]) -> dict[str, bytes]:
    """Return the licence texts of a wheel, and the list of the Rust libraries it may hold."""
    names = {name for name in inside if IS_TEXT.fullmatch(name)}
    dead = sorted(set(leave) - names)
    if dead:
        raise BuildError(f"parts.toml leaves out what {wheel} does not hold: {', '.join(dead)}.")
    texts = {name.removeprefix("licenses/"): inside[name] for name in names - set(leave)}
    lists = [name for name in inside if name.endswith(".cyclonedx.json")]
    for name in lists:
        texts[CRATES] = crates(inside[name])
    return texts


def crates(listed: bytes) -> bytes:
    """Return the list of the libraries inside a Rust program as a plain text."""
    rows = [
        f"{each['name']} {each['version']}: {', '.join(licences_of(each))}"
        for each in json.loads(listed)["components"]
    ]
    return ("\n".join(sorted(rows)) + "\n").encode()


def licences_of(component: Mapping[str, Any]) -> list[str]:
    """Return the licences that one library names for itself."""
    said = component.get("licenses", ())
    return [entry.get("expression") or entry["license"].get("id", "?") for entry in said]


def licence_of(facts: Message) -> str:
    """Return the licence in the words of the wheel: its expression, else its short line."""
    line = str(facts.get("License-Expression") or facts.get("License") or "").strip()
    return line if len(line) <= LONGEST_LICENCE and "\n" not in line else ""


def home_of(facts: Message) -> str:
    """Return the address of the part."""
    links = [str(entry).partition(", ") for entry in facts.get_all("Project-URL") or ()]
    named = {label.lower(): address for label, _, address in links}
    found = [named[label] for label in HOMES if label in named]
    return str(facts.get("Home-page") or (found[0] if found else ""))
