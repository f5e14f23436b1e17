"""Builds the Windows program on Debian: stage, portable archive and installer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from building import Build, make_installer, make_portable, make_stage, see_alike, tell_figures
from common import ROOT, BuildError


def main() -> int:
    """Build what was asked for; say in one sentence why not."""
    words = read_words()
    out = words.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    asked = Build(out, out / "downloads", words.fast, words.runtime)
    try:
        build(asked, words.only)
        if words.twice:
            see_alike(asked)
    except BuildError as error:
        print(f"package: {error}", file=sys.stderr)
        return 1
    return 0


def read_words() -> argparse.Namespace:
    """Return the words of the command line."""
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="pack quickly, for checks")
    parser.add_argument(
        "--runtime", type=Path, help="folder of an unpacked embeddable CPython 3.13"
    )
    parser.add_argument("--out", type=Path, default=ROOT / ".out" / "package")
    parser.add_argument(
        "--only", choices=("stage", "portable", "installer"), help="this result alone"
    )
    parser.add_argument("--twice", action="store_true", help="prove that two builds are alike")
    return parser.parse_args()


def build(asked: Build, only: str | None) -> None:
    """Run the steps in their order; `only` leaves out one packing or both."""
    make_stage(asked)
    results = []
    if only in {None, "portable"}:
        results.append(make_portable(asked))
    if only in {None, "installer"}:
        results.append(make_installer(asked))
    tell_figures(asked, results)


if __name__ == "__main__":
    sys.exit(main())
