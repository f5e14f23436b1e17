"""Builds the installer of the staged program with NSIS."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import HERE, ROOT, BuildError, files_below
from icon import program_icon, wizard_head, wizard_side
from launcher import DEEPEST_FILE, version_numbers
from stubs import copy_nsis

SCRIPTS = HERE / "installer"
SIGNING = HERE / "signing.py"
MARK = ROOT / "resources" / "icons" / "wardapp.svg"
KEY_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\WardApp"
DATA = r"$LOCALAPPDATA\WardApp"

NSIS = Path("/usr/share/nsis")

# All that the installer ever lays into its folder, and so all that it takes out again. `app` goes
# first and comes last: without it nothing starts, so no mixture of two versions ever runs. A name
# that a later version gives up stays here, so that an upgrade clears it away.
PARTS = ("app", "lib", "runtime", "licences", "parts.json", "wardapp.com", "WardApp.exe")

# What NSIS can open on a Windows that was not told to allow longer paths.
LONGEST_PATH = 259
NEW_FOLDER = "~new"  # where the installer lays the files first; installer/common.nsh
# What the wizard shows with Segoe UI 9 at 100 %: 109 by 193 and 100 by 35 dialog units.
SIDE_SIZE = (191, 362)
HEAD_SIZE = (175, 66)


def build_installer(stage: Path, out: Path, version: str, *, fast: bool) -> Path:
    """Pack the program at `stage` and return the setup written into the folder `out`."""
    if shutil.which("makensis") is None:
        raise BuildError("makensis is missing: apt-get install nsis")
    version_numbers(version)
    see_parts(stage)
    setup = out / f"WardApp-Setup-{version}.exe"
    files = files_below(stage)
    with tempfile.TemporaryDirectory() as held:
        made = Path(held)
        draw_pictures(made)
        values = {
            "VERSION": version,
            "PACKER": "zlib" if fast else "lzma",
            "SETUP_FILE": str(setup.resolve()),
            "PICTURES": str(made),
            "SCRIPTS": str(SCRIPTS),
            "PYTHON": sys.executable,
            "SIGNING": str(SIGNING),
            "KEY_UNINSTALL": KEY_UNINSTALL,
            "DATA": DATA,
            **sizes(files),
        }
        (made / "build.nsh").write_text(definitions(values), encoding="utf-8")
        (made / "parts.nsh").write_text(part_macros(), encoding="utf-8")
        (made / "files.nsh").write_text(extraction(files), encoding="utf-8")
        run_makensis(made)
    return setup


def see_parts(stage: Path) -> None:
    """Refuse a tree with a part that the installer would neither place nor take out again."""
    unknown = sorted({path.name for path in stage.iterdir()} - set(PARTS))
    if unknown:
        raise BuildError(f"Not among the parts in installer.py: {', '.join(unknown)}.")


def part_macros() -> str:
    """Return the NSIS macros that do something with every part, in order and backwards."""
    macros = (("EachPart", PARTS), ("EachPartBackwards", PARTS[::-1]))
    lines: list[str] = []
    for name, parts in macros:
        lines.append(f"!macro {name} do")
        lines += [f"!insertmacro ${{do}} {part}" for part in parts]
        lines.append("!macroend")
    return "\n".join(lines) + "\n"


def draw_pictures(made: Path) -> None:
    """Draw the icon and the pictures of the wizard."""
    (made / "wardapp.ico").write_bytes(program_icon(MARK))
    (made / "side.bmp").write_bytes(wizard_side(MARK, *SIDE_SIZE))
    (made / "head.bmp").write_bytes(wizard_head(MARK, *HEAD_SIZE))


def sizes(files: dict[str, Path]) -> dict[str, str]:
    """Return what the installer must know of the size of the program."""
    bytes_in_all = sum(path.stat().st_size for path in files.values())
    longest = max(files, key=len)
    if len(longest) >= DEEPEST_FILE:
        raise BuildError(f"A path has over {DEEPEST_FILE} letters (launcher.py): {longest}")
    return {
        "SIZE_KB": str(math.ceil(bytes_in_all / 1024)),
        # Files fill whole clusters, and Windows keeps a little beside each.
        "NEEDED_MB": str(math.ceil(bytes_in_all / 1024**2 * 1.1) + 10),
        "LONGEST_FOLDER": str(LONGEST_PATH - DEEPEST_FILE - len(NEW_FOLDER) - 1),
    }


def extraction(files: dict[str, Path]) -> str:
    """Return the NSIS commands that lay out the files, in the order of their names."""
    lines: list[str] = []
    folder = None
    for name, path in files.items():
        parent = "\\".join((NEW_FOLDER, *Path(name).parts[:-1]))
        if parent != folder:
            folder = parent
            lines.append(f'SetOutPath "$INSTDIR\\{escaped(parent)}"')
        lines.append(f'File "{path.resolve()}"')  # read as it stands, without escapes
    return "\n".join(lines) + "\n"


def definitions(values: dict[str, str]) -> str:
    """Return the NSIS definitions of some values."""
    return "".join(f'!define {name} "{value}"\n' for name, value in values.items())


def escaped(text: str) -> str:
    """Return a text as it stands between the quotes of NSIS."""
    return text.replace("$", "$$").replace('"', '$\\"')


def run_makensis(made: Path) -> None:
    """Build the setup from the scripts and what was made for them; warnings are errors."""
    done = subprocess.run(
        ["makensis", "-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8",
         str(SCRIPTS / "installer.nsi")],
        cwd=made, env={**os.environ, "NSISDIR": str(copy_nsis(NSIS, made / "nsis"))},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BuildError(f"makensis failed:\n{done.stdout}{done.stderr}")
