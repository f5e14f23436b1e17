"""Builds the two launchers of the program with mingw: WardApp.exe and wardapp.com."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from common import HERE, BuildError
from icon import package_icon, program_icon
from signing import sign

SOURCES = HERE / "launcher"
COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCE_COMPILER = "x86_64-w64-mingw32-windres"
PACKAGE = "gcc-mingw-w64-x86-64-win32"

# No file of the program lies deeper below its folder than this many letters; the launcher refuses a
# folder whose own path leaves no room for that.
DEEPEST_FILE = 110

# Nothing of this machine or this moment gets into the file.
COMPILE = ["-std=c17", "-Os", "-Wall", "-Wextra", "-Werror", "-municode", "-static-libgcc"]
COMPILE += [f"-DDEEPEST_FILE={DEEPEST_FILE}"]
LINK = ["-s", "-Wl,--no-insert-timestamp", "-Wl,--dynamicbase,--nxcompat,--high-entropy-va"]
LIBRARIES = ["-lshell32"]

VERSION = re.compile(r"\d+\.\d+\.\d+")

# Each launcher by its name: how its subsystem is chosen, and what its sources see defined.
LAUNCHERS = {
    "WardApp.exe": ("-mwindows", ()),
    "wardapp.com": ("-mconsole", ("-DCONSOLE",)),
}


def build_launchers(out: Path, version: str, icon: Path) -> None:
    """Write both launchers into the folder `out`; `icon` is the SVG of the app mark."""
    if shutil.which(COMPILER) is None:
        raise BuildError(f"{COMPILER} is missing: apt-get install {PACKAGE}")
    with tempfile.TemporaryDirectory() as held:
        made = Path(held)
        (made / "wardapp.ico").write_bytes(program_icon(icon))
        (made / "wardpack.ico").write_bytes(package_icon(icon))
        (made / "version.h").write_text(version_header(version), encoding="utf-8")
        for name, (subsystem, defined) in LAUNCHERS.items():
            resources = made / "resources.o"
            run(
                RESOURCE_COMPILER, *defined, f"-I{made}", f"-I{SOURCES}",
                str(SOURCES / "launcher.rc"), "-o", str(resources),
            )  # fmt: skip
            run(
                COMPILER, *COMPILE, subsystem, *defined, str(SOURCES / "launcher.c"),
                str(resources), *LINK, *LIBRARIES, "-o", str(out / name),
            )  # fmt: skip
            sign(out / name)


def version_header(version: str) -> str:
    """Return the C header that tells the resources the version."""
    numbers = ",".join(version_numbers(version))
    return f'#define VERSION_NUMBERS {numbers}\n#define VERSION_TEXT "{version}"\n'


def version_numbers(version: str) -> list[str]:
    """Return the four numbers that Windows wants for a version like `1.2.3`."""
    if VERSION.fullmatch(version) is None:
        raise BuildError(f"The version must be three numbers with dots, not {version!r}.")
    return [*version.split("."), "0"]


def run(*command: str) -> None:
    """Run a tool; what it complains about becomes the error."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
