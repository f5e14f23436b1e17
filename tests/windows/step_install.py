"""The silent installer: every file in its place, and what Windows is told of the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.windows.trees import UNINSTALLER, drive_names, faults_of, registry_lines
from tests.windows.walking import INSTALLED, Before, Walk, expect

UNINSTALL_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Uninstall\WardApp"
PACK_KEY = r"HKEY_CURRENT_USER\Software\Classes\.wardpack"
OPEN_KEY = r"HKEY_CURRENT_USER\Software\Classes\WardApp.Package\shell\open\command"
ROAMING = Path("AppData", "Roaming", "Microsoft", "Windows")
MEGABYTE = 1_000_000


def install(walk: Walk) -> Iterator[str]:
    """Install silently into a folder with spaces and Vietnamese letters."""
    prefix = walk.prefix
    walk.before = Before(drive_names(prefix), registry_lines(prefix))
    target = "\\".join(("C:", *INSTALLED))
    done = prefix.run(walk.build.installer, *silently(target), timeout=300)
    expect(done.code == 0, f"the installer ended with {done.code}: {done.lines()}")
    faults = faults_of(walk.program)
    expect(not faults, f"installed is not what was listed: {faults[:10]}")
    expect((walk.program / UNINSTALLER).is_file(), "there is no uninstaller")
    sizes = [path.stat().st_size for path in walk.program.rglob("*") if path.is_file()]
    size = walk.build.installer.stat().st_size
    yield (
        f"the quickly packed installer of {size / MEGABYTE:.0f} MB put {len(sizes)} files, "
        f"{sum(sizes) / MEGABYTE:.0f} MB, into {target} in {done.seconds:.0f} s, silently, "
        "each with its SHA-256, and no other file"
    )
    expect(not walk.data.exists(), "the installer made the user's data folder")
    yield from _shortcuts(walk)
    yield from _registration(walk)


def silently(target: str) -> list[str]:
    """Return the words of a silent installation; NSIS takes the folder in unquoted pieces."""
    return ["/S", *f"/D={target}".split(" ")]


def shortcuts(walk: Walk) -> list[Path]:
    """Return where the installer puts its shortcuts."""
    user = walk.prefix.user
    return [
        user / ROAMING / "Start Menu" / "Programs" / "WardApp.lnk",
        user / "Desktop" / "WardApp.lnk",
        user / ROAMING / "SendTo" / "WardApp – vào sổ.lnk",
        user / ROAMING / "SendTo" / "WardApp – soát thể thức.lnk",
    ]


def _shortcuts(walk: Walk) -> Iterator[str]:
    target = walk.prefix.named(walk.window).encode("utf-16-le")
    for link in shortcuts(walk):
        expect(link.is_file(), f"there is no shortcut {link.name} in {link.parent.name}")
        expect(target in link.read_bytes(), f"{link.name} does not name the installed program")
    places = ", ".join(link.parent.name for link in shortcuts(walk))
    yield f"shortcuts in {places} name the installed program"


def _registration(walk: Walk) -> Iterator[str]:
    told = walk.prefix.registry(UNINSTALL_KEY)
    folder = walk.prefix.named(walk.program)
    expect(told.get("DisplayVersion") == walk.build.version, f"uninstall key: {told}")
    expect(told.get("InstallLocation") == folder, f"uninstall key: {told}")
    kind = walk.prefix.registry(PACK_KEY).get("")
    expect(kind == "WardApp.Package", f".wardpack belongs to {kind}")
    command = walk.prefix.registry(OPEN_KEY).get("")
    wanted = f'"{walk.prefix.named(walk.window)}" "%1"'
    expect(command == wanted, f".wardpack opens by {command}")
    yield f"Windows lists WardApp {walk.build.version} for uninstalling and opens .wardpack with it"
