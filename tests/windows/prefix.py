"""A fresh Wine prefix with the five measures that Wine 8 needs and Windows does not.

Nothing of it goes to users: Windows version 10, stand-ins for two DLLs, no colour profiles, and
three of Wine's own parts switched off (packaging/README.md tells why). The prefix has a home of
its own, so that nothing of the developer's machine is seen or written by the programs in it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PureWindowsPath
from typing import IO

STAND_INS = Path(__file__).resolve().parent / "stand_ins"
LIBRARIES = {"bcryptprimitives": ["-ladvapi32"], "icuuc": []}
COMPILER = "x86_64-w64-mingw32-gcc"
SWITCHED_OFF = "mscoree,mshtml,wbemprox,winemenubuilder.exe,winedbg.exe="
LAST_WORDS_S = 2.0
LINGER = "120"
"""Seconds that the server waits for the next program; kept short in case nobody ends it."""
SERVICE_NAMES = re.compile(
    r"(services|winedevice|plugplay|explorer|rpcss|svchost|start|wineboot|conhost)\.exe", re.I
)
NEEDED = ("wine", "wineserver", "Xvfb", "xdotool", "xwdtopnm", "pnmtopng", COMPILER)


def missing_tools() -> list[str]:
    """Return the programs of Debian that the walk needs and this machine lacks."""
    return [name for name in NEEDED if shutil.which(name) is None]


@dataclass(frozen=True)
class Done:
    """How a Windows program ended."""

    code: int
    out: str
    err: str
    seconds: float

    def lines(self) -> list[str]:
        """Return the lines of both streams that say something."""
        return [line.strip() for line in (self.out + self.err).splitlines() if line.strip()]


class TookTooLong(Exception):
    """A Windows program did not end in time; it was killed."""


@dataclass(frozen=True)
class Prefix:
    """A Windows of its own below one folder."""

    folder: Path
    environment: Mapping[str, str] = field(repr=False)

    @property
    def drive(self) -> Path:
        """Drive C:."""
        return self.folder / "prefix" / "drive_c"

    @property
    def user(self) -> Path:
        """The folder of the only user."""
        users = [path for path in (self.drive / "users").iterdir() if path.name != "Public"]
        return users[0]

    @property
    def local(self) -> Path:
        r"""%LOCALAPPDATA%."""
        return self.user / "AppData" / "Local"

    def named(self, path: Path) -> str:
        """Return a file's Windows name: C: for the prefix, Z: for the rest of the machine."""
        if path.is_relative_to(self.drive):
            return str(PureWindowsPath("C:\\", *path.relative_to(self.drive).parts))
        return str(PureWindowsPath("Z:\\", *path.resolve().parts[1:]))

    def run(
        self,
        program: Path | str,
        *words: str | Path,
        timeout: float = 120,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Done:
        """Run a Windows program to its end; paths among the words become Windows names."""
        begun = time.monotonic()
        process = self.start(program, *words, cwd=cwd, env=env)
        done = ended(process, timeout)
        if done is None:
            raise TookTooLong(f"{program} {words}: over {timeout} s")
        return replace(done, seconds=time.monotonic() - begun)

    def start(
        self,
        program: Path | str,
        *words: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a Windows program with pipes and return at once.

        Python under Wine cannot begin without a standard input, nor with a file for its output.
        """
        given = [self.named(word) if isinstance(word, Path) else word for word in words]
        return subprocess.Popen(
            ["wine", str(program), *given],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd or self.drive,
            env={**self.environment, **(env or {})},
        )

    def registry(self, key: str) -> dict[str, str]:
        """Return the values of a key, `HKEY_…\\…`; the default one is named ""; {} without it."""
        lines = self.exported(key).split("\n\n")[:2]
        found = re.findall(r'^(@|".*?")=(.*)$', "\n".join(lines), re.M)
        return {_plain(name): _plain(value) for name, value in found}

    def exported(self, key: str) -> str:
        """Return a key and all below it as `regedit` writes it, long values in one line."""
        target = self.folder / "temp" / "exported.reg"
        target.unlink(missing_ok=True)
        self.run("regedit", "/E", target, key)
        if not target.exists():
            return ""
        text = target.read_bytes().decode("utf-16").replace("\r\n", "\n")
        return re.sub(r"\\\n\s*", "", text)

    def programs(self) -> list[str]:
        """Return the command lines of the programs that run here, Wine's own services left out."""
        every = (line for _, line in self._processes())
        return [line for line in every if not SERVICE_NAMES.search(line.split("\0")[0])]

    def wait_until(self, holds: Callable[[], bool], within: float = 60.0) -> bool:
        """Wait until something holds; False when it does not come to hold in time."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if holds():
                return True
            time.sleep(0.1)
        return holds()

    def is_quiet(self) -> bool:
        """Return True when no program runs here."""
        return not self.programs()

    def kill_programs(self) -> None:
        """Kill the programs that still run, so that the next step finds none."""
        for pid, line in self._processes():
            if not SERVICE_NAMES.search(line.split("\0")[0]):
                os.kill(pid, signal.SIGKILL)

    def _processes(self) -> Iterator[tuple[int, str]]:
        mark = f"WINEPREFIX={self.environment['WINEPREFIX']}".encode()
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                environment = (entry / "environ").read_bytes().split(b"\0")
                line = (entry / "cmdline").read_bytes().decode(errors="replace").strip("\0")
            except OSError:
                continue
            if mark in environment and line and "wineserver" not in line.split("\0")[0]:
                yield int(entry.name), line


@contextmanager
def fresh_prefix(folder: Path, display: str) -> Iterator[Prefix]:
    """Yield a prefix made below this folder for programs on this display; end all that runs in it.

    The display is fixed here: Wine chooses its screen once, when its desktop begins.
    """
    prefix = Prefix(folder, _environment(folder, display))
    for each in ("prefix", "home", "temp"):
        (folder / each).mkdir(parents=True, exist_ok=True)
    try:
        _make(prefix)
        yield prefix
    finally:
        _server(prefix, "-k")
        _server(prefix, "-w")


def _environment(folder: Path, display: str) -> dict[str, str]:
    home = folder / "home"
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "DISPLAY": display,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "TMPDIR": str(folder / "temp"),
        "WINEPREFIX": str(folder / "prefix"),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": SWITCHED_OFF,
        "NO_AT_BRIDGE": "1",
    }


def _make(prefix: Prefix) -> None:
    _quietly(prefix, "wineboot", "-i")
    _quietly(prefix, "winecfg", "-v", "win10")
    _keep_home_out(prefix)
    for name, libraries in LIBRARIES.items():
        target = prefix.drive / "windows" / "system32" / f"{name}.dll"
        source = STAND_INS / f"{name}.c"
        build = [COMPILER, "-O2", "-shared", "-s", "-o", str(target), str(source), *libraries]
        subprocess.run(build, check=True)
    colours = prefix.drive / "windows" / "system32" / "spool" / "drivers" / "color"
    for profile in colours.glob("*.icm"):
        profile.unlink()
    _begin_again(prefix)


def _begin_again(prefix: Prefix) -> None:
    """Let the server stay between programs, with services born after the prefix was made.

    Those of the making are doubled and cannot start others. Whatever pipe a service is born with
    stays open for good, so they must be born with none.
    """
    _server(prefix, "-k")
    _server(prefix, "-w")
    _server(prefix, f"-p{LINGER}")
    _quietly(prefix, "winecfg", "-v", "win10")


def _keep_home_out(prefix: Prefix) -> None:
    """Make Documents, Desktop and the others folders of the prefix; Wine links them to $HOME."""
    for link in prefix.user.rglob("*"):
        if link.is_symlink():
            link.unlink()
            link.mkdir()


def _quietly(prefix: Prefix, *words: str) -> None:
    subprocess.run(
        ["wine", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(prefix.environment),
        timeout=120,
        check=True,
    )


def _server(prefix: Prefix, option: str) -> None:
    subprocess.run(
        ["wineserver", option],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(prefix.environment),
        timeout=60,
        check=False,
    )


def ended(process: subprocess.Popen[bytes], timeout: float) -> Done | None:
    """Return how a started program ended; None, and it is killed, when it does not end in time.

    Wine's desktop may be born of any program, keeps its pipes and outlives it: so the end of the
    program counts, not that of the pipes.
    """
    kept: dict[str, bytearray] = {"out": bytearray(), "err": bytearray()}
    readers = [
        threading.Thread(target=_read, args=(stream, kept[name]), daemon=True)
        for name, stream in (("out", process.stdout), ("err", process.stderr))
    ]
    for reader in readers:
        reader.start()
    begun = time.monotonic()
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    for reader in readers:
        reader.join(LAST_WORDS_S)
    out, err = (_text(bytes(kept[name])) for name in ("out", "err"))
    return Done(process.returncode, out, err, time.monotonic() - begun)


def _read(stream: IO[bytes], kept: bytearray) -> None:
    while piece := os.read(stream.fileno(), 65536):
        kept += piece


def _plain(value: str) -> str:
    if value == "@":
        return ""
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace").replace("\r\n", "\n")
