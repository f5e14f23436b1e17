"""Lays out the installed tree: runtime, libraries and our own files, chosen by the allow-list."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from common import HERE, ROOT, BuildError, files_below, tracked_files
from contents import Contents, Rules, choose

RUNTIME_DLL = "python313.dll"
RUNTIME_FOLDER = "cp313/"
SEARCH_PATHS = "python313.zip\r\n.\r\n..\\lib\r\n..\\app\r\n"
PRODUCT_VERSION = "ProductVersion\0".encode("utf-16-le")
SHIPPED_SERIES = "3.13."
START = HERE / "start.py"


@dataclass(frozen=True)
class Runtime:
    """The unpacked embeddable Python: its files by name, and the version it says it is."""

    files: Mapping[str, bytes]
    version: str


def runtime_of_package(sdist: Path) -> Runtime:
    """Return the runtime that lies as an archive inside the package of the lock."""
    with tarfile.open(sdist) as packed:
        inner = [member for member in packed if member.name.endswith("/data.zip")]
        stream = packed.extractfile(inner[0]) if len(inner) == 1 else None
        if stream is None:
            raise BuildError(f"{sdist.name} holds no data.zip with a runtime.")
        with zipfile.ZipFile(io.BytesIO(stream.read())) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            return checked(
                {name.removeprefix(RUNTIME_FOLDER): archive.read(name) for name in names}
            )


def runtime_of_folder(folder: Path) -> Runtime:
    """Return the runtime of a folder into which the official embeddable archive was unpacked."""
    return checked({name: path.read_bytes() for name, path in files_below(folder).items()})


def checked(files: Mapping[str, bytes]) -> Runtime:
    """Return the runtime with the version that its library states; refuse any other series."""
    library = files.get(RUNTIME_DLL)
    if library is None:
        raise BuildError(f"The runtime has no {RUNTIME_DLL}: an embeddable CPython 3.13 is needed.")
    text = library.partition(PRODUCT_VERSION)[2][:64].decode("utf-16-le", "ignore")
    found = re.match(r"\0*(\d+\.\d+\.\d+)", text)
    if found is None or not found[1].startswith(SHIPPED_SERIES):
        raise BuildError(f"The runtime must be a CPython {SHIPPED_SERIES}x, as released.")
    return Runtime(files, found[1])


def stage(target: Path, runtime: Runtime, wheels: Mapping[str, Path], contents: Contents) -> None:
    """Write the tree of the program into the new folder `target`."""
    stage_runtime(target / "runtime", runtime, contents.runtime)
    stage_wheels(target / "lib", wheels, contents.wheels)
    stage_app(target / "app", contents.app)


def stage_runtime(target: Path, runtime: Runtime, rules: Rules) -> None:
    """Write the kept files of the runtime, and the paths it may import from."""
    for name in choose(rules, runtime.files):
        write_new(target, name, runtime.files[name])
    write_new(target, RUNTIME_DLL.replace(".dll", "._pth"), SEARCH_PATHS.encode())


def stage_wheels(target: Path, wheels: Mapping[str, Path], rules: Mapping[str, Rules]) -> None:
    """Write the kept files of all wheels; each wheel has rules and each rule a wheel."""
    odd = sorted(set(wheels) ^ set(rules))
    if odd:
        raise BuildError(f"Lock and allow-list differ about: {', '.join(odd)}.")
    for package, wheel in sorted(wheels.items()):
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            for name in choose(rules[package], names):
                write_new(target, name, archive.read(name))


def stage_app(target: Path, rules: Rules) -> None:
    """Write our own files: those that git tracks, as they stand in the work tree."""
    for name in choose(rules, tracked_files(ROOT)):
        write_new(target, name, (ROOT / name).read_bytes())
    write_new(target, "start.py", START.read_bytes())


def write_new(folder: Path, name: str, content: bytes) -> None:
    """Write one file that nothing else has written; a name may not leave the folder."""
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise BuildError(f"A part holds a file outside its folder: {name}")
    path = folder / name
    if path.exists():
        raise BuildError(f"Two parts bring the same file: {name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
