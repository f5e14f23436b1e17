"""Compiles the staged sources with the shipped Python under Wine, so that every build is alike."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from common import BuildError

COMPILED = ("lib", "app")
# Relative folders keep the paths of this machine out of the code objects; the sources are not
# looked at again when the program runs, which saves a look at the disk for each module.
COMPILE = ("-m", "compileall", "-q", "-f", "-j", "1", "--invalidation-mode", "unchecked-hash")
MINUTES = 60
PATIENCE = 5 * MINUTES


def compile_tree(program: Path) -> None:
    """Put a compiled file beside every source below `lib` and `app`."""
    python = program / "runtime" / "python.exe"
    with wine_prefix() as environment:
        done = run_wine([python, *COMPILE, *COMPILED], program, environment)
    missing = [path for path in sources(program) if not compiled_name(path).exists()]
    if done.returncode or missing:
        named = ", ".join(path.name for path in missing[:5])
        raise BuildError(f"Not everything compiled ({named}):\n{done.stdout[-2000:]}")


def sources(program: Path) -> Iterator[Path]:
    """Return the Python sources that are compiled."""
    for folder in COMPILED:
        yield from sorted((program / folder).rglob("*.py"))


def compiled_name(source: Path) -> Path:
    """Return where Python looks for the compiled form of a source."""
    return source.parent / "__pycache__" / f"{source.stem}.cpython-313.pyc"


@contextmanager
def wine_prefix() -> Iterator[dict[str, str]]:
    """Give the environment of a fresh Wine that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wardapp-wine-") as folder:
        environment = {
            **os.environ,
            "WINEPREFIX": folder,
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,wbemprox,winemenubuilder.exe=",
            "PYTHONHASHSEED": "0",
        }
        environment.pop("DISPLAY", None)
        try:
            # The services start here, apart from the pipe that is read below: they would hold it.
            silently(["wineserver", "-p"], environment)
            silently(["wine", "wineboot", "--init"], environment)
            yield environment
        finally:
            silently(["wineserver", "-k"], environment)
            silently(["wineserver", "-w"], environment)


def silently(words: Sequence[str], environment: dict[str, str]) -> None:
    """Run a command of Wine itself; whether Wine works is seen at the compiled files."""
    quiet = subprocess.DEVNULL
    subprocess.run(
        words,
        env=environment,
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        timeout=PATIENCE,
        check=False,
    )


def run_wine(
    words: Sequence[str | Path], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a Windows program in a folder and return what it printed."""
    return subprocess.run(
        ["wine", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )
